#include "explain/chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "explain/layout.h"
#include "explain/sentence.h"

namespace casus::explain {

using engine::Asking;
using engine::Chain;
using engine::Performed;
using engine::RowKind;
using json = nlohmann::ordered_json;

bool is_told(const Chain& chain, const Event& event) {
  return static_cast<std::size_t>(event.number) <= chain.told;
}

std::string policy_words(const Model& model, const Policy& policy, Day day) {
  const StateSet named = policy.honour - policy.except;
  if (!policy.all && named.empty()) return "Supposing that nobody does what the texts ask.";
  std::string who = policy.all ? std::string("all debtors") : list_words(spoken(model, named, day));
  if (policy.all && !policy.except.empty()) who += " but " + list_words(spoken(model, policy.except, day));
  const bool one = !policy.all && named.size() == 1;
  std::string text = fmt::format("Supposing that {} {} ", who, one ? "does" : "do");
  const StateSet forceful = policy.force - policy.except;
  const bool each_by_force = !policy.all && (named - forceful).empty();
  if (policy.form == Form::force || each_by_force)
    return text +
           fmt::format("what the texts ask, with armed force where {} may choose it.", one ? "it" : "they");
  text += "the least that the texts ask";
  if (!forceful.empty())
    text += fmt::format("; {} with armed force where the choice is left",
                        list_words(spoken(model, forceful, day)));
  return text + ".";
}

namespace {

/// Acts of several states that are alike but for who does them.
struct Alike {
  Event event;
  const std::vector<Asking>* asked_by = nullptr;
};

bool same_reasons(const std::vector<Asking>& a, const std::vector<Asking>& b) {
  return std::ranges::equal(a, b, [](const Asking& x, const Asking& y) {
    return x.provision == y.provision && x.duty == y.duty && x.victim == y.victim;
  });
}

std::vector<Alike> alike(const std::vector<Performed>& performed) {
  std::vector<Alike> list;
  for (const auto& one : performed) {
    const auto same = std::ranges::find_if(list, [&](const Alike& a) {
      return a.event.kind == one.event.kind && a.event.on == one.event.on &&
             a.event.against == one.event.against && same_reasons(*a.asked_by, one.asked_by);
    });
    if (same == list.end()) {
      list.push_back({one.event, &one.asked_by});
    } else {
      same->event.by |= one.event.by;
    }
  }
  return list;
}

/// Who does what; many by their codes.
std::string act_line(const Model& model, const Event& event) {
  if (event.by.size() <= 3) return event_words(model, event);
  const auto& forms = words_of(event.kind);
  const std::string who = fmt::format("{}", fmt::join(codes(model, event.by), " "));
  const std::string whom =
      event.against.empty() ? std::string() : spoken_on(model[event.against[0]], event.on);
  // Kinds that are told as nouns have no verb.
  return fmt::format(fmt::runtime(forms.form), who, forms.plural, whom);
}

std::string reasons(const Model& model, const std::vector<Asking>& asked_by) {
  std::vector<std::string> list;
  for (const auto& asking : asked_by) {
    std::string one = source(model, asking.provision);
    if (std::ranges::find(list, one) == list.end()) list.push_back(std::move(one));
  }
  return fmt::format("{}", fmt::join(list, "; "));
}

/// Duties of several debtors that are alike.
struct DutiesAlike {
  const Row* row = nullptr;
  StateSet debtors;
};

std::vector<DutiesAlike> groups(const std::vector<Row>& fresh) {
  std::vector<DutiesAlike> list;
  for (const auto& row : fresh) {
    // A standing duty stood before, and for a permission nothing is done: the table below tells them.
    if (row.kind == RowKind::standing || row.duty->modality == Modality::may) continue;
    const auto same = std::ranges::find_if(list, [&](const DutiesAlike& g) {
      return g.row->provision == row.provision && g.row->duty == row.duty && g.row->kind == row.kind &&
             g.row->victim == row.victim && g.row->truth.is_yes() == row.truth.is_yes() &&
             (row.kind != RowKind::breach || g.row->event == row.event);
    });
    DutiesAlike& group = same == list.end() ? list.emplace_back() : *same;
    if (group.row == nullptr) group.row = &row;
    group.debtors |= row.debtors;
  }
  return list;
}

std::string duty_line(const Model& model, const DutiesAlike& group, Day day) {
  const Row& row = *group.row;
  const InstrumentId instrument = model[row.provision].instrument;
  const StateId sole = group.debtors.size() == 1 ? make_id<StateId>(group.debtors.first()) : StateId::none();
  const std::string who = fmt::format("{}", fmt::join(codes(model, group.debtors), " "));
  const std::string act =
      act_words(model, *row.duty, object_words(model, row, day, sole), sole ? "its" : "their", instrument);
  const bool open = !row.truth.is_yes();
  const std::string where = source(model, row.provision);
  if (row.kind == RowKind::breach)
    return open ? fmt::format("open: {} would be acting contrary to {}", who, where)
                : fmt::format("contrary to {}, as the facts are stated: {}", where, who);
  const bool political = model[instrument].force == Force::political;
  return fmt::format("{}{}{} {}: {} · {}", open ? "open: " : "", modality_heading(row.duty->modality),
                     political ? ", politically," : "", act, who, where);
}

}  // namespace

std::string chain_lines(const engine::Program& program, const Situation& situation, const Chain& chain,
                        std::size_t width) {
  const Model& model = program.model();
  const auto day_of = [&](const Row& row) {
    const auto found = std::ranges::find(chain.scenario.events, row.event, &Event::number);
    return found == chain.scenario.events.end() ? situation.day : found->on;
  };
  std::string out;
  if (chain.scenario.policy)
    out += wrapped(policy_words(model, *chain.scenario.policy, situation.day), 2, width);
  for (std::size_t r = 0; r < chain.rounds.size(); ++r) {
    const auto& round = chain.rounds[r];
    out += fmt::format("  Round {}{}\n", r + 1, r == 0 ? ", as told" : "");
    if (r == 0)
      for (const auto& event : chain.scenario.events)
        if (is_told(chain, event))
          out += wrapped(fmt::format("{}: {}", to_words(event.on), event_words(model, event)), 4, width);
    for (const auto& one : alike(round.performed))
      out += wrapped(fmt::format("{}: {} · {}", to_words(one.event.on), act_line(model, one.event),
                                 reasons(model, *one.asked_by)),
                     4, width);
    const auto fresh = groups(round.fresh);
    if (fresh.empty()) out += r + 1 == chain.rounds.size() ? "      nothing further comes out\n" : "";
    std::string last;  // two duties of one provision may be broken by one act
    for (const auto& group : fresh) {
      const std::string line = duty_line(model, group, day_of(*group.row));
      if (line != last) out += wrapped(line, 6, width);
      last = line;
    }
  }
  if (!chain.complete) out += fmt::format("  Cut off: more than {} events.\n", engine::most_events);
  return out;
}

json policy_json(const Model& model, const Policy& policy) {
  return {{"all", policy.all},
          {"honour", codes(model, policy.honour)},
          {"except", codes(model, policy.except)},
          {"form", policy.form == Form::force ? "force" : "least"},
          {"force", codes(model, policy.force)}};
}

json chain_json(const Model& model, const Chain& chain) {
  const auto event_id = [](std::int16_t number) {
    return number > 0 ? fmt::format("e{}", number) : std::string();
  };
  const auto text = [&](ProvisionId provision) {
    return json{{"instrument", model[model[provision].instrument].name},
                {"provision", model[provision].label}};
  };
  const auto state = [&](StateId id) { return id ? json(model[id].code) : json(nullptr); };
  const auto event_json = [&](const Event& e) {
    json by = codes(model, e.by), against = json::array();
    if (e.by_unknown && e.by.empty()) by.push_back("unknown");
    if (e.by_non_state) by.push_back("non_state");
    for (auto id : e.against) against.push_back(model[id].code);
    return json{{"id", event_id(e.number)},
                {"kind", name(e.kind)},
                {"by", by},
                {"against", against},
                {"on", to_iso(e.on)}};
  };
  json rounds = json::array();
  for (std::size_t r = 0; r < chain.rounds.size(); ++r) {
    json events = json::array(), duties = json::array();
    if (r == 0)
      for (const auto& e : chain.scenario.events)
        if (is_told(chain, e)) events.push_back(event_json(e));
    for (const auto& one : chain.rounds[r].performed) {
      json event = event_json(one.event);
      json under = json::array();
      for (const auto& asking : one.asked_by) {
        json duty = text(asking.provision);
        duty["act"] = name(asking.duty->act);
        duty["victim"] = state(asking.victim);
        duty["event"] = event_id(asking.event);
        under.push_back(std::move(duty));
      }
      event["under"] = std::move(under);
      events.push_back(std::move(event));
    }
    for (const auto& row : chain.rounds[r].fresh) {
      json duty{{"debtor", model[make_id<StateId>(row.debtors.first())].code}};
      duty.update(text(row.provision));
      duty["kind"] = row.kind == RowKind::breach     ? "breach"
                     : row.kind == RowKind::standing ? "standing"
                                                     : "duty";
      duty["status"] = row.truth.is_yes() ? "arises" : "open";
      duty["modality"] = name(row.duty->modality);
      duty["act"] = name(row.duty->act);
      duty["victim"] = state(row.victim);
      duty["event"] = event_id(row.event);
      duties.push_back(std::move(duty));
    }
    rounds.push_back({{"round", r + 1}, {"events", std::move(events)}, {"duties", std::move(duties)}});
  }
  return rounds;
}

}  // namespace casus::explain
