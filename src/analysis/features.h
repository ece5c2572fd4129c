// The features of an arrangement, read from its clauses: what sets it off, who decides, what is done, by when, what
// is given in peace.
#pragma once

#include <string>
#include <vector>

#include "analysis/diff.h"

namespace casus::analysis {

/// One line of the table: the same keys in the same order for every arrangement.
struct Feature {
  std::string key;    ///< `trigger`, `who decides` …
  std::string value;  ///< words; a dash where the clauses say nothing
};

/// The instruments that make up the side: those that its suppositions put in force or give members to.
std::vector<InstrumentId> instruments_of(const Side& side);

/// The features of these instruments taken together, of what others owe: what only the beneficiary itself owes is left out. With
/// `arising`, what none of the situations posed brings about says so.
std::vector<Feature> features(const Model& model, const std::vector<InstrumentId>& instruments,
                              StateId beneficiary, const Arising* arising = nullptr);

}  // namespace casus::analysis
