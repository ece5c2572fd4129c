// Rounds: acts of one round are events of the next. Who does what a text asks is a policy of the user's; what follows from
// it is evaluated again until a round adds nothing.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "engine/evaluate.h"

namespace casus::engine {

/// A duty that asks for an act.
struct Asking {
  ProvisionId provision;
  ClauseId clause;
  const Duty* duty = nullptr;
  StateId victim;
  std::int16_t event = 0;  ///< number of the event that brings the duty about
};

/// An act of the policy, as an event, with the duties that it performs.
struct Performed {
  Event event;
  std::vector<Asking> asked_by;  ///< by instrument and provision; never empty
};

struct Round {
  std::vector<Performed> performed;  ///< what opens the round; nothing in the first, where the told events do
  /// Duties and breaches that come out in this round and in none before. Their formulas live no longer: a truth that is
  /// not `yes` says only that it is open.
  std::vector<Row> fresh;
};

/// One duty of one debtor toward one victim, in whatever round: as the answer tells it.
struct OwedDuty {
  ProvisionId provision;
  const Duty* duty = nullptr;
  RowKind kind = RowKind::triggered;
  StateId victim;
  StateId debtor;
  std::int16_t event = 0;  ///< of a breach: the number of the event
  friend auto operator<=>(const OwedDuty&, const OwedDuty&) = default;
};

/// In which rounds a duty came out.
struct Course {
  std::int16_t first = 0;  ///< the first round in which it arises or is open
  std::int16_t arose = 0;  ///< the first in which it arises; 0: in none
  std::int16_t ended = 0;  ///< the first after it in which it does not; 0: it arises to the end
  Row row;                 ///< as it last arose, of this debtor alone; its event by number
};

struct Chain {
  Scenario
      scenario;  ///< with every event, in the order of days; the added ones are numbered behind the told ones
  std::size_t told = 0;
  std::vector<Round> rounds;
  std::map<OwedDuty, Course> courses;
  bool complete = true;  ///< false where it was cut off at `most_events`
};

/// A chain is cut off here: events are counted in 16 bits.
inline constexpr std::size_t most_events = 30000;

/// Plays the scenario: the events as told are round 1; each round adds, on the day of the event that asks for it, what
/// the debtors of duties that arise do by the policy, each (kind, actor, target) once, and the next is evaluated with
/// them. What hangs on an open question is not performed. Ends, since events are only added and there are finitely many.
Chain play(const Program& program, const Scenario& scenario, const Policy& policy);

/// The scenario as it stands in one round, from 1; a round after the last is like the last.
Scenario in_round(const Chain& chain, std::size_t round);

/// Joins the chain to the result of its last round (`evaluate` of `chain.scenario`): rows carry the round in which they
/// first come out, and what arose in an earlier round and does so no longer is added with the round in which it ended.
void join(const Chain& chain, Result& result);

}  // namespace casus::engine
