// Places of the nodes of a network, computed from who is joined to whom.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "picture/network.h"

namespace casus::picture {

/// Places `count` nodes so that those that are joined stand near one another and no two on one spot: the springs of Fruchterman and
/// Reingold, "Graph Drawing by Force-directed Placement" (1991), begun on a circle in the order of the nodes, so that the same network
/// always looks the same. Coordinates lie in [0, 1]. A node without edges stands on the rim. Edges to itself are passed over.
std::vector<Point> spring_layout(std::size_t count,
                                 const std::vector<std::pair<std::size_t, std::size_t>>& edges);

}  // namespace casus::picture
