// From a clause in play to its rows: who owes each duty, as narrowings, doubtful roles, reservations and decisions leave it.
#include <algorithm>
#include <map>

#include "engine/evaluate_parts.h"

namespace casus::engine {

void Evaluator::emit(RowKind kind, ClauseId id, const Binding& binding, Truth truth) {
  for (const Duty* duty : program_.duties(id))
    if (!focus_ || focus_->emits(binding.provision, *duty)) emit_duty(kind, id, *duty, binding, truth);
}

void Evaluator::emit_duty(RowKind kind, ClauseId id, const Duty& duty, const Binding& binding, Truth truth) {
  const bool standing = kind == RowKind::standing;
  Row row;
  row.kind = kind;
  row.provision = binding.provision;
  row.clause = id;
  row.duty = &duty;
  row.event = binding.event;
  row.victim = binding.victim;
  // In an object `other` means other than whoever owes the duty: it is heeded where the duty is told of one debtor.
  if (!duty.object.elements.empty()) row.objects = members(duty.object, binding, Others::than_debtor);
  // A standing duty toward others than whoever is struck.
  if (standing && binding.victim && !duty.object.elements.empty() &&
      !row.objects.contains(binding.victim.index()))
    return;
  if (!standing) row.target = binding.attackers;
  row.debtors = owing(duty.debtor, binding);
  row.truth = truth;
  emit_debtors(row, binding);
}

/// Adds a row as far as what narrows its provision lets it stand: for whom the narrowing is meant, only on its
/// conditions.
void Evaluator::add_narrowed(const Row& whole, const Binding& binding) {
  std::vector<Row> parts = {whole};
  for (const auto& narrowing : model()[binding.provision].narrowed) {
    const Truth stands = narrowed_stands(narrowing, binding);
    if (stands.is_yes()) continue;
    const std::size_t count = parts.size();
    for (std::size_t i = 0; i < count; ++i) {
      // Whether it is meant for a state may itself be in doubt: then it stands for it as far as it is.
      std::map<std::uint32_t, StateSet> meant;  // by formula
      const StateSet debtors = parts[i].debtors;
      if (narrowing.whom.elements.empty()) {
        meant[yes.node] = debtors;
      } else {
        debtors.for_each([&](std::size_t d) {
          meant[contains(narrowing.whom, make_id<StateId>(d), binding).node].insert(d);
        });
      }
      for (const auto& [formula, states] : meant) {
        if (formula == no.node) continue;
        Row limited = parts[i];
        limited.debtors = states;
        limited.truth =
            diagram_.both(limited.truth, diagram_.either(stands, diagram_.negate(Truth{formula})));
        parts[i].debtors -= states;
        parts.push_back(limited);
      }
    }
  }
  for (auto& part : parts)
    if (!part.truth.is_no() && !part.debtors.empty()) add_decided(part, binding);
}

/// What a narrowing leaves: everything while it does not stand, else what its conditions allow.
Truth Evaluator::narrowed_stands(const Narrowing& narrowing, const Binding& binding) {
  Binding own = binding;
  own.provision = narrowing.by;
  Truth all = diagram_.negate(wording_stands(own));
  if (all.is_yes()) return all;
  for (auto id : model()[narrowing.by].clauses) all = diagram_.either(all, limits(model()[id], own));
  return all;
}

void Evaluator::emit_debtors(Row& row, const Binding& binding) {
  const Duty& duty = *row.duty;
  const Truth truth = row.truth;
  const bool standing = row.kind == RowKind::standing;
  // A standing duty that names nobody is owed by whoever is struck, for itself.
  const bool own_standing = standing && duty.object.elements.empty();
  const auto concerned = [&](StateId debtor) {
    return !standing || !binding.victim || (debtor == binding.victim) == own_standing;
  };
  if (!binding.victim) {
    // Whatever happens, or nothing: whoever owes it.
  } else if (own_standing) {
    StateSet self;
    self.insert(binding.victim.index());
    row.debtors &= self;
  } else if (standing) {
    row.debtors.erase(binding.victim.index());
  }
  const bool narrowed = program_.facts(binding.provision).narrowed;
  const auto add = [&](const Row& part) {
    narrowed ? add_narrowed(part, binding) : add_decided(part, binding);
  };
  unless_freed(row, binding, add);

  // Debtors whose own role is in doubt.
  StateSet handled = row.debtors;
  for (const auto& element : duty.debtor.elements) {
    const bool listed = element.head == Head::states;
    if (element.head != Head::role && element.head != Head::everyone && !listed) continue;
    const RoleKind role_kind = element.head == Head::role ? element.role : RoleKind::count_;
    const std::uint32_t index = program_.role(binding.instrument, role_kind, element.tier);
    if (index == UINT32_MAX || holders(index, binding.instrument, binding.day).doubted.empty()) continue;
    for (const auto& doubtful : holding(program_.role_at(index), binding.day).doubtful) {
      if (!doubtful.on(binding.day) || handled.contains(doubtful.state.index())) continue;
      if (!concerned(doubtful.state)) continue;
      const Truth held = owes(element, doubtful.state, binding);
      if (held.is_no()) continue;
      handled.insert(doubtful.state.index());
      Row open = row;
      open.debtors = {};
      open.debtors.insert(doubtful.state.index());
      open.truth = diagram_.both(truth, held);
      unless_freed(open, binding, add);
    }
  }
}

/// Whose decision the provision, and what it comes after, asks for.
StateSet Evaluator::deciders(ProvisionId provision, WordId decision, const Binding& binding) const {
  StateSet set;
  const auto look = [&](ConditionId id, auto& self) -> void {
    if (!id) return;
    const Condition& condition = model()[id];
    if (condition.kind == ConditionKind::decision && !condition.organ && condition.decision == decision)
      set |= members(condition.attacker, binding);
    for (auto child : condition.children) self(child, self);
  };
  for (std::size_t depth = 0; provision && depth <= model().provisions.size(); ++depth) {
    for (auto id : model()[provision].clauses) {
      const Clause& clause = model()[id];
      look(clause.trigger, look);
      for (auto condition : clause.conditions) look(condition, look);
      for (auto exception : clause.exceptions) look(exception, look);
    }
    provision = model()[provision].after;
  }
  return set;
}

/// Settles the decisions that the row hangs on, as far as the scenario says who decided. `that guarantor`:
/// each debtor for itself, so those who have decided are told apart; otherwise one of those asked is enough.
void Evaluator::add_decided(const Row& whole, const Binding& binding) {
  if (!decision_asked_ || !whole.truth.is_open() || whole.debtors.empty()) return add_row(whole);
  Row row = whole;
  const bool decider =
      std::ranges::any_of(row.duty->debtor.elements, [](const Element& e) { return e.decider; });
  for (std::uint32_t question = 0; question < result_->questions.size() && row.truth.is_open(); ++question) {
    const Ask what = result_->questions[question].ask;
    if (what.kind != AskKind::decision || what.state || what.organ) continue;
    const Truth if_yes = diagram_.given(row.truth, question, true);
    const Truth if_no = diagram_.given(row.truth, question, false);
    if (if_yes == if_no) continue;
    StateSet decided_yes, decided_no;
    for (const auto& e : situation_->scenario->events)
      if (e.kind == EventKind::decision && e.decision == what.decision)
        (e.negative ? decided_no : decided_yes) |= e.by;
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::decision && s.decision == what.decision)
        (s.value ? decided_yes : decided_no).insert(s.state.index());
    const StateSet asked = deciders(row.provision, what.decision, binding);
    if (!situation_->named_answers.empty())
      asked.for_each([&](std::size_t d) {
        Ask own = what;
        own.state = make_id<StateId>(d);
        if (const auto answer = named_answer(own)) (*answer ? decided_yes : decided_no).insert(d);
      });
    if (!decider) {
      if (decided_yes.intersects(asked)) {
        row.truth = if_yes;
      } else if ((asked - decided_no).empty()) {
        row.truth = if_no;
      }
      continue;
    }
    decided_yes &= asked;
    decided_no |= row.debtors - asked;
    for (const bool answer : {true, false}) {
      Row part = row;
      part.debtors = row.debtors & (answer ? decided_yes : decided_no);
      part.truth = answer ? if_yes : if_no;
      row.debtors -= part.debtors;
      add_decided(part, binding);
    }
    row.own_decision = true;
  }
  add_row(row);
}

void Evaluator::add_row(const Row& row) {
  if (row.truth.is_no() || row.debtors.empty()) return;
  result_->rows.push_back(row);
}

}  // namespace casus::engine
