// Wars and disputes as what happened: who attacked whom, on which day, and who was in it on which side. No text has a say in it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "diag/sink.h"
#include "history/datasets.h"
#include "model/model.h"
#include "tables/table.h"

namespace casus::history {

/// A state at war or in a dispute: one spell of it. One that went over to the other side has a spell on each.
struct Belligerent {
  model::StateId state;
  int ccode = 0;
  int side = 0;  ///< 1 or 2
  Day from;
  Day to;                   ///< exclusive
  bool originator = false;  ///< in it from its first day
};

/// One state strikes, or threatens, another.
struct Attack {
  Day on;
  model::StateId by;
  model::StateId target;
  model::EventKind kind = model::EventKind::armed_attack;
  bool joiner = false;   ///< whoever acts joined a war that was there
  bool goes_on = false;  ///< no new attack: the fighting of an earlier one on a later day
};

enum class ConflictKind : std::uint8_t { war, dispute };

struct Conflict {
  ConflictKind kind = ConflictKind::war;
  int number = 0;  ///< of the Correlates of War
  std::string title;
  int hostility = 5;  ///< the highest reached: 2 threat, 3 display, 4 use of force, 5 war
  std::vector<Belligerent> belligerents;
  std::vector<Attack> attacks;  ///< by day
  std::string attacks_from;     ///< the data set that names them
};

/// The first day of the conflict, and the last: not the first after it.
std::pair<Day, Day> days_of(const Conflict& conflict);

/// Who is taken to have attacked whom:
///   dyads        as Reiter, Stam and Horowitz name initiator and target of each; where they have no such war, as `first_side`
///   first_side   of a war the side whose members the Correlates of War name as initiators attacks those who are in it from the
///                first day, and whoever comes later attacks all who are at war on the other side
enum class InitiatorRule : std::uint8_t { dyads, first_side };

/// Every war of `wars`, with the attacks of `wars_initiators` as far as the rule asks for them. States that casus does not know on
/// the day are left out, and told as warnings.
std::vector<Conflict> read_wars(const Tables& tables, const model::Model& model, InitiatorRule rule,
                                diag::Sink& sink);

/// Every dispute of `mid` with the states of `mid_participants`. The first side acts on the second on the first day, each originator by
/// its own highest action; whoever answers acts only where the first side did not use force and the second did. A first day
/// that is not known is the first of its month, a last day the last of it.
std::vector<Conflict> read_disputes(const Tables& tables, const model::Model& model, diag::Sink& sink);

/// Whether what happened is a use of force, and no threat or show of it.
bool is_force(model::EventKind kind);

/// A conflict as the engine is told it.
struct Staged {
  model::Scenario scenario;
  std::vector<std::int16_t> attack_of;  ///< by event: index of the attack, -1 for what is no attack
};

/// Stages some of its attacks, by index, and nothing else. Questions name each by its place in the conflict, counted from 1. With
/// `victims_ask` whoever is struck asks for help: those who come to its aid then answer an attack, and make none.
Staged stage(const Conflict& conflict, const std::vector<std::size_t>& attacks, bool victims_ask);

}  // namespace casus::history
