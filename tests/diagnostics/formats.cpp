// Diagnostics as documents: valid JSON with the right fields, and the tool's page of a code.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "diag/render_json.h"
#include "support.h"
#include "tool/commands.h"

namespace casus {
namespace {

using nlohmann::json;

const std::string text =
    "instrument pact \"Pact\" {\n"
    "  kind treaty  force binding  signed 1995-01-10\n"
    "  cite \"Treaty Series 1\"  coded 2026-11-23 status draft\n"
    "  party POL, UKG\n"
    "}\n";

struct Rendered {
  json own;
  json sarif;
};
Rendered rendered() {
  tool::Session session{tool::Options{}};
  session.load_corpus();
  session.add("pact.casus", text, 2);
  const auto own = test::own_diagnostics(session);
  return {json::parse(diag::render_json(own, session.source_texts())),
          json::parse(diag::render_sarif(own, session.source_texts()))};
}

TEST(Json, HasThePlaceTheWordsAndTheHint) {
  const auto document = rendered().own;
  EXPECT_EQ(document["schema"], "casus/diagnostics/1");
  ASSERT_EQ(document["diagnostics"].size(), 1u);
  const auto& d = document["diagnostics"][0];
  EXPECT_EQ(d["code"], "C0203");
  EXPECT_EQ(d["severity"], "error");
  EXPECT_EQ(d["title"], "no such state");
  EXPECT_EQ(d["file"], "pact.casus");
  EXPECT_EQ(d["line"], 4);
  EXPECT_EQ(d["column"], 14);
  EXPECT_EQ(d["end_line"], 4);
  EXPECT_EQ(d["end_column"], 17);
  EXPECT_TRUE(d["hint"].get<std::string>().find("GBR") != std::string::npos);
  EXPECT_TRUE(d["heading"].get<std::string>().find("pact") != std::string::npos);
}

TEST(Sarif, IsOneRunWithRuleAndRegion) {
  const auto document = rendered().sarif;
  EXPECT_EQ(document["version"], "2.1.0");
  ASSERT_EQ(document["runs"].size(), 1u);
  const auto& run = document["runs"][0];
  EXPECT_EQ(run["tool"]["driver"]["name"], "casus");
  EXPECT_EQ(run["tool"]["driver"]["rules"].size(), diag::inventory().size());
  ASSERT_EQ(run["results"].size(), 1u);
  const auto& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "C0203");
  EXPECT_EQ(result["level"], "error");
  const auto& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "pact.casus");
  EXPECT_EQ(place["region"]["startLine"], 4);
  EXPECT_EQ(place["region"]["startColumn"], 14);
}

TEST(Json, SurvivesBytesThatAreNoText) {
  const auto checked = test::check_text("x.casus", "instrument \xff\xfe");
  const std::vector<diag::SourceText> sources{{"x.casus", "instrument \xff\xfe"}};
  auto diagnostics = checked.diagnostics;
  ASSERT_FALSE(diagnostics.empty());
  diagnostics[0].span.source = make_id<SourceId>(0);
  diagnostics[0].message += "\xff";
  EXPECT_TRUE(json::accept(diag::render_json(diagnostics, sources)));
}

TEST(Explain, EveryCodeByAnyOfItsNames) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(tool::explain({}, "c203"), tool::exit_done);
  const auto page = testing::internal::GetCapturedStdout();
  EXPECT_TRUE(page.starts_with("C0203: no such state\n")) << page;
  EXPECT_EQ(page.find("```"), std::string::npos) << page;
  for (const auto& info : diag::inventory()) {
    testing::internal::CaptureStdout();
    EXPECT_EQ(tool::explain({}, diag::label(info.code)), tool::exit_done);
    testing::internal::GetCapturedStdout();
  }
}

TEST(Explain, AnUnknownCodeNamesTheNearest) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(tool::explain({}, "C0209"), tool::exit_usage);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("did you mean C020"), std::string::npos);
}

TEST(Explain, WithoutACodeListsThemAll) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(tool::explain({}, ""), tool::exit_done);
  const auto list = testing::internal::GetCapturedStdout();
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(list, '\n')), diag::inventory().size());
}

}  // namespace
}  // namespace casus
