// States, regions, places, the lexicon, questions and readings.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

std::string alias_of(std::string_view written) {
  if (written.size() >= 2 && written.front() == '"') written = written.substr(1, written.size() - 2);
  return std::string(written);
}

std::string key_of(std::string_view title) {
  std::string key;
  for (char c : title) key += c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

}  // namespace

void Resolver::state_item(const Item& item) {
  const StateId id{item.index};
  State& state = model_.states[item.index];
  state.title = text_of(item.node);
  if (state.title.empty()) state.title = state.code;
  if (item.index >= StateSet::capacity) {
    if (item.index == StateSet::capacity)
      sink_.add(Code::too_large, state.span, fmt::format("there are more than {} states", StateSet::capacity),
                {});
    return;
  }
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    switch (tree_->keyword(slot)) {
      case Keyword::k_named: state.named.push_back({text_of(slot), spell_of(slot)}); break;
      case Keyword::k_spoken: state.spoken = text_of(slot); break;
      case Keyword::k_alias:
        for (const auto& name : names_in(slot)) state.aliases.push_back(alias_of(name.word));
        break;
      case Keyword::k_exists: state.exists.push_back(spell_of(slot)); break;
      case Keyword::k_code: {
        const auto parts = names_in(slot);
        if (parts.size() < 2) break;
        if (const auto system = word<CodeSystem>(parts[0], "system of codes"))
          state.codes.push_back({*system, std::string(parts[1].word), spell_of(slot)});
        break;
      }
      case Keyword::k_class: {
        const auto parts = names_in(slot);
        if (!parts.empty()) state.classes.push_back({class_of(parts[0].word), spell_of(slot)});
        break;
      }
      case Keyword::k_in: state.regions |= regions(slot); break;
      case Keyword::k_continues:
      case Keyword::k_succeeds: {
        const auto parts = names_in(slot);
        if (parts.empty()) break;
        if (const auto from = this->state(parts[0]))
          state.succession.push_back({from, tree_->keyword(slot) == Keyword::k_continues, spell_of(slot)});
        break;
      }
      case Keyword::k_capital: {
        const auto parts = names_in(slot);
        if (!parts.empty()) look_up(model_.place_names, parts[0], "place");
        break;
      }
      case Keyword::k_organisation: state.organisation = true; break;
      case Keyword::k_recognition: state.recognition = text_of(slot); break;
      case Keyword::k_note: state.note = text_of(slot); break;
      default: break;
    }
  }
  if (state.spoken.empty()) state.spoken = state.title;
  if (state.exists.empty())
    sink_.add(Code::missing_slot, state.span, fmt::format("state {} has no `exists` line", state.code),
              "write its spells, for instance `exists 1918-11-11 ..`");
  Place& home = model_.places[item.index];
  home.title = state.title;
  home.regions = state.regions;
  for (const auto& spell : state.exists) home.sovereigns.push_back({id, spell});
  model_.state_aliases.emplace(key_of(state.title), item.index);
  for (const auto& alias : state.aliases) model_.state_aliases.emplace(key_of(alias), item.index);
}

void Resolver::region_item(const Item& item) {
  Region& region = model_.regions[item.index];
  region.title = text_of(item.node);
  if (item.index >= 64) {
    if (item.index == 64) sink_.add(Code::too_large, region.span, "there are more than 64 regions", {});
    return;
  }
  region.within |= RegionSet{1} << item.index;
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot || tree_->keyword(slot) != Keyword::k_part) continue;
    for (const auto& name : names_in(slot)) {
      const auto index = look_up(model_.region_names, name, "region");
      if (index != UINT32_MAX && index < 64) region.within |= RegionSet{1} << index;
    }
  }
}

void Resolver::finish_regions() {
  // `part of` is transitive; at most as many rounds as there are regions.
  for (std::size_t round = 0; round < model_.regions.size(); ++round) {
    bool changed = false;
    for (auto& region : model_.regions) {
      RegionSet wider = region.within;
      for (std::size_t i = 0; i < std::min<std::size_t>(64, model_.regions.size()); ++i)
        if (region.within >> i & 1) wider |= model_.regions[i].within;
      changed |= wider != region.within;
      region.within = wider;
    }
    if (!changed) break;
  }
}

