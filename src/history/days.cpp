#include "history/days.h"

#include <algorithm>
#include <charconv>

namespace casus::history {

using namespace casus::model;

std::pair<Day, Day> days_of(const Spell& spell) { return {spell.from.earliest, spell.to.latest}; }

Spell meet(const Spell& a, const Spell& b) {
  return {a.from.earliest < b.from.earliest ? b.from : a.from, b.to.latest < a.to.latest ? b.to : a.to};
}

Day first_day(int year) { return day_of(year, 1, 1).value_or(Day::max()); }

int year_of(Day day) {
  const std::string iso = to_iso(day);
  int year = 0;
  std::from_chars(iso.data(), iso.data() + std::min<std::size_t>(iso.size(), 4), year);
  return year;
}

Codes codes_borne(const Model& model) {
  Codes codes(model.states.size());
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    for (const auto& dated : model.states[s].codes) {
      if (dated.system != CodeSystem::cow) continue;
      int code = 0;
      std::from_chars(dated.code.data(), dated.code.data() + dated.code.size(), code);
      for (const auto& exists : model.states[s].exists) {
        const auto [begin, end] = days_of(meet(exists, dated.spell));
        if (begin < end) codes[s].push_back({code, begin, end});
      }
    }
    std::ranges::sort(codes[s], {}, &CodeDays::begin);
  }
  return codes;
}

Codes codes_known(const Model& model) {
  Codes codes = codes_borne(model);
  for (auto& list : codes) {
    if (list.empty()) continue;
    for (std::size_t i = 0; i < list.size(); ++i) list[i].begin = i == 0 ? Day::min() : list[i - 1].end;
    list.back().end = Day::max();
  }
  return codes;
}

}  // namespace casus::history
