// The commands on data sets of others.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// The words of `casus import`.
struct ImportWords {
  std::string set;
  std::vector<std::string> files;
  std::string out;  ///< the folder that is made
};

/// `casus import DATASET FILE… --out FOLDER`: source files of the language made of a data set. The folder appears whole or not
/// at all.
int import_data(const Options& options, const ImportWords& words);

/// The words of `casus export`.
struct ExportWords {
  std::string unit;
  std::string only;      ///< instruments whose names begin so
  std::string years;     ///< as 1816-2018
  std::string states;    ///< as FRA,GBR
  std::string rule;      ///< any, january or all; of units by year
  std::string out;       ///< a folder that is made, or a file of SQLite
  bool pledged = false;  ///< only rows with a pledge
};

/// `casus export UNIT`: tables in the columns that the field uses. What `--out` names appears whole or not at all.
int export_units(const Options& options, const ExportWords& words);

}  // namespace casus::tool
