#include "picture/layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace casus::picture {

namespace {

constexpr int rounds = 400;

}  // namespace

std::vector<Point> spring_layout(std::size_t count,
                                 const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  std::vector<Point> at(count);
  if (count == 0) return at;
  std::set<std::pair<std::size_t, std::size_t>> joined;
  std::vector<std::size_t> degree(count);
  for (const auto& [a, b] : edges)
    if (a != b && joined.emplace(std::min(a, b), std::max(a, b)).second) {
      ++degree[a];
      ++degree[b];
    }
  for (std::size_t i = 0; i < count; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
    at[i] = {std::cos(angle), std::sin(angle)};
  }
  const double ideal = 2 / std::sqrt(static_cast<double>(count));
  std::vector<Point> force(count);
  for (int round = 0; round < rounds; ++round) {
    std::ranges::fill(force, Point{});
    for (std::size_t i = 0; i < count; ++i) {
      if (degree[i] == 0) continue;
      for (std::size_t j = i + 1; j < count; ++j) {
        if (degree[j] == 0) continue;
        const double x = at[i].x - at[j].x, y = at[i].y - at[j].y;
        const double push = ideal * ideal / std::max(x * x + y * y, 1e-6);
        force[i].x += x * push;
        force[i].y += y * push;
        force[j].x -= x * push;
        force[j].y -= y * push;
      }
    }
    for (const auto& [a, b] : joined) {
      const double x = at[a].x - at[b].x, y = at[a].y - at[b].y;
      // Of a state with many edges each pulls less, or all of the world would lie on one spot.
      const double pull =
          std::hypot(x, y) / ideal / std::sqrt(static_cast<double>(std::min(degree[a], degree[b])));
      force[a].x -= x * pull;
      force[a].y -= y * pull;
      force[b].x += x * pull;
      force[b].y += y * pull;
    }
    const double most = 0.2 * (1 - static_cast<double>(round) / rounds) + 0.002;
    for (std::size_t i = 0; i < count; ++i) {
      if (degree[i] == 0) continue;
      // A little toward the middle keeps groups that nothing joins on the page.
      force[i].x -= at[i].x * ideal;
      force[i].y -= at[i].y * ideal;
      const double length = std::hypot(force[i].x, force[i].y);
      if (length == 0) continue;
      at[i].x += force[i].x / length * std::min(length, most);
      at[i].y += force[i].y / length * std::min(length, most);
    }
  }
  // Into the unit square; what has no edges goes round it.
  double reach = 1e-9;
  for (std::size_t i = 0; i < count; ++i)
    if (degree[i] > 0) reach = std::max(reach, std::hypot(at[i].x, at[i].y));
  for (std::size_t i = 0; i < count; ++i) {
    if (degree[i] > 0) {
      at[i] = {0.5 + at[i].x / reach * 0.45, 0.5 + at[i].y / reach * 0.45};
    } else {
      const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
      at[i] = {0.5 + std::cos(angle) * 0.5, 0.5 + std::sin(angle) * 0.5};
    }
  }
  return at;
}

}  // namespace casus::picture
