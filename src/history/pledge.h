// ATOP's five kinds of pledge, and which clauses of the language ask for them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace casus::history {

/// What a member pledges, in ATOP's five kinds.
enum class Pledge : std::uint8_t { defense, offense, neutral, nonagg, consul };
constexpr std::array pledges = {Pledge::defense, Pledge::offense, Pledge::neutral, Pledge::nonagg,
                                Pledge::consul};
std::string_view name(Pledge pledge);

/// How many kinds there are; members named `pledges` hide the list.
constexpr std::size_t all_pledges = pledges.size();

/// Pledges as bits: bit k is pledge k.
using PledgeBits = std::uint8_t;
constexpr PledgeBits bit(Pledge pledge) {
  return static_cast<PledgeBits>(1u << static_cast<unsigned>(pledge));
}

/// The triggers that a clause hangs on: its own; without one, those of the provision after which it is owed. None of a clause that
/// stands at all times.
std::vector<model::ConditionId> triggers_of(const model::Model& model, const model::Clause& clause);

/// What a duty of a clause pledges:
///   defense  to help, by force or without saying how, whoever is struck
///   offense  to help whoever is at war, whoever began it
///   neutral  to stay neutral where another is struck or at war
///   nonagg   not to use force, at all times
///   consul   to consult
/// A duty may be of several kinds or of none.
PledgeBits pledges_of(const model::Model& model, const model::Clause& clause, const model::Duty& duty);

}  // namespace casus::history
