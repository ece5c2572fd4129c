// Whether the conditions of a clause hold: what looks at the events.
#include <algorithm>

#include "engine/evaluate_parts.h"

namespace casus::engine {

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
  if (condition.kind == ConditionKind::struck && !condition.limited && event(binding.event).at)
    test(StepKind::territory, [&] { return at_own_place(binding); });
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
    breaks(id, duty, done, bind(condition.provision, binding.event, victim),
           [&](const StateSet&, Truth truth) { any = diagram_.either(any, truth); });
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
  return unnamed_fits(attacker, binding);
}

/// Whether somebody whom the clause means did what nobody known has done. That some state did is one question, that it was one
/// of those is another, unless the clause means any state.
Truth Evaluator::unnamed_fits(const Pattern& attacker, const Binding& binding) {
  const Event& e = event(binding.event);
  const StateSet meant = members(attacker, binding, Others::than_victim);
  // Where those who speak name somebody else altogether, it is not he.
  if (meant.empty() || (!e.asserted_actor.empty() && !e.asserted_actor.intersects(meant))) return no;
  const Truth state = ask_question(model().lexicon.actors.unknown, binding.event);
  const bool any = std::ranges::any_of(attacker.elements, [](const Element& element) {
    return element.head == Head::any_state && element.at_least <= 1 && element.except.empty() &&
           !element.character;
  });
  if (any || state.is_no()) return state;
  Ask what{};
  what.kind = AskKind::attacker;
  what.event = binding.event;
  what.instrument = binding.instrument;
  what.provision = binding.provision;
  return diagram_.both(state, ask(what));
}

Truth Evaluator::enough_attackers(const Condition& condition, const Binding& binding) {
  const auto& events = situation_->scenario->events;
  Truth any = no;
  for (const auto& element : condition.attacker.elements) {
    const std::uint32_t wanted = element.at_least;
    if (wanted <= 1) {
      if (binding.attackers.empty() || !contains_any(element, binding.attackers, binding).is_no()) return yes;
      continue;
    }
    const StateSet meant = members(element, binding, Others::than_victim);
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
    const Truth attack = amounts(i, program_.armed_attack());
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
  if (!situation_->has_suppositions) {
    const ProvisionFacts& facts = program_.facts(binding.provision);
    if (!facts.window.contains(binding.day)) return no;
    if (facts.exact) return yes;
  }
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
