#include "explain/sentence.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::explain {

Day day_of_row(const Situation& situation, const Row& row) {
  return row.event < 0 ? situation.day : situation.scenario->events[static_cast<std::size_t>(row.event)].on;
}

bool is_supposed(const Model& model, const Situation& situation, InstrumentId instrument) {
  const auto stands = [&](const Spell& spell) { return spell.surely_contains(situation.day); };
  if (std::ranges::any_of(model[instrument].in_force, stands)) return false;
  return std::ranges::any_of(situation.scenario->suppositions, [&](const Supposition& s) {
    return s.kind == SupposeKind::in_force && s.value && s.instrument == instrument;
  });
}

void SpokenTogether::add(const std::string& code, std::string_view name, const std::string& sentence) {
  std::string pattern = sentence;
  for (std::size_t at = 0; !name.empty() && (at = pattern.find(name, at)) != std::string::npos; ++at)
    pattern.replace(at, name.size(), "\1");
  const auto same = std::ranges::find(list_, pattern, &Spoken::pattern);
  if (same == list_.end()) {
    list_.push_back({sentence, std::move(pattern), {code}});
  } else {
    same->debtors.push_back(code);
  }
}

std::vector<std::string> SpokenTogether::told() const {
  std::vector<std::string> lines;
  for (const auto& one : list_) {
    lines.push_back(one.sentence);
    if (one.debtors.size() > 1)
      lines.back() += fmt::format(" The same holds of {} other{}: {}.", one.debtors.size() - 1,
                                  one.debtors.size() == 2 ? "" : "s",
                                  fmt::join(one.debtors.begin() + 1, one.debtors.end(), " "));
  }
  return lines;
}

namespace {

/// True where the state holds a role in the instrument on the day, or is supposed to.
bool is_in(const Situation& situation, const Model& model, InstrumentId instrument, StateId state, Day day) {
  const auto& suppositions = situation.scenario->suppositions;
  return std::ranges::any_of(
             model[instrument].memberships,
             [&](const Membership& m) { return m.state == state && m.spell.may_contain(day); }) ||
         std::ranges::any_of(suppositions, [&](const Supposition& s) {
           return s.kind == SupposeKind::membership && s.value && s.instrument == instrument &&
                  s.state == state;
         });
}

}  // namespace

std::vector<const Proviso*> provisos_for(const Model& model, const Row& row, StateId debtor, Day day) {
  std::vector<const Proviso*> found;
  for (const auto& proviso : row.duty->provisos)
    for (const auto& character : model[model[row.provision].instrument].characters)
      if (character.word == proviso.character && character.state == debtor &&
          character.spell.may_contain(day)) {
        found.push_back(&proviso);
        break;
      }
  return found;
}

std::string object_words(const Model& model, const Row& row, Day day, StateId debtor) {
  const Pattern& object = row.duty->object;
  if (object.elements.empty()) return {};
  // `the other party`: nobody owes it to itself.
  StateSet objects = row.objects;
  const bool others = std::ranges::any_of(object.elements, [](const Element& e) { return e.other; });
  if (debtor && others) objects.erase(debtor.index());
  const bool many = objects.size() > 3;
  std::vector<std::string> parts;
  for (const auto& e : object.elements) {
    if ((e.head == Head::role || e.head == Head::everyone) && many) {
      const std::string role = e.head == Head::everyone ? "party" : std::string(name(e.role));
      parts.push_back("the " + (role.ends_with("y") ? role.substr(0, role.size() - 1) + "ies" : role + "s"));
    } else if (e.head == Head::any_state) {
      parts.emplace_back("any state");
    } else if (e.head == Head::states) {
      for (auto& text : spoken(model, e.states, day)) parts.push_back(std::move(text));
    }
  }
  if (!parts.empty()) return list_words(parts);
  if (objects.empty()) return row.duty->object.elements[0].head == Head::attacker ? "the attacker" : "";
  return list_words(spoken(model, objects, day));
}

