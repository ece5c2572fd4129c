// A store of a million stage events: filled, read, and added to.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "evidence/pledge_table.h"
#include "evidence/store.h"
#include "model/model.h"
#include "tool/catalogue.h"

namespace casus {
namespace {

using namespace evidence;
namespace fs = std::filesystem;

constexpr std::size_t a_million = 1'000'000;
constexpr std::size_t entries_of_a_pledge = 50;

/// A folder on the disk that the measurements are about: $CASUS_BENCH_FOLDER, else that of temporary files.
struct Folder {
  fs::path path;
  Folder() {
    const char* const set = std::getenv("CASUS_BENCH_FOLDER");
    path = (set != nullptr ? fs::path(set) : fs::temp_directory_path()) /
           ("casus-bench-" + std::to_string(::getpid()));
    fs::create_directories(path);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

std::string folder() {
  static const Folder made;
  return made.path.string();
}

PledgeEntry entry_of(std::size_t i) {
  PledgeEntry entry;
  entry.stage = static_cast<Stage>(i % 6);
  entry.quantity = static_cast<Thousandths>(1000 + i % 977);
  if (i % 3 == 0)
    entry.money = Money{static_cast<Thousandths>(i) * 1000, i % 2 ? "EUR" : "USD", 2021, Valuation::stated};
  entry.on = VagueDay::exact(Day{19'000 + static_cast<std::int32_t>(i * 7919 % 1200)});
  entry.known = Day{entry.on.latest.number + static_cast<std::int32_t>(i % 30)};
  entry.source = "https://example.org/releases/" + std::to_string(i % 5000);
  if (i % 4 == 0) entry.note = "as told in line " + std::to_string(i);
  return entry;
}

std::vector<Pledge> pledges_of(std::size_t count) {
  std::vector<Pledge> pledges;
  for (std::size_t i = 0; i < count; ++i) {
    if (i % entries_of_a_pledge == 0) {
      auto& pledge = pledges.emplace_back();
      pledge.name = "pledge_" + std::to_string(pledges.size());
      pledge.title = "Pledge " + std::to_string(pledges.size());
      pledge.by = {pledges.size() % 2 ? "DEU" : "FRA"};
      pledge.to = {"UKR"};
      pledge.item = "item " + std::to_string(pledges.size() % 300);
      pledge.origin = "bench";
    }
    pledges.back().entries.push_back(entry_of(i));
  }
  return pledges;
}

PledgeStore opened(const std::string& path) { return std::move(*PledgeStore::open(path, StoreMode::create)); }

/// The store of a million that the readings are of.
const std::string& filled() {
  static const std::string path = [] {
    std::string made = folder() + "/filled.sqlite";
    auto store = opened(made);
    if (!store.append(pledges_of(a_million))) std::abort();
    return made;
  }();
  return path;
}

void a_million_appended(benchmark::State& state) {
  const auto pledges = pledges_of(a_million);
  const std::string path = folder() + "/appended.sqlite";
  for (auto _ : state) {
    fs::remove(path);
    auto store = opened(path);
    // Each pledge is looked at whole, as the commands do.
    const PledgeCheck check = [](const Pledge& pledge) {
      return pledge.entries.empty() ? std::vector<StoreFault>(1) : std::vector<StoreFault>{};
    };
    if (!store.append(pledges, NumbersOf::store, check)) state.SkipWithError("not appended");
  }
  state.counters["bytes"] = static_cast<double>(fs::file_size(path));
  fs::remove(path);
}
BENCHMARK(a_million_appended)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

/// From the text of a table into a store.
void a_million_imported(benchmark::State& state) {
  std::string text = tool::csv_line(pledge_header());
  for (const auto& pledge : pledges_of(a_million))
    for (const auto& entry : pledge.entries) text += tool::csv_line(pledge_fields(pledge, &entry, true));
  Model model;
  for (const auto* code : {"DEU", "FRA", "UKR"}) {
    model.state_codes[code] = static_cast<std::uint32_t>(model.states.size());
    model.states.push_back({.code = code});
  }
  const std::string path = folder() + "/imported.sqlite";
  for (auto _ : state) {
    fs::remove(path);
    std::size_t at = 0;
    diag::Sink sink;
    const auto pledges = read_pledges(
        "bench.csv",
        [&](std::span<char> into) {
          const std::size_t count = std::min(into.size(), text.size() - at);
          std::copy_n(text.data() + at, count, into.data());
          at += count;
          return count;
        },
        model, {}, sink);
    auto store = opened(path);
    if (!pledges || !store.append(*pledges, NumbersOf::file)) state.SkipWithError("not imported");
  }
  fs::remove(path);
}
BENCHMARK(a_million_imported)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

/// What is there already is looked up, and nothing is written.
void a_million_appended_again(benchmark::State& state) {
  const auto pledges = pledges_of(a_million);
  auto store = opened(filled());
  for (auto _ : state)
    if (store.append(pledges)->already_there != a_million) state.SkipWithError("not there");
}
BENCHMARK(a_million_appended_again)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

void steps_of_a_million(benchmark::State& state) {
  filled();
  for (auto _ : state) {
    auto store = std::move(*PledgeStore::open(filled(), StoreMode::read));
    benchmark::DoNotOptimize(store.steps(Day::max()));
  }
}
BENCHMARK(steps_of_a_million)->Unit(benchmark::kMillisecond)->UseRealTime();

void steps_of_one_pledge(benchmark::State& state) {
  filled();
  for (auto _ : state) {
    auto store = std::move(*PledgeStore::open(filled(), StoreMode::read));
    benchmark::DoNotOptimize(store.steps(Day::max(), {.name = "pledge_777"}));
  }
}
BENCHMARK(steps_of_one_pledge)->Unit(benchmark::kMillisecond)->UseRealTime();

/// One entry, safe on the disk before it is acknowledged; the store is opened for it, as the command does.
void one_added(benchmark::State& state) {
  filled();
  Pledge pledge = pledges_of(entries_of_a_pledge).front();
  pledge.name = "one_by_one";
  std::size_t i = 0;
  for (auto _ : state) {
    pledge.entries = {entry_of(i)};
    pledge.entries.front().note = "entry " + std::to_string(++i) + " of " + std::to_string(::getpid());
    auto store = std::move(*PledgeStore::open(filled(), StoreMode::write));
    if (!store.append(std::span(&pledge, 1))) state.SkipWithError("not added");
  }
}
BENCHMARK(one_added)->Unit(benchmark::kMillisecond)->UseRealTime();

void a_million_verified(benchmark::State& state) {
  auto store = opened(filled());
  for (auto _ : state)
    if (!store.verify()->findings.empty()) state.SkipWithError("not sound");
}
BENCHMARK(a_million_verified)->Unit(benchmark::kSecond)->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace casus
