// Wars and disputes as events: whoever was in them, and who attacked whom, from small tables made by hand.
#include "history/conflicts.h"

#include <gtest/gtest.h>

#include "conflict_rows.h"

namespace casus::history::conflicts_test {
namespace {

using test::attacks_of;
using test::belligerents_of;
using test::put_day;
using test::Values;
using test::world;
using Lines = std::vector<std::string>;

/// A row of `wars`: war, code, side, first day, last day; `2` as the initiator column says that it began nothing.
Values at_war(const std::string& war, const std::string& code, const std::string& side,
              const std::string& from, const std::string& to, bool initiator = false) {
  Values row{{"WarNum", war},
             {"WarName", "War of tests"},
             {"ccode", code},
             {"Side", side},
             {"Initiator", initiator ? "1" : "2"}};
  put_day(row, from, "StartYear1", "StartMonth1", "StartDay1");
  put_day(row, to, "EndYear1", "EndMonth1", "EndDay1");
  return row;
}
Values again(Values row, const std::string& from, const std::string& to) {
  put_day(row, from, "StartYear2", "StartMonth2", "StartDay2");
  put_day(row, to, "EndYear2", "EndMonth2", "EndDay2");
  return row;
}

const std::map<std::string, std::string> names = {
    {"2", "United States"}, {"200", "United Kingdom"}, {"220", "France"}, {"255", "Germany"},
    {"300", "Austria"},     {"325", "Italy"},          {"365", "Russia"}};

/// A row of `wars_initiators`: numbers of the larger war and of the war, who struck whom, and when.
Values struck(const std::string& larger, const std::string& war, const std::string& by,
              const std::string& target, const std::string& on, bool joiner = false) {
  Values row{{"larger_war_id", larger},   {"init_war_id", war},     {"init_ccode", by},
             {"init_name", names.at(by)}, {"target_ccode", target}, {"target_name", names.at(target)},
             {"month_exit", "12"},        {"day_exit", "31"},       {"joiner", joiner ? "1" : "0"}};
  put_day(row, on, "year", "month_entry", "day_entry");
  return row;
}

struct Read {
  std::vector<Conflict> conflicts;
  std::vector<diag::Diagnostic> told;
};
Read wars(InitiatorRule rule, const std::vector<Values>& rows, const std::vector<Values>& pairs = {}) {
  Read read;
  diag::Sink sink;
  read.conflicts = read_wars(test::tables_of({{"wars", test::csv_of("wars", rows)},
                                              {"wars_initiators", test::csv_of("wars_initiators", pairs)}},
                                             sink),
                             world(), rule, sink);
  EXPECT_FALSE(sink.has_errors()) << sink.all().front().message;
  read.told = sink.all();
  return read;
}
Read disputes(const std::vector<Values>& rows, const std::vector<Values>& participants) {
  Read read;
  diag::Sink sink;
  read.conflicts =
      read_disputes(test::tables_of({{"mid", test::csv_of("mid", rows)},
                                     {"mid_participants", test::csv_of("mid_participants", participants)}},
                                    sink),
                    world(), sink);
  EXPECT_FALSE(sink.has_errors()) << sink.all().front().message;
  read.told = sink.all();
  return read;
}

TEST(Wars, TwoSpellsAndAChangeOfSide) {
  const auto read =
      wars(InitiatorRule::first_side,
           {again(at_war("7", "255", "1", "1910-01-01", "1910-03-01", true), "1910-06-01", "1910-12-31"),
            at_war("7", "365", "2", "1910-01-01", "1910-12-31"),
            at_war("7", "325", "1", "1910-01-10", "1910-04-01"),
            at_war("7", "325", "2", "1910-05-01", "1910-12-30")});
  ASSERT_EQ(read.conflicts.size(), 1u);
  const auto& war = read.conflicts.front();
  EXPECT_EQ(belligerents_of(world(), war),
            (Lines{"DEU 1 1910-01-01 1910-03-02, originator", "DEU 1 1910-06-01 1911-01-01",
                   "RUS 2 1910-01-01 1911-01-01, originator", "ITA 1 1910-01-10 1910-04-02",
                   "ITA 2 1910-05-01 1910-12-31"}));
  // Italy has no enemy in Germany while that is out of the war, and Germany meets it when it comes back.
  EXPECT_EQ(attacks_of(world(), war),
            (Lines{"1910-01-01 DEU armed_attack RUS", "1910-01-10 ITA armed_attack RUS, joins",
                   "1910-06-01 DEU armed_attack RUS, joins", "1910-06-01 DEU armed_attack ITA, joins"}));
  EXPECT_EQ(war.number, 7);
  EXPECT_EQ(war.title, "War of tests");
  EXPECT_EQ(to_iso(days_of(war).first), "1910-01-01");
  EXPECT_EQ(to_iso(days_of(war).second), "1910-12-31");
  EXPECT_TRUE(read.told.empty());
}

const std::vector<Values> three = {at_war("7", "255", "1", "1910-01-01", "1910-12-31", true),
                                   at_war("7", "300", "1", "1910-01-01", "1910-12-31"),
                                   at_war("7", "365", "2", "1910-01-01", "1910-12-31"),
                                   at_war("7", "220", "2", "1910-02-01", "1910-12-31")};

TEST(Wars, TheFirstSideIsWhomTheCorrelatesOfWarNameAsInitiators) {
  const auto read = wars(InitiatorRule::first_side, three,
                         {struck("1", "1", "365", "255", "1910-01-01")});  // not looked at
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-01 DEU armed_attack RUS", "1910-02-01 FRA armed_attack DEU, joins",
                   "1910-02-01 FRA armed_attack AUH, joins"}));
  EXPECT_EQ(read.conflicts.front().attacks_from, "wars");
}

