// How the schemas of data sets are written down, and the parts of the list. Only for datasets*.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "history/datasets.h"
#include "tables/columns.h"

namespace casus::history {

/// A day that there is.
Day day_at(int year, int month, int number);

/// The first day after a year: the end of a coverage.
inline Day after(int year) { return day_at(year + 1, 1, 1); }

// Terms that several data sets share.

/// Where nothing is said on passing the data on.
constexpr std::string_view silent_terms =
    "Cite the work named. Whether rows may be passed on to others was not found stated; ask those who made "
    "the data.";

/// http://correlatesofwar.org/data-sets/terms-and-conditions/
constexpr std::string_view cow_terms =
    "Terms of the Correlates of War Project: no commercial use; cite each data set; no passing on to others "
    "without written "
    "permission of the project's director and the host of the data.";

void add_alliances(std::vector<DataSet>& list);
void add_conflicts(std::vector<DataSet>& list);
void add_states(std::vector<DataSet>& list);

}  // namespace casus::history
