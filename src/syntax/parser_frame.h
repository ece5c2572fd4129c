// Tables of what each block may hold, and the frame: tokens, nodes, recovery, blocks, values.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <span>

#include "base/suggest.h"
#include "base/text.h"
#include "diag/sink.h"
#include "syntax/lexer.h"
#include "syntax/tree.h"

namespace casus::syntax::parsing {

using diag::Code;
using K = Keyword;
using Words = std::span<const Keyword>;

// What each block may hold. The tables serve the parser, recovery and "did you mean" alike.
constexpr std::array items = {K::k_include,  K::k_state,   K::k_region,     K::k_place,    K::k_lexicon,
                              K::k_question, K::k_reading, K::k_instrument, K::k_scenario, K::k_source,
                              K::k_claim,    K::k_pledge,  K::k_definition};
constexpr std::array state_slots = {
    K::k_named,     K::k_spoken,   K::k_alias,   K::k_exists,      K::k_code,         K::k_class, K::k_in,
    K::k_continues, K::k_succeeds, K::k_capital, K::k_recognition, K::k_organisation, K::k_note,  K::k_cite};
constexpr std::array region_slots = {K::k_part, K::k_alias, K::k_note};
constexpr std::array place_slots = {K::k_alias,   K::k_in,       K::k_sovereign, K::k_administered,
                                    K::k_claimed, K::k_disputed, K::k_island,    K::k_sea,
                                    K::k_capital, K::k_at,       K::k_note,      K::k_cite};
constexpr std::array question_slots = {K::k_yes, K::k_no, K::k_note, K::k_cite};
constexpr std::array reading_slots = {K::k_by, K::k_source, K::k_dated, K::k_answer, K::k_note, K::k_cite};
constexpr std::array definition_slots = {
    K::k_force, K::k_modality, K::k_act,      K::k_discretion, K::k_status, K::k_protects,
    K::k_open,  K::k_answer,   K::k_under,    K::k_except,     K::k_source, K::k_published,
    K::k_lists, K::k_includes, K::k_excludes, K::k_cite,       K::k_note,   K::k_confidence};
constexpr std::array instrument_slots = {
    K::k_also,      K::k_kind,       K::k_force,       K::k_secret,     K::k_signed,      K::k_published,
    K::k_in,        K::k_renewed,    K::k_runs,        K::k_cite,       K::k_coded,       K::k_confidence,
    K::k_party,     K::k_guarantor,  K::k_beneficiary, K::k_provider,   K::k_signatory,   K::k_member,
    K::k_recipient, K::k_character,  K::k_suspended,   K::k_withdrawal, K::k_reservation, K::k_area,
    K::k_rank,      K::k_consistent, K::k_organ,       K::k_between,    K::k_note,        K::k_article,
    K::k_section,   K::k_paragraph,  K::k_protocol,    K::k_include,    K::k_accept};
constexpr std::array provision_slots = {
    K::k_in,      K::k_gist,     K::k_phrase,  K::k_note,       K::k_cite, K::k_status, K::k_confidence,
    K::k_when,    K::k_standing, K::k_after,   K::k_on,         K::k_if,   K::k_except, K::k_subject,
    K::k_despite, K::k_between,  K::k_apply,   K::k_instead,    K::k_form, K::k_extent, K::k_response,
    K::k_accept,  K::k_narrows,  K::k_secret,  K::k_force,      K::k_with, K::k_amount, K::k_process,
    K::k_due,     K::k_until,    K::k_proviso, K::k_consistent, K::k_must, K::k_may,    K::k_should,
    K::k_each,    K::k_every,    K::k_the,     K::k_that,       K::k_any,  K::k_a,      K::k_an,
    K::k_another};
constexpr std::array area_slots = {K::k_territory, K::k_islands, K::k_forces, K::k_places,
                                   K::k_regions,   K::k_except,  K::k_note};
constexpr std::array lexicon_slots = {K::k_concept, K::k_by, K::k_between, K::k_note};
constexpr std::array scenario_slots = {K::k_on,     K::k_suppose, K::k_reading, K::k_stance, K::k_fact,
                                       K::k_honour, K::k_expect,  K::k_note,    K::k_cite};
constexpr std::array source_slots = {K::k_kind, K::k_by, K::k_dated, K::k_cite, K::k_note};
constexpr std::array stages = {K::k_announced, K::k_committed, K::k_allocated, K::k_contracted,
                               K::k_shipped,   K::k_delivered, K::k_cancelled, K::k_replaced};
constexpr std::array pledge_slots = {
    K::k_by,        K::k_to,        K::k_item,      K::k_category,   K::k_under,   K::k_covers,
    K::k_announced, K::k_committed, K::k_allocated, K::k_contracted, K::k_shipped, K::k_delivered,
    K::k_cancelled, K::k_replaced,  K::k_due,       K::k_late,       K::k_note};
constexpr std::array entry_tails = {K::k_on, K::k_known, K::k_in,     K::k_valued, K::k_category,
                                    K::k_by, K::k_item,  K::k_accept, K::k_source, K::k_note};
constexpr std::array claim_slots = {K::k_by,      K::k_kind,    K::k_gist, K::k_holds, K::k_verdict, K::k_on,
                                    K::k_suppose, K::k_reading, K::k_fact, K::k_note,  K::k_cite};
constexpr std::array roles = {K::k_party,     K::k_guarantor, K::k_beneficiary, K::k_provider,
                              K::k_signatory, K::k_member,    K::k_recipient};
constexpr std::array quantifiers = {K::k_a,     K::k_an,  K::k_any,  K::k_each,
                                    K::k_every, K::k_the, K::k_that, K::k_another};
constexpr std::array event_tails = {K::k_at,       K::k_on,    K::k_with,    K::k_unprovoked,
                                    K::k_provoked, K::k_given, K::k_against, K::k_by,
                                    K::k_asserted, K::k_of,    K::k_for};
constexpr std::array provisions = {K::k_article, K::k_section, K::k_paragraph, K::k_protocol};
constexpr int deepest_nesting = 100;

bool one_of(Keyword keyword, Words words) { return std::ranges::find(words, keyword) != words.end(); }

/// Tokens, nodes, faults and recovery, blocks and single values: what every rule is made of.
class Frame {
 public:
  Frame(const Tree& tree, std::vector<Token>& tokens, std::vector<Node>& nodes, diag::Sink& sink)
      : tree_(tree), tokens_(tokens), nodes_(nodes), sink_(sink) {}

