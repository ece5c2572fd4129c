#include "history/rights.h"

#include <algorithm>

namespace casus::history {

namespace {

constexpr std::string_view of_atop = "atop_";  // and a number: see `atop_name`

}  // namespace

const DataSet* source_of_all(std::string_view prefix) {
  if (!prefix.starts_with(of_atop)) return nullptr;
  return prefix.find_first_not_of("0123456789", of_atop.size()) == prefix.npos ? find_data_set("atop")
                                                                               : nullptr;
}

const DataSet* source_of(std::string_view instrument) {
  return instrument.size() > of_atop.size() ? source_of_all(instrument) : nullptr;
}

std::vector<const DataSet*> sources_of(const model::Model& model, std::string_view only) {
  std::vector<const DataSet*> sets;
  for (const auto& instrument : model.instruments) {
    if (!std::string_view(instrument.name).starts_with(only)) continue;
    const auto* set = source_of(instrument.name);
    if (set != nullptr && std::ranges::find(sets, set) == sets.end()) sets.push_back(set);
  }
  return sets;
}

bool may_pass_on(std::span<const DataSet* const> sets) {
  return std::ranges::all_of(sets, [](const DataSet* set) { return set->may_pass_on; });
}

}  // namespace casus::history
