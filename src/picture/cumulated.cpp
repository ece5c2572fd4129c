#include "picture/cumulated.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double text_size = frame_words, least_plot_height = 240, widest_label = 200;
constexpr std::string_view colour_grid = "#ddd", colour_quiet = "#555";

struct Style {
  std::string_view colour;
  std::string_view dash;
};
constexpr std::array<Style, 5> styles = {Style{"#222", ""},
                                         {"#2a788e", "9 4"},
                                         {"#d55e00", "2 3"},
                                         {"#7a5195", "9 3 2 3"},
                                         {"#3a7d2c", "5 2 1 2 1 2"}};

/// A line with its totals by first day of the month.
struct Drawn {
  const CumulatedLine* line;
  Style style;
  std::map<Day, double> months;
  std::string label;
};

std::vector<Drawn> drawn_of(const Cumulated& chart) {
  std::vector<Drawn> list;
  for (const auto& line : chart.lines) {
    if (!line.covered) continue;
    Drawn one{&line, styles[list.size() % styles.size()], {}, {}};
    for (const auto& point : line.points)
      if (std::isfinite(point.total) && drawable(point.on)) one.months[month_of(point.on)] = point.total;
    if (one.months.empty()) continue;
    one.label = fmt::format("{} {}{}{}", line.label, short_number(one.months.rbegin()->second),
                            chart.unit.empty() ? "" : " ", chart.unit);
    list.push_back(std::move(one));
  }
  return list;
}

/// The field of the chart: days across, amounts upward.
struct CumulatedPlot {
  double left = 0, right = 0, top = 0, bottom = 0;
  Day from, to;
  double least = 0, most = 1;
  double x_of(Day day) const {
    return left + (right - left) * (static_cast<double>(day.number) - from.number) /
                      (static_cast<double>(to.number) - from.number);
  }
  double y_of(double value) const {
    return bottom - (bottom - top) * std::clamp((value - least) / (most - least), 0.0, 1.0);
  }
};

void draw_days(Svg& svg, const CumulatedPlot& plot, const std::vector<double>& marks) {
  for (const double mark : marks) {
    svg.line(plot.left, plot.y_of(mark), plot.right, plot.y_of(mark), mark == 0 ? colour_quiet : colour_grid);
    svg.text(plot.left - 6, plot.y_of(mark) + text_size * 0.35, short_number(mark), text_size, "end",
             colour_quiet);
  }
  for (const auto& tick : day_ticks(plot.from, plot.to, plot.right - plot.left)) {
    svg.line(plot.x_of(tick.day), plot.bottom, plot.x_of(tick.day), plot.bottom + 4, colour_quiet);
    svg.text(plot.x_of(tick.day), plot.bottom + 6 + text_size, tick.label, text_size, "middle", colour_quiet);
  }
}

/// From nothing upward, each month's step at its end, and on to the end of the chart.
std::vector<std::pair<double, double>> steps_of(const CumulatedPlot& plot, const Drawn& one) {
  std::vector<std::pair<double, double>> points;
  double y = plot.y_of(0);
  for (const auto& [month, total] : one.months) {
    const double x = plot.x_of(std::min(month_after(month), plot.to));
    points.emplace_back(points.empty() ? plot.x_of(month) : x, y);
    if (points.size() == 1) points.emplace_back(x, y);
    y = plot.y_of(total);
    points.emplace_back(x, y);
  }
  points.emplace_back(plot.right, y);
  return points;
}

void draw_lines(Svg& svg, const CumulatedPlot& plot, const std::vector<Drawn>& list) {
  std::vector<BesideLabel> labels;
  for (const auto& one : list)
    labels.push_back({plot.y_of(one.months.rbegin()->second), line_height(text_size) + 2});
  const auto tops = moved_apart(labels, plot.top, plot.bottom);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& [line, style, months, label] = list[i];
    const double y = tops[i] + labels[i].height / 2;
    svg.open_group(label);
    svg.polyline(steps_of(plot, list[i]), style.colour, 2, style.dash);
    svg.line(plot.right, labels[i].middle, plot.right + 12, y, style.colour);
    svg.text(plot.right + 16, y + text_size * 0.35, cut(label, widest_label, text_size), text_size);
    svg.close_group();
  }
}

std::string told_sum(const std::vector<Drawn>& list, const std::string& uncovered) {
  std::string words;
  for (const auto& one : list)
    words += fmt::format("{}, from {} to {}. ", one.label, to_iso(one.months.begin()->first).substr(0, 7),
                         to_iso(one.months.rbegin()->first).substr(0, 7));
  return words + uncovered;
}

}  // namespace

std::string cumulated(const Cumulated& chart) {
  const auto list = drawn_of(chart);
  std::string uncovered;
  for (const auto& line : chart.lines) {
    if (line.covered && !line.points.empty()) continue;
    uncovered +=
        fmt::format("{}{}: {}", uncovered.empty() ? "" : "; ", line.label,
                    line.covered ? "nothing on record" : "not covered by the source, which is not zero");
  }
  Svg svg(frame_width, 0, chart.frame.title);
  double y = open_frame(svg, chart.frame) + 12;
  if (list.empty()) {
    y = write_lines(svg, frame_margin, y, {"No sums are given."}, text_size);
  } else {
    CumulatedPlot plot;
    plot.from = Day::max(), plot.to = Day::min();
    double labels = 0, most = 0, scale = 0;
    for (const auto& one : list) {
      plot.from = std::min(plot.from, one.months.begin()->first);
      plot.to = std::max(plot.to, month_after(one.months.rbegin()->first));
      labels = std::max(labels, std::min(text_width(one.label, text_size), widest_label));
      for (const auto& [month, total] : one.months)
        most = std::max(most, total), plot.least = std::min(plot.least, total);
    }
    if (chart.to && drawable(*chart.to)) plot.to = std::max(plot.to, *chart.to);
    plot.top = y + 4;
    plot.bottom = plot.top + std::max(least_plot_height,
                                      (line_height(text_size) + 2) * static_cast<double>(list.size()));
    // As many marks upward as there is room for lines of words twice over.
    const auto marks = ticks(most, 1e4);
    for (const double mark : marks) scale = std::max(scale, text_width(short_number(mark), text_size));
    plot.most = marks.back();
    plot.left = frame_margin + scale + 6;
    plot.right = frame_width - frame_margin - labels - 16;
    draw_days(svg, plot, marks);
    draw_lines(svg, plot, list);
    y = plot.bottom + 6 + line_height(text_size);
    std::vector<LegendItem> legend;
    for (const auto& one : list)
      legend.push_back({one.line->label, [style = one.style](Svg& into, double x, double top) {
                          into.line(x, top + 6, x + 18, top + 6, style.colour, 2, style.dash);
                        }});
    y = draw_legend(svg, y + 8, legend);
  }
  y = write_lines(svg, frame_margin, y + 4, wrapped(uncovered, frame_inner, text_size), text_size);
  svg.describe(list.empty() ? "No sums are given. " + uncovered : told_sum(list, uncovered));
  close_frame(svg, chart.frame, y + 8);
  return svg.finish();
}

}  // namespace casus::picture
