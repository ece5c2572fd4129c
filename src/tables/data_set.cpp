#include "tables/data_set.h"

#include <algorithm>

namespace casus::tables {

namespace {

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

const DataSet& nearest_set(std::span<const DataSet* const> sets, std::span<const std::string_view> header) {
  return **std::ranges::min_element(sets, {}, [&](const DataSet* set) { return distance(*set, header); });
}

bool fits(const DataSet& set, std::span<const std::string_view> header) { return distance(set, header) == 0; }

}  // namespace casus::tables
