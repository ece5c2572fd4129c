// The answer on paper: the table for a terminal and the JSON document. Both are made of `Answer`; neither
// computes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/rounds.h"
#include "explain/answer.h"

namespace casus::explain {

/// What a document says of the engine and the corpus that made it.
struct Provenance {
  std::string engine;  ///< version
  std::string digest;  ///< of the corpus
  std::size_t instruments = 0;
  std::string coded;  ///< the latest day on which an instrument was coded, ISO
};

struct TableOptions {
  bool colour = false;
  std::size_t width = 100;
  bool all = false;                      ///< also what does not arise
  const engine::Chain* chain = nullptr;  ///< what states do, round by round, where the scenario says
};

/// The table that `casus ask` prints.
std::string render_table(Evaluator& evaluator, const Situation& situation, Result& result,
                         const Answer& answer, const Provenance& provenance, const TableOptions& options);

struct DocumentOptions {
  int indent = 2;         ///< -1: all in one line
  std::size_t depth = 0;  ///< the level at which it will stand in a larger document
  bool all = false;       ///< also what does not arise
  const engine::Chain* chain = nullptr;
  const nlohmann::ordered_json* expectations =
      nullptr;  ///< what became of them: the document is then `casus/run/1`
};

/// The document `casus/ask/1` or `casus/run/1`, without a line break at its end.
std::string render_json(Evaluator& evaluator, const Situation& situation, Result& result,
                        const Answer& answer, const Provenance& provenance, const DocumentOptions& options);

/// Whom the duty of the row is for, as one word: a code, or the role that the duty names.
std::string beneficiary_code(const Model& model, const Row& row, Day day);

/// The duties alone as comma-separated values with a header (RFC 4180).
std::string render_csv(Evaluator& evaluator, const Situation& situation, const Result& result,
                       const Answer& answer);

}  // namespace casus::explain
