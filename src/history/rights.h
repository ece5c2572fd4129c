// Of which data sets instruments were made, and whether what is made of them may be passed on.
#pragma once

#include <string_view>
#include <vector>

#include "history/datasets.h"
#include "model/model.h"

namespace casus::history {

/// The data set that an instrument was made of by `casus import`, which its name says; null for one of the corpus.
const DataSet* source_of(std::string_view instrument);

/// The data set of which every instrument is made whose name begins so, as `atop_`; null where there is none.
const DataSet* source_of_all(std::string_view prefix);

/// The data sets that the instruments were made of whose names begin with `only`. Whoever prints their rows, or a table derived from
/// them, asks with this list whether it may.
std::vector<const DataSet*> sources_of(const model::Model& model, std::string_view only = {});

/// Whether the terms of all of them allow that rows are passed on. Silence allows nothing.
bool may_pass_on(std::span<const DataSet* const> sets);

}  // namespace casus::history
