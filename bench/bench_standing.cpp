// What a million entries of pledges cost: what each pledge has reached, its sums, and what is late.
#include <benchmark/benchmark.h>

#include <random>

#include "evidence/lateness.h"
#include "evidence/tally.h"

namespace casus::evidence {
namespace {

/// A hundred thousand pledges of ten entries each, half of them in pieces and half in two currencies.
const Steps& million() {
  static const Steps steps = [] {
    std::mt19937 random(1);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    Steps made;
    made.kinds = {{"EUR"}, {"USD"}};
    for (std::uint32_t p = 0; p < 100'000; ++p) {
      Pledge pledge;
      pledge.name = "p" + std::to_string(p);
      pledge.by = {std::string(1, static_cast<char>('A' + below(26))) + "AA"};
      pledge.item = "item " + std::to_string(below(50));
      pledge.origin = "collection " + std::to_string(p % 5);
      made.pledges.push_back(std::move(pledge));
      for (int e = 0; e < 10; ++e) {
        Step step;
        step.number = p * 10ULL + static_cast<unsigned>(e) + 1;
        step.pledge = p;
        step.stage = static_cast<Stage>(e / 2);
        if (e == 9) step.kind = EntryKind::due;
        step.category = static_cast<Category>(below(4));
        step.earliest = step.latest = Day{18000 + e * 100 + below(100)};
        if (p % 2 == 0) {
          step.has_quantity = true;
          step.quantity = (1 + below(50)) * 1000;
        } else {
          step.money_kind = static_cast<std::uint16_t>(below(2));
          step.money = (1 + below(1'000'000)) * 1000LL;
        }
        made.steps.push_back(step);
      }
    }
    arrange(made);
    return made;
  }();
  return steps;
}

void status_of_a_million_entries(benchmark::State& state) {
  const auto& steps = million();
  for (auto _ : state) benchmark::DoNotOptimize(tally(steps, {}, {Day{20000}}));
}
BENCHMARK(status_of_a_million_entries)->Unit(benchmark::kMillisecond);

void status_by_month(benchmark::State& state) {
  const auto& steps = million();
  for (auto _ : state) benchmark::DoNotOptimize(tally(steps, {}, {Day{20000}, true, true}));
}
BENCHMARK(status_by_month)->Unit(benchmark::kMillisecond);

void late_of_a_million_entries(benchmark::State& state) {
  const auto& steps = million();
  const std::vector<bool> recorded(steps.pledges.size(), true);
  for (auto _ : state) benchmark::DoNotOptimize(late_pledges(steps, Day{20000}, recorded));
}
BENCHMARK(late_of_a_million_entries)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::evidence
