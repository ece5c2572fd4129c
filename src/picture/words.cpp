#include "picture/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace casus::picture {

namespace {

// Advance widths of DejaVu Sans from the space on, in thousandths of the font size. Among the fonts that browsers take for
// sans-serif it is a wide one: what fits in it fits in Arial and Helvetica.
constexpr std::array<std::uint16_t, 95> widths = {
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361,  318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 295, 295, 656, 558, 863, 749, 788, 604, 788, 695, 635,  611, 732, 685, 989, 686,
    611, 686, 391, 337, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353,  635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592,  525, 637, 337, 637, 838};
constexpr std::uint16_t width_of_others = 1000;
constexpr std::string_view ellipsis = "…", white_space = " \t\r\n";

/// Width of the character that begins with this byte; the bytes that continue one have none.
double byte_width(char c, double size) {
  const auto byte = static_cast<unsigned char>(c);
  if ((byte & 0xC0) == 0x80) return 0;
  return (byte >= 32 && byte < 127 ? widths[byte - 32] : width_of_others) * size / 1000;
}

/// How many bytes from the beginning are whole characters that fit; of a text that is not empty at least one character.
std::size_t fitting(std::string_view text, double width, double size) {
  double sum = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    sum += byte_width(text[i], size);
    if (sum > width && i > 0 && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return i;
  }
  return text.size();
}

}  // namespace

double text_width(std::string_view text, double size) {
  double sum = 0;
  for (const char c : text) sum += byte_width(c, size);
  return sum;
}

std::vector<std::string> wrapped(std::string_view text, double width, double size) {
  std::vector<std::string> lines;
  std::string line;
  for (std::size_t start = text.find_first_not_of(white_space); start != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(white_space, start), text.size());
    std::string_view word = text.substr(start, end - start);
    if (!line.empty() && text_width(line, size) + byte_width(' ', size) + text_width(word, size) > width)
      lines.push_back(std::exchange(line, {}));
    if (!line.empty()) line += ' ';
    if (line.empty())
      for (std::size_t fits = fitting(word, width, size); fits < word.size();
           fits = fitting(word, width, size)) {
        lines.emplace_back(word.substr(0, fits));
        word.remove_prefix(fits);
      }
    line += word;
    start = text.find_first_not_of(white_space, end);
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string cut(std::string_view text, double width, double size) {
  if (text_width(text, size) <= width) return std::string(text);
  const auto fits = fitting(text, width - text_width(ellipsis, size), size);
  return std::string(text.substr(0, fits)).append(ellipsis);
}

double write_lines(Svg& svg, double x, double top, const std::vector<std::string>& lines, double size,
                   std::string_view anchor, std::string_view fill) {
  for (const auto& line : lines) {
    svg.text(x, top + size, line, size, anchor, fill);
    top += line_height(size);
  }
  return top;
}

}  // namespace casus::picture
