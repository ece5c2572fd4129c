#include "picture/waterfall.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double size = frame_words, row = 22, bar = 14, widest_label = 190;
constexpr std::string_view colour_reached = "#2a788e", colour_open = "#d55e00", colour_lost = "#555",
                           colour_beyond = "#2a788e", colour_unnumbered = "#777", colour_grid = "#ddd",
                           colour_quiet = "#555";

enum class Sign { reached, open, lost, beyond, unnumbered };

/// One row of the chart: from where to where its bar runs, in the unit of the chart.
struct Row {
  Sign sign;
  std::string label;
  double from = 0;
  double to = 0;
  std::string words;  ///< behind the bar
};

bool numbered(const WaterfallStage& stage) { return stage.reached && std::isfinite(*stage.reached); }

std::string amount_words(double value, std::string_view unit) {
  return unit.empty() ? short_number(value) : fmt::format("{} {}", short_number(value), unit);
}

std::string bound_words(WaterfallBound bound, const std::string& amount) {
  constexpr std::array<std::string_view, 4> words = {"", "about ", "at least ", "up to "};
  return std::string(words[static_cast<std::size_t>(bound)]) + amount;
}

/// How the difference of two numbers is meant.
WaterfallBound difference(WaterfallBound more, WaterfallBound less) {
  using enum WaterfallBound;
  const bool ceiling = more == up_to || less == at_least, floor = more == at_least || less == up_to;
  if (more == about || less == about || (ceiling && floor)) return about;
  return ceiling ? up_to : floor ? at_least : exact;
}

/// The rows of a series. What is lost and what is left open add up to the difference between two stages.
std::vector<Row> rows_of(const WaterfallSeries& series, std::string_view unit) {
  std::vector<Row> rows;
  std::optional<double> level;
  WaterfallBound bound = WaterfallBound::exact;  // of the level
  for (const auto& stage : series.stages) {
    for (const auto& loss : stage.lost) {
      if (!level || !(loss.amount > 0) || !std::isfinite(loss.amount)) continue;
      rows.push_back({Sign::lost, loss.label, *level - loss.amount, *level, amount_words(loss.amount, unit)});
      *level -= loss.amount;
    }
    if (!numbered(stage)) {
      rows.push_back({Sign::unnumbered, stage.label, 0, 0, stage.instead});
      continue;
    }
    const double reached = *stage.reached;
    const double least = 1e-9 * std::max(std::abs(reached), std::abs(level.value_or(0)));
    if (level && *level - reached > least)
      rows.push_back({Sign::open, stage.open_label.empty() ? "open" : stage.open_label, reached, *level,
                      bound_words(difference(bound, stage.bound), amount_words(*level - reached, unit))});
    if (level && reached - *level > least)
      rows.push_back({Sign::beyond, "beyond what came before", *level, reached,
                      "+" + amount_words(reached - *level, unit)});
    rows.push_back(
        {Sign::reached, stage.label, 0, reached, bound_words(stage.bound, amount_words(reached, unit))});
    level = reached;
    bound = stage.bound;
  }
  return rows;
}

void draw_bar(Svg& svg, Sign sign, double x, double y, double width, double height) {
  switch (sign) {
    case Sign::reached: return svg.rectangle(x, y, std::max(width, 0.0), height, colour_reached);
    case Sign::open: return hatched(svg, x, y, width, height, colour_open, false);
    case Sign::lost: return hatched(svg, x, y, width, height, colour_lost, true);
    case Sign::beyond: return outlined(svg, x, y, width, height, colour_beyond);
    case Sign::unnumbered: return outlined(svg, x, y, width, height, colour_unnumbered, "1 3");
  }
}

std::string_view legend_words(Sign sign) {
  switch (sign) {
    case Sign::reached: return "has reached the stage";
    case Sign::open: return "has not reached the next stage";
    case Sign::lost: return "will not come any more";
    case Sign::beyond: return "beyond the stage before";
    case Sign::unnumbered: return "no number, for which see the words: not the same as zero";
  }
  return {};
}

/// The field of the bars, in pixels and in the unit.
struct Plot {
  double left = 0, right = 0, most = 1;
  double x_of(double value) const { return left + (right - left) * std::clamp(value / most, 0.0, 1.0); }
};

