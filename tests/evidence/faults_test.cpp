// Entries that cannot stand as they are: each rule with what it lets through and what it does not.
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include "evidence/standing.h"
#include "written.h"

namespace casus::evidence {
namespace {

using diag::Code;
using test::pledge_of;

using Found = std::vector<std::pair<std::size_t, Code>>;  // by entry

Found found_in(const Pledge& pledge) {
  Found result;
  for (const auto& fault : faults_of(pledge)) {
    EXPECT_FALSE(fault.hint.empty());
    EXPECT_EQ(fault.span, pledge.entries[fault.entry].span);
    result.emplace_back(fault.entry, fault.code);
  }
  return result;
}
Found found(const std::vector<std::string>& lines) { return found_in(pledge_of(lines)); }

TEST(Faults, NoneInAnOrdinaryPledge) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "announced 18 in all on 2023-02-24", "due 2023-03-31",
                   "delivered 4 on 2023-03-01", "delivered 14 on 2023-03-27", "late on 2023-04-02"}),
            Found());
}

TEST(Faults, NumbersOfNothing) {
  auto pledge = pledge_of({"announced 14 on 2023-01-25", "committed 2 million EUR on 2023-01-26"});
  pledge.entries[0].quantity = -14'000;
  pledge.entries[1].money->amount = 0;
  EXPECT_EQ(found_in(pledge), (Found{{0, Code::number_of_nothing}, {1, Code::number_of_nothing}}));
}

TEST(Faults, MoreThanWhatCameBefore) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered 10 on 2023-03-01", "delivered 8 on 2023-03-27"}),
            (Found{{2, Code::beyond_earlier}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered 10 on 2023-03-01",
                   "delivered 14 in all on 2023-03-27"}),
            Found());
  EXPECT_EQ(found({"committed 5 on 2023-01-25", "announced 14 on 2023-01-25", "delivered 10 on 2023-03-01"}),
            Found())
      << "the most that any stage below has reached";
  EXPECT_EQ(found({"announced on 2023-01-25", "delivered 10 on 2023-03-01"}), Found())
      << "no number, no limit";
  EXPECT_EQ(found({"announced about 14 on 2023-01-25", "delivered 16 on 2023-03-01"}), Found());
  EXPECT_EQ(found({"announced at least 14 on 2023-01-25", "delivered 99 on 2023-03-01"}), Found());
  EXPECT_EQ(found({"announced up to 14 on 2023-01-25", "delivered 15 on 2023-03-01"}),
            (Found{{1, Code::beyond_earlier}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered about 15 on 2023-03-01"}), Found());
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered 15 on 2023-03-01 accept \"one more as a gift\""}),
            Found());
}

TEST(Faults, WhatWasPromisedLaterDoesNotCoverWhatCameBefore) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered 18 on 2023-03-01",
                   "announced 18 in all on 2023-04-01"}),
            (Found{{1, Code::beyond_earlier}}));
  EXPECT_EQ(
      found({"announced 14 on 2023-01-25", "delivered 18 on 2023-04-10", "announced 18 in all on 2023-04"}),
      Found())
      << "it may have come before";
}

TEST(Faults, MoneyIsHeldAgainstMoneyOfItsKindAlone) {
  EXPECT_EQ(found({"committed 5 million EUR on 2023-01-25", "allocated 6 million EUR on 2023-02-25"}),
            (Found{{1, Code::beyond_earlier}}));
  EXPECT_EQ(found({"committed 5 million EUR on 2023-01-25", "allocated 6 million USD on 2023-02-25"}),
            Found());
  EXPECT_EQ(found({"committed 5 million EUR on 2023-01-25",
                   "allocated 6 million EUR in prices of 2021 on 2023-02-25"}),
            Found());
  EXPECT_EQ(found({"committed 5 million EUR on 2023-01-25",
                   "allocated 4 million EUR on 2023-02-25 category military",
                   "allocated 2 million EUR on 2023-02-26 category financial"}),
            (Found{{2, Code::beyond_earlier}}))
      << "categories together";
}

