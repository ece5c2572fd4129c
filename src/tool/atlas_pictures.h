// An atlas as pictures and as files for network tools.
#pragma once

#include <string>
#include <vector>

#include "analysis/atlas.h"
#include "picture/network.h"
#include "tool/sweep.h"

namespace casus::tool {

/// The matrix as a heat map: states by continent and code, coloured by how many are bound.
std::string heat_map_of(Sweep& sweep, const analysis::Atlas& atlas);

/// Who is bound, on a question or politically, to help whom on the day: one arrow a pair, with the number of attackers
/// against whom that is so.
picture::Network network_of_day(Sweep& sweep, const analysis::Atlas& atlas);

/// Who was bound to help whom on the first day of each year: one arrow a pair, with its spells of years.
picture::Network network_of_years(Sweep& sweep, const std::vector<analysis::DatedEdge>& edges,
                                  const std::vector<model::StateId>& living);

}  // namespace casus::tool
