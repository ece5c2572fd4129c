// Cases put together into shares, held against the judgement of others, and state-years with and without a defence pact.
#include "history/reliability.h"

#include <gtest/gtest.h>

#include <memory>

#include "conflict_rows.h"
#include "tool/embedded.h"

namespace casus::history::reliability_test {
namespace {

using test::Allied;
using test::iso;
using test::member;
using test::Values;

// ── shares

TEST(Share, ValueAndInterval) {
  // R: prop.test(x, n, correct = FALSE)$conf.int
  struct Known {
    int kept, of;
    double low, high;
  };
  for (const auto& known :
       {Known{0, 10, 0, 0.277532800}, Known{5, 10, 0.236593091, 0.763406909}, Known{10, 10, 0.722467200, 1},
        Known{1, 3, 0.061491945, 0.792340399}, Known{73, 146, 0.419942486, 0.580057514}}) {
    const Share share{known.kept, known.of};
    EXPECT_DOUBLE_EQ(*share.value(), static_cast<double>(known.kept) / known.of);
    EXPECT_NEAR(share.interval().first, known.low, 1e-8) << known.kept << " of " << known.of;
    EXPECT_NEAR(share.interval().second, known.high, 1e-8) << known.kept << " of " << known.of;
  }
}

TEST(Share, OfNothingIsNoShare) {
  EXPECT_FALSE(Share{}.value());
  EXPECT_EQ(Share{}.interval(), (std::pair<double, double>{0, 1}));
}

// ── units

model::StateId state(std::size_t s) { return make_id<model::StateId>(s); }
model::InstrumentId alliance(std::size_t i) { return make_id<model::InstrumentId>(i); }

Case judged(std::size_t own, Verdict verdict, Pledge pledge = Pledge::defense, std::size_t of = 1,
            std::uint32_t conflict = 0) {
  Case one;
  one.conflict = conflict;
  one.instrument = alliance(of);
  one.member = state(own);
  one.partner = state(100);
  one.pledge = pledge;
  one.due = verdict == Verdict::not_tested ? Due::does_not_arise : Due::arises;
  one.verdict = verdict;
  return one;
}
Case open_case(std::size_t own, Pledge pledge = Pledge::defense) {
  auto one = judged(own, Verdict::not_tested, pledge);
  one.due = Due::open;
  return one;
}

Conflict in_year(int number, int year) {
  Conflict conflict{.number = number};
  conflict.belligerents.push_back({state(100), 0, 1, *day_of(year, 3, 1), *day_of(year, 9, 1), true});
  return conflict;
}

Backtest tested(std::vector<Case> cases, std::vector<Conflict> conflicts = {in_year(1, 1910)}) {
  return {.conflicts = std::move(conflicts), .cases = std::move(cases)};
}

std::string told(const Reliability& result) {
  std::string text;
  for (const auto& unit : result.units)
    text += fmt::format("{}{} {} of {}", text.empty() ? "" : "; ",
                        unit.open ? std::string_view("open") : name(unit.verdict), unit.members_kept,
                        unit.members_tested);
  return text;
}

constexpr auto kept = Verdict::kept, broken = Verdict::not_kept, not_tested = Verdict::not_tested;

TEST(Reliability, AnAllianceIsKeptByAllOrMostOrAnyOfThoseWhoWereTested) {
  const auto judge = [](std::vector<Case> cases) {
    std::string text;
    for (const auto keeping : {Keeping::all, Keeping::most, Keeping::any}) {
      Definition definition;
      definition.keeping = keeping;
      text += fmt::format("{}{}", text.empty() ? "" : "; ", told(reliability(tested(cases), definition)));
    }
    return text;
  };
  EXPECT_EQ(judge({judged(1, kept), judged(2, kept), judged(3, not_tested)}),
            "kept 2 of 2; kept 2 of 2; kept 2 of 2");
  EXPECT_EQ(judge({judged(1, kept), judged(2, kept), judged(3, broken)}),
            "not kept 2 of 3; kept 2 of 3; kept 2 of 3");
  // Half is not most.
  EXPECT_EQ(judge({judged(1, kept), judged(2, broken)}), "not kept 1 of 2; not kept 1 of 2; kept 1 of 2");
  EXPECT_EQ(judge({judged(1, broken), judged(2, broken)}),
            "not kept 0 of 2; not kept 0 of 2; not kept 0 of 2");
  EXPECT_EQ(judge({judged(1, not_tested)}), "");
}

TEST(Reliability, AMemberKeepsItsWordWhereItKeepsEachPledge) {
  Definition definition;
  definition.keeping = Keeping::any;
  EXPECT_EQ(told(reliability(tested({judged(1, kept, Pledge::defense), judged(1, broken, Pledge::nonagg)}),
                             definition)),
            "not kept 0 of 1");
}

TEST(Reliability, MembersAreCountedByThemselves) {
  Definition definition;
  definition.unit = CountedUnit::member;
  const auto result = reliability(tested({judged(1, kept), judged(1, kept, Pledge::nonagg), judged(2, broken),
                                          judged(3, not_tested), open_case(4)}),
                                  definition);
  EXPECT_EQ(told(result), "kept 1 of 1; not kept 0 of 1; open 0 of 0");
  EXPECT_EQ(result.units[0].member, state(1));
  EXPECT_EQ(result.units[0].cases, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(result.units[0].due, bit(Pledge::defense) | bit(Pledge::nonagg));
  EXPECT_EQ(result.units[1].due, bit(Pledge::defense));
  EXPECT_EQ(result.units[2].cases, std::vector<std::uint32_t>{4});
  EXPECT_EQ(result.open, 1);
  EXPECT_EQ(result.all().kept, 1);
  EXPECT_EQ(result.all().of, 2);
}

TEST(Reliability, EachAllianceInEachConflictIsAUnit) {
  const auto result =
      reliability(tested({judged(1, kept, Pledge::defense, 1, 0), judged(1, broken, Pledge::defense, 2, 0),
                          judged(1, broken, Pledge::neutral, 1, 1)},
                         {in_year(1, 1944), in_year(2, 1945)}),
                  Definition{});
  ASSERT_EQ(told(result), "kept 1 of 1; not kept 0 of 1; not kept 0 of 1");
  EXPECT_FALSE(result.units[0].member);
  EXPECT_EQ(result.units[1].instrument, alliance(2));
  EXPECT_EQ(result.units[2].conflict, 1u);
}

TEST(Reliability, WhatIsOpenIsLeftOutUnlessSomethingWasDue) {
  Definition definition;
  EXPECT_EQ(told(reliability(tested({open_case(1), judged(2, not_tested)}), definition)), "open 0 of 0");
  // Of one member or another something was due: that decides.
  EXPECT_EQ(told(reliability(tested({open_case(1), judged(2, kept)}), definition)), "kept 1 of 1");
  EXPECT_EQ(told(reliability(tested({open_case(1), judged(1, kept, Pledge::neutral)}), definition)),
            "kept 1 of 1");
  const auto both =
      reliability(tested({open_case(1), judged(1, kept, Pledge::neutral), open_case(2)}), definition);
  EXPECT_EQ(both.units.front().cases, std::vector<std::uint32_t>{1});
  EXPECT_EQ(both.open, 0);
  // Where it counts as not due there is nothing to tell.
  definition.open = OpenCases::does_not_arise;
  EXPECT_EQ(told(reliability(tested({open_case(1)}), definition)), "");
  // Where it counts as due the backtest has judged it.
  definition.open = OpenCases::arises;
  auto one = open_case(1);
  one.verdict = Verdict::not_kept;
  EXPECT_EQ(told(reliability(tested({one}), definition)), "not kept 0 of 1");
}

TEST(Reliability, SplitsByYearAndByWhatAnAllianceContains) {
  const auto cases =
      tested({judged(1, kept, Pledge::defense, 1, 0), judged(1, not_tested, Pledge::nonagg, 1, 0),
              judged(1, broken, Pledge::neutral, 2, 0), judged(1, broken, Pledge::nonagg, 1, 1)},
             {in_year(1, 1944), in_year(2, 1945)});
  const auto result = reliability(cases, Definition{});
  const auto share = [&](std::string_view what) {
    const auto found = share_of(cases, result, what);
    return fmt::format("{} of {}", found.kept, found.of);
  };
  EXPECT_EQ(share("all"), "1 of 3");
  EXPECT_EQ(share("before_1945"), "1 of 2");
  EXPECT_EQ(share("since_1945"), "0 of 1");
  EXPECT_EQ(share("defense"), "1 of 1");
  EXPECT_EQ(share("neutral"), "0 of 1");
  EXPECT_EQ(share("nonagg"), "1 of 2");  // due or not
  EXPECT_EQ(share("offense"), "0 of 0");
  EXPECT_EQ(share("since_1990"), "0 of 0");
  EXPECT_EQ(year_of(cases, result.units.back()), 1945);
}

// ── against others

/// Two alliances, under their names.
const Allied& allied() {
  static const Allied world(
      {member("220", "1900-01-01", "1915-01-01", {{"atopid", "9001"}, {"defense", "1"}}),
       member("365", "1900-01-01", "1915-01-01", {{"atopid", "9001"}, {"defense", "1"}}),
       member("255", "1900-01-01", "1915-01-01", {{"atopid", "9002"}, {"defense", "1"}}),
       member("300", "1900-01-01", "1915-01-01", {{"atopid", "9002"}, {"defense", "1"}})});
  return world;
}

std::size_t instrument(std::string_view name) { return allied().model().instrument_names.find(name)->second; }

TEST(Agreement, KappaOfATableOfTwoByTwo) {
  // Both kept 3, here alone 1, there alone 1, both broken 2.
  const std::vector<std::pair<Verdict, bool>> table = {{kept, true},   {kept, true},   {kept, true},
                                                       {kept, false},  {broken, true}, {broken, false},
                                                       {broken, false}};
  std::vector<Case> cases;
  std::vector<Conflict> conflicts;
  std::vector<Judged> theirs;
  for (std::uint32_t i = 0; i < table.size(); ++i) {
    cases.push_back(judged(1, table[i].first, Pledge::defense, instrument("atop_9001"), i));
    conflicts.push_back(in_year(static_cast<int>(i) + 1, 1910));
    theirs.push_back({static_cast<int>(i) + 1, 9001, 220, table[i].second});
  }
  const auto backtested = tested(cases, conflicts);
  const auto agreement = compare(backtested, reliability(backtested, Definition{}), allied().model(), theirs);
  EXPECT_EQ(agreement.both, 7);
  EXPECT_EQ(agreement.same, 5);
  // (5/7 - 25/49) / (1 - 25/49)
  EXPECT_NEAR(agreement.kappa, 10.0 / 24, 1e-12);
  EXPECT_TRUE(agreement.only_ours.empty());
}

TEST(Agreement, WhereAllAreAlikeByChanceKappaCannotBeTold) {
  const auto backtested = tested({judged(1, kept, Pledge::defense, instrument("atop_9001"))});
  const auto agreement =
      compare(backtested, reliability(backtested, Definition{}), allied().model(), {{1, 9001, 220, true}});
  EXPECT_EQ(agreement.same, 1);
  EXPECT_EQ(agreement.kappa, 0);
}

TEST(Agreement, WhatIsHereOfEachCaseOfTheirs) {
  const auto first = instrument("atop_9001"), second = instrument("atop_9002");
  auto open = judged(1, not_tested, Pledge::defense, first, 2);
  open.due = Due::open;
  const auto backtested =
      tested({judged(1, kept, Pledge::defense, first, 0), judged(1, broken, Pledge::defense, first, 1), open,
              judged(1, not_tested, Pledge::defense, first, 3), judged(1, kept, Pledge::defense, second, 3),
              judged(1, kept, Pledge::defense, second, 4)},
             {in_year(1, 1901), in_year(2, 1902), in_year(3, 1903), in_year(4, 1904), in_year(9, 1909)});
  const auto agreement = compare(backtested, reliability(backtested, Definition{}), allied().model(),
                                 {{1, 9001, 220, true},
                                  {2, 9001, 220, true},
                                  {3, 9001, 220, true},
                                  {4, 9001, 220, true},
                                  {4, 9003, 220, true},
                                  {5, 9001, 220, true}});
  std::vector<std::string> ours;
  for (const auto& one : agreement.cases) ours.emplace_back(name(one.ours));
  EXPECT_EQ(ours, (std::vector<std::string>{"kept", "not kept", "open", "not due", "no such alliance",
                                            "no such war"}));
  EXPECT_EQ(agreement.both, 2);
  EXPECT_EQ(agreement.same, 1);
  EXPECT_TRUE(agreement.cases[2].unit);
  EXPECT_FALSE(agreement.cases[3].unit);
  // The fourth war is among theirs, the ninth comes after their last.
  ASSERT_EQ(agreement.only_ours.size(), 1u);
  const auto result = reliability(backtested, Definition{});
  EXPECT_EQ(result.units[agreement.only_ours.front()].conflict, 3u);
}

// ── deterrence

Conflict war(std::vector<Belligerent> belligerents, std::vector<Attack> attacks) {
  Conflict war{.number = 1};
  war.belligerents = std::move(belligerents);
  war.attacks = std::move(attacks);
  return war;
}

TEST(Deterrence, StateYearsByWhetherSomebodyHadPledgedDefence) {
  const auto& world = allied();
  const auto at = [&](std::string_view code) { return world.state(code); };
  const auto none = deterrence(world.model(), {}, 1909, 1911);
  EXPECT_EQ(none.pledged.years, 12);  // four states, three years
  EXPECT_EQ(none.pledged.attacked + none.unpledged.attacked, 0);
  EXPECT_GT(none.unpledged.years, 100);
  // In 1899 nobody, in 1900 since the first of January.
  EXPECT_EQ(deterrence(world.model(), {}, 1899, 1899).pledged.years, 0);
  EXPECT_EQ(deterrence(world.model(), {}, 1900, 1900).pledged.years, 4);
  EXPECT_EQ(deterrence(world.model(), {}, 1915, 1915).pledged.years, 0);
  // Whether a pledge stands decides between the two, not how many there are.
  EXPECT_EQ(none.pledged.years + none.unpledged.years,
            deterrence(world.model(), {}, 1909, 1911, "other_").unpledged.years);

  const Day from = iso("1910-05-01"), later = iso("1910-06-01"), to = iso("1910-12-31");
  const auto conflict = war({{at("DEU"), 255, 1, from, to, true},
                             {at("RUS"), 365, 2, from, to, true},
                             {at("BEL"), 211, 2, from, to, true},
                             {at("FRA"), 220, 2, later, to, false}},
                            {{from, at("DEU"), at("RUS")}, {iso("1910-07-01"), at("DEU"), at("BEL")}});
  const auto found = deterrence(world.model(), {conflict}, 1909, 1911);
  EXPECT_EQ(found.pledged.years, none.pledged.years);
  EXPECT_EQ(found.pledged.attacked, 1);
  EXPECT_EQ(found.pledged.with_joiner, 1);
  // Belgium was struck when France had come in already.
  EXPECT_EQ(found.unpledged.attacked, 1);
  EXPECT_EQ(found.unpledged.with_joiner, 0);
  EXPECT_EQ(deterrence(world.model(), {conflict, conflict}, 1909, 1911).pledged.attacked, 1);
  EXPECT_EQ(deterrence(world.model(), {conflict}, 1911, 1911).pledged.attacked, 0);
}

TEST(Deterrence, OnlyForceIsAnAttack) {
  const auto& world = allied();
  using model::EventKind;
  const Day from = iso("1910-05-01"), to = iso("1910-12-31");
  const auto attacked = [&](EventKind kind) {
    const auto conflict =
        war({{world.state("DEU"), 255, 1, from, to, true}, {world.state("RUS"), 365, 2, from, to, true}},
            {{from, world.state("DEU"), world.state("RUS"), kind}});
    return deterrence(world.model(), {conflict}, 1910, 1910).pledged.attacked;
  };
  for (const auto kind : {EventKind::threat, EventKind::mobilisation, EventKind::incursion})
    EXPECT_EQ(attacked(kind), 0);
  for (const auto kind : {EventKind::blockade, EventKind::occupation, EventKind::seizure,
                          EventKind::armed_attack, EventKind::border_clash})
    EXPECT_EQ(attacked(kind), 1);
}

// ── the files of the makers

struct Real {
  diag::Sink sink;
  Tables tables;
  std::unique_ptr<Allied> world;
  std::vector<Conflict> wars;
  std::vector<Judged> leeds_anac;
};
/// Read once; null where CASUS_DATA does not say where the files are.
const Real* real() {
  static const std::unique_ptr<Real> made = []() -> std::unique_ptr<Real> {
    const auto atop = test::data_file("atop/atop4_01m.csv");
    const auto wars = test::data_file("cow_wars/Inter-StateWarData_v4.0.csv");
    const auto pairs = test::data_file("cow_wars/reiter_stam_horowitz_interstate_war.csv");
    const auto leeds_anac = test::data_file("alliance_reliability/LeedsAnacIIrep.csv");
    if (!atop || !wars || !pairs || !leeds_anac) return nullptr;
    auto real = std::make_unique<Real>();
    real->tables = test::tables_of(
        {{"atop", *atop}, {"wars", *wars}, {"wars_initiators", *pairs}, {"leeds_anac", *leeds_anac}},
        real->sink);
    const auto import = read_atop(real->tables, "atop.csv", test::world(), real->sink);
    real->world = std::make_unique<Allied>(std::span<const MemberPhase>(import.rows));
    real->wars = read_wars(real->tables, real->world->model(), InitiatorRule::dyads, real->sink);
    real->leeds_anac = read_leeds_anac(real->tables);
    EXPECT_FALSE(real->sink.has_errors());
    return real;
  }();
  return made.get();
}
#define REAL(name)                 \
  const Real* const name = real(); \
  if (name == nullptr)             \
  GTEST_SKIP() << "CASUS_DATA does not say where atop, cow_wars and alliance_reliability are"

Definition built_in(std::string_view name) {
  diag::Sink sink;
  for (const auto& file : embedded::definitions())
    if (file.path == fmt::format("{}.json", name))
      return *read_definition(name, std::string(file.path), file.text, sink);
  throw std::runtime_error("no such definition");
}

std::string shares(const Backtest& backtested, const Reliability& result) {
  std::string text;
  for (const auto* what : {"all", "before_1945", "since_1945", "defense", "offense", "neutral", "nonagg"}) {
    const auto share = share_of(backtested, result, what);
    text += fmt::format("{}{} {} of {}", text.empty() ? "" : ", ", what, share.kept, share.of);
  }
  return text;
}

// What comes out today: whoever changes a rule or a reading sees here what it does to the figures.
TEST(RealReliability, OfTheDefinitionOfBerkemeierAndFuhrmann) {
  REAL(data);
  EXPECT_EQ(data->wars.size(), 95u);
  const auto definition = built_in("berkemeier-fuhrmann-2018");
  const auto backtested =
      backtest(Alliances(*data->world->program, data->world->made_in), data->wars, definition);
  const auto result = reliability(backtested, definition);
  EXPECT_EQ(shares(backtested, result),
            "all 76 of 146, before_1945 66 of 101, since_1945 10 of 45, defense 26 of 80, offense 20 of 37, "
            "neutral 54 of 62, nonagg 39 of 70");
  EXPECT_EQ(result.open, 57);
  const auto agreement = compare(backtested, result, data->world->model(), data->leeds_anac);
  EXPECT_EQ(agreement.cases.size(), 137u);
  EXPECT_EQ(agreement.both, 96);
  EXPECT_EQ(agreement.same, 88);
  EXPECT_NEAR(agreement.kappa, 0.82, 0.005);
}

TEST(RealReliability, OfTheDefinitionOfLeedsLongAndMitchell) {
  REAL(data);
  const auto definition = built_in("leeds-long-mitchell-2000");
  const auto backtested =
      backtest(Alliances(*data->world->program, data->world->made_in), data->wars, definition);
  const auto result = reliability(backtested, definition);
  EXPECT_EQ(shares(backtested, result),
            "all 66 of 101, before_1945 66 of 101, since_1945 0 of 0, defense 24 of 49, offense 18 of 33, "
            "neutral 46 of 54, nonagg 33 of 42");
  const auto agreement = compare(backtested, result, data->world->model(), data->leeds_anac);
  EXPECT_EQ(agreement.both, 74);
  EXPECT_EQ(agreement.same, 68);
}

}  // namespace
}  // namespace casus::history::reliability_test
