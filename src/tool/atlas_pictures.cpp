#include "tool/atlas_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "explain/words.h"
#include "picture/heat_map.h"

namespace casus::tool {

namespace {

// The parts of the world, in an order in which neighbours stand together, round a circle too.
constexpr std::string_view continents[] = {
    "Europe", "Africa", "Asia", "Oceania", "South_America", "Caribbean", "Central_America", "North_America"};

/// In which of them the state's home lies: the first that contains it.
std::size_t continent_of(const model::Model& model, model::StateId state) {
  for (std::size_t i = 0; i < std::size(continents); ++i) {
    const auto found = model.region_names.find(continents[i]);
    if (found != model.region_names.end() && (model[model.home(state)].regions >> found->second & 1) != 0)
      return i;
  }
  return std::size(continents);
}

std::string continent_words(const model::Model& model, model::StateId state) {
  const std::size_t at = continent_of(model, state);
  return at == std::size(continents) ? "elsewhere" : explain::plain(continents[at]);
}

/// The states by continent and code.
std::vector<model::StateId> by_continent(const model::Model& model, std::vector<model::StateId> states) {
  std::ranges::sort(states, {}, [&](model::StateId id) {
    return std::pair<std::size_t, std::string_view>(continent_of(model, id), model[id].code);
  });
  return states;
}

/// Where each state stands in the list.
std::map<model::StateId, std::size_t> places_in(const std::vector<model::StateId>& states) {
  std::map<model::StateId, std::size_t> place;
  for (std::size_t i = 0; i < states.size(); ++i) place[states[i]] = i;
  return place;
}

// The scale: steps of states bound, then what stands where nobody is.
struct Range {
  std::size_t from;
  std::size_t to;
};
constexpr Range ranges[] = {{1, 1}, {2, 5}, {6, 12}, {13, 24}, {25, 34}, {35, 1000}};
constexpr std::uint8_t first_without = std::size(ranges);

std::uint8_t step_of(const analysis::Covered& cell) {
  const std::size_t bound = cell.bound.size();
  for (std::uint8_t i = 0; i < std::size(ranges); ++i)
    if (bound >= ranges[i].from && bound <= ranges[i].to) return i;
  if (!cell.open.empty()) return first_without;
  return cell.political.empty() ? first_without + 2 : first_without + 1;
}

std::vector<picture::Step> steps() {
  std::vector<picture::Step> list;
  const auto colours = picture::sequential_colours(std::size(ranges));
  for (std::size_t i = 0; i < std::size(ranges); ++i) {
    const auto [from, to] = ranges[i];
    list.push_back({colours[i], to == 1      ? "1 state bound"
                                : to >= 1000 ? fmt::format("{} or more states bound", from)
                                             : fmt::format("{}–{} states bound", from, to)});
  }
  list.push_back({"#b9a37e", "nobody bound but on an open question"});
  list.push_back({"#b5b5b5", "nobody bound but politically or by a text of disputed force"});
  list.push_back({"#ececec", "nobody bound"});
  return list;
}

std::string title_of(Sweep& sweep) {
  return fmt::format("Who is bound to {} or to do more: {}", model::words_of(sweep.act).without_object,
                     explain::plain(model::name(sweep.kind)));
}

void add_nodes(picture::Network& network, Sweep& sweep, const std::vector<model::StateId>& states, Day day) {
  for (auto id : states)
    network.nodes.push_back({sweep.model()[id].code,
                             day == Day::min() ? sweep.model()[id].title : title_on(sweep.model()[id], day),
                             continent_words(sweep.model(), id)});
}

}  // namespace

std::string heat_map_of(Sweep& sweep, const analysis::Atlas& atlas) {
  const auto& model = sweep.model();
  picture::HeatMap map;
  map.title = title_of(sweep);
  map.caption = caption(sweep, to_iso(atlas.day));
  map.row_title = "attacker";
  map.column_title = "state attacked";
  map.steps = steps();
  const auto row = places_in(atlas.attackers), column = places_in(atlas.victims);
  const auto victims = by_continent(model, atlas.victims);
  for (auto attacker : by_continent(model, atlas.attackers)) {
    map.rows.push_back(model[attacker].code);
    map.row_groups.push_back(continent_words(model, attacker));
    for (auto victim : victims)
      map.cells.push_back(attacker == victim ? picture::no_cell
                                             : step_of(atlas.at(row.at(attacker), column.at(victim))));
  }
  for (auto victim : victims) {
    map.columns.push_back(model[victim].code);
    map.column_groups.push_back(continent_words(model, victim));
  }
  return picture::heat_map(map);
}

picture::Network network_of_day(Sweep& sweep, const analysis::Atlas& atlas) {
  picture::Network network;
  network.title = title_of(sweep);
  network.caption = caption(sweep, to_iso(atlas.day));
  network.attributes = {"bound", "open", "political"};
  const auto states = by_continent(sweep.model(), analysis::states_on(sweep.model(), atlas.day));
  add_nodes(network, sweep, states, atlas.day);
  auto place = places_in(states);
  for (const auto& edge : analysis::network_of(atlas, sweep.model()))
    // An organisation can owe something; it is no state and so no node.
    if (place.contains(edge.debtor))
      network.arrows.push_back(
          {place[edge.debtor], place[edge.beneficiary], {edge.bound, edge.open, edge.political}, {}});
  return network;
}

picture::Network network_of_years(Sweep& sweep, const std::vector<analysis::DatedEdge>& edges,
                                  const std::vector<model::StateId>& living) {
  const auto states = by_continent(sweep.model(), living);
  picture::Network network;
  network.title = title_of(sweep);
  network.caption =
      caption(sweep, fmt::format("1 January of each year, {}–{}", sweep.years->first, sweep.years->second));
  network.dynamic = true;
  add_nodes(network, sweep, states, Day::min());
  auto place = places_in(states);
  for (const auto& edge : edges)
    if (place.contains(edge.debtor))
      network.arrows.push_back({place[edge.debtor], place[edge.beneficiary], {}, edge.spells});
  return network;
}

}  // namespace casus::tool
