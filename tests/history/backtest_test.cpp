// Conflicts held against pledges: when a pledge was due, what its member did, and whether it was kept.
#include "history/backtest.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <memory>

#include "conflict_rows.h"

namespace casus::history::backtest_test {
namespace {

using test::Allied;
using test::iso;
using test::member;
using test::Values;

// Under 220, 365, 255, 300 and 325, in the years before 1914.
const std::vector<std::string> names = {"FRA", "RUS", "DEU", "AUH", "ITA"};

/// An alliance of France and Russia.
std::vector<Values> pact(Values terms, const std::string& from = "1900-01-01",
                         const std::string& to = "1915-01-01") {
  terms["atopid"] = "9001";
  return {member("220", from, to, terms), member("365", from, to, terms)};
}
/// The alliances are made once for the tests of one kind: they stand as long as the program runs.
const Allied& allied(const Values& terms, const std::string& from = "1900-01-01",
                     const std::string& to = "1915-01-01") {
  static std::map<std::tuple<Values, std::string, std::string>, std::unique_ptr<Allied>> made;
  auto& one = made[{terms, from, to}];
  if (!one) one = std::make_unique<Allied>(pact(terms, from, to));
  return *one;
}

struct Part {
  std::string state;
  int side;
  std::string from = "1910-05-01";
  std::string to = "1910-12-31";  ///< the last day
};
struct Blow {
  std::string on;
  std::string by;
  std::string target;
};
Conflict war(const Allied& world, const std::vector<Part>& parts, const std::vector<Blow>& blows) {
  Conflict war{.number = 106, .title = "War of tests", .attacks_from = "wars"};
  for (const auto& part : parts)
    war.belligerents.push_back({world.state(part.state), 0, part.side, iso(part.from),
                                Day{iso(part.to).number + 1}, part.from == "1910-05-01"});
  for (const auto& blow : blows)
    war.attacks.push_back({iso(blow.on), world.state(blow.by), world.state(blow.target)});
  return war;
}

Definition usual() {
  Definition definition;
  definition.answers = {
      {"request", true}, {"defensive_force_is_attack", false}, {"hostilities_are_war", true}};
  return definition;
}

/// A case with the questions that it hangs on.
struct Seen : Case {
  std::vector<std::string> questions;
};

/// The case of one member toward its partner; none where that is no case.
std::optional<Seen> find(const Allied& world, const Conflict& conflict, const Definition& definition,
                         const std::string& from, const std::string& toward,
                         std::optional<Pledge> pledge = {}) {
  const auto tested = backtest(Alliances(*world.program, world.made_in), {conflict}, definition);
  std::optional<Seen> found;
  for (const auto& one : tested.cases)
    if (one.member == world.state(from) && one.partner == world.state(toward) &&
        (!pledge || one.pledge == *pledge)) {
      EXPECT_FALSE(found) << "two cases";
      found = Seen{one, questions_of(*world.program, tested, one)};
    }
  return found;
}

std::string told(const std::optional<Seen>& one) {
  static constexpr std::array<std::string_view, 4> blows = {"no blow", "member first", "partner first",
                                                            "its side first"};
  if (!one) return "no case";
  return fmt::format("{}, {}, {}, {}", name(one->due), name(one->conduct),
                     blows[static_cast<std::size_t>(one->first_blow)], name(one->verdict));
}
std::string told(const Allied& world, const Conflict& conflict, const Definition& definition,
                 const std::string& from, const std::string& toward) {
  return told(find(world, conflict, definition, from, toward));
}

const Values defence = {{"defense", "1"}}, neutrality = {{"neutral", "1"}, {"neucoatt", "1"}},
             peace = {{"nonagg", "1"}};

/// Germany attacks Russia; others as they are given.
Conflict on_russia(const Allied& world, std::vector<Part> more = {}, std::vector<Blow> blows = {}) {
  more.insert(more.begin(), {{"DEU", 1}, {"RUS", 2}});
  blows.insert(blows.begin(), {"1910-05-01", "DEU", "RUS"});
  return war(world, more, blows);
}

TEST(Backtest, DefenceThatWasDueAndCame) {
  const auto& world = allied(defence);
  const auto conflict = on_russia(world, {{"FRA", 2, "1910-05-10"}});
  const auto one = find(world, conflict, usual(), "FRA", "RUS");
  EXPECT_EQ(told(one), "arises, joined, no blow, kept");
  ASSERT_TRUE(one);
  EXPECT_EQ(one->attack, 0);
  EXPECT_EQ(to_iso(*one->since), "1910-05-10");
  EXPECT_TRUE(one->questions.empty());
  EXPECT_EQ(world.model()[one->instrument].name, "atop_9001");
  // Nobody attacked France: that Russia fights on its side tests nothing.
  EXPECT_EQ(told(world, conflict, usual(), "RUS", "FRA"), "does not arise, joined, no blow, not tested");
}

TEST(Backtest, DefenceThatWasDueAndDidNotCome) {
  const auto& world = allied(defence);
  EXPECT_EQ(told(world, on_russia(world), usual(), "FRA", "RUS"), "arises, stayed out, no blow, not kept");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-06-01"}}), usual(), "FRA", "RUS"),
            "arises, fought against, no blow, not kept");
  // France has no partner in the war.
  EXPECT_EQ(told(world, on_russia(world), usual(), "RUS", "FRA"), "no case");
}

TEST(Backtest, NobodyOwesHelpToWhoeverAttacked) {
  const auto& world = allied(defence);
  const auto conflict = war(world, {{"DEU", 1}, {"RUS", 2}}, {{"1910-05-01", "RUS", "DEU"}});
  const auto one = find(world, conflict, usual(), "FRA", "RUS");
  EXPECT_EQ(told(one), "does not arise, stayed out, no blow, not tested");
  EXPECT_EQ(one->attack, -1);
}

TEST(Backtest, NobodyOwesHelpToWhoeverStrikesIt) {
  const auto& world = allied(defence);
  const auto conflict = on_russia(world, {{"FRA", 1, "1910-06-01"}}, {{"1910-06-01", "RUS", "FRA"}});
  EXPECT_EQ(told(world, conflict, usual(), "FRA", "RUS"),
            "arises, fought against, partner first, not tested");
}

TEST(Backtest, WhatHangsOnAQuestionIsOpenUntilTheDefinitionAnswersIt) {
  const std::vector<std::pair<std::string, std::string>> limits = {
      {"defcoadv", "adversary"}, {"defcoloc", "location"}, {"defconum", "number"}, {"defcodem", "demand"}};
  for (const auto& [flag, question] : limits) {
    const auto& world = allied({{"defense", "1"}, {flag, "1"}});
    const auto conflict = on_russia(world);
    auto definition = usual();
    const auto open = find(world, conflict, definition, "FRA", "RUS");
    EXPECT_EQ(told(open), "open, stayed out, no blow, not tested");
    EXPECT_EQ(open->attack, 0);
    EXPECT_EQ(open->questions, std::vector<std::string>{"atop_9001_" + question + "_e1"});
    definition.answers[question] = true;
    const auto yes = find(world, conflict, definition, "FRA", "RUS");
    EXPECT_EQ(told(yes), "arises, stayed out, no blow, not kept") << question;
    EXPECT_TRUE(yes->questions.empty());
    definition.answers[question] = false;
    EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"),
              "does not arise, stayed out, no blow, not tested");
    // An answer to another question settles nothing.
    definition = usual();
    definition.answers["wholly_other"] = true;
    EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "open, stayed out, no blow, not tested");
  }
}

