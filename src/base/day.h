// Days of the proleptic Gregorian calendar, dates that a source gives only vaguely, and closed-open spells of
// days.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace casus {

/// A day, counted from 1970-01-01. `Day::min()` and `Day::max()` stand for an open end.
struct Day {
  std::int32_t number = 0;

  static constexpr Day min() { return {std::numeric_limits<std::int32_t>::min()}; }
  static constexpr Day max() { return {std::numeric_limits<std::int32_t>::max()}; }
  friend constexpr auto operator<=>(Day, Day) = default;
};

/// The day of a calendar date, or nothing where there is no such date (1900-02-29) or the year is outside
/// 1000…9999.
std::optional<Day> day_of(int year, int month, int day);

/// `2023-02-21`; an open end is the empty string.
std::string to_iso(Day day);

/// `21 February 2023`.
std::string to_words(Day day);

/// Why a written date was refused.
enum class DateFault { not_a_date, no_such_day };

/// The day as a year with a fraction, near enough for a picture: months of equal length.
double year_with_fraction(Day day);

/// A date as a source gives it: the true day lies in `[earliest, latest]`. An exact day has both the same.
struct VagueDay {
  Day earliest;
  Day latest;
  bool uncertain = false;  ///< the source is doubted: EDTF `?` or `%`

  static constexpr VagueDay exact(Day day) { return {day, day, false}; }
  constexpr bool is_exact() const { return earliest == latest; }
  friend constexpr bool operator==(const VagueDay&, const VagueDay&) = default;
};

/// Reads an EDTF level 1 date: `2023-02-21`, `2023-02`, `2023`, `198X`, `2004-06-XX`, each with `~` (about),
/// `?` or `%`.
/// `~` widens an exact day by 15 days, a month by one month, and a year by one year on each side (our
/// convention; EDTF leaves the width open).
struct DateReading {
  std::optional<VagueDay> date;
  DateFault fault = DateFault::not_a_date;
};
DateReading read_date(std::string_view text);

/// `2023-02-21`, or `between 2023-02-01 and 2023-02-28`.
std::string to_iso(const VagueDay& day);

/// A closed-open period `[from, to)`. Either end may be vague or open.
struct Spell {
  VagueDay from = VagueDay::exact(Day::min());
  VagueDay to = VagueDay::exact(Day::max());

  /// True where `day` lies in the spell whatever the vague ends turn out to be.
  constexpr bool surely_contains(Day day) const { return from.latest <= day && day < to.earliest; }
  /// True where `day` may lie in the spell.
  constexpr bool may_contain(Day day) const { return from.earliest <= day && day < to.latest; }
  friend constexpr bool operator==(const Spell&, const Spell&) = default;
};

}  // namespace casus
