// Decimal numbers in thousandths: exact, or not read at all.
#include "base/decimal.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(Decimal, IsReadExactly) {
  EXPECT_EQ(read_thousandths("14"), 14'000);
  EXPECT_EQ(read_thousandths("3.3", 1'000'000'000), 3'300'000'000'000);
  EXPECT_EQ(read_thousandths("0.000001", 1'000'000'000), 1'000'000);
  EXPECT_EQ(read_thousandths("2.6e-05", 1'000'000'000), 26'000'000);
  EXPECT_EQ(read_thousandths("1E3"), 1'000'000);
  EXPECT_EQ(read_thousandths("-0.125"), -125);
  EXPECT_EQ(read_thousandths("0.0000"), 0);
  EXPECT_EQ(read_thousandths("9223372036854775.807"), INT64_MAX);
}

TEST(Decimal, WhatIsNoneOrTooFineOrTooLargeIsRefused) {
  for (const auto* text : {"", ".", "-", "1.2.3", "1,5", "12a", "e5", "1e", "0.0001", "9223372036854775.808",
                           "1e40", "123456789012345678901234567890123456789"})
    EXPECT_EQ(read_thousandths(text), std::nullopt) << text;
}

TEST(Decimal, IsWrittenWithoutAnEmptyFraction) {
  EXPECT_EQ(thousandths_to_text(3'300'000'000'000), "3300000000");
  EXPECT_EQ(thousandths_to_text(2'500), "2.5");
  EXPECT_EQ(thousandths_to_text(-125), "-0.125");
  EXPECT_EQ(thousandths_to_text(7), "0.007");
  EXPECT_EQ(thousandths_to_text(0), "0");
  for (const std::int64_t value : {INT64_MAX, INT64_MIN + 1, std::int64_t{1'010}})
    EXPECT_EQ(read_thousandths(thousandths_to_text(value)), value);
}

}  // namespace
}  // namespace casus
