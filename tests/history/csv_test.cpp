// Rows of comma-separated values: what ends them, what holds them together, what is refused.
#include <gtest/gtest.h>

#include <vector>

#include "support.h"

namespace casus::tables::csv_test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Read {
  Rows rows;
  std::vector<std::size_t> numbers;
  std::optional<CsvFault> fault;
};

Read read(const std::string& text, std::size_t piece = SIZE_MAX) {
  Read result;
  result.fault =
      read_csv(test::bytes_of(text, piece), [&](std::size_t row, std::span<const std::string_view> fields) {
        result.numbers.push_back(row);
        result.rows.emplace_back(fields.begin(), fields.end());
        return true;
      });
  return result;
}

TEST(Csv, EveryLineEndMeansTheSame) {
  const Rows expected = {{"a", "b"}, {"1", "2"}, {"3", ""}};
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto found = read("a,b" + end + "1,2" + end + "3," + end);
    EXPECT_FALSE(found.fault);
    EXPECT_EQ(found.rows, expected);
    EXPECT_EQ(read("a,b" + end + "1,2" + end + "3,").rows, expected) << "without an end of the last line";
  }
}

TEST(Csv, QuotationMarksHoldCommasLinesAndThemselves) {
  const auto found = read("\"a,b\",\"c\nd\",\"e \"\"f\"\"\"\n");
  EXPECT_FALSE(found.fault);
  EXPECT_EQ(found.rows, (Rows{{"a,b", "c\nd", "e \"f\""}}));
}

TEST(Csv, AByteOrderMarkIsPassedOver) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n")
                .rows,
            (Rows{{"a", "b"}}));
}

TEST(Csv, RowsAreCountedFromTheHeader) {
  EXPECT_EQ(read("a\n1\n2\n").numbers, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(Csv, WhatIsNoTextIsRefused) {
  const auto latin = read("a,b\n1,\xE9\n");
  ASSERT_TRUE(latin.fault);
  EXPECT_EQ(latin.fault->row, 2u);
  EXPECT_EQ(latin.fault->column, 2u);
  EXPECT_NE(latin.fault->message.find("0xe9"), std::string::npos) << latin.fault->message;
  EXPECT_TRUE(read(std::string("a,b\n1,\0\n", 8)).fault);
}

TEST(Csv, ZerosWithoutEndAreRefusedAtOnce) {
  std::size_t asked = 0;
  const auto zeros = [&](std::span<char> into) {
    std::fill(into.begin(), into.end(), '\0');
    return asked += into.size(), into.size();
  };
  EXPECT_TRUE(read_csv(zeros, [](std::size_t, std::span<const std::string_view>) { return true; }));
  EXPECT_LT(asked, std::size_t{1} << 20);
}

TEST(Csv, ARowWithoutEndIsRefusedWithoutKeepingIt) {
  std::size_t asked = 0;
  const auto letters = [&](std::span<char> into) {
    std::fill(into.begin(), into.end(), 'x');
    return asked += into.size(), into.size();
  };
  const auto fault = read_csv(letters, [](std::size_t, std::span<const std::string_view>) { return true; });
  ASSERT_TRUE(fault);
  EXPECT_EQ(fault->row, 1u);
  EXPECT_LT(asked, std::size_t{4} << 20);
}

TEST(Csv, AQuotationMarkThatIsNeverClosed) {
  const auto found = read("a,b\n1,\"2\n3,4\n");
  ASSERT_TRUE(found.fault);
  EXPECT_EQ(found.fault->row, 2u);
  EXPECT_TRUE(read("a\n1\"2\n").fault) << "a mark in the middle of a value";
}

}  // namespace
}  // namespace casus::tables::csv_test
