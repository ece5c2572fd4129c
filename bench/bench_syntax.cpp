// How fast text becomes tokens, a tree, and text again: on the corpus, repeated to some megabytes.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "syntax/format.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace casus::syntax {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t wanted_bytes = std::size_t{8} << 20;

/// All sources of the corpus that have no faults, one after another, again and again.
const std::string& text() {
  static const std::string repeated = [] {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(CASUS_SOURCE_DIR) / "corpus"))
      if (entry.path().extension() == ".casus") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::string once;
    for (const auto& file : files) {
      std::ifstream in(file, std::ios::binary);
      const std::string source{std::istreambuf_iterator<char>(in), {}};
      diag::Sink sink;
      parse(source, SourceId{0}, sink);
      if (sink.all().empty()) once += source;
    }
    std::string all;
    while (!once.empty() && all.size() < wanted_bytes) all += once;
    return all;
  }();
  return repeated;
}

void count_bytes(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(text().size()));
}

void lexing(benchmark::State& state) {
  for (auto _ : state) {
    diag::Sink sink;
    benchmark::DoNotOptimize(lex(text(), SourceId{0}, sink));
  }
  count_bytes(state);
}
BENCHMARK(lexing)->Unit(benchmark::kMillisecond);

void parsing(benchmark::State& state) {
  for (auto _ : state) {
    diag::Sink sink;
    std::string source = text();
    benchmark::DoNotOptimize(parse(std::move(source), SourceId{0}, sink));
  }
  count_bytes(state);
}
BENCHMARK(parsing)->Unit(benchmark::kMillisecond);

void formatting(benchmark::State& state) {
  diag::Sink sink;
  const Tree tree = parse(text(), SourceId{0}, sink);
  for (auto _ : state) benchmark::DoNotOptimize(format(tree));
  count_bytes(state);
}
BENCHMARK(formatting)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::syntax