TEST(Backtest, WhatIsOpenIsJudgedWhereItCountsAsDue) {
  const auto& world = allied({{"defense", "1"}, {"defcoadv", "1"}});
  auto definition = usual();
  definition.open = OpenCases::arises;
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"), "open, stayed out, no blow, not kept");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 2, "1910-05-10"}}), definition, "FRA", "RUS"),
            "open, joined, no blow, kept");
  definition.open = OpenCases::does_not_arise;
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"), "open, stayed out, no blow, not tested");
}

TEST(Backtest, TheAdversaryIsWhomTheAllianceNames) {
  const auto& germany = allied({{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "255"}});
  EXPECT_EQ(told(germany, on_russia(germany), usual(), "FRA", "RUS"),
            "arises, stayed out, no blow, not kept");
  const auto& austria = allied({{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "300"}});
  EXPECT_EQ(told(austria, on_russia(austria), usual(), "FRA", "RUS"),
            "does not arise, stayed out, no blow, not tested");
}

TEST(Backtest, AnOffensivePactHelpsWhoeverBeganTheWar) {
  const auto& world = allied({{"offense", "1"}});
  const auto conflict = war(world, {{"DEU", 1}, {"RUS", 2}}, {{"1910-05-01", "RUS", "DEU"}});
  EXPECT_EQ(told(world, conflict, usual(), "FRA", "RUS"), "arises, stayed out, no blow, not kept");
  auto definition = usual();
  definition.answers.erase("hostilities_are_war");
  const auto open = find(world, conflict, definition, "FRA", "RUS");
  EXPECT_EQ(told(open), "open, stayed out, no blow, not tested");
}

