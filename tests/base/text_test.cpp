#include "base/text.h"

#include <gtest/gtest.h>

namespace casus {
namespace {

TEST(Text, IsCutBetweenCharacters) {
  EXPECT_EQ(shortened("assist", 6), "assist");
  EXPECT_EQ(shortened("assistance", 8), "assis...");
  EXPECT_EQ(shortened("Україна", 14), "Україна");
  EXPECT_EQ(shortened("Україна", 10), "Укр...");
  EXPECT_EQ(shortened("Україна", 9), "Укр...");
  EXPECT_EQ(shortened("Україна", 8), "Ук...");
}

}  // namespace
}  // namespace casus
