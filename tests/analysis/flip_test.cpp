// Flip sets against brute force: every set of answers to the open questions of random situations is supposed in
// turn, and the plain answer of the engine says who is bound.
#include "analysis/flip.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>

#include "analysis/how_bound.h"
#include "analysis/situations.h"
#include "support/world.h"

namespace casus::analysis::flip_test {
namespace {

using support::world;

using Bound = std::set<std::tuple<const Duty*, StateId, engine::RowKind, StateId>>;

/// Who is bound for sure: duties and breaches, no permissions, no standing duties.
Bound bound_of(engine::Evaluator& evaluator, const engine::Situation& situation) {
  engine::Result result;
  evaluator.evaluate(situation, result);
  Bound bound;
  for (const auto& item : explain::answer(evaluator, situation, result).items) {
    const auto& row = result.rows[item.row];
    if (item.status == explain::Status::arises && row.duty->modality != Modality::may &&
        row.kind != engine::RowKind::standing)
      bound.emplace(row.duty, row.victim, row.kind, item.debtor);
  }
  return bound;
}

/// What went into a comparison, so that a failure can be tried on the command line.
std::string words(const Scenario& scenario, const Answers& given) {
  std::string text = to_iso(*scenario.on);
  for (const auto& event : scenario.events) text += "; " + event.text;
  for (const auto& [question, yes] : given) text += fmt::format(", {} {}", question, yes ? "yes" : "no");
  return text;
}

class FlipTest : public ::testing::Test {
 protected:
  static const Model& model() { return world().model(); }
  static const engine::Program& program() { return *world().program; }

  /// The same by name.
  static std::vector<std::string> told(const Bound& bound) {
    std::vector<std::string> list;
    for (const auto& [duty, victim, kind, debtor] : bound) {
      std::string where;
      for (const auto& clause : model().clauses)
        for (const auto& own : clause.duties)
          if (&own == duty) where = explain::source(model(), clause.provision);
      list.push_back(fmt::format("{} {} {} for {}", model()[debtor].code, name(duty->act), where,
                                 victim ? model()[victim].code : "nobody"));
    }
    std::ranges::sort(list);
    return list;
  }

