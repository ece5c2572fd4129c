// The list that says which instrument of the corpus is which alliance of ATOP.
#include "history/pairs.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "tool/embedded.h"
#include "tool/session.h"

namespace casus::history::pairs_test {
namespace {

struct Read {
  std::vector<Pair> pairs;
  std::vector<std::string> messages;
};
Read read(std::string_view text) {
  diag::Sink sink;
  Read result{read_pairs("pairs.txt", text, sink), {}};
  for (const auto& d : sink.all()) {
    EXPECT_EQ(d.code, diag::Code::pair_line);
    EXPECT_FALSE(d.hint.empty());
    result.messages.push_back(d.message);
  }
  return result;
}

TEST(Pairs, LinesCommentsAndDoubt) {
  const auto found = read(
      "// a list\n"
      "\n"
      "north_atlantic_treaty   3180\r\n"
      "  // indented\n"
      "brussels_treaty 3130 doubtful \"two texts // in one\"  ");
  EXPECT_EQ(found.messages, std::vector<std::string>{});
  ASSERT_EQ(found.pairs.size(), 2u);
  EXPECT_EQ(found.pairs[0].instrument, "north_atlantic_treaty");
  EXPECT_EQ(found.pairs[0].alliance, 3180);
  EXPECT_EQ(found.pairs[0].doubt, "");
  EXPECT_EQ(found.pairs[0].line, 3u);
  EXPECT_EQ(found.pairs[1].doubt, "two texts // in one");
  EXPECT_EQ(found.pairs[1].line, 5u);
}

TEST(Pairs, FaultsNameTheLine) {
  const auto message = [](std::string_view line) {
    const auto found = read(line);
    EXPECT_TRUE(found.pairs.empty()) << line;
    return found.messages.size() == 1 ? found.messages.front() : std::string();
  };
  EXPECT_EQ(message("3180 north-atlantic"),
            "pairs.txt, line 1: behind the instrument stands the number of an alliance");
  EXPECT_EQ(message("\"NATO\" 3180"), "pairs.txt, line 1: a pair begins with the name of an instrument");
  EXPECT_EQ(message("nato"), "pairs.txt, line 1: behind the instrument stands the number of an alliance");
  EXPECT_EQ(message("nato 0"), "pairs.txt, line 1: behind the instrument stands the number of an alliance");
  EXPECT_EQ(message("nato 99999999999"),
            "pairs.txt, line 1: behind the instrument stands the number of an alliance");
  EXPECT_EQ(message("nato 3180 surely"),
            "pairs.txt, line 1: behind the number may stand `doubtful` and nothing else");
  EXPECT_EQ(message("nato 3180 doubtful"),
            "pairs.txt, line 1: behind `doubtful` stands the reason in quotes");
  EXPECT_EQ(message("nato 3180 doubtful \"\""),
            "pairs.txt, line 1: behind `doubtful` stands the reason in quotes");
  EXPECT_EQ(message("nato 3180 doubtful \"a\" b"),
            "pairs.txt, line 1: behind `doubtful` stands the reason in quotes");
  EXPECT_EQ(read("nato 3180\nnato 3130\nnato 3180\n").messages,
            std::vector<std::string>{"pairs.txt, line 3: `nato 3180` stands already in line 1"});
}

/// The built-in list, and the built-in corpus.
TEST(Pairs, TheListNamesInstrumentsInTheOrderOfTheirSignature) {
  ASSERT_EQ(embedded::pairs().size(), 1u);
  ASSERT_EQ(embedded::pairs().front().path, "atop.txt");
  const auto found = read(embedded::pairs().front().text);
  EXPECT_EQ(found.messages, std::vector<std::string>{});
  tool::Session session{tool::Options{}};
  session.load_corpus();
  std::map<std::string, Day> signed_on;
  for (const auto& instrument : session.build().instruments)
    if (instrument.signed_on) signed_on[instrument.name] = instrument.signed_on->earliest;
  Day before = Day::min();
  std::set<int> sure;
  for (const auto& pair : found.pairs) {
    ASSERT_TRUE(signed_on.contains(pair.instrument)) << pair.instrument;
    EXPECT_LE(before, signed_on[pair.instrument]) << "line " << pair.line;
    before = signed_on[pair.instrument];
    if (pair.doubt.empty()) sure.insert(pair.alliance);
  }
  EXPECT_EQ(sure.size(), 130u);
}

}  // namespace
}  // namespace casus::history::pairs_test
