// A count told: as text, as a document, as a table of values.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "analysis/count.h"
#include "explain/render.h"

namespace casus::tool {

/// What is told: the count, the definition behind it and, where it carries a figure for this protector, the comparison.
struct CountReport {
  const model::Model& model;
  const analysis::Count& count;
  const model::Definition& definition;
  model::StateId attacker;  ///< none: any outsider
  std::optional<analysis::PublishedComparison> comparison;
};

/// The page that `casus count` prints; lines break at `width` columns.
std::string count_text(const CountReport& report, std::size_t width);

/// The document `casus/count/1`.
nlohmann::ordered_json count_json(const CountReport& report, const explain::Provenance& provenance);

/// One line for each state that counts, or would but for one criterion, and each duty.
std::string count_csv(const CountReport& report);

}  // namespace casus::tool
