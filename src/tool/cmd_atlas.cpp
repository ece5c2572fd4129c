// `casus atlas`: every attacker against every state attacked, on one day or year by year.
#include <fmt/format.h>

#include <algorithm>

#include "analysis/atlas.h"
#include "explain/words.h"
#include "tool/analysis.h"
#include "tool/atlas_pictures.h"
#include "tool/page.h"
#include "tool/streams.h"

namespace casus::tool {

using analysis::Atlas;
using analysis::Totals;
using json = nlohmann::ordered_json;

namespace {

constexpr std::size_t shown = 8;

std::string question_of(const Sweep& sweep) {
  return fmt::format("{} by one state on another: who is bound to {}, or to do more?",
                     explain::sentence_case(explain::plain(model::name(sweep.kind))),
                     model::words_of(sweep.act).without_object);
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}
double mean(const Totals& totals) {
  return totals.pairs == 0 ? 0 : static_cast<double>(totals.debtors) / static_cast<double>(totals.pairs);
}

// ── one day

std::string cover_line(const Sweep& sweep, const analysis::VictimCover& cover) {
  const auto& state = sweep.model()[cover.victim];
  const auto bound = cover.least == cover.most ? fmt::format("{}", cover.most)
                                               : fmt::format("{}–{}", cover.least, cover.most);
  return fmt::format("  {:<5}{:<34} {:>8} bound; somebody against {} of {}\n", state.code,
                     title_on(state, sweep.day), bound, cover.attackers_bound, cover.attackers);
}

void print_atlas_text(const Sweep& sweep, const Atlas& atlas) {
  const auto totals = analysis::totals_of(atlas);
  std::string out =
      fmt::format("{}\n{}: {} attackers, {} states attacked, {} pairs\n\n", question_of(sweep),
                  to_iso(atlas.day), atlas.attackers.size(), atlas.victims.size(), totals.pairs);
  const auto line = [&](std::string_view what, std::size_t pairs) {
    out += fmt::format("  {:<44}{:>7} pairs  {:>5.1f} %\n", what, pairs, share(pairs, totals.pairs));
  };
  line("somebody is bound", totals.bound);
  line("nobody but on an open question", totals.open);
  line("nobody but politically", totals.political);
  line("nobody", totals.none);
  out += fmt::format("  states bound, mean over all pairs: {:.1f}\n", mean(totals));

  const auto victims = analysis::by_victim(atlas, sweep.model());
  std::vector<std::string> uncovered;
  std::vector<analysis::VictimCover> covered;
  for (const auto& v : victims) {
    if (v.sum == 0) {
      uncovered.push_back(sweep.model()[v.victim].code);
    } else {
      covered.push_back(v);
    }
  }
  std::ranges::sort(uncovered);
  const std::size_t count = std::min(shown, covered.size());
  if (count > 0) out += "\nMost covered\n";
  for (std::size_t i = 0; i < count; ++i) out += cover_line(sweep, covered[i]);
  if (covered.size() > count) out += "\nLeast covered, of those for whom somebody is bound\n";
  for (std::size_t i = covered.size();
       i-- > std::max(covered.size() - std::min(shown, covered.size()), count);)
    out += cover_line(sweep, covered[i]);
  if (!uncovered.empty())
    out += fmt::format("\nNobody is bound, whoever attacks: {} of {} states\n  {}\n", uncovered.size(),
                       victims.size(), some_of(uncovered, 20));
  print(out);
}

void print_atlas_csv(const Sweep& sweep, const Atlas& atlas) {
  print(csv_line({"attacker", "victim", "bound", "open", "political", "who", "who_open"}));
  for (std::size_t a = 0; a < atlas.attackers.size(); ++a)
    for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
      if (atlas.attackers[a] == atlas.victims[v]) continue;
      const auto& cell = atlas.at(a, v);
      print(csv_line({sweep.model()[atlas.attackers[a]].code, sweep.model()[atlas.victims[v]].code,
                      fmt::format("{}", cell.bound.size()), fmt::format("{}", cell.open.size()),
                      fmt::format("{}", cell.political.size()),
                      fmt::format("{}", fmt::join(explain::codes(sweep.model(), cell.bound), " ")),
                      fmt::format("{}", fmt::join(explain::codes(sweep.model(), cell.open), " "))}));
    }
}

json totals_json(const Totals& totals) {
  return {{"pairs", totals.pairs},         {"bound", totals.bound}, {"open", totals.open},
          {"political", totals.political}, {"none", totals.none},   {"states_bound", totals.debtors}};
}

void print_atlas_json(Sweep& sweep, const Atlas& atlas, int indent) {
  auto document = document_head(sweep, "casus/atlas/1");
  document["attackers"] = codes_of(sweep.model(), atlas.attackers);
  document["victims"] = codes_of(sweep.model(), atlas.victims);
  document["totals"] = totals_json(analysis::totals_of(atlas));
  json bound = json::array(), open = json::array(), political = json::array();
  for (std::size_t a = 0; a < atlas.attackers.size(); ++a) {
    json row[3] = {json::array(), json::array(), json::array()};
    for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
      const auto& cell = atlas.at(a, v);
      row[0].push_back(cell.bound.size());
      row[1].push_back(cell.open.size());
      row[2].push_back(cell.political.size());
    }
    bound.push_back(std::move(row[0]));
    open.push_back(std::move(row[1]));
    political.push_back(std::move(row[2]));
  }
  document["bound"] = std::move(bound);
  document["open"] = std::move(open);
  document["political"] = std::move(political);
  print(document.dump(indent) + "\n");
}

