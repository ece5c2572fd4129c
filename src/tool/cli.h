// The command line: words to options, options to commands.
#pragma once

namespace casus::tool {

/// Runs casus; returns its exit code.
int run(int argc, char** argv);

}  // namespace casus::tool
