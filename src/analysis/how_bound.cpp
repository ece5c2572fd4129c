#include "analysis/how_bound.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "explain/help.h"

namespace casus::analysis {

using engine::Row;
using engine::RowKind;

std::string_view name(HowBound how) {
  static constexpr std::array<std::string_view, 5> names = {"bound", "some_readings", "open", "called_on",
                                                            "none"};
  return names[static_cast<std::size_t>(how)];
}

namespace {

bool is_undertaken_in_law(const Model& model, const Row& row) {
  const Modality modality = row.duty->modality;
  const Force force = model[model[row.provision].instrument].force;
  return (modality == Modality::must || modality == Modality::must_not) &&
         explain::footing_of(force) != explain::Footing::political;
}

HowBound how(const Model& model, const Row& row, explain::Status status, const AcrossReadings* across) {
  if (!is_undertaken_in_law(model, row)) return HowBound::called_on;
  if (explain::footing_of(model[model[row.provision].instrument].force) == explain::Footing::disputed)
    return HowBound::open;
  if (status == explain::Status::arises) return HowBound::bound;
  return across != nullptr && across->bound > 0 ? HowBound::some_readings : HowBound::open;
}

}  // namespace

std::vector<StateBound> how_bound(const Model& model, const engine::Result& result,
                                  const explain::Answer& answer, const Flip& flip) {
  using DutyToward = std::tuple<ProvisionId, const Duty*, StateId>;
  const auto key_of = [](const Row& row) { return DutyToward{row.provision, row.duty, row.victim}; };
  std::multimap<DutyToward, const AcrossReadings*> across;
  for (const auto& one : flip.across) {
    const Row& row = result.rows[one.effect.row];
    if (row.kind == RowKind::triggered) across.emplace(key_of(row), &one);
  }
  const auto across_for = [&](const Row& row, StateId debtor) -> const AcrossReadings* {
    for (auto [at, end] = across.equal_range(key_of(row)); at != end; ++at)
      if (at->second->effect.debtors.contains(debtor.index())) return at->second;
    return nullptr;
  };

  std::map<StateId, StateBound> states;
  for (std::size_t i = 0; i < answer.items.size(); ++i) {
    const auto& item = answer.items[i];
    const Row& row = result.rows[item.row];
    if (row.kind != RowKind::triggered || row.duty->modality == Modality::may) continue;
    StateBound& state = states.try_emplace(item.debtor, StateBound{.state = item.debtor}).first->second;
    const HowBound stands = how(model, row, item.status, across_for(row, item.debtor));
    if (stands < state.to_anything) {
      state.to_anything = stands;
      state.any_item = i;
    }
    if (engine::asks_to_assist(row) && stands < state.to_assist) {
      state.to_assist = stands;
      state.assist_item = i;
    }
  }
  std::vector<StateBound> list;
  for (const auto& [id, state] : states) list.push_back(state);
  std::ranges::sort(list, {}, [&](const StateBound& s) { return std::string_view(model[s.state].code); });
  return list;
}

}  // namespace casus::analysis
