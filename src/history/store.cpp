#include "history/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "history/datasets.h"
#include "tables/check.h"

namespace casus::history {

namespace {

using diag::Code;

constexpr std::string_view about_table = "data_set";
constexpr std::size_t most_faults = 20;  // of one table, as of one file

std::vector<SqliteColumn> columns_about() {
  std::vector<SqliteColumn> columns;
  for (const auto name : {"name", "title", "version", "file", "sha256"}) columns.push_back({name});
  columns.push_back({"rows", SqliteType::integer});
  // The last day that is covered, not the first that is not.
  for (const auto name : {"covered_from", "covered_to", "cite", "terms"}) columns.push_back({name});
  columns.push_back({"may_pass_on", SqliteType::integer});
  return columns;
}

SqliteType type_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::text:
    case ColumnKind::day: return SqliteType::text;
    case ColumnKind::real: return SqliteType::real;
    case ColumnKind::integer:
    case ColumnKind::flag:
    case ColumnKind::month: return SqliteType::integer;
  }
  return SqliteType::text;
}

std::vector<SqliteColumn> columns_of(const DataSet& set) {
  std::vector<SqliteColumn> columns = {{"row", SqliteType::integer}};
  for (const auto& column : set.columns) columns.push_back({std::string(column.name), type_of(column.kind)});
  return columns;
}

SqliteValue sqlite_of(const Value& value) {
  if (value.number) return *value.number;
  if (value.real) return *value.real;
  if (!value.text.empty()) return value.text;
  return std::monostate{};
}

/// `SELECT "row", "a", … FROM "set" ORDER BY "row"`. Names of a schema have no quotation marks in them.
std::string select(std::string_view table, const std::vector<SqliteColumn>& columns, std::string_view order) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(fmt::format("\"{}\"", column.name));
  return fmt::format("SELECT {} FROM \"{}\" ORDER BY \"{}\"", fmt::join(names, ", "), table, order);
}

void write_about(SqliteWriter& writer, std::span<const Stored> sets) {
  writer.begin_table(about_table, columns_about(), {"name"});
  for (const auto& [set, file, sha256, rows] : sets) {
    const std::string from = to_iso(set->from), to = to_iso(Day{set->to.number - 1});
    std::vector<SqliteValue> values = {set->name, set->title, std::monostate{}};
    if (!set->versions.empty()) values.back() = set->versions.front();
    values.insert(values.end(),
                  {std::string_view(file), std::string_view(sha256), static_cast<std::int64_t>(rows),
                   std::string_view(from), std::string_view(to), set->cite, set->terms,
                   std::int64_t{set->may_pass_on}});
    writer.row(values);
  }
}

std::string text_of(const SqliteValue& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text == nullptr ? std::string() : std::string(*text);
}

/// A row of a table into values of its schema; why it does not fit, or nothing.
std::string fit(const Column& column, const SqliteValue& stored, Value& value) {
  value = {};
  if (std::holds_alternative<std::monostate>(stored)) {
    if (column.kind == ColumnKind::text || !column.missing.empty()) return {};
    return "no value, and the data set has one in every row";
  }
  const auto* number = std::get_if<std::int64_t>(&stored);
  const auto* real = std::get_if<double>(&stored);
  const auto* text = std::get_if<std::string_view>(&stored);
  switch (type_of(column.kind)) {
    case SqliteType::integer:
      if (number == nullptr)
        return real != nullptr ? fmt::format("{} is no whole number", *real)
                               : fmt::format("`{}` is no whole number", shortened(*text, 60));
      value.number = *number;
      break;
    case SqliteType::real:
      if (real == nullptr) return "the value is no real number";
      value.real = *real;
      break;
    case SqliteType::text:
      if (text == nullptr || first_non_text(*text) < text->size()) return "the value is no text";
      value.text = *text;
      break;
  }
  return misfit(column, value);
}

}  // namespace

std::expected<Store, std::string> Store::open(std::string_view bytes) {
  auto reader = SqliteReader::open(bytes);
  if (!reader) return std::unexpected(fmt::format("it is no SQLite database ({})", reader.error()));
  std::vector<std::string> there;
  std::string fault =
      reader->query("SELECT name FROM sqlite_schema ORDER BY name",
                    [&](std::span<const SqliteValue> row) { there.push_back(text_of(row[0])); });
  if (!fault.empty()) return std::unexpected(fmt::format("it is no SQLite database ({})", fault));
  if (std::ranges::find(there, about_table) == there.end())
    return std::unexpected("it is a SQLite database that casus did not make");

  Store store(std::move(*reader));
  std::string unknown;
  fault = store.reader_.query(
      select(about_table, columns_about(), "name"), [&](std::span<const SqliteValue> row) {
        const std::string name = text_of(row[0]);
        const DataSet* set = find_data_set(name);
        const auto* rows = std::get_if<std::int64_t>(&row[5]);
        if (set == nullptr || set->title != text_of(row[1]) || rows == nullptr || *rows < 0)
          unknown = name;
        else
          store.sets_.push_back({set, text_of(row[3]), text_of(row[4]), static_cast<std::size_t>(*rows)});
      });
  if (!fault.empty())
    return std::unexpected(fmt::format("it is a database that casus did not make ({})", fault));
  if (!unknown.empty())
    return std::unexpected(
        fmt::format("it holds `{}`, as this version of casus does not know it; import it anew", unknown));
  for (const auto& name : there)
    if (name != about_table && !store.has(name))
      return std::unexpected(fmt::format("it holds `{}`, which casus did not make", name));
  if (there.size() != store.sets_.size() + 1)
    return std::unexpected("a table is missing that it says it holds");
  return store;
}

