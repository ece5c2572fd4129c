// The steps of one clause for one debtor: the stuff of proofs and of "why not". Costs what the clause costs,
// once more.
#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

namespace {

bool is_struck(const Condition& condition) {
  return condition.kind == ConditionKind::struck || condition.kind == ConditionKind::holds_threat ||
         condition.kind == ConditionKind::at_war;
}

}  // namespace

bool Evaluator::could_owe(const Situation& situation, Result& result, ClauseId id, const Duty& duty,
                          std::int16_t index, StateId victim, StateId debtor) {
  situation_ = &situation;
  result_ = &result;
  const Binding binding = bind(model()[id].provision, index, victim);
  if (wording_stands(binding).is_no()) return false;
  return std::ranges::any_of(duty.debtor.elements, [&](Element element) {
    element.other = false;
    return !owes(element, debtor, binding).is_no();
  });
}

std::vector<Step> Evaluator::trace(const Situation& situation, Result& result, ClauseId id, const Duty& duty,
                                   std::int16_t index, StateId victim, StateId debtor) {
  situation_ = &situation;
  result_ = &result;
  const Clause& clause = model()[id];
  const Provision& provision = model()[clause.provision];
  const Binding binding = bind(clause.provision, index, victim);
  std::vector<Step> steps;

  steps.push_back({StepKind::in_force, wording_stands(binding), {}});

  // Whom the duty names, apart from who is struck or strikes.
  Truth named = no, other = yes;
  for (const auto& element : duty.debtor.elements) {
    Element plain = element;
    plain.other = false;
    const Truth here = owes(plain, debtor, binding);
    if (here.is_no()) continue;
    named = diagram_.either(named, here);
    if (element.other && (debtor == victim || binding.attackers.contains(debtor.index()))) other = no;
  }
  steps.push_back({StepKind::role, named, {}});

  if (provision.after) {
    Truth before = no;
    for (const auto& match : matches_)
      if (match.provision == provision.after && match.binding.event == index &&
          match.binding.victim == victim)
        before = diagram_.either(before, match.truth);
    steps.push_back({StepKind::after, before, {}});
  }
  if (clause.trigger) {
    // Of alternatives, the one that gets furthest is told.
    std::vector<Step> best;
    const auto progress = [](const std::vector<Step>& list) {
      std::size_t passed = 0;
      while (passed < list.size() && !list[passed].truth.is_no()) ++passed;
      return passed;
    };
    bool first = true;
    const auto walk = [&](ConditionId at, auto& self) -> void {
      const Condition& condition = model()[at];
      if (condition.kind == ConditionKind::any_of) {
        for (auto child : condition.children) self(child, self);
        return;
      }
      std::vector<Step> steps_here;
      if (is_struck(condition)) {
        struck(condition, binding, &steps_here);
        for (auto& step : steps_here) step.condition = at;
      } else if (condition.kind == ConditionKind::decision) {
        steps_here.push_back({StepKind::decision, holds(at, binding), at});
      } else if (condition.kind == ConditionKind::all_of) {
        for (auto child : condition.children) {
          std::vector<Step> inner;
          const Condition& part = model()[child];
          if (is_struck(part)) {
            struck(part, binding, &inner);
            for (auto& step : inner) step.condition = child;
          } else {
            inner.push_back({StepKind::condition, holds(child, binding), child});
          }
          steps_here.insert(steps_here.end(), inner.begin(), inner.end());
        }
      } else {
        steps_here.push_back({StepKind::condition, holds(at, binding), at});
      }
      const bool complete = progress(steps_here) == steps_here.size();
      const bool best_complete = !first && progress(best) == best.size();
      if (first || (complete && !best_complete) || (!best_complete && progress(steps_here) > progress(best)))
        best = std::move(steps_here);
      first = false;
    };
    walk(clause.trigger, walk);
    steps.insert(steps.end(), best.begin(), best.end());
  }
  if (clause.trigger || provision.after) {
    limits(clause, binding, &steps);
  } else {
    standing_limits(clause, binding, &steps);
  }
  if (other.is_no()) steps.push_back({StepKind::other_than, no, {}});

  // What narrows the provision for this debtor.
  for (const auto& narrowing : provision.narrowed) {
    if (!narrowing.whom.elements.empty() && !members(narrowing.whom, binding).contains(debtor.index()))
      continue;
    const Truth stands = narrowed_stands(narrowing, binding);
    if (!stands.is_yes()) steps.push_back({StepKind::narrowed, stands, {}});
  }

  Truth free = yes;
  for (const auto& s : model()[binding.instrument].suspensions) {
    if (s.toward.empty() || !s.spell.may_contain(binding.day) || !victim) continue;
    const bool hit = (s.state == debtor && s.toward.contains(victim.index())) ||
                     (s.state == victim && s.toward.contains(debtor.index()));
    if (hit) free = diagram_.both(free, s.question ? diagram_.negate(ask_question(s.question, -1)) : no);
  }
  for (const auto& r : model()[binding.instrument].reservations)
    if (r.provision == clause.provision && (r.state == debtor || r.state == victim) &&
        r.spell.may_contain(binding.day))
      free = no;
  if (!free.is_yes()) steps.push_back({StepKind::suspension, free, {}});
  return steps;
}

}  // namespace casus::engine
