// The formatter: recorded pairs, and what must hold of every source.
#include "syntax/format.h"

#include <gtest/gtest.h>

#include "syntax/parser.h"
#include "syntax/support.h"

namespace casus::syntax::test {
namespace {

/// Formats, and checks what every formatted text must satisfy.
std::string formatted(const std::string& text) {
  const Parsed source = parsed(text);
  EXPECT_EQ(faults_of(source), "");
  const auto once = format(source.tree);
  if (!once) return "not formatted";
  const Parsed again = parsed(*once);
  EXPECT_EQ(faults_of(again), "");
  EXPECT_TRUE(same_tokens(source.tree, again.tree)) << *once;
  EXPECT_EQ(format(again.tree), once) << "formatting twice differs";
  return *once;
}

std::string named(const testing::TestParamInfo<fs::path>& info) { return test_name(info.param); }

class Pairs : public testing::TestWithParam<fs::path> {};
TEST_P(Pairs, AreAsRecorded) {
  std::string recorded = GetParam().string();
  recorded.replace(recorded.rfind(".in.casus"), std::string::npos, ".out.casus");
  expect_recorded(formatted(read_file(GetParam())), recorded);
}
INSTANTIATE_TEST_SUITE_P(Format, Pairs, testing::ValuesIn(files_in(here("format"), ".in.casus")), named);

TEST(Format, KeepsTheCorpus) {
  for (const auto& path : files_in(corpus(), ".casus")) {
    SCOPED_TRACE(path.string());
    formatted(read_file(path));
  }
}

TEST(Format, LeavesFaultyTreesAlone) {
  EXPECT_EQ(format(parsed("state RUS {").tree), std::nullopt);
  EXPECT_EQ(format(parsed("include \"open").tree), std::nullopt);
  EXPECT_EQ(format(parsed(std::string("include \"a\" \0 include \"b\"", 26)).tree), std::nullopt);
}

TEST(Format, SmallestSources) {
  EXPECT_EQ(formatted(""), "");
  EXPECT_EQ(formatted(" \n\n "), "");
  EXPECT_EQ(formatted(";"), ";\n");
  EXPECT_EQ(formatted("\xEF\xBB\xBF// only\r\n\r\n\r\n// words"), "// only\n\n// words\n");
  EXPECT_EQ(formatted("state RUS \"Russia\"{}"), "state RUS \"Russia\" { }\n");
  EXPECT_EQ(formatted("state RUS{;;}"), "state RUS {\n  ;;\n}\n");
}

TEST(Format, LinesStayWithinTheWidthWhereTheyCan) {
  std::string text = "instrument x { party ";
  for (int i = 0; i < 200; ++i) text += "USA, ";
  text += "RUS from 1949-04-04 in tier core }";
  const std::string out = formatted(text);
  for (std::size_t begin = 0, end; (end = out.find('\n', begin)) != std::string::npos; begin = end + 1)
    EXPECT_LE(end - begin, line_width) << out.substr(begin, end - begin);
}

}  // namespace
}  // namespace casus::syntax::test
