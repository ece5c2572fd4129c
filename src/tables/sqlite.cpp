#include "tables/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace casus::tables {

namespace {

/// A name as SQL writes it.
std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string_view name_of(SqliteType type) {
  switch (type) {
    case SqliteType::integer: return "INTEGER";
    case SqliteType::real: return "REAL";
    case SqliteType::text: return "TEXT";
  }
  return {};
}

/// A fault of ours: memory that is out, a statement that is wrong.
[[noreturn]] void fault(sqlite3* database) {
  throw std::runtime_error(fmt::format("SQLite: {}", sqlite3_errmsg(database)));
}

void run(sqlite3* database, const std::string& statement) {
  if (sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fault(database);
}

sqlite3* in_memory() {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) !=
      SQLITE_OK)
    fault(database);
  return database;
}

int bind(sqlite3_stmt* statement, int at, const SqliteValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, at, *number);
  if (const auto* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement, at, *real);
  // The value outlives the step that follows.
  if (const auto* text = std::get_if<std::string_view>(&value))
    return sqlite3_bind_text(statement, at, text->data() == nullptr ? "" : text->data(),
                             static_cast<int>(text->size()), SQLITE_STATIC);
  return sqlite3_bind_null(statement, at);
}

SqliteValue value_of(sqlite3_stmt* statement, int at) {
  switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER: return std::int64_t{sqlite3_column_int64(statement, at)};
    case SQLITE_FLOAT: return sqlite3_column_double(statement, at);
    case SQLITE_NULL: return std::monostate{};
    default:
      return std::string_view(reinterpret_cast<const char*>(sqlite3_column_text(statement, at)),
                              static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
  }
}

}  // namespace

void SqliteWriter::Closing::operator()(sqlite3* database) const { sqlite3_close(database); }
void SqliteWriter::Closing::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
void SqliteReader::Closing::operator()(sqlite3* database) const { sqlite3_close(database); }

SqliteWriter::SqliteWriter() : database_(in_memory()) {
  run(database_.get(), "PRAGMA page_size = 4096");
  run(database_.get(), "BEGIN");
}

void SqliteWriter::begin_table(std::string_view name, const std::vector<SqliteColumn>& columns,
                               const std::vector<std::string>& key) {
  std::string create = fmt::format("CREATE TABLE {} (", quoted(name));
  std::string places;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    create += fmt::format("{}{} {}", i == 0 ? "" : ", ", quoted(columns[i].name), name_of(columns[i].type));
    places += i == 0 ? "?" : ", ?";
  }
  for (std::size_t i = 0; i < key.size(); ++i)
    create += fmt::format("{}{}", i == 0 ? ", PRIMARY KEY (" : ", ", quoted(key[i]));
  create += key.empty() ? ")" : ")) WITHOUT ROWID";
  run(database_.get(), create);
  const std::string insert = fmt::format("INSERT INTO {} VALUES ({})", quoted(name), places);
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), insert.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    fault(database_.get());
  insert_.reset(statement);
}

bool SqliteWriter::row(std::span<const SqliteValue> values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (bind(insert_.get(), static_cast<int>(i) + 1, values[i]) != SQLITE_OK) fault(database_.get());
  const int done = sqlite3_step(insert_.get());
  sqlite3_reset(insert_.get());
  if (done == SQLITE_CONSTRAINT) return false;
  if (done != SQLITE_DONE) fault(database_.get());
  return true;
}

std::string SqliteWriter::bytes() {
  insert_.reset();
  run(database_.get(), "COMMIT");
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, void (*)(void*)> copy(
      sqlite3_serialize(database_.get(), "main", &size, 0), sqlite3_free);
  if (!copy) fault(database_.get());
  std::string out(reinterpret_cast<const char*>(copy.get()), static_cast<std::size_t>(size));
  database_.reset();
  return out;
}

std::expected<SqliteReader, std::string> SqliteReader::open(std::string_view bytes) {
  SqliteReader reader;
  reader.database_.reset(in_memory());
  // SQLite owns what it reads from.
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(std::max<std::size_t>(bytes.size(), 1)));
  if (copy == nullptr) return std::unexpected("there is not enough memory");
  std::memcpy(copy, bytes.data(), bytes.size());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  const int done = sqlite3_deserialize(reader.database_.get(), "main", copy, size, size,
                                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
  if (done != SQLITE_OK) return std::unexpected(std::string(sqlite3_errmsg(reader.database_.get())));
  std::string fault = reader.query("SELECT count(*) FROM sqlite_schema", [](auto) {});
  if (!fault.empty()) return std::unexpected(std::move(fault));
  return reader;
}

std::vector<std::string> SqliteReader::tables() const {
  std::vector<std::string> names;
  query("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
        [&](std::span<const SqliteValue> row) { names.emplace_back(std::get<std::string_view>(row[0])); });
  return names;
}

std::string SqliteReader::query(const std::string& statement,
                                const std::function<void(std::span<const SqliteValue>)>& take) const {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database_.get(), statement.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
    return sqlite3_errmsg(database_.get());
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> closing(prepared, sqlite3_finalize);
  std::vector<SqliteValue> row(static_cast<std::size_t>(sqlite3_column_count(prepared)));
  int done = SQLITE_ROW;
  while ((done = sqlite3_step(prepared)) == SQLITE_ROW) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = value_of(prepared, static_cast<int>(i));
    take(row);
  }
  return done == SQLITE_DONE ? std::string() : sqlite3_errmsg(database_.get());
}

}  // namespace casus::tables
