// A table of counts that names its cells, such as what was forecast against what happened.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace casus::picture {

struct CrossCell {
  std::size_t count = 0;
  std::string name;  ///< what the cell means, in a few words
};

struct CrossTable {
  std::string title;
  std::string caption;
  std::string row_title;
  std::string column_title;
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  std::vector<CrossCell> cells;  ///< by row; those that are missing are left white
};

/// The table as an SVG document: each cell shaded by its share of the row, with its count and its name, and the sums of rows
/// and columns at the margins. It is 640 pixels wide, and wider where cells would be narrower than 64 or than their counts.
std::string cross_table(const CrossTable& table);

}  // namespace casus::picture
