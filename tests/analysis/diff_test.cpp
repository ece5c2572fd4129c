// The difference of two arrangements: against what the plain engine says of the same event on each side, and the one that
// the design asks for by name.
#include "analysis/diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>

#include "explain/answer.h"
#include "tool/arrangement.h"

namespace casus::analysis {
namespace {

tool::Arrangement side(const std::string& words, const std::string& on = "2023-02-21") {
  tool::Options options;
  options.on = on;
  int exit = 0;
  auto arrangement = tool::read_arrangement(options, words, "", exit);
  EXPECT_TRUE(arrangement) << words;
  return std::move(*arrangement);
}

/// Who is bound or called on to help by force's family of acts, asked of the plain engine with what the situation answers supposed.
std::set<std::string> helpers(const tool::Arrangement& arrangement, const Posed& posed, Day day) {
  const Model& model = arrangement.session->model();
  Incident incident{posed.kind, find_state(model, posed.attacker), find_state(model, "UKR"), {}};
  if (!posed.place.empty()) incident.at = make_id<PlaceId>(model.place_names.find(posed.place)->second);
  Scenario scenario = scenario_of(model, incident, day);
  for (const auto& s : arrangement.side.base.suppositions) scenario.suppositions.push_back(s);
  engine::Evaluator evaluator(*arrangement.program);
  const auto ask = [&](const std::string& question, bool value) {
    Supposition s;
    s.kind = SupposeKind::answer;
    s.question = question;
    s.value = value;
    scenario.suppositions.push_back(s);
  };
  // What the situation says, supposed by the names of the questions that the plain answer asks.
  auto situation = engine::prepare(*arrangement.program, scenario);
  engine::Result result;
  evaluator.evaluate(situation, result);
  std::vector<std::pair<std::string, bool>> given;
  for (const auto& q : result.questions) {
    const auto name = engine::name_of(*arrangement.program, situation, q.ask);
    if (q.ask.kind == engine::AskKind::request && posed.requested) given.emplace_back(name, *posed.requested);
    if (q.ask.kind == engine::AskKind::decision && posed.decided) given.emplace_back(name, *posed.decided);
    if (name.starts_with("unprovoked") && posed.unprovoked) given.emplace_back(name, *posed.unprovoked);
  }
  for (const auto& [name, value] : given) ask(name, value);
  situation = engine::prepare(*arrangement.program, scenario);
  evaluator.evaluate(situation, result);
  std::set<std::string> states;
  for (const auto& item : explain::answer(evaluator, situation, result).items) {
    const auto& row = result.rows[item.row];
    if (item.status == explain::Status::arises && engine::asks_to_assist(row) &&
        row.kind == engine::RowKind::triggered && item.debtor != find_state(model, "UKR"))
      states.insert(model[item.debtor].code);
  }
  return states;
}

TEST(DiffTest, SaysOfEverySituationWhatTheEngineSays) {
  const Day day = *day_of(2023, 2, 21);
  for (const char* words :
       {"UKR party to north_atlantic_treaty", "kyiv_security_compact", "istanbul_communique_2022"}) {
    const auto left = side("nothing"), right = side(words);
    const auto comparison = compare(left.side, right.side, "UKR", day, {{"RUS"}, {}});
    ASSERT_FALSE(comparison.posed.empty());
    for (const auto& posed : comparison.posed) {
      std::set<std::string> told;
      for (const auto& owed : owed_under(right.side, posed, "UKR", day))
        if (!owed.open && !owed.standing && family(owed.act) == ActFamily::force) told.insert(owed.debtor);
      EXPECT_EQ(told, helpers(right, posed, day))
          << words << ": " << analysis::words(right.side, posed, "UKR", day);
    }
  }
}

TEST(DiffTest, AnAttackWithoutADecisionTellsTheTreatyFromTheCompact) {
  const Day day = *day_of(2023, 2, 21);
  const auto left = side("UKR party to north_atlantic_treaty"), right = side("kyiv_security_compact");
  const auto comparison = compare(left.side, right.side, "UKR", day, {});
  ASSERT_TRUE(comparison.smallest);
  EXPECT_EQ(comparison.smallest->kind, EventKind::armed_attack);
  EXPECT_EQ(comparison.smallest->decided, std::optional(false));
  EXPECT_EQ(comparison.smallest->place, "");
  EXPECT_EQ(comparison.left.size(), 30u);
  for (const auto& owed : comparison.left) {
    EXPECT_EQ(owed.act, Act::assist);
    EXPECT_EQ(owed.modality, Modality::must);
    EXPECT_FALSE(owed.open);
  }
  for (const auto& owed : comparison.right) EXPECT_NE(family(owed.act), ActFamily::force);
  // A smaller situation would have to come before it.
  EXPECT_TRUE(std::ranges::is_sorted(comparison.posed, {}, &Posed::weight));
}

TEST(DiffTest, NothingDiffersFromItself) {
  const Day day = *day_of(2023, 2, 21);
  const auto left = side("kyiv_security_compact"), right = side("kyiv_security_compact");
  const auto comparison = compare(left.side, right.side, "UKR", day, {{"RUS"}, {}});
  EXPECT_FALSE(comparison.smallest);
  EXPECT_TRUE(comparison.differences.empty());
  EXPECT_TRUE(comparison.standing.empty());
}

TEST(DiffTest, LeftAndRightMirrorEachOther) {
  const Day day = *day_of(2023, 2, 21);
  const auto left = side("UKR party to north_atlantic_treaty"), right = side("kyiv_security_compact");
  const auto one = compare(left.side, right.side, "UKR", day, {{"RUS"}, {}});
  const auto other = compare(right.side, left.side, "UKR", day, {{"RUS"}, {}});
  const auto find = [](const Comparison& c, Change change) {
    const auto at = std::ranges::find(c.differences, change, &Difference::change);
    return at == c.differences.end() ? std::vector<std::string>{} : at->debtors;
  };
  EXPECT_EQ(find(one, Change::lost), find(other, Change::gained));
  EXPECT_EQ(find(one, Change::weaker), find(other, Change::stronger));
  EXPECT_EQ(find(one, Change::less_certain), find(other, Change::more_certain));
}

/// Two texts that both stand in force on the day, each named on one side: neither is left standing behind the other.
TEST(DiffTest, WhatOneSideNamesIsTakenFromTheOther) {
  const std::vector<std::string> specs = {"north_atlantic_treaty", "treaty_on_european_union"};
  std::vector<std::string> named;
  for (const auto& spec : specs)
    for (const auto& name : tool::instruments_named(spec)) named.push_back(name);
  EXPECT_EQ(named, specs);
  tool::Options options;
  options.on = "2024-06-01";
  int exit = 0;
  const auto left = tool::read_arrangement(options, specs[0], "", exit, named);
  const auto right = tool::read_arrangement(options, specs[1], "", exit, named);
  const auto nothing = tool::read_arrangement(options, "nothing", "", exit, named);
  ASSERT_TRUE(left && right && nothing);
  EXPECT_EQ(left->without, std::vector<std::string>{"Treaty on European Union"});
  EXPECT_EQ(right->without, std::vector<std::string>{"North Atlantic Treaty"});
  EXPECT_EQ(nothing->without.size(), 2u);
  const Day day = *left->side.base.on;
  Posed posed;
  posed.attacker = "RUS";
  const auto helpers_of = [&](const tool::Arrangement& arrangement) {
    std::set<std::string> instruments;
    for (const auto& owed : owed_under(arrangement.side, posed, "EST", day))
      if (family(owed.act) == ActFamily::force) instruments.insert(owed.instrument);
    return instruments;
  };
  EXPECT_TRUE(helpers_of(*left).contains("north_atlantic_treaty"));
  EXPECT_FALSE(helpers_of(*left).contains("treaty_on_european_union"));
  EXPECT_FALSE(helpers_of(*right).contains("north_atlantic_treaty"));
  EXPECT_TRUE(helpers_of(*right).contains("treaty_on_european_union"));
  DiffOptions how;
  how.attackers = {"RUS"};
  EXPECT_TRUE(compare(left->side, right->side, "EST", day, how).smallest);
}

/// A supposition is no naming, and whoever supposes something of a text keeps it.
TEST(DiffTest, WhatASideSupposesOfATextItKeeps) {
  EXPECT_TRUE(
      tool::instruments_named("UKR party to north_atlantic_treaty; nothing; files/mine.casus").empty());
  EXPECT_EQ(tool::instruments_named("Mine = kyiv_security_compact; budapest_memorandum in force").size(), 2u);
  tool::Options options;
  options.on = "2024-06-01";
  int exit = 0;
  const auto member = tool::read_arrangement(options, "UKR party to north_atlantic_treaty", "", exit,
                                             {"north_atlantic_treaty", "kyiv_security_compact"});
  ASSERT_TRUE(member);
  EXPECT_TRUE(member->without.empty());
}

}  // namespace
}  // namespace casus::analysis
