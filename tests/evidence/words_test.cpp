#include "evidence/words.h"

#include <gtest/gtest.h>

#include "evidence/pledge_text.h"
#include "model/resolve.h"
#include "store_support.h"
#include "syntax/parser.h"

namespace casus::evidence {
namespace {

TEST(Words, EntriesByOneWord) {
  for (const auto word : entry_words()) {
    const auto named = entry_named(word);
    ASSERT_TRUE(named.has_value()) << word;
    EXPECT_EQ(entry_word(named->kind, named->stage), word);
  }
  EXPECT_EQ(entry_words().size(), 11u);
  EXPECT_FALSE(entry_named("stage"));
  EXPECT_FALSE(entry_named(""));
  EXPECT_FALSE(entry_named("promised"));
}

TEST(Words, DaysAreWrittenAsTheyAreRead) {
  for (const std::string text : {"2023-02-21", "2023-02-21?", "2023-02-21~", "2023-02-21%", "2023-02",
                                 "2023-02~", "2023-02?", "2024-02", "2023-12", "2023", "2023~", "2023%",
                                 "198X", "19XX", "[2023-02-03..2023-02-09]", "[2023-02-03..2023-03-09]?"}) {
    const auto day = read_day(text);
    ASSERT_TRUE(day.has_value()) << text;
    EXPECT_EQ(written(*day), text);
  }
  // Another way to say the same.
  EXPECT_EQ(written(*read_day("[2023-02..2023-02]")), "2023-02");
  EXPECT_EQ(written(*read_day("2004-06-XX")), "2004-06");
  for (const auto* text : {"", "2023-13", "[2023-02-03..2023-02-01]", "[2023-02-03", "[..2023]",
                           "2023-02-03..2023-02-09", "[2023?..2024]"})
    EXPECT_FALSE(read_day(text)) << text;
}

TEST(Words, Lists) {
  EXPECT_EQ(joined(parted("DNK+NLD")), "DNK NLD");
  EXPECT_EQ(joined(parted(" DNK, NLD ")), "DNK NLD");
  EXPECT_TRUE(parted("").empty());
  EXPECT_EQ(joined(*read_stages("committed allocated")), "committed allocated");
  EXPECT_FALSE(read_stages("committed given"));
}

TEST(Words, LanguageReadsWhatIsWritten) {
  using namespace test;
  auto one = stage(Stage::announced, 14'500, "2023-01-25", "2023-02-01");
  one.bound = Bound::at_least;
  one.in_all = true;
  one.item = "with \"parts\"";
  one.accepted = "so";
  one.note = "back\\slash";
  one.category = Category::military;
  auto two = stage(Stage::committed, std::nullopt, "2023-02~");
  two.money = Money{3'300'000'000'500, "EUR", 2021, Valuation::acquisition};
  PledgeEntry due;
  due.kind = EntryKind::due;
  due.on = *read_day("2024-03-31");
  due.known = Day::min();
  due.source = "s";
  PledgeEntry late = due;
  late.kind = EntryKind::late;
  late.known = due.on.latest;
  auto ended = stage(Stage::replaced, std::nullopt, "2024");
  ended.by_pledge = "other";
  auto given = pledge("leo", {one, two, due, late, ended});
  given.title = "Leopard \"2A6\"";
  given.category = Category::military;
  given.covers = {Stage::announced, Stage::delivered};
  given.origin = "corpus";
  given.note = "a note";
  auto other = pledge("other", {stage(Stage::announced, 1000, "2024")});
  const auto text = pledge_text(given);
  ASSERT_TRUE(text.has_value()) << text.error();
  diag::Sink sink;
  const auto tree = syntax::parse(
      "state DEU \"Germany\" { exists from 1990-10-03 }\nstate UKR \"Ukraine\" { exists from "
      "1991-08-24 }\n" +
          *text + *pledge_text(other),
      make_id<SourceId>(0), sink);
  const model::Layered layer{&tree, 0};
  const auto model = model::resolve(std::span(&layer, 1), sink);
  for (const auto& d : sink.all()) ADD_FAILURE() << d.message << "\n" << *text;
  ASSERT_EQ(model.pledges.size(), 2u);
  EXPECT_EQ(line_of(model.pledges.front()), line_of(given)) << *text;
  EXPECT_EQ(*pledge_text(model.pledges.front()), *text);
}

TEST(Words, WhatTheLanguageCannotSayIsAnError) {
  using namespace test;
  auto corrects = stage(Stage::announced, 1000, "2023");
  corrects.corrects = 1;
  auto both = stage(Stage::announced, 1000, "2023");
  both.money = Money{.amount = 1000, .currency = "EUR", .constant_year = {}};
  for (const auto& entry : {corrects, both, stage(Stage::announced, 1000, "[2023-02-03..2023-02-09]")})
    EXPECT_FALSE(pledge_text(pledge("p", {entry})));
}

}  // namespace
}  // namespace casus::evidence
