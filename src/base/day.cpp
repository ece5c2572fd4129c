#include "base/day.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace casus {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names = {"January",   "February", "March",    "April",
                                                          "May",       "June",     "July",     "August",
                                                          "September", "October",  "November", "December"};

Day from_civil(year_month_day date) {
  return {static_cast<std::int32_t>(sys_days{date}.time_since_epoch().count())};
}

year_month_day to_civil(Day d) { return year_month_day{sys_days{std::chrono::days{d.number}}}; }

bool is_open(Day d) { return d == Day::min() || d == Day::max(); }

Day last_of_month(int y, int m) {
  using std::chrono::last;
  return from_civil(year_month_day{year{y} / month{static_cast<unsigned>(m)} / last});
}

/// Reads `width` digits, the last `vague` of which may be `X`; -1 on anything else.
struct Digits {
  int low = -1;
  int high = -1;
};
Digits read_digits(std::string_view text) {
  Digits result{0, 0};
  bool vague = false;
  for (char c : text) {
    if (c == 'X') {
      vague = true;
      result = {result.low * 10, result.high * 10 + 9};
    } else if (c >= '0' && c <= '9' && !vague) {
      result = {result.low * 10 + (c - '0'), result.high * 10 + (c - '0')};
    } else {
      return {};
    }
  }
  return result;
}

}  // namespace

std::optional<Day> day_of(int y, int m, int d) {
  if (y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1 || d > 31) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return from_civil(date);
}

std::string to_iso(Day d) {
  if (is_open(d)) return {};
  const auto date = to_civil(d);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string to_words(Day d) {
  if (is_open(d)) return {};
  const auto date = to_civil(d);
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     month_names[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
}

DateReading read_date(std::string_view text) {
  bool approximate = false;
  bool uncertain = false;
  if (!text.empty()) {
    const char mark = text.back();
    approximate = mark == '~' || mark == '%';
    uncertain = mark == '?' || mark == '%';
    if (approximate || uncertain) text.remove_suffix(1);
  }
  const bool has_month = text.size() == 7 || text.size() == 10;
  const bool has_day = text.size() == 10;
  if (!(text.size() == 4 || has_month)) return {};
  if (has_month && text[4] != '-') return {};
  if (has_day && text[7] != '-') return {};

  const Digits years = read_digits(text.substr(0, 4));
  if (years.low < 0) return {};
  Digits months{1, 12};
  if (has_month) {
    const auto part = text.substr(5, 2);
    if (part != "XX") months = read_digits(part);
    if (months.low < 0 || months.low != months.high ? part != "XX" : false) return {};
  }
  Digits days{0, 0};
  bool day_known = false;
  if (has_day) {
    const auto part = text.substr(8, 2);
    if (part != "XX") {
      days = read_digits(part);
      if (days.low < 0 || days.low != days.high) return {};
      day_known = true;
    }
  }
  if (years.low < 1000) return {std::nullopt, DateFault::no_such_day};
  if (months.low < 1 || months.high > 12) return {std::nullopt, DateFault::no_such_day};

  VagueDay result;
  result.uncertain = uncertain;
  if (day_known) {
    if (years.low != years.high || months.low != months.high) return {};
    const auto exact = day_of(years.low, months.low, days.low);
    if (!exact) return {std::nullopt, DateFault::no_such_day};
    result.earliest = result.latest = *exact;
  } else {
    result.earliest = *day_of(years.low, months.low, 1);
    result.latest = last_of_month(years.high, months.high);
  }
  if (approximate) {
    const int width = day_known ? 15 : has_month ? 31 : 366;
    result.earliest.number -= width;
    result.latest.number += width;
  }
  return {result, {}};
}

std::string to_iso(const VagueDay& d) {
  if (d.is_exact()) return to_iso(d.earliest);
  return fmt::format("between {} and {}", to_iso(d.earliest), to_iso(d.latest));
}

double year_with_fraction(Day day) {
  const std::string iso = to_iso(day);
  return std::stoi(iso.substr(0, 4)) + (std::stoi(iso.substr(5, 2)) - 1) / 12.0 +
         (std::stoi(iso.substr(8, 2)) - 1) / 365.25;
}

}  // namespace casus
