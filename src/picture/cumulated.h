// Sums that grow month by month, as lines of steps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "picture/frame.h"

namespace casus::picture {

/// What is reached in all by the end of the month in which `on` lies.
struct CumulatedPoint {
  Day on;
  double total = 0;
};

struct CumulatedLine {
  std::string label;    ///< as `committed`
  bool covered = true;  ///< otherwise the source says nothing of it: no line, and words that say so
  std::vector<CumulatedPoint> points;  ///< in any order; of two in one month the later in the list counts
};

struct Cumulated {
  Frame frame;
  std::string unit;
  std::optional<Day> to;  ///< the lines go on to this day
  std::vector<CumulatedLine> lines;
};

/// The chart as an SVG document 720 pixels wide: each line rises at the end of a month and bears its label and last total at its
/// right. Lines differ in their dashes, not in colour alone.
std::string cumulated(const Cumulated& chart);

}  // namespace casus::picture
