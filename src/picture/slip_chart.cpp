#include "picture/slip_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double label_size = frame_words, row = 26, bar = 10, widest_label = 200;
constexpr std::string_view colour_mark = "#222", colour_delivered = "#2a788e", colour_slip = "#d55e00",
                           colour_source = "#7a5195", colour_grid = "#ddd", colour_quiet = "#555";

/// The last delivery: the first day that it can have been, and the last.
std::optional<std::pair<Day, Day>> last_delivery(const SlipItem& item) {
  if (item.delivered.empty()) return {};
  std::pair last(Day::min(), Day::min());
  for (const auto& one : item.delivered) {
    last.first = std::max(last.first, one.on);
    last.second = std::max(last.second, one.latest.value_or(one.on));
  }
  return last;
}

bool done(const SlipItem& item) { return item.complete && !item.delivered.empty(); }

std::string days_words(int days) { return fmt::format("{} day{}", days, days == 1 ? "" : "s"); }

/// What stands at the right of a row: what is computed, and what the source says.
std::string outcome(const SlipItem& item, Day on) {
  const auto slip = slip_of(item, on);
  std::string words;
  if (!item.due)
    words = "no due day";
  else if (!slip)
    words = "not yet due";
  else if (slip->most == 0)
    words = "in time";
  else if (slip->least == 0)
    words = fmt::format("in time, or late by up to {} (computed from a vague day)", days_words(slip->most));
  else if (slip->least < slip->most)
    words = fmt::format("late by {} to {} (computed from a vague day)", slip->least, days_words(slip->most));
  else
    words = fmt::format("late by {} (computed{})", days_words(slip->most),
                        done(item) ? "" : ", still open on record");
  return item.called_late.empty() ? words : words + "; late (source)";
}

// The signs, about a middle point.
void sign_announced(Svg& svg, double x, double y) {
  svg.raw(
      fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"#fff\" stroke=\"{}\" stroke-width=\"1.5\"/>\n",
                  number(x), number(y), colour_mark));
}
void sign_due(Svg& svg, double x, double y) {
  svg.line(x, y - 8, x, y + 8, colour_mark, 2);
  svg.line(x - 3, y - 8, x + 3, y - 8, colour_mark, 2);
  svg.line(x - 3, y + 8, x + 3, y + 8, colour_mark, 2);
}
void sign_delivered(Svg& svg, double x, double y) { svg.circle(x, y, 4, colour_delivered); }
/// A square with a cross.
void sign_source(Svg& svg, double x, double y) {
  svg.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"10\" height=\"10\" fill=\"#fff\" stroke=\"{}\"/>\n",
                      number(x - 5), number(y - 5), colour_source));
  svg.line(x - 5, y - 5, x + 5, y + 5, colour_source, 1.5);
  svg.line(x - 5, y + 5, x + 5, y - 5, colour_source, 1.5);
}
void sign_slip(Svg& svg, double x, double y, double width, bool complete) {
  if (complete)
    svg.rectangle(x, y - bar / 2, width, bar, colour_slip);
  else
    hatched(svg, x, y - bar / 2, width, bar, colour_slip, false);
}

struct SlipPlot {
  double left = 0, right = 0;
  Day from, to;
  double x_of(Day day) const {
    const double share =
        (static_cast<double>(day.number) - from.number) / (static_cast<double>(to.number) - from.number);
    return left + (right - left) * std::clamp(share, 0.0, 1.0);
  }
};

std::vector<Day> days_of(const SlipItem& item) {
  std::vector<Day> days = item.called_late;
  if (item.announced) days.push_back(*item.announced);
  if (item.due) days.push_back(*item.due);
  for (const auto& delivery : item.delivered) {
    days.push_back(delivery.on);
    if (delivery.latest) days.push_back(*delivery.latest);
  }
  return days;
}