TEST(Backtest, Neutrality) {
  const auto& world = allied(neutrality);
  EXPECT_EQ(told(world, on_russia(world), usual(), "FRA", "RUS"), "arises, stayed out, no blow, kept");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 2, "1910-05-10"}}), usual(), "FRA", "RUS"),
            "arises, joined, no blow, kept");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-06-01"}}), usual(), "FRA", "RUS"),
            "arises, fought against, no blow, not kept");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-06-01"}}, {{"1910-06-01", "FRA", "RUS"}}), usual(),
                 "FRA", "RUS"),
            "arises, fought against, member first, not kept");
  // Struck by the partner, or by one who fights on its side.
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-06-01"}}, {{"1910-06-01", "RUS", "FRA"}}), usual(),
                 "FRA", "RUS"),
            "arises, fought against, partner first, kept");
  EXPECT_EQ(told(world,
                 on_russia(world, {{"FRA", 1, "1910-06-01"}, {"ITA", 2, "1910-05-20"}},
                           {{"1910-06-01", "ITA", "FRA"}}),
                 usual(), "FRA", "RUS"),
            "arises, fought against, its side first, kept");
  // It struck that one before.
  EXPECT_EQ(told(world,
                 on_russia(world, {{"FRA", 1, "1910-06-01"}, {"ITA", 2, "1910-05-20"}},
                           {{"1910-06-01", "FRA", "ITA"}, {"1910-06-02", "ITA", "FRA"}}),
                 usual(), "FRA", "RUS"),
            "arises, fought against, no blow, not kept");
}

TEST(Backtest, NonAggressionIsBrokenByWhoeverStrikes) {
  const auto& world = allied(peace);
  const auto conflict = war(world, {{"FRA", 1}, {"RUS", 2}}, {{"1910-05-01", "FRA", "RUS"}});
  const auto one = find(world, conflict, usual(), "FRA", "RUS");
  EXPECT_EQ(told(one), "arises, fought against, member first, not kept");
  EXPECT_EQ(to_iso(*one->since), "1910-05-01");
  EXPECT_EQ(told(world, conflict, usual(), "RUS", "FRA"),
            "arises, fought against, partner first, not tested");
  // Whoever comes in against its partner, whomever it strikes.
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-06-01"}}), usual(), "FRA", "RUS"),
            "arises, fought against, no blow, not kept");
}

TEST(Backtest, NonAggressionIsTestedWhereTheTwoFoughtOrAlways) {
  const auto& world = allied(peace);
  auto definition = usual();
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"),
            "does not arise, stayed out, no blow, not tested");
  definition.non_aggression = NonAggression::always;
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"), "arises, stayed out, no blow, kept");
}

