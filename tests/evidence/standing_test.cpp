// What stages have reached, and the same by a slow computation that goes through the days.
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <map>

#include "evidence/standing.h"
#include "written.h"

namespace casus::evidence::standing_test {
namespace {

using test::iso;
using test::pledge_of;

Standing stands(const std::vector<std::string>& lines, std::string_view on,
                Certainty certainty = Certainty::surely) {
  const std::vector pledges{pledge_of(lines)};
  return standing_of(steps_of(pledges, Day::max()).of(0), iso(on), certainty);
}

Thousandths delivered(const std::vector<std::string>& lines, std::string_view on) {
  return stands(lines, on).of(Stage::delivered).quantity;
}

TEST(Standing, NumbersComeOnTopUnlessInAll) {
  const std::vector<std::string> lines{"announced 14 on 2023-01-25", "announced 18 in all on 2023-02-24",
                                       "delivered 4 on 2023-02-24", "delivered 10 on 2023-03-09"};
  EXPECT_EQ(stands(lines, "2023-01-24").of(Stage::announced).told, false);
  EXPECT_EQ(stands(lines, "2023-01-25").of(Stage::announced).quantity, 14'000);
  EXPECT_EQ(stands(lines, "2023-03-01").of(Stage::announced).quantity, 18'000);
  EXPECT_EQ(delivered(lines, "2023-03-08"), 4'000);
  EXPECT_EQ(delivered(lines, "2023-03-09"), 14'000);
}

TEST(Standing, OrderIsThatOfDaysNotOfLines) {
  EXPECT_EQ(delivered({"announced 30 on 2023-01-01", "delivered 10 in all on 2023-03-09",
                       "delivered 4 on 2023-02-24"},
                      "2023-04-01"),
            10'000);
}

TEST(Standing, BoundsOfSums) {
  const auto bound = [](const std::vector<std::string>& lines) {
    return stands(lines, "2024-01-01").of(Stage::announced).bound;
  };
  EXPECT_EQ(bound({"announced 1 on 2023-01-01", "announced at least 1 on 2023-01-02"}), Bound::at_least);
  EXPECT_EQ(bound({"announced at least 1 on 2023-01-01", "announced up to 1 on 2023-01-02"}), Bound::about);
  EXPECT_EQ(bound({"announced about 1 on 2023-01-01", "announced 3 in all on 2023-01-02"}), Bound::exact);
}

TEST(Standing, VagueDaysAreSureOnceTheyAreOver) {
  const std::vector<std::string> lines{"announced 30 on 2023-01-01", "delivered 6 on 2023-07"};
  EXPECT_EQ(stands(lines, "2023-07-10").of(Stage::delivered).told, false);
  EXPECT_EQ(stands(lines, "2023-07-10", Certainty::perhaps).of(Stage::delivered).quantity, 6'000);
  EXPECT_EQ(stands(lines, "2023-07-31").of(Stage::delivered).quantity, 6'000);
  const std::vector pledges{pledge_of(lines)};
  const auto steps = steps_of(pledges, Day::max());
  EXPECT_TRUE(may_differ(steps.of(0), iso("2023-07-10")));
  EXPECT_FALSE(may_differ(steps.of(0), iso("2023-07-31")));
  EXPECT_FALSE(may_differ(steps.of(0), iso("2023-06-30")));
}

TEST(Standing, TheEnd) {
  const std::vector<std::string> part{"announced 31 on 2023-01-25", "cancelled 10 on 2023-03-21"};
  EXPECT_EQ(stands(part, "2024-01-01").ended, Ended::no);
  EXPECT_EQ(stands(part, "2024-01-01").of(Stage::cancelled).quantity, 10'000);
  const std::vector<std::string> whole{"announced 31 on 2023-01-25", "cancelled on 2023-03-21"};
  EXPECT_EQ(stands(whole, "2023-03-20").ended, Ended::no);
  EXPECT_EQ(stands(whole, "2023-03-21").ended, Ended::cancelled);
  EXPECT_EQ(stands({"announced 31 on 2023-01-25", "replaced by other on 2023-03-21"}, "2023-03-22").ended,
            Ended::replaced);
}

TEST(Standing, MoneyByKindAndCategory) {
  const std::vector pledges{pledge_of(
      {"committed 5 million EUR on 2023-01-01", "committed 2 million EUR on 2023-01-02 category military",
       "committed 1 million EUR valued market on 2023-01-02", "committed 7 million USD on 2023-01-03",
       "committed 3 million EUR in all on 2023-01-04 category military"})};
  const auto steps = steps_of(pledges, Day::max());
  const auto standing = standing_of(steps.of(0), iso("2024-01-01"));
  ASSERT_EQ(steps.kinds.size(), 3U);
  EXPECT_EQ(standing.money.size(), 4U);
  EXPECT_EQ(standing.money_of(Stage::committed, 0), 8'000'000'000);
  EXPECT_EQ(standing.money_of(Stage::committed, 1), 1'000'000'000);
  EXPECT_EQ(standing.money_of(Stage::committed, 2), 7'000'000'000);
  EXPECT_EQ(standing.money_of(Stage::allocated, 0), std::nullopt);
}

TEST(Standing, Performance) {
  const auto done = [](const std::vector<std::string>& lines) {
    return performance_of(stands(lines, "2024-01-01"));
  };
  EXPECT_EQ(done({"announced 14 on 2023-01-25"}), Performance::none);
  EXPECT_EQ(done({"announced 14 on 2023-01-25", "delivered 4 on 2023-02-01"}), Performance::in_part);
  EXPECT_EQ(done({"announced 14 on 2023-01-25", "delivered on 2023-02-01"}), Performance::unmeasured);
  EXPECT_EQ(done({"announced 14 on 2023-01-25", "delivered 4 on 2023-02-01", "delivered on 2023-03-01"}),
            Performance::unmeasured);
  EXPECT_EQ(done({"announced 14 on 2023-01-25", "delivered 14 on 2023-02-01"}), Performance::whole);
  EXPECT_EQ(done({"announced 14 on 2023-01-25", "cancelled 4 on 2023-01-31", "delivered 10 on 2023-02-01"}),
            Performance::whole);
  EXPECT_EQ(done({"announced on 2023-01-25", "delivered on 2023-02-01"}), Performance::whole);
  EXPECT_EQ(done({"committed 5 million EUR on 2023-01-25", "delivered 5 million EUR on 2023-02-01"}),
            Performance::whole);
  EXPECT_EQ(done({"committed 5 million EUR on 2023-01-25", "delivered 5 million USD on 2023-02-01"}),
            Performance::unmeasured);
  EXPECT_EQ(done({"announced up to 178 on 2023-01-25", "contracted 100 on 2023-01-26",
                  "delivered 100 on 2023-02-01"}),
            Performance::whole)
      << "a ceiling is not owed where a stage has a number of its own";
}

TEST(Standing, SumsStayInRange) {
  constexpr Thousandths most = std::numeric_limits<Thousandths>::max();
  EXPECT_EQ(plus(most, 1), most);
  EXPECT_EQ(plus(std::numeric_limits<Thousandths>::min(), -1), std::numeric_limits<Thousandths>::min());
  EXPECT_EQ(plus(2, -3), -1);
}

// ── the second opinion

/// By stage, category, currency (empty: a quantity) and valuation.
using Table = std::map<std::tuple<int, int, std::string, int>, Thousandths>;
struct Slow {
  Table sums;
  bool ended = false;
  bool late = false;
};

/// Goes through the days; on each through the full entries.
Slow slow(const Pledge& pledge, int on, int known_as_of, bool perhaps) {
  Slow result;
  for (int day = 0; day <= 40; ++day)
    for (int earliest = 0; earliest <= day; ++earliest)
      for (const auto& entry : pledge.entries) {
        if (entry.on.latest.number != day || entry.on.earliest.number != earliest) continue;
        if (entry.known.number > known_as_of || entry.kind == EntryKind::withdrawn) continue;
        bool corrected = false;
        for (const auto& other : pledge.entries)
          if (other.corrects == entry.number && other.known.number <= known_as_of) corrected = true;
        if (corrected || (perhaps ? earliest : day) > on) continue;
        if (entry.kind == EntryKind::late) result.late = true;
        if (entry.kind != EntryKind::stage) continue;
        const int stage = static_cast<int>(entry.stage);
        if (entry.stage == Stage::replaced ||
            (entry.stage == Stage::cancelled && !entry.quantity && !entry.money))
          result.ended = true;
        const auto count = [&](const std::tuple<int, int, std::string, int>& key, Thousandths amount) {
          if (entry.in_all) result.sums[key] = 0;
          result.sums[key] += amount;
        };
        if (entry.quantity) count({stage, -1, "", 0}, *entry.quantity);
        if (entry.money)
          count({stage, static_cast<int>(entry.category), entry.money->currency,
                 static_cast<int>(entry.money->valuation)},
                entry.money->amount);
      }
  return result;
}

rc::Gen<PledgeEntry> any_entry() {
  return rc::gen::exec([] {
    PledgeEntry entry;
    entry.kind = *rc::gen::weightedElement<EntryKind>(
        {{8, EntryKind::stage}, {1, EntryKind::due}, {1, EntryKind::late}, {1, EntryKind::withdrawn}});
    entry.stage = static_cast<Stage>(*rc::gen::inRange(0, 8));
    if (*rc::gen::inRange(0, 3) != 0) entry.quantity = *rc::gen::inRange(1, 50) * 1000;
    if (*rc::gen::inRange(0, 2) != 0)
      entry.money = Money{.amount = *rc::gen::inRange(1, 50) * 1000,
                          .currency = *rc::gen::element<std::string>("EUR", "USD"),
                          .constant_year = {},
                          .valuation = *rc::gen::element(Valuation::stated, Valuation::market)};
    entry.in_all = *rc::gen::inRange(0, 3) == 0;
    entry.category = static_cast<Category>(*rc::gen::inRange(0, 3));
    const int day = *rc::gen::inRange(0, 30);
    entry.on = {Day{day}, Day{day + *rc::gen::element(0, 0, 3, 9)}};
    entry.known = Day{day + *rc::gen::inRange(0, 12)};
    return entry;
  });
}

TEST(Standing, AsDayByDay) {
  ASSERT_TRUE(rc::check("what stages have reached is what a slow computation says", [] {
    Pledge pledge;
    pledge.entries = *rc::gen::container<std::vector<PledgeEntry>>(any_entry());
    for (std::size_t i = 0; i < pledge.entries.size(); ++i) {
      pledge.entries[i].number = i + 1;
      if (i > 0 && *rc::gen::inRange(0, 5) == 0)
        pledge.entries[i].corrects =
            static_cast<std::uint64_t>(*rc::gen::inRange<int>(1, static_cast<int>(i) + 1));
    }
    const int on = *rc::gen::inRange(0, 45), known = *rc::gen::inRange(0, 45);
    const bool perhaps = *rc::gen::arbitrary<bool>();
    const std::vector pledges{pledge};
    const auto steps = steps_of(pledges, Day{known});
    const auto got = standing_of(steps.of(0), Day{on}, perhaps ? Certainty::perhaps : Certainty::surely);
    const auto want = slow(pledge, on, known, perhaps);
    Table sums;
    for (std::size_t s = 0; s < Standing::stages; ++s)
      if (got.reached[s].has_quantity) sums[{static_cast<int>(s), -1, "", 0}] = got.reached[s].quantity;
    for (const auto& cell : got.money)
      sums[{static_cast<int>(cell.stage), static_cast<int>(cell.category), steps.kinds[cell.kind].currency,
            static_cast<int>(steps.kinds[cell.kind].valuation)}] = cell.amount;
    RC_ASSERT(sums == want.sums);
    RC_ASSERT((got.ended != Ended::no) == want.ended);
    RC_ASSERT(got.called_late == want.late);
  }));
}

TEST(Standing, NothingIsToldBeforeItWasKnown) {
  ASSERT_TRUE(rc::check("entries known later change nothing", [] {
    Pledge pledge;
    pledge.entries = *rc::gen::container<std::vector<PledgeEntry>>(any_entry());
    const int known = *rc::gen::inRange(0, 45);
    Pledge less = pledge;
    std::erase_if(less.entries, [&](const PledgeEntry& entry) { return entry.known.number > known; });
    const std::vector all{pledge}, fewer{less};
    RC_ASSERT(standing_of(steps_of(all, Day{known}).of(0), Day{60}).money ==
              standing_of(steps_of(fewer, Day{known}).of(0), Day{60}).money);
  }));
}

}  // namespace
}  // namespace casus::evidence::standing_test
