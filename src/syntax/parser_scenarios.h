// Scenarios: events, suppositions, facts, expectations.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_instruments.h"

namespace casus::syntax::parsing {

/// The lines of a scenario.
class Scenarios : public Instruments {
 public:
  using Instruments::Instruments;

 protected:
  // ── scenarios
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
      case K::k_stance: {
        Open node(*this, NodeKind::slot);
        take();
        names("a state");  // an event may follow, which begins with a state too
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
      case K::k_honour: return honour();
      case K::k_expect: return expectation();
      case K::k_note:
      case K::k_cite: return text_slot(scenario_slots, "a scenario");
      default: break;
    }
    if (misspelt_scenario_slot()) {
      Open node(*this, NodeKind::slot);
      return unknown_slot(scenario_slots, "a scenario");
    }
    if (at_date() || at(TokenKind::text) || at(K::k_the) ||
        (at(TokenKind::word) && (at_capital() || token().keyword == K::none)))
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
      expected("what to suppose",
               "for instance `UKR party to north_atlantic_treaty`, `x in force`, `question_name yes`");
      return;
    }
    if (!names()) return;
    if (take(K::k_yes) || take(K::k_no)) return;
    take(K::k_not);
    if (take(K::k_in)) {
      expect(K::k_force) && (spell(), true);
      return;
    }
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

  // `honour all except ITA, ROU form force`
  void honour() {
    Open node(*this, NodeKind::slot);
    take();
    if (!take(K::k_all) && !names("`all`, `none` or the states that do what the texts ask")) return;
    if (at(K::k_except)) {
      Open except(*this, NodeKind::qualifier);
      take();
      if (!names("a state")) return;
    }
    if (at(K::k_form)) {
      Open form(*this, NodeKind::qualifier);
      take();
      if (!take(K::k_least) && !take(K::k_force)) expected("`least` or `force`");
    }
  }

  bool at_event_tail() const {
    return at(event_tails) || (at(K::k_in) && at_capital(1));  // `disaster in ITA`
  }

  // `[date] who verb [whom] tails`, or `[who] kind against whom [by whom] tails`.
  void event() {
    Open node(*this, NodeKind::event);
    if (at_date()) date();
    if (at(TokenKind::word) &&
        (token(1).keyword == K::k_against || (!at_capital() && token(1).keyword == K::k_in))) {
      name("what happens");
    } else {
      // `the council decides measures`: an organ acts by its name.
      const bool acts = take(K::k_the) ? organ() : names("who acts");
      if (!acts) return;
      if (at(K::k_breaks)) return breaks();
      if (!at(TokenKind::word) || token().keyword != K::none || at_capital()) {
        expected("what they do, for instance `invades`",
                 "an event is `RUS invades POL`, or `blockade against TWN by CHN`");
        return;
      }
      name("what happens");
      take(K::k_not);
      if (at_object()) names("whom");
    }
    while (at_event_tail())
      if (!event_tail()) return;
  }
  bool organ() {
    Open node(*this, NodeKind::names);
    return name("an organ");
  }
  // `DEU breaks treaty_of_versailles article 43 against FRA`
  void breaks() {
    {
      Open verb(*this, NodeKind::name);
      take();
    }
    {
      Open text(*this, NodeKind::designator);
      if (!name("an instrument") || !designator()) return;
    }
    while (at_event_tail())
      if (!event_tail()) return;
  }
  /// A capitalised name after the verb is whom it strikes, unless a verb follows it: then it starts the next
  /// event.
  bool at_object() const {
    if (at(TokenKind::text)) return true;
    if (!at(TokenKind::word)) return false;
    if (at(K::k_nobody) || at(K::k_anyone)) return true;  // no state, which the resolver says
    if (!at_capital() && token().keyword != K::none) return false;
    std::size_t ahead = 1;
    while (token(ahead).kind == TokenKind::comma && token(ahead + 1).kind == TokenKind::word) ahead += 2;
    if (!at_capital()) {  // `requests consultation`, `decides activate_extended`: one lower-case word, no
                          // verb after it
      const bool actor = word() == "unknown" || word() == "non_state";
      return !actor && token(1).keyword != K::k_against;
    }
    const Token& next = token(ahead);
    // `RUS invades UKR` and then `threat against MDA`: a kind of event begins the next one.
    const Keyword behind = token(ahead + 1).keyword;
    const bool noun_follows = behind == K::k_against || behind == K::k_in;
    const bool verb_follows = !noun_follows && next.kind == TokenKind::word && next.keyword == K::none &&
                              !at_capital(ahead) && meant(scenario_slots, ahead) == K::none;
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
      case K::k_against:
      case K::k_in: return names("whom");
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
      } else if (at(K::k_in)) {
        Open node(*this, NodeKind::qualifier);
        take();
        if (!at(TokenKind::word) || word() != "round") {
          expected("`round` and its number");
          return;
        }
        take();
        if (!number()) return;
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
};

}  // namespace casus::syntax::parsing
