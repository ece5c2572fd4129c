// Sums over pledges: a section a collection, kinds of money apart, and the same sums by a slow addition.
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <map>

#include "../history/support.h"
#include "evidence/tally.h"
#include "written.h"

namespace casus::evidence {
namespace {

using test::iso;
using test::pledge_of;

Pledge named(Pledge pledge, const std::string& name, const std::string& origin, std::vector<std::string> by) {
  pledge.name = name;
  pledge.origin = origin;
  pledge.by = std::move(by);
  return pledge;
}

std::vector<Section> tallied(const std::vector<Pledge>& pledges, std::string_view on, bool by_month = false,
                             const std::vector<Collection>& known = {}) {
  return tally(steps_of(pledges, Day::max()), known, {iso(on), false, by_month});
}

TEST(Tally, CollectionsAreNeverAdded) {
  const auto money = pledge_of({"committed 5 million EUR on 2023-01-01"});
  const auto sections = tallied({named(money, "a", "one", {"POL"}), named(money, "b", "two", {"POL"}),
                                 named(money, "c", "one", {"DEU"})},
                                "2023-06-01");
  ASSERT_EQ(sections.size(), 2U);
  EXPECT_EQ(sections[0].collection.origin, "one");
  EXPECT_EQ(sections[0].pledges, 2U);
  EXPECT_EQ(sections[0].all.by_kind.at(0).of(Stage::committed), 10'000'000'000);
  EXPECT_EQ(sections[1].all.by_kind.at(0).of(Stage::committed), 5'000'000'000);
}

TEST(Tally, KindsOfMoneyStandSideBySide) {
  const auto sections =
      tallied({pledge_of({"committed 5 million EUR on 2023-01-01", "committed 5 million USD on 2023-01-01",
                          "committed 5 million EUR valued market on 2023-01-01"})},
              "2023-06-01");
  ASSERT_EQ(sections.size(), 1U);
  ASSERT_EQ(sections[0].all.by_kind.size(), 3U);
  for (const auto& sums : sections[0].all.by_kind) EXPECT_EQ(sums.of(Stage::committed), 5'000'000'000);
}

TEST(Tally, APledgeOfTwoDonorsIsARowOfItsOwn) {
  const auto pledge = pledge_of({"committed 5 million EUR on 2023-01-01", "announced 14 on 2023-01-01"});
  const auto sections =
      tallied({named(pledge, "a", "", {"DNK", "NLD"}), named(pledge, "b", "", {"DNK"})}, "2023-06-01");
  ASSERT_EQ(sections[0].by_donor.size(), 2U);
  EXPECT_EQ(sections[0].by_donor[0].key, "DNK");
  EXPECT_EQ(sections[0].by_donor[1].key, "DNK, NLD");
  EXPECT_EQ(sections[0].items.size(), 2U);
}

TEST(Tally, WhatIsNotToldIsNotZero) {
  const auto sections = tallied({pledge_of({"announced 14 on 2023-01-01"})}, "2023-06-01");
  ASSERT_EQ(sections[0].items.size(), 1U);
  EXPECT_EQ(sections[0].items[0].sums.of(Stage::announced), 14'000);
  EXPECT_EQ(sections[0].items[0].sums.of(Stage::delivered), std::nullopt);
  EXPECT_TRUE(sections[0].all.by_kind.empty());
}

TEST(Tally, VagueDaysAreToldApart) {
  const auto sections =
      tallied({pledge_of({"committed 5 million EUR on 2023-01", "committed 2 million EUR on 2023-06"})},
              "2023-06-10");
  ASSERT_EQ(sections.size(), 1U);
  EXPECT_TRUE(sections[0].vague);
  EXPECT_EQ(sections[0].all.by_kind.at(0).of(Stage::committed), 5'000'000'000);
  EXPECT_EQ(sections[0].perhaps.by_kind.at(0).of(Stage::committed), 7'000'000'000);
  EXPECT_EQ(tallied({pledge_of({"announced 1 on 2023-02-01"})}, "2023-01-01").size(), 0U) << "not begun";
}

TEST(Tally, MonthsTellWhatCameOnTop) {
  const auto sections = tallied(
      {pledge_of({"committed 5 million EUR on 2023-01-01", "committed 7 million EUR in all on 2023-03-09"})},
      "2023-06-01", true);
  ASSERT_EQ(sections[0].by_month.size(), 2U) << "a month without an entry is no row";
  EXPECT_EQ(sections[0].by_month[1].key, "2023-03");
  EXPECT_EQ(sections[0].by_month[1].by_kind.at(0).of(Stage::committed), 2'000'000'000);
}

TEST(Tally, WhatPledgesSayOfThemselvesIsWhatTheirCollectionCovers) {
  auto pledge = pledge_of({"announced 14 on 2023-01-01"}, "covers announced, delivered");
  EXPECT_EQ(tallied({pledge}, "2023-06-01")[0].collection.covers,
            (std::vector{Stage::announced, Stage::delivered}));
  auto bare = named(pledge, "b", pledge.origin, {"POL"});
  bare.covers.clear();
  EXPECT_TRUE(tallied({pledge, bare}, "2023-06-01")[0].collection.covers.empty());
  Collection known;
  known.origin = pledge.origin;
  known.covers = {Stage::committed};
  EXPECT_EQ(tallied({pledge}, "2023-06-01", false, {known})[0].collection.covers,
            std::vector{Stage::committed});
}

TEST(Tally, RatesTurnKindsIntoTheirBase) {
  diag::Sink sink;
  const auto rates = Rates::read(
      "rates.csv", test::bytes_of("currency,base,rate,on,source\nUSD,EUR,0.5,2023-01-01,ECB\n"), sink);
  ASSERT_TRUE(rates);
  const std::vector pledges{pledge_of(
      {"committed 4 million EUR on 2023-01-01", "committed 6 million USD on 2023-01-01",
       "committed 9 million PLN on 2023-01-01", "committed 8 million USD in prices of 2021 on 2023-01-01"})};
  auto steps = steps_of(pledges, Day::max());
  const auto conversion = convert(steps, *rates, iso("2023-06-01"));
  const auto sections = tally(steps, {}, {iso("2023-06-01")});
  EXPECT_EQ(sections[0].all.by_kind.at(0).of(Stage::committed), 7'000'000'000);
  EXPECT_EQ(sections[0].all.by_kind.at(1).of(Stage::committed), std::nullopt) << "nothing is left in dollars";
  EXPECT_EQ(sections[0].all.by_kind.at(2).of(Stage::committed), 9'000'000'000);
  ASSERT_EQ(conversion.used.size(), 1U);
  EXPECT_EQ(conversion.used[0].kind, 0);
  EXPECT_EQ(conversion.left, (std::vector<MoneyKind>{{"PLN"}, {"USD", 2021}}));
}

TEST(Tally, AsASlowAddition) {
  ASSERT_TRUE(rc::check("groups are sums of what each pledge has reached", [] {
    const int count = *rc::gen::inRange(0, 12);
    std::vector<Pledge> pledges;
    for (int i = 0; i < count; ++i) {
      Pledge pledge;
      pledge.name = fmt::format("p{}", i);
      pledge.origin = *rc::gen::element<std::string>("", "one", "two");
      pledge.by = {*rc::gen::element<std::string>("DEU", "FRA", "POL")};
      pledge.item = *rc::gen::element<std::string>("tank", "gun");
      const int entries = *rc::gen::inRange(0, 6);
      for (int e = 0; e < entries; ++e) {
        PledgeEntry entry;
        entry.stage = static_cast<Stage>(*rc::gen::inRange(0, 7));
        const int day = *rc::gen::inRange(0, 90);
        entry.on = VagueDay::exact(Day{day});
        entry.in_all = *rc::gen::arbitrary<bool>();
        entry.category = static_cast<Category>(*rc::gen::inRange(0, 3));
        if (*rc::gen::arbitrary<bool>())
          entry.quantity = *rc::gen::inRange(1, 9) * 1000;
        else
          entry.money = Money{.amount = *rc::gen::inRange(1, 9) * 1000,
                              .currency = *rc::gen::element<std::string>("EUR", "USD"),
                              .constant_year = {}};
        pledge.entries.push_back(entry);
      }
      pledges.push_back(pledge);
    }
    const Day on{*rc::gen::inRange(0, 90)};
    const auto steps = steps_of(pledges, Day::max());
    // By origin, group, key, currency and stage.
    std::map<std::tuple<std::string, std::string, std::string, std::string, int>, Thousandths> want, got;
    for (std::size_t p = 0; p < pledges.size(); ++p) {
      const auto standing = standing_of(steps.of(p), on);
      for (const auto& cell : standing.money) {
        const auto& currency = steps.kinds[cell.kind].currency;
        const int stage = static_cast<int>(cell.stage);
        want[{pledges[p].origin, "all", "", currency, stage}] += cell.amount;
        want[{pledges[p].origin, "donor", pledges[p].by[0], currency, stage}] += cell.amount;
        want[{pledges[p].origin, "category", std::string(name(cell.category)), currency, stage}] +=
            cell.amount;
        want[{pledges[p].origin, "item", pledges[p].item, currency, stage}] += cell.amount;
        want[{pledges[p].origin, "months", "", currency, stage}] += cell.amount;
      }
      for (std::size_t s = 0; s < Standing::stages; ++s)
        if (standing.reached[s].has_quantity)
          want[{pledges[p].origin, "pieces", pledges[p].item + pledges[p].by[0], "", static_cast<int>(s)}] +=
              standing.reached[s].quantity;
    }
    for (const auto& section : tally(steps, {}, {on, true, true})) {
      const auto add = [&](const std::string& group, const std::string& key, const MoneyRow& row) {
        for (std::size_t k = 0; k < row.by_kind.size(); ++k)
          for (std::size_t s = 0; s < Standing::stages; ++s)
            if (row.by_kind[k].told(static_cast<Stage>(s)))
              got[{section.collection.origin, group, key, steps.kinds[k].currency, static_cast<int>(s)}] +=
                  row.by_kind[k].amount[s];
      };
      add("all", "", section.all);
      for (const auto& row : section.by_donor) add("donor", row.key, row);
      for (const auto& row : section.by_category) add("category", row.key, row);
      for (const auto& row : section.by_item) add("item", row.key, row);
      for (const auto& row : section.by_month) add("months", "", row);
      for (const auto& row : section.items)
        for (std::size_t s = 0; s < Standing::stages; ++s)
          if (row.sums.told(static_cast<Stage>(s)))
            got[{section.collection.origin, "pieces", row.item + row.donors, "", static_cast<int>(s)}] +=
                row.sums.amount[s];
    }
    RC_ASSERT(got == want);
  }));
}

}  // namespace
}  // namespace casus::evidence
