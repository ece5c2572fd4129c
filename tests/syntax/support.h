// What the syntax tests share: files, parsing in one call, the shape that every tree must have, recorded
// outputs.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/tree.h"

namespace casus::syntax::test {

namespace fs = std::filesystem;

/// A file of this folder, or of the corpus.
fs::path here(std::string_view relative);
fs::path corpus();

std::string read_file(const fs::path& path);

/// Files below `folder` whose name ends in `ending`, sorted; none where there is no such folder.
std::vector<fs::path> files_in(const fs::path& folder, std::string_view ending);

struct Parsed {
  Tree tree;
  diag::Sink sink;
};
Parsed parsed(std::string text);
Parsed parsed_line(std::string text);

/// `C0101 2:7 expected …`, one a line.
std::string faults_of(const Parsed& parsed);

/// What is wrong with the shape of the tree, or the empty string: tokens in order with nothing but space and
/// comments between them, nodes nested in order, the root over everything.
std::string misshapen(const Tree& tree);

/// Compares with a recorded file; with CASUS_RECORD=1 it is written instead.
void expect_recorded(const std::string& actual, const fs::path& recorded);

/// For the names of parameterised tests: letters, digits and `_` of the file's stem.
std::string test_name(const fs::path& path);

}  // namespace casus::syntax::test
