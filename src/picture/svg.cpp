#include "picture/svg.h"

#include <fmt/format.h>

namespace casus::picture {

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

namespace {

std::string closed(std::string_view element, std::string_view title) {
  if (title.empty()) return fmt::format("<{}/>\n", element);
  const auto name = element.substr(0, element.find(' '));
  return fmt::format("<{}><title>{}</title></{}>\n", element, escape(title), name);
}

std::string dashes(std::string_view dash) {
  return dash.empty() ? "" : fmt::format(" stroke-dasharray=\"{}\"", dash);
}

}  // namespace

Svg::Svg(double width, double height, std::string_view title)
    : width_(width), height_(height), title_(title) {}

void Svg::rectangle(double x, double y, double width, double height, std::string_view fill,
                    std::string_view title) {
  body_ += closed(fmt::format("rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"", number(x),
                              number(y), number(width), number(height), fill),
                  title);
}

void Svg::line(double x1, double y1, double x2, double y2, std::string_view stroke, double width,
               std::string_view dash) {
  body_ +=
      fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n",
                  number(x1), number(y1), number(x2), number(y2), stroke, number(width), dashes(dash));
}

void Svg::circle(double x, double y, double radius, std::string_view fill, std::string_view title) {
  body_ += closed(fmt::format("circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"", number(x), number(y),
                              number(radius), fill),
                  title);
}

void Svg::polyline(std::span<const std::pair<double, double>> points, std::string_view stroke, double width,
                   std::string_view dash) {
  std::string list;
  for (const auto& [x, y] : points)
    list += fmt::format("{}{},{}", list.empty() ? "" : " ", number(x), number(y));
  body_ += fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n", list,
                       stroke, number(width), dashes(dash));
}

void Svg::text(double x, double y, std::string_view text, double size, std::string_view anchor,
               std::string_view fill, double turned) {
  const std::string turn =
      turned == 0 ? "" : fmt::format(" transform=\"rotate({} {} {})\"", number(turned), number(x), number(y));
  body_ +=
      fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n",
                  number(x), number(y), number(size), anchor, fill, turn, escape(text));
}

void Svg::open_group(std::string_view title) {
  body_ += fmt::format("<g><title>{}</title>\n", escape(title));
}

void Svg::close_group() { body_ += "</g>\n"; }

void Svg::raw(std::string_view element) { body_ += element; }

std::string Svg::finish() const {
  return fmt::format(
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
             "font-family=\"sans-serif\" role=\"img\">\n<title>{2}</title>\n{3}"
             "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
             number(width_), number(height_), escape(title_),
             description_.empty() ? "" : fmt::format("<desc>{}</desc>\n", escape(description_))) +
         body_ + "</svg>\n";
}

}  // namespace casus::picture