/// All that the row shows, in words.
std::string told_slip(const SlipItem& item, Day on) {
  std::string words = item.label + ": ";
  if (item.announced) words += fmt::format("announced {}, ", to_iso(*item.announced));
  if (item.due) words += fmt::format("due {}, ", to_iso(*item.due));
  for (const auto& delivery : item.delivered)
    words += fmt::format("delivered{}{} {}{}, ", delivery.words.empty() ? "" : " ", delivery.words,
                         to_iso(delivery.on),
                         delivery.latest ? fmt::format(" to {}", to_iso(*delivery.latest)) : "");
  for (const auto day : item.called_late) words += fmt::format("called late by a source {}, ", to_iso(day));
  words += outcome(item, on);
  if (item.note.empty()) return words;
  // Its own full stop is set behind it.
  const std::string_view note = item.note;
  return words + ". " + std::string(note.substr(0, note.find_last_not_of('.') + 1));
}

void draw_item(Svg& svg, const SlipPlot& plot, const SlipItem& item, Day on, double y) {
  svg.open_group(told_slip(item, on));
  svg.text(plot.left - 10, y + label_size * 0.35, cut(item.label, widest_label, label_size), label_size,
           "end");
  svg.line(plot.left, y, plot.right, y, colour_grid);
  if (slip_of(item, on).value_or(Slip{}).least > 0) {
    const double from = plot.x_of(*item.due);
    sign_slip(svg, from, y, plot.x_of(done(item) ? last_delivery(item)->first : on) - from, done(item));
  }
  if (item.due) sign_due(svg, plot.x_of(*item.due), y);
  if (item.announced) sign_announced(svg, plot.x_of(*item.announced), y);
  for (const auto& delivery : item.delivered) {
    if (delivery.latest) {
      svg.line(plot.x_of(delivery.on), y, plot.x_of(*delivery.latest), y, colour_delivered, 2);
      svg.line(plot.x_of(*delivery.latest), y - 4, plot.x_of(*delivery.latest), y + 4, colour_delivered, 2);
    }
    sign_delivered(svg, plot.x_of(delivery.on), y);
  }
  for (const auto day : item.called_late) sign_source(svg, plot.x_of(day), y);
  svg.close_group();
}

std::vector<LegendItem> legend_of(const SlipChart& chart) {
  const auto any = [&](auto has) { return std::ranges::any_of(chart.items, has); };
  const auto late = [&](const SlipItem& item) { return slip_of(item, chart.on).value_or(Slip{}).least > 0; };
  std::vector<LegendItem> legend;
  const auto middle = [](auto sign) {
    return [sign](Svg& svg, double x, double y) { sign(svg, x + 9, y + 6); };
  };
  if (any([](const SlipItem& item) { return item.announced.has_value(); }))
    legend.push_back({"announced", middle(sign_announced)});
  if (any([](const SlipItem& item) { return item.due.has_value(); }))
    legend.push_back({"due", middle(sign_due)});
  if (any([](const SlipItem& item) { return !item.delivered.empty(); }))
    legend.push_back({"delivered, in part or whole", middle(sign_delivered)});
  if (any([](const SlipItem& item) {
        return std::ranges::any_of(item.delivered,
                                   [](const SlipDelivery& one) { return one.latest.has_value(); });
      }))
    legend.push_back({"or as late as", [](Svg& svg, double x, double y) {
                        svg.line(x, y + 6, x + 14, y + 6, colour_delivered, 2);
                        svg.line(x + 14, y + 2, x + 14, y + 10, colour_delivered, 2);
                      }});
  if (any([&](const SlipItem& item) { return late(item) && done(item); }))
    legend.push_back({"slip, computed: delivered after it was due",
                      [](Svg& svg, double x, double y) { sign_slip(svg, x, y + 6, 18, true); }});
  if (any([&](const SlipItem& item) { return late(item) && !done(item); }))
    legend.push_back({"slip, computed: due and still open on record on the day judged",
                      [](Svg& svg, double x, double y) { sign_slip(svg, x, y + 6, 18, false); }});
  if (any([](const SlipItem& item) { return !item.called_late.empty(); }))
    legend.push_back({"called late by a source", middle(sign_source)});
  return legend;
}

