#include "history/pledges.h"

#include <algorithm>
#include <tuple>

#include "history/days.h"

namespace casus::history {

using namespace casus::model;

namespace {

/// Days of one state.
struct DaysOfState {
  StateId state;
  Day begin;
  Day end;
};
using Spans = std::vector<DaysOfState>;

/// Takes days out of every span of the state.
void cut(Spans& spans, StateId state, Day from, Day to) {
  if (!(from < to)) return;
  Spans rest;
  for (const auto& span : spans) {
    if (span.state != state || !(from < span.end && span.begin < to)) {
      rest.push_back(span);
      continue;
    }
    if (span.begin < from) rest.push_back({span.state, span.begin, from});
    if (to < span.end) rest.push_back({span.state, to, span.end});
  }
  spans = std::move(rest);
}

/// Whom an element of a pattern names, and when; nothing where it names anybody at all.
Spans holders(const Model& model, InstrumentId id, const Element& element) {
  const Instrument& instrument = model[id];
  Spans list;
  if (element.head != Head::role && element.head != Head::everyone && element.head != Head::states)
    return list;
  for (const auto& m : instrument.memberships) {
    if (element.head == Head::role && (m.role != element.role || (element.tier && m.tier != element.tier)))
      continue;
    if (element.head == Head::states && !element.states.contains(m.state.index())) continue;
    if (element.except.contains(m.state.index())) continue;
    const auto [begin, end] = days_of(m.spell);
    if (!element.character) {
      list.push_back({m.state, begin, end});
      continue;
    }
    for (const auto& c : instrument.characters) {
      if (c.word != element.character || c.state != m.state) continue;
      const auto [from, to] = days_of(c.spell);
      if (std::max(begin, from) < std::min(end, to))
        list.push_back({m.state, std::max(begin, from), std::min(end, to)});
    }
  }
  // Whoever is suspended neither owes nor is owed; where that hangs on a question or a vague day, the days are in doubt and stay.
  for (const auto& s : instrument.suspensions)
    if (s.toward.empty() && !s.question) cut(list, s.state, s.spell.from.latest, s.spell.to.earliest);
  return list;
}

Spans holders(const Model& model, InstrumentId id, const Pattern& pattern) {
  Spans list;
  for (const auto& element : pattern.elements) {
    const auto part = holders(model, id, element);
    list.insert(list.end(), part.begin(), part.end());
  }
  return list;
}

/// Whom a trigger protects, and what every one of its forms asks for besides.
struct Victims {
  Spans states;
  bool any = false;  ///< a form of the trigger speaks of such a case
  StateSet by;       ///< attackers that are named
  bool adversary = true;
  bool location = true;
  bool number = true;
  bool unprovoked = true;

  void add(const Spans& part, const Condition& condition) {
    states.insert(states.end(), part.begin(), part.end());
    any = true;
    const auto& attackers = condition.attacker.elements;
    const auto anybody = [](const Element& e) { return e.head == Head::any_state && e.except.empty(); };
    adversary = adversary && !attackers.empty() && std::ranges::none_of(attackers, anybody);
    number = number && std::ranges::any_of(attackers, [](const Element& e) { return e.at_least > 1; });
    for (const auto& element : attackers)
      if (element.head == Head::states) by |= element.states;
    location = location && condition.limited;
    unprovoked = unprovoked && condition.unprovoked;
  }
};

/// Apart by whether the trigger speaks of a state that is struck or of one at war.
struct Protected {
  Victims struck;
  Victims at_war;
};
void gather(const Model& model, InstrumentId id, ConditionId at, Protected& into) {
  if (!at) return;
  const Condition& condition = model[at];
  switch (condition.kind) {
    case ConditionKind::struck:
    case ConditionKind::holds_threat: into.struck.add(holders(model, id, condition.victim), condition); break;
    case ConditionKind::at_war: into.at_war.add(holders(model, id, condition.victim), condition); break;
    case ConditionKind::any_of:
    case ConditionKind::all_of:
      for (auto child : condition.children) gather(model, id, child, into);
      break;
    default: break;
  }
}

bool names_victim(const Pattern& pattern) {
  return std::ranges::any_of(pattern.elements, [](const Element& e) { return e.head == Head::victim; });
}

class Gathering {
 public:
  Gathering(const Model& model, std::string_view only) : model_(model), only_(only) {}

  void run() {
    for (const auto& one : model_.clauses) clause(one);
    std::ranges::sort(directed, {}, [](const DirectedPledge& p) {
      return std::tuple(p.from, p.to, p.pledge, p.begin, p.end, p.instrument);
    });
    std::ranges::stable_sort(owed, {}, [](const OwedPledge& p) {
      return std::tuple(p.instrument, p.from, p.pledge, p.begin, p.end);
    });
  }

  std::vector<DirectedPledge> directed;
  std::vector<OwedPledge> owed;

