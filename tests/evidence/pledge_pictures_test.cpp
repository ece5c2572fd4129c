// What pictures of pledges are made of: sums of the same item and money alone, nothing known that is not told.
#include "tool/pledge_pictures.h"

#include <gtest/gtest.h>

namespace casus::tool::pledge_pictures_test {
namespace {

using namespace model;

Day day(int year, int month, int d) { return *day_of(year, month, d); }

PledgeEntry entry(Stage stage, std::optional<Thousandths> quantity, Day on, bool in_all = false) {
  PledgeEntry one;
  one.stage = stage;
  if (quantity) one.quantity = *quantity * 1000;
  one.in_all = in_all;
  one.on = VagueDay::exact(on);
  one.known = on;
  return one;
}

PledgeEntry money(Stage stage, Thousandths amount, std::string currency, Day on) {
  PledgeEntry one = entry(stage, {}, on);
  one.money = Money{.amount = amount * 1000, .currency = std::move(currency), .constant_year = {}};
  return one;
}

PledgeEntry due(Day on) {
  PledgeEntry one = entry(Stage::announced, {}, on);
  one.kind = EntryKind::due;
  one.known = Day::min();
  return one;
}

Pledge pledge(std::string by, std::string item, std::vector<PledgeEntry> entries,
              std::vector<Stage> covers = {}) {
  Pledge one{.name = by + item, .by = {by}, .to = {"UKR"}, .item = std::move(item)};
  one.covers = std::move(covers);
  one.entries = std::move(entries);
  return one;
}

struct Drawn {
  evidence::Steps steps;
  PledgePicture asked;

