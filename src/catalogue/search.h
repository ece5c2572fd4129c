// Full-text search over the corpus: titles, gists, decisive words, notes and the clauses as sentences.
#pragma once

#include <string>
#include <vector>

#include "catalogue/select.h"

namespace casus::catalogue {

struct Hit {
  ProvisionId provision;
  std::string excerpt;  ///< the words found stand between `[` and `]`
  double score = 0;     ///< the smaller the better (bm25)
};

struct Found {
  std::vector<Hit> hits;  ///< best first
  std::string fault;      ///< not empty: the words cannot be searched for, and why
};

/// Searches for words. All of them must occur; a word in quotation marks is a phrase, `word*` a beginning, `OR` and
/// `NOT` between words mean what they say. Word forms are folded to their stem (English), accents are ignored.
Found search(const Model& model, const std::string& words, std::size_t limit);

}  // namespace casus::catalogue
