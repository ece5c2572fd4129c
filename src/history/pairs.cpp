#include "history/pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace casus::history {

namespace {

constexpr std::string_view blanks = " \t\r";

/// Takes the next word off the line; empty where there is none.
std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  const auto word = line.substr(0, line.find_first_of(blanks));
  line.remove_prefix(word.size());
  line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
  return word;
}

bool is_name(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// What is wrong with a line, or nothing where it was read into `pair`.
std::string_view read_line(std::string_view line, Pair& pair) {
  const auto name = take_word(line);
  if (!is_name(name)) return "a pair begins with the name of an instrument";
  const auto number = take_word(line);
  const auto* const end = number.data() + number.size();
  const auto read = std::from_chars(number.data(), end, pair.alliance);
  if (number.empty() || read.ec != std::errc() || read.ptr != end || pair.alliance <= 0)
    return "behind the instrument stands the number of an alliance";
  pair.instrument = name;
  if (line.empty()) return {};
  if (take_word(line) != "doubtful") return "behind the number may stand `doubtful` and nothing else";
  while (!line.empty() && blanks.contains(line.back())) line.remove_suffix(1);
  if (line.size() < 3 || line.front() != '"' || line.find('"', 1) != line.size() - 1)
    return "behind `doubtful` stands the reason in quotes";
  pair.doubt = line.substr(1, line.size() - 2);
  return {};
}

}  // namespace

std::vector<Pair> read_pairs(const std::string& file, std::string_view text, diag::Sink& sink) {
  std::vector<Pair> pairs;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const auto first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos || line.substr(first).starts_with("//")) continue;
    Pair pair{.line = number};
    const auto fault = read_line(line, pair);
    if (!fault.empty()) {
      sink.add(diag::Code::pair_line, {}, fmt::format("{}, line {}: {}", file, number, fault),
               "write `north_atlantic_treaty 3180`, or `north_atlantic_treaty 3180 doubtful \"why\"`");
      continue;
    }
    const auto same = std::ranges::find_if(pairs, [&](const Pair& other) {
      return other.instrument == pair.instrument && other.alliance == pair.alliance;
    });
    if (same != pairs.end()) {
      sink.add(diag::Code::pair_line, {},
               fmt::format("{}, line {}: `{} {}` stands already in line {}", file, number, pair.instrument,
                           pair.alliance, same->line),
               "leave one of the two");
      continue;
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

}  // namespace casus::history
