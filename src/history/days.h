// Days of spells, and the codes of the Correlates of War that states bear in them.
#pragma once

#include <utility>
#include <vector>

#include "model/model.h"

namespace casus::history {

/// The days of a spell, those in doubt among them; the second is exclusive.
std::pair<Day, Day> days_of(const Spell& spell);

/// The days of both, as vague as whichever end decides.
Spell meet(const Spell& a, const Spell& b);

/// The first of January.
Day first_day(int year);
int year_of(Day day);

/// A code in a run of days; the end is exclusive.
struct CodeDays {
  int code;
  Day begin;
  Day end;
};
/// By state, in order of time.
using Codes = std::vector<std::vector<CodeDays>>;

/// Which code each state bears, and when: none on days on which it is not in the state system.
Codes codes_borne(const model::Model& model);

/// Under which code the data of the field would tell each state, on every day there is: the one it bears, else the next that it
/// will bear, else the last. Nothing for a state that never bears one.
Codes codes_known(const model::Model& model);

/// Runs of one kind that touch or overlap put together; `same` says which are of one kind, the list is sorted by kind and begin.
template <class Run, class Same>
void merge_runs(std::vector<Run>& runs, Same same) {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < runs.size(); ++i) {
    if (same(runs[kept], runs[i]) && runs[i].begin <= runs[kept].end) {
      if (runs[kept].end < runs[i].end) runs[kept].end = runs[i].end;
    } else {
      runs[++kept] = runs[i];
    }
  }
  if (!runs.empty()) runs.resize(kept + 1);
}

}  // namespace casus::history
