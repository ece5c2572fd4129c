// Parsing: printed trees against recorded ones, and the shape of every tree.
#include "syntax/tree.h"

#include <gtest/gtest.h>

#include "syntax/parser.h"
#include "syntax/print.h"
#include "syntax/support.h"

namespace casus::syntax::test {
namespace {

std::string node_named(const testing::TestParamInfo<fs::path>& info) { return test_name(info.param); }

class Trees : public testing::TestWithParam<fs::path> {};
TEST_P(Trees, AreAsRecorded) {
  const Parsed source = parsed(read_file(GetParam()));
  EXPECT_EQ(misshapen(source.tree), "");
  const std::string faults = faults_of(source);
  fs::path recorded = GetParam();
  expect_recorded(print(source.tree) + (faults.empty() ? "" : "\n" + faults),
                  recorded.replace_extension(".tree"));
}
INSTANTIATE_TEST_SUITE_P(Recorded, Trees, testing::ValuesIn(files_in(here("trees"), ".casus")), node_named);

TEST(Tree, CorpusParsesWithoutFaultsAndLosesNothing) {
  for (const auto& path : files_in(corpus(), ".casus")) {
    const Parsed source = parsed(read_file(path));
    EXPECT_EQ(faults_of(source), "") << path;
    EXPECT_EQ(misshapen(source.tree), "") << path;
    EXPECT_FALSE(source.tree.has_faults());
  }
}

TEST(Tree, KnowsThatItHasFaults) {
  EXPECT_FALSE(parsed("").tree.has_faults());
  EXPECT_FALSE(parsed("state RUS \"Russia\" { }").tree.has_faults());
  EXPECT_TRUE(parsed("state RUS \"Russia\" {").tree.has_faults());
  EXPECT_TRUE(parsed("state RUS \"Russia").tree.has_faults());
  EXPECT_TRUE(parsed("prose 1x; more }").tree.has_faults());
  EXPECT_TRUE(parsed("stat RUS \"Russia\" { }").tree.has_faults());
  EXPECT_TRUE(parsed(std::string("state RUS \"Russia\" { } \0 more", 30)).tree.has_faults());
}

TEST(Tree, NestingIsBounded) {
  std::string blocks = "instrument x { article 1 {";
  for (int i = 0; i < 20000; ++i) blocks += " if unprovoked {";
  std::string conditions = "instrument x { article 1 { when";
  for (int i = 0; i < 20000; ++i) conditions += " any of {";
  std::string negations = "instrument x { article 1 { when";
  for (int i = 0; i < 20000; ++i) negations += " not";
  for (auto& text : {blocks, conditions, negations}) {
    const Parsed source = parsed(text);
    EXPECT_EQ(misshapen(source.tree), "");
    ASSERT_FALSE(source.sink.all().empty());
    EXPECT_EQ(source.sink.all().front().code, diag::Code::nested_too_deep);
  }
}

TEST(Tree, OneMistakeOneMessage) {
  const auto faults = [](std::string inside) {
    return faults_of(
        parsed("instrument x {\n  kind treaty\n  article 1 {\n" + inside + "\n  }\n  force binding\n}\n"));
  };
  EXPECT_EQ(faults("    when any of { armed_attack on UKR; threat of UKR }\n    the party must assist UKR"),
            "C0101 4:47 expected `on` and whom it strikes, or `by` and who acts, found `of`\n");
  EXPECT_EQ(
      faults("    when any of { armed_attack on UKR; threat of UKR\n    on request of UKR\n    due at once"),
      "C0101 4:47 expected `on` and whom it strikes, or `by` and who acts, found `of`\n");
  EXPECT_EQ(faults("    whn armed_attack on a party\n    every party must assist the victim"),
            "C0103 4:5 `whn` cannot start a line of a provision\n");
}

TEST(Tree, HeadingsNameTheArticle) {
  const std::string text = "instrument x \"The X\" { article 5(1) \"Help\" { when question q } }";
  const Parsed source = parsed(text);
  EXPECT_EQ(source.tree.heading_at(static_cast<std::uint32_t>(text.find("question"))),
            "instrument x \"The X\" › article 5(1) \"Help\"");
}

TEST(Tree, QuotationsJoinAndUnescape) {
  const Parsed source = parsed(R"(include "a \"b\"" "c\\")");
  const NodeId item = *source.tree.children(source.tree.root()).begin();
  EXPECT_EQ(unquote(source.tree, source.tree.child(item, NodeKind::title)), R"(a "b" c\)");
}

}  // namespace
}  // namespace casus::syntax::test
