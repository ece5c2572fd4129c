// Exported tables: one description for every writer, and what the rows say.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <map>
#include <set>

#include "history/datapackage.h"
#include "history/table_writer.h"
#include "imported.h"

namespace casus::history::export_test {
namespace {

using test::Imported;
using test::Values;

// ── writers

std::string written(const Unit& unit, TableFormat format, const std::vector<std::vector<Cell>>& rows) {
  std::string out;
  TableWriter writer(unit, format, [&](std::string_view bytes) { out += bytes; });
  for (const auto& row : rows) writer.row(row);
  writer.finish();
  return out;
}

const Unit small{.name = "small",
                 .title = "Small",
                 .what = "A row.",
                 .fields = {{"code", FieldType::code, "A code"}, {"title", FieldType::text, "A title"}},
                 .key = {"code"}};

TEST(TableWriter, QuotesWhatHasToBeQuoted) {
  const std::vector<std::vector<Cell>> rows = {{std::int64_t{2}, "plain"},
                                               {std::int64_t{20}, "a, \"b\"\nc"},
                                               {{}, "NA"},
                                               {std::int64_t{-3}, {}},
                                               {{}, ""}};
  EXPECT_EQ(written(small, TableFormat::csv, rows),
            "code,title\n2,plain\n20,\"a, \"\"b\"\"\nc\"\nNA,\"NA\"\n-3,NA\nNA,\n");
  EXPECT_EQ(
      written(small, TableFormat::ndjson, rows),
      "{\"code\":2,\"title\":\"plain\"}\n{\"code\":20,\"title\":\"a, \\\"b\\\"\\nc\"}\n"
      "{\"code\":null,\"title\":\"NA\"}\n{\"code\":-3,\"title\":null}\n{\"code\":null,\"title\":\"\"}\n");
}

TEST(TableWriter, HandsOnLargeTablesPieceByPiece) {
  std::size_t pieces = 0, size = 0;
  TableWriter writer(small, TableFormat::csv,
                     [&](std::string_view bytes) { ++pieces, size += bytes.size(); });
  const std::vector<Cell> row = {std::int64_t{123}, "0123456789"};
  for (int i = 0; i < 100000; ++i) writer.row(row);
  writer.finish();
  EXPECT_EQ(size, 11u + 15u * 100000u);
  EXPECT_GT(pieces, 4u);
}

TEST(TableWriter, ADatabaseSaysWhatItsColumnsMean) {
  const std::string bytes = sqlite_table(small, {{"rule", "any"}}, [](const CellSink& take) {
    take(std::vector<Cell>{std::int64_t{2}, {}});
  });
  const auto reader = SqliteReader::open(bytes);
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->tables(), (std::vector<std::string>{"about", "fields", "small"}));
  std::string found;
  const auto take = [&](std::span<const Cell> row) {
    for (const auto& cell : row) {
      if (const auto* text = std::get_if<std::string_view>(&cell)) found += std::string(*text) + "|";
      if (const auto* number = std::get_if<std::int64_t>(&cell)) found += std::to_string(*number) + "|";
      if (std::holds_alternative<std::monostate>(cell)) found += "NULL|";
    }
  };
  EXPECT_EQ(reader->query("SELECT * FROM small", take), "");
  EXPECT_EQ(reader->query("SELECT * FROM fields", take), "");
  EXPECT_EQ(reader->query("SELECT * FROM about", take), "");
  EXPECT_EQ(found, "2|NULL|code|integer|A code|title|text|A title|rule|any|");
}

TEST(Layout, EveryColumnIsDescribedOnceAndKeysAreColumns) {
  for (const auto& unit : units()) {
    std::set<std::string_view> names;
    for (const auto& field : unit.fields) {
      EXPECT_TRUE(names.insert(field.name).second) << unit.name << " " << field.name;
      EXPECT_FALSE(field.what.empty()) << unit.name << " " << field.name;
    }
    for (const auto key : unit.key) EXPECT_TRUE(names.contains(key)) << unit.name << " " << key;
    EXPECT_EQ(find_unit(unit.name), &unit);
  }
  EXPECT_EQ(find_unit("nothing"), nullptr);
}

TEST(DataPackage, DescribesItsTable) {
  Export asked{.unit = find_unit("dyad-year"),
               .only = "atop_",
               .covered = {1816, 2016},
               .years = YearRange{1900, 1910}};
  asked.rule = YearRule::first_of_january;
  ExportNotes notes{
      "1.2", "sha256:0", "ask", false, {{"A citation", ""}, {"A text", "https://example.org/text"}}};
  const auto json = nlohmann::json::parse(data_package(asked, notes, "dyad-year.csv"));
  EXPECT_EQ(json["profile"], "tabular-data-package");
  EXPECT_EQ(json["temporal"]["start"], "1816-01-01");
  EXPECT_EQ(json["terms"], "ask");
  EXPECT_EQ(json["sources"][1]["path"], "https://example.org/text");
  EXPECT_FALSE(json["sources"][0].contains("path"));
  EXPECT_EQ(json["casus"]["rule"], "january: what stands on the first of January counts for the year");
  EXPECT_EQ(json["casus"]["years"], "1900-1910");
  const auto& resource = json["resources"][0];
  EXPECT_EQ(resource["path"], "dyad-year.csv");
  EXPECT_EQ(resource["schema"]["missingValues"], nlohmann::json({"NA"}));
  EXPECT_EQ(resource["schema"]["primaryKey"], nlohmann::json({"year", "ccode1", "ccode2"}));
  EXPECT_EQ(resource["schema"]["fields"].size(), asked.unit->fields.size());
  EXPECT_EQ(resource["schema"]["fields"][0]["constraints"]["required"], true);
  EXPECT_EQ(resource["schema"]["fields"][3]["constraints"]["maximum"], 1);
  EXPECT_FALSE(json.contains("licenses"));
  notes.own = true;
  EXPECT_EQ(nlohmann::json::parse(data_package(asked, notes, "x.csv"))["licenses"][0]["name"], "Apache-2.0");
}

// ── rows

// ── what rows say

Imported written_corpus(const std::string& text) {
  Imported made;
  made.session.load_corpus();
  made.session.add("test.casus", text, 1);
  made.session.build();
  for (const auto& d : made.session.sink().all()) ADD_FAILURE() << d.message;
  return made;
}

std::string pact(const std::string& lines) {
  return "instrument test_pact \"Pact, the\" { kind treaty force binding signed 1950-01-01 in force "
         "1950-01-01 ..\n"
         "cite \"https://example.org/pact\" coded 2026-11-25 status draft\n" +
         lines + "\n}\n";
}

TEST(Export, OutsideTheYearsCoveredNothingIsSaid) {
  const auto made =
      written_corpus(pact("party USA, CAN from 1950-01-01\narticle 1 { when armed_attack on a party  each "
                          "other party must assist the victim }"));
  Export asked{.unit = find_unit("state-year"),
               .only = "test_",
               .covered = {1950, 1960},
               .years = YearRange{1960, 1961}};
  asked.states = {find_state(made.session.model(), "USA")};
  const auto rows = made.rows(asked);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("ccode"), "2");
  for (const auto column : {"defense", "partners", "defense_partners", "bilatno", "number", "atopally"}) {
    EXPECT_EQ(rows[0].at(column), "1") << column;
    EXPECT_EQ(rows[1].at(column), "NA") << column;
  }
  EXPECT_EQ(rows[0].at("consul"), "0");
  asked.unit = find_unit("state-day");
  const auto days = made.rows(asked);
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].at("begin") + " " + days[0].at("end") + " " + days[0].at("defense"),
            "1960-01-01 1961-01-01 CAN");
  EXPECT_EQ(days[1].at("begin") + " " + days[1].at("end") + " " + days[1].at("defense"),
            "1961-01-01 1962-01-01 NA");
}

