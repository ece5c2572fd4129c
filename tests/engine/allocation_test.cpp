// The hot path allocates nothing once it is warm: counted, not claimed.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "engine/evaluate.h"
#include "tool/session.h"

namespace {
std::atomic<std::size_t> allocations{0};
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace casus {
namespace {

model::Scenario event(const model::Model& model, model::EventKind kind, const char* by, const char* against,
                      Day day) {
  model::Scenario scenario;
  scenario.on = day;
  model::Event e;
  e.kind = kind;
  e.on = day;
  e.by.insert(find_state(model, by).index());
  e.against.push_back(find_state(model, against));
  scenario.events.push_back(std::move(e));
  return scenario;
}

TEST(Allocation, RowsOfOneEventCostNone) {
  tool::Session session{tool::Options{}};
  session.load_corpus();
  const auto& model = session.build();
  ASSERT_FALSE(session.sink().has_errors());
  const engine::Program program(model);
  engine::Evaluator evaluator(program);
  engine::Result result;
  using model::EventKind;
  const std::vector<model::Scenario> scenarios = {
      event(model, EventKind::invasion, "RUS", "POL", *day_of(2023, 2, 21)),
      event(model, EventKind::border_clash, "RUS", "EST", *day_of(2023, 2, 21)),
      event(model, EventKind::threat, "RUS", "MDA", *day_of(2023, 2, 21)),
      event(model, EventKind::invasion, "TUR", "GRC", *day_of(1999, 2, 21)),
  };
  std::vector<engine::Situation> situations;
  for (const auto& s : scenarios) situations.push_back(engine::prepare(program, s));
  const auto all = [&] {
    std::size_t rows = 0;
    for (const auto& s : situations) {
      evaluator.evaluate_rows(s, result);
      rows += result.rows.size();
    }
    return rows;
  };
  const std::size_t warm = all();
  all();
  const std::size_t before = allocations;
  const std::size_t rows = all();
  const std::size_t after = allocations;
  EXPECT_GT(rows, 0u);
  EXPECT_EQ(rows, warm);
  EXPECT_EQ(after - before, 0u);
}

}  // namespace
}  // namespace casus
