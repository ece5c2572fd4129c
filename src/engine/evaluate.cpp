// From events to the clauses that they bring into play. Rows are made in rows.cpp, standing duties and breaches found in
// standing.cpp, conditions weighed in conditions.cpp, conflicts and gaps found in findings.cpp.
#include "engine/evaluate.h"

#include <algorithm>

#include "engine/evaluate_parts.h"

namespace casus::engine {

Evaluator::Evaluator(const Program& program) : program_(program), holders_of_day_(program.role_count()) {
  matches_.reserve(16);
}

bool asks_to_assist(const Row& row) {
  return row.kind != RowKind::breach &&
         (row.duty->modality == Modality::must || row.duty->modality == Modality::should) &&
         family(row.duty->act) == ActFamily::force;
}

/// The same event and victim, looked at by another provision.
void Evaluator::turn_to(ProvisionId provision, Binding& binding) const {
  binding.provision = provision;
  binding.instrument = program_.facts(provision).instrument;
}

Evaluator::Binding Evaluator::bind(ProvisionId provision, std::int16_t index, StateId victim) const {
  Binding binding = bind(index, victim);
  turn_to(provision, binding);
  return binding;
}

Evaluator::Binding Evaluator::bind(std::int16_t index, StateId victim) const {
  Binding binding;
  binding.event = index;
  binding.victim = victim;
  binding.day = situation_->day;
  if (index >= 0) {
    const Event& e = event(index);
    binding.attackers = e.by;
    binding.day = e.on;
    if (victim && e.by.contains(victim.index())) {  // the other side of a war
      binding.attackers = {};
      for (auto other : e.against) binding.attackers.insert(other.index());
      binding.began = true;
    }
  }
  for (const auto& e : situation_->scenario->events)
    if (e.kind == EventKind::request) binding.requesters |= e.by;
  return binding;
}

void Evaluator::evaluate_rows(const Situation& situation, Result& result) {
  situation_ = &situation;
  result_ = &result;
  ++evaluation_;
  if (!same_terms_) ++terms_;
  decision_asked_ = false;
  result.clear();
  diagram_.clear();
  matches_.clear();

  const auto& events = situation.scenario->events;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto index = static_cast<std::int16_t>(i);
    const auto free = focus_ ? focus_->free(events[i].kind) : program_.free(events[i].kind);
    if (!free.empty()) {
      Binding binding = bind(index, StateId::none());
      for (const auto& candidate : free)
        if (can_stand(candidate.window, events[i].on)) triggered(candidate.clause, binding);
    }
    for (auto victim : events[i].against) strike(index, victim, false);
    // A war has two sides: whoever began it may be the one whom a clause speaks of.
    if (strikes(events[i].kind))
      events[i].by.for_each([&](std::size_t actor) { strike(index, make_id<StateId>(actor), true); });
  }
  if (!matches_.empty())
    for (const auto& clause : focus_ ? focus_->dependent() : program_.dependent()) dependent(clause);

  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto index = static_cast<std::int16_t>(i);
    for (auto victim : events[i].against) {
      // Once for each state concerned, at the first event that strikes it.
      const bool seen =
          std::any_of(events.begin(), events.begin() + static_cast<std::ptrdiff_t>(i), [&](const Event& e) {
            return strikes(e.kind) && std::ranges::find(e.against, victim) != e.against.end();
          });
      if (!seen && strikes(events[i].kind)) standing(index, victim);
    }
    if (!focus_) breaches(index);
  }
  own_standing_in_the_way();
  apply_precedence();
}

void Evaluator::evaluate_rows(const Situation& situation, Result& result, const Focus& focus,
                              bool same_terms) {
  focus_ = &focus;
  same_terms_ = same_terms;
  evaluate_rows(situation, result);
  focus_ = nullptr;
  same_terms_ = false;
  std::erase_if(result.rows, [&](const Row& row) { return !focus.keeps(row); });
}

void Evaluator::evaluate_conflicts(const Situation& situation, Result& result) {
  evaluate_rows(situation, result);
  find_conflicts();
}

void Evaluator::evaluate(const Situation& situation, Result& result) {
  evaluate_conflicts(situation, result);
  find_gaps();
  for (const auto& row : result.rows)
    for (auto question : diagram_.support(row.truth)) result.questions[question].pivotal = true;
}

/// Clauses that the event may bring into play for one state: struck, or itself acting, where a clause looks at both sides.
void Evaluator::strike(std::int16_t index, StateId victim, bool acting) {
  const KindSet kind = bit(event(index).kind);
  const Day day = event(index).on;
  const auto fits = [&](const Candidate& c) {
    return (c.kinds & kind) != 0 && (c.mutual || !acting) && can_stand(c.window, day);
  };
  const auto looked_at = [&]() -> std::span<const Candidate> {
    if (focus_) return acting ? focus_->mutual(victim) : focus_->protecting(victim);
    return acting ? program_.mutual(victim) : program_.protecting(victim);
  };
  Binding binding = bind(index, victim);
  for (const auto& candidate : looked_at())
    if (fits(candidate)) triggered(candidate.clause, binding);
  if (!situation_->has_suppositions) return;
  // A state that holds a role by supposition is in no index: its instrument is looked through.
  const auto known = program_.protecting(victim);
  for (const auto& s : situation_->scenario->suppositions) {
    if (!first_to_suppose(*situation_->scenario, s) || s.state != victim) continue;
    for (auto provision : model()[s.instrument].provisions)
      for (auto clause : model()[provision].clauses) {
        if (!model()[clause].trigger || model()[provision].after || !fits(program_.candidate(clause)))
          continue;
        if (focus_ && !focus_->looks_at(clause)) continue;
        const bool indexed =
            std::ranges::any_of(known, [&](const Candidate& c) { return c.clause == clause; });
        if (!indexed) triggered(clause, binding);
      }
  }
}

void Evaluator::triggered(ClauseId id, Binding& binding) {
  const Clause& clause = model()[id];
  const Condition& trigger = model()[clause.trigger];
  // A clause that a decision brings into play waits for that decision or a vote on it: it is not asked beside others.
  if (trigger.kind == ConditionKind::decision && trigger.organ) {
    const Event& e = event(binding.event);
    if (e.decision != trigger.decision || (e.organ && e.organ != trigger.organ)) return;
  }
  turn_to(clause.provision, binding);
  Truth truth = holds(clause.trigger, binding);
  if (truth.is_no()) return;
  truth = diagram_.both(truth, limits(clause, binding));
  if (truth.is_no()) return;
  if (program_.is_referenced(clause.provision)) matches_.push_back({clause.provision, binding, truth});
  emit(RowKind::triggered, id, binding, truth);
}

void Evaluator::dependent(const Dependent& own) {
  const std::size_t count = matches_.size();  // those that it adds itself come after another
  for (std::size_t i = 0; i < count; ++i) {
    if (matches_[i].provision != own.after) continue;
    const ClauseId id = own.clause;
    const Clause& clause = model()[id];
    Binding binding = matches_[i].binding;
    binding.provision = clause.provision;
    Truth truth = matches_[i].truth;
    if (clause.trigger) truth = diagram_.both(truth, holds(clause.trigger, binding));
    if (!truth.is_no()) truth = diagram_.both(truth, limits(clause, binding));
    if (truth.is_no()) continue;
    if (program_.is_referenced(clause.provision)) matches_.push_back({clause.provision, binding, truth});
    emit(RowKind::triggered, id, binding, truth);
  }
}

}  // namespace casus::engine
