// From the tree back to text, in the one canonical form: the inverse of the parser.
#pragma once

#include <optional>
#include <string>

#include "syntax/tree.h"

namespace casus::syntax {

/// Columns that a line may have before it is wrapped.
inline constexpr std::size_t line_width = 100;

/// The canonical form of a source: the same tokens in the same order, the same comments, other white space.
/// Nothing where the tree has faults: what was not understood is not rewritten.
std::optional<std::string> format(const Tree& tree);

/// True where both sources have the same tokens, spelt alike, in the same order.
bool same_tokens(const Tree& a, const Tree& b);

}  // namespace casus::syntax
