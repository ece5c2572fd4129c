// A scenario day by day: what happens, what the texts ask newly, and what each debtor does in it, as far as it is told. Law and
// behaviour stand side by side; neither is inferred from the other.
#pragma once

#include <vector>

#include "engine/rounds.h"
#include "explain/answer.h"

namespace casus::analysis {

using namespace casus::model;

/// A duty or breach that comes out on a day and did not stand so before.
struct NewDuty {
  engine::Row
      row;  ///< of this debtor alone; its event counts in the whole scenario; its formula lives no longer
  explain::Item item;
  std::string sentence;
  /// Acts of the debtor in the whole scenario that touch whoever the duty is about, or, done toward nobody in particular,
  /// bear on its act: indexes of events. Not the event that triggers the duty.
  std::vector<std::size_t> did;
};

struct ReplayedDay {
  Day day;
  std::vector<std::size_t> events;  ///< indexes of that day's events
  std::vector<NewDuty> duties;      ///< as `explain::Answer` sorts them; no permissions
};

/// The days on which something happens, in order. A policy of the scenario's is not played: only what is told counts.
std::vector<ReplayedDay> replay(const engine::Program& program, const Scenario& scenario);

}  // namespace casus::analysis
