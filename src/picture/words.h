// Words in a picture: how wide they are at most, and where to break them into lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "picture/svg.h"

namespace casus::picture {

/// The most pixels that `text` takes at that font size, whichever common sans-serif font the reader has.
double text_width(std::string_view text, double size);

/// The text in lines of at most `width` pixels, broken at spaces; a longer word is broken within. Runs of white space
/// count as one space. Each line has at least one character, however narrow; no text has no lines.
std::vector<std::string> wrapped(std::string_view text, double width, double size);

/// The text, or as much of its beginning as fits with an ellipsis.
std::string cut(std::string_view text, double width, double size);

/// From one line of text to the next.
constexpr double line_height(double size) { return size * 1.3; }

/// Writes the lines one below the other, the first with its upper edge at `top`; returns the lower edge of the last.
double write_lines(Svg& svg, double x, double top, const std::vector<std::string>& lines, double size,
                   std::string_view anchor = "start", std::string_view fill = "#222");

}  // namespace casus::picture
