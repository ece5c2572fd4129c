#include "picture/cross_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "picture/svg.h"
#include "picture/words.h"

namespace casus::picture {

namespace {

constexpr double least_width = 640, margin = 20, title_size = 18, size = 13, small_size = 12, padding = 10;
constexpr double least_cell = 64, least_height = 64, largest_count = 28, longest_row = 130, sum_size = 15;
constexpr std::string_view ink = "#111", quiet = "#444", frame = "#888", white = "#fff";

/// White to a blue of middle lightness: dark words stay readable on all of it, and it prints as greys.
std::string shade(double share) {
  constexpr std::array<double, 3> none = {255, 255, 255}, all = {91, 163, 217};
  std::string colour = "#";
  for (std::size_t i = 0; i < none.size(); ++i)
    colour += fmt::format("{:02x}", static_cast<int>(none[i] + (all[i] - none[i]) * share + 0.5));
  return colour;
}

double share(std::size_t count, double sum) { return sum > 0 ? static_cast<double>(count) / sum : 0; }

double width_of(std::size_t count, double font) { return text_width(fmt::format("{}", count), font); }

double height_of(const std::vector<std::string>& lines, double font) {
  return line_height(font) * static_cast<double>(lines.size());
}

double widest(const std::vector<std::string>& lines, double font) {
  double width = 0;
  for (const auto& line : lines) width = std::max(width, text_width(line, font));
  return width;
}

/// The counts of a table and their sums; cells that are missing count nothing.
struct Sums {
  std::vector<std::size_t> rows, columns;
  std::size_t all = 0;
};

const CrossCell* cell_of(const CrossTable& table, std::size_t row, std::size_t column) {
  const std::size_t i = row * table.columns.size() + column;
  return i < table.cells.size() ? &table.cells[i] : nullptr;
}

Sums sums_of(const CrossTable& table) {
  Sums sums{std::vector<std::size_t>(table.rows.size()), std::vector<std::size_t>(table.columns.size())};
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (const auto* cell = cell_of(table, r, c)) {
        sums.rows[r] += cell->count;
        sums.columns[c] += cell->count;
        sums.all += cell->count;
      }
  return sums;
}

/// Where the parts of the table stand, in pixels.
struct Layout {
  double left = 0;   ///< of the cells
  double right = 0;  ///< of the cells; the sums of rows follow
  double cell = 0;   ///< width of a cell
  double sum = 0;    ///< width of the column of sums
  double count = 0;  ///< font size of the counts
  double width = 0;  ///< of the document
  double left_of(std::size_t column) const { return left + cell * static_cast<double>(column); }
};

Layout layout_of(const CrossTable& table, const Sums& sums) {
  Layout at;
  std::size_t largest = 0;
  for (std::size_t r = 0; r < table.rows.size(); ++r)
    for (std::size_t c = 0; c < table.columns.size(); ++c)
      if (const auto* cell = cell_of(table, r, c)) largest = std::max(largest, cell->count);
  double labels =
      std::max(text_width("sum", size), widest(wrapped(table.row_title, longest_row, size), size));
  for (const auto& row : table.rows) labels = std::max(labels, widest(wrapped(row, longest_row, size), size));
  at.left = margin + labels + padding;
  at.sum = std::max(text_width("sum", size), width_of(sums.all, sum_size));
  for (const auto& list : {sums.rows, sums.columns})
    for (const auto sum : list) at.sum = std::max(at.sum, width_of(sum, sum_size));
  at.sum += 2 * padding;
  const auto columns = static_cast<double>(std::max<std::size_t>(table.columns.size(), 1));
  double least = std::max(least_cell, width_of(largest, size) + padding);
  for (const auto sum : sums.columns) least = std::max(least, width_of(sum, sum_size) + padding);
  at.cell = std::max((least_width - margin - at.left - at.sum) / columns, least);
  at.right = at.left + at.cell * static_cast<double>(table.columns.size());
  at.count =
      std::clamp(largest_count * (at.cell - padding) / width_of(largest, largest_count), size, largest_count);
  at.width = std::max(least_width, at.right + at.sum + margin);
  return at;
}

/// Titles of the rows and columns above the cells; returns the lower edge.
double write_head(Svg& svg, double top, const CrossTable& table, const Layout& at) {
  const auto row_title = wrapped(table.row_title, longest_row, size);
  const auto column_title = wrapped(table.column_title, std::max(at.right - at.left, least_cell), size);
  std::vector<std::vector<std::string>> columns;
  double height = line_height(size);
  for (const auto& column : table.columns) {
    columns.push_back(wrapped(column, at.cell - padding, size));
    height = std::max(height, height_of(columns.back(), size));
  }
  const double labels = top + height_of(column_title, size) + (column_title.empty() ? 0 : 4);
  const double bottom = std::max(labels + height, top + height_of(row_title, size));
  write_lines(svg, margin, bottom - height_of(row_title, size), row_title, size, "start", quiet);
  write_lines(svg, (at.left + std::max(at.right, at.left + least_cell)) / 2, bottom - height - (labels - top),
              column_title, size, "middle", quiet);
  for (std::size_t c = 0; c < columns.size(); ++c)
    write_lines(svg, at.left_of(c) + at.cell / 2, bottom - height_of(columns[c], size), columns[c], size,
                "middle", ink);
  if (!table.columns.empty())
    svg.text(at.right + at.sum / 2, bottom - line_height(size) + size, "sum", size, "middle", quiet);
  return bottom + 6;
}

void draw_cell(Svg& svg, double x, double top, double height, const CrossTable& table, const Layout& at,
               std::size_t row, std::size_t column, double row_sum) {
  const auto* cell = cell_of(table, row, column);
  if (!cell) {
    svg.rectangle(x + 1, top + 1, at.cell - 2, height - 2, white);
    return;
  }
  const auto name = wrapped(cell->name, at.cell - padding, small_size);
  const double part = share(cell->count, row_sum);
  svg.open_group(fmt::format("{}, {}: {}{}{}, {:.0f} % of the row", table.rows[row], table.columns[column],
                             cell->name, cell->name.empty() ? "" : ": ", cell->count, part * 100));
  svg.rectangle(x + 1, top + 1, at.cell - 2, height - 2, shade(part));
  double y = top + (height - line_height(at.count) - height_of(name, small_size)) / 2;
  y = write_lines(svg, x + at.cell / 2, y, {fmt::format("{}", cell->count)}, at.count, "middle", ink);
  write_lines(svg, x + at.cell / 2, y, name, small_size, "middle", ink);
  svg.close_group();
}

/// One row of cells with its label and sum; returns the lower edge.
double draw_row(Svg& svg, double top, const CrossTable& table, const Layout& at, const Sums& sums,
                std::size_t row) {
  const auto label = wrapped(table.rows[row], longest_row, size);
  double height = std::max(least_height, height_of(label, size) + padding), row_sum = 0;
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    if (const auto* cell = cell_of(table, row, c)) {
      const auto name = wrapped(cell->name, at.cell - padding, small_size);
      height = std::max(height, line_height(at.count) + height_of(name, small_size) + 2 * padding);
      row_sum += static_cast<double>(cell->count);
    }
  write_lines(svg, margin, top + (height - height_of(label, size)) / 2, label, size, "start", ink);
  if (table.columns.empty()) return top + height;
  svg.rectangle(at.left, top, at.right - at.left, height, frame);
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    draw_cell(svg, at.left_of(c), top, height, table, at, row, c, row_sum);
  svg.text(at.right + at.sum / 2, top + height / 2 + sum_size * 0.35, fmt::format("{}", sums.rows[row]),
           sum_size, "middle", ink);
  return top + height;
}

double write_column_sums(Svg& svg, double top, const CrossTable& table, const Layout& at, const Sums& sums) {
  const double line = top + 8 + sum_size;
  svg.text(margin, line, "sum", size, "start", quiet);
  for (std::size_t c = 0; c < table.columns.size(); ++c)
    svg.text(at.left_of(c) + at.cell / 2, line, fmt::format("{}", sums.columns[c]), sum_size, "middle", ink);
  svg.text(at.right + at.sum / 2, line, fmt::format("{}", sums.all), sum_size, "middle", ink);
  return line + 8;
}

/// The shades from none to all of a row; returns the lower edge.
double draw_legend(Svg& svg, double top) {
  constexpr std::string_view words = "share of the row";
  double x = margin;
  svg.text(x, top + small_size, words, small_size, "start", quiet);
  x += text_width(words, small_size) + 12;
  for (const double part : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    svg.rectangle(x, top, 16, 16, frame);
    svg.rectangle(x + 1, top + 1, 14, 14, shade(part));
    svg.text(x + 22, top + small_size, fmt::format("{:.0f} %", part * 100), small_size, "start", quiet);
    x += 80;
  }
  return top + 16;
}

}  // namespace

std::string cross_table(const CrossTable& table) {
  const Sums sums = sums_of(table);
  const Layout at = layout_of(table, sums);
  Svg svg(at.width, 0, table.title);
  const double inner = at.width - 2 * margin;
  double y = write_lines(svg, margin, margin, wrapped(table.title, inner, title_size), title_size);
  y = write_head(svg, y + 10, table, at);
  for (std::size_t r = 0; r < table.rows.size(); ++r) y = draw_row(svg, y, table, at, sums, r);
  if (!table.rows.empty() && !table.columns.empty()) {
    y = write_column_sums(svg, y, table, at, sums) + 10;
    y = draw_legend(svg, y) + 10;
  }
  y = write_lines(svg, margin, y, wrapped(table.caption, inner, small_size), small_size, "start", quiet);
  svg.set_height(y + margin);
  return svg.finish();
}

}  // namespace casus::picture
