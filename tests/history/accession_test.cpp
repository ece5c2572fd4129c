// The days of the corpus and of ATOP, state by state: which spells meet, by how many days they differ, and why.
#include "history/accession.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>

#include "atop_rows.h"
#include "support.h"
#include "tool/embedded.h"
#include "tool/session.h"

namespace casus::history::accession_test {
namespace {

using test::member;
using test::Values;
using Lines = std::vector<std::string>;

/// Puts the alliances of a file beside the built-in corpus.
void add_atop(tool::Session& session, const std::string& table) {
  static tool::Session world{tool::Options{}};
  static const model::Model& states = [&]() -> const model::Model& {
    world.load_corpus();
    return world.build();
  }();
  diag::Sink sink;
  const auto import = read_atop("atop.csv", test::bytes_of(table), states, sink);
  EXPECT_EQ(sink.errors(), 0u);
  each_atop_source(import.rows,
                   [&](std::string name, std::string text) { session.add(name, std::move(text), 1); });
}

std::string pact(const std::string& name, const std::string& days, const std::string& lines) {
  return "instrument " + name + " \"Pact\" { kind treaty force binding " + days +
         " cite \"https://example.org/pact\" coded 2026-11-30 status draft " + lines + " }\n";
}

struct Checked {
  std::unique_ptr<tool::Session> session;
  AccessionCheck check;
  Lines messages;

