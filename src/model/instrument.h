// Instruments: roles, areas, organs, provisions, and the conditions and duties of their clauses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "base/state_set.h"
#include "model/ids.h"

namespace casus::model {

/// A state in a role over a spell.
struct Membership {
  RoleKind role;
  StateId state;
  Spell spell;
  WordId tier;
  QuestionId question;  ///< holds only if this is answered yes
  Span span;
};
struct Suspension {
  StateId state;
  StateSet toward;  ///< empty: toward everybody
  Spell spell;
  QuestionId question;
  Span span;
};
struct Reservation {
  StateId state;
  ProvisionId provision;
  Spell spell;
};
struct Character {
  WordId word;
  StateId state;
  Spell spell;
};
/// Whom a clause speaks of.
enum class Head : std::uint8_t {
  role,       ///< holders of a role in the instrument
  everyone,   ///< holders of any role in the instrument: `the parties` where roles differ
  states,     ///< listed states
  any_state,  ///< every state that exists on the day
  class_of,   ///< every state of a class on the day
  victim,
  attacker,
  requester,
  non_party,  ///< every state that holds no role in the instrument
};
struct Element {
  Head head = Head::any_state;
  RoleKind role = RoleKind::party;
  bool other = false;    ///< other than the victim and, where the attacker is one of them, the attacker
  bool decider = false;  ///< `that guarantor`: each for itself, by its own decision
  std::uint32_t at_least = 1;
  ClassId class_of;
  WordId tier;
  WordId character;
  StateSet states;
  StateSet except;
};
struct Pattern {
  std::vector<Element> elements;
  Span span;
};

/// A body that decides. Without a rule that can be counted, its decision is told or asked.
struct Organ {
  std::string name;
  std::string title;
  std::string rule;  ///< as written
  DecisionRule counted = DecisionRule::none;
  Pattern members;  ///< empty: not told
  Pattern veto;     ///< without whom nothing is decided
  Pattern except;   ///< who does not vote, such as the attacker
  Span span;
};

enum class AreaTermKind : std::uint8_t { territory, administered, islands, forces, places, regions };
struct AreaTerm {
  AreaTermKind kind;
  bool exclude = false;
  Pattern of;
  RegionSet regions = 0;  ///< 0: anywhere
  std::vector<PlaceId> places;
  std::optional<Day> as_of;  ///< sovereignty as it was on that day
  Spell spell;               ///< the term counts on these days
  Span span;
};
struct Area {
  std::string name;
  InstrumentId instrument;
  std::string per;
  std::vector<AreaTerm> terms;
  Span span;
};

enum class ConditionKind : std::uint8_t {
  any_of,
  all_of,
  negation,
  struck,        ///< a concept on a victim, by an attacker, in an area, with means
  holds_threat,  ///< a party holds that a party is threatened
  question,
  provoked,  ///< value says which: `unprovoked` is the question answered yes
  self_defence,
  means,
  request,
  decision,
  attacks,      ///< X attacks Y
  assists,      ///< X assists Y
  membership,   ///< X is ROLE in I
  in_force,     ///< an instrument is
  at_war,       ///< X is at war with Y, whoever began it
  breach,       ///< an event is contrary to a provision
  performance,  ///< X performs its own part
};
struct Condition {
  ConditionKind kind;
  bool value = true;
  std::vector<ConditionId> children;
  ConceptId concept_id;
  QuestionId question;
  Pattern victim;        ///< or the object
  Pattern attacker;      ///< or the subject; empty elements: anybody
  bool limited = false;  ///< an area or a region list is given
  RegionSet regions = 0;
  std::vector<AreaId> areas;
  std::optional<Means> means;
  bool unprovoked = false;
  WordId decision;
  OrganRef organ;  ///< of a decision: the organ that takes it
  InstrumentId instrument;
  ProvisionId provision;  ///< of a breach
  RoleKind role = RoleKind::party;
  Span span;
};

struct Amount {
  double value = 0;     ///< in units of `unit`, scale applied
  std::string written;  ///< `3.3 billion USD`
  std::string unit;
  std::string per;
  std::string purpose;
};

enum class DueKind : std::uint8_t { none, at_once, within_hours, within_days, by_date };
struct Due {
  DueKind kind = DueKind::none;
  double count = 0;
  std::string from;  ///< `request`, `trigger`
  VagueDay date;
};

struct Process {
  ProcessKind kind = ProcessKind::none;
  std::string organ;
  std::string rule;
  Pattern who;
  std::string per;
};
struct Proviso {
  WordId character;
  std::string text;
};

struct Duty {
  Pattern debtor;
  Modality modality = Modality::must;
  Act act = Act::assist;
  std::string manner;  ///< `benevolently`, `strictly`
  Pattern object;      ///< empty: none named
  WordId decision;     ///< of `decide whether to X`
  Discretion discretion = Discretion::none;
  std::string organ;              ///< where the form is left to one
  std::string organ_title;        ///< the same in words
  bool force_by_consent = false;  ///< nobody must use force without its own consent
  std::vector<Means> with;
  std::vector<Means> may_include;
  std::vector<Means> must_include;
  std::optional<Amount> amount;
  std::vector<Process> processes;
  Due due;
  std::string until;
  std::vector<Proviso> provisos;
  InstrumentId consistent_with;
  Span span;
};

enum class BetweenParties : std::uint8_t { unspecified, applies, excluded, question };

/// One set of conditions and the duties that hang on it. A provision has one, and one more for each `if … {
/// }`.
struct Clause {
  ProvisionId provision;
  ConditionId trigger;                  ///< none: standing, or after another provision
  std::vector<ConditionId> conditions;  ///< `if`
  std::vector<ConditionId> exceptions;  ///< `except`, and the branches that stand instead
  Pattern requested_by;                 ///< `on request of`
  bool on_request = false;
  std::vector<Duty> duties;
  std::vector<ProvisionId> applies;  ///< duties taken from these, on this clause's conditions
  Span span;
};

/// `subject to` / `despite` another provision.
struct Precedence {
  ProvisionId other;
  bool yields;
};

/// A finding of `casus lint` that is meant to stand, and why.
struct Accepted {
  std::string rule;
  std::string reason;
  Span span;
};

/// `narrows`: where the narrowing provision stands, what it narrows holds for `whom` only on its conditions.
struct Narrowing {
  ProvisionId by;
  Pattern whom;  ///< empty: every debtor
};

struct Provision {
  InstrumentId instrument;
  std::string label;  ///< `article 42(7)`
  std::string title;
  std::string gist;
  std::string phrase;
  std::string note;
  std::string cite;
  CodingStatus status = CodingStatus::none;
  Confidence confidence = Confidence::none;
  std::vector<Spell> in_force;  ///< the days on which this wording stands; empty: as long as the instrument
  bool standing = false;
  bool has_trigger = false;
  ProvisionId after;
  BetweenParties between = BetweenParties::unspecified;
  QuestionId between_question;
  std::vector<ClauseId> clauses;
  std::vector<Precedence> precedence;
  std::vector<Accepted> accepted;
  std::vector<ProvisionId> narrows;
  std::vector<Narrowing> narrowed;  ///< by others
  std::optional<VagueDay> secret_until;
  Span span;
  Span label_span;
};

struct Instrument {
  std::string name;
  std::string title;
  std::vector<std::string> also;
  InstrumentKind kind = InstrumentKind::treaty;
  Force force = Force::binding;
  bool force_given = false;  ///< a `force` line stands there, whatever it says
  std::optional<VagueDay> signed_on;
  std::optional<VagueDay> published_on;
  std::optional<VagueDay> secret_until;
  std::vector<Spell> in_force;
  std::string cite;
  std::string note;
  std::optional<VagueDay> coded_on;
  CodingStatus status = CodingStatus::none;
  Confidence confidence = Confidence::none;
  std::vector<Membership> memberships;
  std::vector<Suspension> suspensions;
  std::vector<Reservation> reservations;
  std::vector<Character> characters;
  std::vector<Organ> organs;
  std::vector<Accepted> accepted;
  std::vector<ProvisionId> provisions;
  BetweenParties between = BetweenParties::unspecified;
  QuestionId between_question;
  bool over_all = false;
  std::vector<InstrumentId> over;
  std::string rank_per;
  InstrumentId consistent_with;  ///< for parties to both
  Span span;                     ///< its name
  Span whole;                    ///< from its first word to its closing bracket
};

}  // namespace casus::model
