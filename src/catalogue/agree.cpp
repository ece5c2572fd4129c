#include "catalogue/agree.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "explain/read.h"
#include "explain/words.h"

namespace casus::catalogue {

std::optional<double> krippendorff_alpha(std::span<const std::pair<std::string, std::string>> units) {
  // With two coders every unit gives two ordered pairs; n counts values.
  std::map<std::string, double> count;
  double disagreeing = 0;
  for (const auto& [a, b] : units) {
    count[a] += 1;
    count[b] += 1;
    if (a != b) disagreeing += 2;
  }
  const double n = 2.0 * static_cast<double>(units.size());
  if (count.size() < 2 || n < 2) return std::nullopt;
  double expected = n * n;
  for (const auto& [value, c] : count) expected -= c * c;
  expected /= n - 1;
  return 1 - disagreeing / expected;
}

namespace {

/// What a coder decided, as words, by field. The order is that in which a coder decides.
using Fields = std::vector<std::pair<std::string, std::string>>;

std::string spell_words(const Spell& spell) {
  return fmt::format("{}..{}", to_iso(spell.from), to_iso(spell.to));
}

std::string sorted_words(std::vector<std::string> list) {
  std::ranges::sort(list);
  return fmt::format("{}", fmt::join(list, "; "));
}

Fields of_instrument(const Model& model, const Instrument& i) {
  std::vector<std::string> force, holders, spells, others, organs;
  for (const auto& spell : i.in_force) force.push_back(spell_words(spell));
  for (const auto& m : i.memberships) {
    holders.push_back(fmt::format("{} {}", name(m.role), model[m.state].code));
    spells.push_back(fmt::format("{} {}{}", model[m.state].code, spell_words(m.spell),
                                 m.question ? " if a question" : ""));
  }
  for (const auto& s : i.suspensions)
    others.push_back(fmt::format("suspended {} {}", model[s.state].code, spell_words(s.spell)));
  for (const auto& r : i.reservations)
    others.push_back(fmt::format("reservation {} {}", model[r.state].code, model[r.provision].label));
  for (const auto& organ : i.organs) organs.push_back(organ.rule);
  return {{"kind", std::string(name(i.kind))},
          {"force", std::string(name(i.force))},
          {"signed", i.signed_on ? to_iso(*i.signed_on) : ""},
          {"in force", sorted_words(force)},
          {"holders", sorted_words(holders)},
          {"spells of holders", sorted_words(spells)},
          {"suspensions and reservations", sorted_words(others)},
          {"rules of organs", sorted_words(organs)}};
}

std::string means_words(const std::vector<Means>& list) {
  std::vector<std::string> words;
  for (auto means : list) words.emplace_back(name(means));
  return sorted_words(std::move(words));
}

void once(std::vector<std::string>& list, std::string text) {
  if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

/// What an area covers. Its name is each coder's own.
void add_area(std::vector<std::string>& list, const Model& model, const Area& area) {
  static constexpr std::string_view kinds[] = {"territory", "administered", "islands",
                                               "forces",    "places",       "regions"};
  for (const auto& term : area.terms) {
    std::vector<std::string> where;
    for (std::size_t r = 0; r < model.regions.size(); ++r)
      if (term.regions >> r & 1) where.push_back(model.regions[r].name);
    for (auto place : term.places) where.push_back(model[place].name);
    std::string text =
        fmt::format("{}{}", term.exclude ? "except " : "", kinds[static_cast<std::size_t>(term.kind)]);
    if (!term.of.elements.empty())
      text += fmt::format(" of {}", explain::pattern_words(model, term.of, area.instrument));
    if (!where.empty()) text += fmt::format(" in {}", sorted_words(where));
    if (term.as_of) text += fmt::format(" on {}", to_iso(*term.as_of));
    once(list, std::move(text));
  }
}

/// A condition taken apart: what happens, to whom, by whom, where, and everything else as its kind. The words and names of
/// a question are each coder's own, so that only its kind counts.
struct Taken {
  std::vector<std::string> events, victims, attackers, where, others;

  void take(const Model& model, ConditionId id, InstrumentId instrument, std::string_view how) {
    const Condition& c = model[id];
    const auto who = [&](const Pattern& pattern) {
      return explain::pattern_words(model, pattern, instrument);
    };
    const bool of_event = c.kind == ConditionKind::struck || c.kind == ConditionKind::holds_threat ||
                          c.kind == ConditionKind::at_war;
    if (c.kind == ConditionKind::any_of || c.kind == ConditionKind::all_of) {
      for (auto child : c.children) take(model, child, instrument, how);
    } else if (of_event && how == "when") {
      once(events, c.kind == ConditionKind::at_war         ? std::string("at war")
                   : c.kind == ConditionKind::holds_threat ? std::string("held_threat")
                   : c.concept_id                          ? model[c.concept_id].name
                                                           : std::string("any event"));
      if (!c.victim.elements.empty()) once(victims, who(c.victim));
      if (!c.attacker.elements.empty() && c.kind != ConditionKind::holds_threat)
        once(attackers, who(c.attacker));
      for (auto area : c.areas) add_area(where, model, model[area]);
      for (std::size_t r = 0; r < model.regions.size(); ++r)
        if (c.regions >> r & 1) once(where, fmt::format("regions in {}", model.regions[r].name));
      if (c.means) once(others, fmt::format("{} with {}", how, name(*c.means)));
      if (c.unprovoked) once(others, fmt::format("{} unprovoked", how));
    } else if (c.kind == ConditionKind::question) {
      once(others, fmt::format("{} {} question", how, name(model[c.question].kind)));
    } else {
      once(others, fmt::format("{} {}", how, explain::condition_words(model, id, instrument)));
    }
  }
};

Fields of_provision(const Model& model, ProvisionId id) {
  const Provision& p = model[id];
  Taken taken;
  std::vector<std::string> requests, debtors, modalities, acts, objects, forms, dues, processes;
  for (auto clause_id : p.clauses) {
    const Clause& c = model[clause_id];
    if (c.trigger) taken.take(model, c.trigger, p.instrument, "when");
    for (auto condition : c.conditions) taken.take(model, condition, p.instrument, "if");
    for (auto exception : c.exceptions) taken.take(model, exception, p.instrument, "unless");
    if (c.on_request) once(requests, explain::pattern_words(model, c.requested_by, p.instrument));
    for (const auto& d : c.duties) {
      once(debtors, explain::pattern_words(model, d.debtor, p.instrument));
      once(modalities, std::string(name(d.modality)));
      once(acts, std::string(name(d.act)));
      once(objects, explain::pattern_words(model, d.object, p.instrument));
      once(forms, fmt::format("{}; with {}; may {}; must {}", name(d.discretion), means_words(d.with),
                              means_words(d.may_include), means_words(d.must_include)));
      once(dues, explain::due_words(d.due));
      for (const auto& process : d.processes) once(processes, std::string(name(process.kind)));
    }
  }
  return {{"standing", p.standing                 ? "standing"
                       : p.has_trigger || p.after ? "triggered"
                                                  : "none"},
          {"event", sorted_words(taken.events)},
          {"victim", sorted_words(taken.victims)},
          {"attacker", sorted_words(taken.attackers)},
          {"where", sorted_words(taken.where)},
          {"conditions", sorted_words(taken.others)},
          {"request", sorted_words(requests)},
          {"debtor", sorted_words(debtors)},
          {"modality", sorted_words(modalities)},
          {"act", sorted_words(acts)},
          {"object", sorted_words(objects)},
          {"form", sorted_words(forms)},
          {"deadline", sorted_words(dues)},
          {"process", sorted_words(processes)}};
}

/// Of two lists joined by `; `, what each has alone.
std::pair<std::string, std::string> differing(const std::string& a, const std::string& b) {
  const auto split = [](std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
      const auto end = std::min(text.find("; "), text.size());
      parts.emplace_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 2, text.size()));
    }
    return parts;
  };
  const auto x = split(a), y = split(b);
  const auto alone = [](const std::vector<std::string>& from, const std::vector<std::string>& other) {
    std::vector<std::string> list;
    for (const auto& part : from)
      if (std::ranges::find(other, part) == other.end()) list.push_back(part);
    return fmt::format("{}", fmt::join(list, "; "));
  };
  return {alone(x, y), alone(y, x)};
}

