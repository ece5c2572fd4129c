#include "model/check.h"

#include "model/check_parts.h"

namespace casus::model {

std::optional<Day> surely_overlap(const Spell& a, const Spell& b) {
  const Day from = std::max(a.from.latest, b.from.latest);
  const Day to = std::min(a.to.earliest, b.to.earliest);
  return from < to ? std::optional(from) : std::nullopt;
}

void check(Model& model, diag::Sink& sink) {
  check_world(model, sink);
  check_instruments(model, sink);
  check_provisions(model, sink);
  check_reach(model, sink);
  // Last: the others look at the links as they were written.
  break_circles(model, sink);
}

}  // namespace casus::model
