// Packed trees come back as they were; what was cut off comes back as nothing.
#include "syntax/pack.h"

#include <gtest/gtest.h>

#include "syntax/parser.h"

namespace casus::syntax {
namespace {

std::vector<Tree> two_trees() {
  diag::Sink sink;
  std::vector<Tree> trees;
  trees.push_back(parse("state RUR \"Ruritania\" { exists 1990-01-01 .. }", make_id<SourceId>(0), sink));
  trees.push_back(parse("question q factual \"Is it so?\" // why\n", make_id<SourceId>(1), sink));
  return trees;
}

TEST(Pack, TreesComeBack) {
  const auto trees = two_trees();
  const std::string bytes = pack(trees);
  const auto back = unpack(bytes);
  ASSERT_EQ(back.size(), trees.size());
  for (std::size_t i = 0; i < trees.size(); ++i) {
    const Tree again(trees[i].source(), trees[i].text(), back[i].tokens, back[i].nodes);
    ASSERT_EQ(again.tokens().size(), trees[i].tokens().size());
    ASSERT_EQ(again.nodes().size(), trees[i].nodes().size());
    for (std::size_t t = 0; t < again.tokens().size(); ++t) {
      EXPECT_EQ(again.tokens()[t].kind, trees[i].tokens()[t].kind);
      EXPECT_EQ(again.tokens()[t].keyword, trees[i].tokens()[t].keyword);
      EXPECT_EQ(again.text_of(again.tokens()[t]), trees[i].text_of(trees[i].tokens()[t]));
    }
    for (std::size_t n = 0; n < again.nodes().size(); ++n) {
      EXPECT_EQ(again.nodes()[n].kind, trees[i].nodes()[n].kind);
      EXPECT_EQ(again.nodes()[n].end, trees[i].nodes()[n].end);
      EXPECT_EQ(again.written(make_id<NodeId>(n)), trees[i].written(make_id<NodeId>(n)));
    }
  }
}

TEST(Pack, WhatIsCutOffIsNothing) {
  const std::string bytes = pack(two_trees());
  for (std::size_t size = 0; size < bytes.size(); size += 4) {
    const std::string_view cut(bytes.data(), size);
    EXPECT_TRUE(unpack(cut).empty()) << size;
  }
}

TEST(Pack, AMovedTreeKeepsItsText) {
  auto trees = two_trees();
  const Tree moved = std::move(trees[0]);
  EXPECT_EQ(moved.written(moved.root()), "state RUR \"Ruritania\" { exists 1990-01-01 .. }");
}

}  // namespace
}  // namespace casus::syntax
