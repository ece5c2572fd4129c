// Text for messages.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace casus {

/// The text, or where it is longer than `limit` bytes as much of its beginning as fits with `...`, cut
/// between two characters.
std::string shortened(std::string_view text, std::size_t limit);

/// Offset of the first byte that is not valid UTF-8 or is a control character, or `text.size()`.
std::size_t first_non_text(std::string_view text);

}  // namespace casus
