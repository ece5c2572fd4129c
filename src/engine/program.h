// The corpus compiled for evaluation: who holds which role on which day, what each kind of event amounts to,
// and which clauses can protect whom. Built once; evaluation only reads it.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <unordered_set>
#include <vector>

#include "model/model.h"

namespace casus::engine {

using namespace casus::model;

/// A set of states that changes on known days.
struct Timeline {
  std::vector<Day> from;  ///< ascending; before the first day the set is empty
  std::vector<StateSet> states;

  /// The set on that day; a search by date, no allocation.
  const StateSet& at(Day day) const {
    static constexpr StateSet nobody{};
    if (from.empty() || day < from.front()) return nobody;
    // Halves without branching: which way it goes cannot be foretold.
    const Day* at = from.data();
    for (std::size_t rest = from.size(); rest > 1;) {
      const std::size_t half = rest / 2;
      at = at[half] <= day ? at + half : at;
      rest -= half;
    }
    return states[static_cast<std::size_t>(at - from.data())];
  }
};

/// A membership that holds on these days only if something open is answered.
struct DoubtfulMember {
  StateId state;
  Day from;
  Day to;
  bool vague = false;              ///< the days themselves are vague
  QuestionId question;             ///< it must be answered yes; none: nothing is asked
  std::vector<QuestionId> unless;  ///< each must be answered no: steps that would suspend it

  bool on(Day day) const { return from <= day && day < to; }
};

/// Who holds a role: surely, and if something is answered.
struct Holding {
  Timeline sure;
  std::vector<DoubtfulMember> doubtful;
};

/// The holders of one role (or of one tier of it) in one instrument.
struct Role {
  InstrumentId instrument;
  Holding in_force;  ///< where the instrument is in force
  Holding supposed;  ///< the same, had the instrument been in force throughout
};

/// What has to be answered yes for a kind of event to amount to a concept: one list of questions for each
/// way.
using Ways = std::vector<std::vector<QuestionId>>;

/// Who acts; a defender is a state that answers whoever struck first.
enum class ActorClass : std::uint8_t { state, unknown, non_state, defender };
inline constexpr std::size_t actor_class_count = 4;
inline constexpr std::size_t kind_count = static_cast<std::size_t>(EventKind::count_);

struct PerformedAct {
  Act act;
  bool violates;
  Ways ways;
};

/// The days on which a clause can stand, as far as its text and its wording are in force; nothing is asked yet.
struct Window {
  Day from = Day::max();
  Day to = Day::min();  ///< exclusive

  // One branch, not two: days come in no order.
  bool contains(Day day) const { return (static_cast<int>(from <= day) & static_cast<int>(day < to)) != 0; }
};

/// What evaluation asks of every provision that it looks at, apart from the model so that it stays close together.
struct ProvisionFacts {
  InstrumentId instrument;
  Window window;
  bool exact = false;     ///< in the window text and wording are in force for sure
  bool narrowed = false;  ///< another provision narrows it
  bool ordered = false;   ///< it yields to another or prevails over it
  bool may_free = false;  ///< the instrument knows reservations or suspensions
};

/// A clause that an event may bring into play, with the kinds of event that can.
struct Candidate {
  ClauseId clause;
  KindSet kinds;
  bool mutual = false;  ///< whoever acts may be the one it protects: `a party is at war`
  Window window;
};

/// A standing clause that can concern a state.
struct Concerning {
  ClauseId clause;
  Window window;
};

/// A clause of a provision that comes after another.
struct Dependent {
  ClauseId clause;
  ProvisionId after;
};

/// A standing clause, with who can ever owe under it, and toward whom.
struct Standing {
  ClauseId clause;
  Window window;
  StateSet debtors;
  StateSet objects;
  bool names_nobody = false;  ///< some duty of it is owed toward nobody in particular
};

class Program {
 public:
  explicit Program(const Model& model);

  const Model& model() const { return *model_; }

  /// Index of the role: one tier of it, where `tier` is given; `RoleKind::count_` means holders of any role.
  std::uint32_t role(InstrumentId instrument, RoleKind kind, WordId tier = {}) const {
    for (const auto& key : role_keys_[instrument.index()])
      if (key.kind == kind && key.tier == tier) return key.index;
    return UINT32_MAX;
  }
  const Role& role_at(std::uint32_t index) const { return roles_[index]; }
  std::size_t role_count() const { return roles_.size(); }

  const Ways& ways(ActorClass actor, EventKind kind, ConceptId concept_id) const;
  std::span<const PerformedAct> performed(ActorClass actor, EventKind kind) const;

