// `casus backtest`: wars and disputes held against the pledges of the day; one of them whole, or all of them in a table.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "explain/layout.h"
#include "history/reasons.h"
#include "picture/spell_chart.h"
#include "tool/backtest.h"
#include "tool/catalogue.h"
#include "tool/page.h"
#include "tool/past.h"
#include "tool/question.h"

namespace casus::tool {

using history::Backtest;
using history::Case;
using history::Conduct;
using history::Conflict;
using history::Due;
using json = nlohmann::ordered_json;

namespace {

constexpr std::array dues = {Due::arises, Due::open, Due::does_not_arise};

/// Alliance, member and partner: what is told in one block.
std::string verdict_words(const Case& one) {
  return one.verdict == history::Verdict::not_tested ? "" : std::string(name(one.verdict));
}

std::string due_words(const Case& one, history::Reasons& reasons, const Backtest& tested,
                      const engine::Program& program) {
  const auto& model = program.model();
  const Conflict& conflict = tested.conflicts[one.conflict];
  switch (one.due) {
    case Due::arises:
      return one.attack < 0
                 ? one.first_blow == history::FirstBlow::member ? "due: it struck its partner" : "due"
                 : fmt::format("due: {}", history::attack_words(
                                              model, conflict.attacks[static_cast<std::size_t>(one.attack)]));
    case Due::open: return fmt::format("open on {}", history::open_words(program, tested, one));
    case Due::does_not_arise: break;
  }
  return fmt::format("not due: {}", reasons.why_not_due(one));
}

/// One conflict as a table: what happened, who was in it, and for each of them its allies and what they had promised.
std::string whole(const Past& past, const Backtest& tested, bool all) {
  const auto& model = past.model();
  const Conflict& conflict = tested.conflicts.front();
  history::Reasons reasons(*past.program, conflict, past.definition);
  const auto [first, last] = history::days_of(conflict);
  std::string out = fmt::format("{}: {} to {}\n", conflict_words(conflict), to_iso(first), to_iso(last));
  out += fmt::format("who attacked whom: {}\n\n", history::find_data_set(conflict.attacks_from)->title);
  for (const auto& attack : conflict.attacks)
    if (!attack.goes_on)
      out += fmt::format(
          "  {}  {}{}\n", to_iso(attack.on),
          history::attack_words(model, attack).substr(0, history::attack_words(model, attack).rfind(", ")),
          attack.joiner ? "  (joins)" : "");
  std::vector<model::StateId> partners;
  for (const auto& b : conflict.belligerents)
    if (std::ranges::find(partners, b.state) == partners.end()) partners.push_back(b.state);
  std::ranges::stable_sort(partners, {}, [&](model::StateId state) {
    Day from = Day::max();
    for (const auto& b : conflict.belligerents)
      if (b.state == state) from = std::min(from, b.from);
    return from;
  });
  std::size_t hidden = 0;
  for (const auto partner : partners) {
    std::string spells;
    for (const auto& b : conflict.belligerents)
      if (b.state == partner)
        spells += fmt::format("{}side {} from {} to {}", spells.empty() ? "" : ", ", b.side, to_iso(b.from),
                              to_iso(Day{b.to.number - 1}));
    std::string block;
    for (const auto& one : tested.cases) {
      if (one.partner != partner) continue;
      if (one.due == Due::does_not_arise && !all) {
        ++hidden;
        continue;
      }
      block +=
          fmt::format("  {:<9} {:<4} {:<8} {:<12} {}\n", model[one.instrument].title, model[one.member].code,
                      name(one.pledge), verdict_words(one), due_words(one, reasons, tested, *past.program));
      block += fmt::format("  {:<9} {:<4} {:<8} {:<12} {}\n", "", "", "", "", history::conduct_words(one));
    }
    out += fmt::format("\n{}, {}\n{}", model[partner].title, spells,
                       block.empty() ? "  no pledge toward it came due\n" : block);
  }
  if (hidden > 0)
    out += fmt::format(
        "\n{} more pledges toward belligerents did not come due; `--all` lists them with reasons\n", hidden);
  return out + fmt::format("\n{}\n", past_caption(past));
}

using Counts = std::map<std::pair<Due, Conduct>, std::size_t>;

std::string totals(const Past& past, const Backtest& tested) {
  std::string out =
      fmt::format("{} {}, {} pledges of allies toward those in them\n{}\n", tested.conflicts.size(),
                  past.definition.conflicts == history::ConflictKind::war ? "wars" : "disputes",
                  tested.cases.size(), past.definition.title);
  const auto table = [&](std::string_view title, const Counts& counts) {
    out += fmt::format("\n{:<16}{:>10}{:>14}{:>18}\n", title, "joined", "stayed out", "fought against");
    for (const auto due : dues) {
      const auto at = [&](Conduct conduct) {
        const auto found = counts.find({due, conduct});
        return found == counts.end() ? std::size_t{0} : found->second;
      };
      out += fmt::format("  {:<14}{:>10}{:>14}{:>18}\n", name(due), at(Conduct::joined),
                         at(Conduct::stayed_out), at(Conduct::fought_against));
    }
  };
  Counts all;
  std::map<history::Pledge, Counts> by_pledge;
  for (const auto& one : tested.cases) {
    ++all[{one.due, one.conduct}];
    ++by_pledge[one.pledge][{one.due, one.conduct}];
  }
  table("all", all);
  for (const auto& [pledge, counts] : by_pledge) table(name(pledge), counts);
  out += "\n`--war N` or `--dispute N` shows one of them whole; `casus reliability` the shares\n";
  return out + fmt::format("\n{}\n", past_caption(past));
}

/// Days of one state in the calendar.
struct Stretch {
  Day from;
  Day to;
  bool at_war;  ///< else a pledge of it was due
  std::string note;
};

/// Bars that do not overlap: in each what holds on all of its days.
std::vector<picture::Bar> bars_of(const std::string& label, const std::vector<Stretch>& stretches) {
  std::set<Day> edges;
  for (const auto& s : stretches) edges.insert({s.from, s.to});
  std::vector<picture::Bar> bars;
  for (auto from = edges.begin(), to = std::next(from); to != edges.end(); ++from, ++to) {
    picture::Bar bar;
    bar.label = label;
    bar.from = year_with_fraction(*from), bar.to = year_with_fraction(*to);
    std::vector<std::string> notes;
    for (const auto& s : stretches) {
      if (!(s.from <= *from && *to <= s.to)) continue;
      (s.at_war ? bar.upper : bar.lower) = true;
      if (notes.size() < 6) notes.push_back(s.note);
    }
    if (!bar.upper && !bar.lower) continue;
    bar.note = fmt::format("{}", fmt::join(notes, "; "));
    bars.push_back(std::move(bar));
  }
  return bars;
}

/// The calendar of a war: who was at war when, and from when who was bound to a partner that was.
std::string calendar(const Past& past, const Backtest& tested) {
  const auto& model = past.model();
  const Conflict& conflict = tested.conflicts.front();
  const Day end{history::days_of(conflict).second.number + 1};
  std::map<std::string, std::vector<Stretch>> rows;  // by state
  for (const auto& b : conflict.belligerents)
    rows[model[b.state].title].push_back(
        {b.from, b.to, true,
         fmt::format("at war on side {}: {} to {}", b.side, to_iso(b.from), to_iso(Day{b.to.number - 1}))});
  for (const auto& one : tested.cases) {
    if (one.due != Due::arises || one.attack < 0 || one.pledge == history::Pledge::nonagg) continue;
    const Day from = conflict.attacks[static_cast<std::size_t>(one.attack)].on;
    // As long as the partner was at war.
    Day to = from;
    for (const auto& b : conflict.belligerents)
      if (b.state == one.partner) to = std::max(to, std::min(b.to, end));
    if (from < to)
      rows[model[one.member].title].push_back(
          {from, to, false,
           fmt::format("{}: {}", model[one.instrument].title,
                       history::reason_words(*past.program, tested, one))});
  }
  picture::SpellChart chart;
  chart.title = conflict_words(conflict);
  chart.caption = past_caption(past);
  chart.upper_label = "at war";
  chart.lower_label = "a pledge was due";
  // Those who were in it first come first.
  std::vector<std::pair<Day, std::string>> order;
  for (const auto& [label, stretches] : rows)
    order.emplace_back(std::ranges::min(stretches, {}, &Stretch::from).from, label);
  std::ranges::sort(order);
  for (const auto& [from, label] : order)
    for (auto& bar : bars_of(label, rows[label])) chart.bars.push_back(std::move(bar));
  return picture::spell_chart(chart);
}

void print_backtest_json(const Past& past, const Backtest& tested) {
  auto document = document_head(past, "casus/backtest/1");
  json conflicts = json::array();
  std::size_t at = 0;
  for (std::size_t c = 0; c < tested.conflicts.size(); ++c) {
    const Conflict& conflict = tested.conflicts[c];
    auto one = conflict_json(conflict);
    json attacks = json::array(), cases = json::array();
    for (const auto& attack : conflict.attacks)
      if (!attack.goes_on)
        attacks.push_back({{"on", to_iso(attack.on)},
                           {"by", past.model()[attack.by].code},
                           {"target", past.model()[attack.target].code},
                           {"event", name(attack.kind)},
                           {"joins", attack.joiner}});
    for (; at < tested.cases.size() && tested.cases[at].conflict == c; ++at)
      cases.push_back(case_json(past, tested, tested.cases[at]));
    one["attacks"] = std::move(attacks);
    one["cases"] = std::move(cases);
    conflicts.push_back(std::move(one));
  }
  document["conflicts"] = std::move(conflicts);
  print(document.dump(2) + "\n");
}

void print_backtest_csv(const Past& past, const Backtest& tested) {
  const auto& model = past.model();
  print(csv_line({"conflict", "number", "title", "atop", "member", "partner", "pledge", "due", "on", "attack",
                  "conduct", "since", "verdict"}));
  for (const auto& one : tested.cases) {
    const Conflict& conflict = tested.conflicts[one.conflict];
    print(
        csv_line({conflict.kind == history::ConflictKind::war ? "war" : "dispute",
                  std::to_string(conflict.number), conflict.title, model[one.instrument].name,
                  model[one.member].code, model[one.partner].code, std::string(name(one.pledge)),
                  std::string(name(one.due)), history::open_words(*past.program, tested, one),
                  one.attack < 0
                      ? ""
                      : history::attack_words(model, conflict.attacks[static_cast<std::size_t>(one.attack)]),
                  std::string(name(one.conduct)), one.since ? to_iso(*one.since) : "", verdict_words(one)}));
  }
}

}  // namespace

int backtest(const Options& options, const PastWords& words, const BacktestWords& of) {
  PastWords asked = words;
  int exit = exit_done;
  if (of.dispute && words.definition == PastWords{}.definition) asked.definition = "disputes";
  auto past = load_past(options, asked, exit);
  if (!past) return exit;
  const auto wanted = of.war ? of.war : of.dispute;
  const bool disputes = past->definition.conflicts == history::ConflictKind::dispute;
  if ((of.war && disputes) || (of.dispute && !disputes)) {
    complain("casus: the definition `{}` is about {}\n", past->definition.name,
             disputes ? "disputes" : "wars");
    return exit_usage;
  }
  auto conflicts = std::move(past->conflicts);
  if (wanted) {
    std::erase_if(conflicts, [&](const Conflict& conflict) { return conflict.number != *wanted; });
    if (conflicts.empty()) {
      complain("casus: there is no {} of the number {} in {}\n", of.war ? "war" : "dispute", *wanted,
               past->path);
      return exit_input;
    }
    // One that is asked for by its number is shown whatever years and hostility the definition counts.
    past->definition.from = 1000, past->definition.to = 9998, past->definition.least_hostility = 1;
  }
  const auto tested = history::backtest(*past->alliances, std::move(conflicts), past->definition);
  if (!of.svg.empty()) {
    if (!wanted) {
      complain("casus: the calendar is of one conflict: `--war N` or `--dispute N` says which\n");
      return exit_usage;
    }
    if (!write_file(of.svg, calendar(*past, tested))) return exit_usage;
  }
  if (options.format == Format::json) {
    print_backtest_json(*past, tested);
  } else if (options.format == Format::csv) {
    print_backtest_csv(*past, tested);
  } else {
    print(wanted ? whole(*past, tested, options.all) : totals(*past, tested));
  }
  return exit_done;
}

}  // namespace casus::tool
