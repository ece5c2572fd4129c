// Cumulated sums: steps at the ends of months, labels beside the lines.
#include "picture/cumulated.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <sstream>

#include "svg_reader.h"

namespace casus::picture {
namespace {

using test::Element;
using test::expect_no_words_touch;
using test::expect_sound;

CumulatedLine line(const std::string& label, int months, double each) {
  CumulatedLine line{label, true, {}};
  for (int i = 0; i < months; ++i)
    line.points.push_back({*day_of(2022 + i / 12, i % 12 + 1, 15), each * (i + 1)});
  return line;
}

Cumulated three(int months) {
  return {{"Help for UKR", "committed, allocated and delivered in all at the end of each month", "Made up"},
          "EUR",
          {},
          {line("committed", months, 5e9), line("allocated", months, 3e9), line("delivered", months, 2.9e9)}};
}

std::vector<std::pair<double, double>> points(const Element& polyline) {
  std::istringstream in(polyline.attributes.at("points"));
  std::vector<std::pair<double, double>> list;
  double x = 0, y = 0;
  for (char comma = 0; in >> x >> comma >> y;) list.emplace_back(x, y);
  return list;
}

std::vector<Element> lines(const std::vector<Element>& elements) {
  std::vector<Element> list;
  for (const auto& e : elements)
    if (e.name == "polyline") list.push_back(e);
  return list;
}

/// The height at which the scale writes this number.
double height_of(const std::vector<Element>& elements, const std::string& label) {
  for (std::size_t i = 1; i < elements.size(); ++i)
    if (elements[i].text == label && elements[i].at("font-size") == 12) return elements[i - 1].at("y1");
  ADD_FAILURE() << label;
  return 0;
}

TEST(Cumulated, IsSoundForFewAndManyMonths) {
  for (const int months : {1, 2, 12, 50, 600}) {
    SCOPED_TRACE(months);
    const auto elements = expect_sound(cumulated(three(months)));
    expect_no_words_touch(elements);
    ASSERT_EQ(lines(elements).size(), 3u);
    // No point goes back in time, and steps are level or upright.
    for (const auto& one : lines(elements)) {
      const auto at = points(one);
      for (std::size_t i = 1; i < at.size(); ++i) {
        EXPECT_GE(at[i].first, at[i - 1].first);
        EXPECT_TRUE(at[i].first == at[i - 1].first || at[i].second == at[i - 1].second);
      }
    }
  }
}

TEST(Cumulated, DrawsTotalsAtTheEndsOfMonths) {
  Cumulated chart = three(1);
  chart.lines = {{"committed", true, {{*day_of(2022, 1, 10), 10}, {*day_of(2022, 3, 2), 40}}}};
  chart.to = *day_of(2022, 7, 1);
  const auto elements = expect_sound(cumulated(chart));
  const auto at = points(lines(elements).at(0));
  const double left = at.front().first, right = at.back().first, day = (right - left) / 181;
  const double zero = height_of(elements, "0"), forty = height_of(elements, "40");
  ASSERT_EQ(at.size(), 6u);
  EXPECT_NEAR(at[1].first, left + 31 * day, 0.02);  // the end of January
  EXPECT_NEAR(at[2].second, zero + (forty - zero) * 10 / 40, 0.02);
  EXPECT_NEAR(at[3].first, left + 90 * day, 0.02);  // the end of March
  EXPECT_NEAR(at[4].second, forty, 0.02);
  EXPECT_NEAR(at[5].second, forty, 0.02);
}

TEST(Cumulated, OfTwoTotalsInAMonthTheLaterCounts) {
  Cumulated chart = three(1);
  chart.lines = {{"committed", true, {{*day_of(2022, 1, 10), 10}, {*day_of(2022, 1, 2), 40}}}};
  EXPECT_NE(test::text_of(expect_sound(cumulated(chart))).find("committed 40 EUR"), std::string::npos);
}

TEST(Cumulated, LabelsStandBesideTheLinesAndDashesDiffer) {
  const auto elements = expect_sound(cumulated(three(24)));
  EXPECT_NE(test::text_of(elements).find("committed 120 bn EUR"), std::string::npos);
  const auto all = lines(elements);
  const auto dash = [](const Element& e) {
    return e.attributes.contains("stroke-dasharray") ? e.attributes.at("stroke-dasharray") : "";
  };
  EXPECT_NE(dash(all[0]), dash(all[1]));
  EXPECT_NE(dash(all[1]), dash(all[2]));
  EXPECT_NE(dash(all[0]), dash(all[2]));
}

TEST(Cumulated, WhatIsNotCoveredIsSaidAndNotDrawn) {
  auto chart = three(12);
  chart.lines[2] = {"delivered", false, {{*day_of(2022, 1, 1), 0}}};
  chart.lines.push_back({"contracted", true, {}});
  const auto text = cumulated(chart);
  const auto elements = expect_sound(text);
  EXPECT_EQ(lines(elements).size(), 2u);
  EXPECT_NE(test::text_of(elements).find("delivered: not covered by the source, which is not zero; "
                                         "contracted: nothing on record"),
            std::string::npos);
  EXPECT_NE(text.find("<desc>committed 60 bn EUR, from 2022-01 to 2022-12. "), std::string::npos);
}

TEST(Cumulated, EmptyInputIsTold) {
  EXPECT_EQ(test::words_of(expect_sound(cumulated({}))), (std::vector<std::string>{"No sums are given."}));
}

TEST(Cumulated, WordsAndNumbersOutOfRange) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  const std::string nasty = "<b>&amp; \"it's\" ]]> é–中", wide(300, 'W');
  for (const auto& words : {nasty, wide}) {
    Cumulated chart{{words, words, words}, words, Day::max(), {}};
    chart.lines.push_back({words, true, {{*day_of(2022, 1, 1), 1e300}, {Day::max(), 4}, {Day::min(), 5}}});
    chart.lines.push_back({words, true, {{*day_of(2022, 2, 1), none}, {*day_of(9998, 12, 31), 3}}});
    chart.lines.push_back({words, true, {{*day_of(1000, 1, 1), -1e299}}});
    chart.lines.push_back({words, false, {}});
    expect_no_words_touch(expect_sound(cumulated(chart)));
  }
  Cumulated many = three(2);
  for (int i = 0; i < 40; ++i) many.lines.push_back(line(fmt::format("line {}", i), 2, 3e9));
  expect_no_words_touch(expect_sound(cumulated(many)));
}

}  // namespace
}  // namespace casus::picture
