#include "analysis/atlas.h"

#include <algorithm>

namespace casus::analysis {

namespace {

std::vector<StateId> existing(const Model& model, const std::vector<StateId>& wanted, Day day) {
  auto states = states_on(model, day);
  if (wanted.empty()) return states;
  std::erase_if(states, [&](StateId id) { return std::ranges::find(wanted, id) == wanted.end(); });
  return states;
}

bool by_codes(const Model& model, const auto& a, const auto& b) {
  return std::tie(model[a.debtor].code, model[a.beneficiary].code) <
         std::tie(model[b.debtor].code, model[b.beneficiary].code);
}

}  // namespace

Atlas make_atlas(Coverer& coverer, const Model& model, EventKind kind, const std::vector<StateId>& attackers,
                 const std::vector<StateId>& victims, Day day) {
  Atlas atlas{day, existing(model, attackers, day), existing(model, victims, day), {}};
  atlas.cells.resize(atlas.attackers.size() * atlas.victims.size());
  // Victim by victim: the clauses that can protect one stay in the cache.
  for (std::size_t v = 0; v < atlas.victims.size(); ++v)
    for (std::size_t a = 0; a < atlas.attackers.size(); ++a)
      if (atlas.attackers[a] != atlas.victims[v])
        atlas.cells[a * atlas.victims.size() + v] =
            coverer.cover({kind, atlas.attackers[a], atlas.victims[v], {}}, day);
  return atlas;
}

Totals totals_of(const Atlas& atlas) {
  Totals totals;
  for (std::size_t a = 0; a < atlas.attackers.size(); ++a)
    for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
      if (atlas.attackers[a] == atlas.victims[v]) continue;
      const Covered& cell = atlas.at(a, v);
      ++totals.pairs;
      totals.debtors += cell.bound.size();
      switch (cell.cover()) {
        case Cover::bound: ++totals.bound; break;
        case Cover::open: ++totals.open; break;
        case Cover::political: ++totals.political; break;
        case Cover::consultation:
        case Cover::none: ++totals.none; break;
      }
    }
  return totals;
}

std::vector<VictimCover> by_victim(const Atlas& atlas, const Model& model) {
  std::vector<VictimCover> list;
  for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
    VictimCover cover{.victim = atlas.victims[v]};
    for (std::size_t a = 0; a < atlas.attackers.size(); ++a) {
      if (atlas.attackers[a] == atlas.victims[v]) continue;
      const std::size_t bound = atlas.at(a, v).bound.size();
      cover.least = cover.attackers == 0 ? bound : std::min(cover.least, bound);
      cover.most = std::max(cover.most, bound);
      cover.sum += bound;
      if (bound > 0) ++cover.attackers_bound;
      ++cover.attackers;
    }
    list.push_back(cover);
  }
  std::ranges::sort(list, [&](const VictimCover& a, const VictimCover& b) {
    return a.sum != b.sum ? a.sum > b.sum : model[a.victim].code < model[b.victim].code;
  });
  return list;
}

std::vector<Edge> network_of(const Atlas& atlas, const Model& model) {
  std::vector<Edge> edges;
  std::vector<Edge> of_victim(StateSet::capacity);
  for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
    std::ranges::fill(of_victim, Edge{});
    StateSet helpers;
    for (std::size_t a = 0; a < atlas.attackers.size(); ++a) {
      const Covered& cell = atlas.at(a, v);
      helpers |= cell.bound | cell.open | cell.political;
      cell.bound.for_each([&](std::size_t s) { ++of_victim[s].bound; });
      cell.open.for_each([&](std::size_t s) { ++of_victim[s].open; });
      cell.political.for_each([&](std::size_t s) { ++of_victim[s].political; });
    }
    helpers.for_each([&](std::size_t s) {
      Edge edge = of_victim[s];
      edge.debtor = make_id<StateId>(s);
      edge.beneficiary = atlas.victims[v];
      edges.push_back(edge);
    });
  }
  std::ranges::sort(edges, [&](const Edge& a, const Edge& b) { return by_codes(model, a, b); });
  return edges;
}

void NetworkOverTime::add(int year, const std::vector<Edge>& edges) {
  for (const auto& edge : edges) {
    if (edge.bound == 0) continue;
    auto& spells = spells_[{edge.debtor, edge.beneficiary}];
    if (!spells.empty() && spells.back().second == year) {
      spells.back().second = year + 1;
    } else {
      spells.emplace_back(year, year + 1);
    }
  }
}

std::vector<DatedEdge> NetworkOverTime::edges(const Model& model) const {
  std::vector<DatedEdge> list;
  for (const auto& [pair, spells] : spells_) list.push_back({pair.first, pair.second, spells});
  std::ranges::sort(list, [&](const DatedEdge& a, const DatedEdge& b) { return by_codes(model, a, b); });
  return list;
}

}  // namespace casus::analysis