TEST(Export, AFlagOfADyadIsOfEitherDirection) {
  const auto made = written_corpus(pact(
      "guarantor USA from 1950-01-01\nbeneficiary CAN from 1950-01-01\n"
      "article 1 { when armed_attack on the beneficiary  every guarantor must assist the beneficiary }"));
  Export asked{
      .unit = find_unit("dyad-year"), .only = "test_", .covered = {1950, 1950}, .pledged_only = true};
  const auto rows = made.rows(asked);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0], (Values{{"ccode1", "2"},
                             {"ccode2", "20"},
                             {"year", "1950"},
                             {"defense", "1"},
                             {"offense", "0"},
                             {"neutral", "0"},
                             {"nonagg", "0"},
                             {"consul", "0"},
                             {"asymmetric", "1"}}));
}

TEST(Export, AVagueDayIsAnEarliestAndALatest) {
  const auto made = written_corpus(
      pact("party USA from 1950-03\nparty CAN from 1951 to 1960-05-06\nsignatory FRA from 1950-01-01"));
  std::map<std::string, std::string> found;
  for (const auto& row : made.rows("member-spell", "test_")) {
    std::string text = row.at("role");
    for (const auto column : {"begin_earliest", "begin_latest", "end_earliest", "end_latest"})
      text += " " + row.at(column);
    for (const auto column : {"yrent", "moent", "dayent", "yrexit", "moexit", "dayexit"})
      text += " " + row.at(column);
    found[row.at("states")] = text;
  }
  EXPECT_EQ(found, (std::map<std::string, std::string>{
                       {"USA", "party 1950-03-01 1950-03-31 NA NA 1950 3 NA 0 0 0"},
                       {"CAN", "party 1951-01-01 1951-12-31 1960-05-06 1960-05-06 1951 NA NA 1960 5 6"},
                       {"FRA", "signatory 1950-01-01 1950-01-01 NA NA 1950 1 1 0 0 0"}}));
}

TEST(Export, ALimitStandsWhereEveryClauseHasIt) {
  const auto made =
      written_corpus(pact("party USA, CAN from 1950-01-01\n"
                          "article 1 { when armed_attack on a party by RUS unprovoked  each other party must "
                          "assist the victim }\n"
                          "article 2 { in force 1960-01-01 .. 1970-01-01  when armed_attack on a party  each "
                          "other party must assist the victim }"));
  std::vector<std::string> found;
  for (const auto& row : made.rows("alliance", "test_"))
    if (row.at("member") == "2")
      found.push_back(row.at("begin") + " " + row.at("defense") + row.at("defcon") + row.at("defcoadv") +
                      row.at("defconpr") + " " + row.at("adversaries"));
  EXPECT_EQ(found,
            (std::vector<std::string>{"1950-01-01 1111 RUS", "1960-01-01 1000 ", "1970-01-01 1111 RUS"}));
}

}  // namespace
}  // namespace casus::history::export_test
