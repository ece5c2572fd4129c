// Claims held against the corpus, against pledges and against what other sources record.
//
// A claim on duties is evaluated in its own situation, twice: once as if every open question left the duty out, once as if it
// brought it about. What holds both times is supported, what fails both times is contradicted, and what the open questions decide
// is not decidable. Nothing here is true because casus says so: each finding names who says what speaks for it or against it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/program.h"
#include "model/model.h"

namespace casus::evidence {

using namespace model;

enum class Speaks : std::uint8_t { supporting, against, neither };

/// One thing that speaks for a claim, against it, or says that nothing does.
struct Ground {
  Speaks speaks = Speaks::neither;
  std::string text;  ///< a sentence
  std::string
      source;  ///< the title of the instrument or of the source that says so; empty: what casus computes
  std::string cite;  ///< where to look
};

/// One line of what a claim holds.
struct HoldCheck {
  const Hold* hold = nullptr;
  Verdict verdict = Verdict::undecidable;
  std::vector<Ground> grounds;
};

struct ClaimCheck {
  const Claim* claim = nullptr;
  const Source* source = nullptr;
  Verdict verdict = Verdict::undecidable;
  /// Of a contradicted claim: something in it is supported; of one that is not decidable: the rest is.
  bool in_part = false;
  std::vector<HoldCheck> holds;
  std::vector<std::string> inconsistent;  ///< with other claims of its source, a sentence each
};

/// A verdict for each claim, in their order. They are checked against the corpus, its pledges, and the claims of every source that none
/// of these claims is of: what is checked is no evidence.
std::vector<ClaimCheck> check_claims(const engine::Program& program, std::span<const Claim* const> claims);

/// `contradicted in part`: the verdict in words.
std::string verdict_words(const ClaimCheck& check);

}  // namespace casus::evidence
