// The commands that analyse: one function each, in cmd_<command>.cpp; each returns an exit code.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// `casus flip EVENT…`: the smallest answers that bind or release whom. `settle` holds readings and answers
/// (`NAME`, `NAME=no`) that are taken as given first.
int flip(const Options& options, const std::vector<std::string>& events,
         const std::vector<std::string>& settle);

// ── count
/// What `casus count` is told beside the options that all commands share.
struct CountWords {
  std::string protector;
  std::string by;        ///< the name of a definition, or a file that holds one
  std::string attacker;  ///< empty: any state outside the text
};
/// `casus count --protector STATE --by DEFINITION`: how many states it is bound to defend, and on which clauses each rests.
int count(const Options& options, const CountWords& words);

}  // namespace casus::tool
