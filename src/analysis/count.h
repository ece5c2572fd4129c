// How many states one state is bound to defend, under a named definition, and on which clauses each rests.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/situations.h"

namespace casus::analysis {

/// What a definition asks of a duty before the state that it protects is counted.
enum class Criterion : std::uint8_t {
  force,       ///< the text has such force
  modality,    ///< the duty is one to act
  act,         ///< it asks for such an act
  discretion,  ///< it leaves no more open than that
  status,      ///< its coding has come so far
  protects,    ///< the state protected holds a role in the text
  open,        ///< it hangs on no open question
  text,        ///< the text is among those that the definition names
};
std::string_view name(Criterion criterion);

/// One duty of the protector toward a state, brought about by an attack on it or standing at all times.
struct ConsideredDuty {
  ProvisionId provision;
  const Duty* duty = nullptr;
  StateId attacker;  ///< an outsider whose attack brings it about, surely where any does; the first by code
  bool open = false;
  std::vector<std::map<std::string, bool>> on_questions;  ///< minimal sets of answers, by question name
  bool complete = true;                                   ///< false where there are more sets than are listed
  std::vector<Criterion> fails;                           ///< empty: the duty counts
};

/// One state with every duty of the protector toward it, in the order of the corpus.
struct ProtectedState {
  StateId state;
  bool counts = false;
  bool open = false;  ///< every duty that counts hangs on an open question
  std::vector<ConsideredDuty> duties;
};

struct Count {
  StateId protector;
  Day day;
  std::vector<ProtectedState> states;  ///< all that exist on the day but the protector, by code
  std::size_t total = 0;
  std::size_t open = 0;  ///< of the total
};

/// Counts the states for which `protector` is bound to act if an outsider attacks them on the day of `base`: a state that
/// holds no role, for sure or in doubt, in the text that binds. `base` gives the day, readings and suppositions, and no
/// events; what the definition takes as answered is added to it. With `attacker` only its attacks are looked at.
Count count(engine::Evaluator& evaluator, const Scenario& base, const Definition& definition,
            StateId protector, StateId attacker = {});

/// Of the duties that do not count, those that fail the fewest criteria; of these not those of texts that the definition
/// does not name, where there are others. Empty where there is none.
std::vector<const ConsideredDuty*> nearest_duties(const ProtectedState& state);

/// True where the duty fails one criterion alone and asks its debtor to act: a permission, or a duty of another kind than to
/// help or to consult, is no near miss.
bool nearly_counts(const ConsideredDuty& considered);

/// What the duty hangs on: `a and not b or c`; empty where it arises.
std::string question_words(const ConsideredDuty& considered);

/// Why the duty does not count by this criterion: `the text is political`.
std::string fail_words(const Model& model, const ConsideredDuty& considered, Criterion criterion,
                       StateId state, Day day);

/// The published figure beside ours.
struct PublishedComparison {
  std::int64_t difference = 0;  ///< ours less theirs
  std::vector<const ProtectedState*> theirs_only;
  std::vector<StateId> theirs_gone;  ///< counted there, and no state on our day
  std::vector<const ProtectedState*> ours_only;
};
PublishedComparison compare_with_published(const Count& count, const PublishedCount& published);

}  // namespace casus::analysis
