#include "evidence/steps.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace casus::evidence {

std::uint16_t kind_index(std::vector<MoneyKind>& kinds, const Money& money) {
  const MoneyKind kind{money.currency, money.constant_year, money.valuation};
  const auto at = std::ranges::find(kinds, kind) - kinds.begin();
  if (at == std::ssize(kinds)) kinds.push_back(kind);
  return static_cast<std::uint16_t>(at);
}

void arrange(Steps& steps) {
  steps.first.assign(steps.pledges.size() + 1, 0);
  for (const auto& step : steps.steps) ++steps.first[step.pledge + 1];
  for (std::size_t i = 1; i < steps.first.size(); ++i) steps.first[i] += steps.first[i - 1];
  if (!std::ranges::is_sorted(steps.steps, {}, &Step::pledge)) {
    // Each to its place among those of its pledge: a log has them one after the other as they came in.
    std::vector<Step> placed(steps.steps.size());
    auto next = steps.first;
    for (const auto& step : steps.steps) placed[next[step.pledge]++] = step;
    steps.steps = std::move(placed);
  }
  for (std::size_t i = 0; i + 1 < steps.first.size(); ++i)
    std::sort(steps.steps.begin() + steps.first[i], steps.steps.begin() + steps.first[i + 1],
              [](const Step& a, const Step& b) {
                return std::tie(a.latest, a.earliest, a.number) < std::tie(b.latest, b.earliest, b.number);
              });
}

Steps steps_of(std::span<const Pledge> pledges, Day known_as_of) {
  Steps result;
  std::unordered_set<std::uint64_t> corrected;
  for (const auto& pledge : pledges)
    for (const auto& entry : pledge.entries)
      if (entry.corrects && entry.known <= known_as_of) corrected.insert(*entry.corrects);
  for (std::size_t p = 0; p < pledges.size(); ++p) {
    Pledge bare = pledges[p];
    bare.entries.clear();
    result.pledges.push_back(std::move(bare));
    std::uint64_t place = 0;
    for (const auto& entry : pledges[p].entries) {
      const std::uint64_t number = entry.number != 0 ? entry.number : ++place;
      if (entry.known > known_as_of || entry.kind == EntryKind::withdrawn) continue;
      if (entry.number != 0 && corrected.contains(entry.number)) continue;
      Step step{.number = number,
                .pledge = static_cast<std::uint32_t>(p),
                .kind = entry.kind,
                .stage = entry.stage,
                .category = entry.category == Category::unspecified ? pledges[p].category : entry.category,
                .bound = entry.bound,
                .in_all = entry.in_all,
                .has_quantity = entry.quantity.has_value(),
                .accepted = !entry.accepted.empty(),
                .quantity = entry.quantity.value_or(0),
                .earliest = entry.on.earliest,
                .latest = entry.on.latest,
                .known = entry.known};
      if (entry.money) {
        step.money_kind = kind_index(result.kinds, *entry.money);
        step.money = entry.money->amount;
      }
      result.steps.push_back(step);
    }
  }
  arrange(result);
  return result;
}

}  // namespace casus::evidence
