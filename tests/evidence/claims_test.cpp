// Verdicts on claims: each kind of thing that a claim can hold, supported, contradicted and not decidable; and a second opinion on
// those about duties, by settling each open question both ways.
#include "evidence/claims.h"

#include <gtest/gtest.h>

#include "explain/expect.h"
#include "tool/session.h"

namespace casus::evidence {
namespace {

const std::string sources = R"(
source a_report "A report" { kind news  dated 2023-02-21 }
source a_register "A register" { kind record  cite "https://register.example" }
source another_register "Another register" { kind record }
source a_law "A law" { kind law }
question q_open factual "Is it so?"
)";

/// The corpus with some sources and these claims.
struct Claims {
  tool::Session session{tool::Options{}};
  std::unique_ptr<engine::Program> program;
  std::vector<ClaimCheck> checks;

  explicit Claims(const std::string& text) {
    session.load_corpus();
    session.add("claims.casus", sources + text, tool::Session::user_layer);
    session.build();
    for (const auto& d : session.sink().all()) ADD_FAILURE() << d.message;
    program = std::make_unique<engine::Program>(session.model());
    std::vector<const Claim*> claims;
    for (const auto& claim : session.model().claims)
      if (claim.source == "a_report") claims.push_back(&claim);
    checks = check_claims(*program, claims);
  }
  const ClaimCheck& operator[](std::string_view name) const {
    for (const auto& check : checks)
      if (check.claim->name == name) return check;
    ADD_FAILURE() << "there is no claim " << name;
    return checks.front();
  }
};

/// The verdict on one line, on 21 February 2023, where it stands in a report.
std::string verdict(const std::string& holds, const std::string& more = {}) {
  const Claims claims("claim c in a_report {\n on 2023-02-21\n" + more + "\n holds " + holds + "\n}\n");
  return verdict_words(claims["c"]);
}

TEST(Claim, OnMembership) {
  EXPECT_EQ(verdict("POL is party to north_atlantic_treaty"), "supported");
  EXPECT_EQ(verdict("POL is not party to north_atlantic_treaty"), "contradicted");
  EXPECT_EQ(verdict("ISR is not party to north_atlantic_treaty"), "supported");
  EXPECT_EQ(verdict("FIN is party to north_atlantic_treaty"), "contradicted");
  EXPECT_EQ(verdict("FIN is party to north_atlantic_treaty on 2023-04-04"), "supported");
  EXPECT_EQ(verdict("USA is provider in us_israel_mou_2016"), "supported");
}

TEST(Claim, OnWhatAnInstrumentIs) {
  EXPECT_EQ(verdict("north_atlantic_treaty is in force"), "supported");
  EXPECT_EQ(verdict("kyiv_security_compact is in force"), "contradicted");
  EXPECT_EQ(verdict("kyiv_security_compact is proposal"), "supported");
  EXPECT_EQ(verdict("kyiv_security_compact is binding"), "contradicted");
  EXPECT_EQ(verdict("moldova_constitution is treaty"), "contradicted");
  EXPECT_EQ(verdict("moldova_constitution is constitution"), "supported");
  EXPECT_EQ(verdict("kyiv_security_compact published 2022-09"), "supported");
  EXPECT_EQ(verdict("kyiv_security_compact published 2022-10"), "contradicted");
  EXPECT_EQ(verdict("north_atlantic_treaty signed 1949-04-04"), "supported");
}

TEST(Claim, OnDuties) {
  const std::string attack = "RUS invades POL";
  EXPECT_EQ(verdict("USA must assist POL under north_atlantic_treaty article 5", attack), "supported");
  EXPECT_EQ(verdict("UKR must assist POL", attack), "contradicted");
  EXPECT_EQ(verdict("UKR bound to nothing", attack), "supported");
  EXPECT_EQ(verdict("USA bound to nothing", attack), "contradicted");
  EXPECT_EQ(verdict("no duty to use_force for anyone", attack), "supported");
  EXPECT_EQ(verdict("no duty to assist for anyone under north_atlantic_treaty", attack), "contradicted");
  EXPECT_EQ(verdict("29 debtors must assist POL under north_atlantic_treaty article 5", attack), "supported");
  EXPECT_EQ(verdict("28 debtors must assist POL under north_atlantic_treaty article 5", attack),
            "contradicted");
  EXPECT_EQ(verdict("RUS breaks un_charter article 2(4)", attack), "supported");
}

TEST(Claim, OnDutiesThatHangOnAQuestionIsNotDecidable) {
  const std::string cyber = "unknown cyber_operation against EST";
  EXPECT_EQ(verdict("USA must assist EST under north_atlantic_treaty article 5", cyber), "not decidable");
  EXPECT_EQ(verdict("no duty to assist for USA under north_atlantic_treaty", cyber), "not decidable");
  EXPECT_EQ(verdict("USA open to assist EST under north_atlantic_treaty article 5", cyber), "supported");
  // What hangs on nothing stays decided beside it.
  EXPECT_EQ(verdict("CHE must assist EST under north_atlantic_treaty article 5", cyber), "contradicted");
}

TEST(Claim, OnOffices) {
  const std::string records = R"(
claim r1 in a_register {
  holds "A" office "President" from 2021-01-20 to 2025-01-20
  holds "B" office "Vice President" from 2021-01-20 to 2025-01-20
}
claim right in a_report { on 2023-02-21  holds "A" office "President" }
claim wrong in a_report { on 2023-02-21  holds "A" office "Vice President" }
claim of_another in a_report { on 2023-02-21  holds "C" office "President" }
claim too_late in a_report { on 2026-02-21  holds "A" office "President" }
claim not_so in a_report { on 2023-02-21  holds "A" not office "Vice President" }
claim second_office in a_report { on 2023-02-21  holds "A" office "Chair of a party" }
claim unknown_person in a_report { on 2023-02-21  holds "D" office "Doorkeeper" }
)";
  const Claims claims(records);
  EXPECT_EQ(verdict_words(claims["right"]), "supported");
  EXPECT_EQ(verdict_words(claims["wrong"]), "contradicted");
  const auto& grounds = claims["wrong"].holds[0].grounds;
  ASSERT_EQ(grounds.size(), 2u) << "another office, which decides nothing, and another holder of that one";
  EXPECT_EQ(grounds[0].speaks, Speaks::neither);
  EXPECT_EQ(grounds[1].speaks, Speaks::against);
  EXPECT_EQ(grounds[1].cite, "https://register.example");
  EXPECT_EQ(verdict_words(claims["of_another"]), "contradicted");
  EXPECT_EQ(verdict_words(claims["too_late"]), "not decidable");
  EXPECT_EQ(verdict_words(claims["not_so"]), "supported");
  EXPECT_EQ(verdict_words(claims["second_office"]), "not decidable") << "who is President may chair a party";
  EXPECT_EQ(verdict_words(claims["unknown_person"]), "not decidable");
}

