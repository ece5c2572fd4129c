// What charts of quantities share: the words around them, scales, hatches and the legend.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "picture/svg.h"

namespace casus::picture {

/// The words around a chart.
struct Frame {
  std::string title;
  std::string subtitle;
  std::string source;  ///< whose numbers they are, of which day and digest
};

inline constexpr double frame_width = 720, frame_margin = 20, frame_inner = frame_width - 2 * frame_margin;
inline constexpr double frame_words = 12;  ///< font size of all but the title

/// Writes title and subtitle; returns the lower edge.
double open_frame(Svg& svg, const Frame& frame);
/// Writes the source below `top` and gives the picture its height.
void close_frame(Svg& svg, const Frame& frame, double top);

/// `548.0 bn`, `3.3 mn`, `12,500`, `0.5`: one decimal from a million on, up to three below, none where it says nothing.
std::string short_number(double value);

/// Round numbers from 0 on, the last at least `most`, so few that their labels fit side by side into `pixels`.
std::vector<double> ticks(double most, double pixels);

struct DayTick {
  Day day;
  std::string label;
};
/// The first days of months or years from `from` to `to`, so few that their labels fit into `pixels`.
std::vector<DayTick> day_ticks(Day from, Day to, double pixels);

/// True for days that have a place on a scale: from the year 1000 to 9998. The functions below take no others.
bool drawable(Day day);

/// The first day of the month, and of the one after it.
Day month_of(Day day);
Day month_after(Day day);

/// A rectangle of slanting lines with a border; `crossed` slants them both ways. Told apart without colour.
void hatched(Svg& svg, double x, double y, double width, double height, std::string_view colour,
             bool crossed);
/// A rectangle that is a border alone; `dash` as of a line.
void outlined(Svg& svg, double x, double y, double width, double height, std::string_view colour,
              std::string_view dash = {});

/// What a sign means; `draw` gets the upper left of a field 18 pixels wide and 12 high.
struct LegendItem {
  std::string words;
  std::function<void(Svg&, double x, double y)> draw;
};
/// The signs side by side, in as many rows as they take; returns the lower edge.
double draw_legend(Svg& svg, double top, std::span<const LegendItem> items);

/// A label beside a line: where its middle should be, and how high it is.
struct BesideLabel {
  double middle = 0;
  double height = 0;
};
/// The upper edges of labels in their order, moved apart so that none lie over each other between `top` and `bottom`.
std::vector<double> moved_apart(std::span<const BesideLabel> labels, double top, double bottom);

}  // namespace casus::picture