int of_day(Sweep& sweep, const Options& options, const AtlasFiles& files) {
  auto coverer = coverer_of(sweep);
  const Atlas atlas = analysis::make_atlas(coverer, sweep.model(), sweep.kind, sweep.by, sweep.of, sweep.day);
  if (!files.svg.empty() && !write_file(files.svg, heat_map_of(sweep, atlas))) return exit_usage;
  if (!files.graphml.empty() || !files.gexf.empty() || !files.network_svg.empty()) {
    const auto network = network_of_day(sweep, atlas);
    if (!files.graphml.empty() && !write_file(files.graphml, picture::graphml(network))) return exit_usage;
    if (!files.gexf.empty() && !write_file(files.gexf, picture::gexf(network))) return exit_usage;
    if (!files.network_svg.empty()) {
      auto bound_only = network;
      std::erase_if(bound_only.arrows, [](const picture::Arrow& arrow) { return arrow.values[0] == 0; });
      const auto text = picture::network_picture(bound_only, "each is bound to help the other",
                                                 "one is bound to help the other: the dot marks whom");
      if (!write_file(files.network_svg, text)) return exit_usage;
    }
  }
  switch (options.format) {
    case Format::csv: print_atlas_csv(sweep, atlas); break;
    case Format::json: print_atlas_json(sweep, atlas, 1); break;
    case Format::ndjson: print_atlas_json(sweep, atlas, -1); break;
    default: print_atlas_text(sweep, atlas);
  }
  return exit_done;
}

// ── years

struct Year {
  int year;
  std::size_t states;
  Totals totals;
};

void print_years(Sweep& sweep, const std::vector<Year>& years, const Options& options) {
  if (options.format == Format::csv) {
    print(csv_line({"year", "states", "pairs", "bound", "open", "political", "none", "states_bound"}));
    for (const auto& y : years)
      print(csv_line({fmt::format("{}", y.year), fmt::format("{}", y.states),
                      fmt::format("{}", y.totals.pairs), fmt::format("{}", y.totals.bound),
                      fmt::format("{}", y.totals.open), fmt::format("{}", y.totals.political),
                      fmt::format("{}", y.totals.none), fmt::format("{}", y.totals.debtors)}));
    return;
  }
  if (options.format == Format::json || options.format == Format::ndjson) {
    auto document = document_head(sweep, "casus/atlas/1");
    json list = json::array();
    for (const auto& y : years)
      list.push_back({{"year", y.year}, {"states", y.states}, {"totals", totals_json(y.totals)}});
    document["years"] = std::move(list);
    return print(document.dump(options.format == Format::json ? 2 : -1) + "\n");
  }
  std::string out =
      fmt::format("{}\n1 January of each year\n\n  year  states    pairs  bound %   open %  bound, mean\n",
                  question_of(sweep));
  // A page's worth: the other years are in the table that --csv prints.
  const std::size_t step = years.size() <= 40 ? 1 : 10;
  for (std::size_t i = 0; i < years.size(); ++i) {
    const auto& [year, states, totals] = years[i];
    if (step > 1 && year % 10 != 0 && i != 0 && i + 1 != years.size()) continue;
    out += fmt::format("  {}  {:>6}  {:>7}  {:>7.1f}  {:>7.1f}  {:>11.2f}\n", year, states, totals.pairs,
                       share(totals.bound, totals.pairs), share(totals.open, totals.pairs), mean(totals));
  }
  print(out);
}

int of_years(Sweep& sweep, const Options& options, const AtlasFiles& files) {
  auto coverer = coverer_of(sweep);
  analysis::NetworkOverTime network;
  std::vector<Year> years;
  std::vector<model::StateId> states;
  const bool graph = !files.graphml.empty() || !files.gexf.empty();
  for (int year = sweep.years->first; year <= sweep.years->second; ++year) {
    const auto day = day_of(year, 1, 1);
    const Atlas atlas = analysis::make_atlas(coverer, sweep.model(), sweep.kind, sweep.by, sweep.of, *day);
    const auto living = analysis::states_on(sweep.model(), *day);
    years.push_back({year, living.size(), analysis::totals_of(atlas)});
    if (!graph) continue;
    network.add(year, analysis::network_of(atlas, sweep.model()));
    for (auto id : living)
      if (std::ranges::find(states, id) == states.end()) states.push_back(id);
  }
  if (graph) {
    const auto picture = network_of_years(sweep, network.edges(sweep.model()), states);
    if (!files.graphml.empty() && !write_file(files.graphml, picture::graphml(picture))) return exit_usage;
    if (!files.gexf.empty() && !write_file(files.gexf, picture::gexf(picture))) return exit_usage;
  }
  print_years(sweep, years, options);
  return exit_done;
}

}  // namespace

int atlas(const Options& options, const SweepWords& words, const AtlasFiles& files) {
  if (!words.years.empty() && (!files.svg.empty() || !files.network_svg.empty())) {
    complain("casus: a picture is of one day: name it with --on, or write --gexf or --graphml of years\n");
    return exit_usage;
  }
  int exit = exit_done;
  auto sweep = load_sweep(options, words, exit);
  if (!sweep) return exit;
  exit = sweep->years ? of_years(*sweep, options, files) : of_day(*sweep, options, files);
  leave(std::move(*sweep));
  return exit;
}

}  // namespace casus::tool
