// Codes are never keys: a look-up is (system, code, day), and several states may bear one code.
#include <gtest/gtest.h>

#include <algorithm>

#include "support/world.h"

namespace casus::model {
namespace {

using support::world;
using List = std::vector<std::string>;

List find(CodeSystem system, std::string_view code, std::optional<Day> day) {
  List found;
  for (auto id : find_by_code(world().model(), system, code, day)) found.push_back(world().model()[id].code);
  std::ranges::sort(found);
  return found;
}

TEST(Codes, ANumberPassesFromStateToState) {
  EXPECT_EQ(find(CodeSystem::cow, "255", day_of(1850, 6, 1)), List{"PRU"});
  EXPECT_EQ(find(CodeSystem::cow, "255", day_of(1900, 6, 1)), List{"DEU"});
  EXPECT_EQ(find(CodeSystem::cow, "255", day_of(1970, 6, 1)), List{});
  EXPECT_EQ(find(CodeSystem::cow, "260", day_of(1970, 6, 1)), List{"DEU"});
  EXPECT_EQ(find(CodeSystem::cow, "365", day_of(1914, 6, 1)), List{"RUS"});
  EXPECT_EQ(find(CodeSystem::cow, "365", day_of(1950, 6, 1)), List{"SUN"});
  EXPECT_EQ(find(CodeSystem::cow, "365", day_of(2000, 6, 1)), List{"RUS"});
  EXPECT_EQ(find(CodeSystem::gw, "365", day_of(2000, 6, 1)), List{"RUS"});
}

TEST(Codes, WithoutADayACodeMayBeAmbiguous) {
  EXPECT_EQ(find(CodeSystem::cow, "255", std::nullopt), (List{"DEU", "PRU"}));
  EXPECT_EQ(find(CodeSystem::cow, "365", std::nullopt), (List{"RUS", "SUN"}));
  EXPECT_EQ(find(CodeSystem::cow, "999", std::nullopt), List{});
}

TEST(Codes, ExtinctStatesEndAndAreContinued) {
  const auto exists = [&](const char* code, int y, int m, int d) {
    return exists_on(world().model()[world().state(code)], *day_of(y, m, d));
  };
  EXPECT_TRUE(exists("SUN", 1991, 12, 25));
  EXPECT_FALSE(exists("SUN", 1991, 12, 26));
  EXPECT_TRUE(exists("RUS", 1991, 12, 26));
  EXPECT_FALSE(exists("RUS", 1950, 1, 1));
  EXPECT_TRUE(exists("CSK", 1992, 12, 31));
  EXPECT_FALSE(exists("CSK", 1993, 1, 1));
  EXPECT_FALSE(exists("DDR", 1990, 10, 3));
  EXPECT_TRUE(exists("POL", 1942, 1, 1));  // occupied, not extinct
  EXPECT_FALSE(exists("AUH", 1919, 1, 1));
}

}  // namespace
}  // namespace casus::model
