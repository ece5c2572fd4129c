// Why a case of a backtest came out as it did, in words that a reader can check against the sources.
#pragma once

#include <string>

#include "history/backtest.h"

namespace casus::history {

/// `AUH attacks SRB, 1914-07-29`.
std::string attack_words(const model::Model& model, const Attack& attack);

/// `joined 1914-08-01`, `stayed out`, `fought against it from 1915-05-23, struck first`.
std::string conduct_words(const Case& one);

/// Questions, each once, without event and alliance: `adversary, location`.
std::string question_words(const std::vector<std::string>& names);
/// Those that an open case hangs on.
std::string open_words(const engine::Program& program, const Backtest& backtest, const Case& one);

/// Tells of one conflict why pledges that did not come due did not: the clause's step that fails for the attack that comes nearest.
class Reasons {
 public:
  Reasons(const engine::Program& program, const Conflict& conflict, const Definition& definition);

  /// `fails at victim: it was the attacker`; says so where nobody attacked the partner at all while the pledge stood.
  std::string why_not_due(const Case& one);

 private:
  const engine::Program& program_;
  const Conflict& conflict_;
  bool asks_;  ///< whoever is struck asks for help
  engine::Evaluator evaluator_;
  Staged staged_;
  engine::Situation situation_;
  engine::Result result_;
};

/// Why it came out so, without the answer of `Reasons`: what brought it about or what it hangs on, and what the member did.
std::string reason_words(const engine::Program& program, const Backtest& backtest, const Case& one);

}  // namespace casus::history
