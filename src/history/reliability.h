// How often pledges that came due were kept: cases put together into the units of a definition, shares with intervals, and the same
// cases as others have judged them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "history/backtest.h"
#include "history/pledge.h"

namespace casus::history {

/// A share of those that were put to the test.
struct Share {
  int kept = 0;
  int of = 0;
  /// From 0 to 1; nothing where nothing was tested.
  std::optional<double> value() const;
  /// The interval that holds the share with 95 % (Wilson, Journal of the American Statistical Association 22 (1927), 209–212).
  std::pair<double, double> interval() const;
};

/// One unit: an alliance in a conflict, or a member of one.
struct Tested {
  std::uint32_t conflict = 0;
  model::InstrumentId instrument;
  model::StateId member;  ///< none where the alliance is the unit
  Verdict verdict = Verdict::not_tested;
  bool open = false;         ///< not judged: everything that could be due is open
  PledgeBits due = 0;        ///< what came due
  PledgeBits contained = 0;  ///< what members of the alliance pledge to each other at the time, due or not
  int members_kept = 0;      ///< of those put to the test
  int members_tested = 0;
  std::vector<std::uint32_t> cases;  ///< indexes, those that decided
};

struct Reliability {
  std::vector<Tested> units;  ///< judged or open, by conflict and instrument
  int open = 0;

  Share all() const;
  Share where(const std::function<bool(const Tested&)>& take) const;
};

/// Puts the cases of a backtest together as the definition says.
Reliability reliability(const Backtest& backtest, const Definition& definition);

/// The year in which the unit's conflict began.
int year_of(const Backtest& backtest, const Tested& unit);

/// A split of the published figures: `all`, `before_1945`, `since_1945`, or a pledge, which counts what alliances contain.
Share share_of(const Backtest& backtest, const Reliability& result, std::string_view what);

// ── against the judgement of others

/// One alliance in one war as it was judged by others.
struct Judged {
  int war = 0;
  int alliance = 0;
  int state = 0;  ///< by code; 0 where not given
  bool kept = false;
};
/// Leeds and Anac 2005, wars by their numbers in version 4 of the Correlates of War; nothing where the table is not there.
std::vector<Judged> read_leeds_anac(const Tables& tables);

struct Compared {
  Judged theirs;
  enum class Ours : std::uint8_t { kept, not_kept, open, not_due, no_alliance, no_war } ours = Ours::not_due;
  std::optional<std::uint32_t> unit;  ///< index into the units, where there is one
};
std::string_view name(Compared::Ours ours);

struct Agreement {
  std::vector<Compared> cases;  ///< theirs, by war and alliance
  std::vector<std::uint32_t>
      only_ours;  ///< judged units that they do not have, in the years that theirs cover
  int both = 0;   ///< judged by both
  int same = 0;
  double kappa =
      0;  ///< Cohen, Educational and Psychological Measurement 20 (1960), 37–46; 0 where it cannot be told
};
/// Only where the alliance is the unit.
Agreement compare(const Backtest& backtest, const Reliability& result, const model::Model& model,
                  const std::vector<Judged>& theirs);

// ── deterrence

/// State-years by whether somebody had pledged to defend the state on the first of January.
struct StateYears {
  int years = 0;
  int attacked = 0;     ///< with an attack on it in that year
  int with_joiner = 0;  ///< of the attacked: somebody joined on its side
};
struct Deterrence {
  StateYears pledged;
  StateYears unpledged;
};
/// An attack is one of the conflicts': in wars each, in disputes the use of force.
Deterrence deterrence(const model::Model& model, const std::vector<Conflict>& conflicts, int first_year,
                      int last_year, std::string_view only = "atop_");

}  // namespace casus::history
