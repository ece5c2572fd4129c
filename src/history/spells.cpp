#include "history/spells.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace casus::history {

using namespace casus::model;

namespace {

/// Who a member is: a code, or a state that never bears one.
struct Member {
  int code;
  StateId state;  ///< none where there is a code
  friend auto operator<=>(const Member&, const Member&) = default;
};

/// A member in a run of days, and the state of casus that it is.
struct MemberDays {
  Member member;
  StateId state;
  Day begin;
  Day end;
};

/// The days of a state by the codes under which it is known.
std::vector<MemberDays> by_member(const Codes& known, StateId state, Day from, Day to) {
  if (known[state.index()].empty()) return {{{0, state}, state, from, to}};
  std::vector<MemberDays> list;
  for (const auto& c : known[state.index()]) {
    const Day begin = std::max(from, c.begin), end = std::min(to, c.end);
    if (begin < end) list.push_back({{c.code, StateId::none()}, state, begin, end});
  }
  return list;
}

/// The days on which somebody holds any role while the text is in force.
std::vector<MemberDays> members_of(const Model& model, const Codes& known, InstrumentId id) {
  std::vector<MemberDays> list;
  for (const auto& m : model[id].memberships)
    for (const auto& force : model[id].in_force) {
      const auto [from, to] = days_of(meet(m.spell, force));
      if (!(from < to)) continue;
      const auto part = by_member(known, m.state, from, to);
      list.insert(list.end(), part.begin(), part.end());
    }
  std::ranges::sort(list, {},
                    [](const MemberDays& d) { return std::tuple(d.member, d.begin, d.end, d.state); });
  return list;
}

void note_state(std::vector<StateId>& states, StateId state) {
  if (std::ranges::find(states, state) == states.end()) states.push_back(state);
}

bool at_most_two(const std::vector<MemberDays>& members) {
  std::vector<Day> begins;
  for (const auto& m : members) begins.push_back(m.begin);
  return std::ranges::all_of(begins, [&](Day day) {
    std::set<Member> there;
    for (const auto& m : members)
      if (m.begin <= day && day < m.end) there.insert(m.member);
    return there.size() <= 2;
  });
}

/// Two pledges of one kind, made by two clauses: a limit of one is none where the other does not have it.
void loosen(PledgeLimits& limits, const PledgeLimits& other) {
  limits.adversary = limits.adversary && other.adversary;
  limits.location = limits.location && other.location;
  limits.conflict = limits.conflict && other.conflict;
  limits.number = limits.number && other.number;
  limits.demand = limits.demand && other.demand;
  limits.unprovoked = limits.unprovoked && other.unprovoked;
  limits.attacked = limits.attacked && other.attacked;
  limits.request = limits.request && other.request;
  limits.adversaries.insert(limits.adversaries.end(), other.adversaries.begin(), other.adversaries.end());
  std::ranges::sort(limits.adversaries);
  limits.adversaries.erase(std::unique(limits.adversaries.begin(), limits.adversaries.end()),
                           limits.adversaries.end());
  if (!limits.adversary) limits.adversaries.clear();
}

/// Sorted and without doubles.
void tidy(std::vector<Day>& days) {
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
}

}  // namespace

std::vector<MemberSpell> member_spells(const Model& model, std::string_view only) {
  std::vector<MemberSpell> list;
  const Codes known = codes_known(model);
  for (std::size_t i = 0; i < model.instruments.size(); ++i) {
    const Instrument& instrument = model.instruments[i];
    if (!instrument.name.starts_with(only)) continue;
    std::map<std::pair<Member, RoleKind>, std::vector<MemberSpell>> by_kind;
    for (const auto& m : instrument.memberships)
      for (const auto& force : instrument.in_force) {
        const Spell days = meet(m.spell, force);
        if (!(days.from.earliest < days.to.latest)) continue;
        for (const auto& part : by_member(known, m.state, days.from.earliest, days.to.latest)) {
          Spell spell = days;
          if (days.from.earliest < part.begin) spell.from = VagueDay::exact(part.begin);
          if (part.end < days.to.latest) spell.to = VagueDay::exact(part.end);
          by_kind[{part.member, m.role}].push_back(
              {make_id<InstrumentId>(i), m.role, part.member.code, {m.state}, spell});
        }
      }
    for (auto& [kind, spells] : by_kind) {
      std::ranges::stable_sort(spells, {}, [](const MemberSpell& s) {
        return std::tuple(s.days.from.earliest, s.days.to.latest, s.states.front());
      });
      for (std::size_t k = 0; k < spells.size(); ++k) {
        auto& spell = spells[k];
        const bool goes_on = k > 0 && spell.days.from.earliest <= list.back().days.to.latest;
        if (!goes_on) {
          list.push_back(std::move(spell));
          continue;
        }
        note_state(list.back().states, spell.states.front());
        if (list.back().days.to.latest < spell.days.to.latest) list.back().days.to = spell.days.to;
      }
    }
  }
  return list;
}

