// Who a clause speaks of and whether its conditions hold: the part of evaluation that looks at the world.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

// ── asking

std::optional<bool> Evaluator::named_answer(const Ask& what) const {
  if (situation_->named_answers.empty()) return std::nullopt;
  // A question about one event may be answered with the event's number even where the number is left out in
  // print.
  const auto asked = name_of(program_, *situation_, what);
  const auto numbered = what.event < 0 ? std::string() : fmt::format("{}_e{}", asked, what.event + 1);
  for (const auto& [name, answer] : situation_->named_answers)
    if (name == asked || name == numbered) return answer;
  return std::nullopt;
}

/// What is known of a question that belongs to no event.
std::optional<bool> Evaluator::known(QuestionId id) const {
  if (const auto answer = situation_->answers[id.index()]; answer != 0) return answer > 0;
  Ask what{};
  what.question = id;
  return named_answer(what);
}

Truth Evaluator::ask(const Ask& what) {
  auto& questions = result_->questions;
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (questions[i].ask == what) return diagram_.variable(static_cast<std::uint32_t>(i));
  if (const auto answer = named_answer(what)) return *answer ? yes : no;
  questions.push_back({what, false});
  return diagram_.variable(static_cast<std::uint32_t>(questions.size() - 1));
}

/// What is known of a question where it is asked of this event: also by readings that speak of its kind only. Two that
/// disagree leave it open.
std::int8_t Evaluator::known_of(QuestionId id, std::int16_t index) const {
  std::int8_t known = situation_->answers[id.index()];
  if (index < 0 || situation_->supposed[id.index()]) return known;
  for (const auto& answer : situation_->limited) {
    if (answer.question != id || (answer.kinds & bit(event(index).kind)) == 0) continue;
    const std::int8_t said = answer.yes ? 1 : -1;
    if (known == -said) return 0;
    known = said;
  }
  return known;
}

Truth Evaluator::ask_question(QuestionId id, std::int16_t index) {
  if (!id) return yes;
  if (index >= 0)
    for (const auto& given : event(index).given)
      if (given.question == id) return given.yes ? yes : no;
  const Question& question = model()[id];
  Ask what{};
  what.question = id;
  what.event = question.per_event ? index : std::int16_t{-1};
  if (question.per_series && !in_series(id, index)) return named_answer(what).value_or(false) ? yes : no;
  if (const auto known = known_of(id, index); known != 0) return known > 0 ? yes : no;
  return ask(what);
}

/// True where an earlier event of a kind that the question is asked of had the same actor and struck the same state.
bool Evaluator::in_series(QuestionId id, std::int16_t index) const {
  const KindSet kinds = program_.kinds_asked(id);
  if (index < 0 || (kinds & bit(event(index).kind)) == 0) return false;
  const Event& late = event(index);
  for (std::int16_t i = 0; i < index; ++i) {
    const Event& early = event(i);
    if ((kinds & bit(early.kind)) == 0) continue;
    const bool same_actor = late.by.empty() && early.by.empty() ? late.by_non_state == early.by_non_state
                                                                : late.by.intersects(early.by);
    if (same_actor && std::ranges::any_of(early.against, [&](StateId struck) {
          return std::ranges::find(late.against, struck) != late.against.end();
        }))
      return true;
  }
  return false;
}

/// Was the attack unprovoked? What is said of this very event counts; else it was not where its victim had struck or, if
/// the lexicon's question is answered so, threatened an attacker before; else it is asked.
Truth Evaluator::unprovoked(const Binding& binding) {
  const QuestionId id = program_.unprovoked();
  Truth earlier = no;
  if (binding.event > 0 && binding.victim && program_.provocation()) {
    Ask of_event{};
    of_event.question = id;
    of_event.event = binding.event;
    const bool said = named_answer(of_event).has_value() ||
                      std::ranges::any_of(event(binding.event).given,
                                          [&](const auto& given) { return given.question == id; });
    for (std::int16_t i = 0; i < binding.event && !said; ++i) {
      const Event& e = event(i);
      if (e.by.contains(binding.victim.index()) && std::ranges::any_of(e.against, [&](StateId struck) {
            return binding.attackers.contains(struck.index());
          }))
        earlier = diagram_.either(earlier, amounts(i, program_.provocation()));
    }
  }
  if (earlier.is_yes()) return no;
  return diagram_.both(diagram_.negate(earlier), ask_question(id, binding.event));
}

Truth Evaluator::ask_ways(const Ways& ways, std::int16_t index) {
  Truth any = no;
  for (const auto& way : ways) {
    Truth all = yes;
    for (auto question : way) all = diagram_.both(all, ask_question(question, index));
    any = diagram_.either(any, all);
    if (any.is_yes()) break;
  }
  return any;
}

