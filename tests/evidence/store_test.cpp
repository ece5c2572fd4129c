// What goes into a store and what comes out of it.
#include "store_support.h"

namespace casus::evidence::store_test {
namespace {

using namespace test;

TEST(Store, GivesBackWhatWasAdded) {
  Folder folder;
  auto one = stage(Stage::announced, 14'000, "2023-01-25");
  auto two = stage(Stage::committed, std::nullopt, "2023-02", "2023-03-01");
  two.money = Money{3'300'000'000'500, "EUR", 2021, Valuation::acquisition};
  two.bound = Bound::at_least;
  two.in_all = true;
  two.category = Category::military;
  two.item = "with parts";
  two.accepted = "the ministry counts so";
  two.note = "a note\nin two lines";
  PledgeEntry due;
  due.kind = EntryKind::due;
  due.on = *read_day("2024-03-31");
  due.known = Day::min();
  due.source = "a source";
  auto given = pledge("leopards", {one, two, due});
  given.by = {"DNK", "NLD"};
  given.category = Category::financial;
  given.instrument = "a_treaty";
  given.provision = "article 5";
  given.period = "2019";
  given.origin = "kiel";
  given.covers = {Stage::committed, Stage::allocated};
  given.note = "of the pledge";
  {
    auto store = opened(folder / "a");
    const auto done = appended(store, {given});
    EXPECT_EQ(done.numbers, (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(done.pledges, 1u);
    EXPECT_EQ(done.added, 3u);
  }
  auto store = opened(folder / "a", StoreMode::read);
  for (std::size_t i = 0; i < 3; ++i) given.entries[i].number = i + 1;
  EXPECT_EQ(lines_of(*store.pledges()), line_of(given));
  std::string log;
  EXPECT_FALSE(store.each(
      {}, [&](const Pledge& of, const PledgeEntry& entry) { log += of.name + line_of(entry) + "\n"; }));
  EXPECT_EQ(std::ranges::count(log, '\n') - 1, 3);  // one of them in the note
  EXPECT_EQ((*store.entry(2))->entries.front().note, "a note\nin two lines");
  EXPECT_FALSE(*store.entry(4));
  EXPECT_TRUE(*store.known("leopards"));
  EXPECT_FALSE(*store.known("none"));
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(Store, FileAloneIsComplete) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("p", {stage(Stage::announced, 1000, "2023")})});
  EXPECT_FALSE(std::filesystem::exists(folder / "a-journal"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a-wal"));
  // Copied while the store is still open.
  write(folder / "b", bytes_of(folder / "a"));
  auto copy = opened(folder / "b", StoreMode::read);
  EXPECT_EQ(lines_of(*copy.pledges()), lines_of(*store.pledges()));
}

TEST(Store, SameFileTwiceDoublesNothing) {
  Folder folder;
  auto store = opened(folder / "a");
  const std::vector<Pledge> pledges = {
      pledge("p", {stage(Stage::announced, 1000, "2023"), stage(Stage::announced, 2000, "2023")}),
      pledge("q", {stage(Stage::announced, 1000, "2023")})};
  const auto first = appended(store, pledges);
  const auto before = bytes_of(folder / "a");
  const auto again = appended(store, pledges);
  EXPECT_EQ(again.numbers, first.numbers);
  EXPECT_EQ(again.added, 0u);
  EXPECT_EQ(again.pledges, 0u);
  EXPECT_EQ(again.already_there, 3u);
  // One more field makes another entry.
  auto noted = pledges;
  noted[0].entries[0].note = "another";
  EXPECT_EQ(appended(store, noted).added, 1u);
  // What stands twice in one file is one entry as well.
  auto twice = pledge("r", {stage(Stage::announced, 1000, "2023"), stage(Stage::announced, 1000, "2023")});
  const auto done = appended(store, {twice});
  EXPECT_EQ(done.added, 1u);
  EXPECT_EQ(done.numbers, (std::vector<std::uint64_t>{5, 5}));
}

TEST(Store, NullAndZeroAreNotTheSame) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(
      store,
      {pledge("p", {stage(Stage::announced, 0, "2023"), stage(Stage::announced, std::nullopt, "2023")})});
  const auto steps = store.steps(Day::max());
  ASSERT_EQ(steps->steps.size(), 2u);
  EXPECT_TRUE(steps->steps[0].has_quantity);
  EXPECT_FALSE(steps->steps[1].has_quantity);
}

TEST(Store, AnotherContentUnderTheNameNamesTheDifference) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("p", {stage(Stage::announced, 1000, "2023")})});
  auto other = pledge("p", {stage(Stage::delivered, 1000, "2024")});
  other.item = "Leopard 1A5";
  const auto before = lines_of(*store.pledges());
  const auto done = store.append(std::vector{pledge("new", {stage(Stage::announced, 1000, "2023")}), other});
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().front().code, diag::Code::pledge_differs);
  EXPECT_EQ(done.error().front().message,
            "pledge `p`: the item is `Leopard 2A6` in the store, and `Leopard 1A5` here");
  EXPECT_EQ(lines_of(*store.pledges()), before) << "all of it or nothing";
  // The store goes on working, its numbers without a gap.
  EXPECT_EQ(appended(store, {pledge("p", {stage(Stage::delivered, 1000, "2024")})}).numbers.front(), 2u);
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(Store, CorrectionsTakeTheOldEntryAway) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("p", {stage(Stage::announced, 14'000, "2023-01-25"),
                                stage(Stage::delivered, 18'000, "2023-03-27")})});
  auto better = stage(Stage::delivered, 17'000, "2023-03-27", "2023-05-01");
  better.corrects = 2;
  appended(store, {pledge("p", {better})});
  const auto at = [&](std::string_view known) {
    std::string out;
    const auto steps = store.steps(day(known));
    for (const auto& step : steps->steps) out += std::to_string(step.number) + " ";
    return out;
  };
  EXPECT_EQ(at("2023-01-24"), "");
  EXPECT_EQ(at("2023-04-30"), "1 2 ");
  EXPECT_EQ(at("2023-05-01"), "1 3 ");
  auto withdrawn = stage(Stage::announced, std::nullopt, "2023-06-01");
  withdrawn.kind = EntryKind::withdrawn;
  withdrawn.corrects = 1;
  appended(store, {pledge("p", {withdrawn})});
  EXPECT_EQ(at("2023-06-01"), "3 ");
  EXPECT_EQ(at("2023-05-31"), "1 3 ");
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(Store, UnsoundCorrectionsAreRefused) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("p", {stage(Stage::announced, 1000, "2023-01-25")}),
                   pledge("q", {stage(Stage::announced, 1000, "2023")})});
  const auto refused_with = [&](std::string of, PledgeEntry entry, std::optional<std::uint64_t> corrects) {
    entry.corrects = corrects;
    const auto done = store.append(std::vector{pledge(std::move(of), {entry})});
    EXPECT_FALSE(done.has_value());
    if (done) return std::string();
    EXPECT_EQ(done.error().front().code, diag::Code::no_entry_to_correct);
    EXPECT_FALSE(done.error().front().hint.empty());
    return done.error().front().message;
  };
  const auto entry = stage(Stage::announced, 2000, "2023-02-01");
  EXPECT_EQ(refused_with("p", entry, 9), "pledge `p`: entry 9 cannot be corrected: there is no such entry");
  EXPECT_EQ(refused_with("p", entry, 2), "pledge `p`: entry 2 cannot be corrected: it is of another pledge");
  EXPECT_EQ(refused_with("p", stage(Stage::announced, 2000, "2023-01-01"), 1),
            "pledge `p`: entry 1 cannot be corrected: it is known since 2023-01-25, and what corrects it "
            "since 2023-01-01");
  auto withdrawn = entry;
  withdrawn.kind = EntryKind::withdrawn;
  EXPECT_EQ(refused_with("p", withdrawn, std::nullopt),
            "pledge `p`: an entry is withdrawn, and it is not said which");
  auto first = entry;
  first.corrects = 1;
  appended(store, {pledge("p", {first})});
  EXPECT_EQ(refused_with("p", stage(Stage::announced, 3000, "2023-03-01"), 1),
            "pledge `p`: entry 1 cannot be corrected: entry 3 has corrected it already");
  // The same correction again is no second one.
  EXPECT_EQ(appended(store, {pledge("p", {first})}).already_there, 1u);
  // One that was not yet there is none either.
  EXPECT_EQ(refused_with("p", stage(Stage::announced, 3000, "2023-03-01"), 4),
            "pledge `p`: entry 4 cannot be corrected: there is no such entry");
}

TEST(Store, NumbersOfAFileAreItsOwn) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("other", {stage(Stage::announced, 1000, "2023")})});
  auto one = stage(Stage::announced, 1000, "2023"), two = stage(Stage::announced, 2000, "2024"),
       three = stage(Stage::announced, 3000, "2025");
  one.number = 10, two.number = 30, three.number = 20;
  two.corrects = 10;
  const auto done = appended(store, {pledge("p", {one, two}), pledge("q", {three})}, NumbersOf::file);
  EXPECT_EQ(done.numbers, (std::vector<std::uint64_t>{2, 4, 3})) << "in the order of the numbers of the file";
  EXPECT_EQ((*store.entry(4))->entries.front().corrects, 2u);
  // Again: the correction is known by what it corrects now.
  EXPECT_EQ(appended(store, {pledge("p", {one, two}), pledge("q", {three})}, NumbersOf::file).already_there,
            3u);
  two.corrects = 2;
  const auto refused = store.append(std::vector{pledge("p", {two})}, NumbersOf::file);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().front().message,
            "pledge `p`: entry 30 of the file corrects number 2, and no entry before it has it");
}

