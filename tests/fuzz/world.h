// What the fuzz targets share.
#pragma once

#include <string>
#include <string_view>

#include "model/model.h"
#include "syntax/tree.h"

namespace casus::fuzz {

/// Ends the run where something that must hold does not.
void require(bool holds, std::string_view what);

/// The world of `world.casus`, parsed.
const syntax::Tree& world();

/// Compiles the model and evaluates the scenario, every step of every clause with it.
void evaluate(const model::Model& model, const model::Scenario& scenario);

}  // namespace casus::fuzz