TEST(Backtest, AnAttackOnThePartnerBreaksEveryPledgeOrNot) {
  const auto& world = allied(defence);
  const auto conflict = war(world, {{"FRA", 1}, {"RUS", 2}}, {{"1910-05-01", "FRA", "RUS"}});
  auto definition = usual();
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"),
            "arises, fought against, member first, not kept");
  EXPECT_EQ(told(world, conflict, definition, "RUS", "FRA"),
            "does not arise, fought against, partner first, not tested");
  definition.attack_breaks = false;
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"),
            "does not arise, fought against, member first, not tested");
  const auto& non_aggression = allied(peace);
  EXPECT_EQ(told(non_aggression, conflict, definition, "FRA", "RUS"),
            "arises, fought against, member first, not kept");
}

TEST(Backtest, APledgeThatIsMadeDuringTheWar) {
  const auto& world = allied(defence, "1910-07-01");
  const auto conflict = on_russia(world, {{"FRA", 2, "1910-07-10"}});
  auto definition = usual();
  const auto tested = backtest(Alliances(*world.program, world.made_in), {conflict}, definition);
  const auto one = find(world, conflict, definition, "FRA", "RUS");
  EXPECT_EQ(told(one), "arises, joined, no blow, kept");
  // The fighting goes on that day: one more attack, after the one it goes on from.
  EXPECT_EQ(test::attacks_of(world.model(), tested.conflicts.front()),
            (std::vector<std::string>{"1910-05-01 DEU armed_attack RUS",
                                      "1910-07-01 DEU armed_attack RUS, goes on"}));
  EXPECT_EQ(one->attack, 1);
  // Russia, too, was bound to France that day; nobody struck France.
  EXPECT_EQ(told(world, conflict, definition, "RUS", "FRA"), "does not arise, joined, no blow, not tested");
  definition.made_during = false;
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "does not arise, joined, no blow, not tested");
  // Peace was made before, or the attacker had left.
  definition.made_during = true;
  const auto over = war(world, {{"DEU", 1, "1910-05-01", "1910-06-30"}, {"RUS", 2}, {"AUH", 1}},
                        {{"1910-05-01", "DEU", "RUS"}});
  EXPECT_EQ(told(world, over, definition, "FRA", "RUS"), "does not arise, stayed out, no blow, not tested");
  const auto peace_made =
      war(world, {{"DEU", 1, "1910-05-01", "1910-06-30"}, {"RUS", 2, "1910-05-01", "1910-06-30"}},
          {{"1910-05-01", "DEU", "RUS"}});
  EXPECT_EQ(told(world, peace_made, definition, "FRA", "RUS"), "no case");
}

TEST(Backtest, WhoeverFoughtBeforeThePledgeAndLeftDidNotJoin) {
  const auto& world = allied(defence, "1910-07-01");
  EXPECT_EQ(told(world, on_russia(world, {{"FRA", 1, "1910-05-01", "1910-06-15"}}), usual(), "FRA", "RUS"),
            "arises, stayed out, no blow, not kept");
}

TEST(Backtest, OnlyOriginatorsTestAPledge) {
  const auto& world = allied(defence);
  const auto conflict = war(world, {{"DEU", 1}, {"ITA", 2}, {"RUS", 2, "1910-06-01"}},
                            {{"1910-05-01", "DEU", "ITA"}, {"1910-06-01", "DEU", "RUS"}});
  auto definition = usual();
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "arises, stayed out, no blow, not kept");
  definition.originators_only = true;
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "no case");
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"), "arises, stayed out, no blow, not kept");
}

