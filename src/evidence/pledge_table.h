// Pledges as a table of comma-separated values: one row an entry, what is said of the pledge itself beside it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "model/model.h"
#include "tables/csv.h"

namespace casus::evidence {

using namespace model;

/// A column of the table: its name, and what stands in it.
struct PledgeColumn {
  std::string_view name;
  bool needed = false;  ///< its values may be blank all the same, where `what` says so
  std::string_view what;
};
/// In the order in which they are written.
std::span<const PledgeColumn> pledge_columns_of_table();

struct PledgeTableOptions {
  std::string origin;        ///< of rows that name no collection
  std::optional<Day> known;  ///< of rows that do not say since when it was known; none: since it happened
};

/// The pledges of a file, in the order in which they appear. Columns may stand in any order, and those that are not needed may be
/// left out. A pledge that has rows already may leave blank what was said of it, and may not say it otherwise. Numbers of the entries
/// are those of the column `number`, else their places. Faults are in the sink, by file, row and column; then there are none.
std::optional<std::vector<Pledge>> read_pledges(const std::string& file, const tables::ByteSource& bytes,
                                                const Model& model, const PledgeTableOptions& options,
                                                diag::Sink& sink);

/// The header, and the row of an entry; null is the row of a pledge that has none. Fields are not yet quoted. `counts` is false of an
/// entry that another corrects.
std::vector<std::string> pledge_header();
std::vector<std::string> pledge_fields(const Pledge& pledge, const PledgeEntry* entry, bool counts);

/// The code of IATI's list TransactionType for an entry, or nothing. Only sums of money have one, and only what comes on top: a
/// transaction is a movement. Announced is 12 (outgoing pledge), committed 2 (outgoing commitment), delivered 3 (disbursement), or 4
/// (expenditure) where goods were handed over. Allocated, contracted and shipped are the same money on its way and have none.
std::string_view iati_transaction_type(const Pledge& pledge, const PledgeEntry& entry, bool counts);

}  // namespace casus::evidence
