// A matrix as a picture: one square a cell, coloured by step.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace casus::picture {

/// One colour of the scale and what it means.
struct Step {
  std::string colour;
  std::string label;
};

struct HeatMap {
  std::string title;
  std::string caption;
  std::string row_title;
  std::string column_title;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<std::string> row_groups;     ///< the group of each row, equal ones side by side; may be empty
  std::vector<std::string> column_groups;  ///< likewise
  std::vector<std::uint8_t> cells;         ///< by row: index into `steps`; `no_cell` is left white
  std::vector<Step> steps;
};
inline constexpr std::uint8_t no_cell = 255;

/// Colours from light to dark that those who see no red or green can tell apart (viridis), for `count` up to 6 steps.
std::vector<std::string> sequential_colours(std::size_t count);

/// The picture as an SVG document.
std::string heat_map(const HeatMap& map);

}  // namespace casus::picture