TEST(Wars, DyadsNameInitiatorAndTargetOfEach) {
  const auto read =
      wars(InitiatorRule::dyads, three,
           {struck("1", "1", "365", "255", "1911-01-01"), struck("1", "1", "365", "255", "1910-01-03"),
            struck("1", "2", "220", "255", "1910-02-01", true)});
  // The rows of one pair are its years: the first of them is the attack.
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-03 RUS armed_attack DEU", "1910-02-01 FRA armed_attack DEU, joins"}));
  EXPECT_EQ(read.conflicts.front().attacks_from, "wars_initiators");
  EXPECT_TRUE(read.told.empty());
}

TEST(Wars, AWarThatTheInitiatorsLackFallsBackToTheFirstSide) {
  auto rows = three;
  rows.push_back(at_war("8", "2", "1", "1898-04-22", "1898-08-12", true));
  rows.push_back(at_war("8", "230", "2", "1898-04-22", "1898-08-12"));
  const auto read = wars(InitiatorRule::dyads, rows, {struck("1", "1", "365", "255", "1910-01-01")});
  ASSERT_EQ(read.conflicts.size(), 2u);
  EXPECT_EQ(attacks_of(world(), read.conflicts[0]), Lines{"1910-01-01 RUS armed_attack DEU"});
  EXPECT_EQ(attacks_of(world(), read.conflicts[1]), Lines{"1898-04-22 USA armed_attack ESP"});
  EXPECT_EQ(read.conflicts[1].attacks_from, "wars");
}

TEST(Wars, APairOfAnotherTimeBelongsToNoWar) {
  const auto before = wars(InitiatorRule::dyads, three, {struck("1", "1", "365", "255", "1909-11-02")});
  EXPECT_EQ(before.conflicts.front().attacks_from, "wars_initiators");  // 60 days before it
  const auto earlier = wars(InitiatorRule::dyads, three, {struck("1", "1", "365", "255", "1909-11-01")});
  EXPECT_EQ(earlier.conflicts.front().attacks_from, "wars");
  const auto later = wars(InitiatorRule::dyads, three, {struck("1", "1", "365", "255", "1911-01-01")});
  EXPECT_EQ(later.conflicts.front().attacks_from, "wars");
}

