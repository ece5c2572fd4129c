// Provisions: conditions, duties and what is said of a duty.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_world.h"

namespace casus::syntax::parsing {

/// The lines of a provision.
class Provisions : public World {
 public:
  using World::World;

 protected:
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
  // ── provisions
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
      case K::k_cite:
        take();
        title();
        break;
      case K::k_status:
        take();
        name("`draft`, `reviewed` or `disputed`");
        break;
      case K::k_confidence:
        take();
        name("`high`, `medium` or `low`");
        break;
      case K::k_when:
        take();
        condition();
        break;
      case K::k_standing: take(); break;
      case K::k_in:
        take();
        expect(K::k_force) && (spell(), true);
        break;
      case K::k_after:
        take();
        designator();
        break;
      case K::k_on:
        take();
        if (expect(K::k_request) && expect(K::k_of)) pattern();
        break;
      case K::k_if: if_slot(); break;
      case K::k_except:
        take();
        condition();
        break;
      case K::k_subject:
        take();
        if (expect(K::k_to) && designator() && take(K::k_of)) name("an instrument");
        break;
      case K::k_despite:
        take();
        if (designator() && take(K::k_of)) name("an instrument");
        break;
      case K::k_between: between_parties(); break;
      case K::k_apply:
        take();
        designator();
        break;
      case K::k_instead:
        take();
        take(K::k_apply) && designator();
        break;
      case K::k_form:
      case K::k_extent:
      case K::k_response: discretion(); break;
      case K::k_with:
        take();
        names("means");
        break;
      case K::k_amount: amount(); break;
      case K::k_process: process(); break;
      case K::k_due: due(); break;
      case K::k_force:  // `force only with consent`
        take();
        expect(K::k_only) && expect(K::k_with) && expect(K::k_consent);
        break;
      case K::k_accept: accept(); break;
      case K::k_secret:
        take();
        expect(K::k_until) && date();
        break;
      case K::k_narrows:
        take();
        do {
          if (!designator()) break;
        } while (take(TokenKind::comma));
        if (take(K::k_for)) pattern();
        break;
      case K::k_until: until(); break;
      case K::k_proviso:
        take();
        if (name("a character")) title();
        break;
      case K::k_consistent: consistent(); break;
      default: unknown_slot(provision_slots, "a provision");
    }
  }
  // `accept no_deadline "The text sets none on purpose."`
  void accept() {
    take();
    if (name("a rule of `casus lint`")) title();
  }
  void if_slot() {
    take();
    if (!condition()) return;
    if (at(TokenKind::open)) block(provision_slots, [&] { provision_slot(); });
  }
  void discretion() {
    take();
    if (!expect(K::k_left) || !expect(K::k_to)) return;
    if (take(K::k_the)) {
      if (!expect(K::k_debtor)) return;
    } else if (!name("`the debtor`, `agreement` or an organ")) {
      return;
    }
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
      } while (at(TokenKind::comma) && token(1).keyword != K::k_may && token(1).keyword != K::k_must &&
               (take(), true));
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
      expected(
          "`must`, `must not`, `may` or `should`",
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
};

}  // namespace casus::syntax::parsing
