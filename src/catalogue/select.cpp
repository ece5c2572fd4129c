#include "catalogue/select.h"

#include <algorithm>

namespace casus::catalogue {

CodingStatus status_of(const Model& model, ProvisionId provision) {
  const auto own = model[provision].status;
  return own != CodingStatus::none ? own : model[model[provision].instrument].status;
}

Confidence confidence_of(const Model& model, ProvisionId provision) {
  const auto own = model[provision].confidence;
  return own != Confidence::none ? own : model[model[provision].instrument].confidence;
}

const std::string& cite_of(const Model& model, ProvisionId provision) {
  const auto& own = model[provision].cite;
  return own.empty() ? model[model[provision].instrument].cite : own;
}

std::string_view folder_of(std::string_view path) {
  const auto file = path.rfind('/');
  if (file == std::string_view::npos) return {};
  const auto folder = path.substr(0, file);
  const auto start = folder.rfind('/');
  return start == std::string_view::npos ? folder : folder.substr(start + 1);
}

bool in_force_on(const Instrument& instrument, Day day) {
  return std::ranges::any_of(instrument.in_force, [&](const Spell& s) { return s.may_contain(day); });
}

StateSet holders(const Model& model, const Instrument& instrument, std::optional<Day> day) {
  StateSet set;
  for (const auto& m : instrument.memberships)
    if (!day || (m.spell.may_contain(*day) && exists_on(model[m.state], *day))) set.insert(m.state.index());
  return set;
}

bool asks_for(const Model& model, ProvisionId provision, Act act) {
  for (auto clause : model[provision].clauses)
    if (std::ranges::any_of(model[clause].duties, [&](const Duty& duty) { return duty.act == act; }))
      return true;
  return false;
}

bool matches(const Model& model, InstrumentId id, const Filter& filter, std::string_view path) {
  const Instrument& instrument = model[id];
  if (filter.kind && instrument.kind != *filter.kind) return false;
  if (filter.force && instrument.force != *filter.force) return false;
  if (filter.on && !in_force_on(instrument, *filter.on)) return false;
  if (filter.state && !holders(model, instrument, filter.on).contains(filter.state.index())) return false;
  return filter.folder.empty() || folder_of(path) == filter.folder;
}

bool matches(const Model& model, ProvisionId id, const Filter& filter) {
  if (filter.status && status_of(model, id) != *filter.status) return false;
  return !filter.act || asks_for(model, id, *filter.act);
}

}  // namespace casus::catalogue
