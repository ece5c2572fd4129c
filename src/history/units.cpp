#include "history/units.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <tuple>

namespace casus::history {

using namespace casus::model;

namespace {

/// Days of one state.
struct StateDays {
  StateId state;
  Day begin;
  Day end;
};
using Spans = std::vector<StateDays>;

/// The days of a spell, those in doubt among them.
std::pair<Day, Day> days_of(const Spell& spell) { return {spell.from.earliest, spell.to.latest}; }

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

/// Whom the trigger protects, apart by whether it speaks of a state that is struck or of one at war.
struct Protected {
  Spans struck;
  Spans at_war;
};
void gather(const Model& model, InstrumentId id, ConditionId at, Protected& into) {
  if (!at) return;
  const Condition& condition = model[at];
  const auto add = [&](Spans& list) {
    const auto part = holders(model, id, condition.victim);
    list.insert(list.end(), part.begin(), part.end());
  };
  switch (condition.kind) {
    case ConditionKind::struck:
    case ConditionKind::holds_threat: add(into.struck); break;
    case ConditionKind::at_war: add(into.at_war); break;
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

  std::vector<DirectedPledge> run() {
    for (std::size_t i = 0; i < model_.clauses.size(); ++i) clause(model_.clauses[i]);
    std::ranges::sort(list_, {}, [](const DirectedPledge& p) {
      return std::tuple(p.from, p.to, p.pledge, p.begin, p.end, p.instrument);
    });
    return std::move(list_);
  }

 private:
  void clause(const Clause& clause) {
    const Provision& provision = model_[clause.provision];
    const InstrumentId id = provision.instrument;
    if (model_[id].force != Force::binding || !model_[id].name.starts_with(only_)) return;
    Protected whom;
    gather(model_, id, clause.trigger, whom);
    for (const auto& duty : clause.duties) {
      const Spans debtors = holders(model_, id, duty.debtor);
      if (debtors.empty()) continue;
      const bool must = duty.modality == Modality::must;
      const bool helps = must && family(duty.act) == ActFamily::force;
      const bool for_victim = duty.object.elements.empty() || names_victim(duty.object);
      if (helps && clause.trigger) {
        const Spans named = for_victim ? Spans{} : holders(model_, id, duty.object);
        pledge(provision, debtors,
               for_victim || is_against(duty.act) ? whom.struck
               : whom.struck.empty()              ? Spans{}
                                                  : named,
               Pledge::defense);
        pledge(provision, debtors,
               for_victim || is_against(duty.act) ? whom.at_war
               : whom.at_war.empty()              ? Spans{}
                                                  : named,
               Pledge::offense);
      } else if (must && duty.act == Act::stay_neutral && clause.trigger) {
        pledge(provision, debtors, whom.struck, Pledge::neutral);
        pledge(provision, debtors, whom.at_war, Pledge::neutral);
      } else if (duty.modality == Modality::must_not && duty.act == Act::use_force && !clause.trigger) {
        pledge(provision, debtors, holders(model_, id, duty.object), Pledge::nonagg);
      } else if (must && duty.act == Act::consult) {
        pledge(provision, debtors,
               duty.object.elements.empty() || names_victim(duty.object) ? whom.struck
                                                                         : holders(model_, id, duty.object),
               Pledge::consul);
      }
    }
  }

  void pledge(const Provision& provision, const Spans& debtors, const Spans& others, Pledge kind) {
    for (const auto& a : debtors)
      for (const auto& b : others) {
        if (a.state == b.state) continue;
        const Day begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
        if (!(begin < end)) continue;
        for (const auto& force : model_[provision.instrument].in_force) {
          const auto [from, to] = days_of(force);
          const auto add = [&](Day first, Day last) {
            if (first < last) list_.push_back({a.state, b.state, kind, first, last, provision.instrument});
          };
          const Day first = std::max(begin, from), last = std::min(end, to);
          if (provision.in_force.empty()) add(first, last);
          for (const auto& wording : provision.in_force) {
            const auto [since, until] = days_of(wording);
            add(std::max(first, since), std::min(last, until));
          }
        }
      }
  }

  const Model& model_;
  std::string_view only_;
  std::vector<DirectedPledge> list_;
};

Day first_day(int year) { return day_of(year, 1, 1).value_or(Day::max()); }

}  // namespace

std::vector<DirectedPledge> directed_pledges(const Model& model, std::string_view only) {
  return Gathering(model, only).run();
}

void directed_dyad_years(const Model& model, const std::vector<DirectedPledge>& pledges, int first_year,
                         int last_year, YearRule rule, bool pledged_only,
                         const std::function<void(const DirectedDyadYear&)>& take) {
  // Which code a state bears, and when: a state may change its code within a year, as Germany did in 1990.
  struct Bearing {
    int code;
    Day begin;
    Day end;
  };
  std::vector<std::vector<Bearing>> bearings(model.states.size());
  for (std::size_t s = 0; s < model.states.size(); ++s)
    for (const auto& dated : model.states[s].codes) {
      if (dated.system != CodeSystem::cow) continue;
      int code = 0;
      std::from_chars(dated.code.data(), dated.code.data() + dated.code.size(), code);
      for (const auto& exists : model.states[s].exists) {
        const auto [from, to] = days_of(exists);
        const auto [since, until] = days_of(dated.spell);
        if (std::max(from, since) < std::min(to, until))
          bearings[s].push_back({code, std::max(from, since), std::min(to, until)});
      }
    }

  std::vector<int> codes;
  std::vector<std::uint8_t> matrix;
  for (int year = first_year; year <= last_year; ++year) {
    const Day begin = first_day(year), end = first_day(year + 1);
    codes.clear();
    for (const auto& list : bearings)
      for (const auto& b : list)
        if (b.begin < end && begin < b.end) codes.push_back(b.code);
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    const auto place = [&](int code) {
      return static_cast<std::size_t>(std::ranges::lower_bound(codes, code) - codes.begin());
    };
    const std::size_t count = codes.size();
    matrix.assign(count * count, 0);
    for (std::size_t i = 0, k = 0; i < pledges.size(); i = k) {
      // What several texts or phases say of one pledge between two states counts together.
      const auto& first = pledges[i];
      for (k = i; k < pledges.size() && pledges[k].from == first.from && pledges[k].to == first.to &&
                  pledges[k].pledge == first.pledge;)
        ++k;
      const auto counts = [&](const Bearing& a, const Bearing& b) {
        Day covered = begin;  // up to here every day of the year is covered
        for (std::size_t at = i; at < k; ++at) {
          const Day from = std::max({pledges[at].begin, a.begin, b.begin}),
                    to = std::min({pledges[at].end, a.end, b.end});
          if (!(from < to && from < end && begin < to)) continue;
          if (rule == YearRule::any_day || (rule == YearRule::first_of_january && from <= begin)) return true;
          if (from <= covered) covered = std::max(covered, to);
        }
        return rule == YearRule::all_year && !(covered < end);
      };
      for (const auto& a : bearings[first.from.index()])
        for (const auto& b : bearings[first.to.index()])
          if (a.code != b.code && a.begin < end && begin < a.end && b.begin < end && begin < b.end &&
              counts(a, b))
            matrix[place(a.code) * count + place(b.code)] |=
                static_cast<std::uint8_t>(1u << static_cast<unsigned>(first.pledge));
    }
    for (std::size_t a = 0; a < count; ++a)
      for (std::size_t b = 0; b < count; ++b) {
        const std::uint8_t bits = matrix[a * count + b];
        if (a != b && (bits != 0 || !pledged_only)) take({codes[a], codes[b], year, bits});
      }
  }
}

}  // namespace casus::history
