// Tables of pledges: what a file may leave out, and how its faults are told.
#include "evidence/pledge_table.h"

#include "model/model.h"
#include "store_support.h"

namespace casus::evidence::pledge_table_test {
namespace {

using namespace test;

struct Told {
  std::optional<std::vector<Pledge>> pledges;
  std::vector<std::string> faults;  ///< as `C0703 message`
};

Told read(const std::string& text, const PledgeTableOptions& options = {}) {
  const Model model = few_states();
  diag::Sink sink;
  std::size_t at = 0;
  Told told;
  told.pledges = read_pledges(
      "a.csv",
      [&](std::span<char> into) {
        const std::size_t count = std::min(into.size(), text.size() - at);
        std::copy_n(text.data() + at, count, into.data());
        at += count;
        return count;
      },
      model, options, sink);
  for (const auto& d : sink.all()) told.faults.push_back(diag::label(d.code) + " " + d.message);
  return told;
}

std::string only_fault(const std::string& text) {
  const auto told = read(text);
  EXPECT_FALSE(told.pledges.has_value());
  EXPECT_EQ(told.faults.size(), 1u) << text;
  return told.faults.empty() ? std::string() : told.faults.front();
}

constexpr std::string_view header = "pledge,by,to,entry,quantity,on,source\n";

TEST(PledgeTable, FewColumnsAreEnough) {
  const auto told =
      read(std::string(header) + "leo,DEU,UKR,announced,14,2023-01-25,s\nleo,,,delivered,2.5,2023-02,t\n");
  ASSERT_TRUE(told.pledges.has_value()) << told.faults.front();
  EXPECT_EQ(lines_of(*told.pledges),
            "leo [leo|DEU|UKR||unspecified||||||]\n"
            "  1 announced q=14000 exact on 2023-01-25 known 2023-01-25 unspecified [|||s|]\n"
            "  2 delivered q=2500 exact on 2023-02 known 2023-02-28 unspecified [|||t|]\n");
}

TEST(PledgeTable, ColumnsInAnyOrderAndOptions) {
  const auto told = read(
      "source,on,entry,to,by,pledge,origin,known,corrects,number\n"
      "s,2023-01-25,announced,UKR,DNK NLD,p,,,,7\n"
      "s,2023-01-26,withdrawn,UKR,DNK+NLD,p,,2024-01-01,7,8\n"
      "s,2024-03-31,due,,,p,,,,9\n",
      {.origin = "mine", .known = day("2023-06-01")});
  ASSERT_TRUE(told.pledges.has_value()) << told.faults.front();
  EXPECT_EQ(lines_of(*told.pledges),
            "p [p|DNK NLD|UKR||unspecified||||mine||]\n"
            "  7 announced q=- exact on 2023-01-25 known 2023-06-01 unspecified [|||s|]\n"
            "  8 withdrawn q=- exact on 2023-01-26 known 2024-01-01 unspecified [|||s|] corrects 7\n"
            "  9 due q=- exact on 2024-03-31 known 2023-06-01 unspecified [|||s|]\n");
}

TEST(PledgeTable, DueIsKnownFromTheStart) {
  const auto told = read(std::string(header) + "leo,DEU,UKR,due,,2023-01-25,s\n");
  EXPECT_EQ(told.pledges->front().entries.front().known, Day::min());
}

TEST(PledgeTable, APledgeWithoutEntries) {
  const auto told = read(std::string(header) + "leo,DEU,UKR,,,,\n");
  ASSERT_TRUE(told.pledges.has_value());
  EXPECT_EQ(lines_of(*told.pledges), "leo [leo|DEU|UKR||unspecified||||||]\n");
}

TEST(PledgeTable, FaultsNameRowAndColumn) {
  const auto row = [](const std::string& text) { return only_fault(std::string(header) + text + "\n"); };
  EXPECT_EQ(row("leo,DUE,UKR,announced,14,2023-01-25,s"),
            "C0703 a.csv, row 2, column `by`: `DUE` is no state that casus knows");
  EXPECT_EQ(row("leo,DEU,UKR,anounced,14,2023-01-25,s"),
            "C0703 a.csv, row 2, column `entry`: `anounced` is no stage, nor due, late or withdrawn");
  EXPECT_EQ(row("leo,DEU,UKR,announced,\"1,400\",2023-01-25,s"),
            "C0703 a.csv, row 2, column `quantity`: `1,400` is no number");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,25.01.2023,s"),
            "C0703 a.csv, row 2, column `on`: `25.01.2023` is no day");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,2023-02-30,s"),
            "C0703 a.csv, row 2, column `on`: `2023-02-30` is no day");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,,s"),
            "C0703 a.csv, row 2, column `on`: no value, and each entry has a day");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,2023-01-25,"),
            "C0703 a.csv, row 2, column `source`: no value, and each entry names its source");
  EXPECT_EQ(row("leo,,UKR,announced,14,2023-01-25,s"),
            "C0703 a.csv, row 2, column `by`: no value, and the first row of a pledge says it");
  EXPECT_EQ(row("two words,DEU,UKR,announced,14,2023-01-25,s"),
            "C0703 a.csv, row 2, column `pledge`: `two words` is no name");
  EXPECT_EQ(row("leo,DEU,UKR,,14,2023-01-25,"),
            "C0703 a.csv, row 2, column `entry`: the row tells something, and not what");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,2023-01-25,s\nleo,DNK,,delivered,1,2023,s"),
            "C0809 a.csv, row 3, column `by`: `DNK`, and row 2 says `DEU` of the same pledge");
  EXPECT_EQ(row("leo,DEU,UKR,announced,14,2023-01-25"), "C0702 a.csv, row 2: 6 values, the header has 7");
}

