// What one state has undertaken, and what has been undertaken toward it, text by text over the years.
#pragma once

#include <string>
#include <vector>

#include "explain/words.h"

namespace casus::analysis {

using namespace casus::model;

/// A duty in its shortest form: `assist`, `not use force`.
struct Undertaking {
  Modality modality = Modality::must;
  Act act = Act::assist;
  bool conditional = false;  ///< every clause that asks for it has an `if` besides what sets it off
  friend auto operator<=>(const Undertaking&, const Undertaking&) = default;
};
/// `assist`, `not use force`, `called on to consult`, `not supply arms (on a condition)`.
std::string words(const Undertaking& undertaking);

/// One role of the state in one text, over one spell; or a text that names the state and gives it no role.
struct Commitment {
  InstrumentId instrument;
  bool named = false;  ///< it holds no role: the text names it as the one who is owed something
  RoleKind role = RoleKind::party;
  WordId tier;
  QuestionId question;  ///< the role is held only if this is answered yes
  Spell spell;          ///< on which the role is held and the text is in force
  std::vector<Suspension>
      suspended;  ///< what of it does not hold on days of the spell: of the state, or of another toward it
  std::vector<Undertaking> given;     ///< what it owes, by act
  std::vector<Undertaking> received;  ///< what is owed to it, by act
};

/// The commitments of the state, by their beginning, then their end, then the name of the text. Permissions are left out,
/// and so are texts that never came into force and what is owed to every state of the world.
std::vector<Commitment> timeline(const engine::Program& program, StateId state);

/// A day as a timeline shows it: `1949-08-24`, `1949?` where the source is vague; empty for an open end.
std::string day_words(const VagueDay& day);

}  // namespace casus::analysis