TEST(Backtest, HelpThatMustComeWithinSomeDays) {
  const auto& world = allied(defence);
  const auto conflict = on_russia(world, {{"FRA", 2, "1910-05-10"}});
  auto definition = usual();
  definition.joins_within = 9;
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "arises, joined, no blow, kept");
  definition.joins_within = 8;
  EXPECT_EQ(told(world, conflict, definition, "FRA", "RUS"), "arises, joined, no blow, not kept");
}

TEST(Backtest, ClausesThatAreIgnored) {
  const auto& world = allied(defence);
  auto definition = usual();
  definition.clauses_read = false;
  const auto conflict = war(world, {{"DEU", 1}, {"RUS", 2}}, {{"1910-05-01", "RUS", "DEU"}});
  const auto one = find(world, conflict, definition, "FRA", "RUS");
  EXPECT_EQ(told(one), "arises, stayed out, no blow, not kept");
  EXPECT_EQ(one->attack, -1);
  const auto joined =
      war(world, {{"DEU", 1}, {"RUS", 2}, {"FRA", 2, "1910-05-03"}}, {{"1910-05-01", "RUS", "DEU"}});
  EXPECT_EQ(told(world, joined, definition, "FRA", "RUS"), "arises, joined, no blow, kept");
}

TEST(Backtest, APledgeThatEndsOnTheDayOfTheAttackEndedByIt) {
  const auto conflict = [](const Allied& world) {
    return war(world, {{"FRA", 1}, {"RUS", 2}}, {{"1910-05-01", "FRA", "RUS"}});
  };
  const auto& that_day = allied(peace, "1900-01-01", "1910-05-01");
  EXPECT_EQ(told(that_day, conflict(that_day), usual(), "FRA", "RUS"),
            "arises, fought against, member first, not kept");
  const auto& day_before = allied(peace, "1900-01-01", "1910-04-30");
  EXPECT_EQ(told(day_before, conflict(day_before), usual(), "FRA", "RUS"), "no case");
  // What another does that day comes after it.
  const auto& help = allied(defence, "1900-01-01", "1910-05-01");
  EXPECT_EQ(told(help, on_russia(help), usual(), "FRA", "RUS"),
            "does not arise, stayed out, no blow, not tested");
}

TEST(Backtest, APledgeForTheWarInWhichItWasMade) {
  const Allied world(pact({{"defense", "1"}, {"defcocon", "1"}, {"wartime", "1"}, {"cowwar", "106"}}));
  const Allied other(pact({{"defense", "1"}, {"defcocon", "1"}, {"wartime", "1"}, {"cowwar", "107"}}));
  EXPECT_EQ(world.made_in, (MadeInWar{{"atop_9001", 106}}));
  EXPECT_EQ(told(world, on_russia(world), usual(), "FRA", "RUS"), "arises, stayed out, no blow, not kept");
  const auto open = find(other, on_russia(other), usual(), "FRA", "RUS");
  EXPECT_EQ(told(open), "open, stayed out, no blow, not tested");
  EXPECT_EQ(open->questions, std::vector<std::string>{"atop_9001_conflict_e1"});
  // A dispute has numbers of its own.
  auto dispute = on_russia(world);
  dispute.kind = ConflictKind::dispute;
  auto definition = usual();
  definition.conflicts = ConflictKind::dispute;
  EXPECT_EQ(told(world, dispute, definition, "FRA", "RUS"), "open, stayed out, no blow, not tested");
  // What the definition says goes before.
  definition = usual();
  definition.answers["conflict"] = false;
  EXPECT_EQ(told(world, on_russia(world), definition, "FRA", "RUS"),
            "does not arise, stayed out, no blow, not tested");
}

TEST(Backtest, OnlyPledgesThatTheDefinitionTests) {
  const auto& world = allied({{"defense", "1"}, {"nonagg", "1"}, {"consul", "1"}});
  auto definition = usual();
  const auto conflict = on_russia(world);
  EXPECT_EQ(backtest(Alliances(*world.program, {}), {conflict}, definition).cases.size(), 2u);
  definition.tested = {false, false, false, true, false};
  const auto tested = backtest(Alliances(*world.program, {}), {conflict}, definition);
  ASSERT_EQ(tested.cases.size(), 1u);
  EXPECT_EQ(tested.cases.front().pledge, Pledge::nonagg);
  EXPECT_TRUE(backtest(Alliances(*world.program, {}, "other_"), {conflict}, usual()).cases.empty());
}