namespace {

/// The trigger as it was matched, as an absolute clause: `an armed attack on Poland having occurred`.
std::string matched(const engine::Program& program, const Situation& situation, const Row& row, Day day) {
  const Model& model = program.model();
  if (row.event < 0 || row.kind != engine::RowKind::triggered) return {};
  const Event& event = situation.scenario->events[static_cast<std::size_t>(row.event)];
  const ConditionId trigger = model[row.clause].trigger;
  const std::string victim = row.victim ? spoken_on(model[row.victim], day) : std::string("a state");
  std::string text;
  const auto visit = [&](ConditionId id, auto& self) -> void {
    if (!text.empty()) return;
    const Condition& c = model[id];
    if (c.kind == ConditionKind::struck || c.kind == ConditionKind::holds_threat) {
      const auto actor = !event.by.empty()    ? engine::ActorClass::state
                         : event.by_non_state ? engine::ActorClass::non_state
                                              : engine::ActorClass::unknown;
      if (program.ways(actor, event.kind, c.concept_id).empty()) return;
      if (c.kind == ConditionKind::holds_threat) {
        text = fmt::format("a party holding that {} is threatened", victim);
        return;
      }
      const Concept& concept_met = model[c.concept_id];
      const std::string& title = concept_met.title;
      const std::string by = c.attacker.elements.empty() || event.by.empty()
                                 ? std::string()
                                 : fmt::format(" by {}", list_words(spoken(model, event.by, day)));
      const std::string area = c.areas.empty() ? std::string() : " in " + area_words(model, c.areas[0]);
      text = fmt::format("{} {} {}{}{} having occurred", title,
                         concept_met.name.starts_with("threat") ? "against" : "on", victim, by, area);
      return;
    }
    for (auto child : c.children) self(child, self);
  };
  if (trigger) visit(trigger, visit);
  return text;
}

/// The finite verb with its modality, for one debtor in the third person.
std::string modal(Modality modality, Force force, bool open, bool supposed) {
  const bool conditional = open || supposed;
  const bool political = force == Force::political;
  switch (modality) {
    case Modality::must:
      if (political)
        return conditional ? "would have undertaken, politically, to" : "has undertaken, politically, to";
      if (force == Force::unilateral)
        return conditional ? "would be bound by its own law to" : "is bound by its own law to";
      return conditional ? "would be bound to" : "is bound to";
    case Modality::must_not:
      if (political)
        return conditional ? "would have undertaken, politically, not to"
                           : "has undertaken, politically, not to";
      if (force == Force::unilateral)
        return conditional ? "would be bound by its own law not to" : "is bound by its own law not to";
      return conditional ? "would be bound not to" : "is bound not to";
    case Modality::may: return conditional ? "would be free to" : "may";
    case Modality::should:
      if (political)
        return conditional ? "would have undertaken, politically, to" : "has undertaken, politically, to";
      return conditional ? "would be called on to" : "is called on to";
    case Modality::should_not:
      if (political)
        return conditional ? "would have undertaken, politically, not to"
                           : "has undertaken, politically, not to";
      return conditional ? "would be called on not to" : "is called on not to";
  }
  return {};
}

std::string coding_note(const Model& model, ProvisionId id) {
  const Provision& provision = model[id];
  const CodingStatus status =
      provision.status != CodingStatus::none ? provision.status : model[provision.instrument].status;
  if (status == CodingStatus::disputed)
    return provision.note.empty() ? " (coding disputed)"
                                  : fmt::format(" (coding disputed: {})", provision.note);
  if (status == CodingStatus::reviewed) return {};
  return " (coding not yet reviewed)";
}

}  // namespace

std::string sentence(Evaluator& evaluator, const Situation& situation, const Result& result, const Row& row,
                     const Told& told) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  const Day day = day_of_row(situation, row);
  const Duty& duty = *row.duty;
  const InstrumentId instrument_id = model[row.provision].instrument;
  const Instrument& instrument = model[instrument_id];
  const bool open = !row.truth.is_yes();
  const bool proposal = instrument.force == Force::proposal || instrument.force == Force::draft;
  const bool supposed = is_supposed(model, situation, instrument_id);
  const std::string debtor = spoken_on(model[told.debtor], day);

  if (row.kind == engine::RowKind::breach) {
    const Event& event = situation.scenario->events[static_cast<std::size_t>(row.event)];
    std::string text = fmt::format("{}: as the facts are stated, this {} contrary to {}",
                                   sentence_case(event_words(model, event)), open ? "would be" : "is",
                                   source_spoken(model, row.provision));
    text +=
        fmt::format(", under which {} {} {}", debtor, modal(duty.modality, instrument.force, false, false),
                    act_words(model, duty, object_words(model, row, day, told.debtor), "its", instrument_id));
    if (open)
      text += fmt::format(", if {}", terms_words(program, situation, result, told.terms, told.debtor));
    return text + "." + coding_note(model, row.provision);
  }

  std::string text;
  if (proposal) {
    text = fmt::format("Were {}, a {} that binds nobody, in force", source_spoken(model, row.provision),
                       name(instrument.force));
  } else if (supposed) {
    text = fmt::format("Under {}, supposed in force", source_spoken(model, row.provision));
  } else if (instrument.force == Force::disputed) {
    text = fmt::format("Under {} (whether it binds in law is disputed)", source_spoken(model, row.provision));
  } else {
    text = fmt::format("Under {}", source_spoken(model, row.provision));
  }
  if (!open) {
    if (const auto trigger = matched(program, situation, row, day); !trigger.empty()) text += ", " + trigger;
  }
  std::string act = act_words(model, duty, object_words(model, row, day, told.debtor), "its", instrument_id);
  text += fmt::format(", {} {} {}{}", debtor, modal(duty.modality, instrument.force, open || proposal, false),
                      act, form_words(duty, "it", "its"));
  if (const auto due = due_words(duty.due); !due.empty()) text += ", " + due;
  if (const auto until = until_words(duty); !until.empty()) text += ", " + until;
  text += inclusion_words(duty);
  for (const auto* proviso : provisos_for(model, row, told.debtor, day)) text += ", " + proviso->text;
  // A debtor that is no party to the other treaty has no commitments under it.
  if (duty.consistent_with && duty.consistent_with != instrument_id &&
      is_in(situation, model, duty.consistent_with, told.debtor, day))
    text +=
        fmt::format(", consistently with its commitments under the {}", model[duty.consistent_with].title);
  if (open) text += fmt::format(", if {}", terms_words(program, situation, result, told.terms, told.debtor));
  if (!told.complete) text += ", or on further answers";
  text += ".";
  text += process_words(model, duty, instrument_id, row.victim, day, "its");
  return text + coding_note(model, row.provision);
}

}  // namespace casus::explain
