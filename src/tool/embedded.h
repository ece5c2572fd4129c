// Files that are compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace casus::embedded {

struct File {
  std::string_view path;  ///< relative to the folder it came from
  std::string_view text;
  std::string_view sha256;  ///< of the text, in hexadecimal
};

/// The corpus.
std::span<const File> corpus();
/// The corpus parsed, in the order of its files: for `syntax::unpack`.
std::string_view corpus_trees();
/// Which instruments are which alliances of a data set: `atop.txt`.
std::span<const File> pairs();
/// The JSON Schemas of the documents.
std::span<const File> schemas();
/// The definitions of reliability.
std::span<const File> definitions();
/// The pages of `casus explain`.
std::span<const File> pages();

}  // namespace casus::embedded
