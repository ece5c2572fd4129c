// Pledges held against the days by which they were due.
#include <gtest/gtest.h>

#include "evidence/lateness.h"
#include "written.h"

namespace casus::evidence {
namespace {

using test::iso;
using test::pledge_of;

/// What is late of one pledge on a day, a line each.
std::string late(const std::vector<std::string>& lines, std::string_view on, bool recorded = true) {
  const std::vector pledges{pledge_of(lines)};
  std::string out;
  for (const auto& line : late_pledges(steps_of(pledges, Day::max()), iso(on), {recorded})) {
    out += line.days == line.days_most ? fmt::format("{} days", line.days)
                                       : fmt::format("{}-{} days", line.days, line.days_most);
    if (line.done) out += ", done " + to_iso(line.done->latest);
    if (line.ended != Ended::no) out += ", ended " + to_iso(line.ended_on);
    if (line.called_late) out += ", called late";
    if (line.computed()) out += ", computed";
    out += "\n";
  }
  return out;
}

TEST(Late, OnceTheDayHasPassed) {
  const std::vector<std::string> lines{"announced 14 on 2023-01-25", "due 2023-03-31",
                                       "delivered 4 on 2023-03-01"};
  EXPECT_EQ(late(lines, "2023-03-31"), "") << "the day itself is in time";
  EXPECT_EQ(late(lines, "2023-04-01"), "1 days, computed\n");
  EXPECT_EQ(late(lines, "2023-12-31"), "275 days, computed\n");
}

TEST(Late, DeliveredInTimeIsNotLate) {
  EXPECT_EQ(
      late({"announced 14 on 2023-01-25", "due 2023-03-31", "delivered 14 on 2023-03-31"}, "2024-01-01"), "");
}

TEST(Late, DeliveredAfterTheDayStaysLateBySoMany) {
  const std::vector<std::string> lines{"announced 14 on 2023-01-25", "due 2023-03-31",
                                       "delivered 4 on 2023-03-01", "delivered 10 on 2023-04-05"};
  EXPECT_EQ(late(lines, "2023-04-04"), "4 days, computed\n");
  EXPECT_EQ(late(lines, "2024-01-01"), "5 days, done 2023-04-05, computed\n");
}

TEST(Late, OfVagueDaysBothEndsAreTold) {
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03"}, "2023-03-31"), "0-30 days\n");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03"}, "2023-04-02"), "2-32 days, computed\n");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "delivered 14 on 2023-04"}, "2023-12-01"),
            "1-30 days, done 2023-04-30, computed\n");
}

TEST(Late, WhatASourceCallsLate) {
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "late on 2023-06-01"}, "2023-06-01"),
            "0 days, called late\n");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "late on 2023-06-01"}, "2023-06-10"),
            "71 days, called late, computed\n");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "late on 2023-06-01"}, "2023-05-31"), "");
}

TEST(Late, WhereNobodyRecordsDeliveriesNothingIsSaid) {
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31"}, "2024-01-01", false), "");
}

TEST(Late, DeliveredWithoutANumberIsNotComputed) {
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "delivered on 2023-05-01"}, "2024-01-01"),
            "");
  EXPECT_EQ(late({"announced on 2023-01-25", "due 2023-03-31", "delivered on 2023-04-01"}, "2024-01-01"),
            "1 days, done 2023-04-01, computed\n");
}

TEST(Late, WhatWasCancelledIsLateUntilThen) {
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "cancelled on 2023-03-01"}, "2024-01-01"),
            "");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "cancelled on 2023-04-30"}, "2024-01-01"),
            "30 days, ended 2023-04-30, computed\n");
  EXPECT_EQ(late({"announced 14 on 2023-01-25", "due 2023-03-31", "delivered 10 on 2023-03-01",
                  "cancelled 4 on 2023-03-15"},
                 "2024-01-01"),
            "")
      << "what is left was delivered";
}

TEST(Late, APartMayBeDueBeforeTheRest) {
  // The language has no such line; tables of others may.
  auto pledge = pledge_of(
      {"announced 31 on 2023-01-25", "due 2023-09-30", "due 2023-12-31", "delivered 10 on 2023-09-25"});
  pledge.entries[1].quantity = 10'000;
  pledge.entries[2].quantity = 21'000;
  const std::vector pledges{pledge};
  const auto steps = steps_of(pledges, Day::max());
  const auto dues = dues_of(steps.of(0));
  ASSERT_EQ(dues.size(), 2U);
  EXPECT_EQ(dues[1].quantity, 31'000) << "on top";
  EXPECT_TRUE(late_pledges(steps, iso("2023-10-30"), {true}).empty());
  const auto late = late_pledges(steps, iso("2024-01-01"), {true});
  ASSERT_EQ(late.size(), 1U);
  EXPECT_EQ(late[0].days, 1);
}

TEST(Late, TheDayThatWasKnownLastCounts) {
  auto pledge = pledge_of({"announced 14 on 2023-01-25", "due 2023-03-31", "due 2023-02-28"});
  pledge.entries[1].known = iso("2023-01-25");
  pledge.entries[2].known = iso("2023-02-01");
  const std::vector pledges{pledge};
  EXPECT_EQ(late_pledges(steps_of(pledges, Day::max()), iso("2023-03-10"), {true}).at(0).days, 10);
  EXPECT_TRUE(late_pledges(steps_of(pledges, iso("2023-01-31")), iso("2023-03-10"), {true}).empty())
      << "as known before the day was moved";
}

TEST(DuePledges, WithinSoManyDays) {
  const auto due = [](const std::vector<std::string>& lines, std::string_view on, int within) {
    const std::vector pledges{pledge_of(lines)};
    return due_pledges(steps_of(pledges, Day::max()), iso(on), within, {true}).size();
  };
  const std::vector<std::string> open{"announced 14 on 2023-01-25", "due 2023-03-31"};
  EXPECT_EQ(due(open, "2023-03-01", 29), 0U);
  EXPECT_EQ(due(open, "2023-03-01", 30), 1U);
  EXPECT_EQ(due(open, "2023-03-31", 0), 1U);
  EXPECT_EQ(due(open, "2023-04-01", 30), 0U) << "that is late";
  EXPECT_EQ(
      due({"announced 14 on 2023-01-25", "due 2023-03-31", "delivered 14 on 2023-02-01"}, "2023-03-01", 90),
      0U);
  EXPECT_EQ(
      due({"announced 14 on 2023-01-25", "due 2023-03-31", "cancelled on 2023-02-01"}, "2023-03-01", 90), 0U);
}

}  // namespace
}  // namespace casus::evidence