void Resolver::place_item(const Item& item) {
  Place& place = model_.places[item.index];
  place.title = text_of(item.node);
  if (place.title.empty()) place.title = place.name;
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  const auto dated = [&](NodeId slot, std::vector<DatedState>& into) {
    const Spell spell = spell_of(slot);
    for (const auto& name : names_in(slot))
      if (const auto id = state(name)) into.push_back({id, spell});
  };
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    switch (tree_->keyword(slot)) {
      case Keyword::k_alias:
        for (const auto& name : names_in(slot)) {
          place.aliases.push_back(alias_of(name.word));
          model_.place_names.emplace(key_of(place.aliases.back()), item.index);
        }
        break;
      case Keyword::k_in: place.regions |= regions(slot); break;
      case Keyword::k_sovereign: dated(slot, place.sovereigns); break;
      case Keyword::k_administered: dated(slot, place.administrators); break;
      case Keyword::k_claimed: dated(slot, place.claimants); break;
      case Keyword::k_disputed: place.disputed.push_back(spell_of(slot)); break;
      case Keyword::k_island: place.island = true; break;
      case Keyword::k_sea: place.sea = true; break;
      case Keyword::k_at: {
        const auto latitude = number_of(nth(slot, NodeKind::number, 0));
        const auto longitude = number_of(nth(slot, NodeKind::number, 1));
        if (latitude && longitude) {
          place.latitude = *latitude;
          place.longitude = *longitude;
          place.located = true;
        }
        break;
      }
      case Keyword::k_note: place.note = text_of(slot); break;
      case Keyword::k_cite: place.cite = text_of(slot); break;
      default: break;
    }
  }
  model_.place_names.emplace(key_of(place.name), item.index);
  if (!place.title.empty()) model_.place_names.emplace(key_of(place.title), item.index);
}

void Resolver::finish_places() {
  for (std::size_t i = model_.states.size(); i < model_.places.size(); ++i) {
    auto& place = model_.places[i];
    std::ranges::stable_sort(place.sovereigns, {}, [](const DatedState& s) { return s.spell.from.earliest; });
    for (std::size_t k = 1; k < place.sovereigns.size(); ++k) {
      const auto& before = place.sovereigns[k - 1];
      const auto& after = place.sovereigns[k];
      if (after.spell.from.latest < before.spell.to.earliest)
        sink_.add(
            Code::overlapping_spells, place.span,
            fmt::format("{} has two sovereigns on {}: {} and {}", place.name, to_iso(after.spell.from.latest),
                        model_[before.state].code, model_[after.state].code),
            "end the first spell where the second begins; a claim is `claimed by`, control is `administered "
            "by`");
    }
  }
}

void Resolver::question_item(const Item& item) {
  Question& question = model_.questions[item.index];
  question.text = text_of(item.node);
  bool kind_given = false;
  for (NodeId part : tree_->children(item.node)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    if (tree_->keyword(part) == Keyword::k_per) {
      const Token* after = tree_->token_after(part, Keyword::k_per);
      question.per_series = after != nullptr && tree_->text_of(*after) == "series";
      question.per_event = question.per_series || (after != nullptr && tree_->text_of(*after) == "event");
      if (!question.per_event)
        sink_.add(Code::unknown_word, tree_->span(part),
                  "a question is asked once, `per event` or `per series`",
                  "write `per event` or `per series`, or leave it out");
      continue;
    }
    if (const auto kind = word<QuestionKind>(named(part), "kind of question")) {
      question.kind = *kind;
      kind_given = true;
    } else {
      kind_given = true;
    }
  }
  if (!kind_given)
    sink_.add(Code::question_undecided_kind, question.span,
              fmt::format("question `{}` does not say what kind it is", question.name),
              "write `factual`, `interpretive` or `decisional` after its name");
  if (const NodeId block = tree_->child(item.node, NodeKind::block))
    for (NodeId slot : tree_->children(block)) {
      if (tree_->kind(slot) != NodeKind::slot) continue;
      switch (tree_->keyword(slot)) {
        case Keyword::k_yes: question.if_yes = text_of(slot); break;
        case Keyword::k_no: question.if_no = text_of(slot); break;
        case Keyword::k_note: question.note = text_of(slot); break;
        default: break;
      }
    }
}

void Resolver::declare_concepts(const Item& item) {
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  for (NodeId rule : tree_->children(block)) {
    if (tree_->kind(rule) != NodeKind::rule || tree_->keyword(rule) != Keyword::k_concept) continue;
    const NodeId name = tree_->child(rule, NodeKind::name);
    if (!name) continue;
    const auto word = tree_->written(name);
    const auto found = model_.concept_names.find(word);
    if (found != model_.concept_names.end()) {
      if (!model_.concepts[found->second].is_event_kind)
        continue;  // a corpus may repeat a concept of the layer below
      model_.concepts[found->second].title = text_of(rule);
      continue;
    }
    model_.concept_names.emplace(word, static_cast<std::uint32_t>(model_.concepts.size()));
    model_.concepts.push_back({std::string(word), text_of(rule), false, tree_->span(name)});
  }
}

