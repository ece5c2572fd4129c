// Tables of SQLite as bytes of a file: made in memory, so that whoever writes the file writes it whole or not at all.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace casus::tables {

/// A value of a table; the first is NULL.
using SqliteValue = std::variant<std::monostate, std::int64_t, double, std::string_view>;

enum class SqliteType : std::uint8_t { integer, real, text };
struct SqliteColumn {
  std::string name;
  SqliteType type = SqliteType::text;
};

/// Makes a database. The same calls give the same bytes.
class SqliteWriter {
 public:
  SqliteWriter();

  /// Begins a table; rows that follow are its rows. Columns of `key` are its primary key, in their order; the rows of a table with a key
  /// are expected in that order, which is only a matter of speed.
  void begin_table(std::string_view name, const std::vector<SqliteColumn>& columns,
                   const std::vector<std::string>& key = {});
  /// One row, a value for each column. False where a row of the same key is there already.
  bool row(std::span<const SqliteValue> values);

  /// The bytes of the file. Nothing can be added afterwards.
  std::string bytes();

 private:
  struct Closing {
    void operator()(sqlite3* database) const;
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3, Closing> database_;
  std::unique_ptr<sqlite3_stmt, Closing> insert_;  ///< of the table begun last
};

/// Reads a database out of the bytes of a file.
class SqliteReader {
 public:
  /// The reader, or why these bytes are no database.
  static std::expected<SqliteReader, std::string> open(std::string_view bytes);

  /// Names of its tables, sorted.
  std::vector<std::string> tables() const;

  /// Hands every row of a query to `take`; texts live until the next row. Why it cannot be asked, or nothing.
  std::string query(const std::string& statement,
                    const std::function<void(std::span<const SqliteValue>)>& take) const;

 private:
  struct Closing {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Closing> database_;
};

}  // namespace casus::tables