  /// Clauses whose trigger can name the state as victim at some time.
  std::span<const Candidate> protecting(StateId victim) const { return protecting_[victim.index()]; }
  /// Those of them that look at both sides, whoever acts.
  std::span<const Candidate> mutual(StateId state) const { return mutual_[state.index()]; }
  /// The kinds of event that can bring the clause into play for somebody whom its trigger names as struck.
  Candidate candidate(ClauseId clause) const { return candidates_[clause.index()]; }
  /// Clauses whose trigger names nobody who is struck: a mobilisation, a request, an organ's decision.
  std::span<const Candidate> free(EventKind kind) const { return free_[static_cast<std::size_t>(kind)]; }
  /// Standing clauses (no trigger, not after another provision) that can concern the state: a duty toward it
  /// by name or role, or its own where the duty names nobody. Duties toward every state of the world concern
  /// nobody in particular.
  std::span<const Concerning> concerning(StateId state) const { return concerning_[state.index()]; }
  /// Standing clauses with a duty that this act breaks.
  std::span<const Standing> broken_by(Act act) const { return broken_by_[static_cast<std::size_t>(act)]; }
  /// Who can owe each of these, side by side: most are passed over, and are not looked at for that.
  std::span<const StateSet> breakers(Act act) const { return breakers_[static_cast<std::size_t>(act)]; }
  /// Clauses of provisions that come after another, in an order in which what they refer to comes first.
  std::span<const Dependent> dependent() const { return dependent_; }
  bool is_referenced(ProvisionId provision) const { return referenced_[provision.index()]; }

  const ProvisionFacts& facts(ProvisionId provision) const { return facts_[provision.index()]; }

  /// States that exist on the day.
  const StateSet& existing(Day day) const { return existing_.at(day); }
  /// Those of them that are states: an organisation is meant only where it is named or holds a role.
  const StateSet& states(Day day) const { return states_.at(day); }
  /// States of the class on the day.
  const StateSet& of_class(ClassId id, Day day) const { return classes_[id.index()].at(day); }

  /// The duties of a clause: its own and those that it takes from other provisions by `apply`.
  std::span<const Duty* const> duties(ClauseId clause) const { return duties_[clause.index()]; }

  /// True where the duty is owed toward so many that it concerns nobody in particular: `any state`, a restraint toward
  /// the holders of a role that more than twenty states have held, or one that names nobody and speaks of what the
  /// debtor does with others (conflicting engagements, hostile alliances, help for an attacker).
  bool is_universal(const Duty& duty) const { return universal_.contains(&duty); }

  /// Standing clauses by which a state binds itself to stay neutral, whoever is struck.
  std::span<const Standing> neutral() const { return neutral_; }
  /// True where force in self-defence may not amount to the concept.
  bool defence_matters(ConceptId id) const { return defence_matters_[id.index()]; }

  ConceptId armed_attack() const { return armed_attack_; }
  QuestionId unprovoked() const { return unprovoked_; }
  /// What makes an attack on its author a provoked one; none where the lexicon has no such concept.
  ConceptId provocation() const { return provocation_; }
  /// The kinds of event that the lexicon asks the question of.
  KindSet kinds_asked(QuestionId id) const { return kinds_asked_[id.index()]; }

 private:
  void compile_world();
  void compile_roles();
  void compile_lexicon();
  void compile_clauses();
  void find_universal();
  Window window_of(ProvisionId provision) const;
  void close_ways(ActorClass actor, EventKind kind, ConceptId at, std::vector<QuestionId>& asked,
                  std::vector<ConceptId>& path);
  StateSet possible(const Pattern& pattern, InstrumentId instrument) const;
  KindSet kinds_of(ConditionId condition, bool free) const;
  bool is_mutual(ConditionId condition) const;
  void victims_of(ConditionId condition, InstrumentId instrument, StateSet& into) const;

  const Model* model_;
  std::vector<Role> roles_;
  struct RoleKey {
    RoleKind kind;
    WordId tier;
    std::uint32_t index;
  };
  std::vector<std::vector<RoleKey>> role_keys_;  // by instrument
  Timeline existing_;
  Timeline states_;
  std::vector<Timeline> classes_;
  std::vector<Ways> ways_;  // [actor][kind][concept]
  std::vector<std::vector<PerformedAct>> performed_;
  std::vector<std::vector<Candidate>> protecting_;
  std::vector<std::vector<Candidate>> mutual_;
  StateSet all_;  ///< every state of the model
  std::vector<ProvisionFacts> facts_;
  std::vector<Candidate> candidates_;                    // by clause
  std::array<std::vector<Candidate>, kind_count> free_;  ///< by kind of event
  std::vector<std::vector<Concerning>> concerning_;
  std::array<std::vector<Standing>, static_cast<std::size_t>(Act::count_)> broken_by_;
  std::array<std::vector<StateSet>, static_cast<std::size_t>(Act::count_)> breakers_;
  std::vector<Dependent> dependent_;
  std::vector<Standing> neutral_;
  std::unordered_set<const Duty*> universal_;
  std::vector<bool> defence_matters_;
  std::vector<bool> referenced_;
  std::vector<std::vector<const Duty*>> duties_;
  ConceptId armed_attack_;
  QuestionId unprovoked_;
  ConceptId provocation_;
  std::vector<KindSet> kinds_asked_;
};

}  // namespace casus::engine
