// What one event costs: rows without proof, the whole answer, one proof, one sentence; and loading the
// corpus.
#include <benchmark/benchmark.h>

#include <random>

#include "explain/proof.h"
#include "support/world.h"

namespace {

using namespace casus;

using support::world;

model::Scenario scenario_of(Day day, std::size_t attacker, std::size_t victim) {
  model::Scenario s;
  s.on = day;
  model::Event event;
  event.kind = model::EventKind::invasion;
  event.on = day;
  event.by.insert(attacker);
  event.against.push_back(make_id<model::StateId>(victim));
  s.events.push_back(std::move(event));
  return s;
}

/// Random events on random days between 1880 and 2025.
struct RandomEvents {
  std::vector<model::Scenario> scenarios;
  std::vector<engine::Situation> situations;

  RandomEvents() {
    const engine::Program& program = *world().program;
    std::mt19937 random(20230221);
    const Day first = *day_of(1880, 1, 1), last = *day_of(2025, 12, 31);
    while (scenarios.size() < 4096) {
      const Day day{std::uniform_int_distribution<std::int32_t>(first.number, last.number)(random)};
      std::vector<std::size_t> states;
      program.existing(day).for_each([&](std::size_t s) { states.push_back(s); });
      const auto pick = [&] {
        return states[std::uniform_int_distribution<std::size_t>(0, states.size() - 1)(random)];
      };
      const std::size_t attacker = pick(), victim = pick();
      if (attacker == victim) continue;
      scenarios.push_back(scenario_of(day, attacker, victim));
    }
    for (const auto& s : scenarios) situations.push_back(engine::prepare(program, s));
  }
};

void event_without_proof(benchmark::State& state) {
  static const RandomEvents events;
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  std::size_t i = 0, rows = 0;
  for (auto _ : state) {
    evaluator.evaluate_rows(events.situations[i++ & 4095], result);
    rows += result.rows.size();
  }
  state.counters["rows"] = benchmark::Counter(static_cast<double>(rows), benchmark::Counter::kAvgIterations);
}
BENCHMARK(event_without_proof);

/// One fixed event, the one of the README: Russia invades Poland.
struct Poland {
  model::Scenario scenario;
  engine::Situation situation;
  Poland() {
    scenario = scenario_of(*day_of(2023, 2, 21), world().state("RUS").index(), world().state("POL").index());
    situation = engine::prepare(*world().program, scenario);
  }
};

void poland_without_proof(benchmark::State& state) {
  const Poland poland;
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  for (auto _ : state) evaluator.evaluate_rows(poland.situation, result);
}
BENCHMARK(poland_without_proof);

void poland_answer(benchmark::State& state) {
  const Poland poland;
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  for (auto _ : state) {
    evaluator.evaluate(poland.situation, result);
    benchmark::DoNotOptimize(explain::answer(evaluator, poland.situation, result));
  }
}
BENCHMARK(poland_answer);

void one_proof(benchmark::State& state) {
  const Poland poland;
  engine::Evaluator evaluator(*world().program);
  engine::Result result;
  evaluator.evaluate(poland.situation, result);
  const auto answer = explain::answer(evaluator, poland.situation, result);
  const auto item = *std::find_if(answer.items.begin(), answer.items.end(), [&](const explain::Item& i) {
    return world().model()[result.rows[i.row].provision].label == "article 5";
  });
  std::size_t steps = 0;
  for (auto _ : state) steps += explain::prove(evaluator, poland.situation, result, item).steps.size();
  state.counters["steps"] =
      benchmark::Counter(static_cast<double>(steps), benchmark::Counter::kAvgIterations);
}
BENCHMARK(one_proof);

void load_corpus(benchmark::State& state) {
  for (auto _ : state) {
    tool::Session session{tool::Options{}};
    session.load_corpus();
    session.build();
    engine::Program program(session.model());
    benchmark::DoNotOptimize(&program);
  }
}
BENCHMARK(load_corpus)->Unit(benchmark::kMillisecond);

}  // namespace
