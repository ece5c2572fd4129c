#include "syntax/support.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "diag/render.h"
#include "syntax/parser.h"

namespace casus::syntax::test {
namespace {

constexpr SourceId source{0};

bool is_blank(std::string_view gap) {
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (gap.substr(i).starts_with("\xEF\xBB\xBF")) {
      i += 2;
    } else if (gap.substr(i).starts_with("//")) {
      i = std::min(gap.find('\n', i), gap.size());
    } else if (gap[i] != ' ' && gap[i] != '\t' && gap[i] != '\n' && gap[i] != '\r') {
      return false;
    }
  }
  return true;
}

std::string misplaced_child(const Tree& tree, NodeId id) {
  const Node& node = tree.node(id);
  std::uint32_t at = node.first_token;
  for (NodeId child : tree.children(id)) {
    const Node& n = tree.node(child);
    if (n.end <= child.index() || n.end > node.end)
      return fmt::format("node {} ends at node {}", child.index(), n.end);
    if (n.first_token < at || n.last_token < n.first_token || n.last_token > node.last_token)
      return fmt::format("node {} has the tokens [{}, {}) inside [{}, {})", child.index(), n.first_token,
                         n.last_token, at, node.last_token);
    at = n.last_token;
  }
  return {};
}

}  // namespace

fs::path here(std::string_view relative) { return fs::path(CASUS_SOURCE_DIR) / "tests/syntax" / relative; }
fs::path corpus() { return fs::path(CASUS_SOURCE_DIR) / "corpus"; }

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
    if (it->path().string().ends_with(ending)) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  return files;
}

Parsed parsed(std::string text) {
  diag::Sink sink;
  Tree tree = parse(std::move(text), source, sink);
  return {std::move(tree), std::move(sink)};
}

Parsed parsed_line(std::string text) {
  diag::Sink sink;
  Tree tree = parse_scenario_line(std::move(text), source, sink);
  return {std::move(tree), std::move(sink)};
}

std::string faults_of(const Parsed& parsed) {
  std::string out;
  for (const auto& fault : parsed.sink.all()) {
    const auto at = diag::position_of(parsed.tree.text(), fault.span.begin);
    fmt::format_to(std::back_inserter(out), "{} {}:{} {}\n", diag::label(fault.code), at.line, at.column,
                   fault.message);
  }
  return out;
}

std::string misshapen(const Tree& tree) {
  const auto& tokens = tree.tokens();
  if (tokens.empty() || tokens.back().kind != TokenKind::end) return "there is no last token";
  std::uint32_t at = 0;
  for (const Token& token : tokens) {
    if (token.begin < at || token.end < token.begin || token.end > tree.text().size())
      return fmt::format("a token at {}..{} after byte {}", token.begin, token.end, at);
    // Of a faulty source a word written twice and a comment in foreign marks are passed over.
    if (!tree.has_faults() && !is_blank(tree.text().substr(at, token.begin - at)))
      return fmt::format("bytes {}..{} are lost", at, token.begin);
    if (token.begin == token.end && token.kind != TokenKind::end)
      return fmt::format("an empty token at {}", token.begin);
    at = token.end;
  }
  const Node& root = tree.node(tree.root());
  if (root.first_token != 0 || root.last_token != tokens.size() - 1 || root.end != tree.nodes().size())
    return fmt::format("the root has the tokens [{}, {}) of {}", root.first_token, root.last_token,
                       tokens.size());
  std::vector<int> covered(tokens.size(), 0);
  for (std::size_t i = 0; i < tree.nodes().size(); ++i) {
    const NodeId id = make_id<NodeId>(i);
    if (auto wrong = misplaced_child(tree, id); !wrong.empty()) return wrong;
    const Node& node = tree.node(id);
    if (node.end == i + 1)
      for (std::uint32_t t = node.first_token; t < node.last_token; ++t)
        if (++covered[t] > 1) return fmt::format("token {} is in two leaves", t);
  }
  return {};
}

void expect_recorded(const std::string& actual, const fs::path& recorded) {
  const char* record = std::getenv("CASUS_RECORD");
  if (record != nullptr && std::string_view(record) == "1") {
    std::ofstream(recorded, std::ios::binary) << actual;
    return;
  }
  EXPECT_EQ(actual, read_file(recorded)) << recorded << "\nCASUS_RECORD=1 records it anew";
}

std::string test_name(const fs::path& path) {
  std::string name = path.filename().string();
  name = name.substr(0, name.find('.'));
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
}

}  // namespace casus::syntax::test