TEST(Faults, APartCancelledIsNoLongerOpen) {
  EXPECT_EQ(found({"announced 31 on 2023-01-25", "cancelled 10 on 2023-02-01", "delivered 21 on 2023-03-01"}),
            Found());
  EXPECT_EQ(found({"announced 31 on 2023-01-25", "cancelled 10 on 2023-02-01", "delivered 22 on 2023-03-01"}),
            (Found{{2, Code::beyond_earlier}}));
  EXPECT_EQ(found({"announced 31 on 2023-01-25", "delivered 25 on 2023-02-01", "cancelled 10 on 2023-03-01"}),
            (Found{{2, Code::beyond_earlier}}));
}

TEST(Faults, DeliveredBeforeAnnounced) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered on 2022-12-31"}),
            (Found{{1, Code::stage_too_early}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered on 2023-01"}), Found())
      << "it may have been later";
  EXPECT_EQ(found({"announced on 2022-12-21", "delivered on 2023-01-11", "contracted on 2023-02-01"}),
            Found())
      << "from stocks: the first of those below counts";
  EXPECT_EQ(found({"delivered on 2023-01-11"}), Found());
  EXPECT_EQ(found({"announced on 2023-01-25", "cancelled on 2022-12-31"}),
            (Found{{0, Code::stage_after_end}, {1, Code::stage_too_early}}));
}

TEST(Faults, AfterTheEnd) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled on 2023-03-21", "delivered 1 on 2023-09-25"}),
            (Found{{2, Code::stage_after_end}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled 3 on 2023-03-21", "delivered 1 on 2023-09-25"}),
            Found());
  EXPECT_EQ(
      found({"announced 14 on 2023-01-25", "replaced by other on 2023-03-21", "cancelled on 2023-09-25"}),
      (Found{{2, Code::stage_after_end}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled on 2023-03", "delivered 1 on 2023-03-25"}),
            Found());
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled on 2023-03-21",
                   "delivered 1 on 2023-09-25 accept \"resumed without a word\""}),
            Found());
}

TEST(Faults, OfAVagueDayAfterTheEndNothingIsSaid) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled on 2023-03-21", "delivered 1 on 2023-03"}),
            Found());
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "cancelled on 2023-03-21", "delivered 1 on 2023-04"}),
            (Found{{2, Code::stage_after_end}}));
}

TEST(Faults, ATotalThatGoesDown) {
  EXPECT_EQ(found({"announced 18 on 2023-01-25", "announced 14 in all on 2023-02-24"}),
            (Found{{1, Code::total_goes_down}}));
  EXPECT_EQ(found({"announced 18 on 2023-01-25", "announced 18 in all on 2023-02-24"}), Found());
  EXPECT_EQ(found({"announced up to 178 on 2023-01-25", "announced 100 in all on 2023-02-24"}), Found());
  EXPECT_EQ(found({"announced 18 on 2023-01-25", "announced about 14 in all on 2023-02-24"}), Found());
  EXPECT_EQ(found({"announced 18 on 2023-01-25", "announced 14 in all on 2023-02-24 accept \"miscounted\""}),
            Found());
}

TEST(Faults, CorrectionsNameAnOlderEntryOfTheSamePledge) {
  auto pledge =
      pledge_of({"announced 14 on 2023-01-25", "announced 18 on 2023-01-25", "announced 18 on 2023-01-25"});
  for (std::size_t i = 0; i < 3; ++i) pledge.entries[i].number = 10 + i;
  pledge.entries[1].corrects = 10;
  EXPECT_EQ(found_in(pledge), Found());
  pledge.entries[2].corrects = 77;
  EXPECT_EQ(found_in(pledge), (Found{{2, Code::corrects_another}}));
  pledge.entries[2].corrects.reset();
  pledge.entries[1].corrects = 12;
  EXPECT_EQ(found_in(pledge), (Found{{1, Code::corrects_another}}));
}

