#include <fmt/format.h>

#include <algorithm>

#include "diag/render.h"

namespace casus::diag {
namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

struct Line {
  std::size_t begin;
  std::string_view text;
};
Line line_at(std::string_view text, std::uint32_t offset) {
  const std::size_t at = std::min<std::size_t>(offset, text.size());
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = text.find('\n', begin);
  if (end == std::string_view::npos) end = text.size();
  auto line = text.substr(begin, end - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return {begin, line};
}

constexpr std::size_t widest_excerpt = 120;

/// The same text with everything that a terminal cannot show, control characters and bytes that are no UTF-8,
/// replaced.
std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80                ? 1
                               : c >= 0xC2 && c < 0xE0 ? 2
                               : c >= 0xE0 && c < 0xF0 ? 3
                               : c >= 0xF0 && c < 0xF5 ? 4
                                                       : 0;
    bool valid = length > 0 && i + length <= text.size();
    for (std::size_t k = 1; valid && k < length; ++k)
      valid = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
    if (!valid) {
      out += "\uFFFD";
      ++i;
      continue;
    }
    if (length == 1 && c < 0x20 && c != '\t') {
      out += ' ';
    } else {
      out += text.substr(i, length);
    }
    i += length;
  }
  return out;
}

// The line with carets under the span; a very long line is shown around the caret.
std::string excerpt(std::string_view text, Span span, std::string_view caret_on, std::string_view caret_off) {
  const Line line = line_at(text, span.begin);
  const std::size_t start = std::min<std::size_t>(span.begin - line.begin, line.text.size());
  std::size_t length = std::min<std::size_t>(span.end - span.begin, line.text.size() - start);
  std::size_t cut = 0;
  if (line.text.size() > widest_excerpt && start > widest_excerpt / 2) {
    cut = start - widest_excerpt / 2;
    while (cut < start && (static_cast<unsigned char>(line.text[cut]) & 0xC0) == 0x80) ++cut;
  }
  std::string shown(line.text.substr(cut, widest_excerpt));
  // Not in the middle of a character.
  while (shown.size() == widest_excerpt && (static_cast<unsigned char>(shown.back()) & 0x80) != 0)
    shown.pop_back();
  length = std::min(length, widest_excerpt);
  std::string pad;
  for (char c : line.text.substr(cut, start - cut)) {
    if ((static_cast<unsigned char>(c) & 0xC0) == 0x80) continue;
    pad += c == '\t' ? '\t' : ' ';
  }
  const std::size_t carets = std::max<std::size_t>(1, characters(line.text.substr(start, length)));
  return fmt::format("  | {}\n  | {}{}{}{}\n", printable(shown), pad, caret_on, std::string(carets, '^'),
                     caret_off);
}

}  // namespace

Position position_of(std::string_view text, std::uint32_t offset) {
  const std::size_t at = std::min<std::size_t>(offset, text.size());
  const Line line = line_at(text, offset);
  const auto number = static_cast<std::size_t>(std::count(
                          text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line.begin), '\n')) +
                      1;
  return {number, characters(text.substr(line.begin, at - line.begin)) + 1};
}

std::string render_text(const Diagnostic& d, std::span<const SourceText> sources, bool colour) {
  const bool is_error = d.severity() == Severity::error;
  const std::string_view strong = colour ? (is_error ? "\x1b[1;31m" : "\x1b[1;33m") : "";
  const std::string_view bold = colour ? "\x1b[1m" : "";
  const std::string_view off = colour ? "\x1b[0m" : "";
  const std::string_view word = is_error ? "error" : "warning";
  const bool placed = d.span.source && d.span.source.index() < sources.size();
  std::string out;
  if (placed) {
    const auto& source = sources[d.span.source.index()];
    const Position at = position_of(source.text, d.span.begin);
    out += fmt::format("{}{}:{}:{}:{} ", bold, source.path, at.line, at.column, off);
  }
  out += fmt::format("{}{}[{}]{}: {}\n", strong, word, label(d.code), off, d.message);
  if (placed) out += excerpt(sources[d.span.source.index()].text, d.span, strong, off);
  if (!d.heading.empty()) out += fmt::format("  in {}\n", d.heading);
  for (const auto& related : d.related) {
    if (!related.span.source || related.span.source.index() >= sources.size()) continue;
    const auto& source = sources[related.span.source.index()];
    const Position at = position_of(source.text, related.span.begin);
    out += fmt::format("  note: {} ({}:{}:{})\n", related.text, source.path, at.line, at.column);
  }
  if (!d.hint.empty()) out += fmt::format("  help: {}\n", d.hint);
  return out;
}

}  // namespace casus::diag
