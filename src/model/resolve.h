// From trees to the model: names are bound, words are checked against the closed vocabulary, and the domain's
// own rules are applied. Every fault is a diagnostic; the model that comes out holds what could be
// understood.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "diag/sink.h"
#include "model/model.h"
#include "syntax/tree.h"

namespace casus::model {

/// One parsed source and its layer: an item of a higher layer replaces the item of the same kind and name
/// below.
struct Layered {
  const syntax::Tree* tree;
  int layer = 0;
};

/// Resolves all sources together.
Model resolve(std::span<const Layered> sources, diag::Sink& sink);

/// Resolves the events, suppositions and other slots of a line (`syntax::parse_scenario_line`) into
/// `scenario`, whose date must be set if the line gives none.
void resolve_line(Model& model, const syntax::Tree& line, Scenario& scenario, diag::Sink& sink);

/// What a line may add to a model: words and classes that no instrument has, and the conditions of its suppositions. For whoever
/// resolves one line after the other against the same model.
struct LineMark {
  std::size_t words = 0;
  std::size_t classes = 0;
  std::size_t conditions = 0;
};
LineMark mark_before_line(const Model& model);
/// Takes off what lines have added since the mark.
void forget_lines(Model& model, const LineMark& mark);

/// The policy that a line of `honour` slots says; nothing, and diagnostics, where it says none.
std::optional<Policy> resolve_policy(Model& model, const syntax::Tree& line, diag::Sink& sink);

}  // namespace casus::model