ActorClass Evaluator::actor_class(const Event& event) const {
  if (!event.by.empty()) return ActorClass::state;
  return event.by_non_state ? ActorClass::non_state : ActorClass::unknown;
}

Truth Evaluator::amounts(std::int16_t index, ConceptId concept_id) {
  const Event& e = event(index);
  const Truth met = ask_ways(program_.ways(actor_class(e), e.kind, concept_id), index);
  if (met.is_no() || index == 0 || e.by.empty() || !program_.defence_matters(concept_id)) return met;
  // Force against whoever struck first is no attack on him, unless the question that the lexicon names is
  // answered so.
  Truth defence = no;
  for (auto target : e.against) defence = diagram_.either(defence, in_defence(index, e.by, target, false));
  if (defence.is_no()) return met;
  const Truth in_answer = ask_ways(program_.ways(ActorClass::defender, e.kind, concept_id), index);
  return diagram_.either(diagram_.both(diagram_.negate(defence), met), diagram_.both(defence, in_answer));
}

// ── who

bool Evaluator::in_force(InstrumentId instrument, Day day) const {
  for (const auto& spell : model()[instrument].in_force)
    if (spell.may_contain(day)) return true;
  if (situation_->has_suppositions)
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::in_force && s.instrument == instrument && s.spell.may_contain(day))
        return true;
  return false;
}

const Holding& Evaluator::holding(const Role& role, Day day) const {
  if (situation_->has_suppositions)
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::in_force && s.instrument == role.instrument && s.spell.may_contain(day))
        return role.supposed;
  return role.in_force;
}

Ask Evaluator::membership_ask(InstrumentId instrument, StateId state) const {
  Ask what{};
  what.kind = AskKind::membership;
  what.state = state;
  what.instrument = instrument;
  return what;
}

/// Whether a doubtful membership holds, where the scenario says so; nothing where it stays open.
std::optional<bool> Evaluator::settled(const DoubtfulMember& doubtful, InstrumentId instrument) const {
  bool open = false;
  const auto needs = [&](std::optional<bool> answer, bool wanted) {
    open |= !answer;
    return !answer || *answer == wanted;
  };
  if (doubtful.question && !needs(known(doubtful.question), true)) return false;
  for (auto question : doubtful.unless)
    if (!needs(known(question), false)) return false;
  if (doubtful.vague && !needs(named_answer(membership_ask(instrument, doubtful.state)), true)) return false;
  if (open) return std::nullopt;
  return true;
}

/// Whether a state that a supposition denies one role or tier still holds what is asked for by another.
bool Evaluator::held_otherwise(InstrumentId instrument, RoleKind kind, WordId tier, StateId state,
                               Day day) const {
  const auto& suppositions = situation_->scenario->suppositions;
  const auto meant = [&](RoleKind role, WordId in_tier) {
    if ((kind != RoleKind::count_ && role != kind) || (tier && in_tier != tier)) return false;
    return std::ranges::none_of(suppositions, [&](const Supposition& s) {
      return s.kind == SupposeKind::membership && !s.value && s.instrument == instrument &&
             s.state == state && s.role == role && (!s.tier || s.tier == in_tier) && s.spell.may_contain(day);
    });
  };
  for (const auto& m : model()[instrument].memberships)
    if (m.state == state && m.spell.surely_contains(day) && meant(m.role, m.tier) &&
        (!m.question || known(m.question) == true))
      return true;
  return std::ranges::any_of(suppositions, [&](const Supposition& s) {
    return s.kind == SupposeKind::membership && s.value && s.instrument == instrument && s.state == state &&
           s.spell.may_contain(day) && meant(s.role, s.tier);
  });
}

StateSet Evaluator::role_members(InstrumentId instrument, RoleKind kind, WordId tier, Day day) const {
  StateSet set;
  if (const std::uint32_t index = program_.role(instrument, kind, tier); index != UINT32_MAX) {
    const Holding& holders = holding(program_.role_at(index), day);
    set = holders.sure.at(day);
    for (const auto& d : holders.doubtful)
      if (d.from <= day && day < d.to && settled(d, instrument) == true) set.insert(d.state.index());
  }
  if (!situation_->has_suppositions) return set;
  for (const auto& s : situation_->scenario->suppositions) {
    if (s.kind != SupposeKind::membership || s.instrument != instrument || !s.spell.may_contain(day))
      continue;
    if (kind != RoleKind::count_ && s.role != kind) continue;
    if (s.value) {
      // A role in a text that is not in force binds nobody; a state that does not exist holds none.
      if (tier && s.tier != tier) continue;
      if (in_force(instrument, day) && program_.existing(day).contains(s.state.index()))
        set.insert(s.state.index());
    } else if (!held_otherwise(instrument, kind, tier, s.state, day)) {
      set.erase(s.state.index());
    }
  }
  return set;
}

