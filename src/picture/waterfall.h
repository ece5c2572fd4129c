// How much of a sum or a quantity reached each stage, and what was lost between two of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "picture/frame.h"

namespace casus::picture {

/// What will not come any more, as `cancelled`: it comes off before the stage that it stands with.
struct WaterfallLoss {
  std::string label;
  double amount = 0;
};

/// How a number is meant.
enum class WaterfallBound : std::uint8_t { exact, about, at_least, up_to };

struct WaterfallStage {
  std::string label;
  std::optional<double> reached;  ///< nothing, or no number: why, says `instead`
  std::string open_label;         ///< what the rest to the stage before is called, as `to be allocated`
  std::vector<WaterfallLoss> lost = {};
  std::string instead = "not covered";  ///< the words in place of a number
  WaterfallBound bound = WaterfallBound::exact;
};

/// The stages of one donor, or of several together.
struct WaterfallSeries {
  std::string name;  ///< may be empty where there is one series
  std::vector<WaterfallStage> stages;
};

struct Waterfall {
  Frame frame;
  std::string unit;  ///< behind each number, as `EUR`; may be empty
  std::vector<WaterfallSeries> series;
};

/// The chart as an SVG document 720 pixels wide: a row a stage, between two of them a hatched row from the one to the other. A stage
/// without a number has an empty dotted bar and the words; what is lost after it is reckoned from the last stage that has one.
std::string waterfall(const Waterfall& chart);

}  // namespace casus::picture
