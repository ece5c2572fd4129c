#include "syntax/parser.h"

#include "syntax/lexer.h"
#include "syntax/parser_evidence.h"

namespace casus::syntax {
namespace {

using namespace parsing;

/// The top of a file, and a line of a scenario on its own.
class Parser : public Evidence {
 public:
  using Evidence::Evidence;

  void file() {
    doubled_words();
    const auto root = open(NodeKind::file);
    while (!at(TokenKind::end)) item();
    close(root);
  }

  void line() {
    doubled_words();
    const auto root = open(NodeKind::file);
    while (!at(TokenKind::end)) {
      if (at(TokenKind::close)) {
        stray_close();
        continue;
      }
      if (!slot_guard([&] { scenario_slot(); })) recover(scenario_slots);
    }
    close(root);
  }

 private:
  /// `the the party`, `{ {`: never meant. Said once, and read as if it stood there once.
  void doubled_words() {
    const auto doubled = [&](const Token& a, const Token& b) {
      if (a.kind == TokenKind::open && b.kind == TokenKind::open) return true;
      // `covers delivered` and below it `delivered 14 …`: the second one is a line of its own.
      return a.keyword != K::none && a.keyword != K::k_not && !one_of(a.keyword, stages) &&
             a.keyword == b.keyword;
    };
    bool told = false;
    auto last = tokens_.begin();
    for (auto it = tokens_.begin(); it != tokens_.end(); ++it) {
      if (it != tokens_.begin() && doubled(*last, *it)) {
        if (!told)
          sink_.add(Code::expected, tree_.span(*it),
                    fmt::format("`{}` stands here twice in a row", tree_.text_of(*it)), "take one out");
        told = true;
        continue;
      }
      told = false;
      if (it != tokens_.begin()) ++last;
      *last = *it;
    }
    if (!tokens_.empty()) tokens_.erase(last + 1, tokens_.end());
  }

  void item() {
    failed_ = false;
    quiet_ = false;
    unclosed_reported_ = false;
    suspect_.reset();
    slot_start_ = at_;
    if (take(TokenKind::semicolon)) return;
    if (at(TokenKind::close)) return stray_close();
    bool told = false;
    if (!at(items)) {
      told = unknown_item();
      if (const Keyword near = meant(items); near != K::none && token(1).kind == TokenKind::word) {
        tokens_[at_].keyword = near;  // reported; read as what was meant, so that its name is known
        failed_ = false;
      }
    }
    const auto start = open(NodeKind::item);
    const Keyword keyword = token().keyword;
    if (!failed_) switch (keyword) {
        case K::k_include:
          take();
          title();
          break;
        case K::k_state: named_item([&] { block(state_slots, [&] { state_slot(); }); }); break;
        case K::k_region: named_item([&] { block(region_slots, [&] { region_slot(); }); }); break;
        case K::k_place: named_item([&] { block(place_slots, [&] { place_slot(); }); }); break;
        case K::k_lexicon:
          take();
          block(lexicon_slots, [&] { lexicon_slot(); });
          break;
        case K::k_question: question_item(); break;
        case K::k_reading: named_item([&] { block(reading_slots, [&] { reading_slot(); }); }); break;
        case K::k_definition: named_item([&] { block(definition_slots, [&] { definition_slot(); }); }); break;
        case K::k_instrument: named_item([&] { block(instrument_slots, [&] { instrument_slot(); }); }); break;
        case K::k_scenario: named_item([&] { block(scenario_slots, [&] { scenario_slot(); }); }); break;
        case K::k_source: named_item([&] { block(source_slots, [&] { source_slot(); }); }); break;
        case K::k_pledge: named_item([&] { block(pledge_slots, [&] { pledge_slot(); }); }); break;
        case K::k_claim: claim_item(); break;
        default: break;
      }
    const bool nothing_known = told && failed_ && keyword_at(start) == K::none;
    if (failed_) recover_item();
    close(start);
    // Prose, or another language: its punctuation is part of the one mistake.
    if (nothing_known && at_ > slot_start_) {
      const Span skipped{tree_.source(), tokens_[slot_start_].begin, tokens_[at_ - 1].end};
      sink_.forget([&](const diag::Diagnostic& d) {
        return d.span.source == skipped.source && d.span.begin >= skipped.begin &&
               d.span.end <= skipped.end &&
               (d.code == Code::unknown_character || d.code == Code::malformed_number ||
                d.code == Code::unterminated_text);
      });
    }
  }

  void stray_close() {
    sink_.add(Code::stray_close, tree_.span(token()), "this `}` closes nothing",
              "delete it, or open its block");
    leaf(NodeKind::fault);
  }

  Keyword keyword_at(std::uint32_t node) const { return tokens_[nodes_[node].first_token].keyword; }

  /// True where it was reported here, and not already as something that is no token.
  bool unknown_item() {
    failed_ = true;
    if (fault_in_line()) return false;
    sink_.add(Code::unknown_item, tree_.span(token()),
              fmt::format("{} starts nothing at the top of a file", shown()),
              hint_of(meant(items), items, "a file"));
    return true;
  }

  void recover_item() {
    Open node(*this, NodeKind::fault);
    int depth = 0;
    bool moved = false;
    while (!at(TokenKind::end)) {
      if (depth == 0 && moved && starts_item()) break;
      if (at(TokenKind::open)) ++depth;
      if (at(TokenKind::close) && --depth <= 0) {
        take();
        break;
      }
      take();
      moved = true;
    }
    failed_ = false;
  }

  template <class Body>
  void named_item(Body body) {
    take();
    if (!at(TokenKind::word)) {
      expected("a name", "a name is one word: letters, digits and `_`");
      return;
    }
    name();
    if (at(TokenKind::text)) title();
    if (at(TokenKind::word) && !starts_line()) {
      expected("a title in quotes or `{`", "a name is one word; a title stands in quotes behind it");
      // The rest of the heading is what it is; the block behind it can still be read.
      while (!at(TokenKind::end) && !at(TokenKind::open) && !starts_line()) take();
      if (!at(TokenKind::open)) return;
    }
    body();
  }

  void question_item() {
    take();
    if (!at(TokenKind::word)) {
      expected("a name");
      return;
    }
    name();
    if (at(TokenKind::word)) leaf(NodeKind::qualifier);
    if (at(K::k_per)) {
      Open node(*this, NodeKind::qualifier);
      take();
      take();
    }
    if (!title()) return;
    if (at(TokenKind::open)) block(question_slots, [&] { text_slot(question_slots, "a question"); });
  }

  // `claim NAME in SOURCE statement 5 { … }`
  void claim_item() {
    take();
    if (!at(TokenKind::word)) {
      expected("a name", "a name is one word: letters, digits and `_`");
      return;
    }
    name();
    if (at(TokenKind::text)) title();
    if (!expect(K::k_in, "a claim stands in a source: `claim NAME in SOURCE statement 5 { … }`")) return;
    if (!name("the name of a source")) return;
    if (take(K::k_statement)) name_or_number("the number of the statement");
    block(claim_slots, [&] { claim_slot(); });
  }
};

/// Faults are gathered apart first, so that the tree itself knows whether it has any.
template <class Rule>
Tree parse_with(std::string text, SourceId source, diag::Sink& sink, Rule rule) {
  Tree tree(source, std::move(text));
  diag::Sink faults;
  std::vector<Token> tokens = lex(tree.text(), source, faults);
  std::vector<Node> nodes;
  nodes.reserve(tokens.size());
  Parser parser(tree, tokens, nodes, faults);
  rule(parser);
  tree.fill(std::move(tokens), std::move(nodes), !faults.all().empty());
  for (auto& fault : faults.all()) sink.add(std::move(fault));
  return tree;
}

}  // namespace

Tree parse(std::string text, SourceId source, diag::Sink& sink) {
  return parse_with(std::move(text), source, sink, [](Parser& parser) { parser.file(); });
}

Tree parse_scenario_line(std::string text, SourceId source, diag::Sink& sink) {
  return parse_with(std::move(text), source, sink, [](Parser& parser) { parser.line(); });
}

}  // namespace casus::syntax
