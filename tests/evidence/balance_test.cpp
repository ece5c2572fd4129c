// Balances: ratios against a second reckoning, nothing carried on or taken for zero, deliveries between the dates.
#include "evidence/balance.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace casus::evidence::balance_test {
namespace {

Day day(int year, int month, int d) { return *day_of(year, month, d); }
VagueDay on(int year, int month, int d) { return VagueDay::exact(day(year, month, d)); }

BalanceAsked asked(std::vector<std::string> against, int years = 3) {
  return {"ISR", std::move(against), day(2010, 6, 1), years};
}

Pledge pledge(std::string name, std::vector<std::string> by, std::vector<std::string> to, std::string item,
              std::vector<PledgeEntry> entries) {
  Pledge result{.name = std::move(name), .by = std::move(by), .to = std::move(to), .item = std::move(item)};
  result.origin = "corpus";
  result.entries = std::move(entries);
  return result;
}

PledgeEntry delivered(Thousandths quantity, VagueDay when, bool in_all = false) {
  PledgeEntry entry;
  entry.stage = Stage::delivered;
  entry.quantity = quantity * 1000;
  entry.in_all = in_all;
  entry.on = when;
  entry.known = when.latest;
  return entry;
}

TEST(BalanceAsked, SetsEachAloneAndAllTogether) {
  EXPECT_EQ(asked({"EGY"}).opponents(), (std::vector<std::vector<std::string>>{{"EGY"}}));
  EXPECT_EQ(asked({"EGY", "SYR"}).opponents(),
            (std::vector<std::vector<std::string>>{{"EGY"}, {"SYR"}, {"EGY", "SYR"}}));
}

TEST(CapabilityBalance, GivesRatioAndShareByYear) {
  const std::vector<Capability> values = {{"ISR", 2007, 2}, {"ISR", 2008, 3}, {"EGY", 2007, 4},
                                          {"EGY", 2008, 1}, {"SYR", 2007, 2}, {"SYR", 2008, 2}};
  const auto list = capability_balance(asked({"EGY", "SYR"}), values);
  ASSERT_EQ(list.size(), 3u);
  ASSERT_EQ(list[2].points.size(), 4u);
  EXPECT_DOUBLE_EQ(*list[0].points[0].ratio(), 0.5);
  EXPECT_DOUBLE_EQ(*list[2].points[0].share(), 0.25);
  EXPECT_DOUBLE_EQ(*list[2].points[1].ratio(), 1);
  const auto trend = trend_of(list[2].points);
  ASSERT_TRUE(trend);
  EXPECT_EQ(trend->first, 2007);
  EXPECT_EQ(trend->last, 2008);
  EXPECT_DOUBLE_EQ(trend->per_year(), 0.25);
}

TEST(CapabilityBalance, WhatIsMissingIsNeitherZeroNorCarriedOn) {
  const std::vector<Capability> values = {{"ISR", 2007, 2}, {"ISR", 2008, 3}, {"ISR", 2009, 3},
                                          {"EGY", 2007, 4}, {"EGY", 2009, 4}, {"SYR", 2007, 2}};
  const auto list = capability_balance(asked({"EGY", "SYR"}), values);
  const auto& together = list[2].points;
  EXPECT_TRUE(together[0].ratio());
  EXPECT_FALSE(together[1].ratio());
  EXPECT_FALSE(together[2].ratio());
  EXPECT_FALSE(together[3].share());
  EXPECT_EQ(together[2].missing, std::vector<std::string>{"SYR"});
  EXPECT_EQ(together[3].missing, (std::vector<std::string>{"ISR", "EGY", "SYR"}));
  EXPECT_FALSE(trend_of(together));
  EXPECT_EQ(trend_of(list[0].points)->last, 2009);
}

TEST(CapabilityBalance, AZeroIsAValue) {
  const auto list = capability_balance(
      asked({"EGY"}, 1),
      std::vector<Capability>{{"ISR", 2010, 0}, {"EGY", 2010, 0}, {"ISR", 2009, 3}, {"EGY", 2009, 0}});
  EXPECT_FALSE(list[0].points[0].ratio());
  EXPECT_DOUBLE_EQ(*list[0].points[0].share(), 1);
  EXPECT_FALSE(list[0].points[1].share());
  EXPECT_TRUE(list[0].points[1].missing.empty());
}

const std::vector<StockRow> stock = {{"ISR", "Tank", 100, 2.0, on(2008, 1, 1), ""},
                                     {"ISR", "tank", 120, 2.0, on(2009, 6, 1), ""},
                                     {"ISR", "Jet", 10, 20.0, {day(2010, 1, 1), day(2010, 12, 31)}, ""},
                                     {"ISR", "Radar", 5, std::nullopt, on(2008, 1, 1), ""},
                                     {"EGY", "Tank", 300, 1.0, on(2008, 1, 1), ""},
                                     {"SYR", "Radar", 9, std::nullopt, on(2008, 1, 1), ""},
                                     {"EGY", "Tank", 900, 1.0, on(2010, 6, 2), ""}};

TEST(StockBalance, TakesTheLatestRowOfEachItem) {
  const auto points = stock_balance(asked({"EGY"}), stock)[0].points;
  EXPECT_FALSE(points[0].own);  // 2007
  EXPECT_DOUBLE_EQ(*points[1].own, 200);
  EXPECT_DOUBLE_EQ(*points[2].own, 240);
  EXPECT_DOUBLE_EQ(*points[3].own, 440);
  EXPECT_DOUBLE_EQ(*points[3].other, 300);  // the row of the day after is not known yet
}

TEST(StockBalance, WhoHasNoWeightIsNotCovered) {
  const auto list = stock_balance(asked({"EGY", "SYR"}), stock);
  EXPECT_FALSE(list[1].points[3].other);
  EXPECT_FALSE(list[2].points[3].other);
  EXPECT_EQ(list[2].points[3].missing, std::vector<std::string>{"SYR"});
}

TEST(Sides, AreWholeOrNotDivided) {
  const auto of = asked({"EGY", "SYR"});
  const auto side = [&](std::vector<std::string> names) { return side_of(of, names); };
  EXPECT_EQ(side({"ISR"}), Side::own);
  EXPECT_EQ(side({"EGY", "SYR"}), Side::other);
  EXPECT_EQ(side({"EGY", "JOR"}), Side::undivided);
  EXPECT_EQ(side({"ISR", "EGY"}), Side::undivided);
  EXPECT_EQ(side({"USA"}), Side::neither);
  EXPECT_EQ(side({}), Side::neither);
}

TEST(Transfers, AreThoseBetweenTheDates) {
  const std::vector<Pledge> pledges = {
      pledge("jets", {"USA"}, {"ISR"}, "JET",
             {delivered(2, on(2007, 12, 31)), delivered(3, on(2008, 1, 1)), delivered(4, on(2010, 6, 1)),
              delivered(5, on(2010, 6, 2))}),
      pledge("elsewhere", {"USA"}, {"JOR"}, "Jet", {delivered(9, on(2009, 1, 1))}),
      pledge("given_away", {"ISR"}, {"JOR"}, "Tank", {delivered(7, on(2009, 1, 1))}),
      pledge("vague", {"USA"}, {"EGY"}, "Radar", {delivered(1, {day(2007, 1, 1), day(2008, 12, 31)})})};
  const auto list = transfers_between(asked({"EGY"}), steps_of(pledges, Day::max()), stock);
  ASSERT_EQ(list.size(), 4u);
  EXPECT_EQ(list[0].quantity, 3000);
  EXPECT_DOUBLE_EQ(*list[0].weighted(), 60);
  EXPECT_EQ(list[0].in_stock, InStock::yes);
  EXPECT_FALSE(list[1].surely_between);
  EXPECT_FALSE(list[1].weighted());
  EXPECT_EQ(list[2].loses, Side::own);
  EXPECT_EQ(list[2].gains, Side::neither);
  // Two rows with two weights, and the recipient has none.
  EXPECT_FALSE(list[2].weight);
  EXPECT_EQ(list[3].quantity, 4000);
  EXPECT_EQ(list[3].in_stock, InStock::unknown);  // within the year of the row
  const auto shifts = shifts_of(steps_of(pledges, Day::max()), list);
  ASSERT_EQ(shifts.size(), 1u);
  EXPECT_DOUBLE_EQ(shifts[0].own, 140);
  EXPECT_DOUBLE_EQ(shifts[0].other, 0);
}

TEST(Transfers, OfWhatIsReachedInAllOnlyTheRestIsNew) {
  const std::vector<Pledge> pledges = {pledge(
      "tanks", {"USA"}, {"ISR"}, "tank",
      {delivered(4, on(2007, 5, 1)), delivered(10, on(2008, 5, 1), true), delivered(10, on(2009, 1, 1), true),
       delivered(1, on(2009, 2, 1)), delivered(31, on(2010, 1, 1), true)})};
  const auto list = transfers_between(asked({"EGY"}), steps_of(pledges, Day::max()), stock);
  ASSERT_EQ(list.size(), 3u);
  EXPECT_EQ(list[0].quantity, 6000);
  EXPECT_EQ(list[1].quantity, 1000);
  EXPECT_EQ(list[2].quantity, 20000);
  EXPECT_DOUBLE_EQ(*list[0].weight, 2);
}

TEST(Transfers, OfTwoCollectionsAreNotAdded) {
  std::vector<Pledge> pledges = {pledge("a", {"USA"}, {"ISR"}, "Jet", {delivered(2, on(2009, 1, 1))}),
                                 pledge("b", {"USA"}, {"ISR"}, "Jet", {delivered(2, on(2009, 1, 1))})};
  pledges[1].origin = "another";
  const auto steps = steps_of(pledges, Day::max());
  const auto shifts = shifts_of(steps, transfers_between(asked({"EGY"}), steps, stock));
  ASSERT_EQ(shifts.size(), 2u);
  EXPECT_DOUBLE_EQ(shifts[0].own, 40);
  EXPECT_DOUBLE_EQ(shifts[1].own, 40);
}

TEST(Transfers, WhatWasNotKnownIsNotThere) {
  const std::vector<Pledge> pledges = {pledge("a", {"USA"}, {"ISR"}, "Jet", {delivered(2, on(2009, 1, 1))})};
  EXPECT_TRUE(transfers_between(asked({"EGY"}), steps_of(pledges, day(2008, 12, 31)), stock).empty());
}

/// Shares by a second, plain reckoning, over tables with holes.
TEST(CapabilityBalance, AgreesWithANaiveReckoning) {
  EXPECT_TRUE(rc::check("shares are those of a plain table with holes", [] {
    static const std::vector<std::string> names = {"ISR", "EGY", "SYR", "JOR"};
    double table[4][6];
    std::vector<Capability> values;
    for (int s = 0; s < 4; ++s)
      for (int y = 0; y < 6; ++y) {
        table[s][y] = *rc::gen::inRange(-2, 6);  // below zero: there is none
        if (table[s][y] >= 0) values.push_back({names[static_cast<std::size_t>(s)], 2005 + y, table[s][y]});
      }
    const auto list = capability_balance(asked({"EGY", "SYR", "JOR"}, 5), values);
    RC_ASSERT(list.size() == 4u);
    const std::vector<std::vector<int>> sides = {{1}, {2}, {3}, {1, 2, 3}};
    for (std::size_t c = 0; c < 4; ++c)
      for (int y = 0; y < 6; ++y) {
        double other = 0;
        bool whole = table[0][y] >= 0;
        for (const int s : sides[c]) whole = whole && table[s][y] >= 0, other += table[s][y];
        const auto& point = list[c].points[static_cast<std::size_t>(y)];
        RC_ASSERT(point.year == 2005 + y);
        const bool has_share = whole && table[0][y] + other > 0;
        RC_ASSERT(point.share().has_value() == has_share);
        RC_ASSERT(point.ratio().has_value() == (whole && other > 0));
        if (has_share) RC_ASSERT(std::abs(*point.share() - table[0][y] / (table[0][y] + other)) < 1e-12);
      }
  }));
}

/// The stock on a day is what a walk over all rows in the order of their days leaves behind.
TEST(StockBalance, AgreesWithANaiveReckoning) {
  EXPECT_TRUE(rc::check("the stock is what a walk over the days leaves", [] {
    static const std::vector<std::string> items = {"a", "b", "c"};
    std::vector<StockRow> rows;
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
      const int number = *rc::gen::inRange(0, 183);
      const Day when{day(2005, 1, 1).number + number * 12 + i};  // no two of one day
      rows.push_back({*rc::gen::element<std::string>("ISR", "EGY"), *rc::gen::elementOf(items),
                      static_cast<double>(*rc::gen::inRange(0, 9)),
                      *rc::gen::element<std::optional<double>>(std::nullopt, 1.0, 2.5), VagueDay::exact(when),
                      ""});
    }
    const auto points = stock_balance(asked({"EGY"}, 5), rows)[0].points;
    std::ranges::sort(rows, {}, [](const StockRow& row) { return row.on.earliest; });
    for (const auto& point : points) {
      const Day end = point.year == 2010 ? day(2010, 6, 1) : day(point.year, 12, 31);
      std::map<std::pair<std::string, std::string>, const StockRow*> kept;
      for (const auto& row : rows)
        if (row.on.earliest <= end) kept[{row.state, row.item}] = &row;
      std::map<std::string, double> sums;
      for (const auto& [key, row] : kept)
        if (row->weight) sums[key.first] += row->quantity * *row->weight;
      RC_ASSERT(point.own.has_value() == sums.contains("ISR"));
      RC_ASSERT(point.other.has_value() == sums.contains("EGY"));
      if (point.own) RC_ASSERT(std::abs(*point.own - sums["ISR"]) < 1e-9);
      if (point.other) RC_ASSERT(std::abs(*point.other - sums["EGY"]) < 1e-9);
    }
  }));
}

}  // namespace
}  // namespace casus::evidence::balance_test
