// Rows of a file of comma-separated values (RFC 4180), piece by piece: the file may be larger than memory.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace casus::tables {

/// Why a file cannot be read on. Rows and columns are counted from 1, the header among the rows; 0 where none is at fault.
struct CsvFault {
  std::size_t row = 0;
  std::size_t column = 0;
  std::string message;
};

/// Fills the buffer and returns how many bytes it wrote: 0 at the end, and less than asked for only there.
using ByteSource = std::function<std::size_t(std::span<char>)>;

/// Takes the fields of one row; they live until the next call. Returns false to stop.
using RowSink = std::function<bool(std::size_t row, std::span<const std::string_view> fields)>;

/// Reads every row: LF, CRLF and CR end one, a byte order mark is passed over, lines without any text are skipped. Bytes that are
/// not UTF-8, a quote that is never closed and a field or row beyond reason are faults.
std::optional<CsvFault> read_csv(const ByteSource& bytes, const RowSink& sink);

}  // namespace casus::tables
