// Every code has a page whose bad example raises it, and nothing else, and whose good example raises nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "support.h"
#include "tool/embedded.h"

namespace casus {
namespace {

using testing::ValuesIn;

struct Example {
  std::string language;
  std::string text;
};

/// The fenced block below a heading; an empty language where there is none.
Example example_below(std::string_view page, std::string_view heading) {
  const auto section = page.find(std::string(heading) + "\n");
  if (section == std::string_view::npos) return {};
  const auto fence = page.find("```", section);
  if (fence == std::string_view::npos) return {};
  const auto line_end = page.find('\n', fence);
  const auto close = page.find("\n```", line_end);
  if (close == std::string_view::npos) return {};
  return {std::string(page.substr(fence + 3, line_end - fence - 3)),
          std::string(page.substr(line_end + 1, close - line_end))};
}

std::string_view page_of(diag::Code code) {
  const std::string path = diag::label(code) + ".md";
  for (const auto& file : embedded::pages())
    if (file.path == path) return file.text;
  return {};
}

class Page : public testing::TestWithParam<diag::CodeInfo> {};

TEST_P(Page, HasTitleAndExamples) {
  const auto& info = GetParam();
  const auto page = page_of(info.code);
  ASSERT_FALSE(page.empty()) << "docs/diagnostics/" << diag::label(info.code) << ".md is missing";
  EXPECT_TRUE(page.starts_with("# " + diag::label(info.code) + ": " + std::string(info.title) + "\n"))
      << page.substr(0, 80);
  for (const auto* heading : {"## Bad", "## Good"}) {
    const auto example = example_below(page, heading);
    EXPECT_TRUE(example.language == "casus" || example.language == "console")
        << heading << ": " << example.language;
    EXPECT_LE(std::ranges::count(example.text, '\n'), 20) << heading;
  }
}

TEST_P(Page, BadRaisesThisCodeAlone) {
  const auto& info = GetParam();
  const auto bad = example_below(page_of(info.code), "## Bad");
  if (bad.language != "casus") GTEST_SKIP() << "raised by files or by a command: see files.cpp";
  const auto checked = test::check_text("bad.casus", bad.text);
  EXPECT_EQ(checked.codes(), std::vector{diag::label(info.code)}) << checked.shown;
  for (const auto& d : checked.diagnostics) {
    EXPECT_FALSE(d.hint.empty()) << "no hint:\n" << checked.shown;
    EXPECT_EQ(d.severity(), info.severity);
  }
}

TEST_P(Page, GoodRaisesNothing) {
  const auto good = example_below(page_of(GetParam().code), "## Good");
  if (good.language != "casus") GTEST_SKIP() << "raised by files or by a command: see files.cpp";
  const auto checked = test::check_text("good.casus", good.text);
  EXPECT_TRUE(checked.diagnostics.empty()) << checked.shown;
}

INSTANTIATE_TEST_SUITE_P(Every, Page, ValuesIn(diag::inventory().begin(), diag::inventory().end()),
                         [](const auto& info) { return diag::label(info.param.code); });

// What text alone cannot raise is a short list that is written down here, so that no page hides behind
// `console`.
TEST(Pages, OnlyTheseAreConsoleExamples) {
  std::set<std::string> console;
  for (const auto& info : diag::inventory())
    if (example_below(page_of(info.code), "## Bad").language != "casus")
      console.insert(diag::label(info.code));
  const std::set<std::string> expected{"C0001", "C0505", "C0507", "C0508", "C0601", "C0602", "C0603", "C0604",
                                       "C0605", "C0701", "C0702", "C0703", "C0704", "C0705", "C0706", "C0707",
                                       "C0708", "C0709", "C0710", "C0801", "C0802", "C0803", "C0804", "C0805",
                                       "C0806", "C0807", "C0808", "C0809", "C0810", "C0811", "C0812", "C0813",
                                       "C0814", "C0815", "C0816", "C0817", "C0818", "C0819"};
  EXPECT_EQ(console, expected);
}

TEST(Pages, NoneWithoutACode) {
  for (const auto& file : embedded::pages())
    EXPECT_NE(diag::find(file.path.substr(0, file.path.size() - 3)), nullptr) << file.path;
}

}  // namespace
}  // namespace casus