Truth Evaluator::holds_role(InstrumentId instrument, RoleKind kind, WordId tier, StateId state, Day day) {
  if (role_members(instrument, kind, tier, day).contains(state.index())) return yes;
  if (situation_->has_suppositions)
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::membership && s.instrument == instrument && s.state == state && !s.value &&
          (kind == RoleKind::count_ || s.role == kind) && (!s.tier || s.tier == tier) &&
          s.spell.may_contain(day))
        return no;
  const std::uint32_t index = program_.role(instrument, kind, tier);
  if (index == UINT32_MAX) return no;
  Truth any = no;
  for (const auto& doubtful : holding(program_.role_at(index), day).doubtful) {
    if (doubtful.state != state || day < doubtful.from || day >= doubtful.to) continue;
    Truth all = doubtful.question ? ask_question(doubtful.question, -1) : yes;
    for (auto question : doubtful.unless)
      all = diagram_.both(all, diagram_.negate(ask_question(question, -1)));
    if (doubtful.vague && !all.is_no()) all = diagram_.both(all, ask(membership_ask(instrument, state)));
    any = diagram_.either(any, all);
  }
  return any;
}

StateSet Evaluator::with_character(InstrumentId instrument, WordId character, Day day) const {
  StateSet set;
  for (const auto& c : model()[instrument].characters)
    if (c.word == character && c.spell.may_contain(day)) set.insert(c.state.index());
  return set;
}

bool Evaluator::is_other(const Element& element, StateId state, const Binding& binding, Others others) const {
  if (!element.other || others == Others::than_debtor) return true;
  if (others != Others::than_attacker && state == binding.victim) return false;
  return others == Others::than_victim || !binding.attackers.contains(state.index());
}

StateSet Evaluator::members(const Element& element, const Binding& binding, Others others) const {
  StateSet set;
  switch (element.head) {
    case Head::role: set = role_members(binding.instrument, element.role, element.tier, binding.day); break;
    case Head::everyone: set = role_members(binding.instrument, RoleKind::count_, {}, binding.day); break;
    case Head::states: set = element.states & program_.existing(binding.day); break;
    case Head::any_state: set = program_.states(binding.day); break;
    case Head::class_of: set = program_.of_class(element.class_of, binding.day); break;
    case Head::victim:
      if (binding.victim) set.insert(binding.victim.index());
      break;
    case Head::attacker: set = binding.attackers; break;
    case Head::requester: set = binding.requesters; break;
    case Head::non_party:
      set =
          program_.states(binding.day) - role_members(binding.instrument, RoleKind::count_, {}, binding.day);
      break;
  }
  if (element.character) set &= with_character(binding.instrument, element.character, binding.day);
  if (element.other && others != Others::than_debtor) {
    if (binding.victim && others != Others::than_attacker) set.erase(binding.victim.index());
    if (others != Others::than_victim) set -= binding.attackers;
  }
  return set - element.except;
}

StateSet Evaluator::members(const Pattern& pattern, const Binding& binding, Others others) const {
  StateSet set;
  for (const auto& element : pattern.elements) set |= members(element, binding, others);
  return set;
}

StateSet Evaluator::owing(const Pattern& debtor, const Binding& binding, Others others) const {
  StateSet set;
  for (const auto& element : debtor.elements) {
    StateSet part = members(element, binding, others);
    if (element.head == Head::states)
      part &= role_members(binding.instrument, RoleKind::count_, {}, binding.day);
    set |= part;
  }
  return set;
}

Truth Evaluator::owes(const Element& element, StateId state, const Binding& binding) {
  const Truth named = contains(element, state, binding);
  if (element.head != Head::states || named.is_no()) return named;
  return diagram_.both(named, holds_role(binding.instrument, RoleKind::count_, {}, state, binding.day));
}

Truth Evaluator::contains(const Element& element, StateId state, const Binding& binding, Others others) {
  if (!state) return no;  // a trigger that strikes nobody has no victim
  // The common case, a role without doubts, suppositions or character: one search by date, and no set is copied.
  if ((element.head == Head::role || element.head == Head::everyone) && !element.character &&
      !situation_->has_suppositions) {
    const RoleKind kind = element.head == Head::everyone ? RoleKind::count_ : element.role;
    const std::uint32_t index = program_.role(binding.instrument, kind, element.tier);
    if (index == UINT32_MAX) return no;
    const Holding& holders = program_.role_at(index).in_force;
    if (holders.doubtful.empty()) {
      const bool held = holders.sure.at(binding.day).contains(state.index());
      return held && !element.except.contains(state.index()) && is_other(element, state, binding, others)
                 ? yes
                 : no;
    }
  }
  if (element.head == Head::non_party) {
    const bool meant = program_.states(binding.day).contains(state.index()) &&
                       !element.except.contains(state.index()) && is_other(element, state, binding, others);
    if (!meant) return no;
    return diagram_.negate(holds_role(binding.instrument, RoleKind::count_, {}, state, binding.day));
  }
  if (members(element, binding, others).contains(state.index())) return yes;
  if ((element.head != Head::role && element.head != Head::everyone) ||
      element.except.contains(state.index()) || !is_other(element, state, binding, others))
    return no;
  if (element.character &&
      !with_character(binding.instrument, element.character, binding.day).contains(state.index()))
    return no;
  const RoleKind kind = element.head == Head::everyone ? RoleKind::count_ : element.role;
  return holds_role(binding.instrument, kind, element.tier, state, binding.day);
}

