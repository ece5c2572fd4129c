// One function a command; each returns an exit code. Files are named cmd_<command>.cpp.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// `casus check FILE…`: parses and checks; with no file, the corpus itself.
int check(const Options& options, const std::vector<std::string>& files);

/// `casus dump --stage S FILE…`: the tokens or the tree of the files, or the whole resolved model as JSON.
int dump(const Options& options, const std::string& stage, const std::vector<std::string>& files);

}  // namespace casus::tool
