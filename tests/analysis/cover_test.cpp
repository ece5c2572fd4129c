// Who stands for whom, held against the full evaluation of every pair: the focus finds the same rows, and the classes are
// those that the answer of `casus ask` shows, debtor by debtor.
#include "analysis/cover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "analysis/situations.h"
#include "explain/answer.h"
#include "support/world.h"

namespace casus::analysis {
namespace {

using support::world;

Day day(int year, int month, int of_month) { return *day_of(year, month, of_month); }

/// One row for one debtor, with its truth as minimal terms by the names of the questions.
using Terms = std::set<std::set<std::string>>;
using Line = std::tuple<int, std::uint32_t, const Duty*, std::int16_t, std::uint32_t, std::size_t,
                        std::vector<std::size_t>, std::vector<std::size_t>, bool, Terms>;

std::vector<std::size_t> members(const StateSet& set) {
  std::vector<std::size_t> list;
  set.for_each([&](std::size_t s) { list.push_back(s); });
  return list;
}

std::vector<Line> lines(engine::Evaluator& evaluator, const engine::Situation& situation,
                        const engine::Result& result, const engine::Focus& focus) {
  std::vector<Line> list;
  for (const auto& row : result.rows) {
    if (!focus.keeps(row)) continue;
    Terms terms;
    for (const auto& term : evaluator.diagram().minimal_terms(row.truth).terms) {
      std::set<std::string> answers;
      for (const auto& [question, answer] : term)
        answers.insert(engine::name_of(*world().program, situation, result.questions[question].ask) +
                       (answer ? " yes" : " no"));
      terms.insert(std::move(answers));
    }
    row.debtors.for_each([&](std::size_t debtor) {
      list.emplace_back(static_cast<int>(row.kind), row.clause.value, row.duty, row.event, row.victim.value,
                        debtor, members(row.objects), members(row.target), row.own_decision, terms);
    });
  }
  std::ranges::sort(list);
  return list;
}

/// Compares the rows of every `step`-th pair of the day. Returns how many rows were compared.
std::size_t compare_rows(const ActSet& acts, EventKind kind, Day on, std::size_t step,
                         const Scenario& terms = {}) {
  const Model& model = world().model();
  const auto states = states_on(model, on);
  const engine::Focus focus(*world().program, acts);
  engine::Evaluator full(*world().program), focused(*world().program);
  engine::Result all, some;
  std::size_t compared = 0, number = 0;
  for (auto attacker : states)
    for (auto victim : states) {
      if (attacker == victim || number++ % step != 0) continue;
      Scenario scenario = scenario_of(model, {kind, attacker, victim, {}}, on);
      scenario.suppositions = terms.suppositions;
      scenario.readings = terms.readings;
      const auto situation = engine::prepare(*world().program, scenario);
      full.evaluate_rows(situation, all);
      focused.evaluate_rows(situation, some, focus);
      const auto expected = lines(full, situation, all, focus);
      const auto found = lines(focused, situation, some, focus);
      compared += expected.size();
      if (found != expected) {
        ADD_FAILURE() << scenario.events[0].text << " on " << to_iso(on) << ": " << found.size()
                      << " rows, expected " << expected.size();
        return compared;
      }
    }
  return compared;
}

TEST(Focus, RowsAreTheFullRowsFilteredForEveryPair) {
  const ActSet assist = *acts_at_least(Act::assist);
  for (const Day on : {day(1892, 7, 1), day(1914, 7, 31), day(1939, 9, 1), day(1938, 5, 20)})
    EXPECT_GT(compare_rows(assist, EventKind::armed_attack, on, 1), 0u) << to_iso(on);
  EXPECT_GT(compare_rows(assist, EventKind::armed_attack, day(2023, 2, 21), 1), 100000u);
  EXPECT_GT(compare_rows(assist, EventKind::armed_attack, day(1962, 10, 1), 1), 0u);
}

TEST(Focus, RowsAreTheSameForOtherActsAndEvents) {
  for (const Act act : {Act::consult, Act::sanction, Act::supply_arms, Act::use_force})
    for (const Day on : {day(1885, 3, 1), day(1914, 7, 31), day(2024, 6, 1)})
      for (const EventKind kind : {EventKind::armed_attack, EventKind::threat, EventKind::declaration_of_war})
        compare_rows(*acts_at_least(act), kind, on, 31);
}

// Every act for itself, also those that others yield to: neutrality, use of force.
TEST(Focus, RowsAreTheSameForEachAct) {
  for (std::size_t i = 0; i < ActSet{}.size(); ++i) {
    ActSet acts;
    acts.set(i);
    for (const Day on : {day(1889, 1, 1), day(1914, 7, 31), day(1939, 10, 20), day(2023, 2, 21)})
      compare_rows(acts, EventKind::declaration_of_war, on, 211);
  }
}

TEST(Focus, RowsAreTheSameUnderSuppositions) {
  Supposition joins;
  joins.kind = SupposeKind::membership;
  joins.instrument = make_id<InstrumentId>(world().model().instrument_names.at("north_atlantic_treaty"));
  joins.state = world().state("UKR");
  Scenario terms;
  terms.suppositions.push_back(joins);
  EXPECT_GT(compare_rows(*acts_at_least(Act::assist), EventKind::armed_attack, day(2023, 2, 21), 37, terms),
            0u);
}

/// The classes as the answer's items give them: an independent way to the same sets.
Covered by_items(const Incident& incident, Day on) {
  const Model& model = world().model();
  const Scenario scenario = scenario_of(model, incident, on);
  const auto situation = engine::prepare(*world().program, scenario);
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  evaluator.evaluate(situation, result);
  std::map<StateId, engine::Truth> binding;
  Covered found;
  for (const auto& item : explain::answer(evaluator, situation, result).items) {
    const auto& row = result.rows[item.row];
    if (row.kind == engine::RowKind::breach || row.victim != incident.victim) continue;
    if (item.debtor == incident.victim || item.debtor == incident.attacker) continue;
    const bool must = row.duty->modality == Modality::must, should = row.duty->modality == Modality::should;
    if (!must && !should) continue;
    if (family(row.duty->act) == ActFamily::force) {
      const bool names_others = !is_against(row.duty->act) && !(row.objects - row.target).empty() &&
                                !(row.objects - row.target).contains(incident.victim.index());
      if (names_others) continue;
      const Force force = model[model[row.provision].instrument].force;
      if (must && (force == Force::binding || force == Force::unilateral)) {
        auto& truth = binding[item.debtor];
        truth = evaluator.diagram().either(truth, item.truth);
      } else {
        found.political.insert(item.debtor.index());
      }
    } else if (row.duty->act == Act::consult && item.status == explain::Status::arises) {
      found.consulting.insert(item.debtor.index());
    }
  }
  for (const auto& [debtor, truth] : binding)
    (truth.is_yes() ? found.bound : found.open).insert(debtor.index());
  found.political -= found.bound | found.open;
  found.consulting -= found.bound | found.open | found.political;
  return found;
}

void expect_items_agree(Day on, std::size_t step) {
  Coverer coverer(*world().program, *acts_at_least(Act::assist));
  const auto states = states_on(world().model(), on);
  std::size_t number = 0, bound = 0;
  for (auto attacker : states)
    for (auto victim : states) {
      if (attacker == victim || number++ % step != 0) continue;
      const Incident incident{EventKind::armed_attack, attacker, victim, {}};
      const Covered found = coverer.cover(incident, on);
      bound += found.bound.size();
      ASSERT_EQ(found, by_items(incident, on))
          << world().model()[attacker].code << " " << world().model()[victim].code << " " << to_iso(on);
    }
  EXPECT_GT(bound, 0u) << to_iso(on);
}

TEST(Cover, AgreesWithTheAnswerForEveryPair) {
  expect_items_agree(day(1892, 7, 1), 1);
  expect_items_agree(day(1914, 7, 31), 1);
  expect_items_agree(day(1936, 1, 1), 1);
  expect_items_agree(day(2023, 2, 21), 11);
}

TEST(Cover, AgreesWithTheGapsOfTheAnswer) {
  const Day on = day(2023, 2, 21);
  Coverer coverer(*world().program, *acts_at_least(Act::assist));
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  const auto states = states_on(world().model(), on);
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    const auto attacker = states[random() % states.size()], victim = states[random() % states.size()];
    if (attacker == victim) continue;
    const Incident incident{EventKind::armed_attack, attacker, victim, {}};
    const Scenario scenario = scenario_of(world().model(), incident, on);
    const auto situation = engine::prepare(*world().program, scenario);
    evaluator.evaluate(situation, result);
    const auto gap = result.gaps.empty() ? Cover::bound : result.gaps.front().cover;
    ASSERT_EQ(coverer.cover(incident, on).cover(), gap) << scenario.events[0].text;
  }
}

TEST(Cover, OfUkraineMoldovaAndPoland) {
  Coverer coverer(*world().program, *acts_at_least(Act::assist));
  const Day on = day(2023, 2, 21);
  const auto of = [&](std::string_view victim) {
    return coverer.cover({EventKind::armed_attack, world().state("RUS"), world().state(victim), {}}, on);
  };
  EXPECT_EQ(of("MDA").cover(), Cover::none);
  EXPECT_EQ(of("UKR").cover(), Cover::consultation);
  EXPECT_FALSE(of("UKR").consulting.contains(world().state("RUS").index()));
  EXPECT_GE(of("POL").bound.size(), 29u);
  EXPECT_FALSE(coverer.grounds().empty());
}

TEST(Cover, NobodyHelpsAgainstHimselfOrIsStruckByHimself) {
  Coverer coverer(*world().program, *acts_at_least(Act::consult));
  const Day on = day(1994, 1, 1);
  for (auto attacker : states_on(world().model(), on)) {
    const auto cover = coverer.cover({EventKind::armed_attack, attacker, world().state("USA"), {}}, on);
    const StateSet all = cover.bound | cover.open | cover.political | cover.consulting;
    EXPECT_FALSE(all.contains(attacker.index()));
    EXPECT_FALSE(all.contains(world().state("USA").index()));
  }
  EXPECT_EQ(coverer.cover({EventKind::armed_attack, world().state("USA"), world().state("USA"), {}}, on),
            Covered{});
  EXPECT_TRUE(coverer.grounds().empty());
}

TEST(Acts, AtLeastFollowsTheOrderOfTheFamilies) {
  EXPECT_EQ(acts_at_least(Act::use_all_forces)->count(), 1u);
  EXPECT_TRUE(acts_at_least(Act::consult)->test(static_cast<std::size_t>(Act::assist)));
  EXPECT_FALSE(acts_at_least(Act::assist)->test(static_cast<std::size_t>(Act::supply_arms)));
  EXPECT_TRUE(acts_at_least(Act::sanction)->test(static_cast<std::size_t>(Act::fund)));
  EXPECT_FALSE(acts_at_least(Act::notify)->test(static_cast<std::size_t>(Act::consult)));
  EXPECT_FALSE(acts_at_least(Act::stay_neutral));
}

}  // namespace
}  // namespace casus::analysis
