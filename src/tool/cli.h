// The command line: words to options, options to commands.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace casus::tool {

struct CommandLine;

/// A command that stands outside this folder puts itself on the command line.
using Extension = void (*)(CommandLine& line);

/// Runs the command that the words name, without the name of the program; returns its exit code.
int run(std::vector<std::string> words, std::span<const Extension> more = {});

}  // namespace casus::tool
