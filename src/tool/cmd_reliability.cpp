// `casus reliability`: how often pledges that came due were kept, by a definition; the published figures beside it, and every case.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "explain/layout.h"
#include "history/reasons.h"
#include "history/reliability.h"
#include "picture/cross_table.h"
#include "picture/share_chart.h"
#include "tool/backtest.h"
#include "tool/catalogue.h"
#include "tool/embedded.h"
#include "tool/page.h"
#include "tool/past.h"
#include "tool/question.h"

namespace casus::tool {

using history::Backtest;
using history::Compared;
using history::Definition;
using history::Reliability;
using history::Share;
using history::Tested;
using history::Verdict;
using json = nlohmann::ordered_json;

namespace {

/// The splits of the published figures, and how each is told.
struct Split {
  std::string_view what;
  std::string_view words;
};
constexpr std::array splits = {
    Split{"all", "all"},
    Split{"before_1945", "before 1945"},
    Split{"since_1945", "since 1945"},
    Split{"defense", "with defense"},
    Split{"offense", "with offense"},
    Split{"neutral", "with neutral"},
    Split{"nonagg", "with nonagg"},
};

/// Everything that is told, worked out once.
struct ToldShares {
  const Past& past;
  Backtest tested;
  Reliability result;
  std::optional<history::Agreement> agreement;
  std::optional<history::Deterrence> deterrence;
};

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

std::string published_words(const Definition& definition, std::string_view what) {
  const auto found = std::ranges::find(definition.published, what, &history::Published::what);
  if (found == definition.published.end()) return {};
  if (found->of == 0) return percent(found->share);
  return fmt::format("{} of {}, {}", found->kept, found->of, percent(found->share));
}

std::string unit_words(const ToldShares& told, const Tested& unit) {
  const auto& model = told.past.model();
  std::string words = fmt::format("{:<40} {}", conflict_words(told.tested.conflicts[unit.conflict]),
                                  model[unit.instrument].title);
  if (unit.member) words += fmt::format(", {}", model[unit.member].code);
  return words;
}

/// The cases that decided, one line each where they are few.
std::string case_lines(const ToldShares& told, const Tested& unit) {
  constexpr std::size_t most = 8;
  std::string out;
  // What was broken first: it decides.
  auto cases = unit.cases;
  std::ranges::stable_sort(cases, {},
                           [&](auto c) { return told.tested.cases[c].verdict != Verdict::not_kept; });
  for (std::size_t i = 0; i < cases.size() && i < most; ++i) {
    const auto& one = told.tested.cases[cases[i]];
    out += fmt::format("           {}{}\n",
                       one.verdict == Verdict::not_tested ? "" : fmt::format("{}: ", name(one.verdict)),
                       history::reason_words(*told.past.program, told.tested, one));
  }
  if (cases.size() > most) out += fmt::format("           and {} more\n", cases.size() - most);
  return out;
}

std::string head_words(const Definition& d) {
  std::string out =
      fmt::format("{}: {} in {}, {} to {}\n{}\n", d.title,
                  d.unit == history::CountedUnit::alliance ? "alliances" : "members of alliances",
                  d.conflicts == history::ConflictKind::war ? "wars" : "disputes", d.from, d.to, d.source);
  for (const auto& note : d.notes) out += explain::wrapped(note, 2, 100);
  return out;
}

std::string share_lines(const ToldShares& told) {
  const Definition& d = told.past.definition;
  std::string out = fmt::format("\n{:<16}{:>6}{:>6}{:>10}   {:<18}{}\n", "", "kept", "of", "share",
                                "95 % interval", d.published.empty() ? "" : "published");
  for (const auto& split : splits) {
    const Share share = share_of(told.tested, told.result, split.what);
    const auto [low, high] = share.interval();
    const std::string published = published_words(d, split.what);
    if (share.of == 0 && published.empty()) continue;
    out += fmt::format("{:<16}{:>6}{:>6}{:>10}   {:<18}{}\n", split.words, share.kept, share.of,
                       share.of == 0 ? "" : percent(*share.value()),
                       share.of == 0 ? "" : fmt::format("{} to {}", percent(low), percent(high)), published);
  }
  if (told.result.open > 0)
    out += fmt::format("\n{} more are open: everything that could be due hangs on what the data do not say\n",
                       told.result.open);
  return out;
}

std::string agreement_lines(const ToldShares& told) {
  if (!told.agreement) return {};
  const auto& a = *told.agreement;
  std::string out = fmt::format(
      "\nAgainst Leeds and Anac 2005, case by case\n  {} cases of theirs; {} judged by both, {} alike ({}), "
      "kappa {:.2f}\n",
      a.cases.size(), a.both, a.same, a.both == 0 ? "" : percent(static_cast<double>(a.same) / a.both),
      a.kappa);
  const auto line = [&](const Compared& one) {
    const auto conflict =
        std::ranges::find(told.tested.conflicts, one.theirs.war, &history::Conflict::number);
    return fmt::format("  {:<40} ATOP {:<6} there {:<8} here {}\n",
                       conflict == told.tested.conflicts.end() ? fmt::format("War {}", one.theirs.war)
                                                               : conflict_words(*conflict),
                       one.theirs.alliance, one.theirs.kept ? "kept" : "not kept", name(one.ours));
  };
  out += "\n  judged otherwise\n";
  for (const auto& one : a.cases) {
    const bool both = one.ours == Compared::Ours::kept || one.ours == Compared::Ours::not_kept;
    if (!both || (one.ours == Compared::Ours::kept) == one.theirs.kept) continue;
    out += line(one) + case_lines(told, told.result.units[*one.unit]);
  }
  out += "\n  judged there alone\n";
  for (const auto& one : a.cases) {
    if (one.ours == Compared::Ours::kept || one.ours == Compared::Ours::not_kept) continue;
    out += line(one);
    if (one.unit) out += case_lines(told, told.result.units[*one.unit]);
  }
  out += "\n  judged here alone, in wars up to the last of theirs\n";
  for (const auto u : a.only_ours) {
    const auto& unit = told.result.units[u];
    out += fmt::format("  {} here {}\n", unit_words(told, unit), name(unit.verdict));
  }
  return out;
}

std::string deterrence_lines(const ToldShares& told) {
  if (!told.deterrence) return {};
  std::string out = fmt::format(
      "\nState-years by whether somebody had pledged to defend the state on 1 January\n"
      "{:<16}{:>12}{:>10}{:>10}{:>16}{:>16}\n",
      "", "state-years", "attacked", "share", "with joiners", "without");
  const auto row = [&](std::string_view words, const history::StateYears& years) {
    out += fmt::format("{:<16}{:>12}{:>10}{:>10}{:>16}{:>16}\n", words, years.years, years.attacked,
                       years.years == 0 ? "" : fmt::format("{:.2f} %", 100.0 * years.attacked / years.years),
                       years.with_joiner, years.attacked - years.with_joiner);
  };
  row("a defence pact", told.deterrence->pledged);
  row("none", told.deterrence->unpledged);
  return out + "  What goes together is no proof that one makes the other: states in danger seek pacts.\n";
}

std::string unit_lines(const ToldShares& told) {
  // Where no text was read nothing can be said of a single case.
  if (!told.past.definition.clauses_read) return {};
  std::string out = "\nCases\n";
  for (const auto& unit : told.result.units)
    out += fmt::format("  {:<8} {}\n{}", unit.open ? "open" : std::string(name(unit.verdict)),
                       unit_words(told, unit), case_lines(told, unit));
  return out;
}

/// Shares by the decade in which the conflict began.
std::string decade_chart(const ToldShares& told) {
  const Definition& d = told.past.definition;
  picture::ShareChart chart;
  chart.title = fmt::format("Pledges kept where they came due, by decade: {}", d.title);
  chart.caption = past_caption(told.past);
  chart.kept_label = "kept";
  int first = 9999, last = 0;
  for (const auto& unit : told.result.units) {
    if (unit.verdict == Verdict::not_tested) continue;
    const int decade = year_of(told.tested, unit) / 10 * 10;
    first = std::min(first, decade), last = std::max(last, decade);
  }
  for (int decade = first; decade <= last; decade += 10) {
    const Share share =
        told.result.where([&](const Tested& unit) { return year_of(told.tested, unit) / 10 * 10 == decade; });
    const auto [low, high] = share.interval();
    chart.bars.push_back({.label = fmt::format("{}s", decade),
                          .note = {},
                          .kept = share.kept,
                          .of = share.of,
                          .low = low,
                          .high = high});
  }
  for (const auto& [what, words] : {std::pair<std::string_view, std::string_view>{"all", "published"},
                                    {"before_1945", "published, before 1945"},
                                    {"since_1945", "published, since 1945"}}) {
    const auto found = std::ranges::find(d.published, what, &history::Published::what);
    if (found != d.published.end())
      chart.references.emplace_back(fmt::format("{}: {}", words, percent(found->share)), found->share);
  }
  return picture::share_chart(chart);
}

/// What came due against what was done, each cell named.
std::string due_and_done(const ToldShares& told) {
  using history::Conduct;
  using history::Due;
  picture::CrossTable table;
  table.title = "What came due, and what was done";
  table.caption = past_caption(told.past);
  table.row_title = "the pledge";
  table.column_title = "the member";
  constexpr std::array dues = {Due::arises, Due::open, Due::does_not_arise};
  constexpr std::array conducts = {Conduct::joined, Conduct::stayed_out, Conduct::fought_against};
  static constexpr std::array<std::array<std::string_view, 3>, 3> help = {{
      {"helped as promised", "left its partner alone", "fought its partner"},
      {"helped; whether it had to is open", "stayed out; whether it might is open",
       "fought its partner; open"},
      {"helped without having to", "stayed out, and might", "fought whom it did not have to help"},
  }};
  for (const auto due : dues) table.rows.emplace_back(name(due));
  for (const auto conduct : conducts) table.columns.emplace_back(name(conduct));
  for (std::size_t r = 0; r < dues.size(); ++r)
    for (std::size_t c = 0; c < conducts.size(); ++c) {
      const auto count = std::ranges::count_if(told.tested.cases, [&](const history::Case& one) {
        const bool helps = one.pledge == history::Pledge::defense || one.pledge == history::Pledge::offense;
        return helps && one.due == dues[r] && one.conduct == conducts[c];
      });
      table.cells.push_back({static_cast<std::size_t>(count), std::string(help[r][c])});
    }
  table.title += ": pledges of help (defense and offense)";
  return picture::cross_table(table);
}

json reliability_share_json(const Share& share) {
  const auto [low, high] = share.interval();
  return {{"kept", share.kept},
          {"of", share.of},
          {"share", share.of == 0 ? json(nullptr) : json(*share.value())},
          {"low", low},
          {"high", high}};
}

json years_json(const history::StateYears& years) {
  return {{"state_years", years.years}, {"attacked", years.attacked}, {"with_joiner", years.with_joiner}};
}

void print_reliability_json(const ToldShares& told) {
  const auto& model = told.past.model();
  auto document = document_head(told.past, "casus/reliability/1");
  json shares = json::array();
  for (const auto& split : splits) {
    auto one = reliability_share_json(share_of(told.tested, told.result, split.what));
    one["what"] = split.what;
    const auto& published = told.past.definition.published;
    const auto found = std::ranges::find(published, split.what, &history::Published::what);
    one["published"] = found == published.end()
                           ? json(nullptr)
                           : json{{"share", found->share},
                                  {"kept", found->of == 0 ? json(nullptr) : json(found->kept)},
                                  {"of", found->of == 0 ? json(nullptr) : json(found->of)}};
    shares.push_back(std::move(one));
  }
  document["shares"] = std::move(shares);
  document["open"] = told.result.open;
  json units = json::array();
  for (const auto& unit : told.result.units) {
    const auto& conflict = told.tested.conflicts[unit.conflict];
    json cases = json::array();
    for (const auto c : unit.cases) cases.push_back(case_json(told.past, told.tested, told.tested.cases[c]));
    units.push_back({{"conflict", conflict_json(conflict)},
                     {"instrument", model[unit.instrument].name},
                     {"member", unit.member ? json(model[unit.member].code) : json(nullptr)},
                     {"verdict", unit.open                       ? "open"
                                 : unit.verdict == Verdict::kept ? "kept"
                                                                 : "not_kept"},
                     {"cases", std::move(cases)}});
  }
  document["units"] = std::move(units);
  document["agreement"] = nullptr;
  if (told.agreement) {
    json compared = json::array();
    for (const auto& one : told.agreement->cases)
      compared.push_back({{"war", one.theirs.war},
                          {"atop", one.theirs.alliance},
                          {"there", one.theirs.kept ? "kept" : "not_kept"},
                          {"here", name(one.ours)}});
    document["agreement"] = {{"with", "leeds_anac"},
                             {"both", told.agreement->both},
                             {"same", told.agreement->same},
                             {"kappa", told.agreement->kappa},
                             {"only_here", told.agreement->only_ours.size()},
                             {"cases", std::move(compared)}};
  }
  document["deterrence"] = nullptr;
  if (told.deterrence)
    document["deterrence"] = {{"defence_pact", years_json(told.deterrence->pledged)},
                              {"none", years_json(told.deterrence->unpledged)}};
  print(document.dump(2) + "\n");
}

void print_reliability_csv(const ToldShares& told) {
  const auto& model = told.past.model();
  print(csv_line({"number", "title", "year", "atop", "member", "verdict", "reason"}));
  for (const auto& unit : told.result.units) {
    const auto& conflict = told.tested.conflicts[unit.conflict];
    std::vector<std::string> reasons;
    for (const auto c : unit.cases)
      reasons.push_back(history::reason_words(*told.past.program, told.tested, told.tested.cases[c]));
    print(csv_line(
        {std::to_string(conflict.number), conflict.title, std::to_string(year_of(told.tested, unit)),
         model[unit.instrument].name, unit.member ? model[unit.member].code : "",
         unit.open ? "open" : std::string(name(unit.verdict)), fmt::format("{}", fmt::join(reasons, "; "))}));
  }
}

int print_definitions(const Options& options) {
  diag::Sink sink;
  json list = json::array();
  std::string out;
  for (const auto& file : embedded::definitions()) {
    const std::string stem(file.path.substr(0, file.path.size() - 5));
    const auto definition = history::read_definition(stem, std::string(file.path), file.text, sink);
    if (!definition) continue;
    out += fmt::format("{:<28} {}\n", stem, definition->title);
    list.push_back({{"name", stem}, {"title", definition->title}, {"source", definition->source}});
  }
  print(options.format == Format::json ? list.dump(2) + "\n" : out);
  return exit_done;
}

}  // namespace

int reliability(const Options& options, const PastWords& words, const ReliabilityWords& of) {
  if (of.definitions) return print_definitions(options);
  int exit = exit_done;
  const auto past = load_past(options, words, exit);
  if (!past) return exit;
  const Definition& definition = past->definition;
  ToldShares told{.past = *past};
  told.tested = history::backtest(*past->alliances, past->conflicts, definition);
  told.result = history::reliability(told.tested, definition);
  const bool comparable =
      definition.unit == history::CountedUnit::alliance && definition.conflicts == history::ConflictKind::war;
  if (comparable && past->store->has("leeds_anac"))
    told.agreement =
        history::compare(told.tested, told.result, past->model(), history::read_leeds_anac(past->tables()));
  if (of.deterrence)
    told.deterrence = history::deterrence(past->model(), past->conflicts, std::max(definition.from, 1816),
                                          std::min(definition.to, 2016));
  if (past->session->sink().has_errors()) {
    past->session->report();
    return exit_input;
  }
  if (!of.svg.empty() && !write_file(of.svg, decade_chart(told))) return exit_usage;
  if (!of.table_svg.empty() && !write_file(of.table_svg, due_and_done(told))) return exit_usage;
  if (options.format == Format::json) {
    print_reliability_json(told);
  } else if (options.format == Format::csv) {
    print_reliability_csv(told);
  } else {
    print(head_words(definition) + share_lines(told) + deterrence_lines(told) + agreement_lines(told) +
          unit_lines(told) + fmt::format("\n{}\n", past_caption(*past)));
  }
  return exit_done;
}

}  // namespace casus::tool
