// Who a clause speaks of: roles on a day, patterns, and who is meant where something about it is open.
#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

bool Evaluator::in_force(InstrumentId instrument, Day day) const {
  // Of several suppositions about one text the last counts.
  if (situation_->has_suppositions) {
    const auto& all = situation_->scenario->suppositions;
    for (auto s = all.rbegin(); s != all.rend(); ++s)
      if (s->kind == SupposeKind::in_force && s->instrument == instrument && s->spell.may_contain(day))
        return s->value;
  }
  for (const auto& spell : model()[instrument].in_force)
    if (spell.may_contain(day)) return true;
  return false;
}

const Holding& Evaluator::holding(const Role& role, Day day) const {
  if (situation_->has_suppositions)
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::in_force && s.value && s.instrument == role.instrument &&
          s.spell.may_contain(day))
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

/// Who surely holds the role, and who does by what the scenario says; the same clause asks for it several times.
const Evaluator::HoldersOfDay& Evaluator::holders(std::uint32_t index, InstrumentId instrument,
                                                  Day day) const {
  HoldersOfDay& known = holders_of_day_[index];
  if (known.terms == terms_ && known.day == day) return known;
  const Holding& all = holding(program_.role_at(index), day);
  known.terms = terms_;
  known.day = day;
  known.doubted = {};
  known.states = all.sure.at(day);
  for (const auto& d : all.doubtful) {
    if (!d.on(day)) continue;
    known.doubted.insert(d.state.index());
    if (settled(d, instrument) == true) known.states.insert(d.state.index());
  }
  return known;
}

StateSet Evaluator::role_members(InstrumentId instrument, RoleKind kind, WordId tier, Day day) const {
  StateSet set;
  if (situation_->has_suppositions && !in_force(instrument, day)) return set;
  if (const std::uint32_t index = program_.role(instrument, kind, tier); index != UINT32_MAX)
    set = holders(index, instrument, day).states;
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
  const std::uint32_t index = program_.role(instrument, kind, tier);
  if (situation_->has_suppositions) {
    if (!in_force(instrument, day)) return no;
    if (role_members(instrument, kind, tier, day).contains(state.index())) return yes;
    for (const auto& s : situation_->scenario->suppositions)
      if (s.kind == SupposeKind::membership && s.instrument == instrument && s.state == state && !s.value &&
          (kind == RoleKind::count_ || s.role == kind) && (!s.tier || s.tier == tier) &&
          s.spell.may_contain(day))
        return no;
  }
  if (index == UINT32_MAX) return no;
  const HoldersOfDay& known = holders(index, instrument, day);
  if (known.states.contains(state.index())) return yes;
  if (!known.doubted.contains(state.index())) return no;
  Truth any = no;
  for (const auto& doubtful : holding(program_.role_at(index), day).doubtful) {
    if (doubtful.state != state || !doubtful.on(day)) continue;
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
  if (element.head == Head::role && !element.character && !element.other && element.except.empty())
    return role_members(binding.instrument, element.role, element.tier, binding.day);
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
  if (pattern.elements.size() == 1) return members(pattern.elements[0], binding, others);
  StateSet set;
  for (const auto& element : pattern.elements) set |= members(element, binding, others);
  return set;
}

StateSet Evaluator::owing(const Pattern& debtor, const Binding& binding, Others others) const {
  if (debtor.elements.size() == 1 && debtor.elements[0].head != Head::states)
    return members(debtor.elements[0], binding, others);
  StateSet set;
  for (const auto& element : debtor.elements) {
    StateSet part = members(element, binding, others);
    if (element.head == Head::states)
      part &= role_members(binding.instrument, RoleKind::count_, {}, binding.day);
    set |= part;
  }
  return set;
}

bool Evaluator::in_doubt(const Element& element, StateId state, const Binding& binding) const {
  switch (element.head) {
    case Head::role:
    case Head::everyone:
    case Head::states:
    case Head::non_party: break;
    default: return false;
  }
  const RoleKind kind = element.head == Head::role ? element.role : RoleKind::count_;
  const WordId tier = element.head == Head::role ? element.tier : WordId::none();
  const std::uint32_t index = program_.role(binding.instrument, kind, tier);
  return index != UINT32_MAX &&
         holders(index, binding.instrument, binding.day).doubted.contains(state.index());
}

Truth Evaluator::owes(const Element& element, StateId state, const Binding& binding, Others others) {
  const Truth named = contains(element, state, binding, others);
  if (element.head != Head::states || named.is_no()) return named;
  return diagram_.both(named, holds_role(binding.instrument, RoleKind::count_, {}, state, binding.day));
}

Truth Evaluator::contains(const Element& element, StateId state, const Binding& binding, Others others) {
  if (!state) return no;  // a trigger that strikes nobody has no victim
  // The common case, a role without suppositions or character: no set is copied.
  if ((element.head == Head::role || element.head == Head::everyone) && !element.character &&
      !situation_->has_suppositions) {
    if (element.except.contains(state.index()) || !is_other(element, state, binding, others)) return no;
    const RoleKind kind = element.head == Head::everyone ? RoleKind::count_ : element.role;
    return holds_role(binding.instrument, kind, element.tier, state, binding.day);
  }
  if (element.head == Head::non_party) {
    const bool meant = program_.states(binding.day).contains(state.index()) &&
                       !element.except.contains(state.index()) && is_other(element, state, binding, others);
    if (!meant) return no;
    return diagram_.negate(holds_role(binding.instrument, RoleKind::count_, {}, state, binding.day));
  }
  if (members(element, binding, others).contains(state.index())) {
    // Whether a state whose recognition is disputed is meant by `any state`, no file decides.
    if (element.head != Head::any_state || others == Others::than_victim ||
        model()[state].recognition.empty())
      return yes;
    Ask what{};
    what.kind = AskKind::statehood;
    what.state = state;
    return ask(what);
  }
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

}  // namespace casus::engine
