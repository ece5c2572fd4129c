// Days by which pledges were due, and what had been delivered by them.
#pragma once

#include "evidence/standing.h"

namespace casus::evidence {

/// One thing that was due: all of a pledge, or so many pieces of it.
struct Due {
  VagueDay day;
  std::optional<Thousandths> quantity;  ///< delivered in all by then; none: everything that was pledged
};
/// What is due under a pledge, by day. Of several days for the whole the one that was known last counts.
std::vector<Due> dues_of(std::span<const Step> steps);

/// How one pledge stands to a day by which it was due, or to a source that calls it late.
struct Lateness {
  std::uint32_t pledge = 0;
  std::optional<Due> due;  ///< none: only a source calls it late
  Performance performance = Performance::none;
  std::optional<VagueDay> done;  ///< the day on which what was due had been delivered
  Ended ended = Ended::no;
  Day ended_on;
  int days =
      0;  ///< surely late by so many: since the last day on which it can have been due. 0: not surely late
  int days_most = 0;            ///< and perhaps by so many; the same where all days are exact
  Day told_until = Day::min();  ///< the last day on which anything was told of the pledge
  bool called_late = false;
  std::optional<VagueDay> called_on;  ///< since when the source says so

  /// casus computes it from the two days; otherwise it is the source alone that says so.
  bool computed() const { return days > 0; }
  /// Still not there.
  bool open() const { return !done && ended == Ended::no; }
  /// Still not there on record, and the record ends before the day by which it was due: it may have come since.
  bool unheard_of() const { return open() && due && told_until < due->day.latest; }
};

/// Pledges that were late by the day, in the order of `steps`: the day by which they were due has passed and what was due is not all
/// delivered on record, or was delivered after it, or a source calls them late. One whose delivery is told without a number is
/// listed only where a source calls it late. `recorded` says of which pledges deliveries are recorded: nothing is said of the others.
std::vector<Lateness> late_pledges(const Steps& steps, Day on, const std::vector<bool>& recorded);

/// What comes due from the day on within so many days, and is not all delivered; by day.
std::vector<Lateness> due_pledges(const Steps& steps, Day on, int within, const std::vector<bool>& recorded);

}  // namespace casus::evidence
