// Citations of instruments and provisions: BibTeX and CSL-JSON 1.0.2.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "catalogue/select.h"

namespace casus::catalogue {

/// One source of an answer: an instrument, with the provisions of it that were used.
struct Cited {
  InstrumentId instrument;
  std::vector<ProvisionId> provisions;  ///< empty: the whole text
};

/// Joins provisions of one instrument, in the order of the corpus.
std::vector<Cited> cited(const Model& model, std::vector<ProvisionId> provisions);

/// `@misc{…}` entries. The keys are the instruments' names; the day that is given is that of signature, else of
/// publication, with the precision that the source has.
std::string bibtex(const Model& model, const std::vector<Cited>& sources);

/// An array of CSL items of the type `treaty`, `legislation` or `document`.
nlohmann::ordered_json csl_json(const Model& model, const std::vector<Cited>& sources);

}  // namespace casus::catalogue
