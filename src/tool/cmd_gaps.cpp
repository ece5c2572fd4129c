// `casus gaps`: states that nobody must help, and how firmly the others are covered.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/gaps.h"
#include "explain/words.h"
#include "tool/analysis.h"
#include "tool/sweep.h"

namespace casus::tool {

using analysis::Cover;
using analysis::StateCover;
using json = nlohmann::ordered_json;

namespace {

constexpr Cover weakest_first[] = {Cover::none, Cover::consultation, Cover::political, Cover::open,
                                   Cover::bound};
constexpr std::size_t codes_shown = 5, questions_shown = 4;

/// `assist`, `supply arms`: what the least of the acts asks for.
std::string act_of(const Sweep& sweep) { return std::string(model::words_of(sweep.act).without_object); }

std::string gaps_heading(Cover cover, const std::string& act) {
  switch (cover) {
    case Cover::none: return fmt::format("Nobody is bound to {}", act);
    case Cover::consultation: return fmt::format("Nobody is bound to {}; consultation only", act);
    case Cover::political:
      return fmt::format(
          "Nobody is bound to {} beyond dispute; some politically or by a text of disputed force", act);
    case Cover::open: return fmt::format("Whether anybody is bound to {} hangs on open questions", act);
    case Cover::bound: return fmt::format("Somebody is bound to {}", act);
  }
  return {};
}

std::string_view short_words(Cover cover) {
  switch (cover) {
    case Cover::none: return "nobody";
    case Cover::consultation: return "consultation only";
    case Cover::political: return "politically only";
    case Cover::open: return "open";
    case Cover::bound: return "somebody bound";
  }
  return {};
}

/// Who stands for the state, against whom that is otherwise, and on what it hangs.
std::vector<std::string> notes(const Sweep& sweep, const StateCover& state) {
  std::vector<std::string> list;
  if (state.cover != Cover::none)
    list.push_back(
        fmt::format("by {}", some_of(explain::codes(sweep.model(), state.who(state.cover)), codes_shown)));
  for (const auto cover : weakest_first)
    if (cover != state.cover && !state.against(cover).empty())
      list.push_back(fmt::format("against {}: {}",
                                 some_of(codes_of(sweep.model(), state.against(cover)), codes_shown),
                                 short_words(cover)));
  if (!state.questions.empty())
    list.push_back(fmt::format("hangs on {}", some_of(state.questions, questions_shown)));
  return list;
}

void print_gaps_text(Sweep& sweep, const std::vector<StateCover>& states, bool all) {
  const auto by = sweep.by.empty() ? std::string("any other state")
                                   : fmt::format("{}", fmt::join(codes_of(sweep.model(), sweep.by), " or "));
  const auto act = act_of(sweep);
  std::string out = fmt::format("{} by {} on {}: who is bound to {}, or to do more?\n",
                                explain::sentence_case(explain::plain(model::name(sweep.kind))), by,
                                to_iso(sweep.day), act);
  for (const auto cover : weakest_first) {
    std::vector<const StateCover*> those;
    for (const auto& state : states)
      if (state.cover == cover) those.push_back(&state);
    if (those.empty()) continue;
    out += fmt::format("\n{}: {} {}\n", gaps_heading(cover, act), those.size(),
                       those.size() == 1 ? "state" : "states");
    if (cover == Cover::bound && !all) {
      const auto partly = std::ranges::count_if(those, [](const StateCover* s) {
        return std::ranges::any_of(weakest_first,
                                   [&](Cover c) { return c != Cover::bound && !s->against(c).empty(); });
      });
      out += fmt::format("  {} of them not against every attacker; --all lists them\n", partly);
      continue;
    }
    for (const auto* state : those) {
      std::string line = hanging(fmt::format("  {:<5}{:<34} ", sweep.model()[state->state].code,
                                             title_on(sweep.model()[state->state], sweep.day)),
                                 fmt::format("{}", fmt::join(notes(sweep, *state), "; ")));
      line.pop_back();
      while (line.ends_with(' ')) line.pop_back();
      out += line + "\n";
    }
  }
  print(out);
}

json gaps_json(const Sweep& sweep, const StateCover& state) {
  json counts = json::object(), exceptions = json::array();
  for (const auto cover : weakest_first) {
    counts[std::string(explain::name(cover))] = state.against(cover).size();
    if (cover != state.cover && !state.against(cover).empty())
      exceptions.push_back({{"cover", explain::name(cover)},
                            {"attackers", codes_of(sweep.model(), state.against(cover))},
                            {"who", explain::codes(sweep.model(), state.who(cover))}});
  }
  return {{"state", sweep.model()[state.state].code},
          {"name", title_on(sweep.model()[state.state], sweep.day)},
          {"cover", explain::name(state.cover)},
          {"who", explain::codes(sweep.model(), state.who(state.cover))},
          {"attackers", counts},
          {"exceptions", exceptions},
          {"questions", state.questions}};
}

void print_gaps_csv(const Sweep& sweep, const std::vector<StateCover>& states) {
  print(csv_line(
      {"state", "name", "cover", "none", "consultation", "political", "open", "bound", "who", "questions"}));
  for (const auto& state : states) {
    std::vector<std::string> fields = {sweep.model()[state.state].code,
                                       title_on(sweep.model()[state.state], sweep.day),
                                       std::string(explain::name(state.cover))};
    for (const auto cover : weakest_first) fields.push_back(fmt::format("{}", state.against(cover).size()));
    fields.push_back(
        fmt::format("{}", fmt::join(explain::codes(sweep.model(), state.who(state.cover)), " ")));
    fields.push_back(fmt::format("{}", fmt::join(state.questions, " ")));
    print(csv_line(fields));
  }
}

}  // namespace

int gaps(const Options& options, const SweepWords& words) {
  int exit = exit_done;
  auto sweep = load_sweep(options, words, exit);
  if (!sweep) return exit;
  analysis::Coverer coverer(*sweep->program, sweep->acts, sweep->terms);
  auto states = analysis::find_gaps(coverer, sweep->model(), sweep->kind, sweep->by, sweep->day);
  const bool text = options.format == Format::text || options.format == Format::plain;
  if (!text && !options.all)
    std::erase_if(states, [](const StateCover& state) { return state.cover == Cover::bound; });
  if (text) {
    print_gaps_text(*sweep, states, options.all);
  } else if (options.format == Format::csv) {
    print_gaps_csv(*sweep, states);
  } else {
    json list = json::array();
    for (const auto& state : states) list.push_back(gaps_json(*sweep, state));
    auto document = document_head(*sweep, "casus/gaps/1");
    document["by"] = codes_of(sweep->model(), sweep->by);
    document["states"] = std::move(list);
    print(document.dump(options.format == Format::json ? 2 : -1) + "\n");
  }
  leave(std::move(*sweep));
  return exit_done;
}

}  // namespace casus::tool
