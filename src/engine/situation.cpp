#include "engine/situation.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::engine {

Situation prepare(const Program& program, const Scenario& scenario) {
  const Model& model = program.model();
  Situation situation;
  situation.scenario = &scenario;
  situation.day = scenario.on.value_or(Day{0});
  situation.answers.resize(model.questions.size());
  situation.contested.resize(model.questions.size());
  situation.supposed.resize(model.questions.size());

  const auto answer = [&](std::string_view name, bool value, bool supposed) {
    const auto found = model.question_names.find(name);
    if (found == model.question_names.end()) {
      situation.named_answers.emplace_back(std::string(name), value);
      return;
    }
    auto& known = situation.answers[found->second];
    const std::int8_t said = value ? 1 : -1;
    if (!supposed && known == -said) situation.contested[found->second] = true;
    known = said;
    if (supposed) situation.supposed[found->second] = true;
  };
  for (auto id : scenario.readings)
    for (const auto& a : model[id].answers) {
      if (a.kinds == 0) {
        answer(model[a.question].name, a.yes, false);
      } else {
        situation.limited.push_back(a);
      }
    }
  // An assertion is somebody's word, not an answer: it is shown beside the question and settles nothing.
  for (const auto& fact : scenario.facts)
    if (fact.asserted_by.empty()) answer(fact.question, fact.yes, false);
  for (std::size_t i = 0; i < situation.contested.size(); ++i)
    if (situation.contested[i]) situation.answers[i] = 0;
  for (const auto& s : scenario.suppositions) {
    if (s.kind == SupposeKind::answer) {
      answer(s.question, s.value, true);
    } else {
      situation.has_suppositions = true;
    }
  }
  return situation;
}

std::string name_of(const Program& program, const Situation& situation, const Ask& ask) {
  const Model& model = program.model();
  const auto code = [&] { return ask.state ? model[ask.state].code : std::string("each"); };
  /// The provision as a part of a name.
  const auto provision = [&] {
    std::string label;
    for (const char c : model[ask.provision].label) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || (!label.empty() && label.back() != '_')) label += plain ? c : '_';
    }
    if (label.ends_with('_')) label.pop_back();
    return fmt::format("{}_{}", model[ask.instrument].name, label);
  };
  const auto number = [&] { return number_of(*situation.scenario, static_cast<std::size_t>(ask.event)); };
  switch (ask.kind) {
    case AskKind::corpus: {
      const std::string& base = model[ask.question].name;
      if (ask.event < 0 || situation.scenario->events.size() < 2) return base;
      return fmt::format("{}_e{}", base, number());
    }
    case AskKind::request: return fmt::format("request_of_{}", ask.state ? code() : "any");
    case AskKind::decision:
      if (ask.organ)
        return fmt::format("decision_{}_of_{}", model.word(ask.decision),
                           model[ask.organ.instrument].organs[ask.organ.index].name);
      if (!ask.state) return fmt::format("decision_{}", model.word(ask.decision));
      return fmt::format("decision_{}_of_{}", model.word(ask.decision), code());
    case AskKind::performance: return fmt::format("performance_of_{}", code());
    case AskKind::membership:
      return fmt::format("membership_of_{}_in_{}", code(), model[ask.instrument].name);
    case AskKind::territory: return fmt::format("territory_{}_of_{}", model[ask.place].name, code());
    case AskKind::wording: return fmt::format("wording_of_{}", provision());
    case AskKind::statehood: return fmt::format("statehood_of_{}", code());
    case AskKind::attacker:
      if (situation.scenario->events.size() < 2) return fmt::format("attacker_meant_by_{}", provision());
      return fmt::format("attacker_meant_by_{}_e{}", provision(), number());
    case AskKind::means:
      if (situation.scenario->events.size() < 2) return fmt::format("means_{}", model::name(ask.means));
      return fmt::format("means_{}_e{}", model::name(ask.means), number());
  }
  return {};
}

std::string text_of(const Program& program, const Situation& situation, const Ask& ask) {
  const Model& model = program.model();
  const auto spoken = [&] {
    return ask.state ? spoken_on(model[ask.state], situation.day) : std::string("the debtor");
  };
  const auto words = [](std::string_view name) {
    std::string text(name);
    std::ranges::replace(text, '_', ' ');
    return text;
  };
  switch (ask.kind) {
    case AskKind::corpus: {
      if (ask.event < 0 || situation.scenario->events.size() < 2) return model[ask.question].text;
      return fmt::format("{} ({})", model[ask.question].text,
                         situation.scenario->events[static_cast<std::size_t>(ask.event)].text);
    }
    case AskKind::request:
      return ask.state ? fmt::format("Did {} ask for it?", spoken())
                       : "Did any of those who may ask for it do so?";
    case AskKind::performance: return fmt::format("Does {} perform its own obligation?", spoken());
    case AskKind::decision:
      if (ask.organ) {
        const Organ& organ = model[ask.organ.instrument].organs[ask.organ.index];
        return fmt::format("Does the {} decide on {}?", organ.title.empty() ? words(organ.name) : organ.title,
                           words(model.word(ask.decision)));
      }
      return fmt::format("Does {} decide to {}?", ask.state ? spoken() : "each debtor, for itself,",
                         words(model.word(ask.decision)));
    case AskKind::membership:
      return fmt::format("Was {} bound by the {} on that day? The sources give no exact date.", spoken(),
                         model[ask.instrument].title);
    case AskKind::territory:
      return fmt::format("Is {} territory of {}?{}", model[ask.place].title, spoken(),
                         model[ask.place].is_disputed(situation.day) ? " The place is disputed." : "");
    case AskKind::statehood: return fmt::format("Is {} a state? Its recognition is disputed.", spoken());
    case AskKind::attacker:
      return fmt::format("Was the act that of a state that the {} means in {}?", model[ask.instrument].title,
                         words(model[ask.provision].label));
    case AskKind::wording:
      return fmt::format(
          "Did this wording of {} of the {} stand on that day? The sources give no exact date.",
          model[ask.provision].label, model[ask.instrument].title);
    case AskKind::means:
      return fmt::format("Were {} used, or their use threatened?", words(model::name(ask.means)));
  }
  return {};
}

QuestionKind kind_of(const Program& program, const Ask& ask) {
  switch (ask.kind) {
    case AskKind::corpus: return program.model()[ask.question].kind;
    case AskKind::decision:
    case AskKind::performance: return QuestionKind::decisional;
    case AskKind::territory:
    case AskKind::statehood: return QuestionKind::interpretive;
    default: return QuestionKind::factual;
  }
}

}  // namespace casus::engine
