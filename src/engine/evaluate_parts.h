// The parts of evaluation that several of its files use. Internal to src/engine.
#pragma once

#include <algorithm>
#include <optional>

#include "engine/evaluate.h"

namespace casus::engine {

/// True where this is the first supposition that gives its state a role in its instrument: clauses are looked
/// through once.
inline bool first_to_suppose(const Scenario& scenario, const Supposition& s) {
  if (s.kind != SupposeKind::membership || !s.value) return false;
  for (const auto& other : scenario.suppositions) {
    if (&other == &s) return true;
    if (other.kind == s.kind && other.value && other.state == s.state && other.instrument == s.instrument)
      return false;
  }
  return true;
}

/// Hands on what is left of the row where reservations and suspensions toward one party are heeded.
template <class Add>
void Evaluator::unless_freed(const Row& whole, const Binding& binding, Add add) {
  if (!program_.facts(binding.provision).may_free) return add(whole);
  const Instrument& instrument = model()[binding.instrument];
  const auto meant = [&](const Reservation& r) {
    return r.provision == binding.provision && r.spell.may_contain(binding.day);
  };
  const auto applies = [&](const Suspension& s) {
    return !s.toward.empty() && s.spell.may_contain(binding.day) && binding.victim;
  };
  // Mostly none is of that day, and the row is handed on as it is.
  if (std::ranges::none_of(instrument.reservations, meant) &&
      std::ranges::none_of(instrument.suspensions, applies))
    return add(whole);
  Row row = whole;
  // A reservation works both ways (Vienna Convention on the Law of Treaties, article 21).
  for (const auto& r : instrument.reservations)
    if (meant(r)) {
      if (r.state == binding.victim) row.debtors = {};
      row.debtors.erase(r.state.index());
    }
  for (const auto& s : instrument.suspensions) {
    if (!applies(s)) continue;
    StateSet freed;
    if (s.toward.contains(binding.victim.index())) freed.insert(s.state.index());
    if (s.state == binding.victim) freed |= s.toward;
    freed &= row.debtors;
    if (freed.empty()) continue;
    row.debtors -= freed;
    if (!s.question) continue;
    Row doubtful = row;
    doubtful.debtors = freed;
    doubtful.truth = diagram_.both(row.truth, diagram_.negate(ask_question(s.question, -1)));
    add(std::move(doubtful));
  }
  add(std::move(row));
}

/// Tells who breaks the duty by what the event does, and on what that hangs: those who owe it for sure together, whoever
/// may owe it alone.
template <class Tell>
void Evaluator::breaks(ClauseId id, const Duty& duty, Truth done, const Binding& binding, Tell tell) {
  const StateSet& actors = event(binding.event).by;
  const StateSet sure = owing(duty.debtor, binding, Others::than_debtor) & actors;
  std::optional<Truth> common;
  const auto truth = [&] {
    if (!common) {
      const Truth toward_victim = duty.object.elements.empty() || !binding.victim
                                      ? yes
                                      : contains(duty.object, binding.victim, binding, Others::than_debtor);
      common = diagram_.both(done, toward_victim);
      if (!common->is_no()) common = diagram_.both(*common, at_own_place(binding));
      if (!common->is_no()) common = diagram_.both(*common, limits(model()[id], binding));
    }
    return *common;
  };
  if (!sure.empty() && !truth().is_no()) tell(sure, truth());
  (actors - sure).for_each([&](std::size_t actor) {
    Truth held = no;
    for (const auto& element : duty.debtor.elements)
      if (in_doubt(element, make_id<StateId>(actor), binding))
        held = diagram_.either(held, owes(element, make_id<StateId>(actor), binding, Others::than_debtor));
    if (held.is_no()) return;
    held = diagram_.both(held, truth());
    StateSet by;
    by.insert(actor);
    if (!held.is_no()) tell(by, held);
  });
}

}  // namespace casus::engine
