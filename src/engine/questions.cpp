// What is asked, and what is known of it: questions and their answers, and what an event amounts to.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

std::optional<bool> Evaluator::named_answer(const Ask& what) const {
  if (situation_->named_answers.empty()) return std::nullopt;
  // A question about one event may be answered with the event's number even where the number is left out in
  // print.
  const auto asked = name_of(program_, *situation_, what);
  const auto numbered =
      what.event < 0 ? std::string()
                     : fmt::format("{}_e{}", asked,
                                   number_of(*situation_->scenario, static_cast<std::size_t>(what.event)));
  for (const auto& [name, answer] : situation_->named_answers)
    if (name == asked || name == numbered) return answer;
  return std::nullopt;
}

/// What is known of a question that belongs to no event.
std::optional<bool> Evaluator::known(QuestionId id) const {
  if (const auto answer = situation_->answers[id.index()]; answer != 0) return answer > 0;
  Ask what{};
  what.question = id;
  return named_answer(what);
}

Truth Evaluator::ask(const Ask& what) {
  auto& questions = result_->questions;
  for (std::size_t i = 0; i < questions.size(); ++i)
    if (questions[i].ask == what) return diagram_.variable(static_cast<std::uint32_t>(i));
  if (const auto answer = named_answer(what)) return *answer ? yes : no;
  questions.push_back({what, false});
  decision_asked_ |= what.kind == AskKind::decision && !what.state && !what.organ;
  return diagram_.variable(static_cast<std::uint32_t>(questions.size() - 1));
}

/// What is known of a question where it is asked of this event: also by readings that speak of its kind only. Two that
/// disagree leave it open.
std::int8_t Evaluator::known_of(QuestionId id, std::int16_t index) const {
  std::int8_t known = situation_->answers[id.index()];
  if (index < 0 || situation_->supposed[id.index()]) return known;
  for (const auto& answer : situation_->limited) {
    if (answer.question != id || (answer.kinds & bit(event(index).kind)) == 0) continue;
    const std::int8_t said = answer.yes ? 1 : -1;
    if (known == -said) return 0;
    known = said;
  }
  return known;
}

Truth Evaluator::ask_question(QuestionId id, std::int16_t index) {
  if (!id) return yes;
  if (index >= 0)
    for (const auto& given : event(index).given)
      if (given.question == id) return given.yes ? yes : no;
  const Question& question = model()[id];
  Ask what{};
  what.question = id;
  what.event = question.per_event ? index : std::int16_t{-1};
  if (question.per_series && !in_series(id, index)) return named_answer(what).value_or(false) ? yes : no;
  if (const auto known = known_of(id, index); known != 0) return known > 0 ? yes : no;
  return ask(what);
}

/// True where an earlier event of a kind that the question is asked of had the same actor and struck the same state.
bool Evaluator::in_series(QuestionId id, std::int16_t index) const {
  const KindSet kinds = program_.kinds_asked(id);
  if (index < 0 || (kinds & bit(event(index).kind)) == 0) return false;
  const Event& late = event(index);
  for (std::int16_t i = 0; i < index; ++i) {
    const Event& early = event(i);
    if ((kinds & bit(early.kind)) == 0) continue;
    const bool same_actor = late.by.empty() && early.by.empty() ? late.by_non_state == early.by_non_state
                                                                : late.by.intersects(early.by);
    if (same_actor && std::ranges::any_of(early.against, [&](StateId struck) {
          return std::ranges::find(late.against, struck) != late.against.end();
        }))
      return true;
  }
  return false;
}

/// Was the attack unprovoked? What is said of this very event counts; else it was not where its victim had struck or, if
/// the lexicon's question is answered so, threatened an attacker before; else it is asked.
Truth Evaluator::unprovoked(const Binding& binding) {
  const QuestionId id = program_.unprovoked();
  Truth earlier = no;
  if (binding.event > 0 && binding.victim && program_.provocation()) {
    Ask of_event{};
    of_event.question = id;
    of_event.event = binding.event;
    const bool said = named_answer(of_event).has_value() ||
                      std::ranges::any_of(event(binding.event).given,
                                          [&](const auto& given) { return given.question == id; });
    for (std::int16_t i = 0; i < binding.event && !said; ++i) {
      const Event& e = event(i);
      if (e.by.contains(binding.victim.index()) && std::ranges::any_of(e.against, [&](StateId struck) {
            return binding.attackers.contains(struck.index());
          }))
        earlier = diagram_.either(earlier, amounts(i, program_.provocation()));
    }
  }
  if (earlier.is_yes()) return no;
  return diagram_.both(diagram_.negate(earlier), ask_question(id, binding.event));
}

Truth Evaluator::ask_ways(const Ways& ways, std::int16_t index) {
  Truth any = no;
  for (const auto& way : ways) {
    Truth all = yes;
    for (auto question : way) all = diagram_.both(all, ask_question(question, index));
    any = diagram_.either(any, all);
    if (any.is_yes()) break;
  }
  return any;
}

ActorClass Evaluator::actor_class(const Event& event) const {
  if (!event.by.empty()) return ActorClass::state;
  return event.by_non_state ? ActorClass::non_state : ActorClass::unknown;
}

/// Each event is weighed once for each concept, however many clauses look at it.
Truth Evaluator::amounts(std::int16_t index, ConceptId concept_id) {
  if (!concept_id) return no;
  const std::size_t at = static_cast<std::size_t>(index) * model().concepts.size() + concept_id.index();
  if (at >= weighed_.size()) weighed_.resize(at + model().concepts.size());
  if (weighed_[at].evaluation == evaluation_) return weighed_[at].truth;
  const Truth truth = weigh(index, concept_id);
  weighed_[at] = {evaluation_, truth};  // weighing one event may have weighed others
  return truth;
}

Truth Evaluator::weigh(std::int16_t index, ConceptId concept_id) {
  const Event& e = event(index);
  const Truth met = ask_ways(program_.ways(actor_class(e), e.kind, concept_id), index);
  if (met.is_no() || index == 0 || e.by.empty() || !program_.defence_matters(concept_id)) return met;
  // Force against whoever struck first is no attack on him, unless the question that the lexicon names is
  // answered so.
  Truth defence = no;
  for (auto target : e.against) defence = diagram_.either(defence, in_defence(index, e.by, target, false));
  if (defence.is_no()) return met;
  const Truth in_answer = ask_ways(program_.ways(ActorClass::defender, e.kind, concept_id), index);
  return diagram_.either(diagram_.both(diagram_.negate(defence), met), diagram_.both(defence, in_answer));
}

}  // namespace casus::engine