// As the Soviet Union struck Poland in 1939, and came into the war on its side in 1941.
TEST(Wars, APairOnOneSideIsTakenIntoTheWarOfItsLargerWar) {
  const std::vector<Values> rows = {at_war("7", "255", "1", "1910-01-01", "1910-12-31", true),
                                    at_war("7", "220", "2", "1910-01-01", "1910-12-31"),
                                    at_war("7", "365", "2", "1910-06-01", "1910-12-31")};
  const auto first = struck("9", "1", "255", "220", "1910-01-01");
  const auto read =
      wars(InitiatorRule::dyads, rows, {first, struck("9", "2", "365", "220", "1910-01-17", true)});
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-01 DEU armed_attack FRA", "1910-01-17 RUS armed_attack FRA, joins"}));
  // Another larger war; a day on which the one struck is not in it; one on which both stand on one side.
  for (const auto& pair :
       {struck("8", "2", "365", "220", "1910-01-17"), struck("9", "2", "365", "220", "1911-01-17"),
        struck("9", "2", "365", "220", "1910-06-01")}) {
    const auto other = wars(InitiatorRule::dyads, rows, {first, pair});
    EXPECT_EQ(attacks_of(world(), other.conflicts.front()), Lines{"1910-01-01 DEU armed_attack FRA"});
  }
}

TEST(Wars, ARowWhoseNameAndCodeDisagreeIsLeftOutAndTold) {
  auto wrong = struck("1", "2", "365", "255", "1910-01-05");
  wrong["init_name"] = "Germany";
  const auto read = wars(
      InitiatorRule::dyads, three,
      {struck("1", "1", "255", "365", "1910-01-01"), struck("1", "1", "255", "220", "1910-02-01"), wrong});
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-01 DEU armed_attack RUS", "1910-02-01 DEU armed_attack FRA"}));
  ASSERT_EQ(read.told.size(), 1u);
  EXPECT_EQ(read.told.front().code, diag::Code::table_state);
  EXPECT_EQ(read.told.front().message,
            "wars_initiators, row 4: `Germany` under the code 365, elsewhere under 255");
  EXPECT_EQ(read.told.front().hint, "the row is left out");
}

TEST(Wars, ACodeThatCasusDoesNotKnowIsAWarning) {
  auto rows = three;
  rows.push_back(at_war("7", "998", "2", "1910-01-01", "1910-12-31"));
  const auto read = wars(InitiatorRule::first_side, rows);
  EXPECT_EQ(read.conflicts.front().belligerents.size(), 4u);
  ASSERT_EQ(read.told.size(), 1u);
  EXPECT_EQ(read.told.front().code, diag::Code::table_state);
  EXPECT_EQ(read.told.front().message, "war 7: casus knows no state of the code 998 on 1910-01-01");
}

TEST(Wars, ACodeMeansWhoeverBearsItThatDay) {
  const auto read =
      wars(InitiatorRule::first_side, {at_war("7", "300", "1", "1859-04-29", "1859-07-12", true),
                                       at_war("7", "325", "2", "1859-04-29", "1859-07-12"),
                                       // Nobody bears 220 that day, and France exists.
                                       at_war("8", "255", "1", "1943-02-01", "1943-07-12", true),
                                       at_war("8", "220", "2", "1943-02-01", "1943-07-12")});
  EXPECT_EQ(attacks_of(world(), read.conflicts[0]), Lines{"1859-04-29 AUH armed_attack SAR"});
  EXPECT_EQ(attacks_of(world(), read.conflicts[1]), Lines{"1943-02-01 DEU armed_attack FRA"});
  EXPECT_TRUE(read.told.empty());
}

TEST(Wars, WithoutTheFileThereAreNone) {
  diag::Sink sink;
  EXPECT_TRUE(read_wars(test::tables_of({}, sink), world(), InitiatorRule::dyads, sink).empty());
  EXPECT_TRUE(read_disputes(test::tables_of({}, sink), world(), sink).empty());
}

// ── disputes

Values dispute(const std::string& number, const std::string& hostility = "4") {
  Values row{{"dispnum", number}, {"hostlev", hostility}};
  put_day(row, "1910-01-01", "styear", "stmon", "stday");
  put_day(row, "1910-12-31", "endyear", "endmon", "endday");
  return row;
}
/// A participant with its highest action and hostility.
Values in_dispute(const std::string& number, const std::string& code, bool first_side,
                  const std::string& from, const std::string& to, const std::string& action,
                  const std::string& hostility, bool originator = true) {
  Values row{{"dispnum", number}, {"ccode", code},        {"sidea", first_side ? "1" : "0"},
             {"hiact", action},   {"hostlev", hostility}, {"orig", originator ? "1" : "0"}};
  put_day(row, from, "styear", "stmon", "stday");
  put_day(row, to, "endyear", "endmon", "endday");
  return row;
}

