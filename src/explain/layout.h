// Text in columns for a terminal: width by characters, padding, wrapping.
#pragma once

#include <string>
#include <string_view>

namespace casus::explain {

/// Characters of a UTF-8 text.
std::size_t width_of(std::string_view text);
/// The text with blanks behind it, at least `width` characters.
std::string padded(std::string text, std::size_t width);
/// The text broken at blanks into lines of at most `width` characters, each indented and ended.
std::string wrapped(const std::string& text, std::size_t indent, std::size_t width);

}  // namespace casus::explain
