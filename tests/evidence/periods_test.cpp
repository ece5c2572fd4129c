// Standing duties with sums per period, and what pledges under them have come to.
#include <gtest/gtest.h>

#include "../support/world.h"
#include "evidence/periods.h"
#include "written.h"

namespace casus::evidence {
namespace {

using test::iso;

std::string listed(const std::vector<Period>& periods) {
  std::string out;
  for (const auto& p : periods)
    out += fmt::format("{} {}..{}{}\n", p.name, to_iso(p.from), to_iso(p.to), p.cut ? " part" : "");
  return out;
}

TEST(Periods, AFiscalYearIsNamedByTheYearInWhichItEnds) {
  EXPECT_EQ(listed(periods_of("fiscal_year", "USA", iso("2018-10-01"), iso("2020-10-01"), iso("2030-01-01"))),
            "2019 2018-10-01..2019-10-01\n2020 2019-10-01..2020-10-01\n");
  EXPECT_EQ(listed(periods_of("fiscal_year", "USA", iso("2018-09-30"), iso("2018-10-02"), iso("2030-01-01"))),
            "2018 2018-09-30..2018-10-01 part\n2019 2018-10-01..2018-10-02 part\n");
  EXPECT_EQ(listed(periods_of("fiscal_year", "JPN", iso("2018-10-01"), iso("2020-10-01"), iso("2030-01-01"))),
            "")
      << "not looked up, not guessed";
}

TEST(Periods, CalendarYears) {
  EXPECT_EQ(listed(periods_of("year", "", iso("2024-05-31"), iso("2026-01-01"), iso("2025-01-01"))),
            "2024 2024-05-31..2025-01-01 part\n2025 2025-01-01..2026-01-01\n");
  EXPECT_EQ(listed(periods_of("year", "", iso("2024-01-01"), Day::max(), iso("2025-03-01"))),
            "2024 2024-01-01..2025-01-01\n2025 2025-01-01..2026-01-01\n2026 2026-01-01..2027-01-01\n")
      << "of an open term one beyond the one that runs";
  EXPECT_EQ(listed(periods_of("decade", "", iso("2024-01-01"), iso("2030-01-01"), iso("2025-03-01"))), "");
}

/// The ladder of the memorandum's grant, with pledges under it.
std::string grant(const std::vector<std::string>& pledges, std::string_view on,
                  const std::vector<Stage>& covers = {}) {
  const auto& model = support::world().model();
  const auto id = make_id<InstrumentId>(model.instrument_names.at("us_israel_mou_2016"));
  std::vector<Pledge> under;
  for (const auto& text : pledges) {
    const auto bar = text.find('|');
    std::vector<std::string> lines;
    for (std::size_t at = bar + 1; at < text.size();) {
      const auto end = std::min(text.find(';', at), text.size());
      lines.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    under.push_back(test::pledge_of(lines));
    under.back().instrument = "us_israel_mou_2016";
    under.back().provision = "section fmf";
    under.back().period = text.substr(0, bar);
    under.back().covers = covers;
  }
  const auto steps = steps_of(under, Day::max());
  const std::array<const Steps*, 1> books{&steps};
  std::string out;
  for (const auto& ladder : duty_ladders(model, std::array{id}, books, {}, iso(on))) {
    if (model[ladder.provision].label != "section fmf") continue;
    EXPECT_EQ(ladder.owed, 3'300'000'000'000);
    EXPECT_EQ(ladder.unit, "USD");
    EXPECT_EQ(ladder.lines.size(), 10U);
    for (const auto& line : ladder.lines)
      if (line.period.from <= iso(on)) out += fmt::format("{} {}\n", line.period.name, name(line.state));
  }
  return out;
}

TEST(Ladder, WithoutAPledgeNothingIsKnownOfAPeriodThatIsOver) {
  EXPECT_EQ(grant({}, "2018-09-30"), "");
  EXPECT_EQ(grant({}, "2019-09-30"), "2019 running\n");
  EXPECT_EQ(grant({}, "2020-10-01"), "2019 not_known\n2020 not_known\n2021 running\n");
}

TEST(Ladder, ByThePeriodThatAPledgeNames) {
  EXPECT_EQ(
      grant({"2019|delivered 3.3 billion USD on 2020-03-01", "2020|allocated 3.3 billion USD on 2020-03-01"},
            "2020-10-01"),
      "2019 performed\n2020 not_known\n2021 running\n")
      << "nothing was told after March 2020";
  EXPECT_EQ(grant({"2019|delivered 3.3 billion USD on 2020-03-01",
                   "2020|allocated 3.3 billion USD on 2020-03-01 known 2020-09-30"},
                  "2020-10-01"),
            "2019 performed\n2020 overdue\n2021 running\n");
  EXPECT_EQ(grant({"2019|delivered 3 billion USD on 2019-03-01 known 2019-09-30"}, "2019-10-01"),
            "2019 overdue\n2020 running\n");
  EXPECT_EQ(grant({"2019|delivered 3 billion USD on 2019-03-01"}, "2019-10-01"),
            "2019 not_known\n2020 running\n");
  EXPECT_EQ(grant({"2019|delivered 3.3 billion EUR on 2019-03-01 known 2019-10-01"}, "2019-10-01"),
            "2019 not_known\n2020 running\n")
      << "what another currency performs is not weighed";
  EXPECT_EQ(grant({"2019|delivered at least 3 billion USD on 2019-03-01 known 2019-10-01"}, "2019-10-01"),
            "2019 not_known\n2020 running\n")
      << "it may be more";
  EXPECT_EQ(grant({"2019|delivered up to 3 billion USD on 2019-03-01 known 2019-10-01"}, "2019-10-01"),
            "2019 overdue\n2020 running\n");
}

TEST(Ladder, ByTheDaysOfEntriesElse) {
  EXPECT_EQ(
      grant({"|delivered 3.3 billion USD on 2018-12-01; delivered 6.6 billion USD in all on 2019-11-01"},
            "2020-10-01"),
      "2019 performed\n2020 performed\n2021 running\n");
  EXPECT_EQ(grant({"|delivered 2 billion USD on 2018-12-01", "|delivered 1.3 billion USD on 2019-09-30"},
                  "2019-10-01"),
            "2019 performed\n2020 running\n")
      << "of several pledges together";
}

TEST(Ladder, NeverOverdueWhereDeliveriesAreNotRecorded) {
  EXPECT_EQ(grant({"2019|allocated 3.3 billion USD on 2019-03-01"}, "2020-10-01", {Stage::allocated}),
            "2019 not_known\n2020 not_known\n2021 running\n");
}

TEST(Ladder, PerformedEarly) {
  EXPECT_EQ(grant({"2019|delivered 3.3 billion USD on 2018-11-01"}, "2019-01-01"), "2019 performed\n");
}

TEST(Ladder, OfTheAgreementsWithUkraine) {
  const auto& model = support::world().model();
  const auto of = [&](std::string_view instrument, std::string_view on) {
    const auto id = make_id<InstrumentId>(model.instrument_names.at(std::string(instrument)));
    return duty_ladders(model, std::array{id}, {}, {}, iso(on));
  };
  const auto iceland = of("iceland_ukraine_security_agreement_2024", "2026-12-01");
  ASSERT_EQ(iceland.size(), 1U);
  EXPECT_EQ(iceland[0].owed, 4'000'000'000'000);
  ASSERT_EQ(iceland[0].lines.size(), 5U) << "2024 to 2028: the provision's own days";
  EXPECT_EQ(iceland[0].lines.back().state, PeriodState::not_begun);
  const auto kingdom = of("uk_ukraine_security_agreement_2024", "2026-12-01");
  ASSERT_EQ(kingdom.size(), 2U) << "money, and arms for a sum";
  for (const auto& ladder : kingdom)
    EXPECT_TRUE(ladder.lines.empty()) << "which of the two a pledge fills is not told";
  const auto latvia = of("latvia_ukraine_security_commitments_2024", "2026-12-01");
  ASSERT_EQ(latvia.size(), 1U);
  EXPECT_EQ(latvia[0].owed, std::nullopt) << "a share of the product is no sum";
  const auto sweden = of("sweden_ukraine_security_agreement_2024", "2026-12-01");
  ASSERT_EQ(sweden.size(), 1U);
  ASSERT_EQ(sweden[0].lines.size(), 1U) << "one sum, for the whole term";
  EXPECT_EQ(sweden[0].lines[0].period.name, "2026");
  EXPECT_EQ(sweden[0].lines[0].period.to, iso("2027-01-01"));
  EXPECT_EQ(sweden[0].lines[0].state, PeriodState::running);
  EXPECT_EQ(of("sweden_ukraine_security_agreement_2024", "2027-01-01")[0].lines[0].state,
            PeriodState::not_known);
}

TEST(Ladder, LapsesWhereTheInstrumentEndedWithinAPeriod) {
  tool::Options options;
  options.no_builtin = true;
  tool::Session session(options);
  session.add(
      "text.casus",
      "state AAA \"A\" { exists 1900-01-01 .. }\nstate BBB \"B\" { exists 1900-01-01 .. }\n"
      "instrument deal \"Deal\" { kind agreement force binding signed 2001-01-01 in force 2001-01-01 .. "
      "2003-07-01\n"
      "cite \"x\" coded 2026-11-25 status draft\nprovider AAA from 2001-01-01\nbeneficiary BBB from "
      "2001-01-01\n"
      "section a { standing the provider must fund the beneficiary amount 5 million EUR per year } }\n",
      tool::Session::user_layer);
  session.build();
  ASSERT_FALSE(session.sink().has_errors()) << session.sink().all().front().message;
  const auto& model = session.model();
  const auto states = [&](std::string_view on) {
    std::string out;
    const auto ladders = duty_ladders(model, std::array{make_id<InstrumentId>(0)}, {}, {}, iso(on));
    for (const auto& line : ladders.at(0).lines) out += fmt::format("{} ", name(line.state));
    return out;
  };
  EXPECT_EQ(states("2003-06-30"), "not_known not_known running ");
  EXPECT_EQ(states("2003-07-01"), "not_known not_known lapsed ");
}

}  // namespace
}  // namespace casus::evidence
