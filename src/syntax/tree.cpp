#include "syntax/tree.h"

#include <fmt/format.h>

namespace casus::syntax {

Span Tree::span(NodeId id) const {
  if (!id) return {source_, 0, 0};
  const Node& n = node(id);
  if (n.first_token == n.last_token) {
    const auto& next = tokens_[n.first_token];
    return {source_, next.begin, next.begin};
  }
  return {source_, tokens_[n.first_token].begin, tokens_[n.last_token - 1].end};
}

std::string_view Tree::written(NodeId id) const {
  const Span s = span(id);
  return text_.substr(s.begin, s.end - s.begin);
}

NodeId Tree::child(NodeId id, NodeKind kind) const {
  for (NodeId c : children(id))
    if (this->kind(c) == kind) return c;
  return NodeId::none();
}

bool Tree::has(NodeId id, Keyword keyword) const { return token_after(id, keyword) != nullptr; }

const Token* Tree::token_after(NodeId id, Keyword keyword) const {
  const Node& n = node(id);
  for (std::uint32_t t = n.first_token; t < n.last_token; ++t)
    if (tokens_[t].keyword == keyword) return &tokens_[t + 1];
  return nullptr;
}

std::string Tree::heading_at(std::uint32_t offset) const {
  std::string heading;
  if (nodes_.empty()) return heading;
  NodeId at = root();
  while (at) {
    NodeId inner = NodeId::none();
    for (NodeId c : children(at)) {
      const Span s = span(c);
      if (s.begin <= offset && offset <= s.end && (kind(c) == NodeKind::item || kind(c) == NodeKind::block))
        inner = c;
    }
    if (inner && kind(inner) == NodeKind::item) {
      const NodeId title = child(inner, NodeKind::title);
      const NodeId designator = child(inner, NodeKind::designator);
      const NodeId name = child(inner, NodeKind::name);
      std::string part;
      if (designator) part = std::string(written(designator));
      if (name) part = fmt::format("{} {}", spelling(keyword(inner)), written(name));
      if (title) part += fmt::format("{}{}", part.empty() ? "" : " ", written(title));
      if (part.empty()) part = std::string(spelling(keyword(inner)));
      heading += heading.empty() ? part : " › " + part;
    }
    at = inner;
  }
  return heading;
}

std::string unquote(const Tree& tree, NodeId title) {
  std::string result;
  const Node& n = tree.node(title);
  for (std::uint32_t t = n.first_token; t < n.last_token; ++t) {
    if (tree.tokens()[t].kind != TokenKind::text) continue;
    auto piece = tree.text_of(tree.tokens()[t]);
    if (piece.starts_with('"')) piece.remove_prefix(1);
    if (piece.ends_with('"')) piece.remove_suffix(1);
    if (t > n.first_token) result += ' ';
    for (auto at = piece.find('\\'); at != std::string_view::npos && at + 1 < piece.size();
         at = piece.find('\\')) {
      result += piece.substr(0, at);
      result += piece[at + 1];
      piece.remove_prefix(at + 2);
    }
    result += piece;
  }
  return result;
}

}  // namespace casus::syntax
