#include "engine/evaluate.h"

#include <algorithm>
#include <map>

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

namespace {

/// True where this is the first supposition that gives its state a role in its instrument: clauses are looked
/// through once.
bool first_to_suppose(const Scenario& scenario, const Supposition& s) {
  if (s.kind != SupposeKind::membership || !s.value) return false;
  for (const auto& other : scenario.suppositions) {
    if (&other == &s) return true;
    if (other.kind == s.kind && other.value && other.state == s.state && other.instrument == s.instrument)
      return false;
  }
  return true;
}

}  // namespace

// ── rows

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
  if (standing && !duty.object.elements.empty() && !row.objects.contains(binding.victim.index())) return;
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
    return !standing || (debtor == binding.victim) == own_standing;
  };
  if (own_standing) {
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

// ── standing duties and what breaks them

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
