// Pledges by state, direction, day and year, made of any corpus.
#include "history/units.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "support.h"
#include "tool/session.h"

namespace casus::history::units_test {
namespace {

/// A corpus of the built-in states and these instruments.
struct Corpus {
  tool::Session session{tool::Options{}};
  explicit Corpus(std::string text) {
    session.load_corpus();
    session.add("test.casus", std::move(text), 1);
    session.build();
    for (const auto& d : session.sink().all()) ADD_FAILURE() << d.message;
  }
  const model::Model& model() const { return session.model(); }
  /// `2-20 1942 defense consul`, by year and codes.
  std::vector<std::string> rows(int first, int last, YearRule rule = YearRule::any_day) const {
    std::vector<std::string> found;
    directed_dyad_years(model(), directed_pledges(model(), "test_"), {first, last, rule, true},
                        [&](const DirectedDyadYear& row) {
                          std::string text = std::to_string(row.ccode1) + "-" + std::to_string(row.ccode2) +
                                             " " + std::to_string(row.year);
                          for (const auto pledge : pledges)
                            if (row.has(pledge)) text += " " + std::string(name(pledge));
                          found.push_back(text);
                        });
    return found;
  }
};

std::string instrument(const std::string& lines) {
  return "instrument test_pact \"Pact\" { kind treaty force binding signed 1950-01-01 in force 1950-01-01 "
         "..\n"
         "cite \"https://example.org/pact\" coded 2026-11-25 status draft\n" +
         lines + "\n}\n";
}

using Rows = std::vector<std::string>;

TEST(Units, EachKindOfPledge) {
  const auto pact = [](const std::string& clause) {
    return Corpus(instrument("party USA, CAN from 1950-01-01\narticle 1 { " + clause + " }"))
        .rows(1960, 1960);
  };
  EXPECT_EQ(pact("when armed_attack on a party  each other party must assist the victim"),
            (Rows{"2-20 1960 defense", "20-2 1960 defense"}));
  EXPECT_EQ(pact("when a party is at war with any state  each other party must assist the victim"),
            (Rows{"2-20 1960 offense", "20-2 1960 offense"}));
  EXPECT_EQ(pact("when armed_attack on a party  each other party must stay_neutral"),
            (Rows{"2-20 1960 neutral", "20-2 1960 neutral"}));
  EXPECT_EQ(pact("standing  every party must not use_force against the other parties"),
            (Rows{"2-20 1960 nonagg", "20-2 1960 nonagg"}));
  EXPECT_EQ(pact("when held_threat on a party  every party must consult the other parties"),
            (Rows{"2-20 1960 consul", "20-2 1960 consul"}));
}

TEST(Units, WhatIsNoPledge) {
  const auto pact = [](const std::string& clause) {
    return Corpus(instrument("party USA, CAN from 1950-01-01\narticle 1 { " + clause + " }"))
        .rows(1960, 1960);
  };
  EXPECT_EQ(pact("when armed_attack on a party  each other party may assist the victim"), Rows{});
  EXPECT_EQ(pact("when armed_attack on a party  each other party should assist the victim"), Rows{});
  EXPECT_EQ(pact("standing  every party must not use_force against any state"), Rows{});
  EXPECT_EQ(
      Corpus(
          "instrument test_talk \"Talk\" { kind declaration force political signed 1950-01-01 in force "
          "1950-01-01 ..\n"
          "cite \"https://example.org/talk\" coded 2026-11-25 status draft  signatory USA, CAN from "
          "1950-01-01\n"
          "section a { when armed_attack on a signatory  each other signatory should assist the victim } }\n")
          .rows(1960, 1960),
      Rows{});
}

TEST(Units, DirectionFollowsWhoOwes) {
  EXPECT_EQ(Corpus(instrument("guarantor USA from 1950-01-01\nbeneficiary CAN from 1950-01-01\n"
                              "article 1 { when armed_attack on the beneficiary  every guarantor must assist "
                              "the beneficiary }"))
                .rows(1960, 1960),
            (Rows{"2-20 1960 defense"}));
  EXPECT_EQ(
      Corpus(
          instrument(
              "party USA, CAN from 1950-01-01\ncharacter pledges_defense CAN from 1955-01-01 to 1957-06-01\n"
              "article 1 { when armed_attack on a party  each other party with character pledges_defense "
              "must assist the victim }"))
          .rows(1954, 1958),
      (Rows{"20-2 1955 defense", "20-2 1956 defense", "20-2 1957 defense"}));
}

TEST(Units, WhichDaysOfAYearCount) {
  const Corpus pact(
      instrument("party USA from 1950-01-01\nparty CAN from 1955-03-01 to 1957-06-01\n"
                 "article 1 { when armed_attack on a party  each other party must assist the victim }"));
  const auto years = [&](YearRule rule) {
    std::string text;
    for (const auto& row : pact.rows(1950, 1960, rule))
      if (row.starts_with("2-20")) text += " " + row.substr(5, 4);
    return text;
  };
  EXPECT_EQ(years(YearRule::any_day), " 1955 1956 1957");
  EXPECT_EQ(years(YearRule::first_of_january), " 1956 1957");
  EXPECT_EQ(years(YearRule::all_year), " 1956");
}

TEST(Units, TwoTextsThatFollowEachOtherCoverAYearTogether) {
  const Corpus two(
      instrument("party USA, CAN from 1950-01-01 to 1955-07-01\n"
                 "article 1 { when armed_attack on a party  each other party must assist the victim }") +
      "instrument test_second \"Second\" { kind treaty force binding signed 1955-07-01 in force 1955-07-01 "
      "..\n"
      "cite \"https://example.org/second\" coded 2026-11-25 status draft  party USA, CAN from 1955-07-01\n"
      "article 1 { when armed_attack on a party  each other party must assist the victim } }\n");
  EXPECT_EQ(two.rows(1955, 1955, YearRule::all_year), (Rows{"2-20 1955 defense", "20-2 1955 defense"}));
}

TEST(Units, AStateThatChangesItsCodeWithinAYear) {
  const Corpus pact(instrument(
      "party USA, DEU from 1955-05-06\narticle 1 { when armed_attack on a party  each other party must "
      "assist the victim }"));
  EXPECT_EQ(pact.rows(1990, 1990),
            (Rows{"2-255 1990 defense", "2-260 1990 defense", "255-2 1990 defense", "260-2 1990 defense"}));
  EXPECT_EQ(pact.rows(1990, 1990, YearRule::first_of_january),
            (Rows{"2-260 1990 defense", "260-2 1990 defense"}));
  EXPECT_EQ(pact.rows(1990, 1990, YearRule::all_year), Rows{});
}

TEST(Units, ACodeThatPassesToAnotherStateIsOneMember) {
  const Corpus pact(instrument(
      "party USA from 1950-01-01\nparty SUN from 1950-01-01 to 1991-12-26\nparty RUS from 1991-12-26\n"
      "article 1 { when armed_attack on a party  each other party must assist the victim }"));
  EXPECT_EQ(pact.rows(1991, 1991, YearRule::all_year), (Rows{"2-365 1991 defense", "365-2 1991 defense"}));
}

TEST(Units, WhatIsOwedAfterAnotherProvisionHangsOnItsTrigger) {
  const auto pact = [](const std::string& second) {
    return Corpus(
               instrument("party USA, CAN from 1950-01-01\n"
                          "article 1 { when armed_attack on a party  every party must consult the parties }\n"
                          "article 2 { after article 1  " +
                          second + " }"))
        .rows(1960, 1960);
  };
  EXPECT_EQ(pact("each other party must assist the victim"),
            (Rows{"2-20 1960 defense consul", "20-2 1960 defense consul"}));
  // Not at all times.
  EXPECT_EQ(pact("every party must not use_force against the other parties"),
            (Rows{"2-20 1960 consul", "20-2 1960 consul"}));
}

TEST(Units, ASuspensionAndAReservationAreNoPledge) {
  const auto years = [](const Corpus& corpus) {
    std::string text;
    for (const auto& row : corpus.rows(1950, 1953)) text += row.substr(0, row.find(" d")) + ", ";
    return text;
  };
  const std::string clause =
      "article 1 { when armed_attack on a party  each other party must assist the victim }";
  EXPECT_EQ(years(Corpus(instrument("party USA, CAN, GBR from 1950-01-01\n"
                                    "suspended GBR from 1950-01-01 to 1952-01-01\n"
                                    "suspended USA toward CAN from 1951-01-01\n" +
                                    clause))),
            "2-20 1950, 20-2 1950, 2-200 1952, 20-200 1952, 200-2 1952, 200-20 1952, "
            "2-200 1953, 20-200 1953, 200-2 1953, 200-20 1953, ");
  EXPECT_EQ(years(Corpus(instrument("party USA, CAN from 1950-01-01\n"
                                    "reservation of USA excludes article 1\n" +
                                    clause))),
            "20-2 1950, 20-2 1951, 20-2 1952, 20-2 1953, ");
}

// ── held against the directed dyad-years that ATOP 5.1 gives itself

TEST(UnitsData, DirectedDyadYearsOfAtop) {
  const auto members = test::data_file("atop/atop4_01m.csv"),
             theirs = test::data_file("atop/atop5_1ddyr_peacesciencer.csv");
  if (!members || !theirs) GTEST_SKIP() << "CASUS_DATA names no folder with the files of ATOP";
  tool::Session session{tool::Options{}};
  session.load_corpus();
  session.build();
  diag::Sink sink;
  const auto import = read_atop("atop4_01m.csv", test::bytes_of(*members), session.model(), sink);
  tool::Session imported{tool::Options{}};
  imported.load_corpus();
  each_atop_source(import.rows,
                   [&](std::string name, std::string text) { imported.add(name, std::move(text), 1); });
  const auto& model = imported.build();
  std::map<std::tuple<int, int, int>, std::uint8_t> mine;
  directed_dyad_years(model, directed_pledges(model, "atop_"), {1816, 2016, YearRule::any_day, true},
                      [&](const DirectedDyadYear& row) {
                        mine[{row.ccode1, row.ccode2, row.year}] = row.pledges;
                      });
  const DataSet& set = *find_data_set("atop_directed");
  std::size_t both = 0, same = 0, missing = 0;
  EXPECT_TRUE(read_table(set, "atop5_1.csv", test::bytes_of(*theirs), sink, [&](const Record& record) {
    const int year = static_cast<int>(*record.number(*set.column("year")));
    if (year < 1816 || year > 2016) return;
    const auto at = mine.find({static_cast<int>(*record.number(*set.column("ccode1"))),
                               static_cast<int>(*record.number(*set.column("ccode2"))), year});
    if (at == mine.end()) {
      ++missing;
      return;
    }
    std::uint8_t pledged = 0;
    for (const auto pledge : pledges)
      if (record.flag(*set.column("atop_" + std::string(name(pledge)))))
        pledged |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(pledge));
    ++both;
    same += pledged == at->second;
  }));
  // docs/guide/export.md tells the differences apart.
  EXPECT_EQ(mine.size(), 248870u);
  EXPECT_EQ(both, 248870u);
  EXPECT_EQ(same, 248377u);
  EXPECT_EQ(missing, 7392u);
}

}  // namespace
}  // namespace casus::history::units_test
