#include "picture/share_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "picture/frame.h"
#include "picture/svg.h"
#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double width = 640, margin = 20, inner = width - 2 * margin;
constexpr double chart_title_size = 18, size = 12, least_height = 260, widest_reference = 120,
                 longest_label = 130;
constexpr std::string_view colour_share = "#2a788e", colour_reference = "#d55e00", colour_untested = "#777",
                           colour_grid = "#ddd", colour_quiet = "#555";
constexpr std::string_view dash_untested = "1 3";
constexpr std::array<std::string_view, 3> dash_reference = {"7 4", "2 4", "10 3 2 3"};

/// Within 0 and 1, and 0 for what is no number.
double bounded_share(double value) { return value > 0 ? std::min(value, 1.0) : 0; }

double bounded_share(const ShareBar& bar) { return bounded_share(static_cast<double>(bar.kept) / bar.of); }

std::string percent(double value) { return fmt::format("{:.0f} %", value * 100); }

std::string count(const ShareBar& bar) { return fmt::format("n = {}", std::max(bar.of, 0)); }

std::string note(const ShareBar& bar) {
  if (!bar.note.empty()) return bar.note;
  if (bar.of <= 0) return fmt::format("{}: nothing tested", bar.label);
  return fmt::format("{}: {} of {}, {} ({} to {})", bar.label, bar.kept, bar.of, percent(bounded_share(bar)),
                     percent(bounded_share(bar.low)), percent(bounded_share(bar.high)));
}

/// The field of the chart, in pixels.
struct SharePlot {
  double left = 0, right = 0, top = 0, bottom = 0;
  double y_of(double value) const { return bottom - (bottom - top) * value; }
};

struct Reference {
  static constexpr double gap = 2;
  std::vector<std::string> lines;
  double value = 0;
  double label_top = 0;
  double height() const { return line_height(size) * static_cast<double>(lines.size()) + 2 * gap; }
};

std::vector<Reference> references_of(const ShareChart& chart) {
  std::vector<Reference> list;
  for (const auto& [label, value] : chart.references)
    list.push_back({wrapped(label, widest_reference, size), bounded_share(value)});
  return list;
}

/// Places the labels beside their lines, one below the other where the lines lie close.
void place_labels(std::vector<Reference>& references, const SharePlot& plot) {
  std::vector<BesideLabel> labels;
  for (const auto& r : references) labels.push_back({plot.y_of(r.value), r.height()});
  const auto tops = moved_apart(labels, plot.top, plot.bottom);
  for (std::size_t i = 0; i < references.size(); ++i) references[i].label_top = tops[i];
}

void draw_grid(Svg& svg, const SharePlot& plot) {
  for (const double value : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double y = plot.y_of(value);
    svg.line(plot.left, y, plot.right, y, value == 0 ? "#555" : colour_grid);
    svg.text(plot.left - 6, y + size * 0.35, percent(value), size, "end", colour_quiet);
  }
}

void draw_references(Svg& svg, const SharePlot& plot, const ShareChart& chart) {
  auto references = references_of(chart);
  place_labels(references, plot);
  for (std::size_t i = 0; i < references.size(); ++i) {
    const Reference& r = references[i];
    const auto dash = dash_reference[i % dash_reference.size()];
    const double y = plot.y_of(r.value), label = r.label_top + r.height() / 2;
    svg.open_group(chart.references[i].first);
    svg.line(plot.left, y, plot.right, y, colour_reference, 1.5, dash);
    svg.line(plot.right, y, plot.right + 10, label, colour_reference);
    write_lines(svg, plot.right + 14, r.label_top + Reference::gap, r.lines, size);
    svg.close_group();
  }
}

/// A dot at the share and a line along the interval, with a bar across either end.
void draw_share(Svg& svg, double x, double radius, double y, double low, double high) {
  const double stroke = radius < 3 ? 1 : 2;
  svg.line(x, low, x, high, colour_share, stroke);
  svg.line(x - radius, low, x + radius, low, colour_share, stroke);
  svg.line(x - radius, high, x + radius, high, colour_share, stroke);
  svg.circle(x, y, radius, colour_share);
}

