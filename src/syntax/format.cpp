#include "syntax/format.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace casus::syntax {
namespace {

constexpr std::size_t indent_step = 2;
constexpr std::size_t continuation = 4;

/// What may stand between a token and the one before it.
enum class Gap : std::uint8_t {
  joined,     ///< one space, or none where the tokens want none
  breakable,  ///< the same, or a line break where the line is full
  line,       ///< the token starts a line
};

/// Where one token goes.
struct Place {
  Gap gap = Gap::joined;
  bool first = false;  ///< the first line of a block: no blank line above
  bool last =
      false;  ///< the closing bracket of a block: no blank line above, comments above it stand with the body
  bool apart = false;        ///< a blank line above, whatever the writer did
  std::uint32_t indent = 0;  ///< of the line it starts
  std::uint32_t group = 0;   ///< `{` of `any of { … }`: index of its condition, else 0
};

struct Comment {
  std::string_view text;
  bool own_line;
  bool blank_above;
};

/// What the writer put between two tokens.
struct Between {
  std::vector<Comment> comments;
  bool blank_below = false;  ///< a blank line between the last comment, or the token before, and the token
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

class Formatter {
 public:
  explicit Formatter(const Tree& tree) : tree_(tree), tokens_(tree.tokens()), places_(tokens_.size()) {}

  std::string run() {
    out_.reserve(tree_.text().size() + tree_.text().size() / 8);
    arrange(tree_.root(), 0);
    places_.front().first = true;
    Place& end = places_.back();
    end = {Gap::line, end.first, true, false, 0, 0};
    for (std::uint32_t t = 0; t < tokens_.size(); ++t) put(t);
    return std::move(out_);
  }

 private:
  // ── where tokens go
  void arrange(NodeId id, std::uint32_t indent) {
    const Node& node = tree_.node(id);
    switch (node.kind) {
      case NodeKind::file: lines(id, indent); break;
      case NodeKind::block:
        lines(id, indent + indent_step);
        close_block(node, indent);
        break;
      case NodeKind::condition:
        if (is_group(node)) {
          places_[node.first_token + 2].group = static_cast<std::uint32_t>(id.index());
        } else {
          breaks_between_children(id);
        }
        break;
      case NodeKind::title:
        for (std::uint32_t t = node.first_token + 1; t < node.last_token; ++t) breakable(t);
        break;
      case NodeKind::names:
      case NodeKind::acts: breaks_after_commas(node); break;
      case NodeKind::terms:  // kept together where they have room on a line of their own
        if (flat_width(node) + indent + continuation > line_width) breaks_after_commas(node);
        break;
      case NodeKind::element: breaks_before_qualifiers(id); break;
      case NodeKind::spell:
      case NodeKind::designator:
      case NodeKind::amount: break;
      default: breaks_between_children(id);
    }
    if (node.kind != NodeKind::file && node.kind != NodeKind::block)
      for (NodeId child : tree_.children(id)) arrange(child, indent);
  }

  /// Every child of a file or a block starts a line; so does a stray `;` right after the bracket.
  void lines(NodeId id, std::uint32_t indent) {
    const Node& node = tree_.node(id);
    NodeId before = NodeId::none();
    for (NodeId child : tree_.children(id)) {
      const Node& n = tree_.node(child);
      if (n.first_token == n.last_token) continue;
      Place& place = places_[n.first_token];
      place.gap = Gap::line;
      place.indent = indent;
      place.apart = before && stand_apart(before, child);
      before = child;
      arrange(child, indent);
    }
    const std::uint32_t inside = node.kind == NodeKind::file ? node.first_token : node.first_token + 1;
    if (inside >= node.last_token) return;
    Place& first = places_[inside];
    first.first = true;
    if (tokens_[inside].kind == TokenKind::semicolon) {
      first.gap = Gap::line;
      first.indent = indent;
    }
  }

  void close_block(const Node& node, std::uint32_t indent) {
    const std::uint32_t bracket = node.last_token - 1;
    if (bracket == node.first_token + 1 && !has_comment(bracket)) {
      places_[bracket].first = false;
      return;
    }
    places_[bracket].gap = Gap::line;
    places_[bracket].indent = indent;
    places_[bracket].last = true;
  }

