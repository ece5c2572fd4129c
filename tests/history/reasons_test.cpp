// Why a case came out as it did, in words.
#include "history/reasons.h"

#include <gtest/gtest.h>

#include "conflict_rows.h"

namespace casus::history::reasons_test {
namespace {

using test::Allied;
using test::iso;
using test::member;
using test::Values;

/// France and Russia, allied on these terms.
std::vector<Values> pact(Values terms) {
  terms["atopid"] = "9001";
  return {member("220", "1900-01-01", "1915-01-01", terms), member("365", "1900-01-01", "1915-01-01", terms)};
}

TEST(Reasons, WordsOfAnAttack) {
  const auto& world = test::world();
  const auto state = [&](std::string_view code) { return find_state(world, code); };
  Attack attack{iso("1914-07-29"), state("AUH"), state("SRB")};
  EXPECT_EQ(attack_words(world, attack), "AUH attacks SRB, 1914-07-29");
  attack.kind = model::EventKind::blockade;
  EXPECT_EQ(attack_words(world, attack), "AUH blockades SRB, 1914-07-29");
  attack.goes_on = true;
  EXPECT_EQ(attack_words(world, attack), "AUH and SRB are at war, 1914-07-29");
}

TEST(Reasons, WordsOfConduct) {
  Case one;
  EXPECT_EQ(conduct_words(one), "stayed out");
  one.conduct = Conduct::joined;
  one.since = iso("1914-08-01");
  EXPECT_EQ(conduct_words(one), "joined 1914-08-01");
  one.conduct = Conduct::fought_against;
  EXPECT_EQ(conduct_words(one), "fought against it from 1914-08-01");
  one.first_blow = FirstBlow::member;
  EXPECT_EQ(conduct_words(one), "fought against it from 1914-08-01, struck first");
  one.first_blow = FirstBlow::partner;
  EXPECT_EQ(conduct_words(one), "fought against it from 1914-08-01, was struck by it first");
  one.first_blow = FirstBlow::partners_side;
  EXPECT_EQ(conduct_words(one), "fought against it from 1914-08-01, was struck by its side");
}

TEST(Reasons, OpenQuestionsEachOnceWithoutEventAndAlliance) {
  EXPECT_EQ(question_words({}), "");
  EXPECT_EQ(question_words({"atop_9001_adversary_e1", "atop_9001_adversary_e12", "atop_9001_location",
                            "request_of_RUS", "some_event"}),
            "adversary, location, request_of_RUS, some_event");
}

/// A war of Germany on the first side and Russia on the second.
struct Held {
  Allied world;
  Definition definition;
  Backtest tested;
  Held(Values terms, const std::vector<std::pair<std::string, std::string>>& blows,
       std::map<std::string, bool, std::less<>> answers = {{"defensive_force_is_attack", false}})
      : world(pact(std::move(terms))) {
    Conflict war{.number = 1, .attacks_from = "wars"};
    const Day from = iso("1910-05-01"), to = iso("1910-12-31");
    war.belligerents = {{world.state("DEU"), 255, 1, from, to, true},
                        {world.state("RUS"), 365, 2, from, to, true}};
    for (const auto& [by, target] : blows)
      war.attacks.push_back({from, world.state(by), world.state(target)});
    definition.answers = std::move(answers);
    tested = backtest(Alliances(*world.program, {}), {war}, definition);
  }
  const Case& one() const {
    EXPECT_EQ(tested.cases.size(), 1u);
    return tested.cases.at(0);
  }
  std::string why() const {
    EXPECT_EQ(one().due, Due::does_not_arise);
    return Reasons(*world.program, tested.conflicts.front(), definition).why_not_due(one());
  }
  std::string words() const { return reason_words(*world.program, tested, one()); }
};

TEST(Reasons, WhyAPledgeWasNotDue) {
  // Nobody struck the partner: it struck, or nothing is known of any blow.
  EXPECT_EQ(Held({{"defense", "1"}}, {{"RUS", "DEU"}}).why(), "nobody attacked it");
  EXPECT_EQ(Held({{"defense", "1"}}, {}).why(), "nobody attacked it");
  EXPECT_EQ(Held({{"nonagg", "1"}}, {{"DEU", "RUS"}}).why(), "the two did not fight each other");
  // Another than the adversary of the alliance.
  EXPECT_EQ(Held({{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "300"}}, {{"DEU", "RUS"}}).why(),
            "the attacker: it speaks of an attack by Austria-Hungary");
  EXPECT_EQ(Held({{"defense", "1"}, {"defconpr", "1"}}, {{"RUS", "DEU"}, {"DEU", "RUS"}}).why(),
            "provocation: the attack was provoked");
  EXPECT_EQ(Held({{"neutral", "1"}, {"neucoatt", "1"}}, {{"RUS", "DEU"}}).why(),
            "nothing that it speaks of happened while the two were bound");
  // The nearest miss is the attack on France itself, by the adversary.
  EXPECT_EQ(Held({{"defense", "1"}, {"defcoadv", "1"}, {"statthr1", "255"}}, {{"DEU", "FRA"}, {"AUH", "RUS"}})
                .why(),
            "the attacker: it speaks of an attack by the German Empire");
  // What the definition answers.
  EXPECT_EQ(Held({{"defense", "1"}, {"defcoloc", "1"}}, {{"DEU", "RUS"}}, {{"location", false}}).why(),
            "it hangs on location, and the definition answers that");
}

TEST(Reasons, WhatBroughtItAboutAndWhatWasDone) {
  EXPECT_EQ(Held({{"defense", "1"}}, {{"DEU", "RUS"}}).words(),
            "FRA toward RUS (defense), by DEU attacks RUS, 1910-05-01: stayed out");
  EXPECT_EQ(Held({{"defense", "1"}, {"defcoloc", "1"}}, {{"DEU", "RUS"}}).words(),
            "FRA toward RUS (defense), open on location, by DEU attacks RUS, 1910-05-01: stayed out");
  EXPECT_EQ(Held({{"nonagg", "1"}}, {{"DEU", "RUS"}}).words(), "FRA toward RUS (nonagg): stayed out");
}

}  // namespace
}  // namespace casus::history::reasons_test
