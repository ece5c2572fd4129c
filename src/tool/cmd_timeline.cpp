// `casus timeline STATE`: what a state has undertaken and what has been undertaken toward it, text by text.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "analysis/timeline.h"
#include "picture/spell_chart.h"
#include "tool/analysis.h"
#include "tool/page.h"
#include "tool/streams.h"
#include "tool/sweep.h"

namespace casus::tool {

using analysis::Commitment;
using analysis::Undertaking;
using json = nlohmann::ordered_json;

namespace {

std::vector<std::string> words_of_all(const std::vector<Undertaking>& list) {
  std::vector<std::string> words;
  for (const auto& undertaking : list) words.push_back(analysis::words(undertaking));
  return words;
}

std::string role_and_tier(const model::Model& model, const Commitment& c) {
  if (c.named) return "named";
  std::string text(name(c.role));
  if (c.tier) text += fmt::format(" ({})", explain::plain(model.word(c.tier)));
  if (c.question) text += fmt::format(", if {}", model[c.question].name);
  return text;
}

/// `from 2024-02-22, if armenia_freeze_suspends`, for each suspension in the commitment's spell.
std::vector<std::string> suspension_words(const model::Model& model, const Commitment& c, model::StateId of) {
  std::vector<std::string> list;
  for (const auto& s : c.suspended) {
    std::string text = "suspended";
    if (s.state != of) text += fmt::format(" by {} toward it", model[s.state].code);
    if (const auto day = analysis::day_words(s.spell.from); !day.empty()) text += " from " + day;
    if (const auto day = analysis::day_words(s.spell.to); !day.empty()) text += " to " + day;
    if (s.state == of && !s.toward.empty())
      text += fmt::format(" toward {}", fmt::join(explain::codes(model, s.toward), " "));
    if (s.question) text += fmt::format(", if {}", model[s.question].name);
    list.push_back(std::move(text));
  }
  return list;
}

std::string force_words(const model::Instrument& instrument) {
  return instrument.force == model::Force::binding ? "" : fmt::format(", {}", name(instrument.force));
}

void print_timeline_text(const Sweep& sweep, model::StateId state, const std::vector<Commitment>& list) {
  const auto& model = sweep.model();
  std::string out = fmt::format("{} ({}): {} {}\n", model[state].title, model[state].code, list.size(),
                                list.size() == 1 ? "commitment" : "commitments");
  for (const auto& c : list) {
    const auto& instrument = model[c.instrument];
    out += fmt::format("\n{} .. {}  {}, {}{}\n", analysis::day_words(c.spell.from),
                       analysis::day_words(c.spell.to), instrument.title, role_and_tier(model, c),
                       force_words(instrument));
    for (const auto& text : suspension_words(model, c, state)) out += hanging("    ", text);
    if (!c.given.empty())
      out += hanging("    owes     ", fmt::format("{}", fmt::join(words_of_all(c.given), "; ")));
    if (!c.received.empty())
      out += hanging("    is owed  ", fmt::format("{}", fmt::join(words_of_all(c.received), "; ")));
  }
  print(out);
}

json undertakings(const std::vector<Undertaking>& list) {
  json array = json::array();
  for (const auto& u : list)
    array.push_back({{"modality", name(u.modality)}, {"act", name(u.act)}, {"conditional", u.conditional}});
  return array;
}

json timeline_day_json(const VagueDay& day) {
  const auto text = to_iso(day);
  return text.empty() ? json(nullptr) : json(text);
}

json timeline_json(const model::Model& model, const Commitment& c) {
  const auto& instrument = model[c.instrument];
  json suspended = json::array();
  for (const auto& s : c.suspended)
    suspended.push_back({{"state", model[s.state].code},
                         {"toward", explain::codes(model, s.toward)},
                         {"from", timeline_day_json(s.spell.from)},
                         {"to", timeline_day_json(s.spell.to)},
                         {"question", s.question ? json(model[s.question].name) : json(nullptr)}});
  return {{"instrument", instrument.name},
          {"title", instrument.title},
          {"force", name(instrument.force)},
          {"role", c.named ? json(nullptr) : json(name(c.role))},
          {"tier", c.tier ? json(model.word(c.tier)) : json(nullptr)},
          {"question", c.question ? json(model[c.question].name) : json(nullptr)},
          {"from", timeline_day_json(c.spell.from)},
          {"to", timeline_day_json(c.spell.to)},
          {"suspended", std::move(suspended)},
          {"given", undertakings(c.given)},
          {"received", undertakings(c.received)}};
}

void print_timeline_csv(const model::Model& model, model::StateId state,
                        const std::vector<Commitment>& list) {
  print(csv_line({"instrument", "title", "force", "role", "from", "to", "given", "received", "suspended"}));
  for (const auto& c : list) {
    const auto& instrument = model[c.instrument];
    print(
        csv_line({instrument.name, instrument.title, std::string(name(instrument.force)),
                  role_and_tier(model, c), analysis::day_words(c.spell.from), analysis::day_words(c.spell.to),
                  fmt::format("{}", fmt::join(words_of_all(c.given), "; ")),
                  fmt::format("{}", fmt::join(words_of_all(c.received), "; ")),
                  fmt::format("{}", fmt::join(suspension_words(model, c, state), "; "))}));
  }
}

std::string chart(Sweep& sweep, model::StateId state, std::vector<Commitment> list) {
  const auto& model = sweep.model();
  // One row a text: its spells side by side, where the first of them begins.
  std::map<model::InstrumentId, Day> begins;
  for (const auto& c : list) begins.try_emplace(c.instrument, c.spell.from.earliest);
  std::ranges::stable_sort(
      list, {}, [&](const Commitment& c) { return std::pair(begins.at(c.instrument), c.instrument); });
  picture::SpellChart chart;
  chart.title = fmt::format("{}: commitments given and received", model[state].title);
  chart.caption = caption(
      sweep, "bars by the days on which a text is in force for it; dashed ends are vague; arrows go on");
  chart.upper_label = "given: it owes something";
  chart.lower_label = "received: it is owed something";
  // What goes on, and what began before the corpus knows, ends a little beyond the other days.
  double first = 9999, last = 0;
  for (const auto& c : list)
    for (const auto day :
         {c.spell.from.earliest, c.spell.from.latest, c.spell.to.earliest, c.spell.to.latest})
      if (day != Day::min() && day != Day::max())
        first = std::min(first, year_with_fraction(day)), last = std::max(last, year_with_fraction(day));
  for (const auto& c : list) {
    picture::Bar bar;
    bar.label = model[c.instrument].title;
    bar.note = fmt::format("{}, {}: {} .. {}", bar.label, role_and_tier(model, c),
                           analysis::day_words(c.spell.from), analysis::day_words(c.spell.to));
    bar.open_end = c.spell.to.latest == Day::max();
    bar.from = c.spell.from.earliest == Day::min() ? first : year_with_fraction(c.spell.from.earliest);
    bar.to = bar.open_end ? last + 2 : year_with_fraction(c.spell.to.latest);
    bar.vague_from = !c.spell.from.is_exact();
    bar.vague_to = !c.spell.to.is_exact() && !bar.open_end;
    bar.upper = !c.given.empty();
    bar.lower = !c.received.empty();
    chart.bars.push_back(std::move(bar));
  }
  return picture::spell_chart(chart);
}

}  // namespace

int timeline(const Options& options, const std::string& who, const std::string& svg) {
  int exit = exit_done;
  SweepWords words;
  words.of = who;
  words.years = "1000-9999";  // whole lives: the state need not exist today
  auto sweep = load_sweep(options, words, exit);
  if (!sweep) return exit;
  if (sweep->of.size() != 1) {
    complain("casus: name one state, as `casus timeline POL`\n");
    return exit_usage;
  }
  const auto state = sweep->of.front();
  const auto list = analysis::timeline(*sweep->program, state);
  if (!svg.empty() && !write_file(svg, chart(*sweep, state, list))) return exit_usage;
  if (options.format == Format::csv) {
    print_timeline_csv(sweep->model(), state, list);
  } else if (options.format == Format::json || options.format == Format::ndjson) {
    const auto source = provenance(*sweep->session);
    json commitments = json::array();
    for (const auto& c : list) commitments.push_back(timeline_json(sweep->model(), c));
    const json document = {
        {"schema", "casus/timeline/1"},
        {"engine", source.engine},
        {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
        {"state", sweep->model()[state].code},
        {"name", sweep->model()[state].title},
        {"commitments", std::move(commitments)}};
    print(document.dump(options.format == Format::json ? 2 : -1) + "\n");
  } else {
    print_timeline_text(*sweep, state, list);
  }
  leave(std::move(*sweep));
  return exit_done;
}

}  // namespace casus::tool