TEST(PledgeTable, FaultsOfMoneyAndCorrections) {
  const auto row = [](const std::string& columns, const std::string& text) {
    return only_fault("pledge,by,to,entry,on,source," + columns + "\nleo,DEU,UKR,announced,2023-01-25,s," +
                      text + "\n");
  };
  EXPECT_EQ(row("amount,currency", "3.3,"),
            "C0809 a.csv, row 2, column `currency`: no value, and an amount has a currency");
  EXPECT_EQ(row("amount,currency", ",EUR"),
            "C0809 a.csv, row 2, column `currency`: it is about money, and there is no amount");
  EXPECT_EQ(row("amount,currency,constant_year", "1,EUR,21"),
            "C0703 a.csv, row 2, column `constant_year`: `21` is no year");
  EXPECT_EQ(row("amount,currency,valuation", "1,EUR,cost"),
            "C0703 a.csv, row 2, column `valuation`: `cost` is none of its values");
  EXPECT_EQ(row("bound", "least"), "C0703 a.csv, row 2, column `bound`: `least` is none of its values");
  EXPECT_EQ(row("in_all", "yes"), "C0703 a.csv, row 2, column `in_all`: `yes` is not 0 or 1");
  EXPECT_EQ(row("corrects", "1"), "C0809 a.csv, row 2, column `corrects`: entry 1 does not come before it");
  EXPECT_EQ(row("corrects", "x"), "C0703 a.csv, row 2, column `corrects`: `x` is no number of an entry");
  EXPECT_EQ(row("number", "1\nleo,DEU,UKR,delivered,2024,s,"),
            "C0809 a.csv, row 3, column `number`: some rows have a number, and some have none");
  EXPECT_EQ(row("number", "1\nleo,DEU,UKR,delivered,2024,s,1"),
            "C0809 a.csv, row 3, column `number`: a second entry of the number 1");
  EXPECT_EQ(only_fault("pledge,by,to,entry,on,source\nleo,DEU,UKR,withdrawn,2023,s\n"),
            "C0809 a.csv, row 2, column `corrects`: no value, and an entry that withdraws says which");
}

TEST(PledgeTable, FaultsOfTheHeader) {
  EXPECT_EQ(only_fault("pledge,by,to,entry,quantty,on,source\n"),
            "C0702 a.csv, row 1, column 5: `quantty` is no column of a table of pledges");
  EXPECT_EQ(only_fault("pledge,by,to,entry,on\nleo,DEU,UKR,announced,2023\n"),
            "C0702 a.csv, row 1: without the column source");
  EXPECT_EQ(only_fault(""), "C0701 a.csv is empty");
  EXPECT_EQ(only_fault("pledge;by;to;entry;on;source\n").substr(0, 5), "C0702");
}

TEST(PledgeTable, CodesOfIati) {
  const auto of = [](Stage stage_of, bool goods, bool counts = true, bool in_all = false) {
    auto entry = stage(stage_of, std::nullopt, "2023");
    entry.money = Money{.amount = 1000, .currency = "EUR", .constant_year = {}};
    entry.in_all = in_all;
    auto of_pledge = pledge("p");
    if (!goods) of_pledge.item.clear();
    return std::string(iati_transaction_type(of_pledge, entry, counts));
  };
  EXPECT_EQ(of(Stage::announced, true), "12");
  EXPECT_EQ(of(Stage::committed, false), "2");
  EXPECT_EQ(of(Stage::delivered, false), "3");
  EXPECT_EQ(of(Stage::delivered, true), "4");
  // The same money on its way, a sum reached in all, and what no longer counts are no transactions.
  for (const auto stage_of :
       {Stage::allocated, Stage::contracted, Stage::shipped, Stage::cancelled, Stage::replaced})
    EXPECT_EQ(of(stage_of, true), "");
  EXPECT_EQ(of(Stage::committed, false, true, true), "");
  EXPECT_EQ(of(Stage::committed, false, false), "");
  EXPECT_EQ(iati_transaction_type(pledge("p"), stage(Stage::delivered, 1000, "2023"), true), "")
      << "no money";
}

TEST(PledgeTable, HeaderIsTheListOfColumns) {
  std::vector<std::string> names;
  for (const auto& column : pledge_columns_of_table()) {
    names.emplace_back(column.name);
    EXPECT_FALSE(column.what.empty());
  }
  EXPECT_EQ(pledge_header(), names);
}

}  // namespace
}  // namespace casus::evidence::pledge_table_test
