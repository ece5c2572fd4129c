// Who stands for whom: the one place that gaps and atlas ask. A count asks for every duty with what it fails, and has its own.
#pragma once

#include <string>
#include <vector>

#include "analysis/situations.h"
#include "engine/focus.h"

namespace casus::analysis {

using engine::acts_at_least;
using engine::ActSet;
using engine::Cover;

/// Who stands for a state that is struck, each state once, under the firmest that holds for it.
using Covered = engine::Helpers;

/// One row that counts: who stands under it, and how firmly.
struct Ground {
  std::uint32_t row = 0;  ///< index into `Coverer::result().rows`
  Cover cover = Cover::none;
  StateSet helpers;  ///< neither the state struck nor its attacker
};

/// Finds who stands for a state that is struck, one incident after the other; keeps its memory between them. It is one
/// thread's.
class Coverer {
 public:
  /// `acts` are what counts as help (see `acts_at_least`). The suppositions, readings and facts of `terms` hold in
  /// every incident; its events are not looked at. Without `consultation` nobody is found who need only consult, and the
  /// search is faster.
  Coverer(const engine::Program& program, const ActSet& acts, const Scenario& terms = {},
          bool consultation = true);
  Coverer(const Coverer&) = delete;
  Coverer& operator=(const Coverer&) = delete;

  /// Who stands for the victim of the incident on the day: nobody where attacker and victim are the same or the kind
  /// strikes nobody.
  const Covered& cover(const Incident& incident, Day day);

  /// The rows behind the last `cover`, in the order of the result. Empty for an incident that struck nobody.
  std::vector<Ground> grounds() const;
  /// Names of the questions on which the help of any state in `open` of the last `cover` hangs, sorted.
  std::vector<std::string> open_questions() const;
  /// The rows of the last `cover`: duties to do one of `acts`, or to consult; formulas live until the next call.
  const engine::Result& result() const { return result_; }
  const engine::Situation& situation() const { return situation_; }
  /// For proofs and words of those rows; other situations belong to another evaluator.
  engine::Evaluator& evaluator() { return evaluator_; }

 private:
  const engine::Program& program_;
  ActSet acts_;
  engine::Focus focus_;
  Scenario scenario_;
  engine::Situation situation_;
  mutable engine::Evaluator evaluator_;
  engine::Result result_;
  Covered covered_;
  bool warm_ = false;
};

}  // namespace casus::analysis
