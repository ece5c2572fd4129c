// States that nobody must help, and how firmly the others are covered.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/cover.h"

namespace casus::analysis {

inline constexpr std::size_t cover_count = 5;

/// How one state is covered against each of a list of attackers.
struct StateCover {
  StateId state;
  Cover cover = Cover::none;  ///< against most of them; of two that are equally many, the weaker
  /// The attackers by how firmly the state is covered against them, by code.
  std::array<std::vector<StateId>, cover_count> attackers;
  /// Who stands for it at that firmness, against any of those attackers.
  std::array<StateSet, cover_count> helpers;
  std::vector<std::string> questions;  ///< on which its cover hangs wherever that is open, sorted

  const std::vector<StateId>& against(Cover c) const { return attackers[static_cast<std::size_t>(c)]; }
  const StateSet& who(Cover c) const { return helpers[static_cast<std::size_t>(c)]; }
};

/// Every state of the day against each of `attackers` (empty: every other state), by code. All of them exist on that day.
std::vector<StateCover> find_gaps(Coverer& coverer, const Model& model, EventKind kind,
                                  const std::vector<StateId>& attackers, Day day);

}  // namespace casus::analysis