/// The items with only such days as have a place on a scale.
std::vector<SlipItem> drawable_items(const SlipChart& chart) {
  auto items = chart.items;
  for (auto& item : items) {
    if (item.announced && !drawable(*item.announced)) item.announced.reset();
    if (item.due && !drawable(*item.due)) item.due.reset();
    std::erase_if(item.delivered, [](const SlipDelivery& one) {
      return !drawable(one.on) || (one.latest && !drawable(*one.latest));
    });
    std::erase_if(item.called_late, [](Day day) { return !drawable(day); });
  }
  return items;
}

}  // namespace

std::optional<Slip> slip_of(const SlipItem& item, Day on) {
  if (!item.due) return {};
  const auto after_due = [&](Day day) { return std::max(day.number - item.due->number, 0); };
  if (done(item)) {
    const auto [first, last] = *last_delivery(item);
    return Slip{after_due(first), after_due(last)};
  }
  if (on <= *item.due) return {};
  return Slip{after_due(on), after_due(on)};
}

std::string slip_chart(const SlipChart& given) {
  SlipChart chart = given;
  chart.items = drawable_items(given);
  Svg svg(frame_width, 0, chart.frame.title);
  double y = open_frame(svg, chart.frame) + 12;
  if (chart.items.empty() || !drawable(chart.on)) {
    const std::string words = chart.items.empty() ? "No items are given." : "The day that is judged is none.";
    svg.describe(words);
    close_frame(svg, chart.frame, write_lines(svg, frame_margin, y, {words}, label_size) + 8);
    return svg.finish();
  }
  SlipPlot plot;
  plot.from = plot.to = chart.on;
  double labels = 0;
  std::string description;
  for (const auto& item : chart.items) {
    for (const auto day : days_of(item))
      plot.from = std::min(plot.from, day), plot.to = std::max(plot.to, day);
    labels = std::max(labels, std::min(text_width(item.label, label_size), widest_label));
    description += told_slip(item, chart.on) + ". ";
  }
  plot.from = month_of(plot.from);
  plot.to = month_after(plot.to);
  plot.left = frame_margin + labels + 10;
  plot.right = frame_width - frame_margin - 12;
  const double bottom = y + row * 2 * static_cast<double>(chart.items.size());
  for (const auto& tick : day_ticks(plot.from, plot.to, plot.right - plot.left)) {
    svg.line(plot.x_of(tick.day), y, plot.x_of(tick.day), bottom + 4, colour_grid);
    const double half = text_width(tick.label, label_size) / 2;
    svg.text(std::min(plot.x_of(tick.day), frame_width - frame_margin - half), bottom + 6 + label_size,
             tick.label, label_size, "middle", colour_quiet);
  }
  svg.line(plot.x_of(chart.on), y, plot.x_of(chart.on), bottom, colour_quiet, 1, "2 3");
  for (const auto& item : chart.items) {
    draw_item(svg, plot, item, chart.on, y + row / 2);
    svg.text(plot.left, y + row + label_size,
             cut(outcome(item, chart.on), plot.right - plot.left, label_size), label_size, "start",
             colour_quiet);
    y += row * 2;
  }
  auto legend = legend_of(chart);
  legend.push_back({fmt::format("the day judged, {}", to_iso(chart.on)), [](Svg& into, double x, double top) {
                      into.line(x + 9, top - 2, x + 9, top + 14, colour_quiet, 1, "2 3");
                    }});
  y = draw_legend(svg, bottom + 6 + line_height(label_size) + 8, legend) + 10;
  svg.describe(description);
  close_frame(svg, chart.frame, y);
  return svg.finish();
}

}  // namespace casus::picture
