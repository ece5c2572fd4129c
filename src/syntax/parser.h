// From tokens to the tree. Never fails: what cannot be placed becomes a `fault` node and one diagnostic.
#pragma once

#include <string>

#include "diag/sink.h"
#include "syntax/tree.h"

namespace casus::syntax {

/// Parses a whole source.
Tree parse(std::string text, SourceId source, diag::Sink& sink);

/// Parses one line of a scenario, as given to `casus ask`: an event, or several separated by `;` or by
/// nothing. The tree's root holds the slots directly.
Tree parse_scenario_line(std::string text, SourceId source, diag::Sink& sink);

}  // namespace casus::syntax