 private:
  void clause(const Clause& clause) {
    const Provision& provision = model_[clause.provision];
    const InstrumentId id = provision.instrument;
    if (model_[id].force != Force::binding || !model_[id].name.starts_with(only_)) return;
    Protected whom;
    for (const auto trigger : triggers_of(model_, clause)) gather(model_, id, trigger, whom);
    for (const auto& duty : clause.duties) {
      Spans debtors = holders(model_, id, duty.debtor);
      for (const auto& r : model_[id].reservations)
        if (r.provision == clause.provision) cut(debtors, r.state, r.spell.from.latest, r.spell.to.earliest);
      if (debtors.empty()) continue;
      const bool for_victim =
          duty.object.elements.empty() || names_victim(duty.object) || is_against(duty.act);
      const auto toward = [&](const Victims& victims) {
        if (!victims.any) return Spans{};
        return for_victim ? victims.states : holders(model_, id, duty.object);
      };
      const PledgeBits kinds = pledges_of(model_, clause, duty);
      const auto is = [&](Pledge kind) { return (kinds & bit(kind)) != 0; };
      if (is(Pledge::defense)) pledge(clause, debtors, toward(whom.struck), Pledge::defense, whom.struck);
      if (is(Pledge::offense)) pledge(clause, debtors, toward(whom.at_war), Pledge::offense, whom.at_war);
      if (is(Pledge::neutral)) {
        pledge(clause, debtors, whom.struck.states, Pledge::neutral, whom.struck, true);
        pledge(clause, debtors, whom.at_war.states, Pledge::neutral, whom.at_war);
      }
      if (is(Pledge::nonagg)) pledge(clause, debtors, holders(model_, id, duty.object), Pledge::nonagg, {});
      if (is(Pledge::consul))
        pledge(clause, debtors,
               duty.object.elements.empty() || names_victim(duty.object) ? whom.struck.states
                                                                         : holders(model_, id, duty.object),
               Pledge::consul, whom.struck);
    }
  }

  /// What the clause makes of ATOP's limits.
  PledgeLimits limits_of(const Clause& clause, const Victims& victims, bool attacked) const {
    PledgeLimits limits;
    limits.attacked = attacked;
    const Instrument& instrument = model_[model_[clause.provision].instrument];
    if (victims.any) {
      limits.adversary = victims.adversary, limits.location = victims.location;
      limits.number = victims.number, limits.unprovoked = victims.unprovoked;
      if (limits.adversary)
        victims.by.for_each([&](std::size_t s) { limits.adversaries.push_back(model_.states[s].code); });
    }
    limits.request = clause.on_request;
    for (const auto at : clause.conditions) {
      const Condition& condition = model_[at];
      if (condition.kind == ConditionKind::provoked && condition.value) limits.unprovoked = true;
      if (condition.kind != ConditionKind::question || !condition.question) continue;
      std::string_view word = model_[condition.question].name;
      if (!word.starts_with(instrument.name + "_")) continue;
      word.remove_prefix(instrument.name.size() + 1);
      limits.adversary = limits.adversary || word == "adversary";
      limits.location = limits.location || word == "location";
      limits.conflict = limits.conflict || word == "conflict";
      limits.number = limits.number || word == "number";
      limits.demand = limits.demand || word == "demand";
    }
    return limits;
  }

  /// `attacked`: neutrality that is owed only where the other is struck.
  void pledge(const Clause& clause, const Spans& debtors, const Spans& others, Pledge kind,
              const Victims& victims, bool attacked = false) {
    if (others.empty()) return;
    const Provision& provision = model_[clause.provision];
    const Instrument& instrument = model_[provision.instrument];
    const PledgeLimits limits = limits_of(clause, victims, attacked);
    // On the days on which the text is in force in this wording.
    const auto in_force = [&](Day begin, Day end, auto&& add) {
      for (const auto& force : instrument.in_force) {
        const auto [from, to] = days_of(force);
        const Day first = std::max(begin, from), last = std::min(end, to);
        if (provision.in_force.empty() && first < last) add(first, last);
        for (const auto& wording : provision.in_force) {
          const auto [since, until] = days_of(wording);
          if (std::max(first, since) < std::min(last, until))
            add(std::max(first, since), std::min(last, until));
        }
      }
    };
    for (const auto& a : debtors) {
      in_force(a.begin, a.end, [&](Day first, Day last) {
        owed.push_back({provision.instrument, a.state, kind, first, last, limits});
      });
      for (const auto& b : others) {
        if (a.state == b.state) continue;
        Spans both = {{a.state, std::max(a.begin, b.begin), std::min(a.end, b.end)}};
        if (!(both[0].begin < both[0].end)) continue;
        for (const auto& s : instrument.suspensions) {
          const bool between = (s.state == a.state && s.toward.contains(b.state.index())) ||
                               (s.state == b.state && s.toward.contains(a.state.index()));
          if (between && !s.question) cut(both, a.state, s.spell.from.latest, s.spell.to.earliest);
        }
        for (const auto& days : both)
          in_force(days.begin, days.end, [&](Day first, Day last) {
            directed.push_back({a.state, b.state, kind, first, last, provision.instrument});
          });
      }
    }
  }

  const Model& model_;
  std::string_view only_;
};

}  // namespace

std::vector<DirectedPledge> directed_pledges(const Model& model, std::string_view only) {
  Gathering gathering(model, only);
  gathering.run();
  return std::move(gathering.directed);
}

std::vector<OwedPledge> owed_pledges(const Model& model, std::string_view only) {
  Gathering gathering(model, only);
  gathering.run();
  return std::move(gathering.owed);
}

}  // namespace casus::history