Truth Evaluator::contains(const Pattern& pattern, StateId state, const Binding& binding, Others others) {
  Truth any = no;
  for (const auto& element : pattern.elements) {
    any = diagram_.either(any, contains(element, state, binding, others));
    if (any.is_yes()) break;
  }
  return any;
}

// ── conditions

Truth Evaluator::holds(ConditionId id, const Binding& binding) {
  const Condition& condition = model()[id];
  switch (condition.kind) {
    case ConditionKind::any_of: {
      Truth any = no;
      for (auto child : condition.children) {
        any = diagram_.either(any, holds(child, binding));
        if (any.is_yes()) break;
      }
      return any;
    }
    case ConditionKind::all_of: {
      Truth all = yes;
      for (auto child : condition.children) {
        all = diagram_.both(all, holds(child, binding));
        if (all.is_no()) break;
      }
      return all;
    }
    case ConditionKind::negation:
      return condition.children.empty() ? no : diagram_.negate(holds(condition.children[0], binding));
    case ConditionKind::struck:
    case ConditionKind::holds_threat: return struck(condition, binding);
    case ConditionKind::question: return ask_question(condition.question, binding.event);
    case ConditionKind::provoked: {
      const Truth truth = unprovoked(binding);
      return condition.value ? truth : diagram_.negate(truth);
    }
    case ConditionKind::self_defence: return self_defence(binding);
    case ConditionKind::means: return binding.event < 0 ? no : means_used(*condition.means, binding.event);
    case ConditionKind::request: return requested(condition.victim, binding);
    case ConditionKind::at_war: return struck(condition, binding);
    case ConditionKind::breach: return broken(condition, binding);
    case ConditionKind::performance: return performs(condition, binding);
    case ConditionKind::decision: {
      if (condition.organ) return decided_by(condition.organ, condition.decision, binding);
      Ask what{};
      what.kind = AskKind::decision;
      what.decision = condition.decision;
      return ask(what);
    }
    case ConditionKind::attacks:
      return some_attack(members(condition.attacker, binding), members(condition.victim, binding));
    case ConditionKind::assists: {
      const StateSet who = members(condition.attacker, binding);
      const StateSet whom = members(condition.victim, binding);
      const auto& events = situation_->scenario->events;
      for (const auto& e : events) {
        if (e.kind != EventKind::assistance || !e.by.intersects(who)) continue;
        for (auto target : e.against)
          if (whom.contains(target.index())) return yes;
      }
      // To attack the victim of the one whom one is said to assist is to assist him.
      if (binding.victim && whom.intersects(binding.attackers)) {
        StateSet victim;
        victim.insert(binding.victim.index());
        return some_attack(who - binding.attackers, victim);
      }
      return no;
    }
    case ConditionKind::membership: {
      // Said of several, it is said of each; said of nobody, that they hold a role is not true.
      const StateSet subjects = members(condition.attacker, binding);
      Truth all = condition.value && subjects.empty() ? no : yes;
      subjects.for_each([&](std::size_t s) {
        const Truth held =
            holds_role(condition.instrument, condition.role, {}, make_id<StateId>(s), binding.day);
        all = diagram_.both(all, condition.value ? held : diagram_.negate(held));
      });
      return all;
    }
    case ConditionKind::in_force: return in_force(condition.instrument, binding.day) ? yes : no;
  }
  return no;
}

