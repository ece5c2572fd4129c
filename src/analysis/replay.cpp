#include "analysis/replay.h"

#include <algorithm>
#include <map>

namespace casus::analysis {

using engine::RowKind;

namespace {

/// True where an act toward nobody in particular bears on the duty: a mobilisation on one of force, a decision on the act
/// that it names; one not to assist, or to assist, on any help and on neutrality.
bool bears_on(const Model& model, const Event& e, Act act) {
  const bool force = family(act) == ActFamily::force;
  if (e.kind == EventKind::mobilisation) return force;
  if (!e.decision) return false;
  const std::string_view what = model.word(e.decision);
  return what == name(act) || (what == name(Act::assist) && (force || act == Act::stay_neutral));
}

/// The acts of the debtor that touch whoever the duty is about, or bear on it.
std::vector<std::size_t> deeds(const Model& model, const Scenario& scenario, const engine::Row& row,
                               StateId debtor) {
  StateSet about = row.objects | row.target;
  if (row.victim) about.insert(row.victim.index());
  about.erase(debtor.index());
  std::vector<std::size_t> list;
  for (std::size_t i = 0; i < scenario.events.size(); ++i) {
    const Event& e = scenario.events[i];
    if (!e.by.contains(debtor.index())) continue;
    if (row.kind == RowKind::triggered && static_cast<int>(i) == row.event) continue;
    const bool touches = std::ranges::any_of(e.against, [&](StateId s) { return about.contains(s.index()); });
    if (e.against.empty() ? bears_on(model, e, row.duty->act) : touches) list.push_back(i);
  }
  return list;
}

}  // namespace

std::vector<ReplayedDay> replay(const engine::Program& program, const Scenario& scenario) {
  std::vector<ReplayedDay> days;
  engine::Evaluator evaluator(program);
  engine::Result result;
  std::map<engine::OwedDuty, explain::Status> seen;
  for (std::size_t next = 0; next < scenario.events.size();) {
    ReplayedDay day;
    day.day = scenario.events[next].on;
    while (next < scenario.events.size() && scenario.events[next].on == day.day) day.events.push_back(next++);
    // Events stand in the order of days: what has happened by this day is their beginning.
    Scenario so_far = scenario;
    so_far.events.resize(next);
    const auto situation = engine::prepare(program, so_far);
    evaluator.evaluate(situation, result);
    const auto answer = explain::answer(evaluator, situation, result);
    for (const auto& item : answer.items) {
      const engine::Row& row = result.rows[item.row];
      if (row.duty->modality == Modality::may) continue;
      const engine::OwedDuty key{row.provision, row.duty,
                                 row.kind,      row.victim,
                                 item.debtor,   row.kind == RowKind::breach ? row.event : std::int16_t{0}};
      const auto [known, fresh] = seen.try_emplace(key, item.status);
      if (!fresh && (known->second == explain::Status::arises || item.status == known->second)) continue;
      known->second = item.status;
      NewDuty duty;
      duty.item = item;
      duty.row = row;
      duty.row.debtors = {};
      duty.row.debtors.insert(item.debtor.index());
      explain::Told told{item.debtor, {}, item.complete};
      engine::Row whole = row;
      whole.truth = item.truth;
      if (!item.truth.is_yes()) told.terms = evaluator.diagram().minimal_terms(item.truth).terms;
      duty.sentence = explain::sentence(evaluator, situation, result, whole, told);
      if (row.kind != RowKind::breach) duty.did = deeds(program.model(), scenario, row, item.debtor);
      day.duties.push_back(std::move(duty));
    }
    days.push_back(std::move(day));
  }
  return days;
}

}  // namespace casus::analysis