void draw_bars(Svg& svg, const SharePlot& plot, const std::vector<ShareBar>& bars) {
  const double slot = (plot.right - plot.left) / static_cast<double>(std::max<std::size_t>(bars.size(), 1));
  const double radius = std::clamp(slot / 5, 0.5, 6.0);
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const ShareBar& bar = bars[i];
    const double left = plot.left + slot * static_cast<double>(i), x = left + slot / 2;
    svg.open_group(note(bar));
    // The pointer finds the note anywhere above the label.
    svg.raw(
        fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" fill-opacity=\"0\"/>\n",
                    number(left), number(plot.top), number(slot), number(plot.bottom - plot.top)));
    if (bar.of <= 0)
      svg.line(x, plot.top, x, plot.bottom, colour_untested, 1, dash_untested);
    else
      draw_share(svg, x, radius, plot.y_of(bounded_share(bar)), plot.y_of(bounded_share(bar.low)),
                 plot.y_of(bounded_share(bar.high)));
    svg.close_group();
  }
}

/// Labels and counts below the plot: level where all fit, otherwise turned, and only so many that none touch. Returns the
/// lower edge.
double write_labels(Svg& svg, const SharePlot& plot, const std::vector<ShareBar>& bars) {
  if (bars.empty()) return plot.bottom;
  const double slot = (plot.right - plot.left) / static_cast<double>(bars.size());
  double label_width = 0, count_width = 0;
  for (const auto& bar : bars) {
    label_width = std::max(label_width, text_width(bar.label, size));
    count_width = std::max(count_width, text_width(count(bar), size));
  }
  const bool level = std::max(label_width, count_width) + 6 <= slot;
  label_width = std::min(label_width, longest_label);
  const auto step = level ? 1 : static_cast<std::size_t>(std::ceil(line_height(size) / slot));
  const double labels = plot.bottom + 6,
               counts = labels + (level ? line_height(size) : label_width + size * 0.7);
  for (std::size_t i = 0; i < bars.size(); i += step) {
    const double x = plot.left + slot * (static_cast<double>(i) + 0.5);
    if (level) {
      svg.text(x, labels + size, bars[i].label, size, "middle");
      svg.text(x, counts + size, count(bars[i]), size, "middle", colour_quiet);
    } else {
      svg.text(x + size * 0.35, labels, cut(bars[i].label, longest_label, size), size, "end", "#222", -90);
      svg.text(x + size * 0.35, counts, count(bars[i]), size, "end", colour_quiet, -90);
    }
  }
  return counts + (level ? line_height(size) : count_width);
}

/// The signs that occur and what they mean; returns the lower edge.
double draw_share_legend(Svg& svg, double top, const std::vector<ShareBar>& bars) {
  const auto untested = [](const ShareBar& bar) { return bar.of <= 0; };
  double x = margin;
  const double middle = top + 10;
  if (!std::ranges::all_of(bars, untested)) {
    constexpr std::string_view words = "share, with its interval";
    draw_share(svg, x + 8, 5, middle, middle + 10, middle - 10);
    svg.text(x + 22, middle + size * 0.35, words, size);
    x += 22 + text_width(words, size) + 24;
  }
  if (std::ranges::any_of(bars, untested)) {
    svg.line(x + 8, middle - 10, x + 8, middle + 10, colour_untested, 1, dash_untested);
    svg.text(x + 22, middle + size * 0.35, "nothing tested", size);
  }
  return bars.empty() ? top : top + 20;
}

}  // namespace

std::string share_chart(const ShareChart& chart) {
  const auto title = wrapped(chart.title, inner, chart_title_size),
             words = wrapped(chart.kept_label, inner, size), caption = wrapped(chart.caption, inner, size);
  double reference_width = 0, references_height = 0;
  for (const auto& reference : references_of(chart)) {
    for (const auto& line : reference.lines)
      reference_width = std::max(reference_width, text_width(line, size) + 14);
    references_height += reference.height();
  }
  SharePlot plot;
  plot.left = margin + text_width("100 %", size) + 6;
  plot.right = width - margin - reference_width;

  Svg svg(width, 0, chart.title);
  double y = write_lines(svg, margin, margin, title, chart_title_size);
  plot.top = write_lines(svg, margin, y + 4, words, size, "start", colour_quiet) + 12;
  plot.bottom = plot.top + std::max(least_height, references_height);
  draw_grid(svg, plot);
  draw_references(svg, plot, chart);
  draw_bars(svg, plot, chart.bars);
  y = write_labels(svg, plot, chart.bars) + 14;
  y = draw_share_legend(svg, y, chart.bars) + 10;
  y = write_lines(svg, margin, y, caption, size, "start", colour_quiet);
  svg.set_height(y + margin);
  return svg.finish();
}

}  // namespace casus::picture
