// What a search for conflicts costs: the whole corpus on one day, every attack, one core.
#include <benchmark/benchmark.h>

#include "analysis/conflicts.h"
#include "support/world.h"

namespace {

using namespace casus;

void conflicts_one_date(benchmark::State& state) {
  const engine::Program& program = *support::world().program;
  analysis::ConflictSearch search;
  search.day = *day_of(2023, 2, 21);
  std::uint64_t situations = 0, findings = 0;
  for (auto _ : state) {
    const analysis::ConflictSpace space(program, search);
    engine::Evaluator evaluator(program);
    findings = 0;
    for (std::size_t chunk = 0; chunk < space.chunk_count(); ++chunk)
      findings += space.search_chunk(chunk, evaluator).size();
    situations = space.situation_count();
  }
  benchmark::DoNotOptimize(findings);
  state.counters["situations"] = static_cast<double>(situations);
}
BENCHMARK(conflicts_one_date)->Unit(benchmark::kMillisecond);

}  // namespace
