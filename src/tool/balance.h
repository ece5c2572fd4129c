// `casus balance`: what a state has beside what others have, by numbers that the user gives.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/balance.h"
#include "tables/data_set.h"
#include "tool/session.h"

namespace casus::tool {

/// The words of `casus balance`.
struct BalanceWords {
  std::string state;
  std::string against;    ///< states or actors with commas between
  std::string history;    ///< the store with the capabilities
  std::string equipment;  ///< a table of equipment and weights
  std::string measures;   ///< of the capabilities, with commas between; empty for cinc, `all` for all of them
  std::string store;      ///< of pledges; empty for `$CASUS_PLEDGES`, else pledges.sqlite where it is there
  std::string known_as_of;  ///< what was known of deliveries then; empty: all that is known
  int years = 10;
  bool has_rights = false;  ///< `--i-have-rights`
};

/// The columns of `--equipment`: state, item, quantity, weight, on, source.
const tables::DataSet& equipment_table();

/// A balance by one measure.
struct BalanceMeasure {
  std::string name;
  std::string title;
  std::vector<evidence::Comparison> comparisons;
  int first_covered = 0;  ///< 0: by the rows of the table
  int last_covered = 0;
  bool may_pass_on = true;  ///< the values themselves, not only what is reckoned of them
};

/// A delivery, and the pledges that it is of.
struct BalanceTransfer {
  const evidence::Steps* steps = nullptr;
  evidence::Transfer transfer;
  std::string kept_in;  ///< `corpus`, or the file of the store

  const model::Pledge& pledge() const { return steps->pledges[transfer.pledge]; }
};

/// By how much deliveries of one collection, as kept in one place, shift a side.
struct BalanceShift {
  evidence::Shift shift;
  std::string kept_in;
};

/// Everything that is told.
struct BalanceReport {
  std::unique_ptr<Session> session;
  evidence::BalanceAsked asked;
  std::string known_as_of;
  nlohmann::ordered_json sources;  ///< data sets and files with their hashes
  std::vector<std::string> source_titles;
  std::vector<BalanceMeasure> measures;
  std::vector<evidence::StockRow> stock;
  std::vector<std::string> actors;         ///< in the table of equipment, and no states of casus
  std::vector<std::string> unweighted;     ///< rows that are listed and not counted, as `ISR: F-35I`
  std::vector<evidence::Steps> books;      ///< of the corpus, and of a store
  std::string store;                       ///< the file of the last of them; empty where there is none
  std::vector<BalanceTransfer> transfers;  ///< by day
  std::vector<BalanceShift> shifts;
};

/// `casus balance STATE --against A,B --on DAY`: ratio, trend, and the deliveries that shift it.
int balance(const Options& options, const BalanceWords& words);

/// The words between commas, without blanks around them.
std::vector<std::string> parts_of(std::string_view words);

/// Names of capabilities that the words ask for; nothing, with a message, where one is none.
std::optional<std::vector<std::string>> nmc_measures_of(const std::string& words);

/// Adds the balance by each of these capabilities out of a store; faults go to the sink of the session.
void read_capabilities(BalanceReport& report, const std::string& path,
                       const std::vector<std::string>& wanted);

std::string balance_text(const BalanceReport& report);
std::string balance_json(const BalanceReport& report);
std::string balance_csv(const BalanceReport& report);

}  // namespace casus::tool