  /// Items stand apart from what is above and below them. Short ones without a block (`include`, a bare
  /// question) may be listed line by line.
  bool stand_apart(NodeId above, NodeId below) const {
    const auto is_item = [&](NodeId id) { return tree_.kind(id) == NodeKind::item; };
    const auto has_block = [&](NodeId id) { return static_cast<bool>(tree_.child(id, NodeKind::block)); };
    if (!is_item(above) && !is_item(below)) return false;
    return has_block(above) || has_block(below) || tree_.keyword(above) != tree_.keyword(below);
  }

  bool is_group(const Node& node) const {
    return node.last_token - node.first_token > 3 && tokens_[node.first_token + 1].keyword == Keyword::k_of &&
           tokens_[node.first_token + 2].kind == TokenKind::open;
  }

  void breakable(std::uint32_t token) {
    if (places_[token].gap == Gap::joined) places_[token].gap = Gap::breakable;
  }
  void breaks_after_commas(const Node& node) {
    for (std::uint32_t t = node.first_token + 1; t < node.last_token; ++t)
      if (tokens_[t - 1].kind == TokenKind::comma) breakable(t);
  }
  /// A line may be broken after each child, with the words that lead to the next one: `… toward USA`, `… must
  /// assist`. A comma stays with what is before it.
  void breaks_between_children(NodeId id) {
    const Node& node = tree_.node(id);
    bool first = true;
    std::uint32_t at = node.first_token;
    const auto after_child = [&](std::uint32_t until) {
      if (at < until && tokens_[at].kind == TokenKind::comma) ++at;
      if (!first) breakable(at);
      for (; at < until; ++at)
        if (tokens_[at].kind == TokenKind::comma) breakable(at + 1);
    };
    for (NodeId child : tree_.children(id)) {
      if (tree_.kind(child) == NodeKind::block) return;
      after_child(tree_.node(child).first_token);
      first = false;
      at = tree_.node(child).last_token;
    }
    if (at < node.last_token) after_child(node.last_token);
  }
  void breaks_before_qualifiers(NodeId id) {
    for (NodeId child : tree_.children(id))
      if (tree_.kind(child) == NodeKind::qualifier) breakable(tree_.node(child).first_token);
  }

  // ── what stood between
  std::string_view gap_before(std::uint32_t t) const {
    const std::uint32_t begin = t == 0 ? 0 : tokens_[t - 1].end;
    return tree_.text().substr(begin, tokens_[t].begin - begin);
  }
  bool has_comment(std::uint32_t t) const { return gap_before(t).find('/') != std::string_view::npos; }

  Between between(std::uint32_t t) const {
    Between result;
    auto rest = gap_before(t);
    // The first line break ends the line of the token before; after a comment it is gone with the comment.
    std::ptrdiff_t breaks = t == 0 ? 1 : 0;
    while (true) {
      const auto slash = rest.find('/');
      const auto space = rest.substr(0, slash);
      breaks += std::ranges::count(space, '\n');
      if (slash == std::string_view::npos) break;
      rest.remove_prefix(slash);
      auto text = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(text.size());
      while (is_space(text.back())) text.remove_suffix(1);
      result.comments.push_back({text, breaks > 0, breaks > 1});
      breaks = 0;
    }
    result.blank_below = breaks > 1;
    return result;
  }

  // ── writing
  std::size_t width(std::uint32_t t) const { return columns(tree_.text_of(tokens_[t])); }

  /// Spaces between two tokens of one line.
  std::size_t spaces(std::uint32_t t) const {
    const TokenKind kind = tokens_[t].kind;
    if (kind == TokenKind::comma || kind == TokenKind::semicolon || kind == TokenKind::left ||
        kind == TokenKind::right)
      return 0;
    return tokens_[t - 1].kind == TokenKind::left ? 0 : 1;
  }

  std::size_t flat_width(const Node& node) const {
    std::size_t total = 0;
    for (std::uint32_t t = node.first_token; t < node.last_token; ++t) total += width(t) + spaces(t);
    return total;
  }

