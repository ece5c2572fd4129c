// The answer to one scenario, as values: what the table, the JSON document and the expectations are made of.
// Rows are split by debtor here and nowhere else.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "explain/sentence.h"

namespace casus::explain {

enum class Status : std::uint8_t { arises, open };

/// One duty, permission or breach of one debtor.
struct Item {
  std::uint32_t row =
      0;  ///< index into the result's rows; of several events that bring it about, the firmest
  StateId debtor;
  engine::Truth truth;  ///< that any of those events brings it about
  Status status = Status::arises;
  std::vector<std::map<std::string, bool>> on_questions;  ///< minimal disjunctive form, by question name
  bool complete = true;
};

/// What the answer tells of one open question.
struct OpenQuestion {
  std::string id;
  std::string text;
  QuestionKind kind = QuestionKind::interpretive;
  bool pivotal = false;
  bool contested = false;
  std::vector<std::string> asserted;  ///< `EST: yes`
};

struct Answer {
  std::vector<Item> items;  ///< sorted by instrument, provision, act, debtor
  std::vector<OpenQuestion> questions;
};

/// Splits the result by debtor and names its questions. What several events bring about, under the same duty for the same
/// debtor and victim, and against the same states where it is done against somebody, stands once and arises if any of them
/// does.
Answer answer(Evaluator& evaluator, const Situation& situation, const Result& result);

std::string_view name(Status status);
std::string_view name(engine::Cover cover);

/// Why a state is not bound: the clause that comes nearest, and where it fails.
struct WhyNot {
  ProvisionId provision;
  ClauseId clause;
  std::int16_t event = -1;
  StateId victim;
  engine::Step failed;
  std::size_t passed = 0;   ///< steps that held before the first that fails
  std::size_t failing = 0;  ///< steps that fail: the fewer, the nearer
};

/// For one debtor: each clause that could bind it and does not, nearest miss first.
std::vector<WhyNot> why_not(Evaluator& evaluator, const Situation& situation, Result& result, StateId debtor);

/// Every clause that an event can bring into play.
std::vector<ClauseId> clauses_that_events_trigger(const Model& model);

/// Clauses that stand on the day of an event, speak of it and can protect one of its victims, in the order of the corpus: those
/// among which a near miss is found.
std::vector<ClauseId> clauses_at_issue(const Evaluator& evaluator, const Situation& situation);

/// As `why_not`, of some clauses only, and only of those of texts that are in force and in which the debtor holds a role
/// that owes the duty.
std::vector<WhyNot> why_not_as_holder(Evaluator& evaluator, const Situation& situation, Result& result,
                                      StateId debtor, std::span<const ClauseId> among);

/// The failing step as words: `fails at  victim is a party`, `Moldova is none`.
struct FailWords {
  std::string step;
  std::string reason;
};
FailWords fail_words(const engine::Program& program, const Situation& situation, const WhyNot& why,
                     StateId debtor);

}  // namespace casus::explain
