// Evaluation: from a situation to rows. A row says under which duty which debtors stand, toward whom, and on
// what it hangs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/diagram.h"
#include "engine/focus.h"
#include "engine/situation.h"

namespace casus::engine {

enum class RowKind : std::uint8_t {
  triggered,  ///< an event brought the clause into play
  standing,   ///< the clause stands at all times and concerns somebody struck
  breach,     ///< an event broke the clause; the debtors are those who broke it
};

/// One result. `debtors` all stand alike.
struct Row {
  RowKind kind = RowKind::triggered;
  ProvisionId provision;
  ClauseId clause;
  const Duty* duty = nullptr;
  std::int16_t event = -1;  ///< index into the scenario's events
  StateId victim;
  StateSet debtors;
  StateSet objects;  ///< toward whom, resolved; empty where the duty names nobody
  StateSet target;   ///< against whom
  Truth truth;
  bool own_decision = false;  ///< the truth names each debtor's own decision
  std::int16_t round = 1;     ///< of a chain: the round in which the duty of these debtors first comes out
  std::int16_t ended =
      0;  ///< of a chain: the round from which it no longer arises; 0 where it does to the end
};

struct Conflict {
  std::uint32_t first;  ///< row indexes, first < second
  std::uint32_t second;
  StateSet debtors;
  Truth truth;           ///< both hold
  std::int8_t prevails;  ///< 0 neither by rule, 1 the first, 2 the second
};

/// How firmly a state that is struck is covered, the weakest first. `political`: by a text that does not bind or is of disputed
/// force, or that only calls on its debtors; `open`: it hangs on a question.
enum class Cover : std::uint8_t { none, consultation, political, open, bound };
struct Gap {
  StateId state;
  Cover cover;
};

/// Who stands for a state that is struck: each under the firmest that holds for it, and never the state itself or who
/// strikes it.
struct Helpers {
  StateSet bound;
  StateSet open;
  StateSet political;
  StateSet consulting;

  /// The firmest that holds for anybody.
  Cover cover() const {
    return !bound.empty()        ? Cover::bound
           : !open.empty()       ? Cover::open
           : !political.empty()  ? Cover::political
           : !consulting.empty() ? Cover::consultation
                                 : Cover::none;
  }
  friend bool operator==(const Helpers&, const Helpers&) = default;
};

struct AskedQuestion {
  Ask ask;
  bool pivotal = false;  ///< some row depends on it
};

struct Result {
  std::vector<Row> rows;
  std::vector<AskedQuestion> questions;  ///< the diagram's variables, by number
  std::vector<Conflict> conflicts;
  std::vector<Gap> gaps;

  void clear() {
    rows.clear();
    questions.clear();
    conflicts.clear();
    gaps.clear();
  }
};

/// One step of a proof, in the order in which the clause is tested.
enum class StepKind : std::uint8_t {
  in_force,     ///< the instrument is in force on the day
  role,         ///< the debtor holds a role that owes the duty
  after,        ///< the provision that comes first is in play
  concept_met,  ///< the event amounts to the legal concept
  victim,       ///< the victim is protected
  attacker,     ///< the attacker is one that the clause means
  number,       ///< enough attackers
  area,         ///< the place lies in the area
  territory,    ///< the place is the victim's own
  forces,       ///< an attack on forces outside their state's territory counts as one on the state
  means,        ///< with such means
  unprovoked,
  between_parties,
  request,
  decision,
  condition,   ///< an `if`
  exception,   ///< an `except` that does not hold (its truth is that of the clause, not of the exception)
  other_than,  ///< the debtor is another than victim and attacker
  suspension,  ///< not suspended toward the victim, no reservation
  narrowed,    ///< what narrows the provision lets it stand
};
struct Step {
  StepKind kind;
  Truth truth;
  ConditionId condition;  ///< where one is at issue
};

/// Evaluates situations against one program. Keeps its memory between calls: after the first few, one event
/// allocates nothing.
class Evaluator {
 public:
  explicit Evaluator(const Program& program);

  /// Rows for the situation; `result` is overwritten and its formulas live until the next call.
  void evaluate(const Situation& situation, Result& result);
  /// Rows only: no conflicts, gaps or pivots. The hot path.
  void evaluate_rows(const Situation& situation, Result& result);
  /// The rows of that focus alone. `same_terms`: the situation has the answers and suppositions of the last call; events
  /// and day may differ. Who holds a role is then not looked up anew.
  void evaluate_rows(const Situation& situation, Result& result, const Focus& focus, bool same_terms = false);

  /// Who stands for `victim` by the rows of the last evaluation, where `acts` are what counts as help.
  Helpers helpers(const Result& result, StateId victim, const StateSet& attackers, const ActSet& acts);
  /// How firmly the row stands for `victim` where `acts` are what counts as help: it asks for one of them, for the
  /// victim's good, or for consultation.
  Cover cover(const Row& row, StateId victim, const ActSet& acts) const;
  /// Rows and conflicts: what a search for conflicts asks of each situation.
  void evaluate_conflicts(const Situation& situation, Result& result);

