// Many writers at once: nothing is lost, nothing doubled.
#include <sys/wait.h>

#include <functional>
#include <thread>

#include "store_support.h"

namespace casus::evidence::store_race_test {
namespace {

using namespace test;

constexpr int writers = 4;
constexpr int writes = 25;

/// Each writer adds entries of its own, and one that all of them add.
bool write_all(const std::string& path, int writer) {
  auto store = PledgeStore::open(path, StoreMode::create, {.wait_ms = 60'000});
  if (!store) return false;
  for (int i = 0; i < writes; ++i) {
    auto own = stage(Stage::announced, i, "2023-01-25");
    own.note = "writer " + std::to_string(writer);
    const auto shared = stage(Stage::delivered, i, "2023-02-25");
    if (!store->append(std::vector{pledge("shared", {own, shared})})) return false;
  }
  return true;
}

void expect_all(const std::string& path) {
  auto store = opened(path, StoreMode::read);
  const auto pledges = *store.pledges();
  ASSERT_EQ(pledges.size(), 1u);
  std::map<std::string, int> seen;
  std::uint64_t number = 0;
  for (const auto& entry : pledges.front().entries) {
    EXPECT_EQ(entry.number, ++number);
    ++seen[entry.note + "/" + std::to_string(*entry.quantity)];
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(writers * writes + writes));
  for (const auto& [what, times] : seen) EXPECT_EQ(times, 1) << what;
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(StoreRace, Threads) {
  Folder folder;
  std::vector<std::thread> threads;
  std::vector<char> good(writers);
  for (int w = 0; w < writers; ++w)
    threads.emplace_back([&, w] { good[static_cast<std::size_t>(w)] = write_all(folder / "a", w); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::ranges::count(good, 1), writers);
  expect_all(folder / "a");
}

/// Runs `work` in as many processes at once; each says whether it went well.
void in_processes(const std::function<bool(int)>& work) {
  std::vector<pid_t> children;
  for (int w = 0; w < writers; ++w) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(work(w) ? 0 : 1);
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
}

TEST(StoreRace, Processes) {
  Folder folder;
  in_processes([&](int writer) { return write_all(folder / "a", writer); });
  expect_all(folder / "a");
}

/// Whoever opens a store while another makes it sees no store or a whole one, never a half-made one. One round meets the moment
/// seldom, a hundred nearly always.
TEST(StoreRace, MadeByManyAtOnce) {
  Folder folder;
  for (int round = 0; round < 100; ++round) {
    const auto path = folder / std::to_string(round);
    in_processes([&](int) {
      auto store = PledgeStore::open(path, StoreMode::create, {.wait_ms = 60'000});
      if (!store) std::fprintf(stderr, "%s\n", store.error().message.c_str());
      return store.has_value();
    });
  }
}

/// Readers see whole writes, however many are under way.
TEST(StoreRace, ReadersSeeWholeWrites) {
  Folder folder;
  { auto store = opened(folder / "a"); }
  std::thread writer([&] { write_all(folder / "a", 0); });
  std::size_t last = 0;
  for (int i = 0; i < 50; ++i) {
    auto store = opened(folder / "a", StoreMode::read, {.wait_ms = 60'000});
    const auto steps = store.steps(Day::max());
    ASSERT_TRUE(steps.has_value()) << steps.error().message;
    EXPECT_EQ(steps->steps.size() % 2, 0u);
    EXPECT_GE(steps->steps.size(), last);
    last = steps->steps.size();
  }
  writer.join();
}

}  // namespace
}  // namespace casus::evidence::store_race_test
