// Checks that need the whole model: what a treaty lawyer would call a fault though every word is known.
#pragma once

#include "diag/sink.h"
#include "model/model.h"

namespace casus::model {

/// Reports the domain faults of the corpus: duplicate codes, overlapping spells, parties bound before the
/// instrument or the state existed, clauses that can never come into play, provisions without citation or
/// status, and so on. Where provisions wait for each other in a circle, one link is taken out, so that
/// whoever walks them comes to an end.
void check(Model& model, diag::Sink& sink);

}  // namespace casus::model
