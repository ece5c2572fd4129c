// Exported tables: one description for every writer, and the way back from an import to ATOP's own values.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <sstream>

#include "atop_rows.h"
#include "history/atop.h"
#include "history/datapackage.h"
#include "history/table_writer.h"
#include "support.h"
#include "tool/session.h"

namespace casus::history {
namespace {

using test::member;
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

/// The built-in states, and what was imported or written.
struct Imported {
  tool::Session session{tool::Options{}};

  static Imported atop(const std::string& text) {
    Imported made;
    tool::Session states{tool::Options{}};
    states.load_corpus();
    states.build();
    diag::Sink sink;
    const auto import = read_atop("atop.csv", test::bytes_of(text), states.model(), sink);
    EXPECT_FALSE(sink.has_errors());
    made.session.load_corpus();
    for (std::size_t from = 0; from < import.rows.size();) {
      std::size_t to = from;
      while (to < import.rows.size() && import.rows[to].alliance == import.rows[from].alliance) ++to;
      made.session.add(atop_name(import.rows[from].alliance),
                       atop_source(std::span(import.rows).subspan(from, to - from)), 1);
      from = to;
    }
    made.session.build();
    EXPECT_FALSE(made.session.sink().has_errors());
    return made;
  }

  std::vector<Values> rows(Export asked) const {
    std::vector<Values> list;
    const Unit& unit = *asked.unit;
    export_rows(session.model(), asked, [&](std::span<const Cell> cells) {
      Values row;
      ASSERT_EQ(cells.size(), unit.fields.size());
      for (std::size_t i = 0; i < cells.size(); ++i) {
        std::string value(missing_value);
        if (const auto* number = std::get_if<std::int64_t>(&cells[i])) value = std::to_string(*number);
        if (const auto* text = std::get_if<std::string_view>(&cells[i])) value = *text;
        row[std::string(unit.fields[i].name)] = value;
      }
      list.push_back(std::move(row));
    });
    return list;
  }
  std::vector<Values> rows(std::string_view unit, std::string_view only = "atop_") const {
    return rows({.unit = find_unit(unit), .only = only, .covered = {1816, 2016}});
  }
};

// ── the way back

constexpr std::array dates = {"yrent", "moent", "dayent", "yrexit", "moexit", "dayexit"};

/// A date in three columns, as a number that grows with it; a day that is not known is the first where `late` is not set.
int day_number(const Values& row, std::size_t from, bool late) {
  const int year = std::stoi(row.at(dates[from]));
  if (year == 0) return INT32_MAX;
  const int month = std::stoi(row.at(dates[from + 1]));
  const std::string& day = row.at(dates[from + 2]);
  if (day != missing_value) return day_of(year, month, std::stoi(day))->number;
  return late ? day_of(year + month / 12, month % 12 + 1, 1)->number - 1 : day_of(year, month, 1)->number;
}
int begin_of(const Values& row) { return day_number(row, 0, false); }
int end_of(const Values& row) { return day_number(row, 3, true); }

/// The rows of a file of ATOP, blank days as missing ones.
std::vector<Values> atop_rows(const std::string& text) {
  std::vector<Values> list;
  const DataSet& set = *find_data_set("atop");
  diag::Sink sink;
  EXPECT_TRUE(read_table(set, "atop.csv", test::bytes_of(text), sink, [&](const Record& record) {
    Values row;
    for (std::size_t i = 0; i < set.columns.size(); ++i)
      if (const auto& value = record.value(i); value == Value{})
        row[std::string(set.columns[i].name)] = missing_value;
      else
        row[std::string(set.columns[i].name)] =
            value.number ? std::to_string(*value.number) : std::string(value.text);
    list.push_back(std::move(row));
  }));
  return list;
}

using Key = std::pair<std::string, std::string>;  // alliance, member
std::map<Key, std::vector<Values>> by_member(const std::vector<Values>& rows) {
  std::map<Key, std::vector<Values>> found;
  for (const auto& row : rows) found[{row.at("atopid"), row.at("member")}].push_back(row);
  return found;
}

/// Phases that follow each other put together.
std::vector<Values> spells_of(std::vector<Values> rows) {
  std::ranges::sort(rows, {}, [](const Values& row) { return std::pair(begin_of(row), end_of(row)); });
  std::vector<Values> list;
  for (const auto& row : rows) {
    if (list.empty() || end_of(list.back()) < begin_of(row)) {
      list.push_back(row);
    } else if (end_of(list.back()) < end_of(row)) {
      for (std::size_t i = 3; i < 6; ++i) list.back()[dates[i]] = row.at(dates[i]);
    }
  }
  return list;
}

/// What becomes of every spell of the file, by class.
std::map<std::string, int> spell_classes(const std::string& text, const Imported& imported) {
  std::map<std::string, int> classes;
  const auto mine = by_member(imported.rows("member-spell"));
  for (const auto& [key, rows] : by_member(atop_rows(text)))
    for (const auto& spell : spells_of(rows)) {
      std::vector<Values> inside;
      if (const auto at = mine.find(key); at != mine.end())
        for (const auto& row : at->second)
          if (begin_of(row) < end_of(spell) && begin_of(spell) < end_of(row)) inside.push_back(row);
      const auto differs = [&](std::size_t from) {
        return std::ranges::any_of(std::array{from, from + 1, from + 2}, [&](std::size_t i) {
          return inside.front().at(dates[i]) != spell.at(dates[i]);
        });
      };
      if (inside.empty()) {
        ++classes["left out"];
      } else if (inside.size() > 1) {
        ++classes["in two parts"];
      } else if (!differs(0) && !differs(3)) {
        ++classes["same"];
      } else if (!differs(3)) {
        ++classes[spell.at("yrent") == "1815" ? "begins 1816" : "begins later"];
      } else {
        ++classes[differs(0) ? "begins and ends otherwise" : "ends otherwise"];
      }
    }
  return classes;
}

/// An ISO day as a number; none is the end of time.
int iso_number(const std::string& date) {
  if (date == missing_value) return INT32_MAX;
  return day_of(std::stoi(date.substr(0, 4)), std::stoi(date.substr(5, 2)), std::stoi(date.substr(8, 2)))
      ->number;
}

/// How many rows of the file have the same flags on every day that casus has them for, and how many differ in which flag.
std::map<std::string, int> flag_classes(const std::string& text, const Imported& imported) {
  std::map<std::string, int> classes;
  const auto mine = by_member(imported.rows("alliance"));
  std::vector<std::string> flags = {"bilat"};
  const Unit& unit = *find_unit("alliance");
  for (const auto& field : unit.fields)
    if (field.type == FieldType::flag && field.name != "bilat") flags.emplace_back(field.name);
  EXPECT_EQ(flags.size(), 32u);
  for (const auto& row : atop_rows(text)) {
    std::set<std::string> differ;
    bool there = false;
    if (const auto at = mine.find({row.at("atopid"), row.at("member")}); at != mine.end())
      for (const auto& terms : at->second) {
        if (!(iso_number(terms.at("begin")) < end_of(row) && begin_of(row) < iso_number(terms.at("end"))))
          continue;
        there = true;
        for (const auto& flag : flags)
          if (terms.at(flag) != row.at(flag)) differ.insert(flag);
      }
    ++classes[!there ? "left out" : differ.empty() ? "same" : "other"];
    for (const auto& flag : differ) ++classes[flag];
  }
  return classes;
}

/// Of the rows with a pledge against certain adversaries: how many of those that the file names (`statthr1`, `statthr2`) come back.
std::map<std::string, int> adversary_classes(const std::string& text, const Imported& imported) {
  std::map<std::string, int> classes;
  const auto mine = by_member(imported.rows("alliance"));
  const auto bears = [&](const std::string& state, const std::string& code) {
    const auto found = find_by_code(imported.session.model(), model::CodeSystem::cow, code, std::nullopt);
    return std::ranges::find(found, find_state(imported.session.model(), state)) != found.end();
  };
  for (const auto& row : atop_rows(text)) {
    std::set<std::string> theirs;
    for (const auto column : {"statthr1", "statthr2"})
      if (row.at(column) != missing_value && row.at(column) != "0") theirs.insert(row.at(column));
    const bool limited = std::ranges::any_of(std::array{"defcoadv", "offcoadv", "neucoadv", "concoadv"},
                                             [&](const char* flag) { return row.at(flag) == "1"; });
    const auto at = mine.find({row.at("atopid"), row.at("member")});
    if (!limited || at == mine.end()) continue;
    std::set<std::string> found;
    for (const auto& terms : at->second) {
      if (!(iso_number(terms.at("begin")) < end_of(row) && begin_of(row) < iso_number(terms.at("end"))))
        continue;
      std::istringstream words(terms.at("adversaries"));
      for (std::string word; words >> word;) found.insert(word);
    }
    const bool all = std::ranges::all_of(theirs, [&](const std::string& code) {
      return std::ranges::any_of(found, [&](const std::string& state) { return bears(state, code); });
    });
    const bool no_more = std::ranges::all_of(found, [&](const std::string& state) {
      return std::ranges::any_of(theirs, [&](const std::string& code) { return bears(state, code); });
    });
    ++classes[all && no_more ? theirs.empty() ? "none named" : "same" : "other"];
  }
  return classes;
}

using Classes = std::map<std::string, int>;

TEST(RoundTrip, WhatIsMadeByHandComesBack) {
  const auto both = [](const std::string& one, const std::string& other, const std::string& from,
                       const std::string& to, Values more) {
    return std::vector<Values>{member(one, from, to, more), member(other, from, to, more)};
  };
  std::vector<Values> rows;
  const auto add = [&](std::vector<Values> more) { rows.insert(rows.end(), more.begin(), more.end()); };
  // Phases with other limits; the second has a vague end.
  add(both("220", "365", "1892-08-18", "1899-08-09",
           {{"atopid", "9001"},
            {"bilat", "1"},
            {"phase", "1"},
            {"defense", "1"},
            {"defcon", "1"},
            {"defcoadv", "1"},
            {"statthr1", "255"},
            {"defconpr", "1"}}));
  add(both("220", "365", "1899-08-09", "1917-11",
           {{"atopid", "9001"},
            {"bilat", "1"},
            {"phase", "2"},
            {"defense", "1"},
            {"consul", "1"},
            {"concon", "1"},
            {"concoreq", "1"},
            {"concoloc", "1"}}));
  // Obligations that differ by member, one of them a limit of the same pledge.
  rows.push_back(member("255", "1900-01-01", "1910-01-01",
                        {{"atopid", "9002"},
                         {"bilat", "1"},
                         {"obvary", "1"},
                         {"neutral", "1"},
                         {"neucon", "1"},
                         {"neuconpr", "1"}}));
  rows.push_back(member("300", "1900-01-01", "1910-01-01",
                        {{"atopid", "9002"},
                         {"bilat", "1"},
                         {"obvary", "1"},
                         {"neutral", "1"},
                         {"neucon", "1"},
                         {"neucoatt", "1"},
                         {"neuconum", "1"},
                         {"offense", "1"},
                         {"offcon", "1"},
                         {"offcocon", "1"},
                         {"offcodem", "1"}}));
  // Three members, one of whom leaves and comes back; no end.
  for (const auto code : {"2", "900"})
    rows.push_back(member(code, "1951-09", "", {{"atopid", "9003"}, {"nonagg", "1"}, {"consul", "1"}}));
  rows.push_back(
      member("920", "1951-09", "1960-03-04", {{"atopid", "9003"}, {"nonagg", "1"}, {"consul", "1"}}));
  rows.push_back(member("920", "1970-01-01", "",
                        {{"atopid", "9003"}, {"phase", "1"}, {"nonagg", "1"}, {"consul", "1"}}));
  // A code that passes from the Soviet Union to Russia, and a state that changes its code.
  rows.push_back(member("365", "1955-05-14", "", {{"atopid", "9004"}, {"defense", "1"}}));
  rows.push_back(member("265", "1955-05-14", "1990-09-24", {{"atopid", "9004"}, {"defense", "1"}}));
  rows.push_back(member("260", "1955-05-14", "1990-10-03", {{"atopid", "9004"}, {"defense", "1"}}));
  rows.push_back(member("255", "1990-10-03", "", {{"atopid", "9004"}, {"defense", "1"}}));
  const std::string text = test::table(rows);
  const auto imported = Imported::atop(text);
  EXPECT_EQ(spell_classes(text, imported), (Classes{{"same", 12}}));
  EXPECT_EQ(flag_classes(text, imported), (Classes{{"same", 14}}));
  EXPECT_EQ(adversary_classes(text, imported), (Classes{{"same", 2}}));

  std::map<std::string, std::string> states;
  for (const auto& row : imported.rows("member-spell"))
    if (row.at("atopid") == "9004") states[row.at("member")] = row.at("states");
  EXPECT_EQ(states, (std::map<std::string, std::string>{
                        {"365", "SUN RUS"}, {"265", "DDR"}, {"260", "DEU"}, {"255", "DEU"}}));
  std::set<std::string> adversaries;
  for (const auto& row : imported.rows("alliance"))
    if (row.at("atopid") == "9001") adversaries.insert(row.at("begin") + " " + row.at("adversaries"));
  EXPECT_EQ(adversaries, (std::set<std::string>{"1892-08-18 DEU", "1899-08-09 "}));
}

TEST(RoundTripData, AtopComesBack) {
  const auto text = test::data_file("atop/atop4_01m.csv");
  if (!text) GTEST_SKIP() << "CASUS_DATA names no folder with atop/atop4_01m.csv";
  const auto imported = Imported::atop(*text);
  // docs/history.md tells the classes.
  EXPECT_EQ(spell_classes(*text, imported), (Classes{{"same", 2130},
                                                     {"left out", 11},
                                                     {"begins 1816", 18},
                                                     {"begins later", 18},
                                                     {"in two parts", 3},
                                                     {"ends otherwise", 1}}));
  EXPECT_EQ(flag_classes(*text, imported),
            (Classes{{"same", 2341}, {"left out", 11}, {"other", 46}, {"bilat", 46}}));
  EXPECT_EQ(adversary_classes(*text, imported), (Classes{{"same", 257}, {"none named", 63}, {"other", 4}}));
}

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
    for (const auto column : dates) text += " " + row.at(column);
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
}  // namespace casus::history
