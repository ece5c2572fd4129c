// Tables of counts: sound documents whatever the numbers and words, readable on every shade, sums that add up.
#include "picture/cross_table.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>

#include "svg_reader.h"

namespace casus::picture {
namespace {

using test::Element;
using test::expect_no_words_touch;
using test::expect_sound;

CrossTable two_by_two() {
  CrossTable table;
  table.title = "What the texts said and what the states did";
  table.caption =
      "Made-up counts, for a test; casus 0.1.0, data "
      "sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0, read on 2024-05-06";
  table.row_title = "the texts said";
  table.column_title = "the states did";
  table.rows = {"bound", "not bound"};
  table.columns = {"joined", "stayed out"};
  table.cells = {
      {30, "promise kept"}, {10, "promise broken"}, {5, "joined without a promise"}, {955, "stayed out"}};
  return table;
}

CrossTable of_size(std::size_t rows, std::size_t columns) {
  CrossTable table = two_by_two();
  table.rows.clear();
  table.columns.clear();
  table.cells.clear();
  for (std::size_t r = 0; r < rows; ++r) table.rows.push_back(fmt::format("row number {}", r));
  for (std::size_t c = 0; c < columns; ++c) table.columns.push_back(fmt::format("column number {}", c));
  for (std::size_t i = 0; i < rows * columns; ++i)
    table.cells.push_back({i * i * 37 % 1009, fmt::format("what the cell {} means in a few words", i)});
  return table;
}

/// The rectangles of cells, in order.
std::vector<Element> cells(const std::vector<Element>& elements) {
  std::vector<Element> found;
  for (const auto& e : elements)
    if (e.name == "rect" && !e.title.empty()) found.push_back(e);
  return found;
}

/// The words inside a cell or beside it.
std::vector<std::string> words_within(const std::vector<Element>& elements, const test::Box& box) {
  std::vector<std::string> words;
  for (const auto& e : elements)
    if (e.name == "text") {
      const auto at = *test::box_of(e);
      if (box.holds(at.left, at.top) && box.holds(at.right, at.bottom)) words.push_back(e.text);
    }
  return words;
}

/// Every word of a cell lies within the cell.
void expect_words_in_their_cells(const std::vector<Element>& elements) {
  std::optional<test::Box> cell;
  for (const auto& e : elements) {
    if (e.title.empty()) continue;
    if (e.name == "rect") cell = test::box_of(e);
    if (e.name != "text") continue;
    const auto at = *test::box_of(e);
    EXPECT_TRUE(cell->holds(at.left, at.top) && cell->holds(at.right, at.bottom)) << e.text;
  }
}

TEST(CrossTable, IsTheSameEachTime) { EXPECT_EQ(cross_table(two_by_two()), cross_table(two_by_two())); }

TEST(CrossTable, NamesAndCountsItsCells) {
  const auto elements = expect_sound(cross_table(two_by_two()));
  EXPECT_EQ(elements[0].attributes.at("width"), "640");
  const auto found = cells(elements);
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(words_within(elements, *test::box_of(found[0])),
            (std::vector<std::string>{"30", "promise kept"}));
  EXPECT_EQ(words_within(elements, *test::box_of(found[3])), (std::vector<std::string>{"955", "stayed out"}));
  EXPECT_EQ(found[1].title, "bound, stayed out: promise broken: 10, 25 % of the row");
  // By row: the first two side by side, the last two below.
  EXPECT_EQ(found[0].at("y"), found[1].at("y"));
  EXPECT_LT(found[0].at("x"), found[1].at("x"));
  EXPECT_EQ(found[0].at("x"), found[2].at("x"));
  EXPECT_LT(found[0].at("y"), found[2].at("y"));
}

TEST(CrossTable, SumsStandAtTheMargins) {
  const auto elements = expect_sound(cross_table(two_by_two()));
  const auto found = cells(elements);
  const auto beside = [&](std::size_t i) {
    const auto box = *test::box_of(found[i]);
    return words_within(elements, {box.right, box.top, 640, box.bottom});
  };
  EXPECT_EQ(beside(1), std::vector<std::string>{"40"});
  EXPECT_EQ(beside(3), std::vector<std::string>{"960"});
  const auto below = [&](std::size_t i) {
    const auto box = *test::box_of(found[i]);
    return words_within(elements, {box.left, box.bottom, box.right, box.bottom + 30});
  };
  EXPECT_EQ(below(2), std::vector<std::string>{"35"});
  EXPECT_EQ(below(3), std::vector<std::string>{"965"});
  const auto corner = *test::box_of(found[3]);
  EXPECT_EQ(words_within(elements, {corner.right, corner.bottom, 640, corner.bottom + 30}),
            std::vector<std::string>{"1000"});
}

TEST(CrossTable, IsDarkerTheLargerTheShareOfTheRowAndReadableOnEveryShade) {
  CrossTable table = two_by_two();
  table.rows.clear();
  table.cells.clear();
  for (std::size_t i = 0; i <= 100; ++i) {
    table.rows.push_back(fmt::format("{}", i));
    table.cells.push_back({i, "this much"});
    table.cells.push_back({100 - i, "the rest"});
  }
  // Contrast is among what makes a picture sound.
  const auto found = cells(expect_sound(cross_table(table)));
  ASSERT_EQ(found.size(), 202u);
  std::set<std::string> shades;
  double before = 0;
  for (std::size_t i = 0; i < found.size(); i += 2) {
    const auto& fill = found[i].attributes.at("fill");
    const double from_white = test::contrast(fill, "#ffffff");
    EXPECT_GT(from_white, before) << i;
    EXPECT_EQ(fill, found[found.size() - 1 - i].attributes.at("fill"));
    before = from_white;
    shades.insert(fill);
  }
  EXPECT_EQ(shades.size(), 101u);
}

TEST(CrossTable, IsSoundInAnySize) {
  for (const std::size_t rows : {0, 1, 2, 3, 7, 15})
    for (const std::size_t columns : {0, 1, 2, 3, 5, 12, 40}) {
      SCOPED_TRACE(fmt::format("{} by {}", rows, columns));
      const auto elements = expect_sound(cross_table(of_size(rows, columns)));
      EXPECT_EQ(cells(elements).size(), rows * columns);
      EXPECT_EQ(elements[0].attributes.at("width") == "640", columns <= 5);
      expect_words_in_their_cells(elements);
      expect_no_words_touch(elements);
    }
}

TEST(CrossTable, EmptyInputHasNoCells) {
  const auto elements = expect_sound(cross_table({}));
  EXPECT_TRUE(cells(elements).empty());
  EXPECT_TRUE(test::words_of(elements).empty());
}

TEST(CrossTable, CellsThatAreMissingAreLeftWhite) {
  CrossTable table = two_by_two();
  table.cells.resize(3);
  const auto elements = expect_sound(cross_table(table));
  EXPECT_EQ(cells(elements).size(), 3u);
  EXPECT_EQ(test::text_of(elements).find("955"), std::string::npos);
}

TEST(CrossTable, ARowOfNoughtsIsUnshaded) {
  CrossTable table = two_by_two();
  for (auto& cell : table.cells) cell.count = 0;
  for (const auto& cell : cells(expect_sound(cross_table(table)))) {
    EXPECT_EQ(cell.attributes.at("fill"), "#ffffff");
    EXPECT_TRUE(cell.title.ends_with(": 0, 0 % of the row")) << cell.title;
  }
}

TEST(CrossTable, LargeCountsFitTheirCells) {
  constexpr std::size_t large = std::numeric_limits<std::size_t>::max() / 100;
  for (const std::size_t size : {1, 2, 3, 8}) {
    SCOPED_TRACE(size);
    CrossTable table = of_size(size, size);
    for (auto& cell : table.cells) cell.count = large;
    table.cells[0].count = 1;
    const auto elements = expect_sound(cross_table(table));
    expect_words_in_their_cells(elements);
    expect_no_words_touch(elements);
  }
}

TEST(CrossTable, WordsAreEscapedAndLongOnesBroken) {
  CrossTable table = two_by_two();
  const std::string nasty = "<b>&amp; \"it's\" ]]> é–中";
  table.title = table.caption = table.row_title = table.column_title = table.rows[0] = table.columns[0] =
      table.cells[0].name = nasty;
  auto elements = expect_sound(cross_table(table));
  EXPECT_EQ(cells(elements).at(0).title, nasty + ", " + nasty + ": " + nasty + ": 30, 75 % of the row");
  EXPECT_EQ(test::words_of(elements).at(0), nasty);

  const std::string wide(300, 'W');
  table.title = table.caption = table.row_title = table.column_title = table.rows[0] = table.columns[0] =
      table.cells[0].name = wide;
  elements = expect_sound(cross_table(table));
  expect_words_in_their_cells(elements);
  expect_no_words_touch(elements);
}

}  // namespace
}  // namespace casus::picture
