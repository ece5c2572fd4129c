// What must hold of any text at all, tried on damaged copies of real sources.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "syntax/format.h"
#include "syntax/parser.h"
#include "syntax/support.h"

namespace casus::syntax::test {
namespace {

/// Pieces of real sources, a few kilobytes each: each file's items, in runs.
const std::vector<std::string>& samples() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> found;
    auto files = files_in(here("trees"), ".casus");
    for (auto& path : files_in(here("format"), ".in.casus")) files.push_back(path);
    for (auto& path : files_in(corpus(), ".casus")) files.push_back(path);
    for (const auto& path : files) {
      const Parsed source = parsed(read_file(path));
      std::size_t begin = 0;
      for (NodeId item : source.tree.children(source.tree.root())) {
        const std::size_t end = source.tree.span(item).end;
        if (end - begin < 2000) continue;
        found.emplace_back(source.tree.text().substr(begin, end - begin));
        begin = end;
      }
      found.emplace_back(source.tree.text().substr(begin));
    }
    return found;
  }();
  return all;
}

/// The token and what stands before it.
std::vector<std::string> pieces(const Tree& tree) {
  std::vector<std::string> result;
  std::size_t at = 0;
  for (const Token& token : tree.tokens()) {
    result.emplace_back(tree.text().substr(at, token.end - at));
    at = token.end;
  }
  return result;
}

const std::vector<std::string> strange = {
    " {",   " }",        " ;",      " ,",          " (",        " )",       " ..",      " -",
    " \"",  " \"x\"",    " 42",     " 1949-04-04", " any of {", " not",     " of",      " if",
    " in",  "\n",        " // c",   " from",       " to",       " state",   " place",   " must",
    " RUS", " must not", " each",   " other",      "#",         "\t",       "\r\n",     "\x01",
    " é",   " when",     " except", " expect",     " apply",    " article", " standing"};

std::string damaged(const std::string& sample) {
  auto parts = pieces(parsed(sample).tree);
  const int steps = *rc::gen::inRange(0, 6);
  for (int step = 0; step < steps && !parts.empty(); ++step) {
    const auto at = [&] { return *rc::gen::inRange<std::size_t>(0, parts.size()); };
    const auto place = [&](std::size_t i) { return parts.begin() + static_cast<std::ptrdiff_t>(i); };
    switch (*rc::gen::inRange(0, 5)) {
      case 0: parts.erase(place(at())); break;
      case 1: {
        const std::size_t i = at();
        parts.insert(place(i), std::string(parts[i]));
        break;
      }
      case 2: std::swap(parts[at()], parts[at()]); break;
      case 3: parts.insert(place(at()), *rc::gen::elementOf(strange)); break;
      default: {
        const std::size_t i = at();
        const std::size_t length = *rc::gen::inRange<std::size_t>(0, 20);
        parts.erase(place(i), place(std::min(parts.size(), i + length)));
      }
    }
  }
  std::string text;
  for (const auto& part : parts) text += part;
  return text;
}

void check_text(const std::string& text) {
  const Parsed source = parsed(text);
  RC_ASSERT(misshapen(source.tree) == "");
  RC_ASSERT(misshapen(parsed_line(text).tree) == "");
  const auto once = format(source.tree);
  RC_ASSERT(once.has_value() == source.sink.all().empty());
  if (!once) return;
  const Parsed again = parsed(*once);
  RC_ASSERT(faults_of(again) == "");
  RC_ASSERT(same_tokens(source.tree, again.tree));
  RC_ASSERT(format(again.tree) == once);
}

TEST(Properties, DamagedSourcesParseAndFormat) {
  EXPECT_TRUE(rc::check("any damaged source has a well-shaped tree; a fault-free one formats without loss",
                        [] { check_text(damaged(*rc::gen::elementOf(samples()))); }));
}

TEST(Properties, OtherSpaceMeansNothing) {
  EXPECT_TRUE(rc::check("line breaks and spaces carry no meaning", [] {
    const Parsed source = parsed(*rc::gen::elementOf(samples()));
    RC_PRE(source.sink.all().empty());
    std::string text;
    for (const Token& token : source.tree.tokens()) {
      text += *rc::gen::elementOf(
          std::vector<std::string>{" ", "\n", "\n\n", "\t", "\r\n", " // c\n", "\n// c\n"});
      text += source.tree.text_of(token);
    }
    const Parsed other = parsed(text);
    RC_ASSERT(faults_of(other) == "");
    RC_ASSERT(source.tree.nodes().size() == other.tree.nodes().size());
    check_text(text);
  }));
}

TEST(Properties, AnyBytesParse) {
  EXPECT_TRUE(rc::check("any bytes have a tree", [](const std::string& bytes) { check_text(bytes); }));
}

}  // namespace
}  // namespace casus::syntax::test
