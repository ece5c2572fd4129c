// The commands on data sets of others.
#pragma once

#include <string>
#include <vector>

#include "history/datasets.h"
#include "tool/session.h"

namespace casus::tool {

/// Asked before a table made of data sets is printed: true, with a fault in the sink for each that forbids it or says nothing, where
/// the rows may not be passed on and the user has not said `--i-have-rights`.
bool refuse_without_rights(std::span<const history::DataSet* const> sets, bool has_rights, diag::Sink& sink);

/// The words of `casus import`.
struct ImportWords {
  std::string set;
  std::vector<std::string> files;
  std::string out;  ///< a folder, or a file that ends in .sqlite or .db
};

/// `casus import DATASET FILE… --out FOLDER`: source files of the language made of the member level of ATOP; `--out NAME.sqlite`:
/// the rows of any data set, beside those that the file holds already. What is made appears whole or not at all.
int import_data(const Options& options, const ImportWords& words);

/// The words of `casus export`.
struct ExportWords {
  std::string unit;
  std::string only;         ///< instruments whose names begin so
  std::string years;        ///< as 1816-2018
  std::string states;       ///< as FRA,GBR
  std::string rule;         ///< any, january or all; of units by year
  std::string out;          ///< a folder that is made, or a file of SQLite
  bool pledged = false;     ///< only rows with a pledge
  bool has_rights = false;  ///< `--i-have-rights`
};

/// `casus export UNIT`: tables in the columns that the field uses. What `--out` names appears whole or not at all.
int export_units(const Options& options, const ExportWords& words);

/// `casus cite --history FILE.sqlite`: whom to cite for what a store holds, and the terms.
int cite_store(const Options& options, const std::string& path, const std::string& style);

/// The words of `casus agree corpus FOLDER`.
struct AgreeWords {
  std::string second;       ///< the folder that `casus import atop` made
  std::string pairs;        ///< a list of pairs in place of the built-in one
  std::string only;         ///< pairs of instruments whose names begin so
  bool pledges = false;     ///< what is pledged, in place of the days
  bool has_rights = false;  ///< `--i-have-rights`
};

/// `casus agree corpus FOLDER`: on which days the corpus and ATOP have a state in the same alliance.
int agree_atop(const Options& options, const AgreeWords& words);

}  // namespace casus::tool
