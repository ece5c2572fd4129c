#include "history/table_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casus::history {

namespace {

constexpr std::size_t piece = 1 << 18;

void append(std::string& out, std::int64_t number) {
  const fmt::format_int digits(number);
  out.append(digits.data(), digits.size());
}

/// A JSON string: titles hold any text.
std::string quoted(std::string_view text) { return nlohmann::json(text).dump(); }

std::string table_name(const Unit& unit) {
  std::string name(unit.name);
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::day: return "date";
    case FieldType::text: return "text";
    case FieldType::flag: return "flag";
    default: return "integer";
  }
}

}  // namespace

TableWriter::TableWriter(const Unit& unit, TableFormat format, ByteSink take)
    : format_(format), take_(std::move(take)) {
  for (const auto& field : unit.fields) {
    names_.push_back(fmt::format("{}{}:", names_.empty() ? '{' : ',', quoted(field.name)));
    if (format_ == TableFormat::csv) out_ += fmt::format("{}{}", out_.empty() ? "" : ",", field.name);
  }
  if (format_ == TableFormat::csv) out_ += '\n';
}

void TableWriter::row(std::span<const Cell> cells) {
  if (format_ == TableFormat::csv) {
    csv(cells);
  } else {
    ndjson(cells);
  }
  if (out_.size() > piece) {
    take_(out_);
    out_.clear();
  }
}

void TableWriter::finish() {
  if (!out_.empty()) take_(out_);
  out_.clear();
}

void TableWriter::csv(std::string_view text) {
  // A text that reads as a missing value is told from one by its quotation marks.
  if (text != missing_value && text.find_first_of(",\"\r\n") == text.npos) {
    out_ += text;
    return;
  }
  out_ += '"';
  for (const char c : text) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
}

void TableWriter::csv(std::span<const Cell> cells) {
  bool first = true;
  for (const auto& cell : cells) {
    if (!first) out_ += ',';
    first = false;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
      append(out_, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
      csv(*text);
    } else if (const auto* real = std::get_if<double>(&cell)) {
      out_ += fmt::format("{}", *real);
    } else {
      out_ += missing_value;
    }
  }
  out_ += '\n';
}

void TableWriter::ndjson(std::span<const Cell> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    out_ += names_[i];
    if (const auto* number = std::get_if<std::int64_t>(&cells[i])) {
      append(out_, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&cells[i])) {
      out_ += quoted(*text);
    } else if (const auto* real = std::get_if<double>(&cells[i])) {
      out_ += fmt::format("{}", *real);
    } else {
      out_ += "null";
    }
  }
  out_ += "}\n";
}

std::string sqlite_table(const Unit& unit, const Notes& about,
                         const std::function<void(const CellSink&)>& each_row) {
  SqliteWriter writer;
  std::vector<SqliteColumn> columns;
  for (const auto& field : unit.fields) {
    const bool text = field.type == FieldType::text || field.type == FieldType::day;
    columns.push_back({std::string(field.name), text ? SqliteType::text : SqliteType::integer});
  }
  writer.begin_table(table_name(unit), columns, {unit.key.begin(), unit.key.end()});
  each_row([&](std::span<const Cell> cells) { writer.row(cells); });
  writer.begin_table("fields", {{"name"}, {"type"}, {"what"}});
  for (const auto& field : unit.fields)
    writer.row(std::array<Cell, 3>{field.name, name_of(field.type), field.what});
  writer.begin_table("about", {{"name"}, {"value"}});
  for (const auto& [name, value] : about)
    writer.row(std::array<Cell, 2>{std::string_view(name), std::string_view(value)});
  return writer.bytes();
}

}  // namespace casus::history
