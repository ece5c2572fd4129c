// Which rows an evaluation is wanted for. A sweep over every pair of states that asks for help alone need not look at
// clauses that speak of other things.
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <vector>

#include "engine/program.h"

namespace casus::engine {

/// A set of acts.
using ActSet = std::bitset<static_cast<std::size_t>(Act::count_)>;

/// The acts at least as strong as `act`: talk, support, sanctions, resources, force, and inside a family the order of
/// `acts.inc`. Nothing for an act of another family: permission, upkeep and restraint have no place in that order.
std::optional<ActSet> acts_at_least(Act act);

struct Row;

/// The clauses that have to be looked at for duties to do one of some acts: those that contain one, those that they
/// come after, and those that they yield to. Rows found under a focus are the rows found without it, filtered by
/// `keeps`; truths are the same formulas, though questions may be numbered otherwise.
class Focus {
 public:
  Focus(const Program& program, const ActSet& acts);

  const ActSet& acts() const { return acts_; }
  /// True where the duty is to do one of the acts (`must` or `should`).
  bool wants(const Duty& duty) const {
    return acts_.test(static_cast<std::size_t>(duty.act)) &&
           (duty.modality == Modality::must || duty.modality == Modality::should);
  }
  /// True for the rows that the caller wants: no breaches.
  bool keeps(const Row& row) const;
  /// True where the clause is looked at.
  bool looks_at(ClauseId clause) const { return looked_at_[clause.index()]; }
  /// True where the duty of the clause becomes a row, if only for others to yield to.
  bool emits(ProvisionId provision, const Duty& duty) const {
    return wants(duty) || whole_[provision.index()];
  }

  // What `Program` lists under these names, as far as it is looked at.
  std::span<const Candidate> protecting(StateId victim) const { return protecting_[victim.index()]; }
  std::span<const Candidate> mutual(StateId state) const { return mutual_[state.index()]; }
  std::span<const Candidate> free(EventKind kind) const { return free_[static_cast<std::size_t>(kind)]; }
  std::span<const Concerning> concerning(StateId state) const { return concerning_[state.index()]; }
  std::span<const Dependent> dependent() const { return dependent_; }
  std::span<const Standing> neutral() const { return neutral_; }

 private:
  void mark(const Program& program);

  ActSet acts_;
  std::vector<bool> looked_at_;  ///< by clause
  std::vector<bool> whole_;      ///< by provision: all its duties are wanted, because another yields to it
  std::vector<std::vector<Candidate>> protecting_;
  std::vector<std::vector<Candidate>> mutual_;
  std::array<std::vector<Candidate>, kind_count> free_;
  std::vector<std::vector<Concerning>> concerning_;
  std::vector<Dependent> dependent_;
  std::vector<Standing> neutral_;
};

}  // namespace casus::engine