TEST(Claim, OnDaysAndAnniversaries) {
  const Claims claims(R"(
claim r1 in a_register { holds "the landing" day 2022-02-24 }
claim same_day in a_report { holds "the landing" day 2022-02-24 }
claim same_month in a_report { holds "the landing" day 2022-02 }
claim other_day in a_report { holds "the landing" day 2022-02-25 }
claim anniversary in a_report { holds "the landing" years 1 on 2023-02-21 }
claim centenary in a_report { holds "the landing" years 100 on 2023-02-21 }
claim no_centenary in a_report { holds "the landing" not years 100 on 2023-02-21 }
)");
  EXPECT_EQ(verdict_words(claims["same_day"]), "supported");
  EXPECT_EQ(verdict_words(claims["same_month"]), "supported");
  EXPECT_EQ(verdict_words(claims["other_day"]), "contradicted");
  EXPECT_EQ(verdict_words(claims["anniversary"]), "supported");
  EXPECT_EQ(verdict_words(claims["centenary"]), "contradicted");
  EXPECT_EQ(verdict_words(claims["no_centenary"]), "supported");
  ASSERT_EQ(claims["centenary"].inconsistent.size(), 2u) << "with the anniversary, and with its own denial";
  EXPECT_NE(claims["centenary"].inconsistent[0].find("claim anniversary"), std::string::npos);
}

TEST(Claim, SourcesThatDisagreeStandSideBySide) {
  const Claims claims(R"(
claim r1 in a_register { holds "the city" spelling "Kyiv" }
claim r2 in another_register { holds "the city" spelling "Kiev" }
claim first in a_report statement 6 { holds "the city" spelling "Kiev" }
claim second in a_report statement 7 { holds "the city" spelling "Kyiv" }
)");
  for (const auto* name : {"first", "second"}) {
    EXPECT_EQ(verdict_words(claims[name]), "not decidable");
    EXPECT_EQ(claims[name].holds[0].grounds.size(), 2u) << "one for it, one against it";
    EXPECT_EQ(claims[name].inconsistent.size(), 1u);
  }
}

