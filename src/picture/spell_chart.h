// Bars over years: one row a text, split in two where it runs both ways.
#pragma once

#include <string>
#include <vector>

namespace casus::picture {

struct Bar {
  std::string label;
  std::string note;  ///< shown when the pointer rests on the bar
  double from = 0;   ///< years, with fractions
  double to = 0;
  bool vague_from = false;
  bool vague_to = false;
  bool open_end = false;  ///< it goes on
  bool upper = false;     ///< the first of the two colours
  bool lower = false;     ///< the second
};

struct SpellChart {
  std::string title;
  std::string caption;
  std::string upper_label;
  std::string lower_label;
  std::vector<Bar> bars;  ///< bars of the same label side by side share a row
};

/// The chart as an SVG document. Vague ends are dashed, ends that go on are arrows.
std::string spell_chart(const SpellChart& chart);

}  // namespace casus::picture