 protected:
  // ── tokens
  const Token& token(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
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

  // ── nodes
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
    Frame& parser;
    std::uint32_t id;
    Open(Frame& p, NodeKind kind) : parser(p), id(p.open(kind)) {}
    ~Open() { parser.close(id); }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
  };
  void leaf(NodeKind kind) {
    Open node(*this, kind);
    take();
  }

  // ── faults
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
  /// True where a token of this slot up to the end of its line has been refused already: what follows from
  /// that is no second mistake.
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
      constexpr std::array connectors = {K::k_from, K::k_to,   K::k_in,  K::k_if,
                                         K::k_by,   K::k_with, K::k_per, K::k_for};
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
    sink_.add(Code::unknown_slot, tree_.span(token()),
              fmt::format("{} cannot start a line of {}", shown(), where),
              hint_of(correction_, known, where));
  }
  static std::vector<std::string_view> sorted(std::vector<std::string_view> words) {
    std::ranges::sort(words);
    return words;
  }

  /// Runs one slot; false where it failed or took nothing, which asks for recovery. A misspelt first word is
  /// reported and then read as what was meant, so that the line is not also missing.
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
      if (!starts_line() && !at(TokenKind::close) && !at(TokenKind::semicolon) && !at(TokenKind::end) &&
          !at(known_))
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
  /// Blanks before the first word of the line that the token stands on; a very long line counts as not
  /// indented.
  std::size_t indentation(const Token& token) const {
    const auto text = tree_.text();
    std::size_t begin = token.begin;
    while (begin > 0 && text[begin - 1] != '\n' && token.begin - begin < 400) --begin;
    std::size_t blanks = 0;
    while (begin + blanks < token.begin && (text[begin + blanks] == ' ' || text[begin + blanks] == '\t'))
      ++blanks;
    return blanks;
  }
  bool starts_item() const {
    return at(items) && (token(1).kind == TokenKind::word || token(1).kind == TokenKind::open) &&
           (token(2).kind == TokenKind::text || token(2).kind == TokenKind::open ||
            token(1).kind == TokenKind::open);
  }

