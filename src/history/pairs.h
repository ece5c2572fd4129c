// Which instrument of the corpus is which alliance of a data set: a checked list, written by hand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"

namespace casus::history {

/// One line of the list: this alliance of ATOP is this instrument of the corpus.
struct Pair {
  std::string instrument;
  int alliance = 0;
  std::string doubt;     ///< why it is not sure; such a pair is listed and not compared
  std::size_t line = 0;  ///< of the file, from 1
};

/// Reads lines `instrument number`, behind which `doubtful "why"` may stand; `//` begins a line of comment. A line that is
/// neither, or that stands twice, is an error in the sink with file and line.
std::vector<Pair> read_pairs(const std::string& file, std::string_view text, diag::Sink& sink);

}  // namespace casus::history