TEST(Claim, ASourceIsNoEvidenceForItself) {
  const Claims claims(R"(
claim first in a_report { holds "the plan" mentions "militias" }
claim again in a_report { holds "the plan" mentions "militias" }
)");
  EXPECT_EQ(verdict_words(claims["first"]), "not decidable");
  EXPECT_EQ(verdict_words(claims["again"]), "not decidable");
}

TEST(Claim, WhatATextSpeaksOf) {
  const Claims claims(R"(
claim r1 in a_law { holds "the plan" mentions "training"  holds "the plan" not mentions "militias" }
claim right in a_report { holds "the plan" mentions "training" }
claim wrong in a_report { holds "the plan" mentions "militias" }
claim open in a_report { holds "the plan" mentions "ships" }
claim part in a_report { holds "the plan" mentions "training"  holds "the plan" mentions "militias" }
)");
  EXPECT_EQ(verdict_words(claims["right"]), "supported");
  EXPECT_EQ(verdict_words(claims["wrong"]), "contradicted");
  EXPECT_EQ(verdict_words(claims["open"]), "not decidable");
  EXPECT_EQ(verdict_words(claims["part"]), "contradicted in part");
}

TEST(Claim, OnPledges) {
  const std::string pledge = R"(
pledge tanks "Tanks of Poland" {
  by POL  to UKR  item "Leopard 2A4"  category military
  announced 14 on 2023-01-11 source "s"
  delivered 4 on 2023-02-24 source "s"
  delivered 10 on 2023-03 source "s"
}
)";
  const auto judged = [&](const std::string& holds) {
    const Claims claims(pledge + "claim c in a_report { on 2023-02-21  holds pledge tanks " + holds + " }\n");
    return verdict_words(claims["c"]);
  };
  EXPECT_EQ(judged("announced 14"), "supported");
  EXPECT_EQ(judged("delivered"), "contradicted");
  EXPECT_EQ(judged("delivered by 2023-02-24"), "supported");
  EXPECT_EQ(judged("delivered 14 by 2023-03-10"), "not decidable") << "some day of March";
  EXPECT_EQ(judged("delivered 14 by 2023-03-31"), "supported");
  EXPECT_EQ(judged("delivered 15 by 2023-03-31"), "contradicted");
  EXPECT_EQ(judged("not delivered 15 by 2023-03-31"), "supported");
}

TEST(Claim, OnPledgesNothingIsFirmerThanTheRecord) {
  const auto judged = [&](const std::string& head, const std::string& entries, const std::string& holds) {
    const Claims claims("pledge tanks { by POL  to UKR " + head + "\n" + entries +
                        "\n}\nclaim c in a_report { on 2023-03-31  holds pledge tanks " + holds + " }\n");
    return verdict_words(claims["c"]);
  };
  const std::string covers = "covers announced", announced = "announced 14 on 2023-01-11 source \"s\"";
  EXPECT_EQ(judged(covers, announced, "delivered"), "not decidable") << "deliveries are not recorded";
  EXPECT_EQ(judged(covers, announced, "not delivered"), "not decidable");
  EXPECT_EQ(judged("", announced, "not delivered"), "supported");
  EXPECT_EQ(judged("", "delivered at least 10 on 2023-03-01 source \"s\"", "delivered 10"), "supported");
  EXPECT_EQ(judged("", "delivered at least 10 on 2023-03-01 source \"s\"", "delivered 14"), "not decidable");
  EXPECT_EQ(judged("", "delivered about 10 on 2023-03-01 source \"s\"", "delivered 10"), "not decidable");
  EXPECT_EQ(judged("", "delivered up to 10 on 2023-03-01 source \"s\"", "delivered 11"), "contradicted");
  EXPECT_EQ(judged("", "delivered on 2023-03-01 source \"s\"", "delivered"), "supported");
  EXPECT_EQ(judged("", "delivered on 2023-03-01 source \"s\"", "delivered 10"), "not decidable");
}

