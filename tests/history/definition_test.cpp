// Definitions of reliability: those that casus brings, every key, and what is refused.
#include "history/definition.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

#include "tool/embedded.h"

namespace casus::history::definition_test {
namespace {

struct Read {
  std::optional<Definition> definition;
  std::vector<diag::Diagnostic> told;
};
Read read(const std::string& text) {
  Read result;
  diag::Sink sink;
  result.definition = read_definition("mine", "mine.json", text, sink);
  result.told = sink.all();
  return result;
}
/// A definition with these members beside title and source.
Read read_with(const std::string& members) {
  return read(R"({"title": "T", "source": "S")" + (members.empty() ? "" : ", " + members) + "}");
}

TEST(Definition, ThoseThatCasusBringsAreRead) {
  std::set<std::string> names;
  for (const auto& file : embedded::definitions()) {
    diag::Sink sink;
    const std::string path(file.path);
    const auto definition = read_definition(path.substr(0, path.size() - 5), path, file.text, sink);
    EXPECT_TRUE(sink.all().empty()) << sink.all().front().message;
    ASSERT_TRUE(definition) << path;
    names.insert(definition->name);
    EXPECT_FALSE(definition->title.empty()) << path;
    EXPECT_FALSE(definition->source.empty()) << path;
  }
  EXPECT_EQ(names, (std::set<std::string>{"berkemeier-fuhrmann-2018", "disputes", "every-pact-every-dispute",
                                          "leeds-long-mitchell-2000", "lenient", "members", "strict"}));
}

TEST(Definition, WithoutAKeyItsDefaultHolds) {
  const auto found = read_with("").definition;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->name, "mine");
  EXPECT_EQ(found->conflicts, ConflictKind::war);
  EXPECT_EQ(found->initiators, InitiatorRule::dyads);
  EXPECT_FALSE(found->originators_only);
  EXPECT_TRUE(found->made_during);
  EXPECT_TRUE(found->clauses_read);
  EXPECT_TRUE(found->attack_breaks);
  EXPECT_EQ(found->tested, (std::array<bool, all_pledges>{true, true, true, true, false}));
  EXPECT_EQ(found->non_aggression, NonAggression::fought);
  EXPECT_EQ(found->unit, CountedUnit::alliance);
  EXPECT_EQ(found->keeping, Keeping::all);
  EXPECT_EQ(found->open, OpenCases::left_out);
  EXPECT_FALSE(found->joins_within);
}

TEST(Definition, EveryKeyIsRead) {
  const auto read = read_with(
      R"("notes": ["One.", "Two."],
         "conflicts": {"kind": "disputes", "from": 1900, "to": 1914, "least_hostility": 3, "initiators": "first_side"},
         "clauses": "ignored", "partners": "originators", "pledges": ["neutral", "nonagg"], "non_aggression": "always",
         "attack_on_partner": "breaks_non_aggression", "made_during": "not_tested",
         "answers": {"request": true, "adversary": false}, "unit": "member", "alliance_keeps": "most",
         "open": "does_not_arise", "joins_within_days": 0,
         "published": [{"what": "all", "kept": 3, "of": 4}, {"what": "neutral", "share": 0.5}])");
  EXPECT_TRUE(read.told.empty()) << read.told.front().message;
  ASSERT_TRUE(read.definition);
  const Definition& found = *read.definition;
  EXPECT_EQ(found.title, "T");
  EXPECT_EQ(found.source, "S");
  EXPECT_EQ(found.notes, (std::vector<std::string>{"One.", "Two."}));
  EXPECT_EQ(found.conflicts, ConflictKind::dispute);
  EXPECT_EQ(found.from, 1900);
  EXPECT_EQ(found.to, 1914);
  EXPECT_EQ(found.least_hostility, 3);
  EXPECT_EQ(found.initiators, InitiatorRule::first_side);
  EXPECT_TRUE(found.originators_only);
  EXPECT_FALSE(found.made_during);
  EXPECT_FALSE(found.clauses_read);
  EXPECT_FALSE(found.attack_breaks);
  EXPECT_EQ(found.tested, (std::array<bool, all_pledges>{false, false, true, true, false}));
  EXPECT_EQ(found.non_aggression, NonAggression::always);
  EXPECT_EQ(found.answers,
            (std::map<std::string, bool, std::less<>>{{"adversary", false}, {"request", true}}));
  EXPECT_EQ(found.unit, CountedUnit::member);
  EXPECT_EQ(found.keeping, Keeping::most);
  EXPECT_EQ(found.open, OpenCases::does_not_arise);
  EXPECT_EQ(found.joins_within, 0);
  ASSERT_EQ(found.published.size(), 2u);
  EXPECT_EQ(found.published[0].what, "all");
  EXPECT_EQ(found.published[0].kept, 3);
  EXPECT_EQ(found.published[0].of, 4);
  EXPECT_DOUBLE_EQ(found.published[0].share, 0.75);
  EXPECT_EQ(found.published[1].of, 0);
  EXPECT_DOUBLE_EQ(found.published[1].share, 0.5);
}

TEST(Definition, WordsThatSayWhatHoldsAnyhow) {
  const auto found =
      read_with(
          R"("conflicts": {"kind": "wars", "initiators": "dyads"}, "clauses": "read", "partners": "all",
         "non_aggression": "fought", "attack_on_partner": "breaks_every_pledge", "made_during": "tested",
         "pledges": ["defense", "offense", "neutral", "nonagg"], "unit": "alliance", "alliance_keeps": "all",
         "open": "left_out")")
          .definition;
  ASSERT_TRUE(found);
  EXPECT_EQ(found->conflicts, ConflictKind::war);
  EXPECT_FALSE(found->originators_only);
  EXPECT_TRUE(found->made_during && found->clauses_read && found->attack_breaks);
  EXPECT_EQ(read_with(R"("alliance_keeps": "any", "open": "arises")").definition->keeping, Keeping::any);
  EXPECT_EQ(read_with(R"("alliance_keeps": "any", "open": "arises")").definition->open, OpenCases::arises);
}

TEST(Definition, WhatDoesNotFitNamesItsKey) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {R"("notes": "one")", "notes"},
      {R"("notes": [1])", "notes"},
      {R"("conflicts": "wars")", "conflicts"},
      {R"("conflicts": {"kind": "war"})", "kind"},
      {R"("conflicts": {"kind": 1})", "kind"},
      {R"("conflicts": {"from": "1816"})", "from"},
      {R"("conflicts": {"from": 1816.5})", "from"},
      {R"("conflicts": {"from": 999})", "from"},
      {R"("conflicts": {"to": 99999})", "to"},
      {R"("conflicts": {"from": 1914, "to": 1900})", "to"},
      {R"("conflicts": {"least_hostility": 6})", "least_hostility"},
      {R"("conflicts": {"initiators": "both"})", "initiators"},
      {R"("conflicts": {"years": 3})", "years"},
      {R"("clauses": true)", "clauses"},
      {R"("partners": "some")", "partners"},
      {R"("pledges": "defense")", "pledges"},
      {R"("pledges": ["defence"])", "pledges"},
      {R"("pledges": [1])", "pledges"},
      {R"("pledges": ["defense", "consul"])", "pledges"},
      {R"("non_aggression": "never")", "non_aggression"},
      {R"("attack_on_partner": "breaks")", "attack_on_partner"},
      {R"("made_during": true)", "made_during"},
      {R"("answers": ["request"])", "answers"},
      {R"("answers": {"request": "yes"})", "request"},
      {R"("unit": "aliance")", "unit"},
      {R"("alliance_keeps": "none")", "alliance_keeps"},
      {R"("open": "kept")", "open"},
      {R"("joins_within_days": "30")", "joins_within_days"},
      {R"("joins_within_days": -1)", "joins_within_days"},
      {R"("joins_within_days": null)", "joins_within_days"},
      {R"("published": {})", "published"},
      {R"("published": [0.5])", "published"},
      {R"("published": [{"what": "all"}])", "published"},
      {R"("published": [{"share": 0.5}])", "what"},
      {R"("published": [{"what": "since_1990", "share": 0.5}])", "what"},
      {R"("published": [{"what": "all", "kept": "3", "of": 4}])", "kept"},
      {R"("published": [{"what": "all", "kept": 3, "of": 0}])", "of"},
      {R"("published": [{"what": "all", "share": "half"}])", "share"},
      {R"("published": [{"what": "all", "kept": 3, "of": 4, "share": "half"}])", "share"},
      {R"("published": [{"what": "all", "share": 74.5}])", "share"},
      {R"("published": [{"what": "all", "kept": 5, "of": 4}])", "kept"},
      {R"("published": [{"what": "all", "share": 0.5, "year": 1945}])", "year"},
      {R"("aliance": "kept")", "aliance"},
  };
  for (const auto& [members, key] : faults) {
    const auto result = read_with(members);
    EXPECT_FALSE(result.definition) << members;
    ASSERT_FALSE(result.told.empty()) << members;
    for (const auto& d : result.told) EXPECT_EQ(d.code, diag::Code::definition_unfit) << members;
    EXPECT_TRUE(std::ranges::any_of(
        result.told,
        [&](const auto& d) { return d.message.starts_with(fmt::format("mine.json, `{}`: ", key)); }))
        << members << ": " << result.told.front().message;
  }
  EXPECT_EQ(read_with(R"("pledges": ["consul"])").told.front().message,
            "mine.json, `pledges`: no data set says whether states consulted");
  EXPECT_EQ(read_with(R"("unit": "aliance")").told.front().hint, "write alliance or member");
}

TEST(Definition, TitleAndSourceMustBeThere) {
  EXPECT_EQ(read(R"({"source": "S"})").told.front().message, "mine.json, `title`: is missing");
  EXPECT_EQ(read(R"({"title": "T"})").told.front().message, "mine.json, `source`: is missing");
  EXPECT_EQ(read(R"({"title": 1, "source": "S"})").told.front().message,
            "mine.json, `title`: this must be a text");
  EXPECT_EQ(read(R"({"title": "T", "source": []})").told.front().message,
            "mine.json, `source`: this must be a text");
}

TEST(Definition, EveryFaultIsTold) {
  const auto result = read_with(R"("unit": "x", "open": "x", "clauses": "x")");
  EXPECT_EQ(result.told.size(), 3u);
}

TEST(Definition, WhatIsNoObject) {
  for (const auto* text : {"", "[]", "{", "1", "{\"title\": \"T\",}"}) {
    const auto result = read(text);
    EXPECT_FALSE(result.definition) << text;
    ASSERT_EQ(result.told.size(), 1u) << text;
    EXPECT_EQ(result.told.front().message, "mine.json: this is no JSON object");
  }
}

}  // namespace
}  // namespace casus::history::definition_test
