// Rows of a unit as text, piece by piece: comma-separated values (RFC 4180), or one JSON object a line. And as a table of SQLite.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "history/layout.h"

namespace casus::history {

/// The value that stands for a missing one in comma-separated values.
inline constexpr std::string_view missing_value = "NA";

/// Takes a piece of the text; pieces follow each other without a gap.
using ByteSink = std::function<void(std::string_view)>;

enum class TableFormat : std::uint8_t { csv, ndjson };

/// Writes the rows of one table, its header first. What was not handed on yet is handed on by `finish`.
class TableWriter {
 public:
  TableWriter(const Unit& unit, TableFormat format, ByteSink take);
  void row(std::span<const Cell> cells);
  void finish();

 private:
  void csv(std::string_view text);
  void csv(std::span<const Cell> cells);
  void ndjson(std::span<const Cell> cells);

  TableFormat format_;
  ByteSink take_;
  std::vector<std::string> names_;  ///< for ndjson: `{"ccode1":` and `,"ccode2":`
  std::string out_;
};

/// What is told of a table beside its rows; by name, in order.
using Notes = std::vector<std::pair<std::string, std::string>>;

/// The bytes of a database of SQLite that holds the unit's table, `fields` (what each column means) and `about`.
std::string sqlite_table(const Unit& unit, const Notes& about,
                         const std::function<void(const CellSink&)>& each_row);

}  // namespace casus::history
