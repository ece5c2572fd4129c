// Duties of one debtor that exclude each other, searched for over every attack of a day, or over every two attacks that
// share a state.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analysis/situations.h"

namespace casus::analysis {

/// What one provision asks for: `must_not use_force`.
struct Asked {
  Modality modality = Modality::must;
  Act act = Act::assist;
  friend auto operator<=>(const Asked&, const Asked&) = default;
};

/// How small a situation is, smallest first: fewer events, fewer questions to be answered before both duties hold, fewer
/// events outside home territory; among equals the first in the order of the search (codes of states, then places).
struct Smallness {
  std::uint32_t events = 0;
  std::uint32_t answers = 0;
  std::uint32_t abroad = 0;
  std::uint64_t order = 0;
  friend auto operator<=>(const Smallness&, const Smallness&) = default;
};

/// Two provisions that bind one debtor to acts that exclude each other.
struct ConflictFinding {
  ProvisionId first;  ///< by the names of the instruments and the labels
  ProvisionId second;
  std::vector<std::pair<Asked, Asked>> acts;  ///< sorted
  StateSet debtors;                           ///< in any situation
  std::uint64_t situations = 0;               ///< with one event
  std::uint64_t pairs = 0;                    ///< with two
  std::int8_t prevails = 0;                   ///< 0 neither by rank, 1 the first, 2 the second
  Smallness size;
  std::vector<Incident> witness;
};

/// What is searched.
struct ConflictSearch {
  Day day;
  Scenario given;  ///< readings and suppositions that hold in every situation; its events are not looked at
  int events = 1;  ///< 1, or 2: also every two events that share a state
  std::vector<EventKind> kinds = {EventKind::armed_attack};
  StateId debtor;        ///< only conflicts of this state; none: of all
  unsigned threads = 1;  ///< the answer is the same for any number
};

/// Where a search stands: which chunks of it are done, and what they have found. A search that goes on from here ends with
/// the same findings as one that was never stopped.
struct ConflictProgress {
  std::vector<bool> done;  ///< by chunk; empty: nothing yet
  std::vector<ConflictFinding> findings;
};

/// States that nothing tells apart on a day: with any two of one group exchanged, every answer is the same with the two
/// exchanged.
struct StateGroups {
  std::vector<StateId> states;                      ///< all, by code
  std::vector<std::uint32_t> group;                 ///< by index into `states`
  std::vector<std::uint32_t> rank;                  ///< by index into `states`: its place in its group
  std::vector<std::vector<std::uint32_t>> members;  ///< by group: indexes into `states`, ascending
};
/// Groups the states of the day by everything that clauses, areas, roles and what is given look at. With `apart` each state
/// is a group of its own.
StateGroups group_states(const Model& model, const ConflictSearch& search, bool apart = false);

/// All situations of a day, in chunks that can be searched one by one. Of situations that differ only by states of one group
/// the first stands for all.
class ConflictSpace {
 public:
  /// `apart`: no state stands for another; for checks.
  ConflictSpace(const engine::Program& program, ConflictSearch search, bool apart = false);

  const engine::Program& program() const { return program_; }
  const ConflictSearch& search() const { return search_; }
  std::size_t chunk_count() const { return chunk_count_; }
  /// Situations in all, those that others stand for among them.
  std::uint64_t situation_count() const { return situation_count_; }

  /// What the situations of one chunk show; one evaluator a thread.
  std::vector<ConflictFinding> search_chunk(std::size_t chunk, engine::Evaluator& evaluator) const;

 private:
  struct Single {
    Incident incident;
    std::uint32_t attacker;  ///< index into the states of the groups
    std::uint32_t victim;
    std::uint64_t order;  ///< by codes, kinds and places
    std::uint64_t stands_for;
  };
  std::uint64_t order_of(std::uint32_t attacker, std::uint32_t victim, std::size_t kind) const;
  template <class Visit>
  void seconds(const Single& first, Visit visit) const;
  void expand(std::vector<ConflictFinding>& findings) const;

  const engine::Program& program_;
  ConflictSearch search_;
  StateGroups groups_;
  std::vector<Single> singles_;  ///< one event each
  std::vector<Single> firsts_;   ///< those of them that the first of two events may be
  std::size_t single_chunks_ = 0;
  std::size_t chunk_count_ = 0;
  std::uint64_t situation_count_ = 0;
};

/// Places of `victim` on the day other than its home territory, one of each class: no area, region or rule of the corpus tells
/// the places of one class apart. In the order of their names.
std::vector<PlaceId> place_classes(const Model& model, StateId victim, Day day);

/// Searches what is not done yet, on as many threads as the search says. `tick` is called on the calling thread now and
/// then, with the number of chunks done; where it returns false the search stops after the chunks at hand. True where the
/// search is complete. Findings are sorted by the names of the provisions.
bool search_conflicts(const ConflictSpace& space, ConflictProgress& progress,
                      const std::function<bool(std::size_t)>& tick = {});

/// Conflicts of one scenario, as findings without a witness.
std::vector<ConflictFinding> conflicts_of(engine::Evaluator& evaluator, const engine::Situation& situation,
                                          engine::Result& result);

/// The scenario of a witness, with what the search takes as given.
Scenario witness_scenario(const Model& model, const ConflictSearch& search, const ConflictFinding& finding);

/// On what a conflict hangs in one situation, for those debtors whom it binds on the fewest answers.
struct JointCondition {
  StateSet debtors;  ///< all of them on the very same answers
  StateSet others;   ///< debtors of the finding whom it binds in this situation on other answers
  std::vector<std::map<std::string, bool>>
      terms;  ///< minimal sets of answers by question name; empty: it arises
  bool complete = true;
  std::string words;  ///< the terms in words; empty where it arises
  StateId told;       ///< the debtor whom the sentences are about: the first by its code
  std::string first;  ///< under the first provision that debtor is bound to …
  std::string second;
  /// The provisions of the two with a proviso for every debtor here: what it says of them may leave room for both.
  std::vector<ProvisionId> leaves_room;
};
/// Evaluates the witness again and says on what the finding hangs there, and for whom.
JointCondition joint_condition(engine::Evaluator& evaluator, const ConflictFinding& finding,
                               const Scenario& scenario);

}  // namespace casus::analysis
