// Sources, claims and pledges.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_scenarios.h"

namespace casus::syntax::parsing {

/// The lines of sources, claims and pledges.
class Evidence : public Scenarios {
 public:
  using Scenarios::Scenarios;

 protected:
  void source_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_kind:
        take();
        name("a kind of source");
        break;
      case K::k_dated:
        take();
        date();
        break;
      case K::k_by:
      case K::k_cite:
      case K::k_note:
        take();
        title();
        break;
      default: unknown_slot(source_slots, "a source");
    }
  }

  // ── pledges
  void pledge_slot() {
    Open node(*this, NodeKind::slot);
    if (at(stages) || at(K::k_due) || at(K::k_late)) return pledge_entry();
    switch (token().keyword) {
      case K::k_by:
      case K::k_to:
        take();
        states();
        break;
      case K::k_item:
      case K::k_note:
        take();
        title();
        break;
      case K::k_category:
        take();
        name("a category");
        break;
      case K::k_under:
        take();
        if (!name("an instrument")) break;
        if (at(provisions) && !designator()) break;
        if (take(K::k_for)) name_or_number("a period, for instance 2019");
        break;
      case K::k_covers:
        take();
        covered_stages();
        break;
      default: unknown_slot(pledge_slots, "a pledge");
    }
  }

  /// Stages by name. Each is also the first word of a line: here it is none, wherever it stands.
  void covered_stages() {
    Open node(*this, NodeKind::names);
    do {
      if (!at(stages)) {
        expected("a stage, for instance `delivered`");
        return;
      }
      leaf(NodeKind::name);
    } while (take(TokenKind::comma));
  }

  // The lines of the pledge itself come first: behind an entry `item`, `category` and `note` are of the entry.
  // `delivered 18 in all on 2023-03-27 source "…"`, `due 2024-03-31`, `late on 2024-06-01 source "…"`
  void pledge_entry() {
    const bool due = at(K::k_due);
    take();
    if (due) {
      if (!date()) return;
    } else {
      quantity();
    }
    while (at(entry_tails))
      if (!entry_tail()) return;
  }
  // `14`, `about 10`, `at least 100`, `up to 178`, `3.3 billion USD`
  void quantity() {
    const bool bounded = at(K::k_about) || (at(K::k_at) && token(1).keyword == K::k_least) ||
                         (at(K::k_up) && token(1).keyword == K::k_to);
    if (bounded) {
      Open node(*this, NodeKind::qualifier);
      if (!take(K::k_about)) {
        take();
        take();
      }
    }
    if (!at(TokenKind::number)) {
      if (bounded) expected("a number");
      return;
    }
    Open node(*this, NodeKind::amount);
    number();
    if (at_scale()) take();
    if (at_capital()) name("a currency");
  }
  bool at_scale() const {
    return at(TokenKind::word) && (word() == "million" || word() == "billion" || word() == "thousand");
  }

  bool entry_tail() {
    Open node(*this, NodeKind::qualifier);
    const Keyword keyword = token().keyword;
    take();
    switch (keyword) {
      case K::k_on:
      case K::k_known: return date();
      case K::k_in:
        if (take(K::k_all)) return true;
        return expect(K::k_prices, "write `in all`, or `in prices of 2021`") && expect(K::k_of) && number();
      case K::k_valued: return name("how it was valued, for instance stated");
      case K::k_category: return name("a category");
      case K::k_by: return name("the pledge in its place");
      case K::k_item:
      case K::k_accept:
      case K::k_source:
      case K::k_note: return title();
      default: return false;
    }
  }

  // ── claims
  void claim_slot() {
    switch (token().keyword) {
      case K::k_by: {
        Open node(*this, NodeKind::slot);
        take();
        if (title() && take(K::k_for)) names("a state");
        return;
      }
      case K::k_kind: {
        Open node(*this, NodeKind::slot);
        take();
        name("a kind of claim");
        return;
      }
      case K::k_gist: {
        Open node(*this, NodeKind::slot);
        take();
        title();
        return;
      }
      case K::k_verdict: {
        Open node(*this, NodeKind::slot);
        take();
        name("a verdict");
        return;
      }
      case K::k_holds: return holds();
      default: scenario_slot();
    }
  }

  void holds() {
    if (token(1).kind == TokenKind::text) return record();
    switch (token(1).keyword) {
      case K::k_question: {
        Open node(*this, NodeKind::slot);
        take();
        take();
        name("the name of a question") && yes_or_no();
        return;
      }
      case K::k_pledge: {
        Open node(*this, NodeKind::slot);
        take();
        take();
        if (!name("the name of a pledge")) return;
        take(K::k_not);
        if (!at(stages)) {
          expected("a stage, for instance `delivered`");
          return;
        }
        leaf(NodeKind::name);
        quantity();
        held_on();
        return;
      }
      default: break;
    }
    const Keyword behind = token(2).keyword;
    if (behind == K::k_is) return standing();
    if (behind == K::k_signed || behind == K::k_published) {
      Open node(*this, NodeKind::slot);
      take();
      name("an instrument");
      take();
      take(K::k_on);
      date();
      return;
    }
    expectation();
  }

  // `"Joe Biden" office "President of the United States" from 2021-01-20 to 2025-01-20`
  void record() {
    Open node(*this, NodeKind::slot);
    take();
    leaf(NodeKind::title);
    take(K::k_not);
    if (!name("a property, for instance office")) return;
    if (at(TokenKind::text)) {
      title();
    } else if (at_date()) {
      date();
    } else if (!number()) {
      return;
    }
    if (at(K::k_on)) return held_on();
    spell();
  }

  // `ISR is not party to north_atlantic_treaty`, `x is in force`, `x is proposal`
  void standing() {
    Open node(*this, NodeKind::slot);
    take();
    name("a state or an instrument");
    take();
    take(K::k_not);
    if (take(K::k_in)) {
      if (!expect(K::k_force)) return;
    } else if (at(roles)) {
      leaf(NodeKind::qualifier);
      if (!take(K::k_to) && !take(K::k_in) && !take(K::k_of)) {
        expected("`to`, `in` or `of` and an instrument");
        return;
      }
      if (!name("an instrument")) return;
    } else if (!name("a role, `in force`, or what kind or force it has")) {
      return;
    }
    held_on();
  }
  void held_on() {
    if (take(K::k_on) || take(K::k_by)) date();
  }
};

}  // namespace casus::syntax::parsing
