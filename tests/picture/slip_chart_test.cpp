// Slips: bars from the day due, and the source's word apart from the computed one.
#include "picture/slip_chart.h"

#include <gtest/gtest.h>

#include "svg_reader.h"

namespace casus::picture {
namespace {

using test::Element;
using test::expect_no_words_touch;
using test::expect_sound;

Day day(int year, int month, int d) { return *day_of(year, month, d); }

SlipChart slipping_tanks() {
  return {{"Tanks: announced, due, delivered", "judged on 2024-01-01", "Made up"},
          day(2024, 1, 1),
          {{"POL: Leopard 2A4",
            "",
            day(2023, 1, 11),
            day(2023, 3, 31),
            {{day(2023, 2, 24), "4"}, {day(2023, 5, 10), "10"}},
            true},
           {"USA: M1A1",
            "",
            day(2023, 1, 25),
            day(2023, 9, 30),
            {{day(2023, 9, 25), "10 of 31"}},
            false,
            {day(2023, 11, 2)}},
           {"DEU: Leopard 2A6", "", day(2023, 1, 25), day(2023, 3, 31), {{day(2023, 3, 27), "18"}}, true},
           {"ESP: Leopard 2A4", "", day(2023, 1, 25), std::nullopt, {}, false},
           {"DNK, NLD: Leopard 1A5", "", day(2023, 2, 7), day(2024, 3, 31), {}, false}}};
}

/// The bar of the slip in a row: the first rectangle that is no sign of the source.
std::optional<Element> slip(const std::vector<Element>& elements, const std::string& label) {
  for (const auto& e : elements)
    if (e.name == "rect" && e.title.starts_with(label) && e.at("height") == 10 && e.at("width") != 10)
      return e;
  return {};
}

double due(const std::vector<Element>& elements, const std::string& label) {
  for (const auto& e : elements)
    if (e.name == "line" && e.title.starts_with(label) && e.at("x1") == e.at("x2") &&
        e.at("y2") - e.at("y1") == 16)
      return e.at("x1");
  ADD_FAILURE() << label;
  return 0;
}

TEST(SlipChart, ComputesDays) {
  const auto chart = slipping_tanks();
  EXPECT_EQ(slip_of(chart.items[0], chart.on), (Slip{40, 40}));
  EXPECT_EQ(slip_of(chart.items[1], chart.on), (Slip{93, 93}));
  EXPECT_EQ(slip_of(chart.items[2], chart.on), (Slip{0, 0}));
  EXPECT_EQ(slip_of(chart.items[3], chart.on), std::nullopt);
  EXPECT_EQ(slip_of(chart.items[4], chart.on), std::nullopt);
  // On the day itself nothing has slipped yet.
  EXPECT_EQ(slip_of(chart.items[4], day(2024, 3, 31)), std::nullopt);
  EXPECT_EQ(slip_of(chart.items[4], day(2024, 4, 1)), (Slip{1, 1}));
}

TEST(SlipChart, SaysWhatIsComputedAndWhatASourceSays) {
  const auto elements = expect_sound(slip_chart(slipping_tanks()));
  expect_no_words_touch(elements);
  const auto words = test::words_of(elements);
  for (const auto* line :
       {"late by 40 days (computed)", "late by 93 days (computed, still open on record); late (source)",
        "in time", "no due day", "not yet due", "called late by a source", "the day judged, 2024-01-01"})
    EXPECT_TRUE(std::ranges::find(words, line) != words.end()) << line;
}

TEST(SlipChart, BarsRunFromTheDayDue) {
  const auto elements = expect_sound(slip_chart(slipping_tanks()));
  const auto poland = slip(elements, "POL"), states = slip(elements, "USA");
  ASSERT_TRUE(poland && states);
  EXPECT_NEAR(poland->at("x"), due(elements, "POL"), 0.02);
  EXPECT_NEAR(states->at("x"), due(elements, "USA"), 0.02);
  // One scale: as wide as they are late.
  EXPECT_NEAR(poland->at("width") / 40, states->at("width") / 93, 0.01);
  EXPECT_FALSE(slip(elements, "DEU"));
  EXPECT_FALSE(slip(elements, "ESP"));
  EXPECT_FALSE(slip(elements, "DNK"));
  // What is still open is hatched: white behind slanting lines.
  EXPECT_EQ(states->attributes.at("fill"), "#fff");
  EXPECT_NE(poland->attributes.at("fill"), "#fff");
}

TEST(SlipChart, AVagueDayIsNeverLaterThanItsFirstForSure) {
  SlipChart chart = slipping_tanks();
  chart.items = {{"GBR: Challenger 2",
                  "",
                  day(2023, 1, 14),
                  day(2023, 3, 31),
                  {{day(2023, 3, 1), "14", day(2023, 5, 31)}},
                  true},
                 {"ESP: Leopard 2A4",
                  "",
                  day(2023, 1, 14),
                  day(2023, 3, 31),
                  {{day(2023, 4, 1), "6", day(2023, 4, 30)}},
                  true}};
  EXPECT_EQ(slip_of(chart.items[0], chart.on), (Slip{0, 61}));
  EXPECT_EQ(slip_of(chart.items[1], chart.on), (Slip{1, 30}));
  const auto elements = expect_sound(slip_chart(chart));
  expect_no_words_touch(elements);
  const auto words = test::words_of(elements);
  for (const auto* line : {"in time, or late by up to 61 days (computed from a vague day)",
                           "late by 1 to 30 days (computed from a vague day)", "or as late as"})
    EXPECT_TRUE(std::ranges::find(words, line) != words.end()) << line;
  EXPECT_FALSE(slip(elements, "GBR"));
  EXPECT_TRUE(slip(elements, "ESP"));
}

TEST(SlipChart, MarksEveryDelivery) {
  const auto elements = expect_sound(slip_chart(slipping_tanks()));
  const auto circles = [&](const std::string& label) {
    return std::ranges::count_if(
        elements, [&](const Element& e) { return e.name == "circle" && e.title.starts_with(label); });
  };
  EXPECT_EQ(circles("POL"), 3);  // the announcement, and two deliveries
  EXPECT_EQ(circles("ESP"), 1);
}

TEST(SlipChart, TellsEachRowInWords) {
  const auto text = slip_chart(slipping_tanks());
  EXPECT_NE(text.find("<desc>POL: Leopard 2A4: announced 2023-01-11, due 2023-03-31, delivered 4 2023-02-24, "
                      "delivered 10 2023-05-10, late by 40 days (computed). "),
            std::string::npos);
  EXPECT_NE(text.find("called late by a source 2023-11-02, late by 93 days"), std::string::npos);
}

TEST(SlipChart, EmptyInputIsTold) {
  EXPECT_EQ(test::words_of(expect_sound(slip_chart({}))), (std::vector<std::string>{"No items are given."}));
  SlipChart chart = slipping_tanks();
  chart.on = Day::max();
  EXPECT_EQ(test::words_of(expect_sound(slip_chart(chart))).at(2), "The day that is judged is none.");
}

TEST(SlipChart, WordsAndDaysOutOfRange) {
  const std::string nasty = "<b>&amp; \"it's\" ]]> é–中", wide(300, 'W');
  for (const auto& words : {nasty, wide}) {
    SlipChart chart = slipping_tanks();
    chart.frame = {words, words, words};
    for (auto& item : chart.items) item.label = item.note = words;
    chart.items.push_back({words, words, Day::min(), Day::max(), {{Day::max(), words}}, true, {Day::min()}});
    chart.items.push_back({words, "", day(1000, 1, 1), day(9998, 12, 31), {}, true, {}});
    expect_no_words_touch(expect_sound(slip_chart(chart)));
  }
  SlipChart one{{}, day(2024, 1, 1), {{"a", "", {}, {}, {}, false, {}}}};
  expect_no_words_touch(expect_sound(slip_chart(one)));
}

}  // namespace
}  // namespace casus::picture
