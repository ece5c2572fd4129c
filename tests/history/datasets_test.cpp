// Every data set against the files that its makers give, and against small ones made by hand in the same columns.
#include "history/datasets.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "support.h"
#include "tables/table.h"

namespace casus::history::datasets_test {
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

struct Real {
  std::string set;
  std::string path;
  std::size_t rows;
  std::string column;  ///< of which something is missing, or nothing
  std::size_t missing = 0;
};
const std::vector<Real> others = {
    {"atop", "atop/atop4_01m.csv", 2398, "statthr1", 36},
    {"atop_alliances", "atop/atop4_01a.csv", 745, "endday", 13},
    {"atop_alliances_5", "atop/atop5_0a.csv", 765, "begday", 1},
    {"atop_directed", "atop/atop5_1ddyr_peacesciencer.csv", 273296, "year", 0},
    {"states", "cow_states/states2016.csv", 243, "ccode", 0},
    {"majors", "cow_states/majors2011.csv", 14, "ccode", 0},
    {"gw_states", "cow_states/gw_states_peacesciencer.csv", 216, "gwcode", 0},
    {"country_codes", "cow_states/COW country codes.csv", 243, "CCode", 0},
    {"contiguity", "cow_contiguity/contdir.csv", 847, "begin", 0},
    {"nmc_5", "nmc/NMC_5_0.csv", 15171, "milex", 2065},
    {"nmc_7", "nmc/cow_nmc_7.0_peacesciencer.csv", 17121, "upop", 68},
    {"icb", "icb/icb1v13.csv", 482, "daterm", 20},
    {"ucdp", "ucdp/ucdp-prio-acd-201.csv", 2448, "ep_end_date", 1935},
    {"dcad", "dcad/DCAD-v1.0-main.csv", 1871, "terminated", 1099},
};

TEST(RealData, EveryOtherFileReads) {
  REAL(ignored, "atop/atop4_01m.csv");
  for (const auto& real : others) {
    const auto file = test::data_file(real.path);
    ASSERT_TRUE(file) << real.path;
    std::size_t missing = 0;
    const auto found = read(real.set, *file, [&](auto value) { missing += value(real.column) == Value{}; });
    EXPECT_TRUE(found.faults.empty()) << real.set << ": " << found.faults.front();
    EXPECT_EQ(found.rows, real.rows) << real.set;
    EXPECT_EQ(missing, real.missing) << real.set;
  }
}

TEST(RealData, NoSetIsWithoutItsFile) {
  std::set<std::string_view> read = {"wars", "wars_dyads",       "wars_initiators",
                                     "mid",  "mid_participants", "leeds_anac"};
  for (const auto& real : others) read.insert(real.set);
  for (const auto& set : data_sets()) EXPECT_TRUE(read.contains(set.name)) << set.name;
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

TEST(DataSetRows, CodesBesideNumbers) {
  const std::string header =
      "signDay,signMonth,signYear,EIFDay,EIFMonth,EIFYear,type,category1,category2,category3,span,renewType,"
      "renewYears,terminated,durationActual,endYearEstimate,asymmetry,categoryConf,UNTS,fullText,sourceType,"
      "source,factivaConf,factivaSign,factivaEIF,DCAid,ccode1,cowName1,ccode2,cowName2\n";
  const std::string rest =
      ",,,,general,DCA,,,-77,-66,-44,-88,,2010,0,high,,,treaty,Paper,,-99,,one,991,PAP,992,PEN\n";
  std::optional<std::int64_t> years, ended = 1;
  EXPECT_TRUE(read("dcad", header + "30,6,1990" + rest, [&](auto value) {
                years = value("renewYears").number;
                ended = value("terminated").number;
              }).faults.empty());
  EXPECT_EQ(years, -44);
  EXPECT_EQ(ended, std::nullopt);
  const auto june = read("dcad", header + "31,6,1990" + rest);
  ASSERT_EQ(june.faults.size(), 1u);
  EXPECT_EQ(june.faults[0], "dcad.csv, row 2, column `signDay`: there is no such day as 1990-06-31");
}

TEST(DataSetRows, DaysAndMonthsOfTheCalendar) {
  const std::string header = "gwcode,stateabb,statename,startdate,enddate\n991,PAP,Paperland,";
  EXPECT_TRUE(read("gw_states", header + "1914-02-28,1920-02-29\n").faults.empty());
  for (const std::string day : {"1914-02-30", "1914-02", "14-02-03", "1914-XX-03", "2/3/1914"}) {
    const auto found = read("gw_states", header + day + ",1920-02-29\n");
    ASSERT_EQ(found.faults.size(), 1u) << day;
    EXPECT_EQ(found.faults[0],
              "gw_states.csv, row 2, column `startdate`: `" + day + "` is no day of the calendar");
  }
  const std::string dyad = "dyad,statelno,statelab,statehno,statehab,conttype,begin,end,notes,version\n";
  const auto month = read("contiguity", dyad + "991992,991,PAP,992,PEN,1,191413,191501,none,3.2\n");
  ASSERT_EQ(month.faults.size(), 1u);
  EXPECT_EQ(month.faults[0], "contiguity.csv, row 2, column `begin`: 191413 is no year and month");
}

TEST(DataSetRows, LinesThatACarriageReturnEnds) {
  const auto found = read("country_codes", "StateAbb,CCode,StateNme\rPAP,991,Paperland\rPAP,991,Paperland\r");
  EXPECT_TRUE(found.faults.empty()) << found.faults.front();
  EXPECT_EQ(found.rows, 2u);
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
}  // namespace casus::history::datasets_test
