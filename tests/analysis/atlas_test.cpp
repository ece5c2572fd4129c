// The atlas counted a second way, spells of its network, gaps against the atlas, timelines, and the files of a network.
#include "analysis/atlas.h"

#include <gtest/gtest.h>

#include <set>

#include "analysis/gaps.h"
#include "analysis/timeline.h"
#include "picture/network.h"
#include "support/world.h"

namespace casus::analysis {
namespace {

using support::world;

Atlas atlas_of(Day day) {
  Coverer coverer(*world().program, *acts_at_least(Act::assist), {}, false);
  return make_atlas(coverer, world().model(), EventKind::armed_attack, {}, {}, day);
}

TEST(Atlas, TotalsEdgesAndVictimsCountTheSameCells) {
  const Atlas atlas = atlas_of(*day_of(1938, 1, 1));
  const auto totals = totals_of(atlas);
  EXPECT_EQ(totals.pairs, atlas.victims.size() * (atlas.victims.size() - 1));
  EXPECT_EQ(totals.bound + totals.open + totals.political + totals.none, totals.pairs);
  std::size_t by_edges = 0, by_victims = 0, by_cells = 0;
  for (const auto& edge : network_of(atlas, world().model())) by_edges += edge.bound;
  for (const auto& victim : by_victim(atlas, world().model())) by_victims += victim.sum;
  for (const auto& cell : atlas.cells) by_cells += cell.bound.size();
  EXPECT_GT(by_cells, 0u);
  EXPECT_EQ(by_edges, by_cells);
  EXPECT_EQ(by_victims, by_cells);
  EXPECT_EQ(totals.debtors, by_cells);
}

TEST(Atlas, WithoutConsultationTheHelpersAreTheSame) {
  const Day day = *day_of(2023, 2, 21);
  const Atlas atlas = atlas_of(day);
  Coverer coverer(*world().program, *acts_at_least(Act::assist));
  for (std::size_t a = 0; a < atlas.attackers.size(); a += 7)
    for (std::size_t v = 0; v < atlas.victims.size(); ++v) {
      if (atlas.attackers[a] == atlas.victims[v]) continue;
      auto covered = coverer.cover({EventKind::armed_attack, atlas.attackers[a], atlas.victims[v], {}}, day);
      covered.consulting = {};
      ASSERT_EQ(atlas.at(a, v), covered);
    }
}

TEST(Gaps, AgreeWithTheAtlas) {
  const Day day = *day_of(2023, 2, 21);
  const Atlas atlas = atlas_of(day);
  Coverer coverer(*world().program, *acts_at_least(Act::assist));
  const auto gaps = find_gaps(coverer, world().model(), EventKind::armed_attack, {}, day);
  ASSERT_EQ(gaps.size(), atlas.victims.size());
  for (std::size_t v = 0; v < gaps.size(); ++v) {
    std::size_t bound = 0;
    for (std::size_t a = 0; a < atlas.attackers.size(); ++a)
      if (!atlas.at(a, v).bound.empty()) ++bound;
    EXPECT_EQ(gaps[v].against(Cover::bound).size(), bound) << world().model()[gaps[v].state].code;
  }
}

TEST(NetworkOverTime, YearsInARowAreOneSpell) {
  const StateId a = world().state("FRA"), b = world().state("POL");
  const std::vector<Edge> bound = {{a, b, 3, 0, 0}}, only_open = {{a, b, 0, 2, 0}};
  NetworkOverTime network;
  network.add(1921, bound);
  network.add(1922, bound);
  network.add(1923, only_open);
  network.add(1924, bound);
  const auto edges = network.edges(world().model());
  ASSERT_EQ(edges.size(), 1u);
  EXPECT_EQ(edges[0].spells, (std::vector<std::pair<int, int>>{{1921, 1923}, {1924, 1925}}));
}

TEST(Timeline, WhatAllOweEachOtherIsGivenAndReceived) {
  const auto list = timeline(*world().program, world().state("CAN"));
  const auto found = std::ranges::find_if(list, [](const Commitment& c) {
    return world().model()[c.instrument].name == "north_atlantic_treaty";
  });
  ASSERT_NE(found, list.end());
  const Undertaking assist{Modality::must, Act::assist};
  EXPECT_NE(std::ranges::find(found->given, assist), found->given.end());
  EXPECT_NE(std::ranges::find(found->received, assist), found->received.end());
}

// Whoever is bound to help on some day has a commitment that says so, and so has the one who is helped: except where a text
// protects states by a class or every state.
TEST(Timeline, HoldsWhatTheAtlasFinds) {
  const Day day = *day_of(2023, 2, 21);
  Coverer coverer(*world().program, *acts_at_least(Act::assist), {}, false);
  const auto& model = world().model();
  std::map<StateId, std::vector<Commitment>> timelines;
  const auto has = [&](StateId state, InstrumentId instrument, bool given) {
    auto [at, fresh] = timelines.try_emplace(state);
    if (fresh) at->second = timeline(*world().program, state);
    return std::ranges::any_of(at->second, [&](const Commitment& c) {
      if (c.instrument != instrument || !c.spell.may_contain(day)) return false;
      return std::ranges::any_of(given ? c.given : c.received,
                                 [](const Undertaking& u) { return family(u.act) == ActFamily::force; });
    });
  };
  std::size_t checked = 0;
  for (const auto* victim : {"POL", "JPN", "ARM", "KOR", "GRC", "PRK", "PHL"}) {
    const StateId struck = world().state(victim);
    coverer.cover({EventKind::armed_attack, world().state("IND"), struck, {}}, day);
    for (const auto& ground : coverer.grounds()) {
      if (ground.cover != Cover::bound) continue;
      const auto instrument = model[coverer.result().rows[ground.row].provision].instrument;
      EXPECT_TRUE(has(struck, instrument, false)) << victim << " " << model[instrument].name;
      ground.helpers.for_each([&](std::size_t s) {
        ++checked;
        EXPECT_TRUE(has(make_id<StateId>(s), instrument, true))
            << model.states[s].code << " " << model[instrument].name;
      });
    }
  }
  EXPECT_GT(checked, 50u);
}

TEST(Timeline, VagueDaysSayHowFarTheyAreKnown) {
  const auto words = [](std::string_view text) { return day_words(*read_date(text).date); };
  EXPECT_EQ(words("1949-08-24"), "1949-08-24");
  EXPECT_EQ(words("1949-08"), "1949-08?");
  EXPECT_EQ(words("1949"), "1949?");
  EXPECT_EQ(words("194X"), "1940/1949?");
  EXPECT_EQ(day_words(VagueDay::exact(Day::max())), "");
}

TEST(Network, FilesEscapeWhatTheyAreTold) {
  picture::Network network;
  network.title = "A & B";
  network.nodes = {{"A", "\"A\" <one>", "x"}, {"B", "B & co", "y"}};
  network.attributes = {"bound"};
  network.arrows = {{0, 1, {7}, {}}};
  for (const auto& text : {picture::graphml(network), picture::gexf(network),
                           picture::network_picture(network, "both", "one")}) {
    EXPECT_EQ(text.find("<one>"), std::string::npos);
    EXPECT_EQ(text.find("B & co"), std::string::npos);
  }
}

TEST(Network, TheCircleIsRound) {
  const auto points = picture::circle_layout(std::vector<picture::Node>(12), 10);
  ASSERT_EQ(points.size(), 12u);
  EXPECT_NEAR(points[0].x, 0, 1e-9);
  EXPECT_NEAR(points[0].y, -10, 1e-9);
  for (const auto& p : points) EXPECT_NEAR(p.x * p.x + p.y * p.y, 100, 1e-6);
}

}  // namespace
}  // namespace casus::analysis
