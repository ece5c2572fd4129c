// The data sets of others that casus reads: what their files hold, for when, and on what terms. Nothing of them is part of casus.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "history/datasets.h"
#include "tables/data_set.h"

namespace casus::history {

// Rows, values and their checks: what every data set is read with.
using namespace tables;

/// Every data set, by name.
std::span<const DataSet> data_sets();

/// The one of that name; null where there is none.
const DataSet* find_data_set(std::string_view name);

/// What `casus import` takes, in order.
std::vector<std::string_view> groups();

/// The files of a group; none of a group that there is not.
std::vector<const DataSet*> sets_of_group(std::string_view group);

}  // namespace casus::history
