// The lossless tree: tokens and nodes in two flat arrays over the text. Nodes stand in preorder, each with
// the end of its subtree, so that walking is a matter of adding. The tree knows the frame of the language and
// no meaning.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "syntax/token.h"

namespace casus::syntax {

enum class NodeKind : std::uint8_t {
  file,
  item,   ///< a top-level construct or a provision; its first token says which
  block,  ///< `{ … }`
  slot,   ///< one keyword and its values; its first token says which
  fault,  ///< tokens that could not be placed; already reported

  name,        ///< one word that names something
  title,       ///< one or more adjacent quotations
  names,       ///< a comma-separated list of names (or quotations)
  date,        ///< one date (a token of kind date, or a number that is a year)
  number,      ///< one number
  spell,       ///< `from D`, `to D`, `D .. D`
  designator,  ///< `article 42(7)`, `section activation`

  pattern,    ///< whom a slot speaks of: `each other party`, `RUS, GBR`, `any state except RUS`
  element,    ///< one member of a pattern
  condition,  ///< one trigger or condition; its first token says which
  area_term,  ///< `territory of party in Europe`
  duty,       ///< debtor, modality, acts, object
  acts,       ///< a comma-separated list of acts
  amount,     ///< `3.3 billion USD per fiscal_year for missile_defence`
  rule,       ///< one line of the lexicon
  event,      ///< who does what to whom
  terms,      ///< `{ a, b }` after an expectation's `on`
  qualifier,  ///< one trailing part of an event, an expectation or an element
};

struct Node {
  NodeKind kind = NodeKind::file;
  std::uint32_t first_token = 0;  ///< index of the first token
  std::uint32_t last_token = 0;   ///< one past the last token
  std::uint32_t end = 0;          ///< one past the last node of the subtree
};

using NodeId = Id<Node>;

/// One parsed source.
class Tree {
 public:
  /// Owns its text. Tokens and nodes are filled in by the parser.
  Tree(SourceId source, std::string text)
      : source_(source), own_text_(std::make_unique<const std::string>(std::move(text))), text_(*own_text_) {}
  /// A tree that was parsed before, without a fault. Text, tokens and nodes must outlive it.
  Tree(SourceId source, std::string_view text, std::span<const Token> tokens, std::span<const Node> nodes)
      : source_(source), text_(text), tokens_(tokens), nodes_(nodes) {}

  SourceId source() const { return source_; }
  std::string_view text() const { return text_; }
  std::span<const Token> tokens() const { return tokens_; }
  std::span<const Node> nodes() const { return nodes_; }

  /// What the parser made of the text. `has_faults`: something was reported.
  void fill(std::vector<Token> tokens, std::vector<Node> nodes, bool has_faults) {
    own_tokens_ = std::move(tokens);
    own_nodes_ = std::move(nodes);
    tokens_ = own_tokens_;
    nodes_ = own_nodes_;
    has_faults_ = has_faults;
  }

  /// True where something was reported when the text was read: not everything in it has its right place in
  /// the tree.
  bool has_faults() const { return has_faults_; }

  const Node& node(NodeId id) const { return nodes_[id.index()]; }
  NodeKind kind(NodeId id) const { return nodes_[id.index()].kind; }
  std::string_view text_of(const Token& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }

  /// The keyword that the node starts with.
  Keyword keyword(NodeId id) const { return tokens_[node(id).first_token].keyword; }
  const Token& first(NodeId id) const { return tokens_[node(id).first_token]; }

  /// The bytes from the node's first token to its last; empty at the next token where the node has none. A
  /// node that is missing, as in a faulty tree, has no words.
  Span span(NodeId id) const;
  Span span(const Token& token) const { return {source_, token.begin, token.end}; }

  /// The words of a node as they are written.
  std::string_view written(NodeId id) const;

  NodeId root() const { return make_id<NodeId>(0); }

  /// Range over the direct children of a node: `for (NodeId child : tree.children(id))`.
  class Children {
   public:
    class iterator {
     public:
      iterator(const Tree* tree, std::uint32_t at) : tree_(tree), at_(at) {}
      NodeId operator*() const { return NodeId{at_}; }
      iterator& operator++() {
        at_ = tree_->nodes_[at_].end;
        return *this;
      }
      friend bool operator==(const iterator&, const iterator&) = default;

     private:
      const Tree* tree_;
      std::uint32_t at_;
    };
    Children(const Tree* tree, std::uint32_t begin, std::uint32_t end)
        : tree_(tree), begin_(begin), end_(end) {}
    iterator begin() const { return {tree_, begin_}; }
    iterator end() const { return {tree_, end_}; }

   private:
    const Tree* tree_;
    std::uint32_t begin_;
    std::uint32_t end_;
  };
  Children children(NodeId id) const {
    return {this, static_cast<std::uint32_t>(id.index() + 1), node(id).end};
  }

  /// The first direct child of a kind, or none.
  NodeId child(NodeId id, NodeKind kind) const;

  /// True where one of the node's own tokens (outside its children's too) is that keyword.
  bool has(NodeId id, Keyword keyword) const;

  /// The token right after the keyword inside the node, or null.
  const Token* token_after(NodeId id, Keyword keyword) const;

  /// The headings that `offset` stands in, outermost first: `North Atlantic Treaty › article 5 "Collective
  /// defence"`.
  std::string heading_at(std::uint32_t offset) const;

 private:
  SourceId source_;
  // What it owns stays where it is when the tree is moved, so that the views into it stay good.
  std::unique_ptr<const std::string> own_text_;
  std::vector<Token> own_tokens_;
  std::vector<Node> own_nodes_;
  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const Node> nodes_;
  bool has_faults_ = false;
};

/// What a quotation says: the adjacent pieces joined, escapes resolved.
std::string unquote(const Tree& tree, NodeId title);

}  // namespace casus::syntax
