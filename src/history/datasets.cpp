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

}  // namespace casus::history