Truth Evaluator::struck(const Condition& condition, const Binding& binding, std::vector<Step>* steps) {
  if (binding.event < 0) return no;
  const bool names_nobody = condition.victim.elements.empty();
  if (!names_nobody && !binding.victim) return no;
  // Only a war looks at the side that acted.
  if (binding.began && condition.kind != ConditionKind::at_war) return no;
  Truth all = yes;
  // In order of cost; a proof wants every step, an evaluation stops at the first that fails.
  const auto test = [&](StepKind kind, auto&& truth) {
    if (all.is_no() && steps == nullptr) return;
    const Truth t = truth();
    all = diagram_.both(all, t);
    if (steps != nullptr) steps->push_back({kind, t, {}});
  };
  test(StepKind::concept_met, [&] { return amounts(binding.event, condition.concept_id); });
  if (!names_nobody)
    test(StepKind::victim,
         [&] { return contains(condition.victim, binding.victim, binding, Others::than_attacker); });
  if (condition.kind == ConditionKind::holds_threat) return all;
  if (!condition.attacker.elements.empty()) {
    test(StepKind::attacker, [&] { return attacker_fits(condition.attacker, binding); });
    test(StepKind::number, [&] { return enough_attackers(condition, binding); });
  }
  if (condition.limited) test(StepKind::area, [&] { return in_area(condition, binding); });
  if (forces_abroad(condition, binding))
    test(StepKind::forces, [&] { return ask_question(model().lexicon.actors.forces, binding.event); });
  if (condition.means) test(StepKind::means, [&] { return means_used(*condition.means, binding.event); });
  if (condition.unprovoked) test(StepKind::unprovoked, [&] { return unprovoked(binding); });
  return all;
}

/// True where the event strikes forces outside the territory of their state, and the clause, which draws no area, does not
/// say whether that is enough.
bool Evaluator::forces_abroad(const Condition& condition, const Binding& binding) const {
  const Lexicon& lexicon = model().lexicon;
  const Event& e = event(binding.event);
  if (!e.on_forces || !e.at || condition.limited || !lexicon.actors.forces || !binding.victim) return false;
  if (std::ranges::find(lexicon.forces_concepts, condition.concept_id) == lexicon.forces_concepts.end())
    return false;
  const Place& place = model()[e.at];
  const auto held = [&](const std::vector<DatedState>& list) {
    return std::ranges::any_of(list, [&](const DatedState& dated) {
      return dated.state == binding.victim && dated.spell.may_contain(binding.day);
    });
  };
  return !held(place.sovereigns) && !held(place.administrators);
}

/// What an organ decides: as it is told, else as the votes that are told settle its rule, else open.
Truth Evaluator::decided_by(OrganRef ref, WordId decision, const Binding& binding) {
  const Organ& organ = model()[ref.instrument].organs[ref.index];
  StateSet for_it, against;
  for (const auto& e : situation_->scenario->events) {
    if (e.kind != EventKind::decision || e.decision != decision) continue;
    if (e.organ == ref) return e.negative ? no : yes;
    // Whoever votes again has changed its mind.
    (e.negative ? against : for_it) |= e.by;
    (e.negative ? for_it : against) -= e.by;
  }
  for (const auto& s : situation_->scenario->suppositions) {
    if (s.kind != SupposeKind::decision || s.decision != decision) continue;
    (s.value ? for_it : against).insert(s.state.index());
    (s.value ? against : for_it).erase(s.state.index());
  }
  Ask what{};
  what.kind = AskKind::decision;
  what.decision = decision;
  what.organ = ref;
  if (for_it.empty() && against.empty()) return ask(what);

  Binding own = binding;
  own.instrument = ref.instrument;
  const StateSet voters = members(organ.members, own) - members(organ.except, own);
  if (voters.empty() || organ.counted == DecisionRule::none) return ask(what);
  for_it &= voters;
  against &= voters;
  const StateSet veto = members(organ.veto, own) & voters;
  if (against.intersects(veto)) return no;
  const auto all = voters.size(), yeas = for_it.size(), nays = against.size();
  const auto needed = [&]() -> std::size_t {
    switch (organ.counted) {
      case DecisionRule::two_thirds: return (2 * all + 2) / 3;
      case DecisionRule::three_quarters: return (3 * all + 3) / 4;
      case DecisionRule::majority: return all / 2 + 1;
      default: return all;
    }
  }();
  if (all - nays < needed) return no;
  // A veto that nobody has used may still be.
  if (yeas >= needed && (veto - for_it).empty()) return yes;
  return ask(what);
}

