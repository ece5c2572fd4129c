#include "explain/proof.h"

#include <fmt/format.h>

#include <algorithm>

#include "explain/read.h"

namespace casus::explain {

using engine::RowKind;
using engine::Step;
using engine::StepKind;

namespace {

/// `is party from 12 March 1999`: the spell of a role that holds on the day, or how else the role is held.
std::string membership_words(const Model& model, const Situation& situation, InstrumentId instrument,
                             StateId state, Day day) {
  for (const auto& s : situation.scenario->suppositions)
    if (s.kind == SupposeKind::membership && s.instrument == instrument && s.state == state)
      return fmt::format("{} is {}, by supposition", sentence_case(spoken_on(model[state], day)),
                         name(s.role));
  for (const auto& m : model[instrument].memberships) {
    if (m.state != state || !m.spell.may_contain(day)) continue;
    const std::string from = m.spell.from.is_exact() ? to_words(m.spell.from.earliest) : to_iso(m.spell.from);
    return fmt::format("{} is {}{}", sentence_case(spoken_on(model[state], day)), name(m.role),
                       from.empty() ? "" : " from " + from);
  }
  return fmt::format("{} is among those named", sentence_case(spoken_on(model[state], day)));
}

std::string area_step_words(const engine::Program& program, const Situation& situation, const Row& row,
                            const Condition* condition) {
  const Model& model = program.model();
  const Event& event = situation.scenario->events[static_cast<std::size_t>(row.event)];
  const PlaceId where = event.at ? event.at : model.home(row.victim);
  std::string place = event.at ? model[where].title
                               : fmt::format("the territory of {} (no place is given)",
                                             spoken_on(model[row.victim], event.on));
  std::vector<std::string> areas;
  if (condition != nullptr)
    for (auto area : condition->areas)
      areas.push_back(
          fmt::format("the {}{}", plain(model[area].name),
                      model[area].per.empty() ? "" : fmt::format(" ({})", plain(model[area].per))));
  return fmt::format("{} lies in {}", place, areas.empty() ? "the region named" : list_words(areas, "or"));
}

std::string concept_words(const engine::Program& program, const Situation& situation, const Row& row,
                          const Condition* condition) {
  const Model& model = program.model();
  const Event& event = situation.scenario->events[static_cast<std::size_t>(row.event)];
  const std::string concept_title = condition && condition->concept_id
                                        ? model[condition->concept_id].title
                                        : std::string("what the clause speaks of");
  return fmt::format("{}: {} counts as {} (lexicon)", event_words(model, event), plain(name(event.kind)),
                     concept_title);
}

}  // namespace

Proof prove(Evaluator& evaluator, const Situation& situation, Result& result, const Item& item) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  const Row& row = result.rows[item.row];
  const Provision& provision = model[row.provision];
  const InstrumentId instrument = provision.instrument;
  const Day day = day_of_row(situation, row);
  Proof proof;
  proof.item = item;
  Told told{item.debtor, {}, item.complete};
  if (!row.truth.is_yes()) told.terms = evaluator.diagram().minimal_terms(row.truth).terms;
  proof.sentence = sentence(evaluator, situation, result, row, told);
  proof.gist = provision.gist;
  proof.phrase = provision.phrase;
  proof.cite = provision.cite.empty() ? model[instrument].cite : provision.cite;
  proof.note = provision.note;

