// The units of the field, made of any corpus: who has pledged what toward whom, by day and by year.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "history/atop.h"
#include "model/model.h"

namespace casus::history {

/// One pledge of one state toward another. Days on which it is in doubt, by a vague date or a question, are among them.
struct DirectedPledge {
  model::StateId from;
  model::StateId to;
  Pledge pledge;
  Day begin;
  Day end;  ///< exclusive
  model::InstrumentId instrument;
};

/// Every pledge that a binding text asks of its parties, in ATOP's kinds:
///   defense  to help, by force or without saying how, whoever is struck
///   offense  to help whoever is at war, whoever began it
///   neutral  to stay neutral where another is struck or at war
///   nonagg   not to use force against another, at all times
///   consul   to consult
/// Of the instruments whose names begin with `only`. Sorted by states, pledge and day. What is owed toward anybody at all, or by
/// anybody at all, is no pledge toward a state.
std::vector<DirectedPledge> directed_pledges(const model::Model& model, std::string_view only = {});

/// Which days of a year decide whether a pledge counts for it.
enum class YearRule : std::uint8_t { any_day, first_of_january, all_year };

/// One row for each two states of the state system that bear a code of the Correlates of War in the year, in both directions.
struct DirectedDyadYear {
  int ccode1;
  int ccode2;
  int year;
  std::uint8_t pledges;  ///< bit k: pledge k
  bool has(Pledge pledge) const { return (pledges >> static_cast<unsigned>(pledge) & 1u) != 0; }
};

/// Calls `take` for every directed dyad of every year, by year and codes; with `pledged_only` for those with a pledge.
void directed_dyad_years(const model::Model& model, const std::vector<DirectedPledge>& pledges,
                         int first_year, int last_year, YearRule rule, bool pledged_only,
                         const std::function<void(const DirectedDyadYear&)>& take);

}  // namespace casus::history
