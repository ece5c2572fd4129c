#include "base/state_set.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace casus {
namespace {

StateSet set_of(std::initializer_list<std::size_t> members) {
  StateSet set;
  for (auto i : members) set.insert(i);
  return set;
}

std::vector<std::size_t> listed(const StateSet& set) {
  std::vector<std::size_t> members;
  set.for_each([&](std::size_t i) { members.push_back(i); });
  return members;
}

TEST(StateSet, HoldsWhatWasPutIn) {
  StateSet set;
  EXPECT_TRUE(set.empty());
  const std::size_t last = StateSet::capacity - 1;
  for (std::size_t i : {std::size_t{0}, std::size_t{63}, std::size_t{64}, last}) set.insert(i);
  set.insert(63);
  EXPECT_EQ(set.size(), 4u);
  EXPECT_TRUE(set.contains(last));
  EXPECT_FALSE(set.contains(1));
  EXPECT_EQ(listed(set), (std::vector<std::size_t>{0, 63, 64, last}));
  set.erase(63);
  set.erase(62);
  EXPECT_EQ(listed(set), (std::vector<std::size_t>{0, 64, last}));
}

TEST(StateSet, UnionIntersectionDifference) {
  const StateSet a = set_of({1, 64, 200}), b = set_of({64, 200, 300});
  EXPECT_EQ(a | b, set_of({1, 64, 200, 300}));
  EXPECT_EQ(a & b, set_of({64, 200}));
  EXPECT_EQ(a - b, set_of({1}));
  EXPECT_EQ(b - a, set_of({300}));
  EXPECT_TRUE(a.intersects(b));
  EXPECT_FALSE(a.intersects(set_of({2, 65})));
  EXPECT_FALSE(a.intersects({}));
  EXPECT_TRUE((a - a).empty());
}

}  // namespace
}  // namespace casus
