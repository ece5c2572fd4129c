// Areas with no place in them, and clauses that nothing can set off. Both are warnings and must be sound:
// vague ends count in favour of the clause, and whoever might be meant is meant.
#include <fmt/format.h>

#include <algorithm>

#include "model/check_parts.h"

namespace casus::model {

using diag::Code;

namespace {

/// A state on the days on which a pattern can mean it.
struct Presence {
  StateId state;
  Period when;
};

/// Whom a pattern can mean at all. `anybody`: it is so wide that listing its members would tell nothing.
struct Meant {
  bool anybody = false;
  std::vector<Presence> states;
  std::uint32_t at_least = 1;
  StateSet of_least;  ///< who counts towards `at_least`

  bool empty() const { return !anybody && states.empty(); }
};

class Reach {
 public:
  Reach(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {
    amounting_.resize(model.concepts.size());
    for (std::size_t i = 0; i < model.concepts.size(); ++i) amounting_[i] = model.concepts[i].is_event_kind;
    for (bool changed = true; changed;) {
      changed = false;
      for (const auto& rule : model.lexicon.concepts)
        if (amounting_[rule.from.index()] && !amounting_[rule.to.index()]) {
          amounting_[rule.to.index()] = 1;
          changed = true;
        }
    }
    seen_.resize(model.conditions.size());
  }

  void run() {
    for (std::size_t i = 0; i < model_.areas.size(); ++i) area(model_.areas[i]);
    for (const auto& instrument : model_.instruments) never_in_force(instrument);
    for (const auto& clause : model_.clauses) {
      const Provision& provision = model_[clause.provision];
      if (clause.trigger && !provision.after && !turns_on_event(clause.trigger))
        sink_.add(Code::never_triggers, model_[clause.trigger].span,
                  "nothing in this trigger happens, so nothing sets it off",
                  "say what happens, for instance `armed_attack on a party` or `request of a party`, and put "
                  "what else has to be so behind `if`; or write `after` and the provision that comes first");
      // What was refused may be what is missing.
      if (clause.trigger && sink_.errors_in(model_[provision.instrument].whole) == 0) {
        visit(clause.trigger, provision.instrument);
        for (auto id : clause.conditions) visit(id, provision.instrument);
      }
    }
  }

 private:
  // ── whom a pattern can mean
  /// The days from the first to the last on which the instrument counts for anything.
  Period life(const Instrument& instrument) const {
    if (instrument.in_force.empty()) {
      const auto& made = instrument.signed_on ? instrument.signed_on : instrument.published_on;
      return made ? Period{made->earliest, Day::max()} : Period{};
    }
    Period whole{Day::max(), Day::min()};
    for (const auto& spell : instrument.in_force) {
      whole.from = std::min(whole.from, spell.from.earliest);
      whole.to = std::max(whole.to, spell.to.latest);
    }
    return whole;
  }

  void add(Meant& meant, const Element& element, StateId state, Period when) const {
    if (element.except.contains(state.index())) return;
    for (const auto& exists : model_[state].exists) {
      const Period here = meet(when, hull(exists));
      if (here.empty()) continue;
      meant.states.push_back({state, here});
      if (element.at_least > 1) meant.of_least.insert(state.index());
    }
  }

  Meant meant(const Pattern& pattern, InstrumentId id) const {
    const Instrument& instrument = model_[id];
    const Period days = life(instrument);
    Meant result;
    for (const auto& element : pattern.elements) {
      if (element.at_least > result.at_least) result.at_least = element.at_least;
      const auto bears = [&](StateId state, Period when) {
        if (!element.character) return add(result, element, state, when);
        for (const auto& c : instrument.characters)
          if (c.word == element.character && c.state == state)
            add(result, element, state, meet(when, hull(c.spell)));
      };
      switch (element.head) {
        case Head::role:
        case Head::everyone:
          for (const auto& m : instrument.memberships) {
            if (element.head == Head::role && m.role != element.role) continue;
            if (element.tier && m.tier != element.tier) continue;
            bears(m.state, meet(days, hull(m.spell)));
          }
          break;
        case Head::states:
          element.states.for_each([&](std::size_t s) { add(result, element, make_id<StateId>(s), days); });
          break;
        case Head::class_of:
          for (std::size_t s = 0; s < model_.states.size(); ++s)
            for (const auto& c : model_.states[s].classes)
              if (c.class_of == element.class_of)
                add(result, element, make_id<StateId>(s), meet(days, hull(c.spell)));
          break;
        default: result.anybody = true;
      }
    }
    return result;
  }

  // ── clauses
  void visit(ConditionId id, InstrumentId instrument) {
    if (seen_[id.index()]) return;
    seen_[id.index()] = true;
    const Condition& condition = model_[id];
    // Under `not` a condition that never holds always lets the clause through.
    if (condition.kind == ConditionKind::negation) return;
    for (auto child : condition.children) visit(child, instrument);
    if (condition.kind == ConditionKind::struck || condition.kind == ConditionKind::holds_threat ||
        condition.kind == ConditionKind::at_war)
      struck(condition, instrument);
  }

  /// A clause is set off by an event: one that strikes somebody, a breach, a request or a decision; that a state holds a
  /// role or that a question is answered is no event.
  bool turns_on_event(ConditionId id) const {
    const Condition& condition = model_[id];
    switch (condition.kind) {
      case ConditionKind::struck:
      case ConditionKind::holds_threat:
      case ConditionKind::at_war:
      case ConditionKind::breach:
      case ConditionKind::request:
      case ConditionKind::decision: return true;
      default: break;
    }
    return std::ranges::any_of(condition.children, [&](ConditionId child) { return turns_on_event(child); });
  }

  void never_in_force(const Instrument& instrument) {
    const bool meant_to_bind = instrument.force != Force::proposal && instrument.force != Force::draft &&
                               instrument.force != Force::lapsed;
    if (!meant_to_bind || !instrument.in_force.empty() || instrument.memberships.empty() ||
        !instrument.note.empty() || sink_.errors_in(instrument.whole) > 0)
      return;
    sink_.add(Code::never_triggers, instrument.span,
              fmt::format("`{}` is in force on no day, so it binds nobody", instrument.name),
              "write `in force` and the day; of a text that never came into force say so in a `note`");
  }

  void never(const Condition& condition, std::string message, std::string hint) {
    sink_.add(Code::never_triggers, condition.span, std::move(message), std::move(hint));
  }

  void struck(const Condition& condition, InstrumentId id) {
    const Instrument& instrument = model_[id];
    if (condition.concept_id && !amounting_[condition.concept_id.index()]) {
      const auto& what = model_[condition.concept_id].name;
      return never(
          condition, fmt::format("nothing that happens amounts to `{}`", what),
          fmt::format("say in the lexicon which kinds of event do, for instance `invasion is {}`", what));
    }
    const Meant victims = meant(condition.victim, id);
    if (victims.empty() && !condition.victim.elements.empty())
      return never(
          condition,
          fmt::format("nobody can be struck here: no state fits while `{}` is in force", instrument.name),
          "check the days of the states, roles, tiers and classes that are named");
    const Meant attackers = meant(condition.attacker, id);
    if (condition.attacker.elements.empty()) return;
    if (attackers.empty())
      return never(
          condition,
          fmt::format("nobody can strike here: no state fits while `{}` is in force", instrument.name),
          "check the days of the states, roles, tiers and classes that are named");
    if (!attackers.anybody && attackers.at_least > attackers.of_least.size() && attackers.at_least > 1)
      return never(condition,
                   fmt::format("{} attackers are asked for, but only {} fit while `{}` is in force",
                               attackers.at_least, attackers.of_least.size(), instrument.name),
                   "lower the number, or name a wider class");
    if (attackers.anybody || victims.anybody || condition.victim.elements.empty()) return;
    for (const auto& a : attackers.states)
      for (const auto& v : victims.states)
        if (a.state != v.state && !meet(a.when, v.when).empty()) return;
    never(condition,
          fmt::format("attacker and victim never exist side by side while `{}` is in force", instrument.name),
          "a state does not attack itself; check the days of both sides");
  }

  // ── areas
  void area(const Area& area) {
    if (!area.instrument || sink_.errors_in(model_[area.instrument].whole) > 0) return;
    for (const auto& term : area.terms)
      if (!term.exclude && has_place(term, area.instrument)) return;
    const bool empty = std::ranges::none_of(area.terms, [](const AreaTerm& t) { return !t.exclude; });
    sink_.add(Code::area_without_place, area.span,
              empty
                  ? fmt::format("the area `{}` takes nothing in", area.name)
                  : fmt::format("no place that the corpus knows lies in the area `{}` on any day", area.name),
              empty ? "write what lies in it, for instance `territory of party in Europe`"
                    : "check its regions and days, and whether the places it means are written down");
  }

  bool has_place(const AreaTerm& term, InstrumentId id) const {
    const auto lies_in = [&](const Place& place) {
      return term.regions == 0 || (place.regions & term.regions) != 0;
    };
    if (hull(term.spell).empty()) return false;
    switch (term.kind) {
      case AreaTermKind::places: return !term.places.empty();
      case AreaTermKind::regions: return std::ranges::any_of(model_.places, lies_in);
      // Forces are at sea and in the air too, where no place need be written; the region alone is looked at.
      case AreaTermKind::forces: return term.regions == 0 || std::ranges::any_of(model_.places, lies_in);
      default: break;
    }
    const Meant whose = meant(term.of, id);
    const auto held = [&](const std::vector<DatedState>& holders) {
      return std::ranges::any_of(holders, [&](const DatedState& holder) {
        if (term.as_of && !holder.spell.may_contain(*term.as_of)) return false;
        if (whose.anybody) return true;
        const Period days = term.as_of ? Period{} : meet(hull(holder.spell), hull(term.spell));
        return std::ranges::any_of(whose.states, [&](const Presence& p) {
          return p.state == holder.state && !meet(days, p.when).empty();
        });
      });
    };
    return std::ranges::any_of(model_.places, [&](const Place& place) {
      if (!lies_in(place) || (term.kind == AreaTermKind::islands && !place.island)) return false;
      if (held(place.sovereigns) || (!place.disputed.empty() && held(place.claimants))) return true;
      return term.kind == AreaTermKind::administered && held(place.administrators);
    });
  }

  const Model& model_;
  diag::Sink& sink_;
  std::vector<char> amounting_;
  std::vector<char> seen_;
};

}  // namespace

void check_reach(const Model& model, diag::Sink& sink) { Reach(model, sink).run(); }

}  // namespace casus::model
