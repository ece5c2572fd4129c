// How the columns of a table are written down.
#pragma once

#include <string_view>
#include <vector>

#include "tables/data_set.h"

namespace casus::tables {

/// Columns, one a line or parted by `;`: `NAME[,NAME…] KIND [LEAST..MOST] [also CODE…] [missing VALUE…]`; `blank` among the values
/// is no text at all. `=NAME…` are several columns of the kind `flag`. The text has to outlive the list.
std::vector<Column> columns_of(std::string_view lines);

}  // namespace casus::tables
