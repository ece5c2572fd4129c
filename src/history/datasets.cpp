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

}  // namespace

Day day_at(int year, int month, int number) { return day_of(year, month, number).value_or(Day{}); }

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

}  // namespace casus::history