  /// Adds a row for each clause that stands at all times on the day of the situation, whomever it concerns; these have no event
  /// (−1) and no victim. Must follow `evaluate` of the same situation with the same result.
  void add_standing_rows(const Situation& situation, Result& result);

  Diagram& diagram() { return diagram_; }
  const Program& program() const { return program_; }

  /// The steps that a clause takes for one debtor and one event (`event` −1 for a standing clause), all of
  /// them, in order. Must follow `evaluate` of the same situation with the same result. `duty` is the one of
  /// the clause's that is at issue.
  std::vector<Step> trace(const Situation& situation, Result& result, ClauseId clause, const Duty& duty,
                          std::int16_t event, StateId victim, StateId debtor);

  /// True where the first two steps of `trace` hold or are open: the text is in force and the debtor holds a role that
  /// owes the duty. Cheap; same arguments.
  bool could_owe(const Situation& situation, Result& result, ClauseId clause, const Duty& duty,
                 std::int16_t event, StateId victim, StateId debtor);

 private:
  struct Binding {
    ProvisionId provision;
    InstrumentId instrument;
    std::int16_t event = -1;
    StateId victim;
    StateSet attackers;
    StateSet requesters;
    Day day;
    bool began = false;  ///< the victim is the side that acted: only war looks at it
  };
  struct Match {
    ProvisionId provision;
    Binding binding;
    Truth truth;
  };

  const Model& model() const { return program_.model(); }
  const Event& event(std::int16_t index) const {
    return situation_->scenario->events[static_cast<std::size_t>(index)];
  }

  // Asking: questions.cpp.
  Truth ask(const Ask& what);
  std::optional<bool> named_answer(const Ask& what) const;
  std::optional<bool> known(QuestionId id) const;
  std::int8_t known_of(QuestionId id, std::int16_t event) const;
  bool in_series(QuestionId id, std::int16_t event) const;
  Truth unprovoked(const Binding& binding);
  Truth ask_question(QuestionId id, std::int16_t event);
  Truth ask_ways(const Ways& ways, std::int16_t event);
  ActorClass actor_class(const Event& event) const;
  Truth amounts(std::int16_t event, ConceptId concept_id);
  Truth weigh(std::int16_t event, ConceptId concept_id);

  // Who: who.cpp.
  /// Than whom `other` means others. It depends on where the word stands: in a trigger's victim than the
  /// attacker, in its attacker than the victim; where a standing clause names whom it is owed to, than the
  /// debtor.
  enum class Others : std::uint8_t { than_both, than_attacker, than_victim, than_debtor };

  /// Cheap tests before a clause is evaluated; a supposition may put any text in force and give anybody a role.
  bool can_stand(const Window& window, Day day) const {
    return situation_->has_suppositions || window.contains(day);
  }
  bool can_concern(const Standing& standing, const StateSet& debtors, Day day) const {
    return situation_->has_suppositions ||
           (standing.window.contains(day) && standing.debtors.intersects(debtors));
  }
  bool in_force(InstrumentId instrument, Day day) const;
  /// Holders of a role on a day, as this evaluation has looked them up.
  struct HoldersOfDay {
    std::uint64_t terms = 0;
    Day day;
    StateSet doubted;  ///< of these it is in doubt, answered or not
    StateSet states;   ///< those who hold it for sure or by an answer
  };
  const HoldersOfDay& holders(std::uint32_t role, InstrumentId instrument, Day day) const;
  StateSet role_members(InstrumentId instrument, RoleKind kind, WordId tier, Day day) const;
  const Holding& holding(const Role& role, Day day) const;
  Ask membership_ask(InstrumentId instrument, StateId state) const;
  std::optional<bool> settled(const DoubtfulMember& doubtful, InstrumentId instrument) const;
  bool held_otherwise(InstrumentId instrument, RoleKind kind, WordId tier, StateId state, Day day) const;
  Truth holds_role(InstrumentId instrument, RoleKind kind, WordId tier, StateId state, Day day);
  StateSet members(const Element& element, const Binding& binding, Others others = Others::than_both) const;
  StateSet members(const Pattern& pattern, const Binding& binding, Others others = Others::than_both) const;
  bool is_other(const Element& element, StateId state, const Binding& binding, Others others) const;
  Truth contains(const Element& element, StateId state, const Binding& binding,
                 Others others = Others::than_both);
  Truth contains(const Pattern& pattern, StateId state, const Binding& binding,
                 Others others = Others::than_both);
  /// True where it hangs on a question whether the state is meant: of roles only.
  bool in_doubt(const Element& element, StateId state, const Binding& binding) const;
  /// The debtors of a duty, and whether one state is among them: a state named by its code owes only while it
  /// holds a role in the instrument.
  StateSet owing(const Pattern& debtor, const Binding& binding, Others others = Others::than_both) const;
  Truth owes(const Element& element, StateId state, const Binding& binding,
             Others others = Others::than_both);
  StateSet with_character(InstrumentId instrument, WordId character, Day day) const;

