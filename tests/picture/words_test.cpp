// Widths of words, lines broken within a width, and dashes and groups of the writer of SVG.
#include "picture/words.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casus::picture {
namespace {

using Lines = std::vector<std::string>;

TEST(Words, AreAsWideAsTheirCharacters) {
  EXPECT_DOUBLE_EQ(text_width("", 12), 0);
  EXPECT_DOUBLE_EQ(text_width("mi", 10), 9.75 + 2.78);
  EXPECT_DOUBLE_EQ(text_width("mi", 20), 2 * text_width("mi", 10));
  // A character outside ASCII is counted once, however many bytes it has, and as wide as the font is high.
  EXPECT_DOUBLE_EQ(text_width("é中", 10), 20);
}

TEST(Words, BreakAtSpaces) {
  EXPECT_EQ(wrapped("one two three", text_width("one two", 12), 12), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", text_width("one two", 12) - 0.01, 12), (Lines{"one", "two", "three"}));
  EXPECT_EQ(wrapped("  one \n\t two ", 1000, 12), Lines{"one two"});
  EXPECT_EQ(wrapped("", 100, 12), Lines{});
  EXPECT_EQ(wrapped(" \n", 100, 12), Lines{});
}

TEST(Words, LongerThanALineAreBrokenBetweenCharacters) {
  EXPECT_EQ(wrapped("a éééé b", 2 * 10, 10), (Lines{"a", "éé", "éé", "b"}));
  EXPECT_EQ(wrapped("ééé", 0, 10), (Lines{"é", "é", "é"}));
}

TEST(Words, NoLineIsTooWideAndNothingIsLost) {
  const std::string text =
      "Correlates of War, wars 4.0; casus 0.1.0; data sha256:"
      "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0, read on 2024-05-06 – “Ελλάδα”";
  std::string bare = text;
  std::erase(bare, ' ');
  for (double width = 14; width < 700; width += 7) {
    std::string all;
    for (const auto& line : wrapped(text, width, 12)) {
      EXPECT_LE(text_width(line, 12), width);
      all += line;
    }
    std::erase(all, ' ');
    EXPECT_EQ(all, bare);
  }
}

TEST(Words, AreCutWithAnEllipsis) {
  EXPECT_EQ(cut("1810s", 100, 12), "1810s");
  EXPECT_EQ(cut("ééééé", 35, 10), "éé…");
  EXPECT_LE(text_width(cut("a long name of a period", 80, 12), 12), 80);
}

TEST(Words, StandOneBelowTheOther) {
  Svg svg(100, 100, "");
  EXPECT_DOUBLE_EQ(write_lines(svg, 5, 10, {"a", "b"}, 10), 10 + 2 * line_height(10));
  const auto text = svg.finish();
  EXPECT_NE(text.find("<text x=\"5\" y=\"20\""), std::string::npos);
  EXPECT_NE(text.find("<text x=\"5\" y=\"33\""), std::string::npos);
}

TEST(Svg, LinesAreUnbrokenUnlessADashIsGiven) {
  Svg svg(10, 10, "");
  svg.line(0, 1, 2, 3, "#000");
  svg.line(0, 1, 2, 3, "#000", 2, "6 4");
  const auto text = svg.finish();
  EXPECT_NE(text.find("stroke-width=\"1\"/>"), std::string::npos);
  EXPECT_NE(text.find("stroke-width=\"2\" stroke-dasharray=\"6 4\"/>"), std::string::npos);
}

TEST(Svg, GroupsHaveAnEscapedTitle) {
  Svg svg(10, 10, "");
  svg.open_group("a < b & c");
  svg.close_group();
  EXPECT_NE(svg.finish().find("<g><title>a &lt; b &amp; c</title>\n</g>"), std::string::npos);
}

}  // namespace
}  // namespace casus::picture
