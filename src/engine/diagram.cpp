#include "engine/diagram.h"

#include <algorithm>

namespace casus::engine {
namespace {

constexpr std::uint32_t leaf = UINT32_MAX;
constexpr std::uint32_t negation_mark = UINT32_MAX;
constexpr std::size_t cache_size = 1024;

std::size_t mix(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t hash = a * 0x9E3779B97F4A7C15u ^ b * 0xC2B2AE3D27D4EB4Fu ^ c * 0x165667B19E3779F9u;
  return static_cast<std::size_t>(hash ^ (hash >> 29));
}

}  // namespace

void Diagram::clear() {
  if (nodes_.size() == 2) return;
  nodes_.assign({{leaf, 0, 0}, {leaf, 1, 1}});
  if (unique_.empty()) unique_.resize(256);
  std::ranges::fill(unique_, 0u);
  if (cache_.empty()) cache_.resize(cache_size);
  for (auto slot : used_) cache_[slot] = {};
  used_.clear();
}

std::uint32_t Diagram::make(std::uint32_t question, std::uint32_t low, std::uint32_t high) {
  if (low == high) return low;
  if ((nodes_.size() + 1) * 2 > unique_.size()) {
    std::vector<std::uint32_t> larger(unique_.size() * 2);
    for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
      std::size_t slot = mix(nodes_[i].question, nodes_[i].low, nodes_[i].high) & (larger.size() - 1);
      while (larger[slot] != 0) slot = (slot + 1) & (larger.size() - 1);
      larger[slot] = i;
    }
    unique_ = std::move(larger);
  }
  std::size_t slot = mix(question, low, high) & (unique_.size() - 1);
  while (unique_[slot] != 0) {
    const Node& n = nodes_[unique_[slot]];
    if (n.question == question && n.low == low && n.high == high) return unique_[slot];
    slot = (slot + 1) & (unique_.size() - 1);
  }
  nodes_.push_back({question, low, high});
  return unique_[slot] = static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t Diagram::both(std::uint32_t a, std::uint32_t b) {
  if (a > b) std::swap(a, b);
  if (a == 0) return 0;
  if (a == 1 || a == b) return b;
  const std::size_t slot = mix(a, b, 0) & (cache_size - 1);
  if (cache_[slot].a == a && cache_[slot].b == b) return cache_[slot].result;
  const Node x = nodes_[a], y = nodes_[b];
  const std::uint32_t top = std::min(x.question, y.question);
  const std::uint32_t low = both(x.question == top ? x.low : a, y.question == top ? y.low : b);
  const std::uint32_t high = both(x.question == top ? x.high : a, y.question == top ? y.high : b);
  const std::uint32_t result = make(top, low, high);
  cache_[slot] = {a, b, result};
  used_.push_back(static_cast<std::uint16_t>(slot));
  return result;
}

std::uint32_t Diagram::negate(std::uint32_t a) {
  if (a < 2) return 1 - a;
  const std::size_t slot = mix(a, negation_mark, 1) & (cache_size - 1);
  if (cache_[slot].a == a && cache_[slot].b == negation_mark) return cache_[slot].result;
  const Node n = nodes_[a];
  const std::uint32_t low = negate(n.low);
  const std::uint32_t high = negate(n.high);
  const std::uint32_t result = make(n.question, low, high);
  cache_[slot] = {a, negation_mark, result};
  used_.push_back(static_cast<std::uint16_t>(slot));
  return result;
}

std::uint32_t Diagram::given(std::uint32_t a, std::uint32_t question, bool answer) {
  if (a < 2 || nodes_[a].question > question) return a;
  const Node n = nodes_[a];
  if (n.question == question) return answer ? n.high : n.low;
  const std::uint32_t low = given(n.low, question, answer);
  const std::uint32_t high = given(n.high, question, answer);
  return make(n.question, low, high);
}

Truth Diagram::variable(std::uint32_t question) { return {make(question, 0, 1)}; }
Truth Diagram::given(Truth a, std::uint32_t question, bool answer) {
  return {given(a.node, question, answer)};
}

bool Diagram::implies(const Term& term, std::uint32_t a) {
  for (const auto& [question, answer] : term) a = given(a, question, answer);
  return a == 1;
}

// A prime of f that leaves the top question out is a prime of f₀∧f₁; one that names it is a prime of its
// cofactor which does not already imply f₀∧f₁.
void Diagram::primes(std::uint32_t a, std::size_t limit, Terms& out) {
  if (a == 0) return;
  if (a == 1) {
    out.terms.emplace_back();
    return;
  }
  const Node n = nodes_[a];
  const std::uint32_t common = both(n.low, n.high);
  primes(common, limit, out);
  for (const bool answer : {false, true}) {
    Terms side;
    primes(answer ? n.high : n.low, limit, side);
    out.complete = out.complete && side.complete;
    for (auto& term : side.terms) {
      if (implies(term, common)) continue;
      if (out.terms.size() >= limit) {
        out.complete = false;
        return;
      }
      term.insert(term.begin(), {n.question, answer});
      out.terms.push_back(std::move(term));
    }
  }
}

Diagram::Terms Diagram::minimal_terms(Truth a, std::size_t limit) {
  Terms result;
  primes(a.node, limit, result);
  for (auto& term : result.terms) std::ranges::sort(term);
  std::ranges::sort(result.terms, [](const Term& x, const Term& y) {
    return x.size() != y.size() ? x.size() < y.size() : x < y;
  });
  return result;
}

// The same recursion as `primes`, for the size alone; what cannot be smaller than the limit is not looked at.
std::uint32_t Diagram::fewest(std::uint32_t a, std::uint32_t limit) {
  if (a == 0 || limit == 0) return limit;
  if (a == 1) return 0;
  const Node n = nodes_[a];
  limit = std::min(limit, 1 + fewest(n.low, limit - 1));
  limit = std::min(limit, 1 + fewest(n.high, limit - 1));
  return fewest(both(n.low, n.high), limit);
}

std::vector<std::uint32_t> Diagram::support(Truth a) const {
  std::vector<std::uint32_t> pending{a.node}, seen, questions;
  while (!pending.empty()) {
    const std::uint32_t at = pending.back();
    pending.pop_back();
    if (at < 2 || std::ranges::find(seen, at) != seen.end()) continue;
    seen.push_back(at);
    questions.push_back(nodes_[at].question);
    pending.push_back(nodes_[at].low);
    pending.push_back(nodes_[at].high);
  }
  std::ranges::sort(questions);
  const auto repeated = std::unique(questions.begin(), questions.end());
  questions.erase(repeated, questions.end());
  return questions;
}

}  // namespace casus::engine
