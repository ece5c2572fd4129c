// Decimal numbers in thousandths: exact where a floating point number is not.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace casus {

/// `3.3` times `scale`, in thousandths; also `2.6e-05`. Nothing where it is no decimal number, has a fraction of a thousandth, or is
/// beyond what 64 bits hold.
std::optional<std::int64_t> read_thousandths(std::string_view text, std::int64_t scale = 1);

/// `3300000000`, `2.5`, `-0.125`: without a fraction that is zero.
std::string thousandths_to_text(std::int64_t thousandths);

}  // namespace casus
