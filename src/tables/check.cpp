#include "tables/check.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::tables {

namespace {

/// A number or a text of a key, for messages.
std::string written(const Value& value) {
  if (value.number) return std::to_string(*value.number);
  if (value.real) return fmt::format("{}", *value.real);
  return std::string(value.text);
}

bool is_day(std::string_view text) {
  return text.size() == 10 && text.find_first_not_of("0123456789-") == text.npos && read_date(text).date;
}

}  // namespace

std::string misfit(const Column& column, const Value& value) {
  const auto outside = [&](auto number) {
    return number < static_cast<decltype(number)>(column.least) ||
           number > static_cast<decltype(number)>(column.most);
  };
  const auto range = [&](auto number) {
    return fmt::format("{} lies outside {} to {}", number, column.least, column.most);
  };
  if (value.number) {
    if (std::ranges::find(column.also, *value.number) != column.also.end()) return {};
    if (outside(*value.number)) return range(*value.number);
    const auto month = *value.number % 100;
    if (column.kind == ColumnKind::month && (month < 1 || month > 12))
      return fmt::format("{} is no year and month", *value.number);
  }
  if (value.real && outside(*value.real)) return range(*value.real);
  if (column.kind == ColumnKind::day && !value.text.empty() && !is_day(value.text))
    return fmt::format("`{}` is no day of the calendar", value.text);
  return {};
}

RowCheck::RowCheck(const DataSet& set) : set_(set), version_(set.version_column()) {
  const auto place = [&](std::string_view column) { return set.column(column).value_or(0); };
  for (const auto& day : set.days) days_.push_back({place(day.year), place(day.month), place(day.day)});
  for (const auto& column : set.key) key_.push_back(place(column));
}

std::optional<RowFault> RowCheck::operator()(std::span<const Value> values) {
  if (version_ && std::ranges::find(set_.versions, values[*version_].text) == set_.versions.end())
    return RowFault{diag::Code::table_version, version_,
                    fmt::format("version `{}` is not known", values[*version_].text),
                    fmt::format("this reads version {}", fmt::join(set_.versions, ", "))};
  for (const auto& at : days_) {
    const auto year = values[at.year].number.value_or(0), month = values[at.month].number.value_or(0),
               day = values[at.day].number.value_or(0);
    // Where a column has a number past 31 it is a code for a part of the month.
    if (year == 0 || month == 0 || day == 0 || day > 31) continue;
    if (!day_of(static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)))
      return RowFault{diag::Code::table_value, at.day,
                      fmt::format("there is no such day as {:04}-{:02}-{:02}", year, month, day)};
  }
  if (key_.empty()) return std::nullopt;
  std::string key;
  for (const auto column : key_) key += written(values[column]) + '\n';
  if (keys_.insert(std::move(key)).second) return std::nullopt;
  std::vector<std::string> said;
  for (const auto column : key_)
    said.push_back(fmt::format("{} {}", set_.columns[column].name, written(values[column])));
  return RowFault{diag::Code::table_duplicate, std::nullopt,
                  fmt::format("a second row of {}", fmt::join(said, ", "))};
}

}  // namespace casus::tables
