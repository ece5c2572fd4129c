// Units by run of days: who is a member of what, what a member owes under an alliance, and toward whom a state is pledged.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "history/days.h"
#include "history/pledges.h"
#include "history/units.h"
#include "model/model.h"

namespace casus::history {

/// Whoever bears one code of the Correlates of War after the other is one member, as the Soviet Union and Russia are 365; a state
/// that changes its code is two, as in the data of the field. The code is 0 for a state that never bears one.
struct MemberSpell {
  model::InstrumentId instrument;
  model::RoleKind role;
  int code;
  std::vector<model::StateId> states;  ///< who bears the code, in order of time
  Spell days;
};

/// Every spell in a role while the instrument is in force; by instrument, code, state, role and day.
std::vector<MemberSpell> member_spells(const model::Model& model, std::string_view only = {});

/// True where an instrument never has more than two members on a day; `known` are the codes under which states are known.
bool is_bilateral(const model::Model& model, const Codes& known, model::InstrumentId id);

/// What one member owes under one alliance in a run of days on which nothing of it changes.
struct AllianceTerms {
  model::InstrumentId instrument;
  int code;
  std::vector<model::StateId> states;
  Day begin;
  Day end;  ///< exclusive
  bool bilateral;
  PledgeBits pledges;
  /// By kind: a limit stands where every clause by which the member makes that pledge has it.
  std::array<PledgeLimits, all_pledges> limits;
};

/// Of every binding instrument that pledges something; by instrument, code and day.
std::vector<AllianceTerms> alliance_terms(const model::Model& model, std::string_view only = {});

/// Toward whom one state is pledged in a run of days on which that does not change.
struct StateDays {
  model::StateId state;
  int code;  ///< 0 where it is not in the state system
  Day begin;
  Day end;                                                        ///< exclusive
  std::array<std::vector<model::StateId>, all_pledges> partners;  ///< by kind, by state
};

/// For every state while it exists, from `first` until `end`; by state and day. `changes` are days on which a run ends whatever
/// happens.
void state_days(const model::Model& model, const std::vector<DirectedPledge>& pledges, Day first, Day end,
                const std::vector<Day>& changes, const std::function<void(const StateDays&)>& take);

}  // namespace casus::history
