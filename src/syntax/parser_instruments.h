// Instruments: dates, roles, areas.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_provisions.h"

namespace casus::syntax::parsing {

/// The lines of an instrument.
class Instruments : public Provisions {
 public:
  using Provisions::Provisions;

 protected:
  // ── instruments
  void instrument_slot() {
    const Keyword keyword = token().keyword;
    if (keyword == K::k_article || keyword == K::k_section || keyword == K::k_paragraph ||
        keyword == K::k_protocol)
      return provision();
    Open node(*this, NodeKind::slot);
    switch (keyword) {
      case K::k_also:
        take();
        names();
        break;
      case K::k_kind:
        take();
        // `protocol` is a kind and begins a provision: there its label follows, here the next line.
        if (at(K::k_protocol) && token(1).keyword != K::none) {
          leaf(NodeKind::name);
        } else {
          name("a kind of instrument");
        }
        break;
      case K::k_force:
        take();
        name("the force of the instrument") && (if_question(), true);
        break;
      case K::k_secret:
        take();
        expect(K::k_until) && date();
        break;
      case K::k_signed:
      case K::k_published:
        take();
        date();
        break;
      case K::k_in:
        take();
        expect(K::k_force) && (spell(), true);
        break;
      case K::k_renewed:
      case K::k_runs:
        take();
        spell();
        break;
      case K::k_note:
      case K::k_cite:
        take();
        title();
        break;
      case K::k_coded:
        take();
        if (date() && expect(K::k_status)) name("`draft`, `reviewed` or `disputed`");
        break;
      case K::k_confidence:
        take();
        name("`high`, `medium` or `low`");
        break;
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
      case K::k_accept: accept(); break;
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
        organ_rule();
        break;
      default: unknown_slot(instrument_slots, "an instrument");
    }
  }
  // `of every member decides by two_thirds with veto of USA, RUS except the attacker`
  void organ_rule() {
    if (at(K::k_of)) {
      Open node(*this, NodeKind::qualifier);
      take();
      if (!pattern("its members")) return;
    }
    if (!at(TokenKind::word) || word() != "decides") return;
    take();
    if (!expect(K::k_by) || !name("a rule, for instance consensus")) return;
    if (at(K::k_with)) {
      Open node(*this, NodeKind::qualifier);
      take();
      if (!expect(K::k_veto) || !expect(K::k_of) || !pattern("who may refuse")) return;
    }
    if (at(K::k_except)) {
      Open node(*this, NodeKind::qualifier);
      take();
      pattern("who does not vote");
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
        if (at(K::k_territory) || at(K::k_islands) || at(K::k_forces) || at(K::k_places) ||
            at(K::k_regions)) {
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
};

}  // namespace casus::syntax::parsing
