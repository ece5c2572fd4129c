#include "picture/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

#include "picture/svg.h"

namespace casus::picture {

std::string graphml(const Network& network) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
      "  <key id=\"group\" for=\"node\" attr.name=\"group\" attr.type=\"string\"/>\n";
  for (const auto& name : network.attributes)
    out +=
        fmt::format("  <key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"int\"/>\n", escape(name));
  if (network.dynamic)
    for (const auto* name : {"start", "end"})
      out += fmt::format("  <key id=\"{0}\" for=\"edge\" attr.name=\"{0}\" attr.type=\"int\"/>\n", name);
  out += fmt::format("  <desc>{}. {}</desc>\n  <graph id=\"network\" edgedefault=\"directed\">\n",
                     escape(network.title), escape(network.caption));
  for (const auto& node : network.nodes)
    out +=
        fmt::format("    <node id=\"{}\"><data key=\"label\">{}</data><data key=\"group\">{}</data></node>\n",
                    escape(node.id), escape(node.label), escape(node.group));
  std::size_t number = 0;
  const auto edge = [&](const Arrow& arrow, std::string_view more) {
    out += fmt::format("    <edge id=\"e{}\" source=\"{}\" target=\"{}\">", number++,
                       escape(network.nodes[arrow.source].id), escape(network.nodes[arrow.target].id));
    for (std::size_t i = 0; i < arrow.values.size(); ++i)
      out += fmt::format("<data key=\"{}\">{}</data>", escape(network.attributes[i]), arrow.values[i]);
    out += fmt::format("{}</edge>\n", more);
  };
  for (const auto& arrow : network.arrows) {
    if (!network.dynamic) edge(arrow, "");
    for (const auto& [from, to] : arrow.spells)
      edge(arrow, fmt::format("<data key=\"start\">{}</data><data key=\"end\">{}</data>", from, to - 1));
  }
  return out + "  </graph>\n</graphml>\n";
}

std::string gexf(const Network& network) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">\n"
      "  <meta><creator>casus</creator><description>{}. {}</description></meta>\n"
      "  <graph defaultedgetype=\"directed\" mode=\"{}\"{}>\n"
      "    <attributes class=\"node\"><attribute id=\"group\" title=\"group\" "
      "type=\"string\"/></attributes>\n",
      escape(network.title), escape(network.caption), network.dynamic ? "dynamic" : "static",
      network.dynamic ? " timeformat=\"date\"" : "");
  if (!network.attributes.empty()) {
    out += "    <attributes class=\"edge\">";
    for (const auto& name : network.attributes)
      out += fmt::format("<attribute id=\"{0}\" title=\"{0}\" type=\"integer\"/>", escape(name));
    out += "</attributes>\n";
  }
  out += "    <nodes>\n";
  for (const auto& node : network.nodes)
    out += fmt::format(
        "      <node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"group\" "
        "value=\"{}\"/></attvalues></node>\n",
        escape(node.id), escape(node.label), escape(node.group));
  out += "    </nodes>\n    <edges>\n";
  std::size_t number = 0;
  for (const auto& arrow : network.arrows) {
    out += fmt::format("      <edge id=\"{}\" source=\"{}\" target=\"{}\">", number++,
                       escape(network.nodes[arrow.source].id), escape(network.nodes[arrow.target].id));
    if (!arrow.values.empty()) {
      out += "<attvalues>";
      for (std::size_t i = 0; i < arrow.values.size(); ++i)
        out += fmt::format("<attvalue for=\"{}\" value=\"{}\"/>", escape(network.attributes[i]),
                           arrow.values[i]);
      out += "</attvalues>";
    }
    if (network.dynamic) {
      out += "<spells>";
      for (const auto& [from, to] : arrow.spells)
        out += fmt::format("<spell start=\"{:04}-01-01\" end=\"{:04}-12-31\"/>", from, to - 1);
      out += "</spells>";
    }
    out += "</edge>\n";
  }
  return out + "    </edges>\n  </graph>\n</gexf>\n";
}

