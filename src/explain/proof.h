// Proofs: the steps by which a duty came about, each with what it rests on. Built only when asked for, out of
// what the evaluation already knows; the cost is that of one clause.
#pragma once

#include <string>
#include <vector>

#include "explain/answer.h"

namespace casus::explain {

enum class StepStatus : std::uint8_t { holds, open, fails };

struct ProofStep {
  StepStatus status = StepStatus::holds;
  std::string title;  ///< what is tested: `in force`, `who is protected`
  std::string text;   ///< what it rests on: `Poland is party since 12 March 1999`
};

struct Proof {
  Item item;
  std::string sentence;
  std::string gist;
  std::string phrase;
  std::string cite;
  std::string note;
  std::vector<ProofStep> steps;
};

/// The proof of one item of the answer.
Proof prove(Evaluator& evaluator, const Situation& situation, Result& result, const Item& item);

/// As an indented tree for people.
std::string render_proof(const Model& model, const Result& result, const Proof& proof, bool colour,
                         std::size_t width);

}  // namespace casus::explain
