// A chain of rounds in words and as a document.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/rounds.h"
#include "explain/words.h"

namespace casus::explain {

/// True where the event is one of the scenario's own, not one that the policy adds.
bool is_told(const engine::Chain& chain, const Event& event);

/// `Supposing that all debtors but Italy do the least that the texts ask.`
std::string policy_words(const Model& model, const Policy& policy, Day day);

/// The chain, one block a round: what happens, on what day and under which provision; then the duties
/// and breaches that newly come out; no permissions and nothing that stands at all times.
std::string chain_lines(const engine::Program& program, const Situation& situation,
                        const engine::Chain& chain, std::size_t width);

/// `{"honour": "all", "except": [], "form": "least", "force": []}`.
nlohmann::ordered_json policy_json(const Model& model, const Policy& policy);

/// The rounds: `[{"round": 2, "events": […], "duties": […]}]`.
nlohmann::ordered_json chain_json(const Model& model, const engine::Chain& chain);

}  // namespace casus::explain
