// A file of a data set, read against its schema: every value checked, none of them coerced.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "history/csv.h"
#include "history/datasets.h"

namespace casus::history {

/// One row that fits its schema. Values live until the next row.
class Record {
 public:
  Record(const DataSet& set, std::size_t row, std::span<const std::string_view> values,
         std::span<const std::optional<std::int64_t>> numbers)
      : set_(set), row_(row), values_(values), numbers_(numbers) {}

  std::size_t row() const { return row_; }  ///< counted from 1, the header among the rows
  const DataSet& set() const { return set_; }
  /// The value of a column by its index in the schema; of an integer or a flag nothing where it is missing.
  std::optional<std::int64_t> number(std::size_t column) const { return numbers_[column]; }
  bool flag(std::size_t column) const { return numbers_[column].value_or(0) != 0; }
  std::string_view text(std::size_t column) const { return values_[column]; }

 private:
  const DataSet& set_;
  std::size_t row_;
  std::span<const std::string_view> values_;              ///< by column of the schema
  std::span<const std::optional<std::int64_t>> numbers_;  ///< likewise
};

/// Reads the file and hands each row to `take`. Columns may stand in any order; one that the schema does not know, or one that is
/// missing, a value out of its range, another version and two rows of one key are errors in the sink that name file, row and
/// column. True where there was none.
bool read_table(const DataSet& set, const std::string& file, const ByteSource& bytes, diag::Sink& sink,
                const std::function<void(const Record&)>& take);

}  // namespace casus::history
