// What `casus agree corpus` prints: a table, comma-separated values, a document.
#pragma once

#include <string>

#include "history/accession.h"
#include "tool/session.h"

namespace casus::tool {

/// The document `accession`: days and pledges by pair, and the summary.
std::string accession_json(Session& session, const history::AccessionCheck& check);

/// One line a spell; a side that lacks it, or goes on through a gap of the other, says `NA`.
std::string accession_csv(const model::Model& model, const history::AccessionCheck& check);
/// A table a pair, and the summary.
std::string accession_text(const model::Model& model, const history::AccessionCheck& check);

/// One line a pledge and pair.
std::string pledges_csv(const model::Model& model, const history::AccessionCheck& check);
std::string pledges_text(const model::Model& model, const history::AccessionCheck& check);

/// Whether a pledge is not the same in all directions.
bool pledges_differ(const history::AccessionCheck& check);

}  // namespace casus::tool
