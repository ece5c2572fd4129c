#include "picture/layout.h"

#include <gtest/gtest.h>

#include <cmath>

namespace casus::picture {
namespace {

using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

double between(const std::vector<Point>& at, std::size_t a, std::size_t b) {
  return std::hypot(at[a].x - at[b].x, at[a].y - at[b].y);
}

TEST(SpringLayout, NothingAndOne) {
  EXPECT_TRUE(spring_layout(0, {}).empty());
  const auto one = spring_layout(1, Edges{{0, 0}});
  ASSERT_EQ(one.size(), 1u);
  EXPECT_TRUE(std::isfinite(one[0].x) && std::isfinite(one[0].y));
}

TEST(SpringLayout, TwoGroupsStandApart) {
  Edges edges;
  for (std::size_t a = 0; a < 6; ++a)
    for (std::size_t b = a + 1; b < 6; ++b) {
      edges.emplace_back(2 * a, 2 * b);          // the even ones
      edges.emplace_back(2 * a + 1, 2 * b + 1);  // the odd ones
    }
  const auto at = spring_layout(12, edges);
  double within = 0, across = 1;
  for (std::size_t a = 0; a < 12; ++a)
    for (std::size_t b = a + 1; b < 12; ++b)
      if ((a + b) % 2 == 0)
        within = std::max(within, between(at, a, b));
      else
        across = std::min(across, between(at, a, b));
  EXPECT_LT(within, across * 3);
  for (std::size_t a = 0; a < 12; ++a) {
    double nearest_own = 1, nearest_other = 1;
    for (std::size_t b = 0; b < 12; ++b)
      if (a != b)
        ((a + b) % 2 == 0 ? nearest_own : nearest_other) =
            std::min((a + b) % 2 == 0 ? nearest_own : nearest_other, between(at, a, b));
    EXPECT_LT(nearest_own, nearest_other) << a;
  }
}

TEST(SpringLayout, StaysOnThePageAndTellsEveryNodeApart) {
  Edges edges;
  for (std::size_t i = 1; i < 190; ++i) edges.emplace_back(i * 7 % i, i);
  const auto at = spring_layout(200, edges);
  for (std::size_t a = 0; a < at.size(); ++a) {
    EXPECT_TRUE(at[a].x >= -1e-9 && at[a].x <= 1 + 1e-9 && at[a].y >= -1e-9 && at[a].y <= 1 + 1e-9) << a;
    for (std::size_t b = 0; b < a; ++b) EXPECT_GT(between(at, a, b), 1e-4) << a << " " << b;
  }
}

TEST(SpringLayout, IsTheSameEveryTimeAndHeedsNoDirection) {
  const Edges edges{{0, 1}, {1, 2}, {2, 0}, {3, 4}};
  const Edges turned{{1, 0}, {2, 1}, {0, 2}, {4, 3}, {4, 3}};
  const auto a = spring_layout(6, edges), b = spring_layout(6, turned);
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_EQ(a[i].x, b[i].x);
    EXPECT_EQ(a[i].y, b[i].y);
  }
}

}  // namespace
}  // namespace casus::picture
