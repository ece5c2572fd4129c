// What is told, and what is supposed, as clauses.
#include <fmt/format.h>

#include "explain/words.h"

namespace casus::explain {

namespace {

/// ` from 1 January 2029 to 31 December 2030`; empty for all time.
std::string spell_words(const Spell& spell) {
  std::string text;
  if (spell.from.earliest != Day::min()) text += " from " + to_words(spell.from.earliest);
  // A spell ends before the day it names.
  if (spell.to.latest != Day::max()) text += " until " + to_words(spell.to.latest);
  return text;
}

std::string answered_words(const Model& model, const std::string& question, bool yes) {
  const auto known = model.question_names.find(question);
  if (known != model.question_names.end()) {
    const Question& asked = model.questions[known->second];
    if (const auto& clause = yes ? asked.if_yes : asked.if_no; !clause.empty()) return clause;
  }
  return fmt::format("{}: {}", plain(question), yes ? "yes" : "no");
}

}  // namespace

std::string supposition_words(const Model& model, const Supposition& supposed, Day day) {
  std::string text;
  switch (supposed.kind) {
    case SupposeKind::in_force:
      text =
          fmt::format("the {} is {}in force", model[supposed.instrument].title, supposed.value ? "" : "not ");
      break;
    case SupposeKind::membership: {
      text = fmt::format("{} is {}a {} to the {}", spoken_on(model[supposed.state], day),
                         supposed.value ? "" : "not ", plain(name(supposed.role)),
                         model[supposed.instrument].title);
      if (supposed.tier) text += fmt::format(", {}", plain(model.word(supposed.tier)));
      break;
    }
    case SupposeKind::answer: text = answered_words(model, supposed.question, supposed.value); break;
    case SupposeKind::decision:
      text = fmt::format("{} {} to {}", spoken_on(model[supposed.state], day),
                         supposed.value ? "decides" : "decides not", plain(model.word(supposed.decision)));
      break;
  }
  return text + spell_words(supposed.spell);
}

std::string event_words(const Model& model, const Event& event) {
  std::string who = list_words(spoken(model, event.by, event.on));
  if (event.organ) {
    const Organ& organ = model[event.organ.instrument].organs[event.organ.index];
    who = "the " + (organ.title.empty() ? plain(organ.name) : organ.title);
  }
  if (event.by_non_state) who = who.empty() ? "a non-state group" : who + " and a non-state group";
  if (who.empty()) who = "an unnamed actor";
  const bool many = event.by.size() > 1;
  std::vector<std::string> targets;
  for (auto id : event.against) targets.push_back(spoken_on(model[id], event.on));
  const std::string whom = list_words(targets);
  const auto& forms = words_of(event.kind);
  std::string text = fmt::format(fmt::runtime(forms.form), who, many ? forms.plural : forms.singular, whom);
  if (event.kind == EventKind::breach && event.provision) {
    text = fmt::format("{} {} {}", who, many ? forms.plural : forms.singular,
                       source_spoken(model, event.provision));
    if (!whom.empty()) text += " toward " + whom;
  }
  if (event.kind == EventKind::mobilisation && !whom.empty()) text += " against " + whom;
  if (event.kind == EventKind::request) {
    if (event.decision) text += " " + plain(model.word(event.decision));
    if (!whom.empty()) text += " of " + whom;
  }
  if (event.kind == EventKind::decision)
    text += fmt::format("{} to {}", event.negative ? " not" : "",
                        event.decision ? plain(model.word(event.decision)) : "act");
  if (event.on_forces) text += ", on its forces";
  if (event.at && event.at.index() >= model.states.size())
    text += fmt::format(" at {}", model[event.at].title);
  if (!event.asserted_actor.empty() || !event.asserted_by.empty()) {
    text += fmt::format(", {} asserting", list_words(spoken(model, event.asserted_by, event.on)));
    if (!event.asserted_actor.empty())
      text += fmt::format(" that it was {}", list_words(spoken(model, event.asserted_actor, event.on)));
  }
  return text;
}

}  // namespace casus::explain
