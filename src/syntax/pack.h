// Trees as bytes, so that the corpus inside the binary need not be parsed again at each start. The bytes are those of
// this build on this machine: they never leave the binary.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/tree.h"

namespace casus::syntax {

/// Tokens and nodes of the trees, one after another. The texts are not in it.
std::string pack(std::span<const Tree> trees);

struct PackedTree {
  std::span<const Token> tokens;
  std::span<const Node> nodes;
};

/// The inverse of `pack`: views into `bytes`, which must be aligned to four bytes. Nothing at all where the bytes are not
/// what this build packs.
std::vector<PackedTree> unpack(std::string_view bytes);

}  // namespace casus::syntax
