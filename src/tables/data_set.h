// What a table of others holds: its columns, the values that mean "missing", versions, keys, coverage, citation and terms.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/day.h"

namespace casus::tables {

/// `day` is written as 1914-07-28, `month` as the number 191407.
enum class ColumnKind : std::uint8_t { text, integer, real, flag, day, month };

/// One column: what a value may be, and which values mean that there is none.
struct Column {
  std::string_view name;
  ColumnKind kind = ColumnKind::text;
  std::int64_t least = INT64_MIN;  ///< of a number
  std::int64_t most = INT64_MAX;
  std::vector<std::string_view> missing;  ///< a blank one among them as the empty text
  std::vector<std::int64_t> also = {};    ///< outside least and most, and a code rather than a number
};

/// Columns that together are a day. A missing one, or a zero, makes it no day; any other has to be one of the calendar.
struct DayColumns {
  std::string_view year;
  std::string_view month;
  std::string_view day;
};

/// A file of a data set. Versions are those whose columns and codes the list is known to fit.
struct DataSet {
  std::string_view name = {};   ///< of the table made of it
  std::string_view group = {};  ///< as `casus import` calls it, with other files of the same makers
  std::string_view title = {};  ///< the data set and the version
  std::vector<Column> columns = {};
  std::vector<std::string_view> versions =
      {};                                  ///< values of the version column; empty where the file has none
  std::vector<std::string_view> key = {};  ///< columns that no two rows share; empty where rows repeat
  std::vector<DayColumns> days = {};
  Day from = {};               ///< coverage: outside these days nothing is said
  Day to = {};                 ///< exclusive
  std::string_view cite = {};  ///< the work that its makers ask to be cited
  std::string_view terms = {};
  /// Whether rows of it may be given to others. False where nothing is known: silence allows nothing.
  bool may_pass_on = false;

  /// Index into `columns`; none for a name that it does not have.
  std::optional<std::size_t> column(std::string_view wanted) const;
  /// The column that says which version a row is of.
  std::optional<std::size_t> version_column() const;
};

/// The one whose columns come nearest to those of a header: fewest that only one of the two has. One at least is asked about.
const DataSet& nearest_set(std::span<const DataSet* const> sets, std::span<const std::string_view> header);

/// Whether its columns and those of a header are the same, in any order.
bool fits(const DataSet& set, std::span<const std::string_view> header);

}  // namespace casus::tables