  /// Skips to where the next slot of this block plausibly starts: line breaks mean nothing to the language,
  /// but they are the best hint at what the writer meant.
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
      if (moved && starts_line() &&
          (depth <= 0 ? at(known) || at_capital() || starts_item() : resumes(known)))
        break;
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

  // ── blocks
  /// `{ slot* }`, reporting an unclosed block once. A missing `{` and a `}` that comes too early are reported
  /// and then overlooked, so that what stands in the block keeps its meaning.
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
    return token(1).kind == TokenKind::word || token(1).kind == TokenKind::number ||
           token(1).kind == TokenKind::text;
  }

  // ── values
  bool name(std::string_view what = "a name") {
    // The first word of the next line is not the value that this one lacks.
    if (at_ > slot_start_ && at(known_) && starts_line())
      return expected(what, "the line above lacks it; write it there");
    if (!at(TokenKind::word)) return expected(what);
    leaf(NodeKind::name);
    return true;
  }
  bool name_or_number(std::string_view what = "a code") {
    if (!at(TokenKind::word) && !at(TokenKind::number)) return expected(what);
    leaf(NodeKind::name);
    return true;
  }
  bool title() {
    if (!at(TokenKind::text))
      return expected("a text in quotes", "put it between double quotes, on one line");
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
  /// A list of states where no other name can follow: one without a comma before it is a slip, and still a
  /// member.
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
        sink_.add(Code::expected, tree_.span(token()),
                  fmt::format("expected `,` between two states, found {}", shown()),
                  "states in a list are separated by commas, as in `party POL, HUN, CZE`");
      reported = true;
    }
  }
  bool at_date() const { return at(TokenKind::date) || (at(TokenKind::number) && word().size() == 4); }
  bool date() {
    if (!at_date())
      return expected("a date",
                      "write it year-month-day, as 1949-04-04; a vague one as 1949-04, 1949 or 1949-04-04~");
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
    if (!at(TokenKind::word) && !at(TokenKind::number) && !at(TokenKind::text))
      return expected("a number or a name");
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

  bool at_modality() const { return at(K::k_must) || at(K::k_may) || at(K::k_should); }

  // `must assist the victim` against `must consult   the other party must …`: a pattern with a modality
  // behind it is a debtor.
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
      if (token(ahead).keyword == K::k_except)
        ++ahead;  // the states behind it read like further elements
      else if (token(ahead).kind == TokenKind::comma || word(ahead) == "and")
        ++ahead;
      else
        break;
      if (ahead > 400) return false;
    }
    const Keyword keyword = token(ahead).keyword;
    return keyword == K::k_must || keyword == K::k_should || keyword == K::k_may;
  }

  const Tree& tree_;  ///< its text: tokens and nodes are filled in when all is read
  std::vector<Token>& tokens_;
  std::vector<Node>& nodes_;
  diag::Sink& sink_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t slot_start_ = 0;    ///< where the slot at hand began
  Words known_;                   ///< what the block at hand may hold
  Keyword correction_ = K::none;  ///< what a misspelt first word was meant to be
  std::optional<Token>
      suspect_;  ///< a block that was closed by the bracket of an outer one, by the look of it
  bool failed_ = false;
  bool quiet_ = false;  ///< reading on after a reported slip
  bool unclosed_reported_ = false;
};

}  // namespace casus::syntax::parsing
