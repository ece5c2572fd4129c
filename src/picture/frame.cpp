#include "picture/frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double title_size = 18;
constexpr std::string_view colour_quiet = "#555";

/// Without a decimal that says nothing, and with thousands apart.
std::string grouped(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  const auto point = text.find('.');
  std::string whole = text.substr(0, point), rest = point == std::string::npos ? "" : text.substr(point);
  const std::size_t first = whole.starts_with('-') ? 1 : 0;
  for (std::size_t i = whole.size(); i > first + 3; i -= 3) whole.insert(i - 3, 1, ',');
  return whole + rest;
}

std::string in_units(double value, double unit, std::string_view name) {
  const double count = value / unit;
  return grouped(count, count == std::round(count) ? 0 : 1).append(name);
}

int year_of(Day day) { return std::stoi(to_iso(day).substr(0, 4)); }
int month_number(Day day) { return std::stoi(to_iso(day).substr(5, 2)); }

}  // namespace

double open_frame(Svg& svg, const Frame& frame) {
  const double below =
      write_lines(svg, frame_margin, frame_margin, wrapped(frame.title, frame_inner, title_size), title_size);
  return write_lines(svg, frame_margin, below + 4, wrapped(frame.subtitle, frame_inner, frame_words),
                     frame_words, "start", colour_quiet);
}

void close_frame(Svg& svg, const Frame& frame, double top) {
  svg.set_height(write_lines(svg, frame_margin, top, wrapped(frame.source, frame_inner, frame_words),
                             frame_words, "start", colour_quiet) +
                 frame_margin);
}

std::string short_number(double value) {
  const double size = std::abs(value);
  if (!std::isfinite(value)) return "no number";
  if (size >= 1e15) return fmt::format("{:.3g}", value);
  if (size >= 1e9) return in_units(value, 1e9, " bn");
  if (size >= 1e6) return in_units(value, 1e6, " mn");
  std::string text = grouped(value, 3);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::vector<double> ticks(double most, double pixels) {
  if (!(most > 0) || !std::isfinite(most)) most = 1;
  std::vector<double> marks;
  for (int count = 6; count >= 1; --count) {
    const double rough = most / count, power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double times : {1.0, 2.0, 2.5, 5.0})
      if (times * power >= rough * (1 - 1e-9)) {
        step = times * power;
        break;
      }
    marks.clear();
    double words = 0;
    for (int i = 0; i == 0 || marks.back() < most * (1 - 1e-9); ++i) {
      marks.push_back(step * i);
      words = std::max(words, text_width(short_number(marks.back()), frame_words) + 10);
    }
    if (words * static_cast<double>(marks.size() - 1) <= pixels) break;
  }
  return marks;
}

bool drawable(Day day) { return day >= *day_of(1000, 1, 1) && day <= *day_of(9998, 12, 31); }

Day month_of(Day day) { return day_of(year_of(day), month_number(day), 1).value_or(day); }

Day month_after(Day day) {
  const int year = year_of(day), month = month_number(day);
  return day_of(month == 12 ? year + 1 : year, month % 12 + 1, 1).value_or(day);
}

std::vector<DayTick> day_ticks(Day from, Day to, double pixels) {
  const int first = year_of(from) * 12 + month_number(from) - 1,
            last = year_of(to) * 12 + month_number(to) - 1;
  std::vector<DayTick> marks;
  for (const int step : {1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 12000}) {
    marks.clear();
    for (int at = (first + step - 1) / step * step; at <= last; at += step)
      if (const auto day = day_of(at / 12, at % 12 + 1, 1); day && *day >= from && *day <= to)
        marks.push_back(
            {*day, step < 12 ? fmt::format("{}-{:02}", at / 12, at % 12 + 1) : fmt::format("{}", at / 12)});
    // Months are not of one length: a little room more than the words take.
    const double words = text_width(step < 12 ? "2023-01" : "2023", frame_words) + 14;
    const double days = static_cast<double>(to.number) - from.number + 1;
    if (words <= pixels * step * 28 / days) break;
  }
  return marks;
}

void hatched(Svg& svg, double x, double y, double width, double height, std::string_view colour,
             bool crossed) {
  constexpr double gap = 6;
  width = std::max(width, 0.0);
  outlined(svg, x, y, width, height, colour);
  // Each line rises by as much as it goes to the right, cut where it leaves the rectangle.
  for (double foot = gap - height; foot < width; foot += gap) {
    const double from = std::max(foot, 0.0), to = std::min(foot + height, width);
    if (from >= to) continue;
    const double low = y + height - (from - foot), high = y + height - (to - foot);
    svg.line(x + from, low, x + to, high, colour);
    if (crossed) svg.line(x + from, 2 * y + height - low, x + to, 2 * y + height - high, colour);
  }
}

void outlined(Svg& svg, double x, double y, double width, double height, std::string_view colour,
              std::string_view dash) {
  svg.raw(fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#fff\" stroke=\"{}\"{}/>\n",
                      number(x), number(y), number(std::max(width, 0.0)), number(height), colour,
                      dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash)));
}

double draw_legend(Svg& svg, double top, std::span<const LegendItem> items) {
  constexpr double sign = 18, row = 20;
  if (items.empty()) return top;
  double x = frame_margin;
  for (const auto& item : items) {
    const auto words = cut(item.words, frame_inner - sign - 6, frame_words);
    const double width = sign + 6 + text_width(words, frame_words);
    if (x > frame_margin && x + width > frame_width - frame_margin) x = frame_margin, top += row;
    item.draw(svg, x, top + 4);
    svg.text(x + sign + 6, top + 10 + frame_words * 0.35, words, frame_words);
    x += width + 20;
  }
  return top + row;
}

std::vector<double> moved_apart(std::span<const BesideLabel> labels, double top, double bottom) {
  std::vector<std::size_t> order(labels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return labels[i].middle; });
  std::vector<double> tops(labels.size());
  double free = top;
  for (const auto i : order) {
    tops[i] = std::max(free, labels[i].middle - labels[i].height / 2);
    free = tops[i] + labels[i].height;
  }
  double limit = bottom;
  for (auto i = order.rbegin(); i != order.rend(); ++i) {
    tops[*i] = std::min(tops[*i], limit - labels[*i].height);
    limit = tops[*i];
  }
  return tops;
}

}  // namespace casus::picture
