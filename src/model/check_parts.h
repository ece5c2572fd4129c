// The parts of the check, one function a file. Internal to src/model.
#pragma once

#include <vector>

#include "diag/sink.h"
#include "model/model.h"

namespace casus::model {

/// States: codes that two bear at once, spells of existence that overlap.
void check_world(const Model& model, diag::Sink& sink);
/// Instruments: force, roles, citation, status, and who is bound when.
void check_instruments(const Model& model, diag::Sink& sink);
/// Provisions: triggers, duties, deadlines, decisions that nobody takes, proposals that are cited as law.
void check_provisions(const Model& model, diag::Sink& sink);
/// Areas with no place in them and clauses that nothing can set off.
void check_reach(const Model& model, diag::Sink& sink);
/// Provisions that wait for each other or take their duties from each other. Reports a circle and takes one
/// link out.
void break_circles(Model& model, diag::Sink& sink);

/// The days of a spell with vague ends counted in its favour, `[from, to)`.
struct Period {
  Day from = Day::min();
  Day to = Day::max();
  bool empty() const { return from >= to; }
};
inline Period hull(const Spell& spell) { return {spell.from.earliest, spell.to.latest}; }
inline Period meet(Period a, Period b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }
/// The first day that lies in both whatever the vague ends turn out to be, if there is one.
std::optional<Day> surely_overlap(const Spell& a, const Spell& b);

/// The decisions that some duty of the corpus leaves to somebody, or some condition turns on, as sorted
/// words.
std::vector<std::string_view> decisions_of_duties(const Model& model);

}  // namespace casus::model
