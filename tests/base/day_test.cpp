#include "base/day.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace casus {
namespace {

std::string shown(std::string_view text) {
  const DateReading reading = read_date(text);
  if (!reading.date) return reading.fault == DateFault::no_such_day ? "no such day" : "not a date";
  return to_iso(*reading.date) + (reading.date->uncertain ? " doubted" : "");
}

Day day(int y, int m, int d) { return *day_of(y, m, d); }

TEST(Day, LeapYearsFollowTheGregorianRule) {
  EXPECT_TRUE(day_of(2000, 2, 29));
  EXPECT_TRUE(day_of(2024, 2, 29));
  EXPECT_FALSE(day_of(1900, 2, 29));
  EXPECT_FALSE(day_of(2023, 2, 29));
}

TEST(Day, CalendarRunsBackBefore1582) {
  // The proleptic calendar knows no gap of ten days.
  EXPECT_EQ(day(1582, 10, 15).number - day(1582, 10, 4).number, 11);
  EXPECT_EQ(to_iso(day(1373, 6, 16)), "1373-06-16");
  EXPECT_TRUE(day_of(1200, 2, 29));
  EXPECT_FALSE(day_of(1100, 2, 29));
}

TEST(Day, OnlyYearsOfFourDigits) {
  EXPECT_TRUE(day_of(1000, 1, 1));
  EXPECT_TRUE(day_of(9999, 12, 31));
  EXPECT_FALSE(day_of(999, 12, 31));
  EXPECT_FALSE(day_of(10000, 1, 1));
  EXPECT_FALSE(day_of(1949, 0, 1));
  EXPECT_FALSE(day_of(1949, 13, 1));
  EXPECT_FALSE(day_of(1949, 4, 0));
  EXPECT_FALSE(day_of(1949, 4, 31));
  EXPECT_FALSE(day_of(1949, 4, 256 + 4));
}

TEST(Day, EveryDayReadsBackAsItIsWritten) {
  for (Day d = day(1000, 1, 1); d <= day(9999, 12, 31); d.number += 97) {
    const auto reading = read_date(to_iso(d));
    ASSERT_TRUE(reading.date) << to_iso(d);
    EXPECT_EQ(*reading.date, VagueDay::exact(d));
  }
}

TEST(Day, WordsAndOpenEnds) {
  EXPECT_EQ(to_words(day(2023, 2, 21)), "21 February 2023");
  EXPECT_EQ(to_iso(Day::min()), "");
  EXPECT_EQ(to_words(Day::max()), "");
  EXPECT_EQ(day(1970, 1, 1).number, 0);
}

struct Written {
  std::string_view text;
  std::string_view meaning;
  friend void PrintTo(const Written& written, std::ostream* out) { *out << written.text; }
};

class DateReadings : public testing::TestWithParam<Written> {};
TEST_P(DateReadings, AreAsExpected) {
  EXPECT_EQ(shown(GetParam().text), GetParam().meaning) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Edtf, DateReadings,
                         testing::Values(Written{"2023-02-21", "2023-02-21"},
                                         Written{"2023-02", "between 2023-02-01 and 2023-02-28"},
                                         Written{"2024-02", "between 2024-02-01 and 2024-02-29"},
                                         Written{"2023", "between 2023-01-01 and 2023-12-31"},
                                         Written{"198X", "between 1980-01-01 and 1989-12-31"},
                                         Written{"19XX", "between 1900-01-01 and 1999-12-31"},
                                         Written{"1XXX", "between 1000-01-01 and 1999-12-31"},
                                         Written{"2004-06-XX", "between 2004-06-01 and 2004-06-30"},
                                         Written{"2004-XX", "between 2004-01-01 and 2004-12-31"},
                                         Written{"2004-XX-XX", "between 2004-01-01 and 2004-12-31"},
                                         Written{"198X-06", "between 1980-06-01 and 1989-06-30"},
                                         Written{"1949-04-04~", "between 1949-03-20 and 1949-04-19"},
                                         Written{"1949-04~", "between 1949-03-01 and 1949-05-31"},
                                         Written{"1949~", "between 1948-01-01 and 1951-01-01"},
                                         Written{"1949?", "between 1949-01-01 and 1949-12-31 doubted"},
                                         Written{"1949-04-04?", "1949-04-04 doubted"},
                                         Written{"1949-04-04%",
                                                 "between 1949-03-20 and 1949-04-19 doubted"}));

INSTANTIATE_TEST_SUITE_P(
    Refused, DateReadings,
    testing::Values(Written{"", "not a date"}, Written{"~", "not a date"},
                    Written{"1900-02-29", "no such day"}, Written{"2023-04-31", "no such day"},
                    Written{"2023-13", "no such day"}, Written{"2023-00", "no such day"},
                    Written{"0999", "no such day"}, Written{"XXXX", "no such day"},
                    Written{"2023-2-21", "not a date"}, Written{"2023/02/21", "not a date"},
                    Written{"20230221", "not a date"}, Written{"2023-02-2X", "not a date"},
                    Written{"2X23", "not a date"}, Written{"198X-06-12", "not a date"},
                    Written{"2004-XX-12", "not a date"}, Written{"2004-0X", "not a date"},
                    Written{"21 Feb", "not a date"}, Written{"2023-02-21~~", "not a date"}));

TEST(Spell, IsClosedOpen) {
  const Spell spell{VagueDay::exact(day(1949, 4, 4)), VagueDay::exact(day(1966, 7, 1))};
  EXPECT_TRUE(spell.surely_contains(day(1949, 4, 4)));
  EXPECT_TRUE(spell.surely_contains(day(1966, 6, 30)));
  EXPECT_FALSE(spell.surely_contains(day(1966, 7, 1)));
  EXPECT_FALSE(spell.may_contain(day(1966, 7, 1)));
  EXPECT_FALSE(spell.may_contain(day(1949, 4, 3)));
}

TEST(Spell, OpenEndsHoldEveryDay) {
  const Spell always;
  EXPECT_TRUE(always.surely_contains(day(1000, 1, 1)));
  EXPECT_TRUE(always.surely_contains(day(9999, 12, 31)));
}

TEST(Spell, VagueEndsTellSureFromPossible) {
  const Spell spell{*read_date("1949-04").date, *read_date("1966").date};
  EXPECT_FALSE(spell.may_contain(day(1949, 3, 31)));
  EXPECT_TRUE(spell.may_contain(day(1949, 4, 1)));
  EXPECT_FALSE(spell.surely_contains(day(1949, 4, 29)));
  EXPECT_TRUE(spell.surely_contains(day(1949, 4, 30)));
  EXPECT_TRUE(spell.surely_contains(day(1965, 12, 31)));
  EXPECT_FALSE(spell.surely_contains(day(1966, 1, 1)));
  EXPECT_TRUE(spell.may_contain(day(1966, 12, 30)));
  EXPECT_FALSE(spell.may_contain(day(1966, 12, 31)));
}

}  // namespace
}  // namespace casus
