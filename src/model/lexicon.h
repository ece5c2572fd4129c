// Questions, readings, definitions, and the lexicon: what amounts to what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "base/state_set.h"
#include "model/ids.h"

namespace casus::model {

struct Question {
  std::string name;
  QuestionKind kind = QuestionKind::interpretive;
  bool per_event = false;
  bool per_series =
      false;  ///< asked only of an event after others of its kind; of a first one the answer is no
  std::string text;
  std::string if_yes;  ///< the answer as a clause: "the operation counts as an armed attack"
  std::string if_no;
  std::string note;
  Span span;
};

/// One answer of a reading, for the kinds of event that it speaks of: bits by `EventKind`, none set for all.
struct ReadingAnswer {
  QuestionId question;
  bool yes;
  KindSet kinds = 0;
};
struct Reading {
  std::string name;
  std::string title;
  std::string by;
  std::string source;
  std::string cite;
  std::vector<ReadingAnswer> answers;
  Span span;
};

/// A figure that somebody published for the states that `protector` is bound to defend.
struct PublishedCount {
  StateId protector;
  std::uint32_t number = 0;
  bool over = false;  ///< `over 50`: the source gives no exact number
  VagueDay on;
  StateSet lists;     ///< all states that the source counts, where it lists them; else empty
  StateSet includes;  ///< some that it counts
  StateSet excludes;  ///< some that it does not count
};

/// By which criteria commitments are counted. An empty list leaves its criterion open.
struct Definition {
  std::string name;
  std::string title;
  std::vector<Force> forces;
  std::vector<Modality> modalities;
  std::vector<Act> acts;
  std::vector<Discretion> discretions;
  std::vector<CodingStatus> statuses;
  bool parties_only = false;           ///< the state protected must hold a role in the text
  bool open_counts = false;            ///< a duty that hangs on an open question counts
  std::vector<ReadingAnswer> answers;  ///< questions that the definition takes as answered
  std::vector<InstrumentId> under;     ///< only these texts
  std::vector<InstrumentId> except;    ///< not these
  std::optional<PublishedCount> published;
  std::string source;
  std::string cite;
  Confidence confidence = Confidence::none;
  std::string note;
  Span span;
};

struct Concept {
  std::string name;
  std::string title;
  bool is_event_kind = false;
  Span span;
};

/// `FROM is TO [if question Q]`: whatever amounts to FROM amounts to TO.
struct ConceptRule {
  ConceptId from;
  ConceptId to;
  QuestionId question;
};
/// `FROM performs ACT` or `FROM violates ACT`.
struct ActRule {
  ConceptId from;
  Act act;
  bool violates;
  QuestionId question;
};

/// Who acts, where the actor is no state. `parties`: an attack by one party on another.
struct ActorRules {
  QuestionId unknown;
  QuestionId non_state;
  QuestionId parties;
  QuestionId defender;  ///< does force in self-defence count?
  QuestionId forces;    ///< does an attack on forces outside their state's territory count?
};

struct Lexicon {
  std::vector<ConceptRule> concepts;
  std::vector<ActRule> acts;
  ActorRules actors;
  std::vector<ConceptId>
      actor_concepts;  ///< concepts that the rules on unknown and non-state actors are limited to; empty: all
  std::vector<ConceptId> defence_concepts;  ///< concepts that the rule on force in self-defence is about
  std::vector<ConceptId> forces_concepts;   ///< concepts that the rule on forces abroad is about
};

}  // namespace casus::model
