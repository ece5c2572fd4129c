#include "tool/flip_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::tool {

std::string answer_words(const analysis::Answers& answers) {
  std::string text;
  for (const auto& [question, yes] : answers)
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", question, yes ? "yes" : "no");
  return text;
}

std::string smallest_words(const Asked& asked, const analysis::Flip& flip, const explain::HelpCount& bound) {
  // Sets of the smallest size, those that bind the same states to the same help together.
  struct Ways {
    explain::HelpCount more;
    std::vector<std::string> answers;
  };
  std::vector<Ways> list;
  std::size_t size = 0, ways = 0;
  for (const auto& set : flip.sets) {
    if (size > 0 && set.answers.size() > size) break;
    explain::HelpCount binds(asked.program->model(), asked.situation.day);
    for (const auto& effect : set.binds)
      if (const auto& row = asked.result.rows[effect.row]; explain::binds_to_help(row))
        binds.add(row, effect.debtors);
    const auto more = binds.beyond(bound);
    if (more.empty()) continue;
    size = set.answers.size();
    ++ways;
    const auto same = std::ranges::find(list, more, &Ways::more);
    (same == list.end() ? list.emplace_back(more) : *same).answers.push_back(answer_words(set.answers));
  }
  if (list.empty()) return {};
  constexpr std::size_t most = 3;
  if (ways > most)
    return fmt::format("{}, for instance, if {} ({} other ways that take as few answers, below).",
                       list[0].more.would_be(!bound.empty()), list[0].answers[0], ways - 1);
  std::string text;
  for (const auto& [more, answers] : list)
    text += fmt::format("{}{}, if {}.", text.empty() ? "" : " ", more.would_be(!bound.empty()),
                        fmt::join(answers, "; or if "));
  return text;
}

}  // namespace casus::tool
