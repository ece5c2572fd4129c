// Tokens and trees as text, for `casus dump` and for tests.
#pragma once

#include <string>
#include <string_view>

#include "syntax/tree.h"

namespace casus::syntax {

std::string_view name_of(TokenKind kind);
std::string_view name_of(NodeKind kind);

/// One token a line: `begin..end kind text`, a keyword marked with `*`.
std::string print_tokens(const Tree& tree);

/// One node a line, indented: its kind and its own tokens, with `_` where a child stands. The brackets of
/// blocks go without saying.
std::string print(const Tree& tree);

}  // namespace casus::syntax