TEST(Disputes, TheFirstSideActsOnTheSecond) {
  const auto read =
      disputes({dispute("12")}, {in_dispute("12", "255", true, "1910-01-05", "1910-03-01", "16", "4"),
                                 in_dispute("12", "300", true, "1910-01-05", "1910-03-01", "0", "1"),
                                 in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "17", "4")});
  const auto& one = read.conflicts.front();
  EXPECT_EQ(one.kind, ConflictKind::dispute);
  EXPECT_EQ(one.number, 12);
  EXPECT_EQ(one.hostility, 4);
  EXPECT_EQ(one.title, "DEU, AUH against RUS");
  // Whoever took no action, and whoever answers force with force, attacks nobody.
  EXPECT_EQ(attacks_of(world(), one), Lines{"1910-01-05 DEU armed_attack RUS"});
  EXPECT_EQ(belligerents_of(world(), one),
            (Lines{"DEU 1 1910-01-05 1910-03-02, originator", "AUH 1 1910-01-05 1910-03-02, originator",
                   "RUS 2 1910-01-05 1910-03-02, originator"}));
}

TEST(Disputes, WhereTheFirstSideOnlyThreatensTheUseOfForceIsTheOthers) {
  const auto read =
      disputes({dispute("12")}, {in_dispute("12", "255", true, "1910-01-05", "1910-03-01", "1", "2"),
                                 in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "16", "4")});
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-05 DEU threat RUS", "1910-01-05 RUS armed_attack DEU"}));
  const auto both =
      disputes({dispute("12", "3")}, {in_dispute("12", "255", true, "1910-01-05", "1910-03-01", "1", "2"),
                                      in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "7", "3")});
  EXPECT_EQ(attacks_of(world(), both.conflicts.front()), Lines{"1910-01-05 DEU threat RUS"});
}

TEST(Disputes, AJoinerActsOnThoseWhoAreThere) {
  const auto read = disputes({dispute("12")},
                             {in_dispute("12", "255", true, "1910-01-05", "1910-03-01", "16", "4"),
                              in_dispute("12", "300", true, "1910-02-01", "1910-03-01", "13", "4", false),
                              in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "0", "1"),
                              in_dispute("12", "220", false, "1910-02-10", "1910-03-01", "16", "4", false)});
  EXPECT_EQ(attacks_of(world(), read.conflicts.front()),
            (Lines{"1910-01-05 DEU armed_attack RUS", "1910-02-01 AUH blockade RUS, joins"}));
  EXPECT_EQ(read.conflicts.front().title, "DEU against RUS");
  EXPECT_FALSE(read.conflicts.front().belligerents[1].originator);
}

TEST(Disputes, EachActionIsAnEvent) {
  const std::vector<std::pair<std::string, std::string>> actions = {
      {"1", "threat"},        {"6", "threat"},        {"7", "threat"},        {"10", "mobilisation"},
      {"11", "threat"},       {"12", "incursion"},    {"13", "blockade"},     {"14", "occupation"},
      {"15", "seizure"},      {"16", "armed_attack"}, {"17", "border_clash"}, {"18", "declaration_of_war"},
      {"19", "armed_attack"}, {"20", "armed_attack"}, {"21", "armed_attack"}};
  for (const auto& [code, event] : actions) {
    const auto read =
        disputes({dispute("12")}, {in_dispute("12", "255", true, "1910-01-05", "1910-03-01", code, "4"),
                                   in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "0", "1")});
    EXPECT_EQ(attacks_of(world(), read.conflicts.front()), Lines{"1910-01-05 DEU " + event + " RUS"}) << code;
  }
}

TEST(Disputes, ADayThatIsNotKnown) {
  const auto days = [](const std::string& from, const std::string& to) {
    const auto read = disputes({dispute("12")}, {in_dispute("12", "255", true, from, to, "16", "4")});
    return belligerents_of(world(), read.conflicts.front());
  };
  EXPECT_EQ(days("1910-01", "1910-03-01"), Lines{"DEU 1 1910-01-01 1910-03-02, originator"});
  EXPECT_EQ(days("1910-01-05", "1910-03"), Lines{"DEU 1 1910-01-05 1910-04-01, originator"});
  EXPECT_EQ(days("1910-01-05", "1910-02"), Lines{"DEU 1 1910-01-05 1910-03-01, originator"});
  EXPECT_EQ(days("1910-01-05", "1910-12"), Lines{"DEU 1 1910-01-05 1911-01-01, originator"});
}