TEST(Backtest, OnlyConflictsThatTheDefinitionAsksFor) {
  const auto& world = allied(defence);
  const auto count = [&](const std::function<void(Definition&, Conflict&)>& change) {
    auto definition = usual();
    auto conflict = on_russia(world);
    change(definition, conflict);
    return backtest(Alliances(*world.program, {}), {conflict}, definition).conflicts.size();
  };
  EXPECT_EQ(count([](auto&, auto&) {}), 1u);
  EXPECT_EQ(count([](auto& d, auto&) { d.from = d.to = 1910; }), 1u);
  EXPECT_EQ(count([](auto& d, auto&) { d.from = 1911; }), 0u);
  EXPECT_EQ(count([](auto& d, auto&) { d.to = 1909; }), 0u);
  EXPECT_EQ(count([](auto& d, auto& c) { d.least_hostility = 4, c.hostility = 3; }), 0u);
  EXPECT_EQ(count([](auto& d, auto&) { d.conflicts = ConflictKind::dispute; }), 0u);
  EXPECT_EQ(count([](auto&, auto& c) { c.belligerents.clear(); }), 0u);
}

TEST(Backtest, AWarOnWhichSideADataSetHasThem) {
  // Two on one side who struck each other fought.
  const auto& world = allied(peace);
  const auto conflict = war(world, {{"DEU", 1}, {"FRA", 2}, {"RUS", 2, "1910-08-01"}},
                            {{"1910-05-01", "DEU", "FRA"}, {"1910-05-17", "RUS", "FRA"}});
  const auto one = find(world, conflict, usual(), "RUS", "FRA");
  EXPECT_EQ(told(one), "arises, fought against, member first, not kept");
  EXPECT_EQ(to_iso(*one->since), "1910-05-17");
}

// The data sets differ by some days: India struck on 20 November 1971 in one of them, and the war began on 3 December in the other.
TEST(Backtest, ABlowBeforeTheDayOnWhichTheWarBegins) {
  const auto& world = allied(peace);
  const auto conflict = war(world, {{"FRA", 1}, {"RUS", 2}}, {{"1910-04-28", "FRA", "RUS"}});
  EXPECT_EQ(told(world, conflict, usual(), "FRA", "RUS"), "arises, fought against, member first, not kept");
  EXPECT_EQ(told(world, conflict, usual(), "RUS", "FRA"),
            "arises, fought against, partner first, not tested");
  // Not one before the pledge was made.
  const auto& later = allied(peace, "1910-04-29");
  const auto earlier = war(later, {{"FRA", 1}, {"RUS", 2}}, {{"1910-04-28", "FRA", "RUS"}});
  EXPECT_EQ(told(later, earlier, usual(), "FRA", "RUS"), "arises, fought against, no blow, not kept");
}

TEST(Backtest, AThreatIsNoBlowWhereForceWasUsed) {
  const auto& world = allied(peace);
  auto dispute =
      war(world, {{"FRA", 1}, {"RUS", 2}}, {{"1910-05-01", "FRA", "RUS"}, {"1910-05-01", "RUS", "FRA"}});
  dispute.kind = ConflictKind::dispute;
  dispute.hostility = 4;
  dispute.attacks[0].kind = model::EventKind::threat;
  auto definition = usual();
  definition.conflicts = ConflictKind::dispute;
  definition.least_hostility = 2;
  EXPECT_EQ(told(world, dispute, definition, "FRA", "RUS"),
            "arises, fought against, partner first, not tested");
  EXPECT_EQ(told(world, dispute, definition, "RUS", "FRA"), "arises, fought against, member first, not kept");
  // Where there was none, whoever threatened began.
  dispute.hostility = 2;
  dispute.attacks.pop_back();
  EXPECT_EQ(told(world, dispute, definition, "FRA", "RUS"), "arises, fought against, member first, not kept");
  EXPECT_EQ(told(world, dispute, definition, "RUS", "FRA"),
            "arises, fought against, partner first, not tested");
}

