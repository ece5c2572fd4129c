// The commands that analyse: one function each, in cmd_<command>.cpp; each returns an exit code.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// `casus replay FILE|SCENARIO`: a scenario day by day, what the texts ask beside what the states do in it. `only` names one
/// scenario of a file.
int replay(const Options& options, const std::string& what, const std::string& only);

}  // namespace casus::tool
