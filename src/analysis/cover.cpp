#include "analysis/cover.h"

#include <algorithm>

namespace casus::analysis {

namespace {

/// Help and, where it is asked for, consultation beside it.
ActSet looked_for(ActSet acts, bool consultation) {
  if (consultation) acts.set(static_cast<std::size_t>(Act::consult));
  return acts;
}

Scenario one_event(const Scenario& terms) {
  Scenario scenario;
  scenario.on = terms.on.value_or(Day{0});
  scenario.suppositions = terms.suppositions;
  scenario.facts = terms.facts;
  scenario.readings = terms.readings;
  Event event;
  event.against.resize(1);
  scenario.events.push_back(std::move(event));
  return scenario;
}

}  // namespace

Coverer::Coverer(const engine::Program& program, const ActSet& acts, const Scenario& terms, bool consultation)
    : program_(program),
      acts_(acts),
      focus_(program, looked_for(acts, consultation)),
      scenario_(one_event(terms)),
      situation_(engine::prepare(program, scenario_)),
      evaluator_(program) {}

const Covered& Coverer::cover(const Incident& incident, Day day) {
  covered_ = {};
  result_.clear();
  if (incident.attacker == incident.victim || !strikes(incident.kind)) return covered_;
  // Changed in place: to make a scenario ready anew for every pair would cost more than to evaluate it.
  Event& event = scenario_.events.front();
  scenario_.on = situation_.day = event.on = day;
  event.kind = incident.kind;
  event.by = {};
  if (incident.attacker) event.by.insert(incident.attacker.index());
  event.by_unknown = !incident.attacker;
  event.against.front() = incident.victim;
  event.at = incident.at;
  evaluator_.evaluate_rows(situation_, result_, focus_, warm_);
  warm_ = true;
  covered_ = evaluator_.helpers(result_, incident.victim, event.by, acts_);
  return covered_;
}

std::vector<Ground> Coverer::grounds() const {
  std::vector<Ground> list;
  const Event& event = scenario_.events.front();
  for (std::uint32_t i = 0; i < result_.rows.size(); ++i) {
    const auto& row = result_.rows[i];
    Ground ground{i, evaluator_.cover(row, event.against.front(), acts_), row.debtors - event.by};
    ground.helpers.erase(event.against.front().index());
    if (ground.cover != Cover::none && !ground.helpers.empty()) list.push_back(ground);
  }
  return list;
}

std::vector<std::string> Coverer::open_questions() const {
  std::vector<std::uint32_t> asked;
  for (const auto& ground : grounds())
    if (ground.cover == Cover::open && ground.helpers.intersects(covered_.open))
      for (auto question : evaluator_.diagram().support(result_.rows[ground.row].truth))
        asked.push_back(question);
  std::vector<std::string> names;
  for (auto question : asked)
    names.push_back(engine::name_of(program_, situation_, result_.questions[question].ask));
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  return names;
}

}  // namespace casus::analysis
