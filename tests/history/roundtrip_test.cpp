// The way back: what is exported of an import, held against ATOP's own values.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "imported.h"

namespace casus::history {
namespace {

using test::Imported;
using test::member;
using test::Values;

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
    for (std::size_t i = 0; i < set.columns.size(); ++i) {
      const auto number = record.number(i);
      const bool is_text = set.columns[i].kind == ColumnKind::text;
      row[std::string(set.columns[i].name)] = is_text  ? std::string(record.text(i))
                                              : number ? std::to_string(*number)
                                                       : std::string(missing_value);
    }
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
  // docs/guide/export.md tells the classes.
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

}  // namespace
}  // namespace casus::history
