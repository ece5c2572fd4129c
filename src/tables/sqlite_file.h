// A SQLite database in a file of its own, held open: the one place that calls SQLite for it.
//
// Faults stick. Once a call has failed, those that follow do nothing, so that a run of them is asked once, at its end, whether it
// went well; what failed first is what is told.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace casus::tables {

/// What a call failed of, as far as somebody can do something about it.
enum class SqliteTrouble : std::uint8_t {
  missing,      ///< there is no such file, and none was to be made
  cannot_open,  ///< the file or the journal beside it cannot be opened or made
  not_a_database,
  corrupt,
  busy,        ///< somebody else held it for longer than was waited
  full,        ///< the disk, or what may be used of it
  read_only,   ///< the file or its folder cannot be written
  constraint,  ///< a row that the tables refuse
  disk,        ///< reading or writing failed
  statement,   ///< SQL that these tables do not fit
};

struct SqliteFault {
  SqliteTrouble trouble = SqliteTrouble::disk;
  std::string message;  ///< as SQLite words it
};

class SqliteFile;

/// A statement that is prepared once and run often. It must not outlive its file.
class SqliteStatement {
 public:
  SqliteStatement() = default;

  /// Places are counted from 1. Texts and bytes have to live until the next `step`.
  void bind(int at, std::int64_t value);
  void bind(int at, std::string_view text);
  void bind(int at, std::span<const std::uint8_t> bytes);
  /// None is NULL.
  void bind(int at, std::optional<std::int64_t> value);

  /// Goes to the next row; false after the last one, and on a fault. A statement that is through can be bound and run anew.
  bool step();
  /// Runs it to its end, rows unread; false on a fault.
  bool run();

  /// Columns of the row are counted from 0. What is NULL is 0, or empty; texts and bytes live until the next step.
  std::int64_t integer(int column) const;
  bool is_null(int column) const;
  std::string_view text(int column) const;
  std::span<const std::uint8_t> bytes(int column) const;

 private:
  friend class SqliteFile;
  struct Closing {
    void operator()(sqlite3_stmt* statement) const;
  };
  struct Shared;
  std::unique_ptr<sqlite3_stmt, Closing> statement_;
  std::shared_ptr<Shared> file_;
};

class SqliteFile {
 public:
  enum class Access : std::uint8_t {
    read,  ///< nothing can be written; a journal that an interrupted writer left is rolled back where that is allowed
    write,  ///< of a file that is there
    create  ///< the same, made where it is missing
  };

  /// Opens a file, and waits up to `wait_ms` wherever somebody else holds it. SQLite reads nothing of it yet.
  static std::expected<SqliteFile, SqliteFault> open(const std::string& path, Access access, int wait_ms);

  /// The same as it stands now, in memory: what is done there is gone with it.
  std::expected<SqliteFile, SqliteFault> in_memory() const;
  /// Writes it as it stands to another file, which must not be there, and returns once it is safe on the disk.
  std::optional<SqliteFault> copy_to(const std::string& path) const;

  /// Runs statements without results, parted by `;`. False on a fault.
  bool execute(const std::string& statements);
  SqliteStatement prepare(std::string_view statement);
  /// The first value of the first row, as a number or a text; none where there is no row, and on a fault.
  std::optional<std::int64_t> number(const std::string& statement);
  std::optional<std::string> text(const std::string& statement);

  /// The number of the row inserted last.
  std::int64_t last_row() const;
  /// True where the file or its folder let nobody write it.
  bool is_read_only() const;

  const std::optional<SqliteFault>& fault() const;
  /// Takes the fault back: for whoever deals with it.
  void forget_fault();

  /// Runs `work` in one transaction, which ends with it: kept where it returns true and nothing failed, else undone. `writing` takes
  /// the lock at the beginning, so that what `work` reads is what it writes upon.
  bool transaction(bool writing, const std::function<bool()>& work);

 private:
  std::shared_ptr<SqliteStatement::Shared> shared_;
};

}  // namespace casus::tables
