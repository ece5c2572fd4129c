// A file against its schema: every fault names file, row and column, and nothing is coerced.
#include "tables/table.h"
#include "history/datasets.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>

#include "support.h"

namespace casus::history::table_test {
namespace {

const std::string header = "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n";
const std::string austria = "AUH,300,Austria-Hungary,1816,1,1,1918,11,12,2016\n";

struct Read {
  std::vector<std::int64_t> codes;
  std::vector<std::string> messages;
  std::vector<diag::Code> faults;
  bool good = false;
};

Read read(const std::string& text, const std::string& set = "states") {
  Read result;
  diag::Sink sink;
  result.good = read_table(
      *find_data_set(set), "states.csv", test::bytes_of(text), sink,
      [&](const Record& record) { result.codes.push_back(*record.number(*record.set().column("ccode"))); },
      data_sets());
  for (const auto& d : sink.all()) {
    result.messages.push_back(d.message);
    result.faults.push_back(d.code);
  }
  return result;
}

void expect_fault(const std::string& text, diag::Code code, const std::string& words) {
  const auto found = read(text);
  EXPECT_FALSE(found.good);
  ASSERT_FALSE(found.messages.empty()) << words;
  EXPECT_EQ(found.faults.front(), code) << found.messages.front();
  EXPECT_NE(found.messages.front().find(words), std::string::npos) << found.messages.front();
}

TEST(Table, ReadsWhatFits) {
  const auto found = read(header + austria + "BAV,245,Bavaria,1816,1,1,1871,1,18,2016\r\n");
  EXPECT_TRUE(found.good);
  EXPECT_EQ(found.codes, (std::vector<std::int64_t>{300, 245}));
}

TEST(Table, ColumnsMayStandInAnyOrder) {
  const auto found = read(
      "ccode,stateabb,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
      "300,AUH,Austria-Hungary,1816,1,1,1918,11,12,2016\n");
  EXPECT_TRUE(found.good);
  EXPECT_EQ(found.codes, (std::vector<std::int64_t>{300}));
}

TEST(Table, AColumnThatIsNotItsOwn) {
  expect_fault("stateab" + header.substr(8) + austria, diag::Code::table_columns,
               "states.csv, row 1, column 1: `stateab` is no column");
}

TEST(Table, AColumnThatIsMissing) {
  expect_fault(
      "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday\nAUH,300,Austria-Hungary,1816,1,"
      "1,1918,11,12\n",
      diag::Code::table_columns, "without the column version");
}

TEST(Table, AColumnMoreAndOneLess) {
  const auto found =
      read("stateabb,ccode,extra,styear,stmonth,stday,endyear,endmonth,endday,version\n" + austria);
  EXPECT_EQ(found.messages, (std::vector<std::string>{
                                "states.csv, row 1, column 3: `extra` is no column of the Correlates of War, "
                                "State System Membership 2016",
                                "states.csv, row 1: without the column statenme"}));
}

TEST(Table, AnotherDelimiter) {
  for (const char delimiter : {';', '\t', '|'}) {
    auto other = header + austria;
    std::ranges::replace(other, ',', delimiter);
    const auto found = read(other);
    ASSERT_EQ(found.messages.size(), 1u) << delimiter;
    EXPECT_NE(found.messages[0].find("is no column"), std::string::npos) << found.messages[0];
  }
}

TEST(Table, WhatEndsALineDoesNotMatter) {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    std::string text;
    for (const char c : "\xEF\xBB\xBF" + header + austria) text += c == '\n' ? end : std::string(1, c);
    const auto found = read(text);
    EXPECT_TRUE(found.good) << found.messages.front();
    EXPECT_EQ(found.codes, (std::vector<std::int64_t>{300}));
  }
}

TEST(Table, BytesOfLatin1) {
  expect_fault(header + "AUH,300,\xD6sterreich,1816,1,1,1918,11,12,2016\n", diag::Code::table_unreadable,
               "states.csv, row 2, value 3: byte 0xd6 is no part of UTF-8 text");
}

/// As many zeros as anybody asks for.
tables::ByteSource zeros(char zero, std::size_t& taken) {
  return [zero, &taken](std::span<char> into) {
    std::ranges::fill(into, zero);
    taken += into.size();
    return into.size();
  };
}

TEST(Table, ZerosWithoutEnd) {
  for (const char zero : {'\0', '0'}) {
    std::size_t taken = 0;
    diag::Sink sink;
    EXPECT_FALSE(
        read_table(*find_data_set("states"), "zeros.csv", zeros(zero, taken), sink, [](const Record&) {}));
    EXPECT_EQ(sink.errors(), 1u);
    EXPECT_LT(taken, 4u << 20) << "a row of a data set has a few thousand bytes";
  }
}

TEST(Group, TheHeaderSaysWhichFileItIs) {
  const auto which = [](const std::string& text, std::string_view group) {
    diag::Sink sink;
    std::vector<std::string> messages;
    const auto* set = read_group(
        sets_of_group(group), "some.csv", test::bytes_of(text), sink, [](const Record&) {}, data_sets());
    for (const auto& d : sink.all()) messages.push_back(d.message + (d.hint.empty() ? "" : " / " + d.hint));
    return std::pair(set == nullptr ? std::string() : std::string(set->name), messages);
  };
  EXPECT_EQ(which(header + austria, "states").first, "states");
  EXPECT_EQ(which("StateAbb,CCode,StateNme\nPAP,991,Paperland\n", "states").first, "country_codes");
  EXPECT_EQ(
      which("gwcode,stateabb,statename,startdate,enddate\n991,PAP,Paper,1914-02-28,1920-02-29\n", "states")
          .first,
      "gw_states");
  // The nearest is held against it.
  EXPECT_EQ(which("StateAbb,CCode,StateName\nPAP,991,Paperland\n", "states").second,
            (std::vector<std::string>{
                "some.csv, row 1, column 3: `StateName` is no column of the Correlates of War, "
                "country codes / did you mean `StateNme`?",
                "some.csv, row 1: without the column StateNme / this reads the Correlates of "
                "War, country codes"}));
  // Another file that casus knows is named.
  const auto other = which(header + austria, "nmc").second;
  EXPECT_EQ(
      other,
      (std::vector<std::string>{
          "some.csv, row 1: these are the columns of the Correlates of War, State System Membership 2016, "
          "not of the Correlates of War, National Material Capabilities 5.0 / `casus import states FILE "
          "--out NAME.sqlite` takes it"}));
  // Of what has nothing to do with it, a few columns are enough.
  const auto strange = which("a,b,c,d,e,f,g,h\n1,2,3,4,5,6,7,8\n", "mid").second;
  ASSERT_EQ(strange.size(), 7u);
  EXPECT_NE(strange[5].find("row 1: 3 more columns that it does not have"), std::string::npos) << strange[5];
  EXPECT_NE(strange[6].find("without the columns dispnum, "), std::string::npos) << strange[6];
  EXPECT_EQ(which("", "states").second, (std::vector<std::string>{"some.csv is empty"}));
}

TEST(Table, ARowThatIsCutShort) {
  expect_fault(header + austria + "BAV,245,Bav", diag::Code::table_columns,
               "states.csv, row 3: 3 values, the header has 10");
}

TEST(Table, AValueOutOfRange) {
  expect_fault(header + "AUH,300,Austria-Hungary,1816,13,1,1918,11,12,2016\n", diag::Code::table_value,
               "states.csv, row 2, column `stmonth`: 13 lies outside 1 to 12");
  expect_fault(header + "AUH,-9,Austria-Hungary,1816,1,1,1918,11,12,2016\n", diag::Code::table_value,
               "column `ccode`: -9 lies outside");
  expect_fault(header + "AUH,,Austria-Hungary,1816,1,1,1918,11,12,2016\n", diag::Code::table_value,
               "column `ccode`: no value");
  expect_fault(header + "AUH,3OO,Austria-Hungary,1816,1,1,1918,11,12,2016\n", diag::Code::table_value,
               "column `ccode`: `3OO` is no whole number");
}

TEST(Table, AnotherVersion) {
  expect_fault(header + "AUH,300,Austria-Hungary,1816,1,1,1918,11,12,2011\n", diag::Code::table_version,
               "row 2, column `version`: version `2011` is not known");
}

TEST(Table, TwoRowsOfOneKey) {
  expect_fault(header + austria + austria, diag::Code::table_duplicate,
               "states.csv, row 3: a second row of ccode 300");
}

TEST(Table, EmptyOrWithoutRows) {
  expect_fault("", diag::Code::table_unreadable, "states.csv is empty");
  expect_fault(header, diag::Code::table_unreadable, "a header and no rows");
}

TEST(Table, FaultsBeyondReasonEndTheReading) {
  std::string text = header;
  for (int i = 0; i < 1000; ++i) text += "AUH,0,Austria-Hungary,1816,1,1,1918,11,12,2016\n";
  const auto found = read(text);
  EXPECT_FALSE(found.good);
  EXPECT_EQ(found.messages.size(), 21u);
}

TEST(DataSets, EachIsWhole) {
  for (const auto& set : data_sets()) {
    EXPECT_FALSE(set.title.empty() || set.cite.empty() || set.terms.empty()) << set.name;
    EXPECT_LT(set.from, set.to) << set.name;
    EXPECT_FALSE(set.group.empty()) << set.name;
    for (const auto& day : set.days)
      EXPECT_TRUE(set.column(day.year) && set.column(day.month) && set.column(day.day))
          << set.name << ' ' << day.day;
    for (const auto& column : set.key) EXPECT_TRUE(set.column(column)) << set.name << ' ' << column;
    EXPECT_EQ(set.versions.empty(), !set.version_column()) << set.name;
    for (std::size_t i = 0; i < set.columns.size(); ++i)
      EXPECT_EQ(set.column(set.columns[i].name), i) << set.name << ": " << set.columns[i].name << " twice";
    EXPECT_FALSE(sets_of_group(set.group).empty());
    // A store has them as columns of SQL, which does not tell upper from lower case, beside the row of the file.
    std::set<std::string> names = {"row"};
    for (const auto& column : set.columns) {
      std::string lower(column.name);
      for (auto& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      EXPECT_TRUE(names.insert(lower).second) << set.name << ": " << lower;
    }
  }
  EXPECT_EQ(groups(), (std::vector<std::string_view>{"atop", "contiguity", "dcad", "icb", "leeds_anac", "mid",
                                                     "nmc", "states", "ucdp", "wars"}));
}

}  // namespace
}  // namespace casus::history::table_test
