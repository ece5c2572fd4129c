#include "explain/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace casus::explain {

std::string list_words(const std::vector<std::string>& items, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? fmt::format(" {} ", last) : ", ";
    text += items[i];
  }
  return text;
}

std::string plain(std::string_view word) {
  std::string text(word);
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string sentence_case(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

namespace {

std::vector<StateId> by_code(const Model& model, const StateSet& set) {
  std::vector<StateId> ids;
  set.for_each([&](std::size_t i) { ids.push_back(make_id<StateId>(i)); });
  std::ranges::sort(ids, {}, [&](StateId id) { return std::string_view(model[id].code); });
  return ids;
}

}  // namespace

std::vector<std::string> codes(const Model& model, const StateSet& set) {
  std::vector<std::string> result;
  for (auto id : by_code(model, set)) result.push_back(model[id].code);
  return result;
}

std::vector<std::string> spoken(const Model& model, const StateSet& set, Day day) {
  std::vector<std::string> result;
  for (auto id : by_code(model, set)) result.push_back(spoken_on(model[id], day));
  return result;
}

std::vector<std::string> titles(const Model& model, const StateSet& set, Day day) {
  std::vector<std::string> list;
  for (const auto& code : codes(model, set)) list.push_back(title_on(model[find_state(model, code)], day));
  return list;
}

std::string source(const Model& model, ProvisionId provision) {
  return fmt::format("{}, {}", model[model[provision].instrument].title, plain(model[provision].label));
}

std::string source_spoken(const Model& model, ProvisionId provision) {
  const std::string& title = model[model[provision].instrument].title;
  const bool article = title.starts_with("The ") || title.starts_with("the ");
  return fmt::format("{}{}, {}", article ? "" : "the ", title, plain(model[provision].label));
}

// ── whom

namespace {

std::string plural(std::string_view word) {
  if (word.ends_with("y")) return std::string(word.substr(0, word.size() - 1)) + "ies";
  return std::string(word) + "s";
}

std::string element_words(const Model& model, const Element& e, Day day, std::string_view last) {
  std::string text;
  const std::string other = e.other ? "other " : "";
  switch (e.head) {
    case Head::role:
      text = e.decider ? fmt::format("that {}{}", other, name(e.role))
                       : fmt::format("each {}{}", other, name(e.role));
      break;
    case Head::everyone: text = fmt::format("each {}party", other); break;
    case Head::states: text = list_words(spoken(model, e.states, day), last); break;
    case Head::any_state:
      text =
          e.at_least > 1 ? fmt::format("at least {} states", e.at_least) : fmt::format("any {}state", other);
      break;
    case Head::class_of: {
      const auto word = plain(model.classes[e.class_of.index()]);
      text = e.at_least > 1 ? fmt::format("at least {} {}", e.at_least, plural(word))
                            : fmt::format("any {}{}", other, word);
      break;
    }
    case Head::victim: text = "the state attacked"; break;
    case Head::attacker: text = "the attacker"; break;
    case Head::requester: text = "the state that asks"; break;
    case Head::non_party: text = "any state that is no party"; break;
  }
  if (e.tier) text += fmt::format(" of the {} tier", plain(model.word(e.tier)));
  if (e.character) text += fmt::format(" ({})", plain(model.word(e.character)));
  if (!e.except.empty()) text += fmt::format(" except {}", list_words(spoken(model, e.except, day)));
  return text;
}

}  // namespace

std::string pattern_words(const Model& model, const Pattern& pattern, InstrumentId instrument, Day day,
                          std::string_view last) {
  if (day == Day::min() && instrument && model[instrument].signed_on)
    day = model[instrument].signed_on->latest;
  std::vector<std::string> parts;
  for (const auto& element : pattern.elements) parts.push_back(element_words(model, element, day, last));
  return list_words(parts, last);
}

// ── acts

std::string amount_words(const Amount& amount) {
  std::string text = amount.written;
  constexpr std::string_view share = "percent_of_gdp";
  if (const auto at = text.find(share); at != std::string::npos) text.replace(at, share.size(), "% of GDP");
  return text;
}

std::string act_words(const Model& model, const Duty& duty, const std::string& object, std::string_view own,
                      InstrumentId) {
  if (duty.act == Act::decide && duty.decision)
    return fmt::format("decide whether to {}", plain(model.word(duty.decision)));
  const auto& forms = words_of(duty.act);
  std::string text =
      fmt::format(fmt::runtime(object.empty() ? forms.without_object : forms.with_object), object, own);
  if (duty.act == Act::stay_neutral && !duty.manner.empty())
    text.replace(0, std::string_view("stay neutral").size(),
                 fmt::format("stay {} neutral", duty.manner == "benevolently" ? "benevolently" : "strictly"));
  if (duty.amount) {
    text += fmt::format(" with {}", amount_words(*duty.amount));
    if (!duty.amount->per.empty()) text += fmt::format(" per {}", plain(duty.amount->per));
    if (!duty.amount->purpose.empty()) text += fmt::format(" for {}", plain(duty.amount->purpose));
  }
  return text;
}

std::string_view modality_heading(Modality modality) {
  switch (modality) {
    case Modality::must: return "bound to";
    case Modality::must_not: return "bound not to";
    case Modality::may: return "free to";
    case Modality::should: return "called on to";
    case Modality::should_not: return "called on not to";
  }
  return {};
}

// ── form, deadline, process

namespace {

/// Whether the word needs `means` behind it: economic means, but armed force.
bool is_adjective(Means means) {
  return means == Means::military || means == Means::diplomatic || means == Means::economic ||
         means == Means::financial || means == Means::humanitarian;
}

/// `diplomatic, economic and military means`, `arms and armed force`.
std::string means_list(const std::vector<Means>& list) {
  std::vector<std::string> kinds, words;
  for (auto means : list)
    if (is_adjective(means)) kinds.push_back(plain(name(means)));
  if (!kinds.empty()) words.push_back(list_words(kinds) + " means");
  for (auto means : list)
    if (!is_adjective(means)) words.push_back(plain(name(means)));
  return list_words(words);
}

/// `armed force is`, `arms are`, `economic means are`.
std::string means_are(const std::vector<Means>& list) {
  const bool one = list.size() == 1 && (list[0] == Means::armed_force || list[0] == Means::military_aid);
  return means_list(list) + (one ? " is" : " are");
}

bool has(const std::vector<Means>& list, Means means) { return std::ranges::find(list, means) != list.end(); }

std::vector<Means> others(const std::vector<Means>& list) {
  std::vector<Means> rest;
  for (auto means : list)
    if (means != Means::all_means && means != Means::all_forces) rest.push_back(means);
  return rest;
}

}  // namespace

std::string form_words(const Duty& duty, std::string_view it, std::string_view its) {
  std::string text;
  if (has(duty.with, Means::all_forces)) text += fmt::format(" with all {} forces", its);
  if (has(duty.with, Means::all_means)) text += fmt::format(" by all the means in {} power", its);
  if (const auto rest = others(duty.with); !rest.empty())
    text += fmt::format(", {} included", means_list(rest));
  const std::string deems = it == "it" ? "deems" : "deem";
  const std::string judges = it == "it" ? "judges" : "judge";
  const std::string decides = it == "it" ? "decides" : "decide";
  switch (duty.discretion) {
    case Discretion::none: break;
    case Discretion::means: text += fmt::format(" by such means as {} {} necessary", it, deems); break;
    case Discretion::extent: text += fmt::format(", to the extent that {} {} right", it, judges); break;
    case Discretion::existence: text += fmt::format(", if {} so {}", it, decides); break;
    case Discretion::organ:
      text += fmt::format(" in the form that the {} decides", plain(duty.organ_title));
      break;
    case Discretion::agreement: text += " in a form to be agreed between them"; break;
  }
  return text;
}

std::string inclusion_words(const Duty& duty) {
  std::string text;
  if (!duty.must_include.empty()) text += fmt::format("; {} must be included", means_list(duty.must_include));
  if (!duty.may_include.empty())
    text += fmt::format("; {} included, not required", means_are(duty.may_include));
  return text;
}

std::string form_note(const Model& model, const Duty& duty) {
  std::vector<std::string> notes;
  if (!duty.manner.empty()) notes.push_back(duty.manner);
  if (duty.amount) {
    std::string amount = amount_words(*duty.amount);
    if (!duty.amount->per.empty()) amount += fmt::format(" per {}", plain(duty.amount->per));
    if (!duty.amount->purpose.empty()) amount += fmt::format(" for {}", plain(duty.amount->purpose));
    notes.push_back(std::move(amount));
  }
  if (has(duty.with, Means::all_forces)) notes.emplace_back("with all forces");
  if (has(duty.with, Means::all_means)) notes.emplace_back("all the means in their power");
  if (const auto rest = others(duty.with); !rest.empty()) notes.push_back(means_list(rest) + " included");
  switch (duty.discretion) {
    case Discretion::none: break;
    case Discretion::means: notes.emplace_back("means left to each"); break;
    case Discretion::extent: notes.emplace_back("extent left to each"); break;
    case Discretion::existence: notes.emplace_back("whether to act left to each"); break;
    case Discretion::organ:
      notes.push_back(fmt::format("form decided by the {}", plain(duty.organ_title)));
      break;
    case Discretion::agreement: notes.emplace_back("form to be agreed between them"); break;
  }
  if (duty.force_by_consent) notes.emplace_back("armed force only by its own consent");
  if (!duty.must_include.empty()) notes.push_back(means_list(duty.must_include) + " owed");
  if (!duty.may_include.empty()) notes.push_back(means_list(duty.may_include) + " included, not required");
  if (const auto due = due_words(duty.due); !due.empty()) notes.push_back(due);
  for (const auto& process : duty.processes) {
    if (process.kind == ProcessKind::constitutional) notes.emplace_back("by constitutional process");
    if (process.kind == ProcessKind::appropriation) notes.emplace_back("subject to appropriation");
    if (process.kind == ProcessKind::decision)
      notes.push_back(fmt::format("after a decision of {}", plain(process.organ)));
    if (process.kind == ProcessKind::request) notes.emplace_back("on request");
  }
  (void)model;
  std::string text;
  for (const auto& note : notes) text += (text.empty() ? "" : "; ") + note;
  return text;
}

std::string due_words(const Due& due) {
  switch (due.kind) {
    case DueKind::none: return {};
    case DueKind::at_once: return "at once";
    case DueKind::within_hours:
    case DueKind::within_days: {
      const std::string_view unit = due.kind == DueKind::within_hours ? "hours" : "days";
      if (due.from.empty() || due.from == "trigger") return fmt::format("within {} {}", due.count, unit);
      return fmt::format("within {} {} of the {}", due.count, unit, due.from);
    }
    case DueKind::by_date: return fmt::format("by {}", to_words(due.date.latest));
  }
  return {};
}

std::string until_words(const Duty& duty) {
  if (duty.until.empty()) return {};
  if (duty.until == "security_council acts") return "until the Security Council acts";
  return "until " + duty.until;
}

std::string process_words(const Model& model, const Duty& duty, InstrumentId instrument, StateId victim,
                          Day day, std::string_view its) {
  std::string text;
  for (const auto& process : duty.processes) {
    const std::string per = process.per.empty() ? "" : fmt::format(" ({})", plain(process.per));
    switch (process.kind) {
      case ProcessKind::none: break;
      case ProcessKind::constitutional:
        text += fmt::format(" Carried out by {} constitutional processes{}.", its, per);
        break;
      case ProcessKind::appropriation:
        text += fmt::format(" Subject to appropriation by the legislature{}.", per);
        break;
      case ProcessKind::decision: {
        std::string organ = plain(process.organ);
        for (const auto& o : model[instrument].organs)
          if (o.name == process.organ && !o.title.empty()) organ = o.title;
        text += fmt::format(" After a decision of the {}{}{}.", organ,
                            process.rule.empty() ? "" : " by " + plain(process.rule), per);
        break;
      }
      case ProcessKind::request: {
        const bool of_victim =
            !process.who.elements.empty() && process.who.elements[0].head == Head::victim && victim;
        text += fmt::format(
            " At the request of {}{}.",
            of_victim ? spoken_on(model[victim], day) : pattern_words(model, process.who, instrument, day),
            per);
        break;
      }
    }
  }
  return text;
}

// ── questions

std::string answer_words(const engine::Program& program, const Situation& situation, const Ask& ask,
                         bool answer, StateId self) {
  const Model& model = program.model();
  const auto who = [&] {
    return ask.state ? spoken_on(model[ask.state], situation.day) : std::string(self ? "it" : "the debtor");
  };
  std::string text;
  switch (ask.kind) {
    case engine::AskKind::corpus: {
      const Question& question = model[ask.question];
      text = answer ? question.if_yes : question.if_no;
      if (text.empty()) text = fmt::format("\"{}\" is answered {}", question.text, answer ? "yes" : "no");
      if (ask.event >= 0 && situation.scenario->events.size() > 1)
        text +=
            fmt::format(" (event {})", number_of(*situation.scenario, static_cast<std::size_t>(ask.event)));
      break;
    }
    case engine::AskKind::request:
      text = ask.state
                 ? fmt::format("{} {}", who(), answer ? "asks for it" : "does not ask for it")
                 : fmt::format("{} asks for it", answer ? "one of those who may" : "none of those who may");
      break;
    case engine::AskKind::performance:
      text = fmt::format("{} {} its own part", who(), answer ? "performs" : "does not perform");
      break;
    case engine::AskKind::decision:
      if (ask.organ) {
        const Organ& organ = model[ask.organ.instrument].organs[ask.organ.index];
        text = fmt::format("the {} {} on {}", organ.title.empty() ? plain(organ.name) : organ.title,
                           answer ? "decides" : "does not decide", plain(model.word(ask.decision)));
        break;
      }
      text = fmt::format("{} {} to {}", who(), answer ? "decides" : "decides not",
                         plain(model.word(ask.decision)));
      break;
    case engine::AskKind::membership:
      text = fmt::format("{} was {}bound by it on that day", who(), answer ? "" : "not ");
      break;
    case engine::AskKind::territory:
      text = fmt::format("{} is {}territory of {}", model[ask.place].title, answer ? "" : "not ", who());
      break;
    case engine::AskKind::means:
      text =
          fmt::format("{} are {}used or their use threatened", plain(name(ask.means)), answer ? "" : "not ");
      break;
    case engine::AskKind::statehood:
      text = fmt::format("{} {} as a state", who(), answer ? "counts" : "does not count");
      break;
    case engine::AskKind::attacker:
      text = fmt::format("the act was {}that of a state which it speaks of", answer ? "" : "not ");
      break;
    case engine::AskKind::wording:
      text = fmt::format("this wording stood{} on that day", answer ? "" : " not");
      break;
  }
  return text;
}

std::string terms_words(const engine::Program& program, const Situation& situation, const Result& result,
                        const std::vector<Term>& terms, StateId self) {
  std::vector<std::string> alternatives;
  for (const auto& term : terms) {
    std::vector<std::string> parts;
    for (const auto& [question, answer] : term)
      parts.push_back(answer_words(program, situation, result.questions[question].ask, answer, self));
    alternatives.push_back(list_words(parts));
  }
  std::string text;
  for (std::size_t i = 0; i < alternatives.size(); ++i) text += (i > 0 ? ", or " : "") + alternatives[i];
  return text;
}

// ── places

std::string area_words(const Model& model, AreaId id) {
  const std::string name = plain(model[id].name);
  return name.ends_with("area") || name.starts_with("territor") ? "the " + name
                                                                : "the area that the clause names";
}

}  // namespace casus::explain