  /// `USA both 1950-03-01/1950-01-01 59 signature, open/open - same`, by row.
  Lines lines() const {
    Lines list;
    const auto end = [](const SpellEnd& at) {
      const auto day = [](const std::optional<VagueDay>& d) {
        const std::string text = d ? edtf(*d) : "-";
        return text.empty() ? std::string("open") : text;
      };
      std::string text = day(at.corpus) + "/" + day(at.atop) + " ";
      text += !at.days                          ? std::string("-")
              : at.days->least == at.days->most ? std::to_string(at.days->least)
                                                : fmt::format("{}..{}", at.days->least, at.days->most);
      return text + " " + std::string(at.difference ? name(*at.difference) : "-");
    };
    for (const auto& row : check.rows)
      list.push_back(session->model()[row.state].code + " " + std::string(name(row.presence)) + " " +
                     end(row.begin) + ", " + end(row.end));
    return list;
  }
};

Checked checked(const std::string& corpus, const std::vector<Values>& rows,
                std::string_view pairs = "test_pact 9001\n") {
  Checked result{std::make_unique<tool::Session>(tool::Options{}), {}, {}};
  result.session->load_corpus();
  result.session->add("test.casus", corpus, 1);
  add_atop(*result.session, test::table(rows));
  const auto& model = result.session->build();
  for (const auto& d : result.session->sink().all())
    if (d.severity() == diag::Severity::error) ADD_FAILURE() << d.message;
  diag::Sink sink;
  result.check = check_accession(model, "pairs.txt", read_pairs("pairs.txt", pairs, sink), sink);
  for (const auto& d : sink.all()) result.messages.push_back(d.message);
  return result;
}

/// The pact of most tests: signed in January, in force in March 1950.
constexpr auto days = "signed 1950-01-10 in force 1950-03-01 ..";

TEST(Accession, SameDays) {
  const auto found =
      checked(pact("test_pact", days, "party USA, CAN from 1950-03-01 to 1960-05-01"),
              {member("2", "1950-03-01", "1960-05-01"), member("20", "1950-03-01", "1960-05-01")});
  EXPECT_EQ(found.lines(), (Lines{"CAN both 1950-03-01/1950-03-01 0 same, 1960-05-01/1960-05-01 0 same",
                                  "USA both 1950-03-01/1950-03-01 0 same, 1960-05-01/1960-05-01 0 same"}));
  EXPECT_FALSE(differs(found.check));
  EXPECT_EQ(summary(found.check).same, 2u);
}

TEST(Accession, WhyBeginningsDiffer) {
  const auto found = checked(
      pact("test_pact", days,
           "party USA from 1950-03-01  party CAN from 1950-03-01  party GBR from 1952-04-01\n"
           "party FRA from 1950-03  party NLD from 1950-03-01  party BEL from 1950-03-01\n"
           "party NOR from 1950-03-01 if question test_joined") +
          "question test_joined factual \"Did Norway join?\" { yes \"it joined\" no \"it did not join\" }\n",
      {member("2", "1950-01-10", ""), member("20", "1950-02-01", ""), member("200", "1951-10-01", ""),
       member("220", "1950-03-05", ""), member("210", "1950-03-11", ""), member("211", "1949-12-01", ""),
       member("385", "1950-03-02", "")});
  EXPECT_EQ(found.lines(), (Lines{"BEL both 1950-03-01/1949-12-01 90 atop_earlier, open/open - same",
                                  "CAN both 1950-03-01/1950-02-01 28 between, open/open - same",
                                  "FRA both 1950-03/1950-03-05 -4..26 vague, open/open - same",
                                  "GBR both 1952-04-01/1951-10-01 183 accession, open/open - same",
                                  "NLD both 1950-03-01/1950-03-11 -10 atop_later, open/open - same",
                                  "NOR both 1950-03-01/1950-03-02 -1 question, open/open - same",
                                  "USA both 1950-03-01/1950-01-10 50 signature, open/open - same"}));
  EXPECT_TRUE(differs(found.check));
}

TEST(Accession, TheJulianCalendar) {
  const auto found =
      checked(pact("test_pact", "signed 1912-03-13 in force 1912-03-13 ..",
                   "party SRB, BGR from 1912-03-13 to 1913-06-29"),
              {member("345", "1912-02-29", "1913-06-30"), member("355", "1912-02-29", "1913-06-16")});
  EXPECT_EQ(found.lines(),
            (Lines{"BGR both 1912-03-13/1912-02-29 13 old_style, 1913-06-29/1913-06-16 13 old_style",
                   "SRB both 1912-03-13/1912-02-29 13 old_style, 1913-06-29/1913-06-30 -1 atop_later"}));
  // In 1950 thirteen days are thirteen days.
  EXPECT_EQ(
      checked(pact("test_pact", days, "party USA from 1950-03-01"), {member("2", "1950-02-16", "")}).lines(),
      Lines{"USA both 1950-03-01/1950-02-16 13 between, open/open - same"});
}

TEST(Accession, WhyEndsDiffer) {
  const auto found =
      checked(pact("test_pact", days,
                   "party USA, CAN from 1950-03-01  party GBR from 1950-03-01 to 1960-05-01\n"
                   "party FRA from 1950-03-01 to 1960-05-01  party NLD from 1950-03-01 to 2020-01-01\n"
                   "party BEL from 1950-03-01 to 1960  party NOR from 1950-03-01 to 1960-05-01\n"
                   "suspended CAN from 1959-01-01 to 1961-01-01"),
              {member("2", "1950-03-01", "1960-05-01"), member("20", "1950-03-01", "1958-12-30"),
               member("200", "1950-03-01", "1960-04-30"), member("220", "1950-03-01", ""),
               member("210", "1950-03-01", ""), member("211", "1950-03-01", "1960-06-01"),
               member("385", "1950-03-01", "1960-04-01")});
  EXPECT_EQ(found.lines(),
            (Lines{"BEL both 1950-03-01/1950-03-01 0 same, 1960/1960-06-01 -152..213 vague",
                   "CAN both 1950-03-01/1950-03-01 0 same, open/1958-12-30 - suspension",
                   "FRA both 1950-03-01/1950-03-01 0 same, 1960-05-01/open - open_atop",
                   "GBR both 1950-03-01/1950-03-01 0 same, 1960-05-01/1960-04-30 1 last_day",
                   "NLD both 1950-03-01/1950-03-01 0 same, 2020-01-01/open - not_covered",
                   "NOR both 1950-03-01/1950-03-01 0 same, 1960-05-01/1960-04-01 30 atop_earlier",
                   "USA both 1950-03-01/1950-03-01 0 same, open/1960-05-01 - open_corpus"}));
}

TEST(Accession, OnlyOnOneSide) {
  const auto found = checked(
      pact("test_pact", days,
           "party USA from 1950-03-01  beneficiary GBR from 1950-03-01  party FIN from 2023-04-04\n"
           "party VAT from 1950-03-01  party NOR from 1950-03-01 if question test_joined") +
          "question test_joined factual \"Did Norway join?\" { yes \"it joined\" no \"it did not join\" }\n",
      {member("2", "1950-03-01", ""), member("20", "1950-03-01", "1951-01-01")});
  EXPECT_EQ(found.lines(), (Lines{"CAN atop_only -/1950-03-01 - -, -/1951-01-01 - -",
                                  "FIN not_covered 2023-04-04/- - -, open/- - -",
                                  "GBR corpus_only 1950-03-01/- - -, open/- - -",
                                  "NOR question 1950-03-01/- - -, open/- - -",
                                  "USA both 1950-03-01/1950-03-01 0 same, open/open - same",
                                  "VAT no_code 1950-03-01/- - -, open/- - -"}));
  EXPECT_EQ(found.check.rows[2].roles, std::vector{model::RoleKind::beneficiary});
  ASSERT_EQ(found.check.rows[3].questions.size(), 1u);
  // What ATOP cannot know is no difference.
  EXPECT_FALSE(
      differs(checked(pact("test_pact", days, "party USA from 1950-03-01  party FIN from 2023-04-04"),
                      {member("2", "1950-03-01", "")})
                  .check));
}

TEST(Accession, ATextThatWasNeverInForce) {
  EXPECT_EQ(
      checked(pact("test_pact", "signed 1950-01-10", "party USA"), {member("2", "1950-01-10", "1950-06-01")})
          .lines(),
      Lines{"USA never_in_force -/1950-01-10 - -, -/1950-06-01 - -"});
}

TEST(Accession, ASpellThatMeetsTwo) {
  const auto away = checked(
      pact("test_pact", days, "party USA, CAN from 1950-03-01  suspended USA from 1955-01-01 to 1957-01-01"),
      {member("2", "1950-03-01", "1955-01-01"), member("2", "1957-01-02", "", {{"phase", "2"}}),
       member("20", "1950-03-01", "1955-01-01"), member("20", "1957-01-02", "", {{"phase", "2"}})});
  EXPECT_EQ(away.lines(), (Lines{"CAN both 1950-03-01/1950-03-01 0 same, -/1955-01-01 - gap",
                                 "CAN both -/1957-01-02 - gap, open/open - same",
                                 "USA both 1950-03-01/1950-03-01 0 same, -/1955-01-01 - suspension",
                                 "USA both -/1957-01-02 - suspension, open/open - same"}));
  EXPECT_EQ(
      checked(pact("test_pact", days, "party USA from 1950-03-01 to 1955-01-01  party USA from 1957-01-02"),
              {member("2", "1950-03-01", "")})
          .lines(),
      (Lines{"USA both 1950-03-01/1950-03-01 0 same, 1955-01-01/- - gap",
             "USA both 1957-01-02/- - gap, open/open - same"}));
}

TEST(Accession, BothSidesBeginWithTheState) {
  // Gabon is a state from 17 August 1960: a year begins there, and so does the import.
  EXPECT_EQ(checked(pact("test_pact", "signed 1960-08-01 in force 1960-08-01 ..", "party GAB from 1960"),
                    {member("481", "1960-08-01", "")})
                .lines(),
            Lines{"GAB both [1960-08-17..1960-12-31]/1960-08-17 0..136 vague, open/open - same"});
}

TEST(Accession, FamiliesAndSuccessiveTextsCountTogether) {
  const std::string two =
      pact("test_second", "signed 1955-01-01 in force 1955-01-01 ..", "party USA, CAN from 1955-01-01") +
      pact("test_first", "signed 1950-01-01 in force 1950-01-01 .. 1955-01-01",
           "party USA, CAN from 1950-01-01 to 1955-01-01");
  const auto found = checked(two, {member("2", "1950-01-01", ""), member("20", "1950-01-01", "")},
                             "test_first 9001\ntest_second 9001\n");
  EXPECT_EQ(found.lines(), (Lines{"CAN both 1950-01-01/1950-01-01 0 same, open/open - same",
                                  "USA both 1950-01-01/1950-01-01 0 same, open/open - same"}));
  ASSERT_EQ(found.check.groups.size(), 1u);
  EXPECT_EQ(found.session->model()[found.check.groups[0].instruments[0]].name, "test_first");
  const auto family = checked(
      pact("test_pact", "signed 1950-01-01 in force 1950-01-01 ..", "party USA, CAN, GBR from 1950-01-01"),
      {member("2", "1950-01-01", ""), member("20", "1950-01-01", ""),
       member("2", "1950-01-01", "", {{"atopid", "9002"}}),
       member("200", "1950-01-01", "", {{"atopid", "9002"}})},
      "test_pact 9002\ntest_pact 9001\n");
  EXPECT_EQ(family.check.rows.size(), 3u);
  EXPECT_FALSE(differs(family.check));
  EXPECT_EQ(summary(family.check).alliances, 2u);
}

TEST(Accession, WhatIsNotCompared) {
  const auto found =
      checked(pact("test_pact", days, "party USA from 1950-03-01"), {member("2", "1950-03-01", "")},
              "test_pact 9001 doubtful \"of another day\"\n"
              "test_pact 9002\n"
              "test_other 9001\n");
  EXPECT_TRUE(found.check.groups.empty());
  ASSERT_EQ(found.check.doubtful.size(), 1u);
  EXPECT_EQ(found.check.doubtful[0].doubt, "of another day");
  ASSERT_EQ(found.check.absent.size(), 1u);
  EXPECT_EQ(found.check.absent[0].alliance, 9002);
  EXPECT_EQ(found.messages, Lines{"pairs.txt, line 3: there is no instrument `test_other`"});
}

TEST(Accession, Pledges) {
  const auto pledge = [](const std::string& column) { return Values{{column, "1"}}; };
  auto with = [&](const std::string& code, Values more) {
    return member(code, "1950-03-01", "", std::move(more));
  };
  const auto found =
      checked(pact("test_pact", days,
                   "party USA, CAN from 1950-03-01  party GBR from 1950-03-01\n"
                   "article 1 { when armed_attack on a party  each other party must assist the victim }\n"
                   "article 2 { when held_threat on a party  every party must consult the other parties }"),
              {with("2", {{"defense", "1"}, {"nonagg", "1"}}), with("20", pledge("defense"))});
  Lines lines;
  for (const auto& row : found.check.pledges)
    lines.push_back(fmt::format("{} {} {} {}", name(row.pledge), row.both, row.corpus_only, row.atop_only));
  // The United Kingdom is not in the alliance of ATOP: nothing is said of its pledges.
  EXPECT_EQ(lines, (Lines{"defense 2 0 0", "nonagg 0 0 1", "consul 0 2 0"}));
}

TEST(Accession, WrittenDates) {
  const auto day = [](std::string_view text) { return edtf(*read_date(text).date); };
  for (const auto* text : {"1949-08-24", "1921-06", "1921-12", "1921", "1979-03-26?", "1921?"})
    EXPECT_EQ(day(text), text);
  EXPECT_EQ(day("1971-12-06~"), "[1971-11-21..1971-12-21]");
  EXPECT_EQ(edtf(VagueDay::exact(Day::max())), "");
}

// ── the real file

const Checked& real() {
  static const Checked found = [] {
    Checked result{std::make_unique<tool::Session>(tool::Options{}), {}, {}};
    const auto members = test::data_file("atop/atop4_01m.csv");
    if (!members) return result;
    result.session->load_corpus();
    add_atop(*result.session, *members);
    const auto& model = result.session->build();
    diag::Sink sink;
    result.check = check_accession(model, "atop.txt",
                                   read_pairs("atop.txt", embedded::pairs().front().text, sink), sink);
    for (const auto& d : sink.all()) result.messages.push_back(d.message);
    return result;
  }();
  return found;
}

TEST(AccessionData, ThePairsAreThere) {
  if (!test::data_file("atop/atop4_01m.csv"))
    GTEST_SKIP() << "CASUS_DATA names no folder with the files of ATOP";
  EXPECT_EQ(real().messages, Lines{});
  EXPECT_EQ(real().check.absent.size(), 0u);
  EXPECT_EQ(real().check.doubtful.size(), 6u);
  // No pair by mistake: two states at least are on both sides, but for a text never in force.
  const auto& check = real().check;
  std::vector<std::set<std::string>> both(check.groups.size());
  for (const auto& row : check.rows)
    if (row.presence == Presence::both || row.presence == Presence::never_in_force)
      both[row.group].insert(real().session->model()[row.state].code);
  for (std::size_t g = 0; g < both.size(); ++g)
    EXPECT_GE(both[g].size(), 2u) << real().session->model()[check.groups[g].instruments.front()].name;
}

TEST(AccessionData, PolandSignedBeforeItWasBound) {
  if (!test::data_file("atop/atop4_01m.csv"))
    GTEST_SKIP() << "CASUS_DATA names no folder with the files of ATOP";
  const auto lines = real().lines();
  std::size_t found = 0;
  const auto& model = real().session->model();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& row = real().check.rows[i];
    if (model[real().check.groups[row.group].instruments.front()].name != "north_atlantic_treaty") continue;
    if (model[row.state].code == "POL") {
      EXPECT_EQ(lines[i], "POL both 1999-03-12/1997-12-16 451 accession, open/open - same");
    } else if (model[row.state].code == "USA") {
      EXPECT_EQ(lines[i], "USA both 1949-08-24/1949-04-04 142 signature, open/open - same");
    }
    ++found;
  }
  EXPECT_EQ(found, 32u);
}

TEST(AccessionData, TheCountsOfTheDocumentation) {
  if (!test::data_file("atop/atop4_01m.csv"))
    GTEST_SKIP() << "CASUS_DATA names no folder with the files of ATOP";
  const auto sum = summary(real().check);
  EXPECT_EQ(fmt::format("{} {} {} {} {} {}", sum.pairs, sum.instruments, sum.alliances, sum.states,
                        sum.spells, sum.same),
            "119 121 130 642 650 80");
  EXPECT_EQ(fmt::format("{}", fmt::join(sum.presence, " ")), "587 13 5 33 4 6 2");
  Lines lines;
  for (const auto& count : sum.differences)
    lines.push_back(fmt::format("{} {} {}", name(count.difference), count.begins, count.ends));
  EXPECT_EQ(lines,
            (Lines{"same 144 368", "vague 59 9", "not_covered 0 7", "suspension 2 17", "open_corpus 0 16",
                   "open_atop 0 6", "signature 269 0", "old_style 5 0", "between 30 0", "accession 27 0",
                   "last_day 0 16", "question 5 4", "atop_earlier 5 117", "atop_later 41 27"}));
  EXPECT_EQ(sum.begin_days, 34);
  EXPECT_EQ(sum.end_days, 0.5);
}

}  // namespace
}  // namespace casus::history::accession_test
