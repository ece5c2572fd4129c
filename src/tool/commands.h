// One function a command; each returns an exit code. Files are named cmd_<command>.cpp.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// `casus check FILE…`: parses and checks; with no file, the corpus itself.
int check(const Options& options, const std::vector<std::string>& files);

/// `casus explain [CODE]`: the page of a diagnostic; with no code, a list of them all.
int explain(const Options& options, const std::string& code);

}  // namespace casus::tool
