#include "picture/heat_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "picture/svg.h"

namespace casus::picture {

namespace {

constexpr double margin = 20, gap = 2, legend_height = 18;

/// A thin line and a name wherever the group changes.
template <class Mark>
void mark_groups(const std::vector<std::string>& groups, Mark mark) {
  for (std::size_t i = 0, begin = 0; i <= groups.size(); ++i)
    if (i == groups.size() || (i > 0 && groups[i] != groups[begin])) {
      if (i > begin) mark(begin, i, groups[begin]);
      begin = i;
    }
}

}  // namespace

std::vector<std::string> sequential_colours(std::size_t count) {
  static constexpr std::array<std::string_view, 6> colours = {"#fde725", "#7ad151", "#22a884",
                                                              "#2a788e", "#414487", "#440154"};
  std::vector<std::string> list;
  for (std::size_t i = 0; i < count && i < colours.size(); ++i)
    list.emplace_back(colours[count <= 1 ? 0 : i * (colours.size() - 1) / (count - 1)]);
  return list;
}

std::string heat_map(const HeatMap& map) {
  const std::size_t rows = map.rows.size(), columns = map.columns.size();
  const double cell =
      std::clamp(960.0 / static_cast<double>(std::max<std::size_t>({rows, columns, 1})), 5.0, 18.0);
  const double size = std::min(cell * 0.95, 11.0);
  const double left = margin + 3 * size + 40, top = margin + 40 + 3 * size + 34;
  const double right = left + cell * static_cast<double>(columns),
               bottom = top + cell * static_cast<double>(rows);
  const double width = std::max(right + margin, 640.0);
  const double legend = bottom + 16;
  Svg svg(width, legend + legend_height * static_cast<double>(map.steps.size()) + 3 * margin, map.title);
  svg.text(margin, margin + 8, map.title, 16);
  svg.text(left, margin + 28, map.column_title, 11, "start", "#555");
  svg.text(margin + 4, top + (bottom - top) / 2, map.row_title, 11, "middle", "#555", -90);

  svg.raw("<g shape-rendering=\"crispEdges\">\n");
  for (std::size_t c = 0; c < columns; ++c) {
    const double x = left + cell * (static_cast<double>(c) + 0.5) + size * 0.35;
    svg.text(x, top - gap - 2, map.columns[c], size, "start", "#333", -90);
  }
  for (std::size_t r = 0; r < rows; ++r) {
    const double y = top + cell * static_cast<double>(r);
    svg.text(left - gap - 2, y + cell / 2 + size * 0.35, map.rows[r], size, "end", "#333");
    // Cells of one colour side by side are one rectangle: the picture stays small.
    for (std::size_t c = 0; c < columns;) {
      const std::uint8_t step = map.cells[r * columns + c];
      std::size_t end = c + 1;
      while (end < columns && map.cells[r * columns + end] == step) ++end;
      if (step != no_cell)
        svg.rectangle(left + cell * static_cast<double>(c), y, cell * static_cast<double>(end - c), cell,
                      map.steps[step].colour);
      c = end;
    }
  }
  svg.raw("</g>\n");
  mark_groups(map.row_groups, [&](std::size_t begin, std::size_t, const std::string&) {
    const double y = top + cell * static_cast<double>(begin);
    svg.line(left, y, right, y, "#fff", 1);
  });
  mark_groups(map.column_groups, [&](std::size_t begin, std::size_t end, const std::string& name) {
    const double x = left + cell * static_cast<double>(begin);
    svg.line(x, top, x, bottom, "#fff", 1);
    if (cell * static_cast<double>(end - begin) > 7.0 * static_cast<double>(name.size()))
      svg.text(left + cell * static_cast<double>(begin + end) / 2, top - 3 * size - 6, name, 10, "middle",
               "#555");
  });

  double y = legend;
  for (const auto& step : map.steps) {
    svg.rectangle(left, y, 12, 12, step.colour);
    svg.text(left + 18, y + 10, step.label, 11);
    y += legend_height;
  }
  svg.text(left, y + margin, map.caption, 10, "start", "#555");
  return svg.finish();
}

}  // namespace casus::picture
