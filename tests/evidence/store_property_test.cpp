// Random logs: what the store says of a day is what going through the log by hand says.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "evidence/pledge_table.h"
#include "model/model.h"
#include "store_support.h"
#include "tool/catalogue.h"

namespace casus::evidence::store_property_test {
namespace {

using namespace test;

template <class T>
T any(std::initializer_list<T> values) {
  return *rc::gen::elementOf(std::vector<T>(values));
}

std::string any_text() {
  return any<std::string>(
      {"", "a source", "b, with a comma", "say \"so\"", " padded ", "zwei\nZeilen", "Übergabe", "'", "x;y"});
}

VagueDay any_day() {
  const auto text =
      any<std::string>({"2023-01-25", "2023-02", "2023", "202X", "2023-02-21~", "2023-02~", "2023~",
                        "2023-03-01?", "2023-03%", "[2023-02-03..2023-02-09]", "[2023-02-03..2023-04-09]?"});
  return *read_day(text);
}

PledgeEntry any_entry() {
  PledgeEntry entry;
  entry.kind = any({EntryKind::stage, EntryKind::stage, EntryKind::stage, EntryKind::due, EntryKind::late});
  if (entry.kind == EntryKind::stage)
    entry.stage = static_cast<Stage>(*rc::gen::inRange(0, static_cast<int>(Stage::count_)));
  if (*rc::gen::arbitrary<bool>()) entry.quantity = *rc::gen::inRange(0, 20'000);
  if (*rc::gen::arbitrary<bool>())
    entry.money = Money{
        *rc::gen::inRange<std::int64_t>(1, 9'000'000'000'000), any<std::string>({"EUR", "USD", "JPY"}),
        any<std::optional<int>>({std::nullopt, 2021, 2022}), any({Valuation::unstated, Valuation::market})};
  entry.bound = static_cast<Bound>(*rc::gen::inRange(0, 4));
  entry.in_all = *rc::gen::arbitrary<bool>();
  entry.on = any_day();
  entry.known = Day{day("2023-01-01").number + *rc::gen::inRange(0, 60)};
  entry.category = static_cast<Category>(*rc::gen::inRange(0, static_cast<int>(Category::count_)));
  entry.item = any_text();
  entry.accepted = any_text();
  entry.note = any_text();
  entry.source = "s" + any_text();
  return entry;
}

Pledge any_head(int number) {
  Pledge made = pledge("p" + std::to_string(number));
  made.title = "t" + any_text();
  made.by = any<std::vector<std::string>>({{"DEU"}, {"DNK", "NLD"}});
  made.item = any_text();
  made.category = any({Category::unspecified, Category::military});
  made.origin = any<std::string>({"", "kiel"});
  made.covers = any<std::vector<Stage>>({{}, {Stage::committed, Stage::allocated}});
  made.note = any_text();
  return made;
}

/// A random log, appended piece by piece; the pledges as they should be in the store.
std::vector<Pledge> fill(PledgeStore& store) {
  std::vector<Pledge> heads, log;
  const int count = *rc::gen::inRange(1, 4);
  for (int i = 0; i < count; ++i) heads.push_back(any_head(i));
  log = heads;
  std::vector<bool> there(heads.size());
  std::vector<std::size_t> order;
  std::uint64_t number = 0;
  std::set<std::uint64_t> corrected;
  const int writes = *rc::gen::inRange(0, 8);
  for (int w = 0; w < writes; ++w) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, count));
    Pledge given = heads[at];
    const int entries = *rc::gen::inRange(1, 5);
    for (int e = 0; e < entries; ++e) {
      auto entry = any_entry();
      // Now and then it corrects one that counts, and is then known no earlier.
      if (*rc::gen::inRange(0, 3) == 0)
        for (const auto& old : log[at].entries)
          if (!corrected.contains(old.number)) {
            entry.corrects = old.number;
            entry.known = std::max(entry.known, old.known);
            if (*rc::gen::arbitrary<bool>())
              entry.kind = EntryKind::withdrawn, entry.stage = Stage::announced;
            break;
          }
      const auto there_is = [&](const Pledge& in) {
        return std::ranges::any_of(in.entries, [&](PledgeEntry old) {
          auto mine = entry;
          mine.number = old.number = 0;
          return line_of(mine) == line_of(old);
        });
      };
      if (there_is(log[at]) || there_is(given)) continue;
      if (entry.corrects && !corrected.insert(*entry.corrects).second) continue;
      given.entries.push_back(entry);
    }
    const auto done = appended(store, {given});
    if (!there[at]) order.push_back(at), there[at] = true;
    for (auto& entry : given.entries) {
      entry.number = ++number;
      log[at].entries.push_back(entry);
    }
    RC_ASSERT(done.added == given.entries.size());
  }
  std::vector<Pledge> result;
  for (const auto at : order) result.push_back(log[at]);
  return result;
}

