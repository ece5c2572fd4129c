#include "syntax/print.h"

#include <fmt/format.h>

#include <iterator>

namespace casus::syntax {
namespace {

/// The node's own tokens, a `_` for each child.
std::string own_words(const Tree& tree, NodeId id) {
  std::string words;
  const auto add = [&](std::string_view word) {
    words += ' ';
    words += word;
  };
  const Node& node = tree.node(id);
  std::uint32_t at = node.first_token;
  const auto tokens_until = [&](std::uint32_t end) {
    for (; at < end; ++at) add(tree.text_of(tree.tokens()[at]));
  };
  for (NodeId child : tree.children(id)) {
    tokens_until(tree.node(child).first_token);
    add("_");
    at = tree.node(child).last_token;
  }
  tokens_until(node.last_token);
  return words;
}

void print_node(const Tree& tree, NodeId id, std::size_t depth, std::string& out) {
  const NodeKind kind = tree.kind(id);
  fmt::format_to(std::back_inserter(out), "{:{}}{}", "", depth * 2, name_of(kind));
  if (kind != NodeKind::file && kind != NodeKind::block) out += own_words(tree, id);
  out += '\n';
  for (NodeId child : tree.children(id)) print_node(tree, child, depth + 1, out);
}

}  // namespace

std::string_view name_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::word: return "word";
    case TokenKind::number: return "number";
    case TokenKind::date: return "date";
    case TokenKind::text: return "text";
    case TokenKind::open: return "open";
    case TokenKind::close: return "close";
    case TokenKind::left: return "left";
    case TokenKind::right: return "right";
    case TokenKind::comma: return "comma";
    case TokenKind::semicolon: return "semicolon";
    case TokenKind::colon: return "colon";
    case TokenKind::range: return "range";
    case TokenKind::dash: return "dash";
    case TokenKind::fault: return "fault";
    case TokenKind::end: return "end";
  }
  return {};
}

std::string_view name_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::file: return "file";
    case NodeKind::item: return "item";
    case NodeKind::block: return "block";
    case NodeKind::slot: return "slot";
    case NodeKind::fault: return "fault";
    case NodeKind::name: return "name";
    case NodeKind::title: return "title";
    case NodeKind::names: return "names";
    case NodeKind::date: return "date";
    case NodeKind::number: return "number";
    case NodeKind::spell: return "spell";
    case NodeKind::designator: return "designator";
    case NodeKind::pattern: return "pattern";
    case NodeKind::element: return "element";
    case NodeKind::condition: return "condition";
    case NodeKind::area_term: return "area_term";
    case NodeKind::duty: return "duty";
    case NodeKind::acts: return "acts";
    case NodeKind::amount: return "amount";
    case NodeKind::rule: return "rule";
    case NodeKind::event: return "event";
    case NodeKind::terms: return "terms";
    case NodeKind::qualifier: return "qualifier";
  }
  return {};
}

std::string print_tokens(const Tree& tree) {
  std::string out;
  for (const Token& token : tree.tokens()) {
    fmt::format_to(std::back_inserter(out), "{}..{} {}{}", token.begin, token.end, name_of(token.kind),
                   token.keyword == Keyword::none ? "" : "*");
    if (token.kind != TokenKind::end) fmt::format_to(std::back_inserter(out), " {}", tree.text_of(token));
    out += '\n';
  }
  return out;
}

std::string print(const Tree& tree) {
  std::string out;
  print_node(tree, tree.root(), 0, out);
  return out;
}

}  // namespace casus::syntax
