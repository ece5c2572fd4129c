// What pages on arrangements share: their features side by side, sources and doubts, the line at the foot.
#pragma once

#include <string>
#include <vector>

#include "tool/arrangement.h"
#include "tool/page.h"

namespace casus::tool {

/// Words in rows and columns.
using Rows = std::vector<std::vector<std::string>>;

/// The features of each side, one row a feature with its key in front; what no side speaks of is left out. With the comparison of two
/// sides, what none of its situations brings about says so.
Rows feature_rows(const std::vector<Arrangement>& sides, const std::string& beneficiary,
                  const analysis::Comparison* comparison = nullptr);

/// A table for a terminal: the first column as wide as its words, the others alike, cells wrapped.
void print_table(const std::vector<std::string>& head, const Rows& rows, std::size_t width);

/// Sources of the arrangements' own instruments, and what is doubtful in their coding.
void add_sources(Page& page, const std::vector<Arrangement>& sides);

/// Day, engine and corpus.
void add_foot(Page& page, const std::vector<Arrangement>& sides, Day day);

}  // namespace casus::tool
