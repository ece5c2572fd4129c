// Patterns (whom a slot speaks of) and conditions (what has to be so).
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_frame.h"

namespace casus::syntax::parsing {

/// Whom a slot speaks of, and what has to be so.
class Conditions : public Frame {
 public:
  using Frame::Frame;

 protected:
  // ── patterns
  bool at_pattern() const {
    return at(quantifiers) || at(roles) || at_capital() || at(K::k_parties) ||
           (at(K::k_at) && token(1).keyword == K::k_least);
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
      return expected(what,
                      "for instance `a party`, `each other party`, `the victim`, or states by their codes");
    if (at_modality()) return expected(what, "for instance `every party`, `each other party`, `the victim`");
    // `of` at the end of a line and `party` on the next one: a role is whom it speaks of, not the next line's keyword.
    if (at(roles)) {
      leaf(NodeKind::name);
    } else if (!name(what)) {
      return false;
    }
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

  // ── conditions
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
      const bool faulty = failed_;
      const bool opened = expect(TokenKind::open, "`{`");
      while (!at(TokenKind::close)) {
        if (!condition()) return false;
        if (!take(TokenKind::semicolon) && !at(TokenKind::close))
          return expected("`;` between two conditions, or `}`",
                          "write `any of { a; b }`, each condition separated by `;`");
      }
      take();
      if (!opened)
        failed_ = faulty;  // said once; what stands behind the missing bracket was read all the same
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
      // Of an organ by its name, or of states.
      return expect(K::k_of) && decider() && expect(K::k_to) && name("the name of a decision");
    }
    if (at(K::k_performance)) {
      take();
      return expect(K::k_of) && pattern();
    }
    if (at(K::k_breach)) return breach();
    // `a party holds that a party is threatened`, `RUS assists the attacker`, `UKR is party to x`: a pattern
    // first.
    if (at(quantifiers) || at(roles) || at_capital() || (at(K::k_at) && token(1).keyword == K::k_least)) {
      if (!pattern()) return false;
      if (take(K::k_holds))
        return expect(K::k_that) && pattern() && expect(K::k_is) && expect(K::k_threatened);
      if (take(K::k_is)) {
        if (at(K::k_at) && word(1) == "war") {  // `a party is at war with RUS`
          take();
          take();
          return !take(K::k_with) || pattern("with whom");
        }
        take(K::k_not);
        if (!name("a role")) return false;
        if (!take(K::k_to) && !take(K::k_in)) return expected("`to` or `in` and an instrument");
        return name("an instrument");
      }
      if (token(1).keyword == K::k_that)
        return expected("`holds that`", "for instance `a party holds that a party is threatened`");
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
    if (!at(TokenKind::word) ||
        (token().keyword != K::none && token(1).keyword != K::k_on && token(1).keyword != K::k_against &&
         token(1).keyword != K::k_to && token(1).keyword != K::k_by))
      return expected("a condition", "for instance `armed_attack on a party`, `question NAME`, `unprovoked`");
    name();
    if (take(K::k_on) || take(K::k_against) || take(K::k_to)) {
      if (!pattern("whom it strikes")) return false;
    } else if (!at(K::k_by)) {  // `mobilisation by AUH` strikes nobody in particular
      return expected("`on` and whom it strikes, or `by` and who acts",
                      "for instance `armed_attack on a party`");
    }
    return circumstances();
  }
  // `breach of article 2 of INSTRUMENT by DEU on a party`
  bool breach() {
    take();
    if (!expect(K::k_of) || !designator()) return false;
    if (take(K::k_of) && !name("an instrument")) return false;
    if (take(K::k_on) && !pattern("whom it strikes")) return false;
    return circumstances();
  }
  /// Whose decision: states by a pattern, or an organ by its name.
  bool decider() {
    if (at_pattern()) return pattern();
    if (!at(TokenKind::word) || token().keyword != K::none)
      return expected("an organ or states",
                      "for instance `decision of USA to …`, `decision of council to …`");
    Open node(*this, NodeKind::names);
    return name("an organ");
  }
  /// By whom, where, with what: what may stand behind the head of a condition.
  bool circumstances() {
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
      } else if (at(K::k_with) && token(1).keyword == K::none && word(1) != "all_means" &&
                 word(1) != "all_forces" && word(1) != "military_aid") {
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
};

}  // namespace casus::syntax::parsing
