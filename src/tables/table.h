// A file of a data set, read against its schema: every value checked, none of them coerced.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "tables/csv.h"
#include "tables/data_set.h"

namespace casus::tables {

/// A value of a row, as its kind wants it; all of them empty where it is missing.
struct Value {
  std::string_view text = {};               ///< of a text and a day
  std::optional<std::int64_t> number = {};  ///< of an integer, a flag and a month
  std::optional<double> real = {};          ///< of a real number
  friend bool operator==(const Value&, const Value&) = default;
};

/// One row that fits its schema. Values live until the next row.
class Record {
 public:
  Record(const DataSet& set, std::size_t row, std::span<const Value> values)
      : set_(set), row_(row), values_(values) {}

  std::size_t row() const { return row_; }  ///< of the file, counted from 1, the header among the rows
  const DataSet& set() const { return set_; }
  /// The value of a column by its index in the schema.
  const Value& value(std::size_t column) const { return values_[column]; }
  std::optional<std::int64_t> number(std::size_t column) const { return values_[column].number; }
  bool flag(std::size_t column) const { return values_[column].number.value_or(0) != 0; }
  std::optional<double> real(std::size_t column) const { return values_[column].real; }
  std::string_view text(std::size_t column) const { return values_[column].text; }
  /// The same by the column's name, which the schema has: a look through its names.
  std::optional<std::int64_t> number(std::string_view column) const { return number(*set_.column(column)); }

 private:
  const DataSet& set_;
  std::size_t row_;
  std::span<const Value> values_;  ///< by column of the schema
};

/// Hands the rows of a data set to whoever asks, wherever they are kept. False where it is not there or not sound; why is in the sink of
/// whoever made it.
using Tables = std::function<bool(const DataSet&, const std::function<void(const Record&)>&)>;

/// Reads the file and hands each row to `take`. Columns may stand in any order; one that the schema does not know, or one that is
/// missing, a value out of its range, a day that the calendar does not have, another version and two rows of one key are errors in
/// the sink that name file, row and column. A header of one of `known` is told as that. True where there was no error.
bool read_table(const DataSet& set, const std::string& file, const ByteSource& bytes, diag::Sink& sink,
                const std::function<void(const Record&)>& take, std::span<const DataSet> known = {});

/// The same for a file of one of several sets: which of them it is, its header says. Null where there was an error.
const DataSet* read_group(std::span<const DataSet* const> sets, const std::string& file,
                          const ByteSource& bytes, diag::Sink& sink,
                          const std::function<void(const Record&)>& take,
                          std::span<const DataSet> known = {});

}  // namespace casus::tables
