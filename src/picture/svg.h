// A small writer of SVG: text is escaped, numbers have at most two decimals, and the same calls give the same bytes.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace casus::picture {

/// `text` with &, <, > and quotes escaped for XML.
std::string escape(std::string_view text);

/// A coordinate as it stands in the file: at most two decimals, no trailing zeros.
std::string number(double value);

/// One SVG document. Coordinates are pixels from the top left.
class Svg {
 public:
  Svg(double width, double height, std::string_view title);

  /// For a picture that is as high as its words take: the height, known last.
  void set_height(double height) { height_ = height; }
  /// What the picture shows, in words: for readers that read it aloud.
  void describe(std::string_view text) { description_ = text; }

  void rectangle(double x, double y, double width, double height, std::string_view fill,
                 std::string_view title = {});
  /// `dash` is the lengths of strokes and gaps, such as `6 4`; none is an unbroken line.
  void line(double x1, double y1, double x2, double y2, std::string_view stroke, double width = 1,
            std::string_view dash = {});
  void circle(double x, double y, double radius, std::string_view fill, std::string_view title = {});
  /// A line through points, not filled.
  void polyline(std::span<const std::pair<double, double>> points, std::string_view stroke, double width = 1,
                std::string_view dash = {});
  /// `anchor` is `start`, `middle` or `end`; `turned` in degrees about the point.
  void text(double x, double y, std::string_view text, double size = 12, std::string_view anchor = "start",
            std::string_view fill = "#222", double turned = 0);
  /// What is drawn until `close_group` is one mark, with one title.
  void open_group(std::string_view title);
  void close_group();
  /// An element written by the caller, already escaped.
  void raw(std::string_view element);

  /// The document, closed.
  std::string finish() const;

 private:
  double width_;
  double height_;
  std::string title_;
  std::string description_;
  std::string body_;
};

}  // namespace casus::picture
