// Diagnostics as text for people. Lines and columns are counted here and nowhere else.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "diag/sink.h"

namespace casus::diag {

/// A source as it is shown: its name and its text, by `SourceId`.
struct SourceText {
  std::string_view path;
  std::string_view text;
};

/// Line and column of a byte, both counted from 1; columns count characters, not bytes.
struct Position {
  std::size_t line;
  std::size_t column;
};
Position position_of(std::string_view text, std::uint32_t offset);

/// `file:line:col: error[C0123]: message`, the excerpt with carets, the article it stands in, the hint.
std::string render_text(const Diagnostic& diagnostic, std::span<const SourceText> sources, bool colour);

}  // namespace casus::diag
