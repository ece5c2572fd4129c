// Days on which something was promised, due and delivered, and by how much it slipped.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "picture/frame.h"

namespace casus::picture {

struct SlipDelivery {
  Day on;                          ///< of a vague day the first that it can have been
  std::string words;               ///< as `4 of 14`
  std::optional<Day> latest = {};  ///< of a vague day the last
};

struct SlipItem {
  std::string label;
  std::string note;  ///< shown when the pointer rests on the row; may be empty
  std::optional<Day> announced;
  std::optional<Day> due;  ///< the last day of a due day that is vague
  std::vector<SlipDelivery> delivered;
  bool complete = false;              ///< all of it is delivered, on the last of these days
  std::vector<Day> called_late = {};  ///< the days on which a source calls it late
};

struct SlipChart {
  Frame frame;
  Day on;  ///< the day that is judged: what is not complete has slipped up to it
  std::vector<SlipItem> items;
};

/// By how many days an item has slipped, as computed from its days: from the day it was due to the last delivery where it is complete, to
/// the day that is judged where it is not. Of vague days it is `least` surely and perhaps `most`. 0 where it came in time; nothing where it
/// has no due day, or that day is still to come.
struct Slip {
  int least = 0;
  int most = 0;
  friend bool operator==(const Slip&, const Slip&) = default;
};
std::optional<Slip> slip_of(const SlipItem& item, Day on);

/// The chart as an SVG document 720 pixels wide, a row an item. The bar of the slip is solid where delivery is complete and hatched where it
/// is still open. A delivery of a vague day has a line to the last that it can have been. What a source calls late bears a sign and a word of its own.
std::string slip_chart(const SlipChart& chart);

}  // namespace casus::picture
