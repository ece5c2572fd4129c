// What a treaty lawyer would mark in a text, and what a coder has overlooked.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/select.h"

namespace casus::catalogue {

enum class LintClass : std::uint8_t {
  coding,    ///< the coding is at fault, or says less than it should
  drafting,  ///< the text itself leaves something open, or takes with one hand what it gives with the other
};

struct LintRule {
  std::string_view name;
  LintClass kind;
  std::string_view meaning;  ///< one sentence
};
/// All rules, in the order in which their findings are told.
std::span<const LintRule> lint_rules();

struct Finding {
  const LintRule* rule = nullptr;
  InstrumentId instrument;
  ProvisionId provision;  ///< none: the instrument itself
  Span span;
  std::string message;
  std::string reason;  ///< why it is accepted, as `accept RULE "…"` in the file says; empty: it is not
};

/// Looks at every instrument of the model. Findings stand in the order of the corpus and within one text in that of the
/// rules. An `accept` line that accepts nothing is a finding of its own.
std::vector<Finding> lint(const Model& model);

}  // namespace casus::catalogue