// ── small random wars, reckoned by hand

struct Bond {
  std::size_t a, b;
  Pledge pledge;
  int from, to;  ///< days after the first of May 1910, or of long before and after
};
struct Fighter {
  bool fights = false;
  int side = 1;
  int from = 0, to = 0;  ///< exclusive
};
struct Strike {
  std::size_t by, target;
  int on;
};
struct Small {
  std::vector<Bond> bonds;
  std::vector<Fighter> fighters;  ///< by state
  std::vector<Strike> strikes;
};

const Day may = iso("1910-05-01");

Small random_war() {
  const auto number = [](int below) { return *rc::gen::inRange(0, below); };
  Small small;
  for (std::size_t s = 0; s < names.size(); ++s) {
    Fighter fighter{.fights = s < 2 || number(2) == 0,
                    .side = s < 2 ? static_cast<int>(s) + 1 : number(2) + 1};
    fighter.from = s < 2 ? 0 : number(40);
    fighter.to = fighter.from + 1 + number(100);
    small.fighters.push_back(fighter);
  }
  // The first side strikes the second, each pair once at most: no blow answers another.
  for (std::size_t a = 0; a < names.size(); ++a)
    for (std::size_t b = 0; b < names.size(); ++b) {
      const auto &by = small.fighters[a], &target = small.fighters[b];
      if (!by.fights || !target.fights || by.side != 1 || target.side != 2 || number(3) == 0) continue;
      const int first = std::max(by.from, target.from), end = std::min(by.to, target.to);
      if (first < end) small.strikes.push_back({a, b, first + number(end - first)});
    }
  std::ranges::stable_sort(small.strikes, {}, &Strike::on);
  for (int i = 0, count = 1 + number(3); i < count; ++i) {
    Bond bond{static_cast<std::size_t>(number(5)), static_cast<std::size_t>(number(5)),
              number(2) == 0 ? Pledge::defense : Pledge::neutral, 0, 0};
    if (bond.a == bond.b) bond.b = (bond.b + 1) % 5;
    bond.from = number(2) == 0 ? -1000 : number(60);
    bond.to = number(2) == 0 ? 1000 : std::max(bond.from, -20) + 1 + number(80);
    small.bonds.push_back(bond);
  }
  return small;
}

/// What is due of `member` toward `partner`, and how it is judged.
std::string reckoned(const Small& small, const Bond& bond, std::size_t member, std::size_t partner,
                     bool made_during) {
  const Fighter &own = small.fighters[member], &other = small.fighters[partner];
  if (!other.fights || bond.from >= other.to || other.from > bond.to) return {};
  const int since = std::max(bond.from, other.from);
  // Whoever struck the partner while the pledge stood, or was at it on the day on which the pledge was made.
  bool due = false;
  for (const auto& strike : small.strikes) {
    if (strike.target != partner || strike.by == member) continue;
    const auto& striker = small.fighters[strike.by];
    due = due || (bond.from <= strike.on && strike.on < bond.to);
    due = due || (made_during && strike.on < bond.from && other.from < bond.from && bond.from < other.to &&
                  striker.from <= bond.from && bond.from < striker.to);
  }
  const bool there = own.fights && own.from < other.to && since < own.to;
  const bool against = there && own.side != other.side;
  const auto first = [&](auto takes) {
    for (const auto& strike : small.strikes)
      if (since <= strike.on && takes(strike)) return true;
    return false;
  };
  const bool struck_it =
      against && first([&](const Strike& s) { return s.by == member && s.target == partner; });
  const bool struck_by =
      against && first([&](const Strike& s) { return s.by == partner && s.target == member; });
  // Only the first side strikes: whoever is struck has struck nobody.
  const bool struck_by_side = against && first([&](const Strike& s) {
                                return s.target == member && small.fighters[s.by].side == other.side;
                              });
  std::string verdict = "not tested";
  if (struck_it) {
    due = true;
    verdict = "not kept";
  } else if (due && bond.pledge == Pledge::defense) {
    if (!struck_by) verdict = there && !against ? "kept" : "not kept";
  } else if (due) {
    verdict = !against || struck_by || struck_by_side ? "kept" : "not kept";
  }
  return fmt::format("{} toward {}, {}: {}, {}, {}", names[member], names[partner], name(bond.pledge),
                     due ? "arises" : "does not arise",
                     !there    ? "stayed out"
                     : against ? "fought against"
                               : "joined",
                     verdict);
}

