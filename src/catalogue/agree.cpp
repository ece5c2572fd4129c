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

Fields of_provision(const Model& model, ProvisionId id) {
  const Provision& p = model[id];
  std::vector<std::string> triggers, conditions, requests, debtors, modalities, acts, objects, forms, dues,
      processes;
  const auto once = [](std::vector<std::string>& list, std::string text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
  };
  for (auto clause_id : p.clauses) {
    const Clause& c = model[clause_id];
    if (c.trigger) once(triggers, explain::condition_words(model, c.trigger, p.instrument));
    for (auto condition : c.conditions)
      once(conditions, "if " + explain::condition_words(model, condition, p.instrument));
    for (auto exception : c.exceptions)
      once(conditions, "unless " + explain::condition_words(model, exception, p.instrument));
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
          {"trigger", sorted_words(triggers)},
          {"conditions", sorted_words(conditions)},
          {"request", sorted_words(requests)},
          {"debtor", sorted_words(debtors)},
          {"modality", sorted_words(modalities)},
          {"act", sorted_words(acts)},
          {"object", sorted_words(objects)},
          {"form", sorted_words(forms)},
          {"deadline", sorted_words(dues)},
          {"process", sorted_words(processes)}};
}

class Comparison {
 public:
  void units(const std::string& instrument, const std::string& provision, const Fields& a, const Fields& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      auto& values = field(a[i].first);
      values.emplace_back(a[i].second, b[i].second);
      if (a[i].second != b[i].second)
        result.disputes.push_back({instrument, provision, a[i].first, a[i].second, b[i].second});
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
