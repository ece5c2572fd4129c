// Expectations of a scenario, held against its answer.
#pragma once

#include <optional>
#include <string>

#include "explain/answer.h"

namespace casus::explain {

/// Nothing where the expectation is met; else one sentence that says what came out instead.
std::optional<std::string> unmet(Evaluator& evaluator, const Situation& situation, const Result& result,
                                 const Answer& answer, const Expectation& expectation);

}  // namespace casus::explain