/// Whether the event is contrary to the provision: told as its breach, or done by an act that the lexicon counts as one.
Truth Evaluator::broken(const Condition& condition, const Binding& binding) {
  if (binding.event < 0 || !condition.provision || binding.began) return no;
  const Event& e = event(binding.event);
  if (e.by.empty()) return no;
  Truth all = yes;
  if (!condition.victim.elements.empty())
    all = binding.victim ? contains(condition.victim, binding.victim, binding, Others::than_attacker) : no;
  if (!condition.attacker.elements.empty() && !all.is_no())
    all = diagram_.both(all, attacker_fits(condition.attacker, binding));
  if (condition.limited && !all.is_no()) all = diagram_.both(all, in_area(condition, binding));
  if (all.is_no()) return no;

  Truth any = no;
  const auto look = [&](ClauseId id, const Duty& duty, Truth done, StateId victim) {
    const Broken found = breaks(id, duty, done, bind(condition.provision, binding.event, victim));
    if (!found.by.empty()) any = diagram_.either(any, found.truth);
  };
  for (auto id : model()[condition.provision].clauses)
    for (const Duty* duty : program_.duties(id)) {
      const auto of_each = [&](Truth done) {
        if (binding.victim || e.against.empty()) return look(id, *duty, done, binding.victim);
        for (auto victim : e.against) look(id, *duty, done, victim);
      };
      if (e.kind == EventKind::breach && e.provision == condition.provision) of_each(yes);
      for (const auto& performed : program_.performed(ActorClass::state, e.kind))
        if (is_broken_by(*duty, performed)) of_each(ask_ways(performed.ways, binding.event));
    }
  return diagram_.both(all, any);
}

/// Whether another state does its own part: told where it helps the victim or attacks the attacker, or decides not to
/// assist; else open.
Truth Evaluator::performs(const Condition& condition, const Binding& binding) {
  Truth any = no;
  members(condition.attacker, binding).for_each([&](std::size_t s) {
    bool refused = false;
    for (const auto& e : situation_->scenario->events) {
      if (!e.by.contains(s)) continue;
      const auto strikes_one_of = [&](const StateSet& set) {
        return std::ranges::any_of(e.against, [&](StateId id) { return set.contains(id.index()); });
      };
      const bool helps = e.kind == EventKind::assistance && binding.victim &&
                         std::ranges::find(e.against, binding.victim) != e.against.end();
      const bool fights = strikes_one_of(binding.attackers) &&
                          (e.kind == EventKind::entry_into_war || e.kind == EventKind::declaration_of_war ||
                           !program_.ways(ActorClass::state, e.kind, program_.armed_attack()).empty());
      if (helps || fights) {
        any = yes;
        return;
      }
      if (e.kind == EventKind::decision && e.decision && model().word(e.decision) == "assist")
        refused = e.negative;
    }
    if (refused) return;
    Ask what{};
    what.kind = AskKind::performance;
    what.state = make_id<StateId>(s);
    any = diagram_.either(any, ask(what));
  });
  return any;
}

/// Is one of the states among those who are meant as attackers?
template <class Whom>
Truth Evaluator::contains_any(const Whom& whom, const StateSet& states, const Binding& binding) {
  Truth any = no;
  states.for_each([&](std::size_t s) {
    if (!any.is_yes())
      any = diagram_.either(any, contains(whom, make_id<StateId>(s), binding, Others::than_victim));
  });
  return any;
}

Truth Evaluator::attacker_fits(const Pattern& attacker, const Binding& binding) {
  const Event& e = event(binding.event);
  if (binding.began || !e.by.empty())
    return contains_any(attacker, binding.began ? binding.attackers : e.by, binding);
  if (e.by_non_state) return no;
  const StateSet meant = members(attacker, binding, Others::than_victim);
  // Nobody is named. Whom the clause means is then as open as whose act it was; where those who speak name
  // somebody else altogether, it is not he.
  if (!e.asserted_actor.empty() && !e.asserted_actor.intersects(meant)) return no;
  return ask_question(model().lexicon.actors.unknown, binding.event);
}

Truth Evaluator::enough_attackers(const Condition& condition, const Binding& binding) {
  const auto& events = situation_->scenario->events;
  Truth any = no;
  for (const auto& element : condition.attacker.elements) {
    const StateSet meant = members(element, binding, Others::than_victim);
    const std::uint32_t wanted = element.at_least;
    if (wanted <= 1) {
      if (binding.attackers.empty() ||
          !contains_any(element, binding.attackers, binding).is_no())
        return yes;
      continue;
    }
    // count[k]: at least k distinct attackers so far. The event at hand must add one, so that the case arises
    // once.
    std::vector<Truth> count(wanted + 1, no);
    count[0] = yes;
    StateSet counted;
    bool adds = false;
    for (std::int16_t i = 0; i <= binding.event; ++i) {
      const Event& e = events[static_cast<std::size_t>(i)];
      StateSet opponents;
      if (std::ranges::find(e.against, binding.victim) != e.against.end()) {
        opponents = e.by;
      } else if (condition.kind == ConditionKind::at_war && e.by.contains(binding.victim.index())) {
        for (auto other : e.against) opponents.insert(other.index());
      } else {
        continue;
      }
      const Truth met = amounts(i, condition.concept_id);
      if (met.is_no()) continue;
      const StateSet fresh = (opponents & meant) - counted;
      fresh.for_each([&](std::size_t) {
        for (std::uint32_t k = wanted; k > 0; --k)
          count[k] = diagram_.either(count[k], diagram_.both(count[k - 1], met));
      });
      if (i == binding.event && !fresh.empty()) adds = true;
      if (met.is_yes()) counted |= fresh;
    }
    if (adds) any = diagram_.either(any, count[wanted]);
  }
  return any;
}

