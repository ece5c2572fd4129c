#include "syntax/pack.h"

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace casus::syntax {

namespace {

static_assert(std::is_trivially_copyable_v<Token> && alignof(Token) == 4 && sizeof(Token) % 4 == 0);
static_assert(std::is_trivially_copyable_v<Node> && alignof(Node) == 4 && sizeof(Node) % 4 == 0);

struct Head {
  std::uint32_t token_size = sizeof(Token);
  std::uint32_t node_size = sizeof(Node);
  std::uint32_t trees = 0;
};
struct Counts {
  std::uint32_t tokens = 0;
  std::uint32_t nodes = 0;
};

template <class T>
void append(std::string& bytes, std::span<const T> values) {
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

template <class T>
std::span<const T> take(std::string_view& bytes, std::size_t count) {
  const std::span<const T> values{reinterpret_cast<const T*>(bytes.data()), count};
  bytes.remove_prefix(values.size_bytes());
  return values;
}

}  // namespace

std::string pack(std::span<const Tree> trees) {
  std::string bytes;
  const Head head{.trees = static_cast<std::uint32_t>(trees.size())};
  append(bytes, std::span(&head, 1));
  for (const auto& tree : trees) {
    const Counts counts{static_cast<std::uint32_t>(tree.tokens().size()),
                        static_cast<std::uint32_t>(tree.nodes().size())};
    append(bytes, std::span(&counts, 1));
    append(bytes, tree.tokens());
    append(bytes, tree.nodes());
  }
  return bytes;
}

std::vector<PackedTree> unpack(std::string_view bytes) {
  std::vector<PackedTree> trees;
  if (bytes.size() < sizeof(Head)) return trees;
  const Head head = take<Head>(bytes, 1)[0];
  if (head.token_size != sizeof(Token) || head.node_size != sizeof(Node)) return trees;
  for (std::uint32_t i = 0; i < head.trees; ++i) {
    if (bytes.size() < sizeof(Counts)) return {};
    const Counts counts = take<Counts>(bytes, 1)[0];
    if (bytes.size() < std::size_t{counts.tokens} * sizeof(Token) + std::size_t{counts.nodes} * sizeof(Node))
      return {};
    PackedTree& tree = trees.emplace_back();
    tree.tokens = take<Token>(bytes, counts.tokens);
    tree.nodes = take<Node>(bytes, counts.nodes);
  }
  return trees;
}

}  // namespace casus::syntax
