// What a state has beside what others have, by numbers that the user gives: material capabilities by year, or equipment under weights.
// A number is a count of what was listed and no verdict on who would prevail.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/day.h"
#include "evidence/steps.h"

namespace casus::evidence {

/// Whose balance against whom, on which day, and over how many years before it.
struct BalanceAsked {
  std::string state;
  std::vector<std::string>
      against;  ///< codes of states, or names of actors as the table of equipment has them
  Day on;
  int years = 10;  ///< at least 1

  int first_year() const;
  int last_year() const;
  /// Each of the others alone, and where they are several all of them together.
  std::vector<std::vector<std::string>> opponents() const;
};

/// A capability of a state in a year; a state and year that have none are not covered.
struct Capability {
  std::string state;
  int year = 0;
  double value = 0;
};

/// How much of an item somebody had on a day or in a year, and what one of it counts.
struct StockRow {
  std::string state;
  std::string item;
  double quantity = 0;
  std::optional<double> weight;  ///< none: it is listed and not counted
  VagueDay on;                   ///< a year counts from its first day
  std::string source;
};

/// The balance at the end of a year, or in the last year on the day that was asked for.
struct BalancePoint {
  int year = 0;
  std::optional<double> own;
  std::optional<double> other;          ///< the sum over all of them; none where one of them is not covered
  std::vector<std::string> missing;     ///< who is not covered
  std::optional<double> ratio() const;  ///< own to other; none where the other is 0
  std::optional<double> share() const;  ///< own of both together, from 0 to 1
};

/// From the first to the last point that has a share.
struct Trend {
  int first = 0;
  int last = 0;
  double share_first = 0;
  double share_last = 0;
  double per_year() const { return (share_last - share_first) / (last - first); }
};

/// None where fewer than two points have a share.
std::optional<Trend> trend_of(std::span<const BalancePoint> points);

/// One state against another, or against several together.
struct Comparison {
  std::vector<std::string> against;
  std::vector<BalancePoint> points;  ///< a year each, without a gap
};

/// The balance by capabilities of the years; of the last year only where it is covered: nothing is carried on.
std::vector<Comparison> capability_balance(const BalanceAsked& asked, std::span<const Capability> values);

/// The balance by weighted equipment: of each item the latest row by the end of the year, or by the day in the last year. Who has no
/// row with a weight by then is not covered.
std::vector<Comparison> stock_balance(const BalanceAsked& asked, std::span<const StockRow> rows);

/// On which side a list of names stands.
enum class Side : std::uint8_t {
  neither,
  own,
  other,
  undivided,  ///< some on a side and some not, or on both: what falls to whom is not told
};
Side side_of(const BalanceAsked& asked, std::span<const std::string> names);

/// Whether the stock of who received it already has it, by the days of the two.
enum class InStock : std::uint8_t { yes, no, unknown };

/// A delivery between the dates that gives to a side or takes from one.
struct Transfer {
  std::uint32_t pledge = 0;  ///< index into `Steps::pledges`
  Thousandths quantity = 0;  ///< 0 where none is told
  Bound bound = Bound::exact;
  VagueDay on;
  bool surely_between = true;  ///< otherwise the day is vague and may lie outside
  Side gains = Side::neither;
  Side loses = Side::neither;
  std::optional<double> weight;  ///< of one; none where the table has none, or several that differ
  InStock in_stock = InStock::unknown;

  std::optional<double> weighted() const;
};

/// Deliveries after the first year, whose end is the first point, up to the day asked for, in the order of days. Of a step that tells
/// what is reached in all, only what comes on top of what was delivered before.
std::vector<Transfer> transfers_between(const BalanceAsked& asked, const Steps& steps,
                                        std::span<const StockRow> rows);

/// By how much weighted deliveries between the dates raise and lower a side, as one collection has them: only those with a quantity, a
/// weight, a side, and a day surely between the dates.
struct Shift {
  std::string origin;
  double own = 0;
  double other = 0;
};
/// By origin: what two collections tell is never added.
std::vector<Shift> shifts_of(const Steps& steps, std::span<const Transfer> transfers);

}  // namespace casus::evidence
