// A directed network: as a picture on a circle, and as files that Gephi and NetworkX read.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace casus::picture {

struct Node {
  std::string id;
  std::string label;
  std::string group;
};
/// An edge from one node to another, by index. `values` stand in the order of the network's `attributes`.
struct Arrow {
  std::size_t source = 0;
  std::size_t target = 0;
  std::vector<std::uint32_t> values;
  std::vector<std::pair<int, int>> spells;  ///< years, `[from, to)`; empty where the network is of one day
};
struct Network {
  std::string title;
  std::string caption;
  std::vector<Node> nodes;
  std::vector<std::string> attributes;
  std::vector<Arrow> arrows;
  bool dynamic = false;  ///< the arrows have spells
};

/// GraphML. A dynamic network has one edge a spell, with `start` and `end` as the first and last year.
std::string graphml(const Network& network);
/// GEXF 1.2. A dynamic network has one edge a pair, with its spells as dates, both days included.
std::string gexf(const Network& network);

struct Point {
  double x = 0;
  double y = 0;
};
/// Places the nodes on a circle of that radius about the origin, clockwise from the top, as they stand in
/// the list.
std::vector<Point> circle_layout(const std::vector<Node>& nodes, double radius);

/// The network as an SVG document; nodes without arrows are left out, and nodes of a group stand together in the list. `mutual` and `one_way` are the words of the legend.
std::string network_picture(const Network& network, const std::string& mutual, const std::string& one_way);

}  // namespace casus::picture
