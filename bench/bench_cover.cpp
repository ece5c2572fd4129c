// What it costs to ask for every pair of states who is bound for whom: on one day, and on the first day of every year.
#include <benchmark/benchmark.h>

#include "analysis/cover.h"
#include "support/world.h"

namespace {

using namespace casus;
using namespace casus::analysis;

using support::world;

/// Every pair of the day; returns how many there were.
std::size_t sweep(Coverer& coverer, Day day, std::size_t& bound) {
  const auto states = states_on(world().model(), day);
  for (auto victim : states)
    for (auto attacker : states)
      if (attacker != victim)
        bound += coverer.cover({model::EventKind::armed_attack, attacker, victim, {}}, day).bound.size();
  return states.size() * (states.size() - 1);
}

void atlas_one_date(benchmark::State& state) {
  std::size_t bound = 0, pairs = 0;
  for (auto _ : state) {
    Coverer coverer(*world().program, *acts_at_least(model::Act::assist), {}, false);
    pairs = sweep(coverer, *day_of(2023, 2, 21), bound);
  }
  benchmark::DoNotOptimize(bound);
  state.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(atlas_one_date)->Unit(benchmark::kMillisecond);

void atlas_all_years(benchmark::State& state) {
  std::size_t bound = 0, pairs = 0;
  for (auto _ : state) {
    Coverer coverer(*world().program, *acts_at_least(model::Act::assist), {}, false);
    pairs = 0;
    for (int year = 1816; year <= 2025; ++year) pairs += sweep(coverer, *day_of(year, 1, 1), bound);
  }
  benchmark::DoNotOptimize(bound);
  state.counters["pairs"] = static_cast<double>(pairs);
}
BENCHMARK(atlas_all_years)->Unit(benchmark::kMillisecond);

}  // namespace