  const std::int16_t event = row.event;
  const auto steps =
      evaluator.trace(situation, result, row.clause, *row.duty, event, row.victim, item.debtor);
  for (const auto& step : steps) {
    ProofStep out;
    out.status = step.truth.is_yes()  ? StepStatus::holds
                 : step.truth.is_no() ? StepStatus::fails
                                      : StepStatus::open;
    const Condition* condition = step.condition ? &model[step.condition] : nullptr;
    switch (step.kind) {
      case StepKind::in_force: {
        out.title = "in force";
        if (is_supposed(model, situation, instrument)) {
          out.text = "by supposition";
        } else {
          const auto& spells = provision.in_force.empty() ? model[instrument].in_force : provision.in_force;
          for (const auto& spell : spells)
            if (spell.may_contain(day))
              out.text =
                  fmt::format("{} in force from {}", model[instrument].title,
                              spell.from.is_exact() ? to_words(spell.from.earliest) : to_iso(spell.from));
        }
        break;
      }
      case StepKind::role:
        out.title = "who owes it";
        out.text = membership_words(model, situation, instrument, item.debtor, day);
        break;
      case StepKind::after:
        out.title = "what comes first";
        out.text = fmt::format("{} is in play", plain(model[provision.after].label));
        break;
      case StepKind::concept_met:
        out.title = "the event";
        out.text = concept_words(program, situation, row, condition);
        break;
      case StepKind::victim:
        out.title = "who is protected";
        out.text = membership_words(model, situation, instrument, row.victim, day);
        break;
      case StepKind::attacker:
        out.title = "the attacker";
        out.text = condition
                       ? "the clause speaks of " + pattern_words(model, condition->attacker, instrument, day)
                       : "";
        break;
      case StepKind::narrowed:
        out.title = "what narrows it";
        out.text = "another provision lets it stand on its own conditions only";
        break;
      case StepKind::number: {
        const bool counts = condition && std::ranges::any_of(condition->attacker.elements,
                                                             [](const Element& e) { return e.at_least > 1; });
        if (!counts) continue;
        out.title = "number of attackers";
        out.text = pattern_words(model, condition->attacker, instrument, day);
        break;
      }
      case StepKind::area:
        out.title = "the place";
        out.text = area_step_words(program, situation, row, condition);
        break;
      case StepKind::territory:
        out.title = "the place";
        out.text =
            fmt::format("{} is territory of {}",
                        model[situation.scenario->events[static_cast<std::size_t>(row.event)].at].title,
                        spoken_on(model[row.victim], day));
        break;
      case StepKind::forces:
        out.title = "forces abroad";
        out.text = "an attack on forces outside their state's territory counts as one on the state";
        break;
      case StepKind::means:
        out.title = "the means";
        out.text = condition && condition->means ? plain(name(*condition->means)) : "";
        break;
      case StepKind::unprovoked:
        out.title = "provocation";
        out.text = "the attack was unprovoked";
        break;
      case StepKind::between_parties:
        out.title = "between parties";
        out.text = "victim and attacker are both parties";
        break;
      case StepKind::request:
        out.title = "request";
        out.text = "help is asked for";
        break;
      case StepKind::decision:
        out.title = "decision";
        out.text = condition ? condition_words(model, step.condition, instrument) : "";
        break;
      case StepKind::condition:
        out.title = "condition";
        out.text = condition ? condition_words(model, step.condition, instrument) : "";
        break;
      case StepKind::exception:
        out.title = "no exception";
        out.text = condition ? "not: " + condition_words(model, step.condition, instrument) : "";
        break;
      case StepKind::other_than: out.title = "other than victim and attacker"; break;
      case StepKind::suspension:
        out.title = "suspension";
        out.text = "participation is suspended or reserved, in whole or toward one party";
        break;
    }
    if (out.status == StepStatus::open) {
      const auto terms = evaluator.diagram().minimal_terms(step.truth).terms;
      const auto open = terms_words(program, situation, result, terms, item.debtor);
      out.text += (out.text.empty() ? "if " : ", if ") + open;
    }
    proof.steps.push_back(std::move(out));
  }
  return proof;
}

std::string render_proof(const Model& model, const Result& result, const Proof& proof, bool colour,
                         std::size_t width) {
  const auto wrap = [&](const std::string& text, const std::string& first, const std::string& rest) {
    std::string out, line = first;
    bool fresh = true;
    std::size_t start = 0;
    while (start < text.size()) {
      std::size_t end = text.find(' ', start);
      if (end == std::string::npos) end = text.size();
      const std::string word = text.substr(start, end - start);
      if (!fresh && line.size() + 1 + word.size() > width) {
        out += line + "\n";
        line = rest;
        fresh = true;
      }
      line += (fresh ? "" : " ") + word;
      fresh = false;
      start = end + 1;
    }
    return out + line + "\n";
  };
  const Row& row = result.rows[proof.item.row];
  std::string out = "\n";
  const std::string title =
      fmt::format("{} · {}", model[proof.item.debtor].title, source(model, row.provision));
  out += colour ? fmt::format("  \x1b[1m{}\x1b[0m\n", title) : fmt::format("  {}\n", title);
  out += wrap(proof.sentence, "  ", "  ");
  std::size_t column = 0;
  for (const auto& step : proof.steps) column = std::max(column, step.title.size());
  for (std::size_t i = 0; i < proof.steps.size(); ++i) {
    const auto& step = proof.steps[i];
    const bool last = i + 1 == proof.steps.size() && proof.cite.empty();
    const std::string_view mark = step.status == StepStatus::holds  ? "✓"
                                  : step.status == StepStatus::open ? "?"
                                                                    : "✗";
    const std::string branch = last ? "  └─" : "  ├─";
    const std::string first = fmt::format("{} {} {:<{}}  ", branch, mark, step.title, column);
    const std::string rest = fmt::format("  {}  {:<{}}    ", last ? " " : "│", "", column);
    out += wrap(step.text, first, rest);
  }
  if (!proof.cite.empty()) {
    std::string text = proof.gist;
    if (!proof.phrase.empty()) text += fmt::format(" Decisive words: “{}”.", proof.phrase);
    out += wrap(text, "  └─ text: ", "     ");
    out += fmt::format("     {}\n", proof.cite);
    if (!proof.note.empty()) out += wrap(proof.note, "     note: ", "     ");
  }
  return out;
}

}  // namespace casus::explain
