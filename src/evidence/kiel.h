// The Ukraine Support Tracker of the Kiel Institute as pledges: its files are read against their schemas, and what they say twice is
// compared.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "evidence/collection.h"
#include "model/model.h"
#include "tables/table.h"

namespace casus::evidence {

/// A file that the user named; which of the tracker's it is, its header says.
struct KielFile {
  std::string path;  ///< for messages
  tables::ByteSource bytes;
};

struct KielOptions {
  std::optional<Day> known;  ///< since when its figures are known, where the user says so
  Day today;                 ///< taken where neither the release nor the user says
};

/// One collection with its pledges.
struct KielImport {
  Collection collection;
  std::vector<Pledge> pledges;
  std::size_t rows = 0;
};

/// The files as collections: of `data_explorer.csv` one pledge a donor, sums of money committed and allocated in each month; of
/// `weapons.csv` one pledge a row, which is another collection and never added to the first. `release_info.csv` names the release
/// of both. Nothing where there is a fault; the sink says in which file, row and column.
std::optional<std::vector<KielImport>> read_kiel(std::span<const KielFile> files, const Model& model,
                                                 const KielOptions& options, diag::Sink& sink);

/// The schemas: `data_explorer`, `weapons`, `release_info`.
std::span<const tables::DataSet> kiel_sets();

}  // namespace casus::evidence
