#include "analysis/gaps.h"

#include <algorithm>
#include <set>

namespace casus::analysis {

namespace {

const StateSet& who_stands(const Covered& covered, Cover cover) {
  static const StateSet nobody;
  switch (cover) {
    case Cover::bound: return covered.bound;
    case Cover::open: return covered.open;
    case Cover::political: return covered.political;
    case Cover::consultation: return covered.consulting;
    case Cover::none: break;
  }
  return nobody;
}

}  // namespace

std::vector<StateCover> find_gaps(Coverer& coverer, const Model& model, EventKind kind,
                                  const std::vector<StateId>& attackers, Day day) {
  const auto states = states_on(model, day);
  const auto& against = attackers.empty() ? states : attackers;
  std::vector<StateCover> list;
  for (auto victim : states) {
    StateCover found{.state = victim};
    std::set<std::string> questions;
    for (auto attacker : against) {
      if (attacker == victim) continue;
      const Covered covered = coverer.cover({kind, attacker, victim, {}}, day);
      const Cover cover = covered.cover();
      const auto at = static_cast<std::size_t>(cover);
      found.attackers[at].push_back(attacker);
      found.helpers[at] |= who_stands(covered, cover);
      if (cover == Cover::open)
        for (auto& name : coverer.open_questions()) questions.insert(std::move(name));
    }
    std::size_t most = 0;
    for (std::size_t c = 0; c < cover_count; ++c)
      if (found.attackers[c].size() > most) {
        most = found.attackers[c].size();
        found.cover = static_cast<Cover>(c);
      }
    if (most == 0) continue;  // its only attacker would be itself
    found.questions.assign(questions.begin(), questions.end());
    list.push_back(std::move(found));
  }
  return list;
}

}  // namespace casus::analysis
