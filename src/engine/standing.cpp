// Standing duties, and what breaks them.
#include <algorithm>

#include "engine/evaluate_parts.h"

namespace casus::engine {

void Evaluator::standing(std::int16_t index, StateId victim) {
  Binding binding = bind(index, victim);
  const auto one = [&](ClauseId id) {
    const Clause& clause = model()[id];
    turn_to(clause.provision, binding);
    const Truth truth = standing_limits(clause, binding);
    if (truth.is_no()) return;
    for (const Duty* duty : program_.duties(id)) {
      if (focus_ && !focus_->emits(clause.provision, *duty)) continue;
      if (!program_.is_universal(*duty)) emit_duty(RowKind::standing, id, *duty, binding, truth);
    }
  };
  for (const auto& s : focus_ ? focus_->concerning(victim) : program_.concerning(victim))
    if (can_stand(s.window, event(index).on)) one(s.clause);
  if (!situation_->has_suppositions) return;
  for (const auto& s : situation_->scenario->suppositions) {
    if (!first_to_suppose(*situation_->scenario, s) || s.state != victim) continue;
    const auto known = program_.concerning(victim);
    for (auto provision : model()[s.instrument].provisions)
      for (auto clause : model()[provision].clauses)
        if (!model()[clause].trigger && !model()[provision].after && (!focus_ || focus_->looks_at(clause)) &&
            std::ranges::find(known, clause, &Concerning::clause) == known.end())
          one(clause);
  }
}

void Evaluator::add_standing_rows(const Situation& situation, Result& result) {
  situation_ = &situation;
  result_ = &result;
  Binding binding = bind(-1, StateId::none());
  for (std::size_t p = 0; p < model().provisions.size(); ++p) {
    const auto id = make_id<ProvisionId>(p);
    const Provision& provision = model()[id];
    if (provision.after) continue;
    for (const auto clause : provision.clauses) {
      if (model()[clause].trigger) continue;
      turn_to(id, binding);
      const Truth truth = standing_limits(model()[clause], binding);
      if (truth.is_no()) continue;
      for (const Duty* duty : program_.duties(clause))
        emit_duty(RowKind::standing, clause, *duty, binding, truth);
    }
  }
}

// Permanent neutrality is owed at all times and toward all: it is told of a state that another row asks to
// help somebody.
void Evaluator::own_standing_in_the_way() {
  const std::span<const Standing> neutrals = focus_ ? focus_->neutral() : program_.neutral();
  if (neutrals.empty()) return;
  StateSet asked;
  asking_.clear();
  for (std::uint32_t i = 0; i < result_->rows.size(); ++i)
    if (const Row& row = result_->rows[i]; row.event >= 0 && asks_to_assist(row)) {
      asked |= row.debtors;
      asking_.push_back(i);
    }
  if (asked.empty()) return;
  for (const auto& neutral : neutrals) {
    if (!situation_->has_suppositions && !neutral.debtors.intersects(asked)) continue;
    for (const auto i : asking_) {
      if (!can_concern(neutral, result_->rows[i].debtors, event(result_->rows[i].event).on)) continue;
      // Not a reference into the rows: more are added below.
      const StateSet helpers = result_->rows[i].debtors;
      const std::int16_t at = result_->rows[i].event;
      const StateId victim = result_->rows[i].victim;
      const ClauseId id = neutral.clause;
      const Binding binding = bind(model()[id].provision, at, victim);
      const Truth truth = standing_limits(model()[id], binding);
      if (truth.is_no()) continue;
      for (const Duty* duty : program_.duties(id)) {
        if (duty->act != Act::stay_neutral || !duty->object.elements.empty()) continue;
        Row row;
        row.kind = RowKind::standing;
        row.provision = model()[id].provision;
        row.clause = id;
        row.duty = duty;
        row.event = at;
        row.victim = victim;
        row.debtors = owing(duty->debtor, binding, Others::than_debtor) & helpers;
        row.truth = truth;
        if (row.debtors.empty()) continue;
        const bool told = std::any_of(result_->rows.begin(), result_->rows.end(), [&](const Row& r) {
          return r.kind == RowKind::standing && r.duty == duty && r.victim == row.victim &&
                 (row.debtors - r.debtors).empty();
        });
        if (!told) unless_freed(row, binding, [&](const Row& part) { add_row(part); });
      }
    }
  }
}

void Evaluator::breaches(std::int16_t index) {
  const Event& e = event(index);
  if (e.by.empty()) return;
  Binding binding = bind(index, e.against.empty() ? StateId::none() : e.against.front());
  const auto add = [&](ClauseId id, const Duty& duty, StateId victim, Truth done) {
    if (binding.victim != victim) binding = bind(index, victim);
    turn_to(model()[id].provision, binding);
    breaks(id, duty, done, binding, [&](const StateSet& by, Truth truth) {
      Row row;
      row.kind = RowKind::breach;
      row.provision = model()[id].provision;
      row.clause = id;
      row.duty = &duty;
      row.event = index;
      row.victim = victim;
      row.debtors = by;
      if (victim) row.objects.insert(victim.index());
      row.truth = truth;
      unless_freed(row, binding, [&](const Row& part) { add_row(part); });
    });
  };
  const StateId lone = e.by.size() == 1 ? make_id<StateId>(e.by.first()) : StateId::none();
  for (const auto& performed : program_.performed(ActorClass::state, e.kind)) {
    const auto clauses = program_.broken_by(performed.act);
    if (clauses.empty()) continue;
    const Truth done = ask_ways(performed.ways, index);
    if (done.is_no()) continue;
    const auto one = [&](const Standing& standing) {
      if (!can_concern(standing, e.by, e.on)) return;
      const bool reaches =
          situation_->has_suppositions || standing.names_nobody || e.against.empty() ||
          std::ranges::any_of(e.against, [&](StateId s) { return standing.objects.contains(s.index()); });
      if (!reaches) return;
      const ClauseId id = standing.clause;
      for (const Duty* duty : program_.duties(id)) {
        if (!is_broken_by(*duty, performed)) continue;
        for (auto victim : e.against) add(id, *duty, victim, done);
        if (e.against.empty()) add(id, *duty, StateId::none(), done);
      }
    };
    // Mostly one state acts, and owes few of them.
    if (lone && !situation_->has_suppositions) {
      const auto breakers = program_.breakers(performed.act);
      for (std::size_t i = 0; i < clauses.size(); ++i)
        if (breakers[i].contains(lone.index())) one(clauses[i]);
    } else {
      for (const auto& standing : clauses) one(standing);
    }
  }
  // Told as a breach of one provision: of each of its duties that the actor owes.
  if (e.kind == EventKind::breach && e.provision)
    for (auto id : model()[e.provision].clauses)
      for (const Duty* duty : program_.duties(id))
        if (duty->modality != Modality::may) {
          for (auto victim : e.against) add(id, *duty, victim, yes);
          if (e.against.empty()) add(id, *duty, StateId::none(), yes);
        }
}

/// A positive duty is broken by an act that violates it, a prohibition by the act itself.
bool Evaluator::is_broken_by(const Duty& duty, const PerformedAct& performed) {
  const bool prohibition = duty.modality == Modality::must_not || duty.modality == Modality::should_not;
  return duty.act == performed.act && duty.modality != Modality::may && prohibition != performed.violates;
}

}  // namespace casus::engine
