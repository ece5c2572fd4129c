#include "tables/sqlite_file.h"

#include <sqlite3.h>

namespace casus::tables {

namespace {

SqliteTrouble trouble_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return SqliteTrouble::busy;
    case SQLITE_FULL: return SqliteTrouble::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH: return SqliteTrouble::read_only;
    case SQLITE_CANTOPEN: return SqliteTrouble::cannot_open;
    case SQLITE_CORRUPT: return SqliteTrouble::corrupt;
    case SQLITE_NOTADB: return SqliteTrouble::not_a_database;
    case SQLITE_CONSTRAINT: return SqliteTrouble::constraint;
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA: return SqliteTrouble::statement;
    default: return SqliteTrouble::disk;
  }
}

}  // namespace

struct SqliteStatement::Shared {
  sqlite3* database = nullptr;
  std::optional<SqliteFault> fault;

  ~Shared() { sqlite3_close_v2(database); }

  /// Keeps the first fault. True where there is none.
  bool good(int code) {
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return true;
    if (!fault) fault = SqliteFault{trouble_of(code), sqlite3_errmsg(database)};
    return false;
  }
};

void SqliteStatement::Closing::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void SqliteStatement::bind(int at, std::int64_t value) {
  if (!file_->fault) file_->good(sqlite3_bind_int64(statement_.get(), at, value));
}

void SqliteStatement::bind(int at, std::string_view text) {
  if (!file_->fault)
    file_->good(sqlite3_bind_text(statement_.get(), at, text.data() == nullptr ? "" : text.data(),
                                  static_cast<int>(text.size()), SQLITE_STATIC));
}

void SqliteStatement::bind(int at, std::span<const std::uint8_t> bytes) {
  if (!file_->fault)
    file_->good(
        sqlite3_bind_blob(statement_.get(), at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC));
}

void SqliteStatement::bind(int at, std::optional<std::int64_t> value) {
  if (value) return bind(at, *value);
  if (!file_->fault) file_->good(sqlite3_bind_null(statement_.get(), at));
}

bool SqliteStatement::step() {
  if (file_->fault) {
    sqlite3_reset(statement_.get());
    return false;
  }
  const int done = sqlite3_step(statement_.get());
  if (done == SQLITE_ROW) return true;
  file_->good(done);
  sqlite3_reset(statement_.get());
  return false;
}

bool SqliteStatement::run() {
  while (step()) {
  }
  return !file_->fault;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

bool SqliteStatement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::string_view SqliteStatement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::uint8_t> SqliteStatement::bytes(int column) const {
  const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::expected<SqliteFile, SqliteFault> SqliteFile::open(const std::string& path, Access access, int wait_ms) {
  SqliteFile file;
  file.shared_ = std::make_shared<SqliteStatement::Shared>();
  // For reading, too, the file is opened for writing where that is allowed: else a journal that a killed writer left would
  // stand in the way of every reader.
  const int flags = SQLITE_OPEN_READWRITE | (access == Access::create ? SQLITE_OPEN_CREATE : 0) |
                    SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
  const int opened = sqlite3_open_v2(path.c_str(), &file.shared_->database, flags, nullptr);
  if (!file.shared_->good(opened)) return std::unexpected(*file.shared_->fault);
  sqlite3_busy_timeout(file.shared_->database, wait_ms);
  if (access == Access::read) file.execute("PRAGMA query_only = 1");
  if (file.fault()) return std::unexpected(*file.fault());
  return file;
}

namespace {

bool copy(sqlite3* from, sqlite3* to) {
  sqlite3_backup* backup = sqlite3_backup_init(to, "main", from, "main");
  if (backup == nullptr) return false;
  sqlite3_backup_step(backup, -1);
  return sqlite3_backup_finish(backup) == SQLITE_OK;
}

}  // namespace

std::expected<SqliteFile, SqliteFault> SqliteFile::in_memory() const {
  SqliteFile made;
  made.shared_ = std::make_shared<SqliteStatement::Shared>();
  const int opened =
      sqlite3_open_v2(":memory:", &made.shared_->database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  if (!made.shared_->good(opened)) return std::unexpected(*made.fault());
  if (!copy(shared_->database, made.shared_->database))
    made.shared_->good(sqlite3_errcode(made.shared_->database));
  if (made.fault()) return std::unexpected(*made.fault());
  return made;
}

std::optional<SqliteFault> SqliteFile::copy_to(const std::string& path) const {
  auto target = open(path, Access::create, 0);
  if (!target) return target.error();
  target->execute("PRAGMA synchronous = EXTRA");
  auto& shared = *target->shared_;
  if (!shared.fault && !copy(shared_->database, shared.database))
    shared.good(sqlite3_errcode(shared.database));
  return shared.fault;
}

bool SqliteFile::execute(const std::string& statements) {
  return !shared_->fault &&
         shared_->good(sqlite3_exec(shared_->database, statements.c_str(), nullptr, nullptr, nullptr));
}

SqliteStatement SqliteFile::prepare(std::string_view statement) {
  SqliteStatement made;
  made.file_ = shared_;
  if (shared_->fault) return made;
  sqlite3_stmt* prepared = nullptr;
  shared_->good(sqlite3_prepare_v3(shared_->database, statement.data(), static_cast<int>(statement.size()),
                                   SQLITE_PREPARE_PERSISTENT, &prepared, nullptr));
  made.statement_.reset(prepared);
  return made;
}

std::optional<std::int64_t> SqliteFile::number(const std::string& statement) {
  auto asked = prepare(statement);
  if (!asked.step()) return std::nullopt;
  return asked.integer(0);
}

std::optional<std::string> SqliteFile::text(const std::string& statement) {
  auto asked = prepare(statement);
  if (!asked.step()) return std::nullopt;
  return std::string(asked.text(0));
}

std::int64_t SqliteFile::last_row() const { return sqlite3_last_insert_rowid(shared_->database); }

bool SqliteFile::is_read_only() const { return sqlite3_db_readonly(shared_->database, "main") == 1; }

const std::optional<SqliteFault>& SqliteFile::fault() const { return shared_->fault; }

void SqliteFile::forget_fault() { shared_->fault.reset(); }

bool SqliteFile::transaction(bool writing, const std::function<bool()>& work) {
  const bool done = execute(writing ? "BEGIN IMMEDIATE" : "BEGIN") && work() && execute("COMMIT");
  // A fault may have undone it already; where it stands, it is undone here.
  if (!done && sqlite3_get_autocommit(shared_->database) == 0)
    sqlite3_exec(shared_->database, "ROLLBACK", nullptr, nullptr, nullptr);
  return done;
}

}  // namespace casus::tables
