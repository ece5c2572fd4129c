// Whether a table made of data sets of others may be printed.
#include <fmt/format.h>

#include "history/rights.h"
#include "tool/history.h"

namespace casus::tool {

bool refuse_without_rights(std::span<const history::DataSet* const> sets, bool has_rights, diag::Sink& sink) {
  if (has_rights || history::may_pass_on(sets)) return false;
  for (const auto* set : sets)
    if (!set->may_pass_on)
      sink.add(
          diag::Code::no_right_to_pass_on, {}, fmt::format("the table is made of the {}", set->title),
          fmt::format("{} `--i-have-rights` says that you may have the table, by leave or because nobody "
                      "else gets it",
                      set->terms));
  return true;
}

}  // namespace casus::tool
