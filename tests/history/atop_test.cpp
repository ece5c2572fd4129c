// Rows of ATOP become instruments: members by day over merged phases, pledges by member, limits as triggers or questions.
#include "history/atop.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "atop_rows.h"
#include "support.h"
#include "tool/session.h"

namespace casus::history::atop_test {
namespace {

using test::member;
using test::table;
using test::Values;

const model::Model& world() {
  static tool::Session session{tool::Options{}};
  static const model::Model& model = [&]() -> const model::Model& {
    session.load_corpus();
    return session.build();
  }();
  return model;
}

struct Read {
  AtopImport import;
  std::vector<std::string> messages;
};
Read read(const std::vector<Values>& rows) {
  Read result;
  diag::Sink sink;
  result.import = read_atop("atop.csv", test::bytes_of(table(rows)), world(), sink);
  for (const auto& d : sink.all()) result.messages.push_back(d.message);
  return result;
}

/// The source of the one alliance of the rows; it checks without a fault beside the corpus.
std::string source(const std::vector<Values>& rows) {
  const auto found = read(rows);
  EXPECT_TRUE(found.messages.empty()) << found.messages.front();
  const std::string text = atop_source(found.import.rows);
  tool::Session session{tool::Options{}};
  session.load_corpus();
  session.add("atop_9001.casus", text, 1);
  session.build();
  for (const auto& d : session.sink().all()) ADD_FAILURE() << d.message << "\n" << text;
  return text;
}

bool has(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }

TEST(Atop, PhasesThatFollowEachOtherAreOneMembership) {
  const auto text = source({member("220", "1900-03-01", "1910-05-02", {{"phase", "1"}, {"consul", "1"}}),
                            member("365", "1900-03-01", "1910-05-02", {{"phase", "1"}, {"consul", "1"}}),
                            member("220", "1910-05-02", "1914-01-01", {{"phase", "2"}, {"consul", "1"}}),
                            member("365", "1910-05-02", "1914-01-01", {{"phase", "2"}, {"consul", "1"}})});
  EXPECT_TRUE(has(text, "party FRA, RUS from 1900-03-01 to 1914-01-01\n")) << text;
  EXPECT_FALSE(has(text, "character")) << text;
}

TEST(Atop, AGapPartsThem) {
  const auto text = source({member("220", "1900-03-01", "1904-05-02", {{"phase", "1"}, {"nonagg", "1"}}),
                            member("365", "1900-03-01", "1904-05-02", {{"phase", "1"}, {"nonagg", "1"}}),
                            member("220", "1910-05-02", "1914-01-01", {{"phase", "2"}, {"nonagg", "1"}}),
                            member("365", "1910-05-02", "1914-01-01", {{"phase", "2"}, {"nonagg", "1"}})});
  EXPECT_TRUE(has(text, "in force 1900-03-01 .. 1904-05-02\n  in force 1910-05-02 .. 1914-01-01")) << text;
}

TEST(Atop, ZerosAreAnOpenEndAndABlankDayIsItsMonth) {
  const auto text = source(
      {member("2", "1951-09-01", "", {{"defense", "1"}}), member("900", "1951-09", "", {{"defense", "1"}})});
  EXPECT_TRUE(has(text, "party USA from 1951-09-01\n")) << text;
  EXPECT_TRUE(has(text, "party AUS from 1951-09\n")) << text;
}

TEST(Atop, APledgeThatOneMemberAloneMakes) {
  const auto text = source({member("220", "1900-03-01", "1914-01-01", {{"defense", "1"}, {"obvary", "1"}}),
                            member("365", "1900-03-01", "1914-01-01", {{"obvary", "1"}})});
  EXPECT_TRUE(has(text, "character pledges_defense FRA from 1900-03-01 to 1914-01-01")) << text;
  EXPECT_TRUE(has(text, "each other party with character pledges_defense must assist the victim")) << text;
}

TEST(Atop, LimitsAreTriggersWhereNamedAndQuestionsElse) {
  const auto named =
      source({member("220", "1900-03-01", "1914-01-01",
                     {{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "255"}, {"defconpr", "1"}}),
              member("365", "1900-03-01", "1914-01-01",
                     {{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "255"}, {"defconpr", "1"}})});
  EXPECT_TRUE(has(named, "when armed_attack on a party by DEU unprovoked\n")) << named;
  EXPECT_FALSE(has(named, "question")) << named;
  const auto open = source(
      {member("220", "1900-03-01", "1914-01-01",
              {{"offense", "1"}, {"offcoadv", "1"}, {"offcoloc", "1"}, {"offcocon", "1"}, {"offcodem", "1"}}),
       member(
           "365", "1900-03-01", "1914-01-01",
           {{"offense", "1"}, {"offcoadv", "1"}, {"offcoloc", "1"}, {"offcocon", "1"}, {"offcodem", "1"}})});
  for (const auto limit : {"adversary", "location", "conflict", "demand"})
    EXPECT_TRUE(has(open, std::string("if question atop_9001_") + limit)) << limit;
  const auto number = source(
      {member("220", "1900-03-01", "1914-01-01", {{"neutral", "1"}, {"neuconum", "1"}, {"neucoatt", "1"}}),
       member("365", "1900-03-01", "1914-01-01", {{"neutral", "1"}, {"neuconum", "1"}, {"neucoatt", "1"}})});
  EXPECT_TRUE(has(number,
                  "when armed_attack on a party\n    each other party must stay_neutral\n"
                  "    if question atop_9001_number"))
      << number;
  const auto asked =
      source({member("220", "1900-03-01", "1914-01-01", {{"consul", "1"}, {"concoreq", "1"}}),
              member("365", "1900-03-01", "1914-01-01", {{"consul", "1"}, {"concoreq", "1"}})});
  EXPECT_TRUE(has(asked, "on request of a party\n")) << asked;
  const Values crisis = {{"consul", "1"}, {"concoadv", "1"}, {"statthr1", "255"}};
  const auto about = source(
      {member("220", "1900-03-01", "1914-01-01", crisis), member("365", "1900-03-01", "1914-01-01", crisis)});
  EXPECT_TRUE(has(about, "when any of { armed_attack on a party by DEU; held_threat on a party by DEU }\n"))
      << about;
  EXPECT_FALSE(has(about, "question")) << about;
}

TEST(Atop, NeutralityThatIsUnprovokedNeedNotBeOfOneWhoIsAttacked) {
  const Values unprovoked = {{"neutral", "1"}, {"neuconpr", "1"}};
  const auto text = source({member("220", "1900-03-01", "1914-01-01", unprovoked),
                            member("365", "1900-03-01", "1914-01-01", unprovoked)});
  EXPECT_TRUE(has(text,
                  "when a party is at war with any state\n"
                  "    each other party must stay_neutral\n"
                  "    if unprovoked\n"))
      << text;
}

TEST(Atop, ACodeMeansWhoeverBearsItThatDay) {
  const auto text = source({member("365", "1920-01-01", "1930-01-01", {{"nonagg", "1"}}),
                            member("640", "1920-01-01", "1930-01-01", {{"nonagg", "1"}})});
  EXPECT_TRUE(has(text, "RUS from 1920-01-01 to 1922-12-30")) << text;
  EXPECT_TRUE(has(text, "SUN from 1922-12-30 to 1930-01-01")) << text;
}

TEST(Atop, WhatNobodyBearsIsLeftOutAndTold) {
  const auto found = read({member("200", "1815-01-03", "1815-02-08", {{"defense", "1"}}),
                           member("220", "1900-01-01", "1901-01-01")});
  EXPECT_EQ(found.import.left_out, 1u);
  ASSERT_EQ(found.messages.size(), 1u);
  EXPECT_EQ(found.messages[0],
            "atop.csv, row 2: casus knows no state of the code 200 between 1815-01-03 and 1815-02-08");
}

TEST(Atop, ADayThatDoesNotExist) {
  const auto found = read({member("220", "1914-02-30", "", {{"defense", "1"}})});
  ASSERT_EQ(found.messages.size(), 1u);
  EXPECT_EQ(found.messages[0], "atop.csv, row 2, column `dayent`: there is no such day as 1914-02-30");
}

TEST(Atop, TheSameRowsGiveTheSameBytes) {
  std::vector<Values> rows = {member("220", "1900-03-01", "1914-01-01", {{"consul", "1"}}),
                              member("365", "1900-03-01", "1914-01-01", {{"consul", "1"}})};
  const auto first = atop_source(read(rows).import.rows);
  std::ranges::reverse(rows);
  EXPECT_EQ(atop_source(read(rows).import.rows), first);
}

// ── the data set itself

TEST(AtopData, IsWhatItsReadersKnow) {
  const auto text = test::data_file("atop/atop4_01m.csv");
  if (!text) GTEST_SKIP() << "CASUS_DATA names no folder with atop/atop4_01m.csv";
  const DataSet& set = *find_data_set("atop");
  diag::Sink sink;
  std::set<std::int64_t> alliances;
  std::size_t rows = 0, open = 0;
  EXPECT_TRUE(read_table(set, "atop4_01m.csv", test::bytes_of(*text), sink, [&](const Record& record) {
    ++rows;
    alliances.insert(*record.number(*set.column("atopid")));
    open += record.number(*set.column("yrexit")) == 0;
  }));
  EXPECT_EQ(alliances.size(), 745u);
  EXPECT_EQ(rows, 2398u);
  EXPECT_EQ(open, 1062u);
}

TEST(AtopData, MembersOfTheNorthAtlanticTreaty) {
  const auto text = test::data_file("atop/atop4_01m.csv");
  if (!text) GTEST_SKIP() << "CASUS_DATA names no folder with atop/atop4_01m.csv";
  diag::Sink sink;
  const auto import = read_atop("atop4_01m.csv", test::bytes_of(*text), world(), sink);
  EXPECT_FALSE(sink.has_errors());
  const auto members = [&](int year, int month) {
    const Day day = *day_of(year, month, 1);
    std::set<std::string> found;
    for (const auto& row : import.rows)
      if (row.alliance == 3180 && row.from.earliest <= day && (!row.to || day < row.to->earliest))
        found.insert(row.state);
    return found;
  };
  EXPECT_EQ(members(1950, 6).size(), 12u);
  EXPECT_EQ(members(1952, 6).size(), 14u);
  EXPECT_EQ(members(2010, 1).size(), 28u);
  // ATOP dates accession by the signature of the protocol.
  EXPECT_TRUE(members(1998, 1).contains("POL"));
}

TEST(AtopData, EveryAllianceChecks) {
  const auto text = test::data_file("atop/atop4_01m.csv");
  if (!text) GTEST_SKIP() << "CASUS_DATA names no folder with atop/atop4_01m.csv";
  diag::Sink sink;
  const auto import = read_atop("atop4_01m.csv", test::bytes_of(*text), world(), sink);
  tool::Session session{tool::Options{}};
  session.load_corpus();
  std::size_t count = 0;
  each_atop_source(import.rows, [&](std::string name, std::string text) {
    session.add(name, std::move(text), 1);
    ++count;
  });
  session.build();
  EXPECT_EQ(count, 742u);  // three ended before 1816, when the corpus begins
  for (const auto& d : session.sink().all()) ADD_FAILURE() << d.message;
}

}  // namespace
}  // namespace casus::history::atop_test