TEST(Store, ACheckSeesThePledgeWhole) {
  Folder folder;
  auto store = opened(folder / "a");
  appended(store, {pledge("p", {stage(Stage::announced, 1000, "2023")})});
  std::size_t seen = 0;
  const auto check = [&](const Pledge& whole) {
    seen = whole.entries.size();
    return whole.entries.size() > 2 ? std::vector{StoreFault{diag::Code::pledge_row, "too many", "fewer"}}
                                    : std::vector<StoreFault>{};
  };
  EXPECT_TRUE(store.append(std::vector{pledge("p", {stage(Stage::announced, 2000, "2023")})},
                           NumbersOf::store, check));
  EXPECT_EQ(seen, 2u);
  const auto done = store.append(std::vector{pledge("p", {stage(Stage::announced, 3000, "2023")})},
                                 NumbersOf::store, check);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().front().message, "too many");
  EXPECT_EQ(store.pledges()->front().entries.size(), 2u);
}

TEST(Store, FiltersAndCollections) {
  Folder folder;
  auto store = opened(folder / "a");
  auto a = pledge("a", {stage(Stage::announced, 1000, "2023")});
  auto b = pledge("b", {stage(Stage::announced, 2000, "2023")});
  b.by = {"DNK", "NLD"};
  b.item = "Caesar howitzer";
  b.origin = "kiel";
  b.instrument = "a_treaty";
  StoredCollection collection;
  collection.collection.origin = "kiel";
  collection.collection.title = "A tracker";
  collection.collection.covers = {Stage::committed};
  collection.collection.from = day("2022-01-24");
  collection.collection.recipients = {"UKR"};
  collection.file = "data.csv";
  collection.sha256 = std::string(64, 'a');
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(store.append(std::vector{a, b}, NumbersOf::store, {}, collection));
  EXPECT_EQ(*store.collections(), std::vector{collection}) << "once, however often it is imported";
  const auto names = [&](const PledgeFilter& filter) {
    std::string out;
    const auto pledges = *store.pledges(filter);
    for (const auto& one : pledges) out += one.name;
    std::string steps;
    const auto read = *store.steps(Day::max(), filter);
    for (const auto& one : read.pledges) steps += one.name;
    EXPECT_EQ(out, steps);
    return out;
  };
  EXPECT_EQ(names({}), "ab");
  EXPECT_EQ(names({.donor = "NLD"}), "b");
  EXPECT_EQ(names({.recipient = "UKR"}), "ab");
  EXPECT_EQ(names({.origin = "kiel"}), "b");
  EXPECT_EQ(names({.item = "HOWITZER"}), "b");
  EXPECT_EQ(names({.instrument = "a_treaty"}), "b");
  EXPECT_EQ(names({.name = "a"}), "a");
  EXPECT_EQ(names({.donor = "FRA"}), "");
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(Store, NothingAppendedIsNothing) {
  Folder folder;
  auto store = opened(folder / "a");
  EXPECT_EQ(appended(store, {}).numbers.size(), 0u);
  EXPECT_TRUE(store.steps(Day::max())->steps.empty());
  EXPECT_EQ(store.steps(Day::max())->first.size(), 1u);
  EXPECT_TRUE(store.verify()->findings.empty());
}

}  // namespace
}  // namespace casus::evidence::store_test
