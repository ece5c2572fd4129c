// Two arrangements compared, as text, document and page.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "explain/render.h"
#include "tool/arrangement_page.h"

namespace casus::tool {

/// A comparison and what it was made of; both must outlive it.
struct Compared {
  const std::vector<Arrangement>& sides;  ///< two
  const analysis::Comparison& comparison;
  std::string beneficiary;  ///< code
  Day day;
  Rows features;
};

void print_text(const Compared& compared, const explain::TableOptions& options);
nlohmann::ordered_json document(const Compared& compared);
Page page_of(const Compared& compared);

}  // namespace casus::tool