void draw_bar_row(Svg& svg, const Plot& plot, const Row& r, double top) {
  const double y = top + (row - bar) / 2, base = y + bar - 2;
  const bool unnumbered = r.sign == Sign::unnumbered;
  const double from = plot.x_of(r.from), to = unnumbered ? plot.left + 60 : plot.x_of(r.to);
  svg.open_group(fmt::format("{}: {}", r.label, r.words));
  svg.text(plot.left - 8, base, cut(r.label, widest_label, size), size, "end",
           r.sign == Sign::reached ? "#222" : colour_quiet);
  draw_bar(svg, r.sign, from, y, to - from, bar);
  svg.text(to + 6, base, r.words, size, "start", r.sign == Sign::reached ? "#222" : colour_quiet);
  svg.close_group();
}

double draw_series(Svg& svg, const Plot& plot, const std::vector<Row>& rows, double top,
                   const std::vector<double>& marks) {
  const double bottom = top + row * static_cast<double>(rows.size());
  for (const double mark : marks) {
    svg.line(plot.x_of(mark), top, plot.x_of(mark), bottom + 4, mark == 0 ? colour_quiet : colour_grid);
    svg.text(plot.x_of(mark), bottom + 4 + size, short_number(mark), size, "middle", colour_quiet);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = top + row * static_cast<double>(i);
    draw_bar_row(svg, plot, rows[i], y);
    // A thread from the end of a bar to the step below it.
    if (i + 1 < rows.size() && rows[i].sign != Sign::unnumbered && rows[i + 1].sign != Sign::unnumbered) {
      const double x = plot.x_of(
          rows[i].sign == Sign::reached || rows[i].sign == Sign::beyond ? rows[i].to : rows[i].from);
      svg.line(x, y + (row + bar) / 2, x, y + row + (row - bar) / 2, colour_quiet);
    }
  }
  return bottom + 4 + line_height(size);
}

std::string told(const WaterfallSeries& series, const std::vector<Row>& rows) {
  std::string words = series.name.empty() ? "" : series.name + ": ";
  for (std::size_t i = 0; i < rows.size(); ++i)
    words += fmt::format("{}{} {}", i == 0 ? "" : ", ", rows[i].label, rows[i].words);
  return words + ". ";
}

}  // namespace

std::string waterfall(const Waterfall& chart) {
  std::vector<std::vector<Row>> rows;
  double most = 0, labels = 0, numbers = 0;
  std::string description;
  std::vector<LegendItem> legend;
  for (const auto& series : chart.series) {
    rows.push_back(rows_of(series, chart.unit));
    for (const auto& r : rows.back()) {
      most = std::max({most, r.from, r.to});
      labels = std::max(labels, text_width(r.label, size));
      numbers = std::max(numbers, text_width(r.words, size));
    }
    description += told(series, rows.back());
  }
  for (const Sign sign : {Sign::reached, Sign::open, Sign::lost, Sign::beyond, Sign::unnumbered})
    if (std::ranges::any_of(
            rows, [&](const auto& of) { return std::ranges::find(of, sign, &Row::sign) != of.end(); }))
      legend.push_back({std::string(legend_words(sign)),
                        [sign](Svg& svg, double x, double y) { draw_bar(svg, sign, x, y, 18, 12); }});

  Svg svg(frame_width, 0, chart.frame.title);
  double y = open_frame(svg, chart.frame) + 10;
  if (legend.empty()) {
    description = "No stages are given.";
    y = write_lines(svg, frame_margin, y, {description}, size);
  } else {
    Plot plot;
    plot.left = frame_margin + std::min(labels, widest_label) + 8;
    plot.right = frame_width - frame_margin - std::min(numbers, 200.0) - 8;
    const auto marks = ticks(most, plot.right - plot.left);
    plot.most = marks.back();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].empty()) continue;
      y = write_lines(svg, frame_margin, y, {cut(chart.series[i].name, frame_inner, 14)}, 14);
      y = draw_series(svg, plot, rows[i], y + 2, marks) + 12;
    }
    y = draw_legend(svg, y, legend) + 10;
  }
  svg.describe(description);
  close_frame(svg, chart.frame, y);
  return svg.finish();
}

}  // namespace casus::picture