void Resolver::lexicon_item(const Item& item) {
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  Lexicon& lexicon = model_.lexicon;
  for (NodeId rule : tree_->children(block)) {
    if (tree_->kind(rule) != NodeKind::rule) continue;
    const Keyword keyword = tree_->keyword(rule);
    if (keyword == Keyword::k_concept) continue;
    if (keyword == Keyword::k_by || keyword == Keyword::k_between || keyword == Keyword::k_on) {
      const auto first = nth(rule, NodeKind::name, 0);
      const auto second = nth(rule, NodeKind::name, 1);
      if (!first || !second) continue;
      const QuestionId asked = question(named(second));
      const auto who = tree_->written(first);
      if (who == "unknown") {
        lexicon.actors.unknown = asked;
      } else if (who == "non_state") {
        lexicon.actors.non_state = asked;
      } else if (who == "parties") {
        lexicon.actors.parties = asked;
      } else if (who == "defender") {
        lexicon.actors.defender = asked;
      } else if (who == "forces") {
        lexicon.actors.forces = asked;
      } else {
        unknown(Code::unknown_word, named(first), "kind of actor",
                {"unknown", "non_state", "defender", "parties", "forces"});
      }
      if (const NodeId list = tree_->child(rule, NodeKind::names))
        for (const auto& name : names_in(list)) {
          const auto index = look_up(model_.concept_names, name, "concept");
          if (index != UINT32_MAX)
            (who == "defender" ? lexicon.defence_concepts
             : who == "forces" ? lexicon.forces_concepts
                               : lexicon.actor_concepts)
                .push_back(ConceptId{index});
        }
      continue;
    }
    const NodeId from_list = nth(rule, NodeKind::names, 0);
    const NodeId to_list = nth(rule, NodeKind::names, 1);
    if (!from_list || !to_list) continue;
    const QuestionId asked = if_question(rule);
    const bool performs = tree_->has(rule, Keyword::k_performs) || tree_->has(rule, Keyword::k_perform);
    const bool violates = tree_->has(rule, Keyword::k_violates) || tree_->has(rule, Keyword::k_violate);
    for (const auto& from : names_in(from_list)) {
      const auto from_index = look_up(model_.concept_names, from, "kind of event or concept");
      if (from_index == UINT32_MAX) continue;
      for (const auto& to : names_in(to_list)) {
        if (performs || violates) {
          if (const auto act = word<Act>(to, "act"))
            lexicon.acts.push_back({ConceptId{from_index}, *act, violates, asked});
        } else {
          const auto to_index = look_up(model_.concept_names, to, "concept");
          if (to_index != UINT32_MAX)
            lexicon.concepts.push_back({ConceptId{from_index}, ConceptId{to_index}, asked});
        }
      }
    }
  }
}

void Resolver::reading_item(const Item& item) {
  Reading& reading = model_.readings[item.index];
  reading.title = text_of(item.node);
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    switch (tree_->keyword(slot)) {
      case Keyword::k_by: reading.by = text_of(slot); break;
      case Keyword::k_source: reading.source = text_of(slot); break;
      case Keyword::k_cite: reading.cite = text_of(slot); break;
      case Keyword::k_answer: {
        const NodeId name = tree_->child(slot, NodeKind::name);
        if (!name) break;
        if (const auto asked = question(named(name))) {
          ReadingAnswer answer{asked, tree_->has(slot, Keyword::k_yes)};
          if (const NodeId kinds = tree_->child(slot, NodeKind::names))
            for (const auto& kind : names_in(kinds))
              if (const auto known = word<EventKind>(kind, "kind of event")) answer.kinds |= bit(*known);
          reading.answers.push_back(answer);
          if (model_[asked].kind != QuestionKind::interpretive)
            sink_.add(Code::question_undecided_kind, tree_->span(name),
                      fmt::format("`{}` is a {} question; a reading answers interpretive ones only",
                                  model_[asked].name, model::name(model_[asked].kind)),
                      "answer it in a scenario: `fact` for a factual question, `suppose` for any");
        }
        break;
      }
      default: break;
    }
  }
  if (reading.by.empty() || reading.source.empty())
    sink_.add(Code::missing_slot, reading.span,
              fmt::format("reading `{}` has no author or no source", reading.name),
              "write `by \"…\"` and `source \"…\"`: a reading is somebody's");
}

}  // namespace casus::model
