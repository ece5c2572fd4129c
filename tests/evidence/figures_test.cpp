// Figures as they are told: rounded to the tenth of a unit that fits, and never beyond it.
#include <gtest/gtest.h>

#include "tool/pledge_books.h"

namespace casus::tool {
namespace {

std::string units(std::int64_t amount) { return sum_words(amount * 1000); }

TEST(Figures, InTheUnitThatFits) {
  EXPECT_EQ(units(0), "0");
  EXPECT_EQ(units(999), "999");
  EXPECT_EQ(units(10'000), "10,000");
  EXPECT_EQ(units(999'949), "999,949");
  EXPECT_EQ(units(999'950), "1.0 mn");
  EXPECT_EQ(units(1'250'000), "1.3 mn");
  EXPECT_EQ(units(999'949'999), "999.9 mn");
  EXPECT_EQ(units(999'950'000), "1.0 bn");
  EXPECT_EQ(units(547'983'846'000), "548.0 bn");
  EXPECT_EQ(units(358'399'501'000), "358.4 bn");
  EXPECT_EQ(units(-124'200'000), "-124.2 mn");
  EXPECT_EQ(sum_words(2'500), "2.5");
  EXPECT_EQ(sum_words(-125), "-0.125");
  EXPECT_EQ(sum_words(std::numeric_limits<std::int64_t>::min()), "-9223372.0 bn");
}

TEST(Figures, WithHowTheyAreMeant) {
  EXPECT_EQ(bound_words(14'000, model::Bound::at_least), "at least 14");
  EXPECT_EQ(bound_words(14'000, model::Bound::exact), "14");
  EXPECT_EQ(kind_words({"EUR", std::nullopt, model::Valuation::estimate}), "EUR, estimated");
  EXPECT_EQ(kind_words({"USD", 2021, model::Valuation::acquisition}),
            "USD in prices of 2021, at what it cost");
}

TEST(Figures, ColumnsAreAsWideAsTheirWidestCell) {
  EXPECT_EQ(figure_table({{"EUR", "committed"}, {"all", "1.0 bn"}, {"Türkiye", "–"}}, 2),
            "  EUR       committed\n  all          1.0 bn\n  Türkiye           –\n");
}

}  // namespace
}  // namespace casus::tool
