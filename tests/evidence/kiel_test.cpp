// The Ukraine Support Tracker: on files made by hand in its columns, and on the release itself where CASUS_DATA has it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "../history/support.h"
#include "../support/world.h"
#include "evidence/kiel.h"
#include "evidence/standing.h"

namespace casus::evidence::kiel_test {
namespace {

std::string fixture(const std::string& name) {
  std::ifstream file(std::filesystem::path(CASUS_FIXTURES) / "kiel" / name, std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Read {
  std::optional<std::vector<KielImport>> imports;
  std::vector<std::string> faults;
};

Read read(const std::vector<std::pair<std::string, std::string>>& texts, std::optional<Day> known = {}) {
  diag::Sink sink;
  std::vector<KielFile> files;
  for (const auto& [name, text] : texts) files.push_back({name, test::bytes_of(text)});
  Read result{read_kiel(files, support::world().model(), {known, *day_of(2023, 6, 1)}, sink), {}};
  for (const auto& fault : sink.all()) result.faults.push_back(diag::label(fault.code) + " " + fault.message);
  EXPECT_EQ(result.imports.has_value(), result.faults.empty());
  return result;
}

Read read_explorer(const std::string& rows) {
  const std::string whole = fixture("months.csv");
  return read({{"data_explorer.csv", whole.substr(0, whole.find('\n') + 1) + rows + "\n"}});
}

/// Sums of a stage in euros, by category.
std::map<Category, Thousandths> sums(const std::vector<Pledge>& pledges, Stage stage) {
  std::map<Category, Thousandths> result;
  const auto steps = steps_of(pledges, Day::max());
  for (std::size_t p = 0; p < pledges.size(); ++p)
    for (const auto& cell : standing_of(steps.of(p), Day::max()).money)
      if (cell.stage == stage) result[cell.category] += cell.amount;
  return result;
}

TEST(Kiel, OnePledgeADonorWithItsMonths) {
  const auto result =
      read({{"data_explorer.csv", fixture("months.csv")}, {"release_info.csv", fixture("release.csv")}});
  ASSERT_TRUE(result.imports) << result.faults.front();
  ASSERT_EQ(result.imports->size(), 1U);
  const auto& [collection, pledges, rows] = result.imports->front();
  EXPECT_EQ(rows, 5U);
  EXPECT_EQ(collection.origin, "A Support Tracker, Release 7 (03/2023)");
  EXPECT_EQ(collection.release, "7");
  EXPECT_EQ(collection.covers, (std::vector{Stage::committed, Stage::allocated}));
  EXPECT_FALSE(collection.records(Stage::delivered));
  EXPECT_EQ(to_iso(*collection.to), "2023-04-01");
  EXPECT_EQ(collection.recipients, std::vector<std::string>{"UKR"});
  EXPECT_NE(collection.note.find("nothing found: IND"), std::string::npos) << collection.note;
  ASSERT_EQ(pledges.size(), 3U) << "Denmark, the Union, Turkey";
  const auto& denmark = pledges.front();
  EXPECT_EQ(denmark.name, "kiel_7_dnk");
  EXPECT_EQ(denmark.by, std::vector<std::string>{"DNK"});
  EXPECT_EQ(pledges[1].by, std::vector<std::string>{"EUU"});
  ASSERT_EQ(denmark.entries.size(), 4U);
  for (const auto& entry : denmark.entries) {
    EXPECT_EQ(to_iso(entry.known), "2023-04-20");
    EXPECT_EQ(entry.source, collection.origin);
    EXPECT_FALSE(entry.accepted.empty());
    EXPECT_EQ(entry.money->currency, "EUR");
  }
  EXPECT_EQ(to_iso(denmark.entries[0].on), "between 2023-01-01 and 2023-01-31");
  EXPECT_TRUE(faults_of(denmark).empty()) << "more allocated than committed, as the source says";
}

TEST(Kiel, DecimalsAreExact) {
  const auto result = read({{"data_explorer.csv", fixture("months.csv")}});
  ASSERT_TRUE(result.imports);
  const auto& pledges = result.imports->front().pledges;
  const auto committed = sums(pledges, Stage::committed), allocated = sums(pledges, Stage::allocated);
  EXPECT_EQ(committed.at(Category::unspecified), 18'500'002'000'000);
  EXPECT_EQ(allocated.at(Category::military), 200'000'000'000);
  EXPECT_EQ(allocated.at(Category::financial), 250'003'000'000) << "3e-06 is three thousand euros";
  EXPECT_EQ(allocated.at(Category::humanitarian), 100'001'000'000);
}

TEST(Kiel, SinceWhenItIsKnown) {
  const auto known = [](const Read& result) {
    return to_iso(result.imports->front().pledges.front().entries.front().known);
  };
  const std::pair explorer{std::string("a.csv"), fixture("months.csv")},
      release{std::string("b.csv"), fixture("release.csv")};
  EXPECT_EQ(known(read({explorer})), "2023-06-01") << "the day of import";
  EXPECT_EQ(known(read({explorer}, day_of(2023, 5, 2))), "2023-05-02");
  EXPECT_EQ(known(read({release, explorer}, day_of(2023, 5, 2))), "2023-04-20") << "the day of the release";
  EXPECT_EQ(read({explorer}).imports->front().collection.origin,
            "Ukraine Support Tracker, as known on 2023-06-01")
      << "figures of two releases are never one collection";
}

TEST(Kiel, WeaponsAreAnotherCollection) {
  const auto result = read({{"data_explorer.csv", fixture("months.csv")},
                            {"weapons.csv", fixture("arms.csv")},
                            {"release_info.csv", fixture("release.csv")}});
  ASSERT_TRUE(result.imports) << result.faults.front();
  ASSERT_EQ(result.imports->size(), 2U);
  const auto& weapons = result.imports->back();
  EXPECT_NE(weapons.collection.origin, result.imports->front().collection.origin);
  ASSERT_EQ(weapons.pledges.size(), 2U);
  const auto& howitzers = weapons.pledges.front();
  EXPECT_EQ(howitzers.name, "kiel_7_weapons_dnk_howitzers");
  EXPECT_EQ(howitzers.item, "Howitzers");
  ASSERT_EQ(howitzers.entries.size(), 3U);
  EXPECT_EQ(howitzers.entries[1].item, "Old howitzer (Norway)");
  EXPECT_EQ(howitzers.entries[1].quantity, 5'000);
  EXPECT_EQ(howitzers.entries[2].money->amount, 24'000'001'000);
  EXPECT_EQ(weapons.pledges.back().by, std::vector<std::string>{"CZE"});
  EXPECT_EQ(weapons.pledges.back().entries[0].item, "Modified tank (A/B/C)");
}

TEST(Kiel, FaultsNameFileRowAndColumn) {
  const auto fault = [](const Read& result) {
    return result.faults.size() == 1 ? result.faults.front() : fmt::format("{} faults", result.faults.size());
  };
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,1,0.3,0,0.1,0.2,0.5,0.1,1,1)")),
            "C0819 data_explorer.csv, row 2: `to_be_allocated` is 0.100000, and `commitments` less `total` "
            "is 0.200000");
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,1,0.4,0,0.1,0.2,0.5,0.1,1,1)")),
            "C0819 data_explorer.csv, row 2: `total` is 0.400000, and its three parts are 0.300000");
  EXPECT_EQ(
      fault(read_explorer(R"("Atlantis","ATL",2023,1,0.3,0,0.1,0.2,0.5,0.2,1,1)")),
      "C0203 data_explorer.csv, row 2, column `iso`: casus knows no state of the code `ATL` on 2023-01-31");
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,13,0.3,0,0.1,0.2,0.5,0.2,1,1)")),
            "C0703 data_explorer.csv, row 2, column `month`: 13 lies outside 1 to 12");
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,1,0.3,0,0.1,,0.5,0.2,1,1)")),
            "C0703 data_explorer.csv, row 2, column `military`: `` is no sum");
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,1,0.3,0,0.1,0.2,-0.5,-0.8,1,1)")),
            "C0703 data_explorer.csv, row 2, column `commitments`: `-0.5` lies below zero");
  EXPECT_EQ(fault(read_explorer(R"("Denmark","DNK",2023,1,0.3,0,0.1,0.2,0.5,0.200001,1,1)")), "0 faults")
      << "rounding";
  const std::string row = R"("Denmark","DNK",2023,1,0.3,0,0.1,0.2,0.5,0.2,1,1)";
  EXPECT_EQ(fault(read_explorer(row + "\n" + row)),
            "C0705 data_explorer.csv, row 3: a second row of iso DNK, year 2023, month 1");
}

