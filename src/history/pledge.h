// ATOP's five kinds of pledge, as clauses of the language ask for them.
#pragma once

#include <cstdint>

#include "history/atop.h"
#include "model/model.h"

namespace casus::history {

/// Kinds of pledge as bits, in the order of `Pledge`.
using PledgeSet = std::uint8_t;
constexpr PledgeSet bit(Pledge pledge) { return static_cast<PledgeSet>(1u << static_cast<unsigned>(pledge)); }

/// What a duty of a clause pledges:
///   defense  to help by force, or without saying how, whoever is struck
///   offense  to help so whoever is at war, whoever began it
///   neutral  to stay neutral where another is struck or at war
///   nonagg   not to use force, at all times
///   consul   to consult
/// A duty may be of several kinds or of none.
PledgeSet pledges_of(const model::Model& model, const model::Clause& clause, const model::Duty& duty);

}  // namespace casus::history
