#include "evidence/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace casus::evidence {

namespace {

constexpr std::array<std::string_view, 4> bounds = {"exact", "about", "at_least", "up_to"};
constexpr std::array<std::string_view, 4> kinds = {"stage", "due", "late", "withdrawn"};
static_assert(kinds.size() == static_cast<std::size_t>(EntryKind::count_));

template <class Enum, std::size_t size>
std::optional<Enum> named(const std::array<std::string_view, size>& names, std::string_view word) {
  const auto at = std::ranges::find(names, word);
  if (at == names.end()) return std::nullopt;
  return static_cast<Enum>(at - names.begin());
}

}  // namespace

std::string_view name(Bound bound) { return bounds[static_cast<std::size_t>(bound)]; }
std::string_view before_number(Bound bound) {
  constexpr std::array<std::string_view, 4> words = {"", "about ", "at least ", "up to "};
  return words[static_cast<std::size_t>(bound)];
}

std::optional<Bound> bound_named(std::string_view word) { return named<Bound>(bounds, word); }

std::string_view name(EntryKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<EntryKind> entry_kind_named(std::string_view word) { return named<EntryKind>(kinds, word); }

std::string_view entry_word(EntryKind kind, Stage stage) {
  return kind == EntryKind::stage ? model::name(stage) : name(kind);
}

std::optional<EntryWord> entry_named(std::string_view word) {
  if (const auto stage = model::parse<Stage>(word)) return EntryWord{EntryKind::stage, *stage};
  const auto kind = entry_kind_named(word);
  if (!kind || *kind == EntryKind::stage) return std::nullopt;
  return EntryWord{*kind};
}

std::vector<std::string_view> entry_words() {
  const auto stages = model::names_of<Stage>();
  std::vector<std::string_view> words(stages.begin(), stages.end());
  words.insert(words.end(), kinds.begin() + 1, kinds.end());
  return words;
}

std::string written(const VagueDay& day) {
  const std::string first = to_iso(day.earliest), last = to_iso(day.latest);
  const std::string mark = day.uncertain ? "?" : "";
  if (day.is_exact()) return first + mark;
  // The middle day is in the month, the year or the decade that was meant, also where `~` widened it.
  const Day middle{day.earliest.number + (day.latest.number - day.earliest.number) / 2};
  const std::string at = to_iso(middle);
  for (const auto& precise :
       {at.substr(0, 7), at.substr(0, 4), at.substr(0, 3) + "X", at.substr(0, 2) + "XX", at})
    for (const std::string_view ending : {day.uncertain ? "?" : "", day.uncertain ? "%" : "~"}) {
      const std::string text = precise + std::string(ending);
      if (read_date(text).date == day) return text;
    }
  return fmt::format("[{}..{}]{}", first, last, mark);
}

std::optional<VagueDay> read_day(std::string_view text) {
  if (!text.starts_with('[')) return read_date(text).date;
  const bool uncertain = text.ends_with('?');
  if (uncertain) text.remove_suffix(1);
  const auto dots = text.find("..");
  if (!text.ends_with(']') || dots == text.npos) return std::nullopt;
  const auto first = read_date(text.substr(1, dots - 1)).date;
  const auto last = read_date(text.substr(dots + 2, text.size() - dots - 3)).date;
  if (!first || !last || first->uncertain || last->uncertain || last->latest < first->earliest)
    return std::nullopt;
  return VagueDay{first->earliest, last->latest, uncertain};
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

std::vector<std::string> parted(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" +,"), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string joined(const std::vector<Stage>& stages) {
  std::vector<std::string_view> words;
  for (const auto stage : stages) words.push_back(model::name(stage));
  return fmt::format("{}", fmt::join(words, " "));
}

std::optional<std::vector<Stage>> read_stages(std::string_view text) {
  std::vector<Stage> stages;
  for (const auto& word : parted(text)) {
    const auto stage = model::parse<Stage>(word);
    if (!stage) return std::nullopt;
    stages.push_back(*stage);
  }
  return stages;
}

}  // namespace casus::evidence
