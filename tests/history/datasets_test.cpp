// Every data set against the files that its makers give, and against small ones made by hand in the same columns.
#include "history/datasets.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "history/table.h"
#include "support.h"

namespace casus::history {
namespace {

/// What a file holds, by column name; nothing is kept of it but what is asked for.
struct Reading {
  std::size_t rows = 0;
  std::vector<std::string> faults;
};

template <typename Take>
Reading read(const std::string& set, const std::string& text, Take take) {
  Reading reading;
  diag::Sink sink;
  read_table(*find_data_set(set), set + ".csv", test::bytes_of(text), sink, [&](const Record& record) {
    ++reading.rows;
    take([&](std::string_view column) -> const Value& {
      return record.value(record.set().column(column).value());
    });
  });
  for (const auto& d : sink.all()) reading.faults.push_back(d.message);
  return reading;
}
Reading read(const std::string& set, const std::string& text) {
  return read(set, text, [](const auto&) {});
}

/// The file of the makers, or the test is skipped.
#define REAL(name, path)                   \
  const auto name = test::data_file(path); \
  if (!name) GTEST_SKIP() << "CASUS_DATA does not say where " path " is"

TEST(RealData, Wars) {
  REAL(file, "cow_wars/Inter-StateWarData_v4.0.csv");
  std::set<std::int64_t> wars;
  std::size_t second_spells = 0;
  const auto found = read("wars", *file, [&](auto value) {
    wars.insert(*value("WarNum").number);
    second_spells += value("StartYear2").number.has_value();
  });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 337u);
  EXPECT_EQ(wars.size(), 95u);
  EXPECT_EQ(second_spells, 19u);
}

TEST(RealData, WarsByDyad) {
  REAL(file, "cow_wars/directed_dyadic_war.csv");
  std::size_t misprints = 0;
  const auto found = read("wars_dyads", *file, [&](auto value) {
    misprints += !value("warstrtmnth").number || !value("warendyr").number;
  });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 1364u);
  EXPECT_EQ(misprints, 5u);
}

TEST(RealData, WarsByInitiator) {
  REAL(file, "cow_wars/reiter_stam_horowitz_interstate_war.csv");
  std::size_t second_spells = 0;
  const auto found = read("wars_initiators", *file,
                          [&](auto value) { second_spells += value("month_entry02").number.has_value(); });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 586u);
  EXPECT_EQ(second_spells, 7u);
}

TEST(RealData, Disputes) {
  REAL(file, "cow_mid/MIDA 5.0.csv");
  std::size_t without_day = 0;
  const auto found = read("mid", *file, [&](auto value) { without_day += !value("stday").number; });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 2436u);
  EXPECT_EQ(without_day, 271u);
}

TEST(RealData, DisputeParticipants) {
  REAL(file, "cow_mid/MIDB 5.0.csv");
  std::size_t without_day = 0, joiners = 0;
  std::set<std::int64_t> joined;
  const auto found = read("mid_participants", *file, [&](auto value) {
    without_day += !value("stday").number;
    if (value("orig").number != 0) return;
    ++joiners;
    joined.insert(*value("dispnum").number);
  });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 5883u);
  EXPECT_EQ(without_day, 596u);
  EXPECT_EQ(joiners, 681u);
  EXPECT_EQ(joined.size(), 238u);
}

TEST(RealData, LeedsAndAnac) {
  REAL(file, "alliance_reliability/LeedsAnacIIrep.csv");
  std::set<std::int64_t> wars;
  const auto found = read("leeds_anac", *file, [&](auto value) { wars.insert(*value("war").number); });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 137u);
  EXPECT_EQ(wars.size(), 33u);
}

// Two states that never were, in a war that never was.
const std::string war_header =
    "WarNum,WarName,WarType,ccode,StateName,Side,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,"
    "StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,TransFrom,WhereFought,Initiator,Outcome,"
    "TransTo,BatDeath,Version\n";
const std::string one_spell =
    "900,\"War, of paper\",1,991,Paperland,1,2,3,1914,3,4,1915,-8,-8,-8,-8,-8,-8,-8,2,1,1,-8,-9,4\n";

TEST(DataSetRows, MissingIsNoValue) {
  bool seen = false;
  const auto found = read("wars", war_header + one_spell, [&](auto value) {
    seen = true;
    EXPECT_EQ(value("WarName").text, "War, of paper");
    EXPECT_EQ(value("StartYear1").number, 1914);
    EXPECT_EQ(value("StartYear2").number, std::nullopt);
    EXPECT_EQ(value("TransFrom").text, "");
    EXPECT_EQ(value("BatDeath").number, std::nullopt);
  });
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_TRUE(seen);
}

TEST(DataSetRows, ADayThatTheCalendarDoesNotHave) {
  const auto found =
      read("wars",
           war_header + "900,Paper,1,991,Paperland,1,2,30,1914,3,4,1915,-8,-8,-8,-8,-8,-8,-8,2,1,1,-8,0,4\n");
  ASSERT_EQ(found.faults.size(), 1u);
  EXPECT_EQ(found.faults[0], "wars.csv, row 2, column `StartDay1`: there is no such day as 1914-02-30");
}

TEST(DataSetRows, AVersionUnderAnyName) {
  const auto found =
      read("wars",
           war_header + "900,Paper,1,991,Paperland,1,2,3,1914,3,4,1915,-8,-8,-8,-8,-8,-8,-8,2,1,1,-8,0,3\n");
  ASSERT_EQ(found.faults.size(), 1u);
  EXPECT_EQ(found.faults[0], "wars.csv, row 2, column `Version`: version `3` is not known");
}

TEST(DataSetRows, ARealNumberIsOne) {
  const std::string header =
      "warnum,disno,dyindex,statea,stateb,warstrtmnth,warstrtday,warstrtyr,warendmnth,warenday,warendyr,year,"
      "warolea,waroleb,wardyadrolea,wardyadroleb,outcomea,batdtha,batdthb,changes_1,changes_2,batdths,"
      "durindx\n";
  const std::string rest = ",991,992,4,7,1823,9,30,1823,1823,1,3,1,3,,,,,,,1\n";
  std::optional<double> real;
  EXPECT_TRUE(read("wars_dyads", header + "900,1,.25" + rest, [&](auto value) {
                real = value("dyindex").real;
              }).faults.empty());
  EXPECT_EQ(real, 0.25);
  for (const auto& [text, words] : std::map<std::string, std::string>{{"1,5x", "values, the header has"},
                                                                      {"1.5x", "`1.5x` is no number"},
                                                                      {"nan", "`nan` is no number"},
                                                                      {"", "no value, and"},
                                                                      {"-1", "-1 lies outside 0 to 9999"}}) {
    const auto found = read("wars_dyads", header + "900,1," + text + rest);
    ASSERT_EQ(found.faults.size(), 1u) << text;
    EXPECT_NE(found.faults[0].find(words), std::string::npos) << found.faults[0];
  }
}

}  // namespace
}  // namespace casus::history
