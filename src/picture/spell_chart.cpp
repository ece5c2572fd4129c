#include "picture/spell_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "picture/svg.h"
#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double left = 330, plot = 640, row = 16, top = 80, margin = 20;
constexpr std::string_view colour_upper = "#2a788e", colour_lower = "#e69f00", colour_neither = "#bbb";

std::string shortened(const std::string& label) {
  constexpr std::size_t longest = 52;
  std::size_t columns = 0;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if ((static_cast<unsigned char>(label[i]) & 0xC0) == 0x80) continue;
    if (++columns > longest) return label.substr(0, i) + "…";
  }
  return label;
}

/// Years between the lines of the grid: about ten of them.
int grid_step(double years) {
  for (const int step : {1, 2, 5, 10, 20, 25, 50, 100})
    if (years / step <= 12) return step;
  return 200;
}

}  // namespace

std::string spell_chart(const SpellChart& chart) {
  double first = 1e9, last = -1e9;
  for (const auto& bar : chart.bars) {
    first = std::min(first, bar.from);
    last = std::max(last, bar.to);
  }
  if (chart.bars.empty()) first = 2000, last = 2001;
  first = std::floor(first);
  last = std::max(std::ceil(last), first + 1);
  std::size_t rows = 0;
  for (std::size_t i = 0; i < chart.bars.size(); ++i)
    if (i == 0 || chart.bars[i].label != chart.bars[i - 1].label) ++rows;
  const double bottom = top + row * static_cast<double>(rows);
  Svg svg(left + plot + 2 * margin, bottom + 90, chart.title);
  svg.text(margin, 28, chart.title, 16);
  const auto x_of = [&](double year) { return left + plot * (year - first) / (last - first); };

  const int step = grid_step(last - first);
  for (int year = (static_cast<int>(first) + step - 1) / step * step; year <= static_cast<int>(last);
       year += step) {
    svg.line(x_of(year), top - 6, x_of(year), bottom, "#ddd");
    svg.text(x_of(year), top - 10, fmt::format("{}", year), 10, "middle", "#555");
  }
  double y = top - row;
  for (std::size_t i = 0; i < chart.bars.size(); ++i) {
    const Bar& bar = chart.bars[i];
    if (i == 0 || bar.label != chart.bars[i - 1].label) {
      y += row;
      svg.text(left - 8, y + row - 5, shortened(bar.label), 10, "end", "#222");
    }
    const double from = x_of(bar.from), width = std::max(x_of(bar.to) - from, 1.5);
    const double height = row - 5;
    const bool both = bar.upper && bar.lower;
    if (bar.upper) svg.rectangle(from, y + 2, width, both ? height / 2 : height, colour_upper, bar.note);
    if (bar.lower)
      svg.rectangle(from, both ? y + 2 + height / 2 : y + 2, width, both ? height / 2 : height, colour_lower,
                    bar.note);
    if (!bar.upper && !bar.lower)
      svg.rectangle(from, y + 2 + height / 3, width, height / 3, colour_neither, bar.note);
    const auto dash = [&](double x) {
      svg.raw(
          fmt::format("<line x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\" stroke=\"#fff\" stroke-width=\"2\" "
                      "stroke-dasharray=\"2 2\"/>\n",
                      number(x), number(y + 1), number(y + 3 + height)));
    };
    if (bar.vague_from) dash(from + 1);
    if (bar.vague_to) dash(from + width - 1);
    if (bar.open_end) {
      const double x = from + width;
      svg.raw(fmt::format("<path d=\"M{} {}L{} {}L{} {}Z\" fill=\"{}\"/>\n", number(x), number(y + 2),
                          number(x + 5), number(y + 2 + height / 2), number(x), number(y + 2 + height),
                          bar.upper   ? colour_upper
                          : bar.lower ? colour_lower
                                      : colour_neither));
    }
  }
  const double legend = bottom + 14;
  svg.rectangle(left, legend, 12, 12, colour_upper);
  svg.text(left + 18, legend + 10, chart.upper_label, 11);
  svg.rectangle(left + 200, legend, 12, 12, colour_lower);
  svg.text(left + 218, legend + 10, chart.lower_label, 11);
  svg.rectangle(left + 400, legend + 4, 12, 4, colour_neither);
  svg.text(left + 418, legend + 10, "neither", 11);
  const auto caption = wrapped(chart.caption, left + plot, 10);
  svg.set_height(
      std::max(write_lines(svg, margin, legend + 35, caption, 10, "start", "#555") + margin, bottom + 90));
  return svg.finish();
}

}  // namespace casus::picture
