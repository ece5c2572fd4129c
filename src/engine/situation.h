// One scenario made ready for evaluation: its events, and the answers that it gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/program.h"

namespace casus::engine {

/// A question as it is asked of one scenario: a question of the corpus, or one of those that the engine asks
/// itself.
enum class AskKind : std::uint8_t {
  corpus,       ///< a question of the corpus; of one event where it is asked per event
  request,      ///< did STATE ask for it?
  decision,     ///< does STATE decide X? STATE is none in a row that speaks of each debtor itself
  membership,   ///< did STATE hold a role in INSTRUMENT on that day? (a vague date)
  territory,    ///< is PLACE territory of STATE? (a disputed place, or one that is not its own)
  means,        ///< were such means used in the event?
  performance,  ///< does STATE perform its own part?
  wording,      ///< did this wording of the provision stand on that day? (a vague date)
  statehood,    ///< does STATE, whose recognition is disputed, count as a state?
  attacker,     ///< of an event by nobody known: was it one whom PROVISION speaks of?
};
struct Ask {
  AskKind kind = AskKind::corpus;
  QuestionId question;
  std::int16_t event = -1;
  StateId state;
  InstrumentId instrument;
  PlaceId place;
  ProvisionId provision;
  WordId decision;
  OrganRef organ;  ///< of a decision: the organ that takes it
  Means means = Means::armed_force;
  friend bool operator==(const Ask&, const Ask&) = default;
};

struct Situation {
  const Scenario* scenario = nullptr;
  Day day;

  /// What is known of one corpus question: nothing, agreed yes or no, or contested.
  std::vector<std::int8_t> answers;    ///< by question: 0 unknown, 1 yes, -1 no
  std::vector<bool> contested;         ///< by question
  std::vector<bool> supposed;          ///< by question: the answer overrules readings and facts
  std::vector<ReadingAnswer> limited;  ///< what readings say of some kinds of event only
  bool has_suppositions = false;       ///< of membership, force or decisions
  std::vector<std::pair<std::string, bool>> named_answers;  ///< to the engine's own questions, by name
};

/// Gathers what the scenario answers. Readings answer interpretive questions; facts factual ones, unless
/// asserted by somebody or contradicted; suppositions any.
Situation prepare(const Program& program, const Scenario& scenario);

/// The name of a question in this scenario: `unprovoked`, `attributable_to_state_e2`, `request_of_UKR`,
/// `decision_activate_extended_of_USA`.
std::string name_of(const Program& program, const Situation& situation, const Ask& ask);

/// The question in words.
std::string text_of(const Program& program, const Situation& situation, const Ask& ask);

/// Its kind.
QuestionKind kind_of(const Program& program, const Ask& ask);

}  // namespace casus::engine