Truth Evaluator::means_used(Means means, std::int16_t index) {
  const Event& e = event(index);
  if (std::ranges::find(e.means, means) != e.means.end()) return yes;
  if (means == Means::nuclear_weapons && e.kind == EventKind::nuclear_use) return yes;
  if (!e.means.empty()) return no;  // the scenario says with what
  Ask what{};
  what.kind = AskKind::means;
  what.event = index;
  what.means = means;
  return ask(what);
}

// UN Charter, article 51: force is open to whoever is attacked, and to whoever comes to his aid at his
// request (ICJ, Nicaragua v. United States, 1986). The actor is the attacker of the event at hand, its target
// the victim. Who struck first is what counts: an attack that is itself self-defence justifies no answer in
// kind, unless the question that the lexicon names is answered so.
Truth Evaluator::self_defence(const Binding& binding) {
  return binding.victim ? in_defence(binding.event, binding.attackers, binding.victim, true) : no;
}

Truth Evaluator::in_defence(std::int16_t index, const StateSet& actors, StateId target, bool at_request) {
  Truth any = no;
  for (std::int16_t i = 0; i < index; ++i) {
    const Event& e = event(i);
    if (!e.by.contains(target.index())) continue;
    // Each earlier event is weighed once, however many later ones look back at it.
    if (attacks_.size() <= static_cast<std::size_t>(i)) attacks_.resize(situation_->scenario->events.size());
    if (!attacks_[static_cast<std::size_t>(i)]) {
      const Truth weighed = amounts(i, program_.armed_attack());
      attacks_[static_cast<std::size_t>(i)] = weighed;
    }
    const Truth attack = *attacks_[static_cast<std::size_t>(i)];
    if (attack.is_no()) continue;
    for (auto victim : e.against) {
      if (actors.contains(victim.index())) {
        any = diagram_.either(any, attack);
      } else if (at_request) {
        any = diagram_.either(any, diagram_.both(attack, requested_by(victim)));
      } else if (has_requested(victim)) {
        any = diagram_.either(any, attack);
      }
    }
  }
  return any;
}

bool Evaluator::has_requested(StateId state) const {
  return std::ranges::any_of(situation_->scenario->events, [&](const Event& e) {
    return e.kind == EventKind::request && e.by.contains(state.index());
  });
}

Truth Evaluator::requested_by(StateId state) {
  if (has_requested(state)) return yes;
  Ask what{};
  what.kind = AskKind::request;
  what.state = state;
  return ask(what);
}

Truth Evaluator::requested(const Pattern& by, const Binding& binding) {
  const StateSet entitled = members(by, binding);
  if (entitled.empty()) return no;
  if (entitled.size() == 1) {
    Truth asked = no;
    entitled.for_each([&](std::size_t s) { asked = requested_by(make_id<StateId>(s)); });
    return asked;
  }
  if (entitled.intersects(binding.requesters)) return yes;
  Ask what{};
  what.kind = AskKind::request;
  // What is supposed of each of them settles it; what is open is one question for all, not one for each.
  bool one_asked = false, none_asked = !situation_->named_answers.empty();
  if (none_asked)
    entitled.for_each([&](std::size_t s) {
      what.state = make_id<StateId>(s);
      const auto answer = named_answer(what);
      one_asked |= answer == true;
      none_asked &= answer == false;
    });
  if (one_asked) return yes;
  if (none_asked) return no;
  what.state = StateId::none();
  return ask(what);
}

Truth Evaluator::some_attack(const StateSet& by, const StateSet& on) {
  Truth any = no;
  for (std::int16_t i = 0; i < static_cast<std::int16_t>(situation_->scenario->events.size()); ++i) {
    const Event& e = event(i);
    if (!e.by.intersects(by)) continue;
    const bool hit = std::ranges::any_of(e.against, [&](StateId s) { return on.contains(s.index()); });
    if (hit) any = diagram_.either(any, amounts(i, program_.armed_attack()));
  }
  return any;
}

/// Is it one holder of the role that the condition protects that attacks another?
Truth Evaluator::one_on_another(ConditionId id, const Binding& binding) {
  const Condition& condition = model()[id];
  Truth any = no;
  if (condition.kind == ConditionKind::struck || condition.kind == ConditionKind::at_war)
    for (const auto& element : condition.victim.elements) {
      if (element.head != Head::role && element.head != Head::everyone) continue;
      const Truth struck = contains(element, binding.victim, binding, Others::than_debtor);
      if (struck.is_no()) continue;
      binding.attackers.for_each([&](std::size_t s) {
        const Truth strikes = contains(element, make_id<StateId>(s), binding, Others::than_debtor);
        any = diagram_.either(any, diagram_.both(struck, strikes));
      });
    }
  for (auto child : condition.children) any = diagram_.either(any, one_on_another(child, binding));
  return any;
}

