// The commands that analyse: one function each, in cmd_<command>.cpp; each returns an exit code.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// What `casus conflicts` is told besides events and the day.
struct ConflictWords {
  int events = 1;
  std::vector<std::string> kinds;
  std::string state;
  std::string accepted;
  std::string resume;
  unsigned threads = 0;  ///< 0: one a core
};
/// `casus conflicts [EVENT…]`: duties of one debtor that exclude each other, in a scenario or over the corpus on a day.
int conflicts(const Options& options, const std::vector<std::string>& events, const ConflictWords& words);

/// `casus flip EVENT…`: the smallest answers that bind or release whom. `settle` holds readings and answers
/// (`NAME`, `NAME=no`) that are taken as given first.
int flip(const Options& options, const std::vector<std::string>& events,
         const std::vector<std::string>& settle);

}  // namespace casus::tool