RC_GTEST_PROP(StoreProperty, ReplayIsTheState, ()) {
  Folder folder;
  auto store = opened(folder / "a");
  const auto log = fill(store);
  RC_ASSERT(lines_of(*store.pledges()) == lines_of(log));
  for (int i = -1; i < 62; i += 3) {
    const Day known{day("2023-01-01").number + i};
    const auto steps = store.steps(known);
    RC_ASSERT(lines_of(*steps) == lines_of(steps_of(log, known)));
    for (const auto& step : steps->steps) RC_ASSERT(step.known <= known);
  }
  RC_ASSERT(store.verify()->findings.empty());
}

/// What was known by a day is what a store would say that had only been told what was known by then.
RC_GTEST_PROP(StoreProperty, WhatIsLearntLaterChangesNothingOfTheDay, ()) {
  Folder folder;
  auto store = opened(folder / "a");
  fill(store);
  const Day known{day("2023-01-01").number + *rc::gen::inRange(0, 60)};
  const auto before = lines_of(*store.steps(known));
  Pledge more = store.pledges()->empty() ? pledge("fresh") : store.pledges()->front();
  std::set<std::uint64_t> corrected;
  for (const auto& entry : more.entries)
    if (entry.corrects) corrected.insert(*entry.corrects);
  std::vector<PledgeEntry> later;
  for (const auto& old : more.entries) {
    auto entry = any_entry();
    entry.known = Day{std::max(known, old.known).number + 1 + *rc::gen::inRange(0, 9)};
    entry.note = "later " + std::to_string(old.number);
    if (!corrected.contains(old.number)) entry.corrects = old.number;
    later.push_back(entry);
  }
  more.entries = later;
  appended(store, {more});
  RC_ASSERT(lines_of(*store.steps(known)) == before);
}

RC_GTEST_PROP(StoreProperty, FilteredStepsAreThoseOfThePledge, ()) {
  Folder folder;
  auto store = opened(folder / "a");
  const auto log = fill(store);
  // Many more pledges, so that the entries of one are looked up.
  std::vector<Pledge> others;
  for (int i = 0; i < 40; ++i)
    others.push_back(pledge("other" + std::to_string(i), {stage(Stage::announced, 1000, "2023")}));
  appended(store, others);
  for (const auto& one : log)
    RC_ASSERT(lines_of(*store.steps(Day::max(), {.name = one.name})) ==
              lines_of(steps_of(std::span(&one, 1), Day::max())));
}

RC_GTEST_PROP(StoreProperty, TableThereAndBack, ()) {
  Folder folder;
  auto store = opened(folder / "a");
  fill(store);
  const auto pledges = *store.pledges();
  std::map<std::uint64_t, std::string> rows;
  std::string text = tool::csv_line(pledge_header());
  for (const auto& one : pledges) {
    if (one.entries.empty()) text += tool::csv_line(pledge_fields(one, nullptr, true));
    for (const auto& entry : one.entries)
      rows[entry.number] = tool::csv_line(pledge_fields(one, &entry, true));
  }
  for (const auto& [number, row] : rows) text += row;
  if (pledges.empty()) return;  // a header alone is no table
  const Model model = few_states();
  diag::Sink sink;
  std::size_t at = 0;
  const auto read = read_pledges(
      "a.csv",
      [&](std::span<char> into) {
        const std::size_t length = std::min(into.size(), text.size() - at);
        std::copy_n(text.data() + at, length, into.data());
        at += length;
        return length;
      },
      model, {}, sink);
  for (const auto& d : sink.all()) RC_LOG() << d.message << "\n";
  RC_ASSERT(read.has_value());
  auto copy = opened(folder / "b");
  appended(copy, *read, NumbersOf::file);
  const auto sorted = [](std::vector<Pledge> list) {
    std::ranges::sort(list, {}, &Pledge::name);
    return lines_of(list);
  };
  RC_ASSERT(sorted(*copy.pledges()) == sorted(pledges));
}

}  // namespace
}  // namespace casus::evidence::store_property_test