TEST(Backtest, SmallWarsAreJudgedAsByHand) {
  const bool held = rc::check("due and verdict are those of a computation by hand", [] {
    const Small small = random_war();
    std::vector<MemberPhase> rows;
    int number = 0;
    for (const auto& bond : small.bonds) {
      ++number;
      for (const auto state : {bond.a, bond.b}) {
        MemberPhase row;
        row.alliance = number;
        row.state = names[state];
        row.from = VagueDay::exact(Day{may.number + bond.from});
        row.to = VagueDay::exact(Day{may.number + bond.to});
        row.pledged[static_cast<std::size_t>(bond.pledge)] =
            PledgeLimits{.attacked = bond.pledge == Pledge::neutral};
        rows.push_back(row);
      }
    }
    const Allied world{std::span<const MemberPhase>(rows)};
    Conflict conflict{.number = 106, .attacks_from = "wars"};
    for (std::size_t s = 0; s < names.size(); ++s) {
      const auto& f = small.fighters[s];
      if (f.fights)
        conflict.belligerents.push_back({world.state(names[s]), 0, f.side, Day{may.number + f.from},
                                         Day{may.number + f.to}, f.from == 0});
    }
    for (const auto& strike : small.strikes)
      conflict.attacks.push_back(
          {Day{may.number + strike.on}, world.state(names[strike.by]), world.state(names[strike.target])});
    for (const auto& line : test::attacks_of(world.model(), conflict)) RC_LOG() << line << "\n";
    for (const auto& line : test::belligerents_of(world.model(), conflict)) RC_LOG() << line << "\n";
    for (const auto& bond : small.bonds)
      RC_LOG() << fmt::format("{} {} {} {} {}\n", names[bond.a], names[bond.b], name(bond.pledge),
                              to_iso(Day{may.number + bond.from}), to_iso(Day{may.number + bond.to}));
    for (const bool made_during : {true, false}) {
      auto definition = usual();
      definition.made_during = made_during;
      std::vector<std::string> slow, fast;
      number = 0;
      for (const auto& bond : small.bonds) {
        ++number;
        for (const auto& [member, partner] : {std::pair(bond.a, bond.b), std::pair(bond.b, bond.a)})
          if (const auto line = reckoned(small, bond, member, partner, made_during); !line.empty())
            slow.push_back(fmt::format("atop_{} {}", number, line));
      }
      const auto tested = backtest(Alliances(*world.program, {}), {conflict}, definition);
      for (const auto& one : tested.cases)
        fast.push_back(fmt::format("{} {} toward {}, {}: {}, {}, {}", world.model()[one.instrument].name,
                                   world.model()[one.member].code, world.model()[one.partner].code,
                                   name(one.pledge), name(one.due), name(one.conduct), name(one.verdict)));
      std::ranges::sort(slow), std::ranges::sort(fast);
      RC_LOG() << fmt::format("fast {}\nslow {}\n", fmt::join(fast, "\n  "), fmt::join(slow, "\n  "));
      RC_ASSERT(fast == slow);
    }
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace casus::history::backtest_test
