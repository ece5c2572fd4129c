// Scenarios: events, what is supposed, what is told of facts, what states do, and what is expected.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "base/state_set.h"
#include "model/ids.h"

namespace casus::model {

/// One answered question of an event: `given attributable_to_state yes`.
struct Given {
  QuestionId question;
  bool yes;
};
struct Event {
  EventKind kind = EventKind::armed_attack;
  /// The number by which questions and answers name it; 0: its place among the events, counted from 1.
  std::int16_t number = 0;
  Day on;
  StateSet by;
  bool by_unknown = false;  ///< nobody is named
  bool by_non_state = false;
  StateSet asserted_actor;  ///< whom those who speak name
  StateSet asserted_by;
  std::vector<StateId> against;
  PlaceId at;  ///< none: the home territory of whoever is struck
  bool on_forces = false;
  std::vector<Means> means;
  std::vector<Given> given;
  WordId decision;              ///< of a decision, or what a request asks for
  OrganRef organ;               ///< of a decision: the organ that takes it
  ProvisionId provision;        ///< of a breach: what is broken
  bool negative = false;        ///< decides not to
  bool derived_target = false;  ///< the target was taken from the place's administration
  Span span;
  std::string text;  ///< as written
};

enum class SupposeKind : std::uint8_t { in_force, membership, answer, decision };
struct Supposition {
  SupposeKind kind;
  InstrumentId instrument;
  StateId state;
  RoleKind role = RoleKind::party;
  WordId tier;
  bool value = true;
  std::string question;  ///< name of a corpus question or of one that the engine asks
  WordId decision;
  Spell spell;
  std::string text;
  Span span;
};
struct Fact {
  std::string question;
  bool yes = true;
  StateSet asserted_by;  ///< empty: agreed
  StateId stance_of;     ///< whose own determination it is, where the scenario takes that state's stance
  std::string text;
  Span span;
};

/// What a debtor does where the text leaves the form of its help to it: the least, or armed force.
enum class Form : std::uint8_t { least, force };
/// Which states do what the texts ask of them, and in what form. A supposition on what states do, never a result.
struct Policy {
  bool all = false;  ///< every debtor
  StateSet honour;   ///< those named
  StateSet except;   ///< those who do nothing, whoever else does
  Form form = Form::least;
  StateSet force;  ///< those who use armed force where they may choose, whatever `form` says

  bool honours(StateId state) const {
    return (all || honour.contains(state.index())) && !except.contains(state.index());
  }
  Form form_of(StateId state) const { return force.contains(state.index()) ? Form::force : form; }
};

enum class ExpectKind : std::uint8_t { duty, no_duty, bound_to_nothing, breaks, gap };
struct ExpectedAnswer {
  std::string question;
  bool yes;
};
struct Expectation {
  ExpectKind kind = ExpectKind::duty;
  bool only = false;
  bool nobody = false;
  bool anyone = false;
  std::optional<std::uint32_t> count;
  StateSet who;
  bool open = false;
  std::optional<Modality> modality;
  std::optional<Act> act;
  StateSet object;
  InstrumentId instrument;
  std::string provision;
  bool left_to_debtor = false;
  std::optional<Means> may_include;
  std::vector<Means> with;
  WordId proviso;
  std::optional<double> within_hours;
  std::optional<std::uint32_t> round;  ///< of a chain: what stands in that round; none: what stood in any
  bool terms_given = false;
  std::vector<std::vector<ExpectedAnswer>> terms;
  Span span;
  std::string text;
};

struct Scenario {
  std::string name;
  std::string title;
  std::optional<Day> on;
  std::vector<Event> events;
  std::vector<Supposition> suppositions;
  std::vector<Fact> facts;
  std::vector<ReadingId> readings;
  std::optional<Policy> policy;  ///< what states do; none: nothing but what is told
  std::vector<Expectation> expectations;
  std::string note;
  Span span;
};

/// The number by which questions and answers name the event at that place.
inline int number_of(const Scenario& scenario, std::size_t index) {
  const auto number = scenario.events[index].number;
  return number > 0 ? number : static_cast<int>(index) + 1;
}

}  // namespace casus::model
