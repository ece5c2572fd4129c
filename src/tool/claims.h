// The command on claims.
#pragma once

#include <string>
#include <vector>

#include "tool/command_line.h"

namespace casus::tool {

struct ClaimWords {
  std::vector<std::string> files;
  std::string source;
  bool all = false;
  bool markdown = false;
};

/// `casus claims check [FILE…]`. Exit 1 where a claim that says which verdict is expected gets another.
int check_claims(const Options& options, const ClaimWords& words);

/// `casus claims …`.
void add_claims_commands(CommandLine& line);

}  // namespace casus::tool
