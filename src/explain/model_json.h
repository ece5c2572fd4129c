// The resolved model as JSON: what `casus dump --stage model` prints. Schema `casus/dump-model/1`.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "model/model.h"

namespace casus::explain {

/// Everything in the model, names in place of ids: states by code, places, questions and concepts by name,
/// provisions as
/// `{instrument, provision}`. Lists keep the model's order. An exact day is an ISO date, a vague one
/// `{earliest, latest}`, an open end null.
nlohmann::ordered_json model_json(const model::Model& model);

}  // namespace casus::explain
