// Citations and terms of data sets: text, BibTeX and CSL-JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "history/datasets.h"

namespace casus::history {

/// Title, coverage, citation and terms of each, for reading.
std::string cited_text(std::span<const DataSet* const> sets);

/// `@misc{…}` entries; the terms are the `annotation`.
std::string cited_bibtex(std::span<const DataSet* const> sets);

/// An array of CSL items of the type `dataset`; the terms are the `note`.
nlohmann::ordered_json cited_csl(std::span<const DataSet* const> sets);

}  // namespace casus::history
