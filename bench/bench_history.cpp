// The data of others, from their files to what came due: only where CASUS_DATA names their folder.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "history/atop.h"
#include "history/backtest.h"
#include "history/reliability.h"
#include "tool/embedded.h"
#include "tool/session.h"

namespace casus {
namespace {

using namespace history;

const std::map<std::string, std::string, std::less<>> files = {
    {"atop", "atop/atop4_01m.csv"},
    {"wars", "cow_wars/Inter-StateWarData_v4.0.csv"},
    {"wars_initiators", "cow_wars/reiter_stam_horowitz_interstate_war.csv"},
    {"mid", "cow_mid/MIDA 5.0.csv"},
    {"mid_participants", "cow_mid/MIDB 5.0.csv"},
};

/// The file's bytes, read before anything is timed.
const std::string& text_of(std::string_view set) {
  static std::map<std::string, std::string, std::less<>> texts;
  const auto found = texts.find(set);
  if (found != texts.end()) return found->second;
  std::ifstream file(std::string(std::getenv("CASUS_DATA")) + "/" + files.find(set)->second,
                     std::ios::binary);
  return texts.emplace(set, std::string{std::istreambuf_iterator<char>(file), {}}).first->second;
}

bool read(const DataSet& set, diag::Sink& sink, const std::function<void(const Record&)>& take) {
  const std::string& text = text_of(set.name);
  std::size_t at = 0;
  const ByteSource bytes = [&](std::span<char> into) {
    const std::size_t count = std::min(into.size(), text.size() - at);
    std::copy_n(text.data() + at, count, into.data());
    at += count;
    return count;
  };
  return read_table(set, std::string(set.name), bytes, sink, take);
}

struct Atop {
  tool::Session session{tool::Options{}};
  std::unique_ptr<engine::Program> program;
  std::unique_ptr<Alliances> alliances;
};

/// ATOP from the bytes of its file to a compiled corpus.
std::unique_ptr<Atop> import_atop() {
  auto made = std::make_unique<Atop>();
  auto& session = made->session;
  session.load_world();
  session.build();
  const auto tables = [&](const DataSet& set, const auto& take) { return read(set, session.sink(), take); };
  const auto import = read_atop(tables, "atop", session.model(), session.sink());
  each_atop_source(import.rows, [&](std::string name, std::string text) {
    session.add(name, std::move(text), tool::Session::corpus_layer);
  });
  made->program = std::make_unique<engine::Program>(session.build());
  made->alliances = std::make_unique<Alliances>(*made->program, made_in_war(import.rows));
  return made;
}

bool has_data(benchmark::State& state) {
  if (std::getenv("CASUS_DATA") != nullptr) return true;
  state.SkipWithError("CASUS_DATA names no folder");
  return false;
}

void atop_imported_checked_indexed(benchmark::State& state) {
  if (!has_data(state)) return;
  for (auto _ : state) benchmark::DoNotOptimize(import_atop());
}
BENCHMARK(atop_imported_checked_indexed)->Unit(benchmark::kMillisecond);

Definition definition_of(std::string_view name) {
  diag::Sink sink;
  for (const auto& file : embedded::definitions())
    if (file.path == std::string(name) + ".json") return *read_definition(name, "", file.text, sink);
  std::abort();
}

/// Conflicts read before; timed is what came due, what was done, and the shares.
void backtested(benchmark::State& state, std::string_view name) {
  if (!has_data(state)) return;
  const auto atop = import_atop();
  Definition definition = definition_of(name);
  definition.least_hostility = 1;  // every dispute, also where no force was used
  diag::Sink sink;
  const auto tables = [&](const DataSet& set, const auto& take) { return read(set, sink, take); };
  const auto& model = atop->program->model();
  const auto conflicts = definition.conflicts == ConflictKind::war
                             ? read_wars(tables, model, definition.initiators, sink)
                             : read_disputes(tables, model, sink);
  std::size_t cases = 0;
  for (auto _ : state) {
    const auto tested = backtest(*atop->alliances, conflicts, definition);
    benchmark::DoNotOptimize(reliability(tested, definition));
    cases = tested.cases.size();
  }
  state.counters["cases"] = static_cast<double>(cases);
}
void wars_backtested(benchmark::State& state) { backtested(state, "berkemeier-fuhrmann-2018"); }
BENCHMARK(wars_backtested)->Unit(benchmark::kMillisecond);
void disputes_backtested(benchmark::State& state) { backtested(state, "disputes"); }
BENCHMARK(disputes_backtested)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus
