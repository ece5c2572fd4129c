#include "syntax/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>

#include "base/suggest.h"
#include "base/text.h"
#include "syntax/lexer.h"

namespace casus::syntax {
namespace {

using diag::Code;
using K = Keyword;
using Words = std::span<const Keyword>;

// What each block may hold. The tables serve the parser, recovery and "did you mean" alike.
constexpr std::array items = {K::k_include,  K::k_state,   K::k_region,     K::k_place,    K::k_lexicon, K::k_question,
                              K::k_reading,  K::k_instrument, K::k_scenario, K::k_source,  K::k_claim,   K::k_pledge};
constexpr std::array state_slots = {K::k_named,     K::k_spoken,   K::k_alias,   K::k_exists,      K::k_code, K::k_class,
                                    K::k_in,        K::k_continues, K::k_succeeds, K::k_capital,
                                    K::k_recognition, K::k_note,   K::k_cite};
constexpr std::array region_slots = {K::k_part, K::k_alias, K::k_note};
constexpr std::array place_slots = {K::k_alias,    K::k_in,    K::k_sovereign, K::k_administered, K::k_claimed, K::k_disputed,
                                    K::k_island,   K::k_sea,   K::k_capital,   K::k_at,           K::k_note,    K::k_cite};
constexpr std::array question_slots = {K::k_yes, K::k_no, K::k_note, K::k_cite};
constexpr std::array reading_slots = {K::k_by, K::k_source, K::k_dated, K::k_answer, K::k_note, K::k_cite};
constexpr std::array instrument_slots = {
    K::k_also,      K::k_kind,        K::k_force,      K::k_secret,     K::k_signed,      K::k_published,  K::k_in,
    K::k_renewed,   K::k_runs,        K::k_cite,       K::k_coded,      K::k_confidence,  K::k_party,      K::k_guarantor,
    K::k_beneficiary, K::k_provider,  K::k_signatory,  K::k_member,     K::k_recipient,   K::k_character,  K::k_suspended,
    K::k_withdrawal, K::k_reservation, K::k_area,      K::k_rank,       K::k_consistent,  K::k_organ,      K::k_between,
    K::k_note,      K::k_article,     K::k_section,    K::k_paragraph,  K::k_protocol,    K::k_include};
constexpr std::array provision_slots = {
    K::k_in,     K::k_gist,   K::k_phrase,  K::k_note,     K::k_cite,   K::k_status, K::k_confidence, K::k_when,    K::k_standing,
    K::k_after,  K::k_on,      K::k_if,       K::k_except, K::k_subject, K::k_despite,   K::k_between, K::k_apply,
    K::k_instead, K::k_form,   K::k_extent,   K::k_response, K::k_with, K::k_amount,     K::k_process, K::k_due,
    K::k_until,  K::k_proviso, K::k_consistent, K::k_must, K::k_may,    K::k_should,     K::k_each,    K::k_every,
    K::k_the,    K::k_that,    K::k_any,      K::k_a,      K::k_an,     K::k_another};
constexpr std::array area_slots = {K::k_territory, K::k_islands, K::k_forces, K::k_places, K::k_regions, K::k_except,
                                   K::k_note};
constexpr std::array lexicon_slots = {K::k_concept, K::k_by, K::k_between, K::k_note};
constexpr std::array scenario_slots = {K::k_on,   K::k_suppose, K::k_reading, K::k_fact, K::k_expect,
                                       K::k_note, K::k_cite};
constexpr std::array roles = {K::k_party,     K::k_guarantor, K::k_beneficiary, K::k_provider,
                              K::k_signatory, K::k_member,    K::k_recipient};
constexpr std::array quantifiers = {K::k_a, K::k_an, K::k_any, K::k_each, K::k_every, K::k_the, K::k_that, K::k_another};
constexpr std::array event_tails = {K::k_at,    K::k_on,       K::k_with,      K::k_unprovoked, K::k_provoked, K::k_given,
                                    K::k_against, K::k_by,     K::k_asserted,  K::k_of, K::k_for};
constexpr std::array provisions = {K::k_article, K::k_section, K::k_paragraph, K::k_protocol};
constexpr int deepest_nesting = 100;

bool one_of(Keyword keyword, Words words) { return std::ranges::find(words, keyword) != words.end(); }

class Parser {
 public:
  Parser(Tree& tree, diag::Sink& sink)
      : tree_(tree), tokens_(tree.tokens()), nodes_(tree.nodes()), sink_(sink) {}

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
      return a.keyword != K::none && a.keyword != K::k_not && a.keyword == b.keyword;
    };
    bool told = false;
    auto last = tokens_.begin();
    for (auto it = tokens_.begin(); it != tokens_.end(); ++it) {
      if (it != tokens_.begin() && doubled(*last, *it)) {
        if (!told)
          sink_.add(Code::expected, tree_.span(*it), fmt::format("`{}` stands here twice in a row", tree_.text_of(*it)),
                    "take one out");
        told = true;
        continue;
      }
      told = false;
      if (it != tokens_.begin()) ++last;
      *last = *it;
    }
    if (!tokens_.empty()) tokens_.erase(last + 1, tokens_.end());
  }

