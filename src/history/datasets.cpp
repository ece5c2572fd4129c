#include "history/datasets.h"

#include <algorithm>

#include "history/datasets_list.h"

namespace casus::history {

namespace {

std::vector<DataSet> make() {
  std::vector<DataSet> list;
  add_alliances(list);
  add_conflicts(list);
  add_states(list);
  std::ranges::sort(list, {}, &DataSet::name);
  return list;
}

/// How many columns only one of the two has.
std::size_t distance(const DataSet& set, std::span<const std::string_view> header) {
  std::vector<bool> seen(set.columns.size());
  std::size_t apart = 0;
  for (const auto name : header) {
    const auto at = set.column(name);
    if (at && !seen[*at])
      seen[*at] = true;
    else
      ++apart;
  }
  return apart + static_cast<std::size_t>(std::ranges::count(seen, false));
}

}  // namespace

std::optional<std::size_t> DataSet::column(std::string_view wanted) const {
  const auto at = std::ranges::find(columns, wanted, &Column::name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

std::optional<std::size_t> DataSet::version_column() const {
  const auto at = column("version");
  return at ? at : column("Version");
}

std::span<const DataSet> data_sets() {
  static const std::vector<DataSet> list = make();
  return list;
}

const DataSet* find_data_set(std::string_view name) {
  const auto list = data_sets();
  const auto at = std::ranges::find(list, name, &DataSet::name);
  return at == list.end() ? nullptr : &*at;
}

std::vector<std::string_view> groups() {
  std::vector<std::string_view> list;
  for (const auto& set : data_sets()) list.push_back(set.group);
  std::ranges::sort(list);
  const auto repeated = std::ranges::unique(list);
  list.erase(repeated.begin(), repeated.end());
  return list;
}

std::vector<const DataSet*> sets_of_group(std::string_view group) {
  std::vector<const DataSet*> list;
  for (const auto& set : data_sets())
    if (set.group == group) list.push_back(&set);
  return list;
}

const DataSet& nearest_set(std::span<const DataSet* const> sets, std::span<const std::string_view> header) {
  return **std::ranges::min_element(sets, {}, [&](const DataSet* set) { return distance(*set, header); });
}

bool fits(const DataSet& set, std::span<const std::string_view> header) { return distance(set, header) == 0; }

}  // namespace casus::history
