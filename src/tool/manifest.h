// What a run used and what came out, so that somebody else can run it again and compare.
#pragma once

#include <optional>
#include <string>

namespace casus::tool {

/// Where the words of the command line hold `--manifest FILE`: runs the command without them, hands its output through,
/// and writes the manifest. Returns the command's exit code; nothing where no manifest is asked for.
std::optional<int> run_with_manifest(int argc, char** argv);

/// `casus verify FILE`: runs what the manifest holds again and compares inputs, corpus and output. 0 where all agree, 1 where
/// something differs, 3 where the file is no manifest.
int verify(const std::string& path);

}  // namespace casus::tool
