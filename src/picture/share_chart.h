// Shares with their intervals along an axis of periods.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace casus::picture {

/// The share of one period: `kept` of `of`, with an interval about it.
struct ShareBar {
  std::string label;
  std::string note;  ///< shown when the pointer rests on the mark; where empty, the numbers
  int kept = 0;
  int of = 0;      ///< 0: nothing was tested, and the period has a dotted line and no share
  double low = 0;  ///< from 0 to 1
  double high = 0;
};

struct ShareChart {
  std::string title;
  std::string caption;
  std::string kept_label;  ///< the words of the vertical axis
  std::vector<ShareBar> bars;
  /// Dashed lines across: the whole words of each, such as `published: 50 %`, and where it runs, from 0 to 1.
  std::vector<std::pair<std::string, double>> references;
};

/// The chart as an SVG document 640 pixels wide: a dot at each share, a line from `low` to `high`. Where periods stand too
/// close for their labels every second, third, … label is written.
std::string share_chart(const ShareChart& chart);

}  // namespace casus::picture