bool Store::has(std::string_view set) const {
  return std::ranges::any_of(sets_, [&](const Stored& stored) { return stored.set->name == set; });
}

bool Store::read(const DataSet& set, const std::string& file, diag::Sink& sink,
                 const std::function<void(const Record&)>& take) const {
  const std::string where = fmt::format("{}, table `{}`", file, set.name);
  std::size_t faults = 0;
  const auto add = [&](Code code, const std::string& message) {
    if (++faults <= most_faults)
      sink.add(code, {}, message, "a store is not meant to be edited; import the file again");
  };
  const auto stored = std::ranges::find(sets_, &set, &Stored::set);
  if (stored == sets_.end()) {
    sink.add(Code::table_unreadable, {}, fmt::format("{} is not there", where),
             fmt::format("`casus import {} FILE --out {}` puts it there", set.group, file));
    return false;
  }
  const auto columns = columns_of(set);
  std::vector<std::string> wanted, there;
  for (const auto& column : columns) wanted.push_back(column.name);
  reader_.query(fmt::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", set.name),
                [&](std::span<const SqliteValue> row) { there.push_back(text_of(row[0])); });
  if (wanted != there) {
    add(Code::table_columns, fmt::format("{}: its columns are not those of the {}", where, set.title));
    return false;
  }
  RowCheck check(set);
  std::vector<Value> values(set.columns.size());
  std::size_t rows = 0;
  const std::string fault =
      reader_.query(select(set.name, columns, "row"), [&](std::span<const SqliteValue> row) {
        ++rows;
        if (faults >= most_faults) return;
        const auto* number = std::get_if<std::int64_t>(&row[0]);
        if (number == nullptr || *number < 2)
          return add(Code::table_value, fmt::format("{}: a row of a file has a number from 2 on", where));
        bool good = true;
        for (std::size_t i = 0; i < values.size(); ++i) {
          const auto wrong = fit(set.columns[i], row[i + 1], values[i]);
          if (wrong.empty()) continue;
          good = false;
          add(Code::table_value,
              fmt::format("{}, row {}, column `{}`: {}", where, *number, set.columns[i].name, wrong));
        }
        if (!good) return;
        if (const auto wrong = check(values))
          return add(wrong->code, wrong->column
                                      ? fmt::format("{}, row {}, column `{}`: {}", where, *number,
                                                    set.columns[*wrong->column].name, wrong->message)
                                      : fmt::format("{}, row {}: {}", where, *number, wrong->message));
        take(Record(set, static_cast<std::size_t>(*number), values));
      });
  if (!fault.empty()) add(Code::table_unreadable, fmt::format("{}: {}", where, fault));
  if (faults == 0 && rows != stored->rows)
    add(Code::table_value, fmt::format("{}: {} rows, and the file had {}", where, rows, stored->rows));
  return faults == 0;
}

std::optional<Store> store_file(std::string_view group, const StoredFile& file, diag::Sink& sink) {
  SqliteWriter writer;
  std::vector<SqliteValue> values;
  Stored stored;
  const DataSet* set = read_group(
      sets_of_group(group), file.path, file.bytes, sink,
      [&](const Record& record) {
        if (stored.rows++ == 0) writer.begin_table(record.set().name, columns_of(record.set()), {"row"});
        values.assign(1, static_cast<std::int64_t>(record.row()));
        for (std::size_t i = 0; i < record.set().columns.size(); ++i)
          values.push_back(sqlite_of(record.value(i)));
        writer.row(values);
      },
      data_sets());
  if (set == nullptr) return std::nullopt;
  stored.set = set;
  stored.file = file.name;
  stored.sha256 = file.sha256();
  write_about(writer, std::span(&stored, 1));
  auto store = Store::open(writer.bytes());
  return store ? std::optional(std::move(*store)) : std::nullopt;
}

std::expected<std::string, std::string> write_store(std::span<const Store> stores) {
  std::map<std::string_view, std::pair<const Store*, const Stored*>> last;
  for (const auto& store : stores)
    for (const auto& stored : store.sets_) last[stored.set->name] = {&store, &stored};
  SqliteWriter writer;
  std::vector<Stored> sets;
  // The table about them comes where its name stands among theirs.
  for (const auto& [name, from] : last) sets.push_back(*from.second);
  bool told = false;
  const auto tell = [&] {
    if (!std::exchange(told, true)) write_about(writer, sets);
  };
  for (const auto& [name, from] : last) {
    if (name > about_table) tell();
    const auto columns = columns_of(*from.second->set);
    writer.begin_table(name, columns, {"row"});
    std::size_t rows = 0;
    const std::string fault =
        from.first->reader_.query(select(name, columns, "row"), [&](std::span<const SqliteValue> row) {
          ++rows;
          writer.row(row);
        });
    if (!fault.empty()) return std::unexpected(fmt::format("table `{}`: {}", name, fault));
    if (rows != from.second->rows)
      return std::unexpected(
          fmt::format("table `{}` has {} rows, and its file had {}", name, rows, from.second->rows));
  }
  tell();
  return writer.bytes();
}

}  // namespace casus::history