TEST(Kiel, WeaponsHaveToAddUp) {
  const auto fault = [](const std::string& row) {
    const std::string whole = fixture("arms.csv");
    const auto result = read({{"weapons.csv", whole.substr(0, whole.find('\n') + 1) + row + "\n"}});
    return result.faults.empty() ? "" : result.faults.front();
  };
  EXPECT_EQ(fault(R"x("Denmark","Howitzers",25,1,"CAESAR (19); M109 (5)")x"),
            "C0819 weapons.csv, row 2: `number_of_weapons` is 25, and the list has 24");
  EXPECT_EQ(fault(R"x("Denmark","Howitzers",19,1,"CAESAR 19")x"),
            "C0703 weapons.csv, row 2, column `weapons_list`: `CAESAR 19` is no weapon with its number");
  EXPECT_EQ(fault(R"x("Denmark","Howitzers",19,1,"CAESAR (many)")x"),
            "C0703 weapons.csv, row 2, column `weapons_list`: `CAESAR (many)` is no weapon with its number");
  EXPECT_EQ(fault(R"x("Atlantis","Howitzers",19,1,"CAESAR (19)")x"),
            "C0203 weapons.csv, row 2, column `donor`: casus knows no state called `Atlantis`");
}

TEST(Kiel, FilesThatDoNotGoTogether) {
  const std::pair explorer{std::string("a.csv"), fixture("months.csv")};
  EXPECT_EQ(read({explorer, explorer}).faults,
            std::vector<std::string>{"C0705 a.csv: a second file of the same table"});
  EXPECT_EQ(read({{"r.csv", fixture("release.csv")}}).faults,
            std::vector<std::string>{"C0701 none of the files has pledges in it"});
  const std::string early = "release,period,date,label\n1,02/2023,2023-03-20,Release 1\n";
  EXPECT_EQ(read({explorer, {"r.csv", early}}).faults.size(), 1U) << "rows of months after the release";
  EXPECT_EQ(
      read({explorer, {"r.csv", "release,period,date,label\n1,2/23,2023-03-20,Release 1\n"}}).faults.size(),
      1U);
}