namespace {

double angle_of(std::size_t place, std::size_t count) {
  return 2 * std::numbers::pi * static_cast<double>(place) /
             static_cast<double>(std::max<std::size_t>(count, 1)) -
         std::numbers::pi / 2;
}

/// The network without the nodes that no arrow touches.
Network connected(const Network& whole) {
  Network network = whole;
  network.nodes.clear();
  std::vector<bool> touched(whole.nodes.size());
  for (const auto& arrow : whole.arrows) touched[arrow.source] = touched[arrow.target] = true;
  std::vector<std::size_t> place(whole.nodes.size());
  for (std::size_t i = 0; i < whole.nodes.size(); ++i) {
    if (!touched[i]) continue;
    place[i] = network.nodes.size();
    network.nodes.push_back(whole.nodes[i]);
  }
  for (auto& arrow : network.arrows)
    arrow = {place[arrow.source], place[arrow.target], arrow.values, arrow.spells};
  return network;
}

}  // namespace

std::vector<Point> circle_layout(const std::vector<Node>& nodes, double radius) {
  std::vector<Point> points;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const double angle = angle_of(i, nodes.size());
    points.push_back({radius * std::cos(angle), radius * std::sin(angle)});
  }
  return points;
}

std::string network_picture(const Network& whole, const std::string& mutual, const std::string& one_way) {
  const Network network = connected(whole);
  constexpr double radius = 370, size = 1000, top = 20;
  constexpr std::string_view colour_mutual = "#2a788e", colour_one_way = "#d55e00";
  const auto points = circle_layout(network.nodes, radius);
  Svg svg(size, size + top + 80, network.title);
  svg.text(20, 30, network.title, 16);

  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& arrow : network.arrows) pairs.emplace(arrow.source, arrow.target);
  const double centre = size / 2;
  const auto curve = [&](std::size_t from, std::size_t to, std::string_view colour, double opacity) {
    const Point a = points[from], b = points[to];
    // Bent toward the middle, so that neighbours can be told apart.
    svg.raw(
        fmt::format("<path d=\"M{} {}Q{} {} {} {}\" fill=\"none\" stroke=\"{}\" stroke-width=\"0.8\" "
                    "stroke-opacity=\"{}\"/>\n",
                    number(centre + a.x), number(top + centre + a.y), number(centre + (a.x + b.x) * 0.2),
                    number(top + centre + (a.y + b.y) * 0.2), number(centre + b.x),
                    number(top + centre + b.y), colour, number(opacity)));
  };
  const double opacity =
      std::clamp(250.0 / static_cast<double>(std::max<std::size_t>(pairs.size(), 1)), 0.12, 0.7);
  for (const auto& [from, to] : pairs)
    if (from < to && pairs.contains({to, from})) curve(from, to, colour_mutual, opacity);
  for (const auto& [from, to] : pairs)
    if (!pairs.contains({to, from})) {
      curve(from, to, colour_one_way, std::max(opacity, 0.25));
      // The dot lies near whom the arrow points to.
      svg.circle(centre + points[to].x * 0.97 + points[from].x * 0.01,
                 top + centre + points[to].y * 0.97 + points[from].y * 0.01, 1.6, colour_one_way);
    }

  const std::size_t count = network.nodes.size();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Node& node = network.nodes[i];
    const Point at = points[i];
    const double degrees = angle_of(i, count) * 180 / std::numbers::pi;
    const bool left = at.x < -1e-9;
    svg.circle(centre + at.x, top + centre + at.y, 2.2, "#222", node.label);
    svg.text(centre + at.x * 1.015, top + centre + at.y * 1.015 + 2.5, node.id, count > 120 ? 7 : 9,
             left ? "end" : "start", "#222", left ? degrees + 180 : degrees);
    if (i + 1 < count && network.nodes[i + 1].group == node.group) continue;
    const double middle = (angle_of(begin, count) + angle_of(i, count)) / 2;
    const double x = std::cos(middle) * radius * 1.12, y = std::sin(middle) * radius * 1.12;
    svg.text(centre + x, top + centre + y, node.group, 12,
             x < -40  ? "end"
             : x > 40 ? "start"
                      : "middle",
             "#777");
    begin = i + 1;
  }
  const double y = size + top + 10;
  svg.line(20, y, 50, y, colour_mutual, 2);
  svg.text(58, y + 4, mutual, 11);
  svg.line(20, y + 20, 50, y + 20, colour_one_way, 2);
  svg.circle(50, y + 20, 2.5, colour_one_way);
  svg.text(58, y + 24, one_way, 11);
  svg.text(20, y + 50, network.caption, 10, "start", "#555");
  return svg.finish();
}

}  // namespace casus::picture
