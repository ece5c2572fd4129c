// How much of the world the corpus holds, how far it has been checked, and where it is thin.
#pragma once

#include <string>
#include <vector>

#include "catalogue/select.h"

namespace casus::catalogue {

/// Counts of one part of the corpus: a folder, a region, a decade, or the whole.
struct Share {
  std::string name;
  std::size_t instruments = 0;
  std::size_t provisions = 0;
  std::size_t reviewed = 0;  ///< provisions by status; what has none counts as draft
  std::size_t draft = 0;
  std::size_t disputed = 0;
};

struct Coverage {
  Share all;
  std::size_t high = 0, medium = 0, low = 0, no_confidence = 0;  ///< provisions by confidence
  std::size_t duties = 0;
  std::size_t states = 0;     ///< entries in the corpus
  std::size_t with_role = 0;  ///< states that ever hold a role in an instrument that is not universal
  std::size_t places = 0, questions = 0, readings = 0;
  std::vector<Share> folders;
  std::vector<Share> regions;  ///< continents, by the home territory of the holders
  std::vector<Share> decades;  ///< by the day of signature or publication
  /// Instruments in force at the middle of each decade.
  std::vector<std::pair<int, std::size_t>> in_force;
  std::vector<std::string> thin;  ///< regions and decades with little in them, in words
};

/// Counts what the corpus holds. A text with more than 100 holders counts as universal and not for a region.
template <class PathOf>
Coverage coverage(const Model& model, PathOf path);

// ── details

Coverage count_coverage(const Model& model, const std::vector<std::string>& folder_of_instrument);

template <class PathOf>
Coverage coverage(const Model& model, PathOf path) {
  std::vector<std::string> folders;
  for (std::size_t i = 0; i < model.instruments.size(); ++i)
    folders.emplace_back(folder_of(path(make_id<InstrumentId>(i))));
  return count_coverage(model, folders);
}

}  // namespace casus::catalogue
