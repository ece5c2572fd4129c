// States, regions, places, the lexicon, readings and definitions.
// One part of the parser; included by parser.cpp alone.
#pragma once

#include "syntax/parser_conditions.h"

namespace casus::syntax::parsing {

/// The lines of states, regions, places, the lexicon, readings and definitions.
class World : public Conditions {
 public:
  using Conditions::Conditions;

 protected:
  // ── states, regions, places, lexicon, readings
  void state_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_named:
        take();
        title() && (spell(), true);
        break;
      case K::k_spoken:
        take();
        title();
        break;
      case K::k_alias:
        take();
        names();
        break;
      case K::k_exists:
        take();
        spell();
        break;
      case K::k_code:
        take();
        name("a system of codes") && name_or_number() && (spell(), true);
        break;
      case K::k_class:
        take();
        name("a class") && (spell(), true);
        break;
      case K::k_in:
        take();
        names("a region");
        break;
      case K::k_continues:
      case K::k_succeeds:
        take();
        name("a state") && (spell(), true);
        break;
      case K::k_capital:
        take();
        name("a place") && (spell(), true);
        break;
      case K::k_organisation: take(); break;
      case K::k_recognition:
        take();
        expect(K::k_disputed) && title();
        break;
      case K::k_note:
      case K::k_cite:
        take();
        title();
        break;
      default: unknown_slot(state_slots, "a state");
    }
  }
  void region_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_part:
        take();
        expect(K::k_of) && names("a region");
        break;
      case K::k_alias:
        take();
        names();
        break;
      case K::k_note:
        take();
        title();
        break;
      default: unknown_slot(region_slots, "a region");
    }
  }
  void place_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_alias:
        take();
        names();
        break;
      case K::k_in:
        take();
        names("a region");
        break;
      case K::k_sovereign:
        take();
        states() && (spell(), true);
        break;
      case K::k_administered:
      case K::k_claimed:
        take();
        expect(K::k_by) && states() && (spell(), true);
        break;
      case K::k_disputed:
        take();
        spell();
        break;
      case K::k_island:
      case K::k_sea: take(); break;
      case K::k_capital: take(); break;
      case K::k_at:
        take();
        number() && number();
        break;
      case K::k_note:
      case K::k_cite:
        take();
        title();
        break;
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
        if (!name("the name of a question")) break;
        yes_or_no();
        if (take(K::k_for)) names("a kind of event");
        break;
      case K::k_dated:
        take();
        date();
        break;
      case K::k_by:
      case K::k_source:
      case K::k_note:
      case K::k_cite:
        take();
        title();
        break;
      default: unknown_slot(reading_slots, "a reading");
    }
  }
  /// One criterion of a definition by which commitments are counted, or one line on the figure that was published.
  void definition_slot() {
    Open node(*this, NodeKind::slot);
    switch (token().keyword) {
      case K::k_force:
      case K::k_modality:
      case K::k_act:
      case K::k_discretion:
      case K::k_status:
        take();
        names("a word of the vocabulary");
        break;
      case K::k_protects:
        take();
        if (!take(K::k_parties) && !take(K::k_anyone)) expected("`parties` or `anyone`");
        break;
      case K::k_open:
        take();
        yes_or_no();
        break;
      case K::k_answer:
        take();
        name("the name of a question") && yes_or_no();
        break;
      case K::k_under:
      case K::k_except:
        take();
        names("an instrument");
        break;
      case K::k_published:
        take();
        take(K::k_over);
        number() && expect(K::k_for, "for instance `published 55 for USA on 2018-07`") && name("a state") &&
            expect(K::k_on, "for instance `published 55 for USA on 2018-07`") && date();
        break;
      case K::k_lists:
      case K::k_includes:
      case K::k_excludes:
        take();
        states();
        break;
      case K::k_confidence:
        take();
        name("`high`, `medium` or `low`");
        break;
      case K::k_source:
      case K::k_note:
      case K::k_cite:
        take();
        title();
        break;
      default: unknown_slot(definition_slots, "a definition");
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
    // `by unknown needs question q for c`, `between parties needs question q`, `on forces needs question q for c`
    if (at(K::k_by) || at(K::k_between) || at(K::k_on)) {
      take();
      if (!name("`unknown`, `non_state`, `defender`, `parties` or `forces`")) return;
      if (!expect(K::k_needs) || !expect(K::k_question) || !name("the name of a question")) return;
      if (take(K::k_for)) names("a concept");
      return;
    }
    if (!names("a kind of event or a concept")) return;
    if (!take(K::k_is) && !take(K::k_are) && !take(K::k_performs) && !take(K::k_perform) &&
        !take(K::k_violates) && !take(K::k_violate)) {
      expected("`is`, `performs` or `violates`", "for instance `invasion, bombardment are armed_attack`");
      return;
    }
    if (names("a concept or an act")) if_question();
  }
};

}  // namespace casus::syntax::parsing