TEST(Claim, OpinionsDemandsAndPredictionsAreNoFacts) {
  const Claims claims(R"(
claim a in a_report { kind opinion  gist "It is enough." }
claim b in a_report { kind demand  gist "Do it." }
claim c in a_report { kind prediction  holds POL is party to north_atlantic_treaty on 2023-02-21 }
claim d in a_report { gist "Nothing that can be checked." }
)");
  EXPECT_EQ(verdict_words(claims["a"]), "opinion");
  EXPECT_EQ(verdict_words(claims["b"]), "demand");
  EXPECT_EQ(verdict_words(claims["c"]), "prediction");
  EXPECT_EQ(claims["c"].holds[0].verdict, Verdict::supported) << "facts for and against stand beside it";
  EXPECT_EQ(verdict_words(claims["d"]), "not decidable");
}

TEST(Claim, ADeterminationIsNeitherRightNorWrong) {
  const Claims claims(R"(
claim a in a_report { by "the government" for POL  kind attributed  on 2023-02-21  holds question q_open no }
claim b in a_law { by "another government" for LTU  kind attributed  on 2023-02-21  holds question q_open yes }
)");
  EXPECT_EQ(verdict_words(claims["a"]), "not decidable");
  ASSERT_EQ(claims["a"].holds[0].grounds.size(), 1u);
  EXPECT_EQ(claims["a"].holds[0].grounds[0].speaks, Speaks::against);
}

// ── the second opinion: each open question settled both ways, and the expectation asked of every outcome

/// The scenario with questions settled by the bits of `answers`.
bool met_with(const engine::Program& program, Scenario scenario, const Expectation& expectation,
              const std::vector<std::string>& questions, unsigned answers) {
  for (std::size_t i = 0; i < questions.size(); ++i)
    scenario.suppositions.push_back({.kind = SupposeKind::answer,
                                     .value = ((answers >> i) & 1) != 0,
                                     .question = questions[i],
                                     .text = questions[i]});
  engine::Evaluator evaluator(program);
  const auto situation = engine::prepare(program, scenario);
  engine::Result result;
  evaluator.evaluate(situation, result);
  const auto answer = explain::answer(evaluator, situation, result);
  return !explain::unmet(evaluator, situation, result, answer, expectation);
}

TEST(Claim, VerdictsOnDutiesAgreeWithSettlingEveryQuestion) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"unknown cyber_operation against EST", "USA must assist EST under north_atlantic_treaty article 5"},
      {"unknown cyber_operation against EST", "no duty to assist for FRA under north_atlantic_treaty"},
      {"unknown cyber_operation against EST",
       "30 debtors must consult under north_atlantic_treaty article 4"},
      {"RUS invades POL", "DEU must assist POL under north_atlantic_treaty article 5"},
      {"RUS invades MDA", "USA must assist MDA under north_atlantic_treaty article 5"},
      {"RUS bombards TUR", "no duty to assist for USA under north_atlantic_treaty"},
  };
  for (const auto& [event, holds] : cases) {
    const Claims claims("claim c in a_report {\n on 2023-02-21\n " + event + "\n holds " + holds + "\n}\n");
    const auto& claim = *claims["c"].claim;
    const auto situation = engine::prepare(*claims.program, claim.situation);
    engine::Evaluator evaluator(*claims.program);
    engine::Result result;
    evaluator.evaluate(situation, result);
    const auto& expectation = claim.situation.expectations.front();
    std::vector<std::string> questions;
    for (const auto& item : explain::answer(evaluator, situation, result).items) {
      const auto& row = result.rows[item.row];
      if (expectation.instrument &&
          claims.session.model()[row.provision].instrument != expectation.instrument)
        continue;
      for (const auto& term : item.on_questions)
        for (const auto& [question, yes] : term)
          if (std::ranges::find(questions, question) == questions.end()) questions.push_back(question);
    }
    ASSERT_LE(questions.size(), 6u) << event;
    std::size_t met = 0;
    const unsigned all = 1u << questions.size();
    for (unsigned answers = 0; answers < all; ++answers)
      met += met_with(*claims.program, claim.situation, expectation, questions, answers);
    const Verdict expected = met == all ? Verdict::supported
                             : met == 0 ? Verdict::contradicted
                                        : Verdict::undecidable;
    EXPECT_EQ(claims["c"].verdict, expected) << event << ": " << holds << ", met " << met << " of " << all;
  }
}

}  // namespace
}  // namespace casus::evidence
