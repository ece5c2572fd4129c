// What the accession check found, in numbers.
#include <algorithm>
#include <set>

#include "history/accession.h"

namespace casus::history {

namespace {

std::optional<double> median(std::vector<std::int32_t> days) {
  if (days.empty()) return std::nullopt;
  std::ranges::sort(days);
  const std::size_t half = days.size() / 2;
  if (days.size() % 2 == 1) return days[half];
  return (static_cast<double>(days[half - 1]) + static_cast<double>(days[half])) / 2;
}

/// Of one end of the spells that both have: how many are of the class (of any, where none is given), and their days.
struct Counted {
  std::size_t number = 0;
  std::vector<std::int32_t> days;
};
Counted counted(const AccessionCheck& check, SpellEnd AccessionRow::*end,
                std::optional<Difference> difference) {
  Counted result;
  for (const auto& row : check.rows) {
    const SpellEnd& at = row.*end;
    if (!at.difference || (difference && at.difference != difference)) continue;
    ++result.number;
    if (at.days && at.days->least == at.days->most) result.days.push_back(at.days->least);
  }
  return result;
}

}  // namespace

AccessionSummary summary(const AccessionCheck& check) {
  AccessionSummary sum;
  sum.pairs = check.groups.size();
  for (const auto& group : check.groups) {
    sum.instruments += group.instruments.size();
    sum.alliances += group.alliances.size();
  }
  std::set<std::pair<std::size_t, model::StateId>> states;
  for (const auto& row : check.rows) {
    states.emplace(row.group, row.state);
    ++sum.presence[static_cast<std::size_t>(row.presence)];
    sum.same += row.begin.difference == Difference::same && row.end.difference == Difference::same;
  }
  sum.states = states.size();
  sum.spells = check.rows.size();
  for (std::size_t i = 0; i < static_cast<std::size_t>(Difference::count_); ++i) {
    const auto difference = static_cast<Difference>(i);
    auto begins = counted(check, &AccessionRow::begin, difference),
         ends = counted(check, &AccessionRow::end, difference);
    if (begins.number + ends.number == 0) continue;
    sum.differences.push_back({difference, begins.number, ends.number, median(std::move(begins.days)),
                               median(std::move(ends.days))});
  }
  sum.begin_days = median(counted(check, &AccessionRow::begin, std::nullopt).days);
  sum.end_days = median(counted(check, &AccessionRow::end, std::nullopt).days);
  return sum;
}

bool differs(const AccessionCheck& check) {
  return std::ranges::any_of(check.rows, [](const AccessionRow& row) {
    if (row.presence != Presence::both)
      return row.presence != Presence::not_covered && row.presence != Presence::no_code;
    return row.begin.difference != Difference::same ||
           (row.end.difference != Difference::same && row.end.difference != Difference::uncovered);
  });
}

}  // namespace casus::history