  // Conditions: conditions.cpp; places in areas.cpp.
  Truth holds(ConditionId id, const Binding& binding);
  Truth struck(const Condition& condition, const Binding& binding, std::vector<Step>* steps = nullptr);
  template <class Whom>  // a pattern or one of its elements
  Truth contains_any(const Whom& whom, const StateSet& states, const Binding& binding);
  Truth attacker_fits(const Pattern& attacker, const Binding& binding);
  Truth unnamed_fits(const Pattern& attacker, const Binding& binding);
  Truth enough_attackers(const Condition& condition, const Binding& binding);
  Truth in_area(const Condition& condition, const Binding& binding);
  Truth at_own_place(const Binding& binding);
  bool forces_abroad(const Condition& condition, const Binding& binding) const;
  Truth in_term(const AreaTerm& term, const Binding& binding);
  Truth of_place(PlaceId place, const Pattern& whose, bool administered, const AreaTerm& term,
                 const Binding& binding);
  Truth means_used(Means means, std::int16_t event);
  Truth self_defence(const Binding& binding);
  Truth in_defence(std::int16_t event, const StateSet& actors, StateId target, bool at_request);
  Truth decided_by(OrganRef organ, WordId decision, const Binding& binding);
  Truth broken(const Condition& condition, const Binding& binding);
  Truth performs(const Condition& condition, const Binding& binding);
  bool has_requested(StateId state) const;
  Truth requested(const Pattern& by, const Binding& binding);
  Truth requested_by(StateId state);
  Truth some_attack(const StateSet& by, const StateSet& on);
  Truth between_parties(const Clause& clause, const Binding& binding);
  Truth one_on_another(ConditionId id, const Binding& binding);
  Truth wording_stands(const Binding& binding);
  Truth limits(const Clause& clause, const Binding& binding, std::vector<Step>* steps = nullptr);
  bool speaks_of_event(ConditionId id) const;
  Truth standing_limits(const Clause& clause, const Binding& binding, std::vector<Step>* steps = nullptr);

  // Clauses: evaluate.cpp.
  void strike(std::int16_t event, StateId victim, bool acting);
  void triggered(ClauseId id, Binding& binding);
  void dependent(const Dependent& own);

  // Rows: rows.cpp; templates in evaluate_parts.h.
  void emit(RowKind kind, ClauseId id, const Binding& binding, Truth truth);
  void emit_duty(RowKind kind, ClauseId id, const Duty& duty, const Binding& binding, Truth truth);
  void emit_debtors(Row& row, const Binding& binding);
  void add_narrowed(const Row& whole, const Binding& binding);
  Truth narrowed_stands(const Narrowing& narrowing, const Binding& binding);
  template <class Add>
  void unless_freed(const Row& whole, const Binding& binding, Add add);
  StateSet deciders(ProvisionId provision, WordId decision, const Binding& binding) const;
  void add_decided(const Row& whole, const Binding& binding);
  void add_row(const Row& row);

  // Standing duties and breaches: standing.cpp.
  void standing(std::int16_t event, StateId victim);
  void own_standing_in_the_way();
  void breaches(std::int16_t event);
  static bool is_broken_by(const Duty& duty, const PerformedAct& performed);
  template <class Tell>  // StateSet by, Truth
  void breaks(ClauseId id, const Duty& duty, Truth done, const Binding& binding, Tell tell);

  // What rows make of each other: findings.cpp.
  void apply_precedence();
  void find_conflicts();
  void find_gaps();
  bool excuses_defence(ClauseId clause) const;
  bool exclude(const Row& a, const Row& b) const;

  Binding bind(std::int16_t event, StateId victim) const;
  Binding bind(ProvisionId provision, std::int16_t event, StateId victim) const;
  void turn_to(ProvisionId provision, Binding& binding) const;

  const Program& program_;
  Diagram diagram_;
  const Situation* situation_ = nullptr;
  const Focus* focus_ = nullptr;  ///< none: every row is wanted
  Result* result_ = nullptr;
  std::vector<Match> matches_;
  mutable std::vector<HoldersOfDay> holders_of_day_;  ///< by role
  std::uint64_t evaluation_ = 0;
  std::uint64_t terms_ = 0;  ///< counts evaluations that may have come with other answers or suppositions
  bool same_terms_ = false;
  bool decision_asked_ = false;  ///< some question is about a debtor's own decision
  struct Weighed {
    std::uint64_t evaluation = 0;
    Truth truth;
  };
  std::vector<std::uint32_t> asking_;  ///< rows that ask for help, while neutrality is looked for
  std::vector<std::uint8_t> sides_;    ///< by row, while conflicts are looked for
  std::vector<Weighed> weighed_;       ///< by event and concept, as this evaluation has found
};

/// True where the row is a duty (not a permission) that asks to help: assist, use force.
bool asks_to_assist(const Row& row);

}  // namespace casus::engine
