// Scales, hatches and labels beside lines.
#include "picture/frame.h"

#include <gtest/gtest.h>

#include <limits>

#include "picture/words.h"
#include "svg_reader.h"

namespace casus::picture {
namespace {

TEST(ShortNumber, KeepsOneDecimalOfLargeSumsAndNoneThatSaysNothing) {
  EXPECT_EQ(short_number(0), "0");
  EXPECT_EQ(short_number(-0.0), "0");
  EXPECT_EQ(short_number(0.5), "0.5");
  EXPECT_EQ(short_number(18), "18");
  EXPECT_EQ(short_number(12500), "12,500");
  EXPECT_EQ(short_number(-12500.25), "-12,500.25");
  EXPECT_EQ(short_number(3.3e9), "3.3 bn");
  EXPECT_EQ(short_number(548.04e9), "548.0 bn");
  EXPECT_EQ(short_number(3e9), "3 bn");
  EXPECT_EQ(short_number(2e6), "2 mn");
  EXPECT_EQ(short_number(1.25e12), "1,250 bn");
  EXPECT_EQ(short_number(1e300), "1e+300");
  EXPECT_EQ(short_number(std::numeric_limits<double>::quiet_NaN()), "no number");
}

TEST(Ticks, CoverTheMostAndFitSideBySide) {
  for (const double most : {0.0, -3.0, 0.004, 1.0, 7.0, 13.0, 31.0, 99.0, 1234.0, 548.04e9, 1e300})
    for (const double pixels : {60.0, 150.0, 400.0, 600.0}) {
      const auto marks = ticks(most, pixels);
      SCOPED_TRACE(most);
      ASSERT_GE(marks.size(), 2u);
      EXPECT_LE(marks.size(), 8u);
      EXPECT_EQ(marks[0], 0);
      EXPECT_GE(marks.back(), most * (1 - 1e-9));
      // No more than one step is empty.
      if (most > 0) {
        EXPECT_LT(marks[marks.size() - 2], most);
      }
      double words = 0;
      if (marks.size() > 2) {
        for (const double mark : marks) words += text_width(short_number(mark), frame_words);
        EXPECT_LE(words, pixels + text_width(short_number(marks.back()), frame_words));
      }
    }
}

TEST(DayTicks, AreFirstsOfMonthsThatFit) {
  const Day from = *day_of(2022, 1, 24);
  for (const int days : {0, 20, 40, 100, 400, 900, 4000, 40000, 400000}) {
    SCOPED_TRACE(days);
    const Day to{from.number + days};
    const auto marks = day_ticks(from, to, 400);
    EXPECT_LE(marks.size(), 16u);
    if (days >= 40) {
      EXPECT_GE(marks.size(), 1u);
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
      EXPECT_TRUE(to_iso(marks[i].day).starts_with(marks[i].label));
      EXPECT_TRUE(to_iso(marks[i].day).ends_with("-01"));
      EXPECT_TRUE(from <= marks[i].day && marks[i].day <= to);
      if (i == 0) continue;
      const double apart = 400.0 * (marks[i].day.number - marks[i - 1].day.number) / (days + 1);
      EXPECT_GE(apart, text_width(marks[i].label, frame_words));
    }
  }
  EXPECT_EQ(day_ticks(*day_of(2023, 1, 1), *day_of(2023, 4, 1), 400).at(1).label, "2023-02");
}

TEST(Months, GoOnOverTheEndOfTheYear) {
  EXPECT_EQ(to_iso(month_of(*day_of(2023, 2, 21))), "2023-02-01");
  EXPECT_EQ(to_iso(month_after(*day_of(2023, 12, 31))), "2024-01-01");
  EXPECT_FALSE(drawable(Day::max()));
  EXPECT_FALSE(drawable(Day::min()));
}

/// Every line of a hatch lies within its rectangle, whatever its size.
TEST(Hatched, StaysWithin) {
  for (const bool crossed : {false, true})
    for (const double width : {0.0, 0.4, 3.0, 14.0, 100.0})
      for (const double height : {1.0, 12.0, 14.0}) {
        Svg svg(200, 60, "a hatch");
        hatched(svg, 20, 20, width, height, "#555", crossed);
        const auto elements = test::expect_sound(svg.finish());
        std::size_t lines = 0;
        for (const auto& e : elements) {
          if (e.name != "line") continue;
          ++lines;
          const auto box = *test::box_of(e);
          EXPECT_GE(box.left, 19.98);
          EXPECT_LE(box.right, 20.02 + width);
          EXPECT_GE(box.top, 19.98);
          EXPECT_LE(box.bottom, 20.02 + height);
        }
        if (width >= 14 && height >= 12) {
          EXPECT_GE(lines, crossed ? 6u : 3u);
        }
      }
}

TEST(MovedApart, KeepsOrderAndDistance) {
  const std::vector<BesideLabel> labels = {{50, 16}, {52, 16}, {51, 32}, {0, 16}, {200, 16}};
  const auto tops = moved_apart(labels, 0, 200);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    EXPECT_GE(tops[i], 0);
    EXPECT_LE(tops[i] + labels[i].height, 200);
    for (std::size_t j = 0; j < labels.size(); ++j)
      if (labels[i].middle < labels[j].middle) {
        EXPECT_LE(tops[i] + labels[i].height, tops[j]);
      }
  }
}

}  // namespace
}  // namespace casus::picture
