// States that cannot be told apart, or that exist twice on one day.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "model/check_parts.h"

namespace casus::model {

using diag::Code;

namespace {

/// A code of a state on the days on which it bears it. Without a spell of its own a code lasts as long as the
/// state.
struct Bearer {
  CodeSystem system;
  std::string_view code;
  StateId state;
  Spell spell;
};

bool is_open_ended(const Spell& spell) { return spell == Spell{}; }

std::vector<Bearer> bearers(const Model& model) {
  std::vector<Bearer> all;
  for (std::size_t i = 0; i < model.states.size(); ++i)
    for (const auto& dated : model.states[i].codes) {
      const StateId id = make_id<StateId>(i);
      if (!is_open_ended(dated.spell)) {
        all.push_back({dated.system, dated.code, id, dated.spell});
        continue;
      }
      for (const auto& life : model.states[i].exists) all.push_back({dated.system, dated.code, id, life});
    }
  std::ranges::sort(all, [](const Bearer& a, const Bearer& b) {
    return std::tuple(a.system, a.code, a.state) < std::tuple(b.system, b.code, b.state);
  });
  return all;
}

void duplicate_codes(const Model& model, diag::Sink& sink) {
  const auto all = bearers(model);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = i + 1;
         k < all.size() && all[k].system == all[i].system && all[k].code == all[i].code; ++k) {
      if (all[k].state == all[i].state) continue;
      const auto day = surely_overlap(all[i].spell, all[k].spell);
      if (!day) continue;
      const State& first = model[all[i].state];
      const State& second = model[all[k].state];
      const std::string when = to_iso(*day).empty() ? "at any time" : fmt::format("on {}", to_iso(*day));
      sink.add({Code::duplicate_code,
                second.span,
                fmt::format("{} and {} both bear the code {} {} {}", first.code, second.code,
                            name(all[i].system), all[i].code, when),
                "end the spell of one code where the other begins, or correct the code",
                {{first.span, fmt::format("{} is here", first.title)}},
                {}});
    }
}

void overlapping_lives(const Model& model, diag::Sink& sink) {
  for (const auto& state : model.states)
    for (std::size_t i = 0; i < state.exists.size(); ++i)
      for (std::size_t k = i + 1; k < state.exists.size(); ++k)
        if (const auto day = surely_overlap(state.exists[i], state.exists[k])) {
          sink.add(Code::overlapping_spells, state.span,
                   to_iso(*day).empty()
                       ? fmt::format("two `exists` lines of {} overlap", state.code)
                       : fmt::format("two `exists` lines of {} overlap on {}", state.code, to_iso(*day)),
                   "end the first spell where the second begins, or join them");
          return;
        }
}

}  // namespace

void check_world(const Model& model, diag::Sink& sink) {
  duplicate_codes(model, sink);
  overlapping_lives(model, sink);
}

}  // namespace casus::model
