// One sentence for one result, filled from its fields in a fixed order: source, trigger as matched, debtor,
// modality and act, form, deadline, limits, process, and what it hangs on.
#pragma once

#include <string>
#include <vector>

#include "explain/words.h"

namespace casus::explain {

/// What one row says of one debtor.
struct Told {
  StateId debtor;
  std::vector<Term> terms;  ///< what it hangs on; empty where it arises
  bool complete = true;     ///< false where there are more minimal terms than are listed
};

/// `Under the North Atlantic Treaty, article 5, an armed attack on Poland having occurred, the United States
/// is bound to …`
std::string sentence(Evaluator& evaluator, const Situation& situation, const Result& result, const Row& row,
                     const Told& told);

/// Sentences put together: where two differ in the name of their debtor alone, the first speaks for both. `The same holds` is
/// then true to the letter, also where a proviso or a treaty concerns some of the debtors only.
class SpokenTogether {
 public:
  /// Adds what holds of one debtor; `name` is how the sentence calls it. Debtors come in the order of their codes.
  void add(const std::string& code, std::string_view name, const std::string& sentence);
  /// Each sentence once, with whom else it holds of.
  std::vector<std::string> told() const;

  struct Spoken {
    std::string sentence;  ///< of the first debtor
    std::string pattern;   ///< the same with its name taken out
    std::vector<std::string> debtors;
  };
  const std::vector<Spoken>& list() const { return list_; }

 private:
  std::vector<Spoken> list_;
};

/// The object of the row's duty in words: `Poland`, `the parties`; empty where there is none.
std::string object_words(const Model& model, const Row& row, Day day, StateId debtor = {});

/// Whether the instrument counts only because the scenario supposes so.
bool is_supposed(const Model& model, const Situation& situation, InstrumentId instrument);

/// The day that a row is judged on.
Day day_of_row(const Situation& situation, const Row& row);

/// The provisos that the duty has for this debtor on that day.
std::vector<const Proviso*> provisos_for(const Model& model, const Row& row, StateId debtor, Day day);

}  // namespace casus::explain
