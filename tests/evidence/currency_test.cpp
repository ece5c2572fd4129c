#include <gtest/gtest.h>

#include "model/currency.h"

namespace casus::model {
namespace {

TEST(Currency, CurrentOnesWithdrawnOnesAndUnitsOfAccount) {
  for (const auto* code : {"AED", "EUR", "USD", "UAH", "ZWG", "XDR", "XCG"})
    EXPECT_TRUE(is_currency(code)) << code;
  for (const auto* code : {"DEM", "SUR", "HRK", "BGL", "XEU", "ZWR"}) EXPECT_TRUE(is_currency(code)) << code;
}

TEST(Currency, NothingElse) {
  // Across two codes of the list, in small letters, with a blank, metals, tests.
  for (const auto* code :
       {"", "E", "EU", "EURO", "eur", "ED ", " AE", "DAF", "XAU", "XTS", "XXX", "TIV", "QQQ"})
    EXPECT_FALSE(is_currency(code)) << code;
}

TEST(Currency, ATrendIndicatorValueIsNoMoney) {
  EXPECT_NE(why_no_currency("TIV").message.find("not money"), std::string_view::npos);
  EXPECT_EQ(why_no_currency("EURO").message, "is no currency");
}

}  // namespace
}  // namespace casus::model
