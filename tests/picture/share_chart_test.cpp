// Charts of shares: sound documents whatever the numbers and words, and marks where the numbers say.
#include "picture/share_chart.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "svg_reader.h"

namespace casus::picture {
namespace {

using test::Element;
using test::expect_no_words_touch;
using test::expect_sound;

const std::string long_caption =
    "Made-up periods, for the test of a long caption: source one 4.0 and source two 5.1, imported "
    "2024-05-06; casus 0.1.0, "
    "data sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

/// Decades from 1810 on, each fifth without a case.
ShareChart decades(int count) {
  ShareChart chart;
  chart.title = "Promises kept, by decade";
  chart.caption = long_caption;
  chart.kept_label = "share of promises kept (Wilson, 95 %)";
  for (int i = 0; i < count; ++i) {
    const int of = i % 5 == 4 ? 0 : 3 + i * 7 % 40, kept = of * (i % 4 + 1) / 4;
    const double share = of ? static_cast<double>(kept) / of : 0;
    chart.bars.push_back({fmt::format("{}s", 1810 + 10 * i), fmt::format("mark {}", i), kept, of,
                          std::max(0.0, share - 0.2), std::min(1.0, share + 0.2)});
  }
  chart.references = {{"published: 50 %", 0.5}};
  return chart;
}

std::vector<Element> named(const std::vector<Element>& elements, const std::string& name,
                           const std::string& attribute = {}, const std::string& value = {}) {
  std::vector<Element> found;
  for (const auto& e : elements)
    if (e.name == name &&
        (attribute.empty() || (e.attributes.contains(attribute) && e.attributes.at(attribute) == value)))
      found.push_back(e);
  return found;
}

/// The circles that are marks: the one of the legend has no title.
std::vector<Element> dots(const std::vector<Element>& elements) {
  auto found = named(elements, "circle");
  std::erase_if(found, [](const Element& e) { return e.title.empty(); });
  return found;
}

/// The height of the grid line beside that label.
double grid_line(const std::vector<Element>& elements, const std::string& label) {
  for (std::size_t i = 1; i < elements.size(); ++i)
    if (elements[i].text == label) return elements[i - 1].at("y1");
  ADD_FAILURE() << label;
  return 0;
}

TEST(ShareChart, IsTheSameEachTime) { EXPECT_EQ(share_chart(decades(21)), share_chart(decades(21))); }

TEST(ShareChart, IsSoundForFewAndManyPeriods) {
  for (const int count : {0, 1, 2, 5, 8, 9, 12, 21, 40, 203, 1000}) {
    SCOPED_TRACE(count);
    const auto elements = expect_sound(share_chart(decades(count)));
    EXPECT_EQ(elements[0].attributes.at("width"), "640");
    expect_no_words_touch(elements);
    // Every period has its note, and each but the untested its dot.
    for (int i = 0; i < count; ++i)
      EXPECT_TRUE(std::ranges::any_of(
          elements, [&](const Element& e) { return e.title == fmt::format("mark {}", i); }));
    EXPECT_EQ(dots(elements).size(), static_cast<std::size_t>(count - count / 5));
  }
}

TEST(ShareChart, EmptyInputIsAGridAlone) {
  const auto elements = expect_sound(share_chart({}));
  EXPECT_EQ(test::words_of(elements), (std::vector<std::string>{"0 %", "25 %", "50 %", "75 %", "100 %"}));
  EXPECT_TRUE(dots(elements).empty());
}

TEST(ShareChart, DrawsTheShareAndItsIntervalWhereTheyAre) {
  ShareChart chart;
  chart.bars = {{"1810s", "a note", 1, 4, 0.0, 0.75}};
  const auto elements = expect_sound(share_chart(chart));
  ASSERT_EQ(dots(elements).size(), 1u);
  EXPECT_EQ(dots(elements)[0].title, "a note");
  EXPECT_NEAR(dots(elements)[0].at("cy"), grid_line(elements, "25 %"), 0.01);
  double low = -1, high = -1;
  for (const auto& line : named(elements, "line"))
    if (line.title == "a note" && line.at("x1") == line.at("x2")) low = line.at("y1"), high = line.at("y2");
  EXPECT_NEAR(low, grid_line(elements, "0 %"), 0.01);
  EXPECT_NEAR(high, grid_line(elements, "75 %"), 0.01);
  EXPECT_NE(test::text_of(elements).find("1810s n = 4 "), std::string::npos);
}

TEST(ShareChart, APeriodWithoutACaseHasADottedLineAndNoShare) {
  ShareChart chart;
  chart.bars = {{"1810s", "", 0, 5, 0, 0.4}, {"1820s", "", 0, 0, 0, 1}};
  const auto elements = expect_sound(share_chart(chart));
  ASSERT_EQ(dots(elements).size(), 1u);
  EXPECT_EQ(dots(elements)[0].title, "1810s: 0 of 5, 0 % (0 % to 40 %)");
  std::vector<Element> dotted;
  for (const auto& line : named(elements, "line"))
    if (line.title == "1820s: nothing tested") dotted.push_back(line);
  ASSERT_EQ(dotted.size(), 1u);
  EXPECT_TRUE(dotted[0].attributes.contains("stroke-dasharray"));
  const auto words = test::text_of(elements);
  EXPECT_NE(words.find("n = 0"), std::string::npos);
  EXPECT_NE(words.find("nothing tested"), std::string::npos);
  EXPECT_NE(words.find("share, with its interval"), std::string::npos);

  chart.bars.pop_back();
  EXPECT_EQ(test::text_of(expect_sound(share_chart(chart))).find("nothing tested"), std::string::npos);
}

TEST(ShareChart, ReferencesAreDashedAndTheirLabelsKeepApart) {
  ShareChart chart = decades(10);
  chart.references = {{"published: 50 %", 0.5},
                      {"published later, other periods: 52 %", 0.52},
                      {"all: 51 %", 0.51},
                      {"lowest", 0},
                      {"highest", 1}};
  const auto elements = expect_sound(share_chart(chart));
  expect_no_words_touch(elements);
  for (const auto& [label, value] : chart.references) {
    std::vector<Element> dashed;
    for (const auto& line : named(elements, "line"))
      if (line.title == label && line.attributes.contains("stroke-dasharray")) dashed.push_back(line);
    ASSERT_EQ(dashed.size(), 1u) << label;
    const double zero = grid_line(elements, "0 %"), all = grid_line(elements, "100 %");
    EXPECT_NEAR(dashed[0].at("y1"), zero + (all - zero) * value, 0.01);
    EXPECT_EQ(dashed[0].at("y1"), dashed[0].at("y2"));
  }
  for (int i = 0; i < 30; ++i)
    chart.references.emplace_back(fmt::format("another one, the number {}", i), 0.5);
  expect_no_words_touch(expect_sound(share_chart(chart)));
}

TEST(ShareChart, WordsAreEscapedAndLongOnesBroken) {
  ShareChart chart;
  const std::string nasty = "<b>&amp; \"it's\" ]]> é–中";
  chart.title = chart.caption = chart.kept_label = nasty;
  chart.bars = {{nasty, nasty, 1, 2, 0.1, 0.9}};
  chart.references = {{nasty, 0.3}};
  auto elements = expect_sound(share_chart(chart));
  EXPECT_EQ(dots(elements).at(0).title, nasty);
  EXPECT_EQ(test::words_of(elements).at(0), nasty);

  chart.title = std::string(300, 'W');
  chart.caption = std::string(900, 'W') + " " + long_caption;
  chart.kept_label = std::string(200, 'm');
  chart.bars.assign(7, {std::string(200, 'W'), std::string(200, 'W'), 1, 2, 0.1, 0.9});
  chart.references = {{std::string(90, 'W'), 0.99}};
  elements = expect_sound(share_chart(chart));
  expect_no_words_touch(elements);
}

TEST(ShareChart, NumbersOutOfRangeStayOnTheChart) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN(),
                   infinite = std::numeric_limits<double>::infinity();
  constexpr int most = std::numeric_limits<int>::max(), least = std::numeric_limits<int>::min();
  ShareChart chart;
  chart.bars = {{"a", "", most, most, -3, 7},      {"b", "", 9, 3, none, infinite},
                {"c", "", -4, 3, -infinite, none}, {"d", "", 1, -5, 0, 1},
                {"e", "", least, most, 0.9, 0.1},  {"f", "", 1, most, 1e-300, 1e300}};
  chart.references = {{"none", none}, {"much", infinite}, {"little", -1e300}};
  const auto elements = expect_sound(share_chart(chart));
  const auto marks = dots(elements);
  ASSERT_EQ(marks.size(), 5u);
  EXPECT_NEAR(marks[0].at("cy"), grid_line(elements, "100 %"), 0.01);
  EXPECT_NEAR(marks[1].at("cy"), grid_line(elements, "100 %"), 0.01);
  EXPECT_NEAR(marks[2].at("cy"), grid_line(elements, "0 %"), 0.01);
  EXPECT_NE(test::text_of(elements).find("n = 2147483647"), std::string::npos);
}

}  // namespace
}  // namespace casus::picture