  explicit Drawn(const std::vector<Pledge>& pledges) : steps(evidence::steps_of(pledges, Day::max())) {
    asked.frame = {"Pledges", "", "made up"};
    asked.on = day(2024, 1, 1);
    for (std::uint32_t p = 0; p < pledges.size(); ++p) asked.pledges.push_back(p);
  }
};

void expect_words(const std::string& text, std::initializer_list<std::string> all) {
  for (const auto& words : all)
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text.substr(0, 900);
}

const std::vector<Pledge> tanks = {
    pledge(
        "POL", "Leopard 2A4",
        {entry(Stage::announced, 14, day(2023, 1, 11)), due(day(2023, 3, 31)),
         entry(Stage::delivered, 4, day(2023, 2, 24)), entry(Stage::delivered, 14, day(2023, 5, 10), true)},
        {Stage::announced, Stage::delivered}),
    pledge("POL", "Leopard 2A4",
           {entry(Stage::announced, 6, day(2023, 6, 1)), entry(Stage::cancelled, {}, day(2023, 8, 1))}),
    pledge("CAN", "Leopard 2A4",
           {entry(Stage::announced, 8, day(2023, 2, 24)), entry(Stage::shipped, 8, day(2023, 4, 14))},
           {Stage::announced, Stage::shipped}),
    pledge("ESP", "Leopard 2A4", {entry(Stage::announced, {}, day(2023, 1, 25)), due(day(2024, 6, 1))})};

TEST(PledgeWaterfall, AddsPledgesOfADonorAndAnItem) {
  const Drawn drawn(tanks);
  expect_words(
      pledge_waterfall(drawn.steps, drawn.asked),
      {"POL: Leopard 2A4: announced 20, shipped not covered, cancelled 6, delivered 14. ",
       "CAN: Leopard 2A4: announced 8, shipped 8, delivered not covered. ",
       "ESP: Leopard 2A4: announced told without a number, shipped nothing on record, delivered 0. "});
}

TEST(PledgeWaterfall, IsOfTheDayThatIsAsked) {
  Drawn drawn(tanks);
  drawn.asked.on = day(2023, 3, 1);
  expect_words(pledge_waterfall(drawn.steps, drawn.asked),
               {"POL: Leopard 2A4: announced 14, not yet delivered 10, delivered 4. "});
}

TEST(PledgeWaterfall, TakesOneKindOfMoney) {
  Drawn drawn({pledge("DEU", "aid",
                      {money(Stage::committed, 7000000000, "EUR", day(2024, 1, 1)),
                       money(Stage::committed, 5, "USD", day(2024, 1, 1)),
                       money(Stage::allocated, 4000000000, "EUR", day(2024, 1, 1))},
                      {Stage::committed, Stage::allocated})});
  drawn.asked.kind = 0;
  const auto text = pledge_waterfall(drawn.steps, drawn.asked);
  expect_words(
      text,
      {"DEU: committed 7 bn EUR, not yet allocated 3 bn EUR, allocated 4 bn EUR, delivered not covered. "});
  EXPECT_EQ(text.find("USD"), std::string::npos);
}

TEST(PledgeWaterfall, WhatIsReplacedWillNotCome) {
  const Drawn drawn({pledge(
      "USA", "M1A2",
      {entry(Stage::announced, 31, day(2023, 1, 25)), entry(Stage::replaced, {}, day(2023, 3, 21))})});
  expect_words(pledge_waterfall(drawn.steps, drawn.asked),
               {"USA: M1A2: announced 31, replaced 31, delivered 0. "});
}

TEST(PledgeWaterfall, ANumberWithOthersUntoldIsALeast) {
  const Drawn drawn({pledge("USA", "M1A1", {entry(Stage::announced, 31, day(2023, 1, 25))}),
                     pledge("USA", "M1A1", {entry(Stage::announced, {}, day(2023, 3, 21))})});
  expect_words(pledge_waterfall(drawn.steps, drawn.asked), {"USA: M1A1: announced at least 31"});
}

TEST(PledgeCumulated, AddsByMonthAndSaysWhatIsNotCovered) {
  Drawn drawn({pledge("DEU", "aid",
                      {money(Stage::committed, 5, "EUR", day(2023, 1, 5)),
                       money(Stage::committed, 3, "EUR", day(2023, 3, 5)),
                       money(Stage::allocated, 4, "EUR", day(2023, 2, 1))},
                      {Stage::committed, Stage::allocated}),
               pledge("FRA", "aid",
                      {money(Stage::committed, 2, "EUR", day(2023, 3, 5)),
                       money(Stage::committed, 9, "EUR", day(2024, 2, 1))},
                      {Stage::committed})});
  drawn.asked.kind = 0;
  expect_words(pledge_cumulated(drawn.steps, drawn.asked),
               {"committed 10 EUR, from 2023-01 to 2023-03. ",
                "allocated (covered in part) 4 EUR, from 2023-02 to 2023-02. ",
                "delivered: not covered by the source, which is not zero"});
}

TEST(PledgeCumulated, TakesInAllForWhatItIs) {
  const Drawn drawn({tanks[0]});
  expect_words(pledge_cumulated(drawn.steps, drawn.asked), {"delivered 14, from 2023-02 to 2023-05. "});
}

TEST(PledgeCumulated, DoesNotAddTwoItems) {
  const Drawn drawn(
      {tanks[0], pledge("GBR", "Challenger 2", {entry(Stage::delivered, 14, day(2023, 4, 1))})});
  expect_words(pledge_cumulated(drawn.steps, drawn.asked),
               {"2 items, which are not added", "No sums are given."});
}

TEST(PledgeSlips, AreOfPledgesWithADayDueOrADelivery) {
  const Drawn drawn(tanks);
  const auto text = pledge_slips(drawn.steps, drawn.asked);
  expect_words(text, {"POL: Leopard 2A4: announced 2023-01-11, due 2023-03-31, delivered 4 2023-02-24, "
                      "delivered 14 2023-05-10, late by 40 days "
                      "(computed). ",
                      "ESP: Leopard 2A4: announced 2023-01-25, due 2024-06-01, not yet due. "});
  EXPECT_EQ(text.find("CAN"), std::string::npos);
}

TEST(PledgePictures, OfNothingAreTold) {
  const Drawn drawn({});
  expect_words(pledge_waterfall(drawn.steps, drawn.asked), {"No stages are given."});
  expect_words(pledge_cumulated(drawn.steps, drawn.asked), {"No sums are given."});
  expect_words(pledge_slips(drawn.steps, drawn.asked), {"No items are given."});
}

}  // namespace
}  // namespace casus::tool::pledge_pictures_test