  /// A few events of kinds that leave something open, on one random day.
  static Scenario random_scenario(std::mt19937& random) {
    static constexpr EventKind kinds[] = {
        EventKind::cyber_operation, EventKind::sabotage,         EventKind::incursion,
        EventKind::border_clash,    EventKind::threat,           EventKind::invasion,
        EventKind::bombardment,     EventKind::terrorist_attack, EventKind::mobilisation,
        EventKind::subversion,      EventKind::ultimatum};
    const auto pick = [&](std::size_t count) {
      return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    const Day first = *day_of(1870, 1, 1), last = *day_of(2025, 12, 31);
    const Day day{std::uniform_int_distribution<std::int32_t>(first.number, last.number)(random)};
    const auto states = states_on(model(), day);
    Scenario scenario;
    scenario.on = day;
    const std::size_t events = 1 + pick(2);
    while (scenario.events.size() < events) {
      Incident incident;
      incident.kind = kinds[pick(std::size(kinds))];
      incident.victim = states[pick(states.size())];
      if (pick(4) != 0) incident.attacker = states[pick(states.size())];
      if (incident.attacker == incident.victim) continue;
      scenario.events.push_back(scenario_of(model(), incident, day).events[0]);
    }
    return scenario;
  }
};

TEST_F(FlipTest, AgreesWithEveryAnswerTriedInTurn) {
  std::mt19937 random(20260221);
  engine::Evaluator evaluator(program()), other(program());
  std::size_t compared = 0, most = 0;
  for (int round = 0; round < 80; ++round) {
    const Scenario scenario = random_scenario(random);
    const auto situation = engine::prepare(program(), scenario);
    engine::Result result;
    evaluator.evaluate(situation, result);
    const auto answer = explain::answer(evaluator, situation, result);
    const Flip flips = flip(evaluator, situation, result, answer);
    std::vector<std::string> questions;
    for (const auto& pivot : flips.pivots) questions.push_back(pivot.id);
    if (questions.empty() || questions.size() > 12 || !flips.complete) continue;
    // A decision that each debtor takes for itself is not one question but many: those have scenario tests.
    if (std::ranges::any_of(result.rows, [](const auto& row) { return row.own_decision; })) continue;
    ++compared;
    most = std::max(most, questions.size());

    for (std::uint32_t bits = 0; bits < (1u << questions.size()); ++bits) {
      Scenario supposed = scenario;
      Answers given;
      for (std::size_t q = 0; q < questions.size(); ++q) {
        Supposition s;
        s.kind = SupposeKind::answer;
        s.question = questions[q];
        s.value = (bits >> q & 1u) != 0;
        given[s.question] = s.value;
        supposed.suppositions.push_back(std::move(s));
      }
      // That one state asked, and that none of those who may ask did, contradict each other.
      const auto any = given.find("request_of_any");
      if (any != given.end() && !any->second && std::ranges::any_of(given, [](const auto& one) {
            return one.second && one.first.starts_with("request_of_");
          }))
        continue;
      const auto expected = bound_of(other, engine::prepare(program(), supposed));
      Bound found;
      const auto add = [&](const std::vector<Effect>& effects) {
        for (const auto& effect : effects) {
          const auto& row = result.rows[effect.row];
          effect.debtors.for_each(
              [&](std::size_t d) { found.emplace(row.duty, row.victim, row.kind, make_id<StateId>(d)); });
        }
      };
      add(flips.bound);
      for (const auto& set : flips.sets) {
        const bool met = std::ranges::all_of(
            set.answers, [&](const auto& one) { return given.at(one.first) == one.second; });
        if (met) add(set.binds);
        // Whoever is released by these answers is not bound by them.
        if (met)
          for (const auto& effect : set.releases) {
            const auto& row = result.rows[effect.row];
            effect.debtors.for_each([&](std::size_t d) {
              EXPECT_FALSE(expected.contains({row.duty, row.victim, row.kind, make_id<StateId>(d)}))
                  << words(scenario, given);
            });
          }
      }
      ASSERT_EQ(told(found), told(expected)) << words(scenario, given);
    }

    // Minimal: without any one of its answers a set no longer does what it does.
    for (const auto& set : flips.sets)
      for (const auto& [dropped, value] : set.answers) {
        Scenario supposed = scenario;
        for (const auto& [question, said] : set.answers) {
          if (question == dropped) continue;
          Supposition s;
          s.kind = SupposeKind::answer;
          s.question = question;
          s.value = said;
          supposed.suppositions.push_back(std::move(s));
        }
        const auto expected = bound_of(other, engine::prepare(program(), supposed));
        for (const auto& effect : set.binds) {
          const auto& row = result.rows[effect.row];
          effect.debtors.for_each([&](std::size_t d) {
            EXPECT_FALSE(expected.contains({row.duty, row.victim, row.kind, make_id<StateId>(d)}))
                << dropped << ": " << words(scenario, set.answers);
          });
        }
      }
  }
  EXPECT_GT(compared, 25u);
  EXPECT_GE(most, 6u);
  RecordProperty("situations", static_cast<int>(compared));
}

TEST_F(FlipTest, ReadingsAreTriedOnTheSituation) {
  const Day day = *day_of(2007, 4, 27);
  Incident incident{EventKind::border_clash, find_state(model(), "RUS"), find_state(model(), "EST"), {}};
  const Scenario scenario = scenario_of(model(), incident, day);
  const auto situation = engine::prepare(program(), scenario);
  engine::Evaluator evaluator(program());
  engine::Result result;
  evaluator.evaluate(situation, result);
  const Flip flips = flip(evaluator, situation, result, explain::answer(evaluator, situation, result));
  ASSERT_FALSE(flips.readings.empty());
  for (const auto& under : flips.readings) {
    Scenario read = scenario;
    read.readings.push_back(under.reading);
    engine::Evaluator other(program());
    const auto bound = bound_of(other, engine::prepare(program(), read));
    for (const auto& effect : under.binds)
      effect.debtors.for_each([&](std::size_t d) {
        const auto& row = result.rows[effect.row];
        EXPECT_TRUE(bound.contains({row.duty, row.victim, row.kind, make_id<StateId>(d)}));
      });
    for (const auto& effect : under.releases)
      effect.debtors.for_each([&](std::size_t d) {
        const auto& row = result.rows[effect.row];
        EXPECT_FALSE(bound.contains({row.duty, row.victim, row.kind, make_id<StateId>(d)}));
      });
  }
}

/// States under a duty in law of a text that is not disputed, by what an event calls for: the whole, or help alone.
StateSet bound_in_law(engine::Evaluator& evaluator, const engine::Situation& situation, bool to_assist) {
  engine::Result result;
  evaluator.evaluate(situation, result);
  const Model& model = evaluator.program().model();
  StateSet states;
  for (const auto& row : result.rows) {
    const Force force = model[model[row.provision].instrument].force;
    if (row.kind != engine::RowKind::triggered || !row.truth.is_yes() || force == Force::political ||
        force == Force::disputed)
      continue;
    const bool must = row.duty->modality == Modality::must;
    const bool helps = must && family(row.duty->act) == ActFamily::force;
    if (to_assist ? helps : must || row.duty->modality == Modality::must_not) states |= row.debtors;
  }
  return states;
}

// How firmly a state stands, against the engine run anew under each reading of the corpus.
TEST_F(FlipTest, HowBoundAgreesWithEveryReadingRunAnew) {
  std::mt19937 random(20261201);
  std::array<std::size_t, 5> seen{};
  engine::Evaluator evaluator(program()), other(program());
  for (int round = 0; round < 60; ++round) {
    const Scenario scenario = random_scenario(random);
    const auto situation = engine::prepare(program(), scenario);
    engine::Result result;
    evaluator.evaluate(situation, result);
    const auto answer = explain::answer(evaluator, situation, result);
    const auto states = how_bound(model(), result, answer, flip(evaluator, situation, result, answer));
    for (const bool to_assist : {true, false}) {
      const StateSet now = bound_in_law(other, situation, to_assist);
      StateSet in_some;
      for (std::size_t r = 0; r < model().readings.size(); ++r) {
        Scenario read = scenario;
        read.readings.push_back(make_id<ReadingId>(r));
        in_some |= bound_in_law(other, engine::prepare(program(), read), to_assist);
      }
      StateSet told;
      for (const auto& state : states) {
        const HowBound how = to_assist ? state.to_assist : state.to_anything;
        ++seen[static_cast<std::size_t>(how)];
        told.insert(state.state.index());
        const bool bound_now = now.contains(state.state.index());
        const bool bound_in_some = in_some.contains(state.state.index());
        const std::string which = words(scenario, {}) + " " + model()[state.state].code;
        if (how == HowBound::bound) {
          EXPECT_TRUE(bound_now) << which;
        }
        if (how == HowBound::some_readings) {
          EXPECT_TRUE(bound_in_some && !bound_now) << which;
        }
        if (how > HowBound::some_readings) {
          EXPECT_FALSE(bound_now || bound_in_some) << which;
        }
      }
      EXPECT_TRUE((now - told).empty()) << words(scenario, {});
    }
  }
  // The situations show each of them but the rarest.
  for (const HowBound how : {HowBound::bound, HowBound::open, HowBound::called_on, HowBound::none})
    EXPECT_GT(seen[static_cast<std::size_t>(how)], 0U) << name(how);
}

TEST_F(FlipTest, HowBoundOfKnownSituations) {
  const auto of = [&](const char* invaded, const char* code, bool to_assist) {
    Incident incident;
    incident.kind = EventKind::invasion;
    incident.attacker = world().state("RUS");
    incident.victim = world().state(invaded);
    const Scenario scenario = scenario_of(model(), incident, *day_of(2023, 2, 21));
    engine::Evaluator evaluator(program());
    const auto situation = engine::prepare(program(), scenario);
    engine::Result result;
    evaluator.evaluate(situation, result);
    const auto answer = explain::answer(evaluator, situation, result);
    for (const auto& state : how_bound(model(), result, answer, flip(evaluator, situation, result, answer)))
      if (model()[state.state].code == code) return to_assist ? state.to_assist : state.to_anything;
    return HowBound::none;
  };
  EXPECT_EQ(of("POL", "USA", true), HowBound::bound);
  EXPECT_EQ(of("POL", "POL", true), HowBound::none);
  EXPECT_EQ(of("POL", "POL", false), HowBound::bound);  // report, consult
  // The Swedish declaration asks and binds nobody; the Treaty on European Union binds Sweden.
  EXPECT_EQ(of("NOR", "SWE", true), HowBound::called_on);
  EXPECT_EQ(of("POL", "SWE", true), HowBound::bound);
  // Of one reading in which all are bound it is not said that all readings agree.
  const auto cyber = [&](std::vector<const char*> readings) {
    Incident incident;
    incident.kind = EventKind::cyber_operation;
    incident.attacker = world().state("RUS");
    incident.victim = world().state("EST");
    Scenario scenario = scenario_of(model(), incident, *day_of(2022, 4, 27));
    for (const char* reading : readings)
      scenario.readings.push_back(make_id<ReadingId>(model().reading_names.at(reading)));
    engine::Evaluator evaluator(program());
    const auto situation = engine::prepare(program(), scenario);
    engine::Result result;
    evaluator.evaluate(situation, result);
    const auto answer = explain::answer(evaluator, situation, result);
    for (const auto& state : how_bound(model(), result, answer, flip(evaluator, situation, result, answer)))
      if (model()[state.state].code == "DEU") return state.to_assist;
    return HowBound::none;
  };
  EXPECT_EQ(cyber({}), HowBound::some_readings);
  EXPECT_EQ(cyber({"effects_doctrine"}), HowBound::bound);
}

// A duty binds no further than its text: a political one calls, a disputed one leaves it open.
TEST(HowBound, ATextBindsNoFurtherThanItsForce) {
  EXPECT_EQ(how_bound(Modality::must, Force::binding, false), HowBound::bound);
  EXPECT_EQ(how_bound(Modality::must, Force::unilateral, false), HowBound::bound);
  EXPECT_EQ(how_bound(Modality::must, Force::binding, true), HowBound::open);
  EXPECT_EQ(how_bound(Modality::must, Force::disputed, false), HowBound::open);
  EXPECT_EQ(how_bound(Modality::must, Force::political, false), HowBound::called_on);
  EXPECT_EQ(how_bound(Modality::should, Force::binding, false), HowBound::called_on);
  EXPECT_EQ(how_bound(Modality::should, Force::disputed, true), HowBound::called_on);
}

}  // namespace
}  // namespace casus::analysis::flip_test
