// Flip sets: which answers to the open questions of a situation bind or release whom, the smallest first; and
// what named readings make of it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "explain/answer.h"

namespace casus::analysis {

using namespace casus::model;

/// Answers to open questions, by the questions' names in the situation.
using Answers = std::map<std::string, bool>;

/// One duty, or one breach, of several debtors that stand alike.
struct Effect {
  std::uint32_t row = 0;  ///< an example: index into the result's rows
  StateSet debtors;
};

/// A minimal set of answers: without any one of them it does not do what it does.
struct FlipSet {
  Answers answers;
  std::string told;              ///< the answers as clauses: `the act is attributable to a state and …`
  std::vector<Effect> binds;     ///< what arises for sure by these answers, and by none fewer of them
  std::vector<Effect> releases;  ///< what by these answers cannot arise
  std::size_t bound = 0;         ///< states in `binds`
  std::size_t released = 0;      ///< states in `releases`
};

/// An open question, and how much turns on it.
struct Pivot {
  std::string id;
  std::string text;
  QuestionKind kind = QuestionKind::interpretive;
  std::size_t duties = 0;  ///< rows that depend on its answer; 0: it is asked and turns nothing
  StateSet debtors;        ///< whose
};

/// What the situation looks like under one reading of the corpus.
struct UnderReading {
  ReadingId reading;
  std::vector<std::string> answered;  ///< open questions of the situation that it answers
  std::vector<Effect> binds;          ///< what was open and arises under it
  std::vector<Effect> releases;       ///< what was open and does not arise under it
};

/// What several readings make of one open duty.
struct AcrossReadings {
  Effect effect;
  std::size_t bound = 0, open = 0, not_bound = 0;  ///< readings
};

struct Flip {
  std::vector<Effect> bound;  ///< what arises as things stand; no permissions, no standing duties
  std::vector<FlipSet> sets;  ///< fewest answers first, then whom they concern, then by name
  std::vector<Pivot> pivots;  ///< what most turns on first
  std::vector<UnderReading> readings;
  std::vector<AcrossReadings> across;  ///< for each open duty, where some reading answers a question of it
  bool complete = true;                ///< false where a duty hangs on more sets than are listed
};

/// The flip sets of the situation; `result` must come from `evaluator.evaluate` of it, `answer` from `explain::answer`.
/// Permissions are left out: nobody is bound by them.
Flip flip(engine::Evaluator& evaluator, const engine::Situation& situation, const engine::Result& result,
          const explain::Answer& answer);

}  // namespace casus::analysis
