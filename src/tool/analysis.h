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

}  // namespace casus::tool