class Comparison {
 public:
  void units(const std::string& instrument, const std::string& provision, const Fields& a, const Fields& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      auto& values = field(a[i].first);
      values.emplace_back(a[i].second, b[i].second);
      if (a[i].second == b[i].second) continue;
      auto [first, second] = differing(a[i].second, b[i].second);
      result.disputes.push_back({instrument, provision, a[i].first, std::move(first), std::move(second)});
    }
  }
  Agreement finish() {
    double sum = 0, weight = 0;
    for (const auto& [name, values] : fields_) {
      FieldAgreement f{name, values.size(), 0, krippendorff_alpha(values)};
      f.agreed = static_cast<std::size_t>(
          std::ranges::count_if(values, [](const auto& unit) { return unit.first == unit.second; }));
      result.units += f.units;
      result.agreed += f.agreed;
      if (f.alpha) {
        sum += *f.alpha * static_cast<double>(f.units);
        weight += static_cast<double>(f.units);
      }
      result.fields.push_back(std::move(f));
    }
    if (weight > 0) result.alpha = sum / weight;
    return std::move(result);
  }

  Agreement result;

 private:
  using Values = std::vector<std::pair<std::string, std::string>>;
  Values& field(const std::string& name) {
    const auto found = std::ranges::find(fields_, name, &std::pair<std::string, Values>::first);
    if (found != fields_.end()) return found->second;
    return fields_.emplace_back(name, Values{}).second;
  }
  std::vector<std::pair<std::string, Values>> fields_;
};

}  // namespace

Agreement agree(const Model& first, std::span<const InstrumentId> of_first, const Model& second,
                std::span<const InstrumentId> of_second) {
  Comparison comparison;
  std::set<std::string> matched;
  for (auto a : of_first) {
    const Instrument& x = first[a];
    const auto other =
        std::ranges::find_if(of_second, [&](InstrumentId b) { return second[b].name == x.name; });
    if (other == of_second.end()) {
      comparison.result.only_first.push_back(x.name);
      continue;
    }
    const Instrument& y = second[*other];
    matched.insert(x.name);
    comparison.units(x.name, "", of_instrument(first, x), of_instrument(second, y));
    for (auto p : x.provisions) {
      const auto same = std::ranges::find_if(
          y.provisions, [&](ProvisionId q) { return second[q].label == first[p].label; });
      if (same == y.provisions.end()) {
        comparison.result.only_first.push_back(fmt::format("{} {}", x.name, first[p].label));
      } else {
        comparison.units(x.name, first[p].label, of_provision(first, p), of_provision(second, *same));
      }
    }
    for (auto q : y.provisions)
      if (std::ranges::none_of(x.provisions,
                               [&](ProvisionId p) { return first[p].label == second[q].label; }))
        comparison.result.only_second.push_back(fmt::format("{} {}", y.name, second[q].label));
  }
  for (auto b : of_second)
    if (!matched.contains(second[b].name)) comparison.result.only_second.push_back(second[b].name);
  return comparison.finish();
}

}  // namespace casus::catalogue
