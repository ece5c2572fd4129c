// What open questions turn, in a sentence: shared by `flip` and `brief`.
#pragma once

#include <string>

#include "analysis/flip.h"
#include "explain/help.h"
#include "tool/question.h"

namespace casus::tool {

/// `a = yes, b = no`.
std::string answer_words(const analysis::Answers& answers);

/// The smallest answers after which more are bound to help than `bound` counts, all of that size where they are few: `25 states
/// would be bound to assist Estonia, if a = yes.` Empty where no answer binds another.
std::string smallest_words(const Asked& asked, const analysis::Flip& flip, const explain::HelpCount& bound);

}  // namespace casus::tool