// Does the clause speak of an attack by one holder of the protected role on another? The text may say; else
// it is asked.
Truth Evaluator::between_parties(const Clause& clause, const Binding& binding) {
  if (binding.attackers.empty() || !clause.trigger) return yes;
  const Provision& provision = model()[clause.provision];
  const Instrument& instrument = model()[provision.instrument];
  const bool own = provision.between != BetweenParties::unspecified;
  const BetweenParties rule = own ? provision.between : instrument.between;
  if (rule == BetweenParties::applies) return yes;
  const Truth between = one_on_another(clause.trigger, binding);
  if (between.is_no()) return yes;
  const Truth outside = diagram_.negate(between);
  if (rule == BetweenParties::excluded) return outside;
  const QuestionId asked = rule != BetweenParties::question ? model().lexicon.actors.parties
                           : own                            ? provision.between_question
                                                            : instrument.between_question;
  return diagram_.either(outside, ask_question(asked, binding.event));
}

// A wording that stood on some days only: an amended article is written once for each text.
// And nothing stands while the instrument does not; the doubt of a vague day is each holder's own
// (`holds_role`).
Truth Evaluator::wording_stands(const Binding& binding) {
  const Provision& provision = model()[binding.provision];
  if (!in_force(binding.instrument, binding.day)) return no;
  if (provision.in_force.empty()) return yes;
  for (const auto& spell : provision.in_force)
    if (spell.surely_contains(binding.day)) return yes;
  for (const auto& spell : provision.in_force)
    if (spell.may_contain(binding.day)) {
      Ask what{};
      what.kind = AskKind::wording;
      what.instrument = binding.instrument;
      what.provision = binding.provision;
      return ask(what);
    }
  return no;
}

Truth Evaluator::limits(const Clause& clause, const Binding& binding, std::vector<Step>* steps) {
  Truth all = yes;
  const auto test = [&](StepKind kind, ConditionId condition, auto&& truth) {
    if (all.is_no() && steps == nullptr) return;
    const Truth t = truth();
    all = diagram_.both(all, t);
    if (steps != nullptr) steps->push_back({kind, t, condition});
  };
  const Truth wording = wording_stands(binding);
  all = wording;
  if (clause.trigger) {
    const Truth between = all.is_no() ? yes : between_parties(clause, binding);
    all = diagram_.both(all, between);
    if (steps != nullptr && !between.is_yes()) steps->push_back({StepKind::between_parties, between, {}});
  }
  if (clause.on_request) test(StepKind::request, {}, [&] { return requested(clause.requested_by, binding); });
  for (auto id : clause.conditions) test(StepKind::condition, id, [&] { return holds(id, binding); });
  for (auto id : clause.exceptions)
    test(StepKind::exception, id, [&] { return diagram_.negate(holds(id, binding)); });
  return all;
}

/// True where the condition turns on what somebody does, not on how things stand.
bool Evaluator::speaks_of_event(ConditionId id) const {
  const Condition& condition = model()[id];
  switch (condition.kind) {
    case ConditionKind::self_defence:
    case ConditionKind::means:
    case ConditionKind::provoked:
    case ConditionKind::struck:
    case ConditionKind::at_war:
    case ConditionKind::breach:
    case ConditionKind::holds_threat: return true;
    default: break;
  }
  return std::ranges::any_of(condition.children, [&](ConditionId child) { return speaks_of_event(child); });
}

// A standing duty is owed whatever the event: what speaks of an event (`except in self_defence`) excuses a
// breach and does not end the duty.
Truth Evaluator::standing_limits(const Clause& clause, const Binding& binding, std::vector<Step>* steps) {
  Truth all = wording_stands(binding);
  const auto test = [&](StepKind kind, ConditionId condition, auto&& truth) {
    if (all.is_no() && steps == nullptr) return;
    const Truth t = truth();
    all = diagram_.both(all, t);
    if (steps != nullptr) steps->push_back({kind, t, condition});
  };
  if (clause.on_request) test(StepKind::request, {}, [&] { return requested(clause.requested_by, binding); });
  for (auto id : clause.conditions) test(StepKind::condition, id, [&] { return holds(id, binding); });
  for (auto id : clause.exceptions)
    if (!speaks_of_event(id))
      test(StepKind::exception, id, [&] { return diagram_.negate(holds(id, binding)); });
  return all;
}

}  // namespace casus::engine
