// Event lines: what `casus ask` is given, and what stands in a scenario.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>

#include "syntax/parser.h"
#include "syntax/print.h"
#include "syntax/support.h"

namespace casus::syntax::test {
namespace {

TEST(EventLines, AreAsRecorded) {
  std::istringstream lines(read_file(here("lines/events.txt")));
  std::string out;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const Parsed source = parsed_line(line);
    EXPECT_EQ(misshapen(source.tree), "") << line;
    fmt::format_to(std::back_inserter(out), "> {}\n{}{}\n", line, print(source.tree), faults_of(source));
  }
  expect_recorded(out, here("lines/events.tree"));
}

std::size_t events_in(std::string line) {
  const Parsed source = parsed_line(std::move(line));
  EXPECT_EQ(faults_of(source), "");
  std::size_t count = 0;
  for (const Node& node : source.tree.nodes()) count += node.kind == NodeKind::event;
  return count;
}

TEST(EventLines, SeparateByNothing) {
  EXPECT_EQ(events_in("RUS invades POL at Rzeszow"), 1u);
  EXPECT_EQ(events_in("RUS mobilises DEU invades BEL"), 2u);
  EXPECT_EQ(events_in("RUS mobilises; DEU invades BEL;"), 2u);
  EXPECT_EQ(events_in("RUS mobilises\nunknown cyber_operation against EST"), 2u);
  EXPECT_EQ(events_in("UKR requests consultation unknown attacks POL"), 2u);
  EXPECT_EQ(events_in("RUS mobilises cyber_operation against EST"), 2u);
  EXPECT_EQ(events_in("RUS, BLR attack POL, LTU 1914-08-01 DEU declares_war against RUS"), 2u);
  EXPECT_EQ(events_in("USA decides activate_extended GBR decides activate_extended"), 2u);
}

TEST(EventLines, BracketsCloseNothing) {
  const Parsed source = parsed_line("} RUS invades POL }");
  EXPECT_EQ(faults_of(source), "C0105 1:1 this `}` closes nothing\nC0105 1:19 this `}` closes nothing\n");
  EXPECT_EQ(misshapen(source.tree), "");
}

}  // namespace
}  // namespace casus::syntax::test
