// A set of states as a fixed row of bits: union, difference and test cost a handful of instructions and no
// allocation.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace casus {

/// A set of up to `capacity` small numbers. All operations are constant time and never allocate.
class StateSet {
 public:
  static constexpr std::size_t capacity = 384;

  constexpr void insert(std::size_t i) { words_[i >> 6] |= bit(i); }
  constexpr void erase(std::size_t i) { words_[i >> 6] &= ~bit(i); }
  constexpr bool contains(std::size_t i) const { return (words_[i >> 6] & bit(i)) != 0; }

  constexpr bool empty() const {
    std::uint64_t any = 0;
    for (auto word : words_) any |= word;
    return any == 0;
  }
  constexpr std::size_t size() const {
    std::size_t count = 0;
    for (auto word : words_) count += static_cast<std::size_t>(std::popcount(word));
    return count;
  }
  /// The smallest member; `capacity` where there is none.
  constexpr std::size_t first() const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      if (words_[w] != 0) return w * 64 + static_cast<std::size_t>(std::countr_zero(words_[w]));
    return capacity;
  }
  constexpr bool intersects(const StateSet& other) const {
    std::uint64_t any = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) any |= words_[i] & other.words_[i];
    return any != 0;
  }

  constexpr StateSet& operator|=(const StateSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  constexpr StateSet& operator&=(const StateSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  constexpr StateSet& operator-=(const StateSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }
  friend constexpr StateSet operator|(StateSet a, const StateSet& b) { return a |= b; }
  friend constexpr StateSet operator&(StateSet a, const StateSet& b) { return a &= b; }
  friend constexpr StateSet operator-(StateSet a, const StateSet& b) { return a -= b; }
  friend constexpr bool operator==(const StateSet&, const StateSet&) = default;

  /// Calls `visit(index)` for every member, in ascending order.
  template <class Visit>
  constexpr void for_each(Visit&& visit) const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t rest = words_[w]; rest != 0; rest &= rest - 1)
        visit(w * 64 + static_cast<std::size_t>(std::countr_zero(rest)));
  }

 private:
  static constexpr std::uint64_t bit(std::size_t i) { return std::uint64_t{1} << (i & 63); }
  std::array<std::uint64_t, capacity / 64> words_{};
};

}  // namespace casus
