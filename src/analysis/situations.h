// Situations made rather than told: one attack, one threat, for every pair of states. What sweeps over the corpus
// starts from here.
#pragma once

#include <vector>

#include "engine/evaluate.h"

namespace casus::analysis {

using namespace casus::model;

/// One kind of event, done by a state to another, at a place (none: the home territory of whoever is struck).
struct Incident {
  EventKind kind = EventKind::armed_attack;
  StateId attacker;  ///< none: nobody is named
  StateId victim;
  PlaceId at;
};

/// A scenario of that one event on that day, without suppositions, readings or facts; `text` of the event is
/// as a user would write it.
Scenario scenario_of(const Model& model, const Incident& incident, Day day);

/// The states (no organisations) that exist on the day, in the order of their codes.
std::vector<StateId> states_on(const Model& model, Day day);

}  // namespace casus::analysis
