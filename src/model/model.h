// The resolved corpus: states, places, questions, instruments and provisions with every name bound. Plain
// values; built by `resolve.h`, read by the engine and by whatever tells results.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "base/state_set.h"
#include "base/strong_id.h"
#include "model/vocabulary.h"

namespace casus::model {

using StateId = Id<struct StateTag>;
using PlaceId = Id<struct PlaceTag>;
using RegionId = Id<struct RegionTag>;
using ClassId = Id<struct ClassTag>;
using ConceptId = Id<struct ConceptTag>;
using QuestionId = Id<struct QuestionTag>;
using ReadingId = Id<struct ReadingTag>;
using InstrumentId = Id<struct InstrumentTag>;
using ProvisionId = Id<struct ProvisionTag>;
using ClauseId = Id<struct ClauseTag>;
using ConditionId = Id<struct ConditionTag>;
using AreaId = Id<struct AreaTag>;
using WordId = Id<struct WordTag>;  ///< an interned word: a tier, a character, a decision, a rule

/// A set of regions; the model refuses a corpus with more than 64.
using RegionSet = std::uint64_t;
/// A set of kinds of event, as bits.
using KindSet = std::uint64_t;
constexpr KindSet bit(EventKind kind) { return KindSet{1} << static_cast<unsigned>(kind); }

// ── the world

struct DatedTitle {
  std::string title;
  Spell spell;
};
struct DatedCode {
  CodeSystem system;
  std::string code;
  Spell spell;
};
struct Succession {
  StateId from;
  bool continues;  ///< the same legal person goes on; otherwise a successor
  Spell spell;
};
struct DatedClass {
  ClassId class_of;
  Spell spell;
};

struct State {
  std::string code;    ///< casus's own code: ISO 3166-1 alpha-3 for living states
  std::string title;   ///< "United States"
  std::string spoken;  ///< "the United States"
  std::vector<DatedTitle> named;
  std::vector<std::string> aliases;
  std::vector<Spell> exists;
  std::vector<DatedCode> codes;
  std::vector<DatedClass> classes;
  std::vector<Succession> succession;
  RegionSet regions = 0;
  bool organisation = false;  ///< no state, but it can hold a role: the European Union
  std::string recognition;    ///< not empty where recognition is disputed
  std::string note;
  Span span;
};

/// A state that stands in some relation to a place over a spell.
struct DatedState {
  StateId state;
  Spell spell;
};

/// A point or territory. The first `states.size()` places are the home territories of the states, in their
/// order.
struct Place {
  std::string name;
  std::string title;
  std::vector<std::string> aliases;
  RegionSet regions = 0;  ///< with all regions that contain them
  std::vector<DatedState> sovereigns;
  std::vector<DatedState> administrators;
  std::vector<DatedState> claimants;
  std::vector<Spell> disputed;
  bool island = false;
  bool sea = false;
  double latitude = 0;
  double longitude = 0;
  bool located = false;
  std::string note;
  std::string cite;
  Span span;

  bool is_disputed(Day day) const {
    return std::ranges::any_of(disputed, [&](const Spell& spell) { return spell.may_contain(day); });
  }
};

struct Region {
  std::string name;
  std::string title;
  RegionSet within = 0;  ///< itself and every region that wholly contains it
  Span span;
};

// ── questions, readings, lexicon

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

// ── instruments

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
/// One organ of one instrument.
struct OrganRef {
  InstrumentId instrument;
  std::uint16_t index = 0;
  explicit operator bool() const { return static_cast<bool>(instrument); }
  friend bool operator==(const OrganRef&, const OrganRef&) = default;
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

// ── scenarios

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

// ── the whole

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};
/// From a name to an index; looked up by `string_view` without a copy.
using NameTable = std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>>;

struct Model {
  std::vector<State> states;
  std::vector<Place> places;
  std::vector<Region> regions;
  std::vector<std::string> classes;
  std::vector<Concept> concepts;
  std::vector<Question> questions;
  std::vector<Reading> readings;
  std::vector<Definition> definitions;
  Lexicon lexicon;
  std::vector<Area> areas;
  std::vector<Condition> conditions;
  std::vector<Clause> clauses;
  std::vector<Provision> provisions;
  std::vector<Instrument> instruments;
  std::vector<Scenario> scenarios;
  std::vector<std::string> words;

  NameTable state_codes;
  NameTable state_aliases;  ///< lower-case titles and aliases, blanks as `_`
  NameTable place_names;
  NameTable region_names;
  NameTable class_names;
  NameTable concept_names;
  NameTable question_names;
  NameTable reading_names;
  NameTable definition_names;
  NameTable instrument_names;  ///< names and `also`
  NameTable scenario_names;
  NameTable word_names;

  const State& operator[](StateId id) const { return states[id.index()]; }
  const Place& operator[](PlaceId id) const { return places[id.index()]; }
  const Region& operator[](RegionId id) const { return regions[id.index()]; }
  const Concept& operator[](ConceptId id) const { return concepts[id.index()]; }
  const Question& operator[](QuestionId id) const { return questions[id.index()]; }
  const Reading& operator[](ReadingId id) const { return readings[id.index()]; }
  const Area& operator[](AreaId id) const { return areas[id.index()]; }
  const Condition& operator[](ConditionId id) const { return conditions[id.index()]; }
  const Clause& operator[](ClauseId id) const { return clauses[id.index()]; }
  const Provision& operator[](ProvisionId id) const { return provisions[id.index()]; }
  const Instrument& operator[](InstrumentId id) const { return instruments[id.index()]; }
  const std::string& word(WordId id) const { return words[id.index()]; }

  /// The home territory of a state.
  PlaceId home(StateId state) const { return PlaceId{state.value}; }
};

/// The title that the state bore on that day.
const std::string& title_on(const State& state, Day day);
/// The same as it stands inside a sentence: "the United States".
std::string spoken_on(const State& state, Day day);

/// True where the state exists on that day, vague ends counted in its favour.
bool exists_on(const State& state, Day day);

/// The states that bear `code` in `system` on `day` (any day, where none is given). More than one is an
/// ambiguity that the caller reports.
std::vector<StateId> find_by_code(const Model& model, CodeSystem system, std::string_view code,
                                  std::optional<Day> day);

/// The state of casus's own code, or none.
StateId find_state(const Model& model, std::string_view code);

}  // namespace casus::model
