// Expectations of a scenario, held against its answer.
#pragma once

#include <optional>
#include <string>

#include "engine/rounds.h"
#include "explain/answer.h"

namespace casus::explain {

/// Nothing where the expectation is met; else one sentence that says what came out instead.
std::optional<std::string> unmet(Evaluator& evaluator, const Situation& situation, const Result& result,
                                 const Answer& answer, const Expectation& expectation);

/// The same of an expectation that names a round of the chain: held against what stands in that round alone.
std::optional<std::string> unmet_in_round(const engine::Program& program, const engine::Chain& chain,
                                          const Expectation& expectation);

}  // namespace casus::explain
