// `casus dump`: what a stage of the pipeline made of a text.
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "explain/model_json.h"
#include "tool/commands.h"

namespace casus::tool {
namespace {

using syntax::NodeId;
using syntax::Tree;

std::string_view name_of(syntax::TokenKind kind) {
  static constexpr std::string_view names[] = {"word",  "number", "date",      "text",  "open",  "close", "left", "right",
                                               "comma", "semicolon", "colon", "range", "dash", "fault", "end"};
  return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(syntax::NodeKind kind) {
  static constexpr std::string_view names[] = {
      "file",    "item",      "block",     "slot", "fault", "name",   "title", "names", "date",  "number", "spell", "designator",
      "pattern", "element", "condition", "area_term", "duty", "acts", "amount", "rule", "event", "terms", "qualifier"};
  return names[static_cast<std::size_t>(kind)];
}

/// One token a line: where it begins, its kind, its text.
std::string print_tokens(const Tree& tree) {
  std::string out;
  for (const auto& token : tree.tokens())
    out += fmt::format("{} {} {}\n", token.begin, name_of(token.kind), tree.text_of(token));
  return out;
}

/// One node a line, children below it and further in; leaves with their text.
void print(const Tree& tree, NodeId node, int depth, std::string& out) {
  out += fmt::format("{:{}}{}", "", depth * 2, name_of(tree.kind(node)));
  const bool leaf = tree.node(node).end == node.index() + 1;
  if (leaf) {
    out += fmt::format(" {}", tree.written(node));
  } else if (tree.keyword(node) != syntax::Keyword::none) {
    out += fmt::format(" {}", syntax::spelling(tree.keyword(node)));
  }
  out += '\n';
  for (NodeId child : tree.children(node)) print(tree, child, depth + 1, out);
}

}  // namespace

int dump(const Options& options, const std::string& stage, const std::vector<std::string>& files) {
  Session session(options);
  const bool model_asked = stage == "model";
  if (!model_asked && stage != "tokens" && stage != "tree") {
    fmt::print(stderr, "casus dump: there is no stage `{}`; the stages are tokens, tree and model\n", stage);
    return exit_usage;
  }
  // The text stages show the user's files, or the corpus where none is named; the model is always the whole.
  if (model_asked || files.empty()) session.load_corpus();
  for (const auto& file : files) session.load(file);
  if (model_asked) session.build();
  if (session.report()) return exit_input;
  std::string out;
  if (model_asked) {
    out = explain::model_json(session.model()).dump(1) + "\n";
  } else {
    for (std::size_t i = 0; i < session.source_count(); ++i) {
      const Tree& tree = session.tree(make_id<SourceId>(i));
      if (session.source_count() > 1) out += fmt::format("// {}\n", session.path(tree.source()));
      if (stage == "tokens") {
        out += print_tokens(tree);
      } else {
        print(tree, tree.root(), 0, out);
      }
    }
  }
  std::fwrite(out.data(), 1, out.size(), stdout);
  return exit_done;
}

}  // namespace casus::tool
