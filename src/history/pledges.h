// What binding texts pledge, in ATOP's kinds: who owes it, toward whom, on which days, and on what it depends.
#pragma once

#include <string_view>
#include <vector>

#include "history/atop.h"
#include "history/pledge.h"
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

/// One pledge of one state under one clause, whoever stands on the other side.
struct OwedPledge {
  model::InstrumentId instrument;
  model::StateId from;
  Pledge pledge;
  Day begin;
  Day end;  ///< exclusive
  PledgeLimits limits;
};

/// Every pledge that a binding text asks of its parties, as `pledges_of` tells them.
/// Of the instruments whose names begin with `only`. Sorted by states, pledge and day. What is owed toward anybody at all, or by
/// anybody at all, is no pledge toward a state. Days on which a member is suspended, or has reserved the provision, are left out.
std::vector<DirectedPledge> directed_pledges(const model::Model& model, std::string_view only = {});

/// The same by debtor and clause, with the limits that a clause shows: who attacks, where, how many, unprovoked, on request; and
/// what an import asks in a question of its own. Sorted by instrument, state, pledge and day.
std::vector<OwedPledge> owed_pledges(const model::Model& model, std::string_view only = {});

}  // namespace casus::history
