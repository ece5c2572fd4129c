// Waterfalls: bars that add up, and nothing drawn as zero that is not known.
#include "picture/waterfall.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>

#include "svg_reader.h"

namespace casus::picture {
namespace {

using test::Element;
using test::expect_no_words_touch;
using test::expect_sound;

/// The stages that the brief of the chart names, of 31 tanks.
WaterfallSeries tanks() {
  return {"United States",
          {{"announced", 31, ""},
           {"committed", 31, "to be committed"},
           {"allocated", 25, "to be allocated", {{"cancelled", 4}}},
           {"contracted", std::nullopt, "to be contracted"},
           {"shipped", 20, "to be shipped"},
           {"delivered", 12, "to be delivered"}}};
}

Waterfall chart_of(std::vector<WaterfallSeries> series) {
  return {{"Tanks from announcement to delivery", "M1A1 for UKR, known as of 2024-01-01",
           "Pledges of the corpus, sha256:0f1e2d3c"},
          "tanks",
          std::move(series)};
}

/// The rectangle of a row, by the words of the row; the white ground of a hatch is one too.
Element bar(const std::vector<Element>& elements, const std::string& title) {
  for (const auto& e : elements)
    if (e.name == "rect" && e.title == title) return e;
  ADD_FAILURE() << "no bar " << title;
  return {};
}

std::vector<std::string> rows(const std::vector<Element>& elements) {
  std::vector<std::string> list;
  for (const auto& e : elements)
    if (e.name == "g") list.push_back(e.title);
  return list;
}

TEST(Waterfall, NamesEachStageAndWhatIsLostBetweenTwo) {
  const auto elements = expect_sound(waterfall(chart_of({tanks()})));
  EXPECT_EQ(rows(elements), (std::vector<std::string>{"announced: 31 tanks", "committed: 31 tanks",
                                                      "cancelled: 4 tanks", "to be allocated: 2 tanks",
                                                      "allocated: 25 tanks", "contracted: not covered",
                                                      "to be shipped: 5 tanks", "shipped: 20 tanks",
                                                      "to be delivered: 8 tanks", "delivered: 12 tanks"}));
  expect_no_words_touch(elements);
}

TEST(Waterfall, BarsAddUp) {
  const auto elements = expect_sound(waterfall(chart_of({tanks()})));
  const auto announced = bar(elements, "announced: 31 tanks"), lost = bar(elements, "cancelled: 4 tanks"),
             open = bar(elements, "to be allocated: 2 tanks"),
             allocated = bar(elements, "allocated: 25 tanks");
  const double unit = announced.at("width") / 31;
  EXPECT_NEAR(allocated.at("width"), 25 * unit, 0.02);
  EXPECT_NEAR(lost.at("width"), 4 * unit, 0.02);
  EXPECT_NEAR(open.at("width"), 2 * unit, 0.02);
  EXPECT_NEAR(lost.at("x") + lost.at("width"), announced.at("x") + announced.at("width"), 0.02);
  EXPECT_NEAR(open.at("x") + open.at("width"), lost.at("x"), 0.02);
  EXPECT_NEAR(allocated.at("x") + allocated.at("width"), open.at("x"), 0.02);
  EXPECT_EQ(announced.at("x"), allocated.at("x"));
}

TEST(Waterfall, AStageThatIsNotCoveredIsNoBarOfZero) {
  const auto elements = expect_sound(waterfall(chart_of({tanks()})));
  const auto uncovered = bar(elements, "contracted: not covered");
  EXPECT_GT(uncovered.at("width"), 10);
  EXPECT_TRUE(uncovered.attributes.contains("stroke-dasharray"));
  EXPECT_NE(test::text_of(elements).find("no number, for which see the words: not the same as zero"),
            std::string::npos);
  // A stage that is covered and has reached nothing says 0.
  auto none = tanks();
  none.stages[3].reached = 0;
  const auto zero = expect_sound(waterfall(chart_of({none})));
  EXPECT_EQ(bar(zero, "contracted: 0 tanks").at("width"), 0);
  EXPECT_EQ(test::text_of(zero).find("not covered"), std::string::npos);
}

TEST(Waterfall, WordsStandInPlaceOfANumberAndBeforeOne) {
  auto series = tanks();
  series.stages[3].instead = "told without a number";
  series.stages[0].bound = series.stages[1].bound = WaterfallBound::up_to;
  series.stages[4].bound = WaterfallBound::about;
  series.stages[5].bound = WaterfallBound::at_least;
  const auto list = rows(expect_sound(waterfall(chart_of({series}))));
  for (const auto* row :
       {"committed: up to 31 tanks", "to be allocated: up to 2 tanks", "contracted: told without a number",
        "to be shipped: about 5 tanks", "to be delivered: about 8 tanks", "delivered: at least 12 tanks"})
    EXPECT_TRUE(std::ranges::find(list, row) != list.end()) << row;
}

TEST(Waterfall, MoreThanBeforeIsAStepUpward) {
  const auto elements =
      expect_sound(waterfall(chart_of({{"", {{"committed", 10, ""}, {"delivered", 14, "open"}}}})));
  EXPECT_EQ(rows(elements),
            (std::vector<std::string>{"committed: 10 tanks", "beyond what came before: +4 tanks",
                                      "delivered: 14 tanks"}));
  const auto beyond = bar(elements, "beyond what came before: +4 tanks"),
             delivered = bar(elements, "delivered: 14 tanks");
  EXPECT_NEAR(beyond.at("x") + beyond.at("width"), delivered.at("x") + delivered.at("width"), 0.02);
}

TEST(Waterfall, SeveralDonorsShareOneScale) {
  auto small = tanks();
  small.name = "Poland";
  for (auto& stage : small.stages)
    if (stage.reached) stage.reached = *stage.reached / 10;
  small.stages[2].lost.clear();
  const auto elements = expect_sound(waterfall(chart_of({tanks(), small})));
  expect_no_words_touch(elements);
  EXPECT_NEAR(bar(elements, "delivered: 12 tanks").at("width"),
              10 * bar(elements, "delivered: 1.2 tanks").at("width"), 0.1);
  EXPECT_NE(test::text_of(elements).find("Poland"), std::string::npos);
}

TEST(Waterfall, SignsDifferWithoutColour) {
  const auto elements = expect_sound(waterfall(chart_of({tanks()})));
  const auto lines_of = [&](const std::string& title) {
    return std::ranges::count_if(elements,
                                 [&](const Element& e) { return e.name == "line" && e.title == title; });
  };
  EXPECT_EQ(lines_of("announced: 31 tanks"), 0);
  EXPECT_GT(lines_of("to be shipped: 5 tanks"), 0);
  EXPECT_GT(lines_of("cancelled: 4 tanks"), 0);
}

TEST(Waterfall, TellsWhatItShowsInWords) {
  const auto text = waterfall(chart_of({tanks()}));
  EXPECT_NE(text.find("<desc>United States: announced 31 tanks, committed 31 tanks, cancelled 4 tanks"),
            std::string::npos);
  EXPECT_EQ(text, waterfall(chart_of({tanks()})));
}

TEST(Waterfall, EmptyInputIsTold) {
  const auto elements = expect_sound(waterfall({}));
  EXPECT_EQ(test::words_of(elements), (std::vector<std::string>{"No stages are given."}));
  expect_sound(waterfall(chart_of({{"nobody", {}}})));
}

TEST(Waterfall, WordsAreEscapedAndLongOnesShortened) {
  const std::string nasty = "<b>&amp; \"it's\" ]]> é–中", wide(300, 'W');
  for (const auto& words : {nasty, wide}) {
    Waterfall chart = chart_of({{words, {{words, 3e9, words}, {words, 1, words, {{words, 1}}}}}});
    chart.frame = {words, words, words};
    const auto elements = expect_sound(waterfall(chart));
    expect_no_words_touch(elements);
  }
}

TEST(Waterfall, NumbersOutOfRangeStayOnTheChart) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN(),
                   infinite = std::numeric_limits<double>::infinity();
  const auto elements = expect_sound(waterfall(chart_of(
      {{"a", {{"b", -5, ""}, {"c", 1e300, ""}, {"d", none, ""}, {"e", infinite, "", {{"f", none}}}}},
       {"g", {{"h", 4, "", {{"before anything", 3}}}, {"i", 2, "", {{"more than there is", 9}}}}}})));
  for (const auto& e : elements)
    if (e.name == "rect") {
      EXPECT_GE(e.at("width"), 0);
    }
  EXPECT_NE(test::text_of(elements).find("not covered"), std::string::npos);
}

}  // namespace
}  // namespace casus::picture