bool is_bilateral(const Model& model, const Codes& known, InstrumentId id) {
  return at_most_two(members_of(model, known, id));
}

std::vector<AllianceTerms> alliance_terms(const Model& model, std::string_view only) {
  std::vector<AllianceTerms> list;
  const Codes known = codes_known(model);
  const auto owed = owed_pledges(model, only);
  for (std::size_t i = 0, k = 0; i < owed.size(); i = k) {
    const InstrumentId id = owed[i].instrument;
    // What each member owes under this text, by the codes under which it is known.
    std::map<Member, std::vector<std::pair<MemberDays, const OwedPledge*>>> by_debtor;
    for (k = i; k < owed.size() && owed[k].instrument == id; ++k)
      for (const auto& days : by_member(known, owed[k].from, owed[k].begin, owed[k].end))
        by_debtor[days.member].emplace_back(days, &owed[k]);
    const auto members = members_of(model, known, id);
    const bool bilateral = at_most_two(members);
    for (std::size_t m = 0, n = 0; m < members.size(); m = n) {
      const Member member = members[m].member;
      std::vector<Day> changes;
      for (n = m; n < members.size() && members[n].member == member; ++n)
        changes.insert(changes.end(), {members[n].begin, members[n].end});
      const auto& debts = by_debtor[member];
      for (const auto& [days, pledge] : debts) changes.insert(changes.end(), {days.begin, days.end});
      tidy(changes);
      bool goes_on = false;
      for (std::size_t c = 0; c + 1 < changes.size(); ++c) {
        AllianceTerms terms{id, member.code, {}, changes[c], changes[c + 1], bilateral, 0, {}};
        for (std::size_t at = m; at < n; ++at)
          if (members[at].begin <= terms.begin && terms.begin < members[at].end)
            note_state(terms.states, members[at].state);
        if (terms.states.empty()) {
          goes_on = false;
          continue;
        }
        for (const auto& [days, pledge] : debts) {
          if (!(days.begin <= terms.begin && terms.begin < days.end)) continue;
          auto& limits = terms.limits[static_cast<std::size_t>(pledge->pledge)];
          if ((terms.pledges & bit(pledge->pledge)) == 0) {
            limits = pledge->limits;
          } else {
            loosen(limits, pledge->limits);
          }
          terms.pledges |= bit(pledge->pledge);
        }
        if (goes_on && list.back().pledges == terms.pledges && list.back().limits == terms.limits) {
          list.back().end = terms.end;
          for (const auto state : terms.states) note_state(list.back().states, state);
        } else {
          list.push_back(std::move(terms));
        }
        goes_on = true;
      }
    }
  }
  return list;
}

void state_days(const Model& model, const std::vector<DirectedPledge>& pledges, Day first, Day end,
                const std::vector<Day>& changes, const std::function<void(const StateDays&)>& take) {
  const Codes borne = codes_borne(model);
  std::size_t from = 0;
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    const auto state = make_id<StateId>(s);
    std::size_t to = from;
    while (to < pledges.size() && pledges[to].from == state) ++to;
    for (const auto& exists : model.states[s].exists) {
      const Day begin = std::max(first, exists.from.earliest), last = std::min(end, exists.to.latest);
      if (!(begin < last)) continue;
      std::vector<Day> days = {begin, last};
      const auto note = [&](Day day) {
        if (begin < day && day < last) days.push_back(day);
      };
      for (const auto day : changes) note(day);
      for (const auto& c : borne[s]) note(c.begin), note(c.end);
      for (std::size_t i = from; i < to; ++i) note(pledges[i].begin), note(pledges[i].end);
      tidy(days);
      std::optional<StateDays> open;
      for (std::size_t d = 0; d + 1 < days.size(); ++d) {
        StateDays run{state, 0, days[d], days[d + 1], {}};
        for (const auto& c : borne[s])
          if (c.begin <= run.begin && run.begin < c.end) run.code = c.code;
        for (std::size_t i = from; i < to; ++i) {
          auto& partners = run.partners[static_cast<std::size_t>(pledges[i].pledge)];
          // They are sorted by whom they are owed to, so that one state stands beside itself.
          if (pledges[i].begin <= run.begin && run.begin < pledges[i].end &&
              (partners.empty() || partners.back() != pledges[i].to))
            partners.push_back(pledges[i].to);
        }
        const bool apart = std::ranges::find(changes, run.begin) != changes.end();
        if (open && !apart && open->code == run.code && open->partners == run.partners) {
          open->end = run.end;
          continue;
        }
        if (open) take(*open);
        open = std::move(run);
      }
      if (open) take(*open);
    }
    from = to;
  }
}

}  // namespace casus::history
