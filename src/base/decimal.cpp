#include "base/decimal.h"

#include <charconv>

namespace casus {

std::optional<std::int64_t> read_thousandths(std::string_view text, std::int64_t scale) {
  bool negative = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  }
  int exponent = 0;
  if (const auto e = text.find_first_of("eE"); e != text.npos) {
    auto digits = text.substr(e + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
    text = text.substr(0, e);
  }
  // The digits as one whole number, and how many of them stand behind the point.
  __extension__ using Wide = __int128;
  constexpr Wide most = Wide{1} << 100;
  Wide value = 0;
  int behind = 0;
  bool point = false, any = false;
  for (const char c : text) {
    if (c == '.' && !point) {
      point = true;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    any = true;
    if (value > most / 10) return std::nullopt;
    value = value * 10 + (c - '0');
    behind += point;
  }
  if (!any) return std::nullopt;
  if (value == 0) return 0;
  if (scale <= 0 || value > most / scale) return std::nullopt;
  value *= scale;
  for (exponent += 3 - behind; exponent > 0; --exponent) {
    if (value > most / 10) return std::nullopt;
    value *= 10;
  }
  for (; exponent < 0; ++exponent) {
    if (value % 10 != 0) return std::nullopt;
    value /= 10;
  }
  if (value > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(negative ? -value : value);
}

std::string thousandths_to_text(std::int64_t thousandths) {
  const bool negative = thousandths < 0;
  const std::uint64_t value =
      negative ? 0 - static_cast<std::uint64_t>(thousandths) : static_cast<std::uint64_t>(thousandths);
  std::string text = (negative ? "-" : "") + std::to_string(value / 1000);
  if (const auto rest = value % 1000; rest != 0) {
    std::string digits = std::to_string(1000 + rest).substr(1);
    while (digits.back() == '0') digits.pop_back();
    text += "." + digits;
  }
  return text;
}

}  // namespace casus