TEST(Kiel, Release29) {
  const auto explorer = test::data_file("kiel_ukraine/data_explorer.csv"),
             weapons = test::data_file("kiel_ukraine/weapons.csv"),
             release = test::data_file("kiel_ukraine/release_info.csv");
  if (!explorer || !weapons || !release) GTEST_SKIP() << "CASUS_DATA names no folder with the tracker";
  const auto result =
      read({{"data_explorer.csv", *explorer}, {"weapons.csv", *weapons}, {"release_info.csv", *release}});
  ASSERT_TRUE(result.imports) << result.faults.front();
  const auto& pledges = result.imports->front().pledges;
  Thousandths committed = 0, allocated = 0;
  for (const auto& [category, amount] : sums(pledges, Stage::committed)) committed += amount;
  for (const auto& [category, amount] : sums(pledges, Stage::allocated)) allocated += amount;
  EXPECT_EQ(committed, 547'983'846'000'000);
  EXPECT_EQ(allocated, 358'399'501'000'000);
  EXPECT_EQ(committed - allocated, 189'584'345'000'000);
  for (const auto& pledge : pledges) EXPECT_TRUE(faults_of(pledge).empty()) << pledge.name;
  Thousandths pieces = 0;
  for (const auto& pledge : result.imports->back().pledges)
    for (const auto& entry : pledge.entries) pieces += entry.quantity.value_or(0);
  EXPECT_EQ(pieces, 3'327'000);
}

}  // namespace
}  // namespace casus::evidence::kiel_test