  // ── tokens ────────────────────────────────────────────────────────────────────────────────────────────────────────
  const Token& token(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  bool at(TokenKind kind) const { return token().kind == kind; }
  bool at(Keyword keyword) const { return token().keyword == keyword; }
  bool at(Words words) const { return token().keyword != K::none && one_of(token().keyword, words); }
  std::string_view word(std::size_t ahead = 0) const { return tree_.text_of(token(ahead)); }
  bool at_capital(std::size_t ahead = 0) const {
    if (token(ahead).kind != TokenKind::word) return false;
    const char c = word(ahead).front();
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
  }
  void take() {
    if (!at(TokenKind::end)) ++at_;
  }
  bool take(Keyword keyword) {
    if (!at(keyword)) return false;
    take();
    return true;
  }
  bool take(TokenKind kind) {
    if (!at(kind)) return false;
    take();
    return true;
  }

  // ── nodes ─────────────────────────────────────────────────────────────────────────────────────────────────────────
  std::uint32_t open(NodeKind kind) {
    nodes_.push_back({kind, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_), 0});
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  void close(std::uint32_t id) {
    nodes_[id].last_token = static_cast<std::uint32_t>(at_);
    nodes_[id].end = static_cast<std::uint32_t>(nodes_.size());
  }
  /// Opens a node, takes its keyword, and closes it when the scope ends.
  struct Open {
    Parser& parser;
    std::uint32_t id;
    Open(Parser& p, NodeKind kind) : parser(p), id(p.open(kind)) {}
    ~Open() { parser.close(id); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
  };
  void leaf(NodeKind kind) {
    Open node(*this, kind);
    take();
  }

  // ── faults ────────────────────────────────────────────────────────────────────────────────────────────────────────
  std::string shown() const {
    if (at(TokenKind::end)) return "the end of the text";
    return fmt::format("`{}`", shortened(word(), 40));
  }
  /// Reports that `what` was expected here. Always false, so that a rule can end with it.
  bool expected(std::string_view what, std::string_view hint = {}) {
    if (at(TokenKind::colon)) hint = "take the `:` out; a line is a word and its values";
    if (!failed_ && !quiet_ && !fault_in_line())
      sink_.add(Code::expected, tree_.span(token()), fmt::format("expected {}, found {}", what, shown()),
                std::string(hint));
    failed_ = true;
    return false;
  }
  /// True where a token of this slot up to the end of its line has been refused already: what follows from that is no second
  /// mistake.
  bool fault_in_line() const {
    constexpr std::size_t near = 64;  // tokens; a whole file may be one line
    for (std::size_t t = std::max(slot_start_, at_ - std::min(at_, near)); t <= at_; ++t)
      if (tokens_[t].kind == TokenKind::fault) return true;
    for (std::size_t t = at_ + 1; t < std::min(tokens_.size(), at_ + near) && !starts_line(t); ++t)
      if (tokens_[t].kind == TokenKind::fault) return true;
    return false;
  }
  bool expect(Keyword keyword, std::string_view hint = {}) {
    return take(keyword) || expected(fmt::format("`{}`", spelling(keyword)), hint);
  }
  bool expect(TokenKind kind, std::string_view what) { return take(kind) || expected(what); }

  /// The keyword of the list that the word at hand is a slip of, or none.
  Keyword meant(Words known, std::size_t ahead = 0) const {
    if (token(ahead).kind != TokenKind::word) return K::none;
    std::vector<std::string_view> spellings;
    for (auto keyword : known) spellings.push_back(spelling(keyword));
    const auto near = nearest(word(ahead), spellings);
    // `IND` is no slip of `kind`: a capital starts a name, unless the word is otherwise the keyword itself.
    if (!near.empty() && at_capital(ahead) && edit_distance(near, word(ahead)) > 0) return K::none;
    return near.empty() ? K::none : keyword_of(near);
  }
  static std::string hint_of(Keyword near, Words known, std::string_view holder) {
    if (near != K::none) return fmt::format("did you mean `{}`?", spelling(near));
    std::vector<std::string_view> spellings;
    for (auto keyword : known) spellings.push_back(spelling(keyword));
    return fmt::format("{} can hold: {}", holder, fmt::join(sorted(spellings), ", "));
  }

  void unknown_slot(Words known, std::string_view where) {
    if (failed_) return;
    failed_ = true;
    if (quiet_ || fault_in_line()) return;
    correction_ = meant(known);
    if (!starts_line(at_) && correction_ == K::none) {
      constexpr std::array connectors = {K::k_from, K::k_to, K::k_in, K::k_if, K::k_by, K::k_with, K::k_per, K::k_for};
      if (const Keyword near = meant(connectors); near != K::none && word().size() > 2) {
        sink_.add(Code::unknown_slot, tree_.span(token()), fmt::format("{} does not fit here", shown()),
                  fmt::format("did you mean `{}`?", spelling(near)));
        return;
      }
      const bool spell = word() == "since" || word() == "until" || word() == "till" || word() == "through";
      sink_.add(Code::unknown_slot, tree_.span(token()), fmt::format("{} does not fit here", shown()),
                spell ? "a spell is written `from 1949-08-24 to 1969-08-24` or `1949-08-24 .. 1969-08-24`"
                      : "what stands before it is complete; take it out, or correct what it belongs to");
      return;
    }
    sink_.add(Code::unknown_slot, tree_.span(token()), fmt::format("{} cannot start a line of {}", shown(), where),
              hint_of(correction_, known, where));
  }
  static std::vector<std::string_view> sorted(std::vector<std::string_view> words) {
    std::ranges::sort(words);
    return words;
  }

  /// Runs one slot; false where it failed or took nothing, which asks for recovery. A misspelt first word is reported and
  /// then read as what was meant, so that the line is not also missing.
  template <class Rule>
  bool slot_guard(Rule rule) {
    failed_ = false;
    correction_ = K::none;
    const std::size_t start = at_;
    slot_start_ = start;
    const std::size_t nodes_before = nodes_.size();
    rule();
    if (failed_ && correction_ != K::none && at_ == start) {
      nodes_.resize(nodes_before);
      tokens_[at_].keyword = correction_;
      failed_ = false;
      quiet_ = true;
      rule();
      quiet_ = false;
      // What the guess leaves over on the line is no mistake of its own.
      if (!starts_line() && !at(TokenKind::close) && !at(TokenKind::semicolon) && !at(TokenKind::end) && !at(known_))
        failed_ = true;
    }
    slot_start_ = start;
    return !failed_ && at_ > start;
  }

  bool starts_line() const { return starts_line(at_); }
  bool starts_line(std::size_t t) const {
    if (t == 0) return true;
    const auto between = tree_.text().substr(tokens_[t - 1].end, tokens_[t].begin - tokens_[t - 1].end);
    return between.find('\n') != std::string_view::npos;
  }
  /// Blanks before the first word of the line that the token stands on; a very long line counts as not indented.
  std::size_t indentation(const Token& token) const {
    const auto text = tree_.text();
    std::size_t begin = token.begin;
    while (begin > 0 && text[begin - 1] != '\n' && token.begin - begin < 400) --begin;
    std::size_t blanks = 0;
    while (begin + blanks < token.begin && (text[begin + blanks] == ' ' || text[begin + blanks] == '\t')) ++blanks;
    return blanks;
  }
  bool starts_item() const {
    return at(items) && (token(1).kind == TokenKind::word || token(1).kind == TokenKind::open) &&
           (token(2).kind == TokenKind::text || token(2).kind == TokenKind::open || token(1).kind == TokenKind::open);
  }

  /// Skips to where the next slot of this block plausibly starts: line breaks mean nothing to the language, but they are
  /// the best hint at what the writer meant.
  void recover(Words known) {
    Open node(*this, NodeKind::fault);
    int depth = 0;
    for (std::size_t t = slot_start_; t < at_; ++t) {  // brackets that the failed slot has opened itself
      if (tokens_[t].kind == TokenKind::open) ++depth;
      if (tokens_[t].kind == TokenKind::close) --depth;
    }
    bool moved = at_ > slot_start_;
    while (!at(TokenKind::end)) {
      if (at(TokenKind::open)) ++depth;
      if (at(TokenKind::close)) {
        if (depth <= 0) break;
        --depth;
        take();
        moved = true;
        if (depth == 0) break;
        continue;
      }
      if (moved && starts_line() && (depth <= 0 ? at(known) || at_capital() || starts_item() : resumes(known))) break;
      take();
      moved = true;
    }
    failed_ = false;
  }
  /// Inside brackets that may never be closed only a line that can be nothing else counts as the next one.
  bool resumes(Words known) const {
    if (starts_item()) return true;
    if (at(quantifiers) || at(roles) || at_capital()) return one_of(K::k_must, known) && next_duty_starts();
    return at(known) && !at(K::k_if) && !at(K::k_except) && !at(K::k_note) &&
           indentation(token()) <= indentation(tokens_[slot_start_]);
  }

  // ── blocks and items ──────────────────────────────────────────────────────────────────────────────────────────────
  /// `{ slot* }`, reporting an unclosed block once. A missing `{` and a `}` that comes too early are reported and then
  /// overlooked, so that what stands in the block keeps its meaning.
  template <class Rule>
  void block(Words known, Rule rule) {
    const Token brace = token();
    if (!at(TokenKind::open)) {
      expected("`{`", "what belongs to it stands between `{` and `}`");
      if (!at(known) || quiet_) return;
    }
    Open node(*this, NodeKind::block);
    take(TokenKind::open);
    if (++depth_ > deepest_nesting) {
      sink_.add(Code::nested_too_deep, tree_.span(brace), "blocks are nested more than 100 deep here",
                "no real clause needs that; is a bracket doubled?");
      while (!at(TokenKind::end)) take();
      --depth_;
      return;
    }
    const Words outer = known_;
    const bool was_quiet = quiet_;
    known_ = known;
    quiet_ = false;  // the lines of a block are fresh ones
    slots(known, outer, brace, rule);
    quiet_ = was_quiet;
    known_ = outer;
    failed_ = false;
    --depth_;
  }
  template <class Rule>
  void slots(Words known, Words outer, const Token& brace, Rule rule) {
    for (;;) {
      if (at(TokenKind::close)) {
        // The bracket of an outer block, by its place: an inner one was not closed.
        if (!suspect_ && starts_line() && indentation(token()) < indentation(brace)) suspect_ = brace;
        const Token close = token();
        take();
        if (!closed_early(known, outer)) return;
        sink_.add(Code::stray_close, tree_.span(close),
                  fmt::format("this `}}` closes the block too early: `{}` below belongs in it", word()),
                  "take the `}` out");
        continue;
      }
      if (at(TokenKind::end) || (starts_item() && !at(known)) || starts_provision_outside(known)) {
        if (!unclosed_reported_)
          sink_.add(Code::unclosed_block, tree_.span(suspect_.value_or(brace)), "this block is not closed",
                    "close it with `}`");
        unclosed_reported_ = true;
        return;
      }
      if (take(TokenKind::semicolon)) continue;
      if (!slot_guard(rule)) recover(known);
    }
  }
  /// True where the next line belongs into the block that was just closed and nowhere else.
  bool closed_early(Words known, Words outer) const {
    if (!starts_line() || !at(known) || at(items)) return false;
    return outer.empty() || !at(outer);
  }
  /// True where the next article starts, and this block is one that cannot hold an article.
  bool starts_provision_outside(Words known) const {
    if (!at(provisions) || at(known)) return false;
    return token(1).kind == TokenKind::word || token(1).kind == TokenKind::number || token(1).kind == TokenKind::text;
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
      case K::k_include: take(); title(); break;
      case K::k_state: named_item([&] { block(state_slots, [&] { state_slot(); }); }); break;
      case K::k_region: named_item([&] { block(region_slots, [&] { region_slot(); }); }); break;
      case K::k_place: named_item([&] { block(place_slots, [&] { place_slot(); }); }); break;
      case K::k_lexicon: take(); block(lexicon_slots, [&] { lexicon_slot(); }); break;
      case K::k_question: question_item(); break;
      case K::k_reading: named_item([&] { block(reading_slots, [&] { reading_slot(); }); }); break;
      case K::k_instrument: named_item([&] { block(instrument_slots, [&] { instrument_slot(); }); }); break;
      case K::k_scenario: named_item([&] { block(scenario_slots, [&] { scenario_slot(); }); }); break;
      case K::k_source:
      case K::k_claim:
      case K::k_pledge: evidence_item(); break;
      default: break;
    }
    const bool nothing_known = told && failed_ && keyword_at(start) == K::none;
    if (failed_) recover_item();
    close(start);
    // Prose, or another language: its punctuation is part of the one mistake.
    if (nothing_known && at_ > slot_start_) {
      const Span skipped{tree_.source(), tokens_[slot_start_].begin, tokens_[at_ - 1].end};
      sink_.forget([&](const diag::Diagnostic& d) {
        return d.span.source == skipped.source && d.span.begin >= skipped.begin && d.span.end <= skipped.end &&
               (d.code == Code::unknown_character || d.code == Code::malformed_number || d.code == Code::unterminated_text);
      });
    }
  }

  void stray_close() {
    sink_.add(Code::stray_close, tree_.span(token()), "this `}` closes nothing", "delete it, or open its block");
    leaf(NodeKind::fault);
  }

  Keyword keyword_at(std::uint32_t node) const { return tokens_[nodes_[node].first_token].keyword; }

  /// True where it was reported here, and not already as something that is no token.
  bool unknown_item() {
    failed_ = true;
    if (fault_in_line()) return false;
    sink_.add(Code::unknown_item, tree_.span(token()), fmt::format("{} starts nothing at the top of a file", shown()),
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

  // Sources, claims and pledges: the grammar keeps their room, this version does not read them.
  void evidence_item() {
    sink_.add(Code::evidence_later, tree_.span(token()),
              fmt::format("`{}` belongs to the evidence section, which this version does not read", word()),
              "leave it in a file of its own until then");
    take();
    while (!at(TokenKind::end) && !at(TokenKind::open) && !starts_item()) take();
    int depth = 0;
    while (!at(TokenKind::end)) {
      if (at(TokenKind::open)) ++depth;
      if (at(TokenKind::close) && --depth <= 0) {
        take();
        return;
      }
      if (depth == 0) return;
      take();
    }
  }

  // ── values ────────────────────────────────────────────────────────────────────────────────────────────────────────
  bool name(std::string_view what = "a name") {
    // The first word of the next line is not the value that this one lacks.
    if (at_ > slot_start_ && at(known_) && starts_line())
      return expected(what, "the line above lacks it; write it there");
    if (!at(TokenKind::word)) return expected(what);
    leaf(NodeKind::name);
    return true;
  }
  bool name_or_number() {
    if (!at(TokenKind::word) && !at(TokenKind::number)) return expected("a code");
    leaf(NodeKind::name);
    return true;
  }
  bool title() {
    if (!at(TokenKind::text)) return expected("a text in quotes", "put it between double quotes, on one line");
    Open node(*this, NodeKind::title);
    while (at(TokenKind::text)) take();
    return true;
  }
  bool names(std::string_view what = "a name") {
    Open node(*this, NodeKind::names);
    do {
      if (at(TokenKind::text)) {
        leaf(NodeKind::name);
      } else if (!name(what)) {
        return false;
      }
    } while (take(TokenKind::comma));
    return true;
  }
  /// A list of states where no other name can follow: one without a comma before it is a slip, and still a member.
  bool states() {
    Open node(*this, NodeKind::names);
    bool reported = false;
    for (;;) {
      if (at(TokenKind::text)) {
        leaf(NodeKind::name);
      } else if (at(K::k_from) || at(K::k_to) || at(K::k_in)) {
        return expected("a state", "write its code, for instance POL, or take the comma before it out");
      } else if (!name("a state")) {
        return false;
      }
      if (take(TokenKind::comma)) continue;
      if (!at_capital() || starts_line()) return true;
      if (!reported && !quiet_)
        sink_.add(Code::expected, tree_.span(token()), fmt::format("expected `,` between two states, found {}", shown()),
                  "states in a list are separated by commas, as in `party POL, HUN, CZE`");
      reported = true;
    }
  }
  bool at_date() const { return at(TokenKind::date) || (at(TokenKind::number) && word().size() == 4); }
  bool date() {
    if (!at_date())
      return expected("a date", "write it year-month-day, as 1949-04-04; a vague one as 1949-04, 1949 or 1949-04-04~");
    leaf(NodeKind::date);
    return true;
  }
  bool number() {
    if (!at(TokenKind::number)) return expected("a number");
    leaf(NodeKind::number);
    return true;
  }
  /// `[from D] [to D]` or `D .. [D]`; nothing at all is an open spell.
  bool spell() {
    if (at_date()) {
      Open node(*this, NodeKind::spell);
      date();
      if (take(TokenKind::range)) {
        if (at_date()) date();
      } else if (take(K::k_to)) {
        date();
      }
      return true;
    }
    if (!at(K::k_from) && !(at(K::k_to) && token(1).kind != TokenKind::word)) return false;
    Open node(*this, NodeKind::spell);
    if (take(K::k_from)) date();
    if (at(K::k_to) && (token(1).kind == TokenKind::date || token(1).kind == TokenKind::number)) {
      take();
      date();
    }
    return true;
  }
  /// `article 42(7)`, `section activation`, `article "3 bis"`.
  bool designator() {
    if (!at(K::k_article) && !at(K::k_section) && !at(K::k_paragraph) && !at(K::k_protocol))
      return expected("`article`, `section`, `paragraph` or `protocol` and its number");
    Open node(*this, NodeKind::designator);
    take();
    if (!at(TokenKind::word) && !at(TokenKind::number) && !at(TokenKind::text)) return expected("a number or a name");
    take();
    while (at(TokenKind::left)) {
      take();
      if (!at(TokenKind::word) && !at(TokenKind::number)) return expected("a number or a letter");
      take();
      if (!expect(TokenKind::right, "`)`")) return false;
    }
    return true;
  }
  void if_question() {
    if (!at(K::k_if)) return;
    Open node(*this, NodeKind::qualifier);
    take();
    if (expect(K::k_question)) name("the name of a question");
  }

  // ── patterns ──────────────────────────────────────────────────────────────────────────────────────────────────────
  bool at_pattern() const {
    return at(quantifiers) || at(roles) || at_capital() || at(K::k_parties) || (at(K::k_at) && token(1).keyword == K::k_least);
  }
  bool pattern(std::string_view what = "who") {
    Open node(*this, NodeKind::pattern);
    do {
      if (!element(what)) return false;
    } while (take(TokenKind::comma) || (at_and() && (take(), true)));
    return true;
  }
  bool at_and() const { return at(TokenKind::word) && word() == "and"; }
  bool element(std::string_view what) {
    Open node(*this, NodeKind::element);
    if (at(K::k_at) && token(1).keyword == K::k_least) {
      take();
      take();
      if (!number()) return false;
      return name("a class of states") && element_tails();
    }
    const bool quantified = at(quantifiers);
    if (quantified) take();
    take(K::k_other);
    if (!quantified && !at_capital() && !at(roles) && !at(K::k_parties))
      return expected(what, "for instance `a party`, `each other party`, `the victim`, or states by their codes");
    if (at_modality()) return expected(what, "for instance `every party`, `each other party`, `the victim`");
    if (!name(what)) return false;
    return element_tails();
  }
  bool element_tails() {
    for (;;) {
      if (at(K::k_in) && token(1).keyword == K::k_tier) {
        Open node(*this, NodeKind::qualifier);
        take();
        take();
        if (!name("a tier")) return false;
      } else if (at(K::k_with) && token(1).keyword == K::k_character) {
        Open node(*this, NodeKind::qualifier);
        take();
        take();
        if (!name("a character")) return false;
      } else if (at(K::k_except) && at_capital(1)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!names("a state")) return false;
      } else {
        return true;
      }
    }
  }

  // ── conditions ────────────────────────────────────────────────────────────────────────────────────────────────────
  bool condition() {
    Open node(*this, NodeKind::condition);
    if (++depth_ > deepest_nesting) {
      --depth_;
      if (!failed_)
        sink_.add(Code::nested_too_deep, tree_.span(token()), "conditions are nested more than 100 deep here",
                  "no real clause needs that; is a bracket doubled?");
      failed_ = true;
      return false;
    }
    const bool ok = condition_body();
    --depth_;
    return ok;
  }
  bool condition_body() {
    if ((at(K::k_any) || at(K::k_all)) && token(1).keyword == K::k_of) {
      take();
      take();
      if (!expect(TokenKind::open, "`{`")) return false;
      while (!at(TokenKind::close)) {
        if (!condition()) return false;
        if (!take(TokenKind::semicolon) && !at(TokenKind::close))
          return expected("`;` between two conditions, or `}`", "write `any of { a; b }`, each condition separated by `;`");
      }
      take();
      return true;
    }
    if (take(K::k_not)) return condition();
    if (take(K::k_question)) return name("the name of a question");
    if (take(K::k_unprovoked) || take(K::k_provoked)) return true;
    if (at(K::k_in) && word(1) == "self_defence") {
      take();
      take();
      return true;
    }
    if (at(K::k_with)) {
      take();
      return name("means, for instance nuclear_weapons");
    }
    if (at(K::k_request)) {
      take();
      return expect(K::k_of) && pattern();
    }
    if (at(K::k_decision)) {
      take();
      return expect(K::k_of) && pattern() && expect(K::k_to) && name("the name of a decision");
    }
    // `a party holds that a party is threatened`, `RUS assists the attacker`, `UKR is party to x`: a pattern first.
    if (at(quantifiers) || at(roles) || at_capital() || (at(K::k_at) && token(1).keyword == K::k_least)) {
      if (!pattern()) return false;
      if (take(K::k_holds)) return expect(K::k_that) && pattern() && expect(K::k_is) && expect(K::k_threatened);
      if (take(K::k_is)) {
        take(K::k_not);
        if (!name("a role")) return false;
        if (!take(K::k_to) && !take(K::k_in)) return expected("`to` or `in` and an instrument");
        return name("an instrument");
      }
      if (token(1).keyword == K::k_that) return expected("`holds that`", "for instance `a party holds that a party is threatened`");
      if (!at(TokenKind::word)) return expected("what they do, for instance `attacks` or `assists`");
      leaf(NodeKind::name);
      return pattern();
    }
    // `x in force`
    if (at(TokenKind::word) && token(1).keyword == K::k_in && token(2).keyword == K::k_force) {
      name();
      take();
      take();
      return true;
    }
    // `armed_attack on a party by RUS in treaty_area`
    if (!at(TokenKind::word) || (token().keyword != K::none && token(1).keyword != K::k_on &&
                                 token(1).keyword != K::k_against && token(1).keyword != K::k_to))
      return expected("a condition", "for instance `armed_attack on a party`, `question NAME`, `unprovoked`");
    name();
    if (!take(K::k_on) && !take(K::k_against) && !take(K::k_to))
      return expected("`on` and whom it strikes", "for instance `armed_attack on a party`");
    if (!pattern("whom it strikes")) return false;
    for (;;) {
      if (at(K::k_by)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!pattern("by whom")) return false;
      } else if (at(K::k_in) && token(1).keyword != K::k_tier && token(1).keyword != K::k_force &&
                 word(1) != "self_defence") {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!names("an area or a region")) return false;
      } else if (at(K::k_with) && token(1).keyword == K::none && word(1) != "all_means" && word(1) != "all_forces" &&
                 word(1) != "military_aid") {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!name("means")) return false;
      } else if (at(K::k_unprovoked)) {
        leaf(NodeKind::qualifier);
      } else {
        return true;
      }
    }
  }

  // ── states, regions, places, lexicon, readings ────────────────────────────────────────────────────────────────────
  void state_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_named: take(); title() && (spell(), true); break;
      case K::k_spoken: take(); title(); break;
      case K::k_alias: take(); names(); break;
      case K::k_exists: take(); spell(); break;
      case K::k_code: take(); name("a system of codes") && name_or_number() && (spell(), true); break;
      case K::k_class: take(); name("a class") && (spell(), true); break;
      case K::k_in: take(); names("a region"); break;
      case K::k_continues:
      case K::k_succeeds: take(); name("a state") && (spell(), true); break;
      case K::k_capital: take(); name("a place") && (spell(), true); break;
      case K::k_recognition: take(); expect(K::k_disputed) && title(); break;
      case K::k_note:
      case K::k_cite: take(); title(); break;
      default: unknown_slot(state_slots, "a state");
    }
  }
  void region_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_part: take(); expect(K::k_of) && names("a region"); break;
      case K::k_alias: take(); names(); break;
      case K::k_note: take(); title(); break;
      default: unknown_slot(region_slots, "a region");
    }
  }
  void place_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_alias: take(); names(); break;
      case K::k_in: take(); names("a region"); break;
      case K::k_sovereign: take(); states() && (spell(), true); break;
      case K::k_administered:
      case K::k_claimed: take(); expect(K::k_by) && states() && (spell(), true); break;
      case K::k_disputed: take(); spell(); break;
      case K::k_island:
      case K::k_sea: take(); break;
      case K::k_capital: take(); break;
      case K::k_at: take(); number() && number(); break;
      case K::k_note:
      case K::k_cite: take(); title(); break;
      default: unknown_slot(place_slots, "a place");
    }
  }
  void text_slot(Words known, std::string_view where) {
    Open node(*this, NodeKind::slot);
    if (!at(known)) return unknown_slot(known, where);
    take();
    title();
  }
  void reading_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_answer:
        take();
        if (name("the name of a question")) yes_or_no();
        break;
      case K::k_dated: take(); date(); break;
      case K::k_by:
      case K::k_source:
      case K::k_note:
      case K::k_cite: take(); title(); break;
      default: unknown_slot(reading_slots, "a reading");
    }
  }
  bool yes_or_no() { return take(K::k_yes) || take(K::k_no) || expected("`yes` or `no`"); }

  void lexicon_slot() {
    if (at(K::k_note)) return text_slot(lexicon_slots, "the lexicon");
    Open node(*this, NodeKind::rule);
    if (take(K::k_concept)) {
      if (name("the name of a concept")) title();
      return;
    }
    if (at(K::k_by) || at(K::k_between)) {  // `by unknown needs question q for c`, `between parties needs question q`
      take();
      if (!name("`unknown`, `non_state` or `parties`")) return;
      if (!expect(K::k_needs) || !expect(K::k_question) || !name("the name of a question")) return;
      if (take(K::k_for)) names("a concept");
      return;
    }
    if (!names("a kind of event or a concept")) return;
    if (!take(K::k_is) && !take(K::k_are) && !take(K::k_performs) && !take(K::k_perform) && !take(K::k_violates) &&
        !take(K::k_violate)) {
      expected("`is`, `performs` or `violates`", "for instance `invasion, bombardment are armed_attack`");
      return;
    }
    if (names("a concept or an act")) if_question();
  }

  // ── instruments ───────────────────────────────────────────────────────────────────────────────────────────────────
  void instrument_slot() {
    const Keyword keyword = token().keyword;
    if (keyword == K::k_article || keyword == K::k_section || keyword == K::k_paragraph || keyword == K::k_protocol)
      return provision();
    Open node(*this, NodeKind::slot);
    switch (keyword) {
      case K::k_also: take(); names(); break;
      case K::k_kind: take(); name("a kind of instrument"); break;
      case K::k_force: take(); name("the force of the instrument") && (if_question(), true); break;
      case K::k_secret: take(); expect(K::k_until) && date(); break;
      case K::k_signed:
      case K::k_published: take(); date(); break;
      case K::k_in: take(); expect(K::k_force) && (spell(), true); break;
      case K::k_renewed:
      case K::k_runs: take(); spell(); break;
      case K::k_note:
      case K::k_cite: take(); title(); break;
      case K::k_coded:
        take();
        if (date() && expect(K::k_status)) name("`draft`, `reviewed` or `disputed`");
        break;
      case K::k_confidence: take(); name("`high`, `medium` or `low`"); break;
      case K::k_party:
      case K::k_guarantor:
      case K::k_beneficiary:
      case K::k_provider:
      case K::k_signatory:
      case K::k_member:
      case K::k_recipient: role_slot(); break;
      case K::k_character:
        take();
        if (name("a character") && states()) spell();
        break;
      case K::k_suspended:
        take();
        if (!states()) break;
        if (take(K::k_toward) && !states()) break;
        spell();
        if_question();
        break;
      case K::k_withdrawal:
        take();
        if (!expect(K::k_of) || !states()) break;
        if (take(K::k_notice) && !date()) break;
        if (expect(K::k_effective)) date() && (if_question(), true);
        break;
      case K::k_reservation:
        take();
        if (!expect(K::k_of) || !states() || !expect(K::k_excludes)) break;
        do {
          if (!designator()) break;
        } while (take(TokenKind::comma));
        spell();
        break;
      case K::k_area: area_slot(); break;
      case K::k_rank:
        take();
        if (!expect(K::k_over)) break;
        if (!take(K::k_all)) names("an instrument");
        if (take(K::k_per)) designator();
        break;
      case K::k_consistent: consistent(); break;
      case K::k_between: between_parties(); break;
      case K::k_organ:
        take();
        if (!name("the name of an organ")) break;
        if (at(TokenKind::text)) title();
        if (at(TokenKind::word) && word() == "decides") {
          take();
          if (expect(K::k_by)) name("a rule, for instance consensus");
        }
        break;
      default: unknown_slot(instrument_slots, "an instrument");
    }
  }
  void role_slot() {
    take();
    if (!states()) return;
    const bool dated = spell();
    if (at(K::k_in) && token(1).keyword == K::k_tier) {
      Open node(*this, NodeKind::qualifier);
      take();
      take();
      if (!name("a tier")) return;
    }
    if (take(K::k_by) && !name("accession, ratification or succession")) return;
    if (!dated) spell();
    if_question();
  }
  void consistent() {
    take();
    if (!expect(K::k_with) || !name("an instrument")) return;
    if (take(K::k_for)) {
      if (!take(K::k_parties)) {
        expected("`parties to both`");
        return;
      }
      expect(K::k_to) && expect(K::k_both);
    }
  }
  void between_parties() {
    take();
    if (!expect(K::k_parties)) return;
    if (at(K::k_question)) {
      take();
      name("the name of a question");
    } else if (at(TokenKind::word) && (word() == "applies" || word() == "excluded")) {
      take();
    } else {
      expected("`applies`, `excluded` or `question` and its name");
    }
  }
  void area_slot() {
    take();
    if (!name("the name of an area")) return;
    if (take(K::k_per) && !designator()) return;
    block(area_slots, [&] { area_term(); });
  }
  void area_term() {
    if (at(K::k_note)) return text_slot(area_slots, "an area");
    Open node(*this, NodeKind::area_term);
    switch (token().keyword) {
      case K::k_territory:
        take();
        if (at(K::k_administered)) {
          take();
          if (!expect(K::k_by) || !pattern()) return;
        } else if (!expect(K::k_of) || !pattern()) {
          return;
        }
        area_tails();
        break;
      case K::k_islands:
      case K::k_forces:
        take();
        if (expect(K::k_of) && pattern()) area_tails();
        break;
      case K::k_places:
      case K::k_regions:
        take();
        if (names("a place or a region")) area_tails();
        break;
      case K::k_except:
        take();
        if (at(K::k_territory) || at(K::k_islands) || at(K::k_forces) || at(K::k_places) || at(K::k_regions)) {
          area_term();
        } else if (names("a place")) {
          area_tails();
        }
        break;
      default: unknown_slot(area_slots, "an area");
    }
  }
  void area_tails() {
    if (at(K::k_in) && token(1).keyword != K::k_tier) {
      Open node(*this, NodeKind::qualifier);
      take();
      if (!names("a region")) return;
    }
    if (at(K::k_on)) {
      Open node(*this, NodeKind::qualifier);
      take();
      date();
      return;
    }
    spell();
  }

  // ── provisions ────────────────────────────────────────────────────────────────────────────────────────────────────
  void provision() {
    Open node(*this, NodeKind::item);
    if (!designator()) return;
    if (at(TokenKind::text)) title();
    block(provision_slots, [&] { provision_slot(); });
    if (at(provisions)) unclosed_reported_ = false;  // the next article may forget its bracket too
  }
  void provision_slot() {
    const Keyword keyword = token().keyword;
    if (at_debtor()) return duty();
    Open node(*this, NodeKind::slot);
    switch (keyword) {
      case K::k_gist:
      case K::k_phrase:
      case K::k_note:
      case K::k_cite: take(); title(); break;
      case K::k_status: take(); name("`draft`, `reviewed` or `disputed`"); break;
      case K::k_confidence: take(); name("`high`, `medium` or `low`"); break;
      case K::k_when: take(); condition(); break;
      case K::k_standing: take(); break;
      case K::k_in: take(); expect(K::k_force) && (spell(), true); break;
      case K::k_after: take(); designator(); break;
      case K::k_on:
        take();
        if (expect(K::k_request) && expect(K::k_of)) pattern();
        break;
      case K::k_if: if_slot(); break;
      case K::k_except: take(); condition(); break;
      case K::k_subject:
        take();
        if (expect(K::k_to) && designator() && take(K::k_of)) name("an instrument");
        break;
      case K::k_despite:
        take();
        if (designator() && take(K::k_of)) name("an instrument");
        break;
      case K::k_between: between_parties(); break;
      case K::k_apply: take(); designator(); break;
      case K::k_instead: take(); take(K::k_apply) && designator(); break;
      case K::k_form:
      case K::k_extent:
      case K::k_response: discretion(); break;
      case K::k_with: take(); names("means"); break;
      case K::k_amount: amount(); break;
      case K::k_process: process(); break;
      case K::k_due: due(); break;
      case K::k_until: until(); break;
      case K::k_proviso:
        take();
        if (name("a character")) title();
        break;
      case K::k_consistent: consistent(); break;
      default: unknown_slot(provision_slots, "a provision");
    }
  }
  void if_slot() {
    take();
    if (!condition()) return;
    if (at(TokenKind::open)) block(provision_slots, [&] { provision_slot(); });
  }
  void discretion() {
    take();
    if (!expect(K::k_left) || !expect(K::k_to) || !expect(K::k_the) || !expect(K::k_debtor)) return;
    if ((at(K::k_may) || at(K::k_must)) && token(1).keyword == K::k_include) {
      expected("`,`", "write `left to the debtor, may include armed_force`");
      return;
    }
    while (take(TokenKind::comma)) {
      Open node(*this, NodeKind::qualifier);
      if (!take(K::k_may) && !take(K::k_must)) {
        expected("`may include` or `must include`");
        return;
      }
      if (!expect(K::k_include)) return;
      Open list(*this, NodeKind::names);
      do {
        if (!name("means")) return;
      } while (at(TokenKind::comma) && token(1).keyword != K::k_may && token(1).keyword != K::k_must && (take(), true));
    }
  }
  // `3.3 billion USD per fiscal_year for missile_defence`
  void amount() {
    take();
    Open node(*this, NodeKind::amount);
    if (!number()) return;
    if (at(TokenKind::word) && (word() == "million" || word() == "billion" || word() == "thousand")) take();
    if (!name("a currency or a unit")) return;
    if (take(K::k_per) && !name("a period, for instance fiscal_year")) return;
    if (take(K::k_for)) name("a purpose");
  }
  void process() {
    take();
    if (at(K::k_decision)) {
      take();
      if (!expect(K::k_of) || !name("an organ")) return;
      if (take(K::k_by) && !name("a rule, for instance consensus")) return;
    } else if (at(K::k_request)) {
      take();
      if (!expect(K::k_of) || !pattern()) return;
    } else if (!name("`constitutional`, `decision of` an organ, or `request of` somebody")) {
      return;
    }
    if (take(K::k_per)) designator();
  }
  void due() {
    take();
    if (take(K::k_at)) {
      expect(K::k_once);
    } else if (take(K::k_within)) {
      if (!number()) return;
      if (!take(K::k_hours) && !(at(TokenKind::word) && word() == "days" && (take(), true))) {
        expected("`hours` or `days`");
        return;
      }
      if (take(K::k_of)) {
        if (!at(TokenKind::word)) {
          expected("what the time runs from, for instance `request`");
          return;
        }
        leaf(NodeKind::name);
      }
    } else if (take(K::k_by)) {
      date();
    } else {
      expected("`at once`, `within N hours`, `within N days` or `by DATE`");
    }
  }
  void until() {
    take();
    if (at_date()) {
      date();
    } else if (at(TokenKind::text)) {
      title();
    } else if (at(TokenKind::word) && word() == "security_council" && word(1) == "acts") {
      leaf(NodeKind::name);
      take();
    } else {
      expected("`security_council acts`, a date or a text in quotes");
    }
  }

  bool at_modality() const { return at(K::k_must) || at(K::k_may) || at(K::k_should); }
  bool at_debtor() const {
    if (at_modality()) return true;
    if (at(quantifiers)) return true;
    // Codes of states, or a role without an article: only where a list or a modality follows.
    if (!at(TokenKind::word)) return false;
    if (!at_capital() && !at(roles)) return false;
    return token(1).kind == TokenKind::comma || word(1) == "and" || token(1).keyword == K::k_must ||
           token(1).keyword == K::k_may || token(1).keyword == K::k_should || token(1).keyword == K::k_in ||
           token(1).keyword == K::k_with || token(1).keyword == K::k_except;
  }
  void duty() {
    Open node(*this, NodeKind::duty);
    if (!at_modality() && !pattern("the debtor")) return;
    if (!at_modality()) {
      expected("`must`, `must not`, `may` or `should`",
               "it stands between who owes the duty and the act, as in `each other party must assist the victim`");
      return;
    }
    take();
    take(K::k_not);
    {
      Open acts(*this, NodeKind::acts);
      do {
        if (!name("an act, for instance assist or consult")) return;
      } while (take(TokenKind::comma));
    }
    if (at(TokenKind::word) && (word() == "strictly" || word() == "benevolently")) leaf(NodeKind::qualifier);
    if (at(K::k_whether)) {
      Open whether(*this, NodeKind::qualifier);
      take();
      if (!expect(K::k_to) || !name("the name of a decision")) return;
    }
    if (at(K::k_for) || at(K::k_against) || at(K::k_to)) {
      take();
      pattern("for or against whom");
    } else if (at_pattern() && !next_duty_starts()) {
      pattern("whom");
    }
  }
  // `must assist the victim` against `must consult   the other party must …`: a pattern with a modality behind it is a debtor.
  bool next_duty_starts() const {
    std::size_t ahead = 0;
    const auto skip = [&](Keyword first, Keyword second) {
      if (token(ahead).keyword != first || token(ahead + 1).keyword != second) return false;
      ahead += 3;
      return true;
    };
    for (;;) {
      if (!skip(K::k_at, K::k_least) && one_of(token(ahead).keyword, quantifiers)) ++ahead;
      if (token(ahead).keyword == K::k_other) ++ahead;
      if (token(ahead).kind != TokenKind::word) return false;
      ++ahead;
      while (skip(K::k_in, K::k_tier) || skip(K::k_with, K::k_character)) {
      }
      if (token(ahead).keyword == K::k_except) ++ahead;  // the states behind it read like further elements
      else if (token(ahead).kind == TokenKind::comma || word(ahead) == "and") ++ahead;
      else break;
      if (ahead > 400) return false;
    }
    const Keyword keyword = token(ahead).keyword;
    return keyword == K::k_must || keyword == K::k_should || keyword == K::k_may;
  }

  // ── scenarios ─────────────────────────────────────────────────────────────────────────────────────────────────────
  void scenario_slot() {
    if (take(TokenKind::semicolon)) return;
    switch (token().keyword) {
      case K::k_on: {
        Open node(*this, NodeKind::slot);
        take();
        date();
        return;
      }
      case K::k_suppose: return suppose();
      case K::k_reading: {
        Open node(*this, NodeKind::slot);
        take();
        name("the name of a reading");
        return;
      }
      case K::k_fact: {
        Open node(*this, NodeKind::slot);
        take();
        if (!name("the name of a question")) return;
        if (!take(K::k_yes)) take(K::k_no);
        if (take(K::k_asserted) && expect(K::k_by)) names("a state");
        return;
      }
      case K::k_expect: return expectation();
      case K::k_note:
      case K::k_cite: return text_slot(scenario_slots, "a scenario");
      default: break;
    }
    if (misspelt_scenario_slot()) {
      Open node(*this, NodeKind::slot);
      return unknown_slot(scenario_slots, "a scenario");
    }
    if (at_date() || at(TokenKind::text) || (at(TokenKind::word) && (at_capital() || token().keyword == K::none)))
      return event();
    Open node(*this, NodeKind::slot);
    unknown_slot(scenario_slots, "a scenario");
  }

  /// An event may start with any word; one that is nearly a keyword and is not followed by a verb is a slip.
  bool misspelt_scenario_slot() const {
    if (!at(TokenKind::word) || at_capital() || token().keyword != K::none) return false;
    if (word() == "unknown" || word() == "non_state") return false;
    if (token(1).keyword == K::k_against || token(1).kind == TokenKind::comma) return false;
    return meant(scenario_slots) != K::none;
  }

  void suppose() {
    Open node(*this, NodeKind::slot);
    take();
    take(K::k_question);
    if (!at(TokenKind::text) && !at(TokenKind::word)) {
      expected("what to suppose", "for instance `UKR party to north_atlantic_treaty`, `x in force`, `question_name yes`");
      return;
    }
    if (!names()) return;
    if (take(K::k_yes) || take(K::k_no)) return;
    if (take(K::k_in)) {
      expect(K::k_force) && (spell(), true);
      return;
    }
    take(K::k_not);
    if (at(TokenKind::word) && (word() == "decides" || word() == "decide")) {
      take();
      take(K::k_not);
      name("the name of a decision");
      return;
    }
    if (!at(roles)) {
      expected("`in force`, `yes`, `no`, or a role such as `party to`");
      return;
    }
    leaf(NodeKind::qualifier);
    if (!take(K::k_to) && !take(K::k_in)) {
      expected("`to` and an instrument");
      return;
    }
    if (!name("an instrument")) return;
    if (at(K::k_in) && token(1).keyword == K::k_tier) {
      Open tier(*this, NodeKind::qualifier);
      take();
      take();
      if (!name("a tier")) return;
    }
    spell();
  }

  bool at_event_tail() const { return at(event_tails); }

  // `[date] who verb [whom] tails`, or `[who] kind against whom [by whom] tails`.
  void event() {
    Open node(*this, NodeKind::event);
    if (at_date()) date();
    if (at(TokenKind::word) && token(1).keyword == K::k_against) {
      name("what happens");
    } else {
      if (!names("who acts")) return;
      if (!at(TokenKind::word) || token().keyword != K::none || at_capital()) {
        expected("what they do, for instance `invades`", "an event is `RUS invades POL`, or `blockade against TWN by CHN`");
        return;
      }
      name("what happens");
      take(K::k_not);
      if (at_object()) names("whom");
    }
    while (at_event_tail())
      if (!event_tail()) return;
  }
  /// A capitalised name after the verb is whom it strikes, unless a verb follows it: then it starts the next event.
  bool at_object() const {
    if (at(TokenKind::text)) return true;
    if (!at(TokenKind::word)) return false;
    if (at(K::k_nobody) || at(K::k_anyone)) return true;  // no state, which the resolver says
    if (!at_capital() && token().keyword != K::none) return false;
    std::size_t ahead = 1;
    while (token(ahead).kind == TokenKind::comma && token(ahead + 1).kind == TokenKind::word) ahead += 2;
    if (!at_capital()) {  // `requests consultation`, `decides activate_extended`: one lower-case word, no verb after it
      const bool actor = word() == "unknown" || word() == "non_state";
      return !actor && token(1).keyword != K::k_against;
    }
    const Token& next = token(ahead);
    const bool verb_follows = next.kind == TokenKind::word && next.keyword == K::none && !at_capital(ahead) &&
                              meant(scenario_slots, ahead) == K::none;
    return !verb_follows;
  }
  bool event_tail() {
    Open node(*this, NodeKind::qualifier);
    const Keyword keyword = token().keyword;
    take();
    switch (keyword) {
      case K::k_at: return names("a place");
      case K::k_on: return at(K::k_forces) ? (take(), true) : at(K::k_request) ? request_tail() : date();
      case K::k_with:
      case K::k_for: return names("means");
      case K::k_against: return names("whom");
      case K::k_of: return names("whom");
      case K::k_by: return names("who acts");
      case K::k_unprovoked:
      case K::k_provoked: return true;
      case K::k_given: {
        if (!name("the name of a question")) return false;
        if (!take(K::k_yes)) take(K::k_no);
        return true;
      }
      case K::k_asserted:
        if (!expect(K::k_by) || !names("a state")) return false;
        if (take(K::k_to)) return expect(K::k_be) && expect(K::k_by) && names("a state");
        return true;
      default: return false;
    }
  }
  bool request_tail() {
    take();
    return expect(K::k_of) && names("a state");
  }

  void expectation() {
    Open node(*this, NodeKind::slot);
    take();
    if (at(K::k_gap)) {  // expect gap for UKR
      take();
      if (expect(K::k_for)) names("a state");
      return;
    }
    if (at(K::k_no)) {
      take();
      if (!expect(K::k_duty)) return;
      if (take(K::k_to) && !act()) return;
      if (take(K::k_for)) {
        if (!take(K::k_anyone)) names("a state");
      }
      return expectation_tails();
    }
    take(K::k_only);
    if (take(K::k_nobody)) {
    } else if (at(TokenKind::number)) {
      number();
      if (!expect(K::k_debtors)) return;
    } else if (!names("a state, a number of debtors or `nobody`")) {
      return;
    }
    if (take(K::k_bound)) {
      expect(K::k_to) && expect(K::k_nothing);
      return;
    }
    if (take(K::k_breaks)) {
      if (!name("an instrument")) return;
      if (at(K::k_article) || at(K::k_section) || at(K::k_paragraph) || at(K::k_protocol)) designator();
      return;
    }
    if (take(K::k_open)) {
      if (!expect(K::k_to)) return;
    } else if (at_modality()) {
      take();
      take(K::k_not);
    } else {
      expected("`must`, `may`, `should`, `open to`, `breaks` or `bound to nothing`");
      return;
    }
    if (!act()) return;
    expectation_tails();
  }
  bool act() { return name("an act, for instance assist"); }
  void expectation_tails() {
    if (at_capital()) names("whom");
    for (;;) {
      if (at(K::k_under)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!name("an instrument")) return;
        if (at(K::k_article) || at(K::k_section) || at(K::k_paragraph) || at(K::k_protocol)) {
          if (!designator()) return;
        }
      } else if (at(K::k_on) || at(K::k_or)) {
        Open node(*this, NodeKind::terms);
        take();
        if (!expect(TokenKind::open, "`{` and the questions")) return;
        while (!at(TokenKind::close)) {
          if (!name("the name of a question")) return;
          if (!take(K::k_yes)) take(K::k_no);
          if (!take(TokenKind::comma) && !at(TokenKind::close)) {
            expected("`,` or `}`");
            return;
          }
        }
        take();
      } else if (at(K::k_left)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!expect(K::k_to) || !expect(K::k_the) || !expect(K::k_debtor)) return;
      } else if (at(K::k_with)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (take(K::k_proviso)) {
          if (!name("a character")) return;
        } else if (!names("means")) {
          return;
        }
      } else if (at(K::k_may) && token(1).keyword == K::k_include) {
        Open node(*this, NodeKind::qualifier);
        take();
        take();
        if (!names("means")) return;
      } else if (at(K::k_within)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!number()) return;
        if (!take(K::k_hours) && !(at(TokenKind::word) && word() == "days" && (take(), true))) {
          expected("`hours` or `days`");
          return;
        }
      } else {
        return;
      }
    }
  }

  Tree& tree_;
  std::vector<Token>& tokens_;
  std::vector<Node>& nodes_;
  diag::Sink& sink_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t slot_start_ = 0;     ///< where the slot at hand began
  Words known_;                    ///< what the block at hand may hold
  Keyword correction_ = K::none;   ///< what a misspelt first word was meant to be
  std::optional<Token> suspect_;   ///< a block that was closed by the bracket of an outer one, by the look of it
  bool failed_ = false;
  bool quiet_ = false;             ///< reading on after a reported slip
  bool unclosed_reported_ = false;
};

/// Faults are gathered apart first, so that the tree itself knows whether it has any.
template <class Rule>
Tree parse_with(std::string text, SourceId source, diag::Sink& sink, Rule rule) {
  Tree tree(source, std::move(text));
  diag::Sink faults;
  tree.tokens() = lex(tree.text(), source, faults);
  tree.nodes().reserve(tree.tokens().size());
  Parser parser(tree, faults);
  rule(parser);
  if (!faults.all().empty()) tree.mark_faulty();
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
