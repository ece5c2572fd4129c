#include "base/suggest.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace casus {
namespace {

TEST(Suggest, DistanceCountsLettersAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("assist", "assist"), 0u);
  EXPECT_EQ(edit_distance("asist", "assist"), 1u);
  EXPECT_EQ(edit_distance("assits", "assist"), 1u);
  EXPECT_EQ(edit_distance("Assist", "assist"), 0u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("ca", "abc"), 3u);  // optimal string alignment edits no swapped pair again
}

TEST(Suggest, NearestOfAClosedList) {
  constexpr std::array<std::string_view, 4> words = {"assist", "consult", "stay_neutral", "use_force"};
  EXPECT_EQ(nearest("asist", words), "assist");
  EXPECT_EQ(nearest("STAY_NEUTRAL", words), "stay_neutral");
  EXPECT_EQ(nearest("consutl", words), "consult");
  EXPECT_EQ(nearest("blockade", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest(std::string(65, 'a'), words), "");
  EXPECT_EQ(nearest("assist", {}), "");
}

TEST(Suggest, TiesGoToTheFirst) {
  constexpr std::array<std::string_view, 2> words = {"party", "parts"};
  EXPECT_EQ(nearest("part", words), "party");
}

}  // namespace
}  // namespace casus
