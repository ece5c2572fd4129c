#include <gtest/gtest.h>

#include "../history/support.h"
#include "evidence/rates.h"

namespace casus::evidence::rates_test {
namespace {

constexpr std::string_view header = "currency,base,rate,on,source\n";

std::optional<Rates> read(const std::string& rows, std::vector<std::string>& codes) {
  diag::Sink sink;
  auto rates = Rates::read("rates.csv", test::bytes_of(std::string(header) + rows), sink);
  for (const auto& fault : sink.all()) {
    codes.push_back(diag::label(fault.code));
    EXPECT_TRUE(fault.message.starts_with("rates.csv, row ")) << fault.message;
    if (fault.code >= diag::Code::unknown_currency) {
      EXPECT_FALSE(fault.hint.empty());
    }
  }
  return rates;
}

Day day(int month, int number) { return *day_of(2023, month, number); }

TEST(Rates, TheNewestThatIsNotAfterTheDay) {
  std::vector<std::string> codes;
  const auto rates =
      read("USD,EUR,0.94,2023-03-01,ECB\nUSD,EUR,0.92,2023-01-02,ECB\nGBP,EUR,1.13,2023-01-02,ECB\n", codes);
  ASSERT_TRUE(rates);
  EXPECT_EQ(rates->base(), "EUR");
  EXPECT_EQ(rates->rate("USD", day(1, 1)), nullptr);
  EXPECT_EQ(rates->rate("USD", day(2, 28))->rate, 920'000'000);
  EXPECT_EQ(rates->rate("USD", day(3, 1))->rate, 940'000'000);
  EXPECT_EQ(rates->rate("PLN", day(3, 1)), nullptr);
  EXPECT_EQ(rate_words(*rates->rate("USD", day(3, 1)), "EUR"), "1 USD = 0.94 EUR on 2023-03-01 (ECB)");
}

TEST(Rates, SumsAreExactToTheThousandth) {
  std::vector<std::string> codes;
  const auto rates = read("USD,EUR,0.333333333,2023-01-02,ECB\n", codes);
  ASSERT_TRUE(rates);
  EXPECT_EQ(rates->convert({"USD"}, 3'000, day(2, 1))->amount, 1'000);
  EXPECT_EQ(rates->convert({"USD"}, -3'000, day(2, 1))->amount, -1'000);
  EXPECT_EQ(rates->convert({"USD"}, 3'300'000'000'000, day(2, 1))->amount, 1'099'999'998'900);
  EXPECT_EQ(rates->convert({"EUR"}, 7, day(2, 1))->amount, 7);
  EXPECT_EQ(rates->convert({"EUR"}, 7, day(2, 1))->rate, nullptr);
  EXPECT_FALSE(rates->convert({"PLN"}, 7, day(2, 1)));
  EXPECT_FALSE(rates->convert({"USD"}, 7, day(1, 1)));
  EXPECT_FALSE(rates->convert({"USD", 2021}, 7, day(2, 1))) << "prices of a year are no sum of a day";
}

TEST(Rates, WhatCannotBeUsed) {
  const auto codes = [](const std::string& rows) {
    std::vector<std::string> found;
    EXPECT_FALSE(read(rows, found));
    return found;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(codes("USD,EUR,0.92,2023-01-02,ECB\nGBP,USD,1.2,2023-01-02,ECB\n"), List{"C0818"});
  EXPECT_EQ(codes("USD,EUR,0,2023-01-02,ECB\n"), List{"C0818"});
  EXPECT_EQ(codes("USD,EUR,-1,2023-01-02,ECB\n"), List{"C0818"});
  EXPECT_EQ(codes("USD,EUR,about one,2023-01-02,ECB\n"), List{"C0818"});
  EXPECT_EQ(codes("USD,EUR,0.92,2023-01-02,\n"), List{"C0818"});
  EXPECT_EQ(codes("EUR,EUR,1,2023-01-02,ECB\n"), List{"C0818"});
  EXPECT_EQ(codes("TIV,EUR,1000000,2023-01-02,SIPRI\n"), List{"C0817"});
  EXPECT_EQ(codes("EURO,EUR,1,2023-01-02,ECB\n"), List{"C0817"});
  EXPECT_EQ(codes("USD,EUR,0.92,2023-02-30,ECB\n"), List{"C0703"});
  EXPECT_EQ(codes("USD,EUR,0.92,2023-01-02,ECB\nUSD,EUR,0.93,2023-01-02,ECB\n"), List{"C0705"});
}

}  // namespace
}  // namespace casus::evidence::rates_test
