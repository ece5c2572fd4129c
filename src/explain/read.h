// Clauses read back as English: what a provision says, apart from any event.
#pragma once

#include <string>
#include <vector>

#include "explain/words.h"

namespace casus::explain {

/// A condition as a clause: `there is an armed attack on a party in the treaty area`.
std::string condition_words(const Model& model, ConditionId id, InstrumentId instrument);

/// One sentence for each duty of the provision, and what limits it. A provision without duties gives its
/// gist.
std::vector<std::string> read_provision(const Model& model, ProvisionId id);

/// The heading of a provision: `article 5 "Collective defence"`.
std::string heading(const Model& model, ProvisionId id);

/// An instrument's own lines: kind, force, dates, roles on a day (or their whole history where no day is
/// given).
std::vector<std::string> read_instrument(const Model& model, InstrumentId id, std::optional<Day> day);

}  // namespace casus::explain
