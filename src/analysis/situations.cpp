#include "analysis/situations.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::analysis {

Scenario scenario_of(const Model& model, const Incident& incident, Day day) {
  Scenario scenario;
  scenario.on = day;
  Event event;
  event.kind = incident.kind;
  event.on = day;
  if (incident.attacker) event.by.insert(incident.attacker.index());
  event.by_unknown = !incident.attacker;
  event.against.push_back(incident.victim);
  event.at = incident.at;
  const std::string_view verb = model::verb(incident.kind);
  const std::string& victim = model[incident.victim].code;
  if (!incident.attacker) {
    event.text = fmt::format("{} against {}", name(incident.kind), victim);
  } else if (verb.empty()) {
    event.text =
        fmt::format("{} against {} by {}", name(incident.kind), victim, model[incident.attacker].code);
  } else {
    event.text = fmt::format("{} {} {}", model[incident.attacker].code, verb, victim);
  }
  if (incident.at) event.text += fmt::format(" at {}", model[incident.at].name);
  scenario.events.push_back(std::move(event));
  return scenario;
}

std::vector<StateId> states_on(const Model& model, Day day) {
  std::vector<StateId> list;
  for (std::size_t i = 0; i < model.states.size() && i < StateSet::capacity; ++i)
    if (!model.states[i].organisation && exists_on(model.states[i], day)) list.push_back(make_id<StateId>(i));
  std::ranges::sort(list, {}, [&](StateId id) -> const std::string& { return model[id].code; });
  return list;
}

}  // namespace casus::analysis
