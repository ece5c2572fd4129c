#include <algorithm>
#include <charconv>

#include "tables/columns.h"

namespace casus::tables {

namespace {

/// The text up to the first of `ends`, taken off with what ended it.
std::string_view taken(std::string_view& rest, std::string_view ends) {
  const auto to = std::min(rest.find_first_of(ends), rest.size());
  const auto piece = rest.substr(0, to);
  rest.remove_prefix(std::min(to + 1, rest.size()));
  return piece;
}

std::string_view word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  return taken(rest, " ");
}

ColumnKind kind_of(std::string_view kind) {
  if (kind == "integer") return ColumnKind::integer;
  if (kind == "real") return ColumnKind::real;
  if (kind == "flag") return ColumnKind::flag;
  if (kind == "day") return ColumnKind::day;
  if (kind == "month") return ColumnKind::month;
  return ColumnKind::text;
}

}  // namespace

std::vector<Column> columns_of(std::string_view lines) {
  std::vector<Column> list;
  while (!lines.empty()) {
    std::string_view line = taken(lines, "\n;");
    if (line.starts_with('=')) {
      line.remove_prefix(1);
      for (auto name = word(line); !name.empty(); name = word(line))
        list.push_back({name, ColumnKind::flag, 0, 1, {}});
      continue;
    }
    std::string_view names = word(line);
    Column column;
    column.kind = kind_of(word(line));
    if (column.kind == ColumnKind::flag) column.least = 0, column.most = 1;
    bool also = false, missing = false;
    for (auto next = word(line); !next.empty(); next = word(line)) {
      if (next == "also") {
        also = true;
      } else if (next == "missing") {
        missing = true;
      } else if (missing) {
        column.missing.push_back(next == "blank" ? std::string_view() : next);
      } else if (also) {
        std::from_chars(next.data(), next.data() + next.size(), column.also.emplace_back());
      } else {
        const auto dots = next.find("..");
        std::from_chars(next.data(), next.data() + dots, column.least);
        std::from_chars(next.data() + dots + 2, next.data() + next.size(), column.most);
      }
    }
    while (!names.empty()) {
      column.name = taken(names, ",");
      list.push_back(column);
    }
  }
  return list;
}

}  // namespace casus::tables
