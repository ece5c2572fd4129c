// The description that stands beside an exported table: a Frictionless tabular data package.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "history/layout.h"

namespace casus::history {

/// What the rows come from.
struct ExportSource {
  std::string title;  ///< the citation, or the title of a text
  std::string path;   ///< an address, where there is one
};

/// What is told of an export, in a data package and in a database alike.
struct ExportNotes {
  std::string version;  ///< of casus
  std::string digest;   ///< of the corpus
  std::string terms;    ///< on what terms the rows may be passed on
  bool own = false;     ///< all of it is casus's own corpus, under casus's licence
  std::vector<ExportSource> sources;
};

/// `datapackage.json`; `path` is the file of the rows. The same export gives the same bytes.
std::string data_package(const Export& asked, const ExportNotes& notes, std::string_view path);

/// The same by name and value, for a table.
std::vector<std::pair<std::string, std::string>> about(const Export& asked, const ExportNotes& notes);

/// `any`, `january` or `all`.
std::string_view name(YearRule rule);
/// The rule in words.
std::string_view words(YearRule rule);

}  // namespace casus::history