TEST(Faults, WhatIsCorrectedIsNotLookedAt) {
  auto pledge =
      pledge_of({"announced 14 on 2023-01-25", "delivered 18 on 2023-03-25", "delivered 12 on 2023-03-25"});
  for (std::size_t i = 0; i < 3; ++i) pledge.entries[i].number = 1 + i;
  EXPECT_EQ(found_in(pledge).size(), 2U);
  pledge.entries[2].corrects = 2;
  EXPECT_EQ(found_in(pledge), Found());
}

TEST(Faults, MoneyAndQuantities) {
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "delivered 5 million EUR on 2023-03-25"}),
            (Found{{1, Code::other_measure}}));
  EXPECT_EQ(found({"committed 5 million EUR on 2023-01-25", "cancelled 3 on 2023-03-25"}),
            (Found{{1, Code::other_measure}}));
  EXPECT_EQ(found({"announced 14 on 2023-01-25", "contracted 5 million EUR on 2023-03-25",
                   "delivered 3 on 2023-04-25"}),
            Found());
  EXPECT_EQ(found({"announced on 2023-01-25", "delivered 5 million EUR on 2023-03-25"}), Found());
}

TEST(Faults, Currencies) {
  EXPECT_EQ(found({"committed 5 million EURO on 2023-01-25"}), (Found{{0, Code::unknown_currency}}));
  EXPECT_EQ(found({"committed 5 TIV on 2023-01-25"}), (Found{{0, Code::unknown_currency}}));
  EXPECT_NE(faults_of(pledge_of({"committed 5 TIV on 2023-01-25"}))[0].message.find("not money"),
            std::string::npos);
}

// ── against a slow look, day by day

struct Line {
  int stage, day, amount;
  bool in_all, accepted;
};

Pledge pledge_from(const std::vector<Line>& lines) {
  Pledge pledge;
  pledge.name = "p";
  for (const auto& line : lines) {
    PledgeEntry entry;
    entry.stage = static_cast<Stage>(line.stage);
    entry.quantity = line.amount * 1000;
    entry.in_all = line.in_all;
    if (line.accepted) entry.accepted = "so";
    entry.on = VagueDay::exact(Day{line.day});
    pledge.entries.push_back(entry);
  }
  return pledge;
}

/// Entries that go beyond what stages below had reached by the end of their day.
std::vector<std::size_t> beyond(const std::vector<Line>& lines) {
  std::vector<std::size_t> result;
  const auto total = [&](int stage, int until_day, std::size_t until_line, bool whole_day, int& peak,
                         bool& told) {
    int sum = 0;
    peak = 0, told = false;
    for (int day = 0; day <= until_day; ++day)
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].stage != stage || lines[i].day != day) continue;
        if (!whole_day && day == until_day && i > until_line) continue;
        sum = lines[i].in_all ? lines[i].amount : sum + lines[i].amount;
        peak = std::max(peak, sum), told = true;
      }
    return sum;
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].accepted || lines[i].stage == 0) continue;
    int peak = 0, limit = -1;
    bool told = false;
    for (int below = 0; below < lines[i].stage; ++below) {
      total(below, lines[i].day, i, true, peak, told);
      if (told) limit = std::max(limit, peak);
    }
    if (limit >= 0 && total(lines[i].stage, lines[i].day, i, false, peak, told) > limit) result.push_back(i);
  }
  return result;
}

TEST(Faults, MoreThanWhatCameBeforeAsDayByDay) {
  ASSERT_TRUE(rc::check("the entries that go beyond are those of a slow look", [] {
    const auto lines = *rc::gen::container<std::vector<Line>>(rc::gen::construct<Line>(
        rc::gen::inRange(0, 6), rc::gen::inRange(0, 12), rc::gen::inRange(1, 20), rc::gen::arbitrary<bool>(),
        rc::gen::map(rc::gen::inRange(0, 6), [](int n) { return n == 0; })));
    std::vector<std::size_t> got;
    for (const auto& fault : faults_of(pledge_from(lines)))
      if (fault.code == Code::beyond_earlier) got.push_back(fault.entry);
    RC_ASSERT(got == beyond(lines));
  }));
}

}  // namespace
}  // namespace casus::evidence
