// "Did you mean": the nearest word of a closed list.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace casus {

/// Number of single-letter insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
/// (Damerau–Levenshtein, optimal string alignment), upper and lower case held equal.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `written`, or an empty view where none is near (more than a third of its length
/// away). Ties go to the first candidate.
std::string_view nearest(std::string_view written, std::span<const std::string_view> candidates);

}  // namespace casus
