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

HowBound how_bound(Modality modality, Force force, bool open) {
  const bool duty = modality == Modality::must || modality == Modality::must_not;
  switch (explain::footing_of(force)) {
    case explain::Footing::political: return HowBound::called_on;
    case explain::Footing::disputed: return duty ? HowBound::open : HowBound::called_on;
    case explain::Footing::binding:
    case explain::Footing::supposed: break;
  }
  if (!duty) return HowBound::called_on;
  return open ? HowBound::open : HowBound::bound;
}

namespace {

HowBound how(const Model& model, const Row& row, explain::Status status, const AcrossReadings* across) {
  const Force force = model[model[row.provision].instrument].force;
  const HowBound stands = how_bound(row.duty->modality, force, status == explain::Status::open);
  const bool hangs_on_a_question =
      stands == HowBound::open && explain::footing_of(force) != explain::Footing::disputed;
  return hangs_on_a_question && across != nullptr && across->bound > 0 ? HowBound::some_readings : stands;
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