  /// Columns from the token to the next place where the line may or must end.
  std::size_t unbroken(std::uint32_t t) const {
    std::size_t total = width(t);
    for (; places_[t].group == 0 && t + 1 < tokens_.size(); ++t) {
      if (places_[t + 1].gap != Gap::joined || has_comment(t + 1)) break;
      total += spaces(t + 1) + width(t + 1);
    }
    return total;
  }

  void new_line(std::size_t indent, bool blank) {
    if (!out_.empty()) out_ += blank ? "\n\n" : "\n";
    out_.append(indent, ' ');
    column_ = indent;
  }

  void put(std::uint32_t t) {
    const Place& place = places_[t];
    if (has_comment(t) || place.gap == Gap::line) {
      put_apart(t, between(t));
    } else if (t > 0) {
      const std::size_t space = spaces(t);
      const bool full = place.gap == Gap::breakable && column_ > line_indent_ + continuation &&
                        column_ + space + unbroken(t) > line_width;
      if (full) {
        new_line(line_indent_ + continuation, false);
      } else {
        out_.append(space, ' ');
        column_ += space;
      }
    }
    if (place.group != 0) open_group(t);
    out_ += tree_.text_of(tokens_[t]);
    column_ += width(t);
  }

  /// A token at the start of a line, and the comments above it.
  void put_apart(std::uint32_t t, const Between& gap) {
    const Place& place = places_[t];
    const bool line = place.gap == Gap::line;
    const bool at_end = tokens_[t].kind == TokenKind::end;
    const std::size_t token_indent = line ? place.indent : line_indent_ + continuation;
    const std::size_t comment_indent = token_indent + (line && place.last && !at_end ? indent_step : 0);

    bool blank_written = gap.blank_below;
    for (const Comment& comment : gap.comments) blank_written |= comment.own_line && comment.blank_above;
    bool blank_owed = place.apart && !blank_written;
    bool first = place.first;

    for (const Comment& comment : gap.comments) {
      if (!comment.own_line) {
        out_ += "  ";
      } else {
        new_line(comment_indent, line && !first && (comment.blank_above || blank_owed));
        blank_owed = false;
        first = false;
      }
      out_ += comment.text;
    }
    if (at_end) {
      if (!out_.empty()) out_ += '\n';
      return;
    }
    new_line(token_indent, line && !first && !place.last && (gap.blank_below || blank_owed));
    if (line) line_indent_ = token_indent;
  }

  /// Decides whether `any of { … }` stays on the line; where it does not, each condition gets a line of its
  /// own.
  void open_group(std::uint32_t bracket) {
    const NodeId id = make_id<NodeId>(places_[bracket].group);
    const Node& node = tree_.node(id);
    const std::uint32_t close = node.last_token - 1;
    std::size_t needed = width(bracket);
    bool commented = false;
    for (std::uint32_t t = bracket + 1; t <= close; ++t) {
      needed += spaces(t) + width(t);
      commented |= has_comment(t);
    }
    const TokenKind next = tokens_[close + 1].kind;
    if (next == TokenKind::semicolon) ++needed;
    if (next == TokenKind::open) needed += 2;
    const bool fits = column_ + needed <= line_width;
    if (!commented && (fits || close == bracket + 1)) return;

    const auto start_line = [&](std::uint32_t token, std::size_t indent) {
      places_[token].gap = Gap::line;
      places_[token].indent = static_cast<std::uint32_t>(indent);
    };
    for (NodeId child : tree_.children(id))
      start_line(tree_.node(child).first_token, line_indent_ + indent_step);
    start_line(close, line_indent_);
    places_[bracket + 1].first = true;
    places_[close].last = true;
  }

  const Tree& tree_;
  std::span<const Token> tokens_;
  std::vector<Place> places_;
  std::string out_;
  std::size_t column_ = 0;
  std::size_t line_indent_ = 0;  ///< of the line that is being continued
};

}  // namespace

std::optional<std::string> format(const Tree& tree) {
  if (tree.has_faults()) return std::nullopt;
  return Formatter(tree).run();
}

bool same_tokens(const Tree& a, const Tree& b) {
  return std::ranges::equal(a.tokens(), b.tokens(), [&](const Token& x, const Token& y) {
    return x.kind == y.kind && a.text_of(x) == b.text_of(y);
  });
}

}  // namespace casus::syntax