TEST(Disputes, ACodeThatCasusDoesNotKnowIsAWarning) {
  const auto read =
      disputes({dispute("12")}, {in_dispute("12", "998", true, "1910-01-05", "1910-03-01", "16", "4"),
                                 in_dispute("12", "365", false, "1910-01-05", "1910-03-01", "0", "1")});
  EXPECT_TRUE(read.conflicts.front().attacks.empty());
  ASSERT_EQ(read.told.size(), 1u);
  EXPECT_EQ(read.told.front().code, diag::Code::table_state);
  EXPECT_EQ(read.told.front().message, "dispute 12: casus knows no state of the code 998 on 1910-01-05");
}

TEST(Conflicts, SomeAttacksStaged) {
  const auto read = wars(
      InitiatorRule::dyads, three,
      {struck("1", "1", "365", "255", "1910-01-01"), struck("1", "2", "220", "255", "1910-02-01", true)});
  const auto staged = stage(read.conflicts.front(), {1}, false);
  ASSERT_EQ(staged.scenario.events.size(), 1u);
  EXPECT_EQ(staged.attack_of, std::vector<std::int16_t>{1});
  EXPECT_EQ(staged.scenario.events.front().number, 2);
  EXPECT_EQ(staged.scenario.events.front().kind, model::EventKind::armed_attack);
  EXPECT_EQ(staged.scenario.events.front().against, std::vector{model::find_state(world(), "DEU")});
  EXPECT_TRUE(staged.scenario.events.front().by.contains(model::find_state(world(), "FRA").index()));
  EXPECT_EQ(to_iso(*staged.scenario.on), "1910-02-01");
  EXPECT_TRUE(stage(read.conflicts.front(), {}, true).scenario.events.empty());
}

TEST(Conflicts, WhoeverIsStruckAsksOnce) {
  const auto read = wars(
      InitiatorRule::dyads, three,
      {struck("1", "1", "365", "255", "1910-01-01"), struck("1", "2", "220", "255", "1910-02-01", true)});
  const auto staged = stage(read.conflicts.front(), {0, 1}, true);
  ASSERT_EQ(staged.scenario.events.size(), 3u);
  EXPECT_EQ(staged.attack_of, (std::vector<std::int16_t>{0, -1, 1}));
  const auto& request = staged.scenario.events[1];
  EXPECT_EQ(request.kind, model::EventKind::request);
  EXPECT_TRUE(request.by.contains(model::find_state(world(), "DEU").index()));
  EXPECT_EQ(to_iso(request.on), "1910-01-01");
}

// ── the files of the makers

TEST(RealConflicts, EveryWarAndDispute) {
  const auto wars_file = test::data_file("cow_wars/Inter-StateWarData_v4.0.csv");
  const auto pairs = test::data_file("cow_wars/reiter_stam_horowitz_interstate_war.csv");
  const auto mid = test::data_file("cow_mid/MIDA 5.0.csv");
  const auto participants = test::data_file("cow_mid/MIDB 5.0.csv");
  if (!wars_file || !pairs || !mid || !participants)
    GTEST_SKIP() << "CASUS_DATA does not say where cow_wars and cow_mid are";
  diag::Sink sink;
  const auto tables = test::tables_of(
      {{"wars", *wars_file}, {"wars_initiators", *pairs}, {"mid", *mid}, {"mid_participants", *participants}},
      sink);
  EXPECT_EQ(read_wars(tables, world(), InitiatorRule::dyads, sink).size(), 95u);
  EXPECT_EQ(read_wars(tables, world(), InitiatorRule::first_side, sink).size(), 95u);
  EXPECT_EQ(read_disputes(tables, world(), sink).size(), 2436u);
  EXPECT_FALSE(sink.has_errors());
}

}  // namespace
}  // namespace casus::history::conflicts_test
