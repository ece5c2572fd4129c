// `casus network`: who is bound to help whom on a day, with a place for each state on the page.
#include <fmt/format.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "analysis/atlas.h"
#include "picture/layout.h"
#include "tool/analysis.h"
#include "tool/sweep.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;

namespace {

std::string_view standing(const analysis::Edge& edge) {
  return edge.bound > 0 ? "bound" : edge.open > 0 ? "open" : "political";
}

/// Coordinates as they are printed: four digits are finer than a screen.
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

void print_network_csv(const Model& model, const std::vector<analysis::Edge>& edges) {
  print(csv_line(
      {"debtor", "beneficiary", "standing", "attackers_bound", "attackers_open", "attackers_political"}));
  for (const auto& e : edges)
    print(csv_line({model[e.debtor].code, model[e.beneficiary].code, std::string(standing(e)),
                    fmt::format("{}", e.bound), fmt::format("{}", e.open), fmt::format("{}", e.political)}));
}

void print_network_text(Sweep& sweep, const std::vector<analysis::Edge>& edges) {
  const auto& model = sweep.model();
  std::map<std::string, std::vector<std::string>> helped;
  for (const auto& e : edges)
    if (e.bound > 0) helped[model[e.debtor].code].push_back(model[e.beneficiary].code);
  std::string out;
  for (const auto& [debtor, whom] : helped)
    out +=
        hanging(fmt::format("  {}  {:>3}  ", debtor, whom.size()), fmt::format("{}", fmt::join(whom, " "))) +
        "\n";
  print(out.empty() ? "Nobody is bound to help another.\n" : out);
}

}  // namespace

int network(const Options& options, const SweepWords& words) {
  int exit = exit_done;
  auto sweep = load_sweep(options, words, exit);
  if (!sweep) return exit;
  const auto& model = sweep->model();
  auto coverer = coverer_of(*sweep);
  const auto atlas = analysis::make_atlas(coverer, model, sweep->kind, sweep->by, sweep->of, sweep->day);
  const auto edges = analysis::network_of(atlas, model);
  if (options.format == Format::csv) {
    print_network_csv(model, edges);
    return exit_done;
  }
  if (options.format != Format::json && options.format != Format::ndjson) {
    print_network_text(*sweep, edges);
    return exit_done;
  }
  // Only what binds draws states together.
  const auto& states = atlas.victims;
  std::map<StateId, std::size_t> place;
  for (std::size_t i = 0; i < states.size(); ++i) place[states[i]] = i;
  std::vector<std::pair<std::size_t, std::size_t>> joined;
  std::set<std::pair<StateId, StateId>> bound;
  std::vector<std::size_t> gives(states.size()), receives(states.size());
  for (const auto& e : edges) {
    const auto from = place.find(e.debtor), to = place.find(e.beneficiary);
    if (e.bound == 0 || from == place.end() || to == place.end()) continue;
    bound.emplace(e.debtor, e.beneficiary);
    joined.emplace_back(from->second, to->second);
    ++gives[from->second];
    ++receives[to->second];
  }
  const auto at = picture::spring_layout(states.size(), joined);
  auto document = document_head(*sweep, "casus/network/1");
  json nodes = json::array(), list = json::array();
  for (std::size_t i = 0; i < states.size(); ++i)
    nodes.push_back({{"state", model[states[i]].code},
                     {"name", title_on(model[states[i]], sweep->day)},
                     {"x", rounded(at[i].x)},
                     {"y", rounded(at[i].y)},
                     {"bound_to_help", gives[i]},
                     {"helped_by", receives[i]}});
  for (const auto& e : edges)
    list.push_back({{"from", model[e.debtor].code},
                    {"to", model[e.beneficiary].code},
                    {"standing", standing(e)},
                    {"mutual", e.bound > 0 && bound.contains({e.beneficiary, e.debtor})},
                    {"attackers", e.bound > 0  ? e.bound
                                  : e.open > 0 ? e.open
                                               : e.political}});
  document["by"] = codes_of(model, sweep->by);
  document["attackers"] = atlas.attackers.size();
  document["nodes"] = std::move(nodes);
  document["edges"] = std::move(list);
  print(document.dump(options.format == Format::json ? 2 : -1) + "\n");
  leave(std::move(*sweep));
  return exit_done;
}

}  // namespace casus::tool
