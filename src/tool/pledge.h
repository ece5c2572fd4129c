// The commands on the store of pledges.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "evidence/store.h"
#include "tool/session.h"

namespace casus::tool {

/// The words that the commands on the store have in common.
struct StoreWords {
  std::string store;        ///< the file; empty for `$CASUS_PLEDGES`, else pledges.sqlite
  std::string known_as_of;  ///< a day; empty: everything that is known by now
  evidence::PledgeFilter filter;
};

/// The file that the words mean.
std::string store_path(const StoreWords& words);

/// Opens the store. Where it cannot, the fault is in the sink and nothing comes back.
std::optional<evidence::PledgeStore> open_store(const StoreWords& words, evidence::StoreMode mode,
                                                diag::Sink& sink);

/// Puts a fault of the store into the sink.
void add_fault(diag::Sink& sink, const evidence::StoreFault& fault);

/// The day that an option names, as 2023-02-21; nothing, with a fault in the sink, where it is none.
std::optional<Day> day_of_option(std::string_view option, const std::string& text, diag::Sink& sink);

/// The day of `--known-as-of`; where it is not given every entry is known.
std::optional<Day> known_as_of(const StoreWords& words, diag::Sink& sink);

/// Pledges with the entries known by a day.
std::optional<std::vector<model::Pledge>> read_known(evidence::PledgeStore& store, const StoreWords& words,
                                                     Day known, diag::Sink& sink);

/// Whether an entry in the language says since when it was known.
bool says_known(const Session& session, const model::PledgeEntry& entry);

/// By the number of an entry, the entry among these that corrects it.
std::map<std::uint64_t, std::uint64_t> corrections_of(std::span<const model::Pledge> pledges);

/// `schema`, `engine`, `store`, and the day of knowledge: the head of every document on the store.
nlohmann::ordered_json store_head(std::string_view schema, const evidence::PledgeStore& store, Day known);
/// A pledge with its entries.
nlohmann::ordered_json pledge_json(const model::Pledge& pledge,
                                   const std::map<std::uint64_t, std::uint64_t>& corrected);

/// The words of `casus pledge import`.
struct PledgeImportWords {
  std::string format;  ///< csv, casus or kiel
  std::vector<std::string> files;
  std::string origin;
  std::string known;  ///< the day since when rows that do not say it were known
};

/// `casus pledge import FORMAT FILE…`: pledges of others into the store. What is there already is not added again.
int pledge_import(const Options& options, const StoreWords& words, const PledgeImportWords& of);

/// The end of a line on what was imported: how much of it was there already, and a line break.
std::string already_there_words(const evidence::Appended& done);
/// The document on what was imported.
void print_imported(const evidence::PledgeStore& store, nlohmann::ordered_json files);

/// What is wrong with the entries of a pledge, as the store tells it: a check for `PledgeStore::append`.
std::vector<evidence::StoreFault> refused_entries(const model::Pledge& pledge);

/// `casus pledge import kiel FILE…`: the files of one release of the Ukraine Support Tracker, its collections each of its own.
int pledge_import_kiel(const Options& options, const StoreWords& words, const PledgeImportWords& of);

/// The words of `casus pledge add`.
struct PledgeAddWords {
  std::string text;  ///< a block, or entries of the pledge of `to_pledge`
  std::string to_pledge;
  std::optional<std::uint64_t> corrects;
  std::optional<std::uint64_t> withdraw;
  std::string known;
  std::string source;  ///< of a withdrawal
  std::string note;    ///< likewise
};

/// `casus pledge add TEXT`: entries in the language, one pledge at a time.
int pledge_add(const Options& options, const StoreWords& words, const PledgeAddWords& of);

/// `casus pledge list [NAME]`: pledges in a line each, or the log of one.
int pledge_list(const Options& options, const StoreWords& words);

/// `casus pledge export --format FORMAT`: csv, json or casus.
int pledge_export(const Options& options, const StoreWords& words, const std::string& format);

/// `casus pledge verify`: whether the store is what was written. 1 where it is not.
int pledge_verify(const Options& options, const StoreWords& words);

}  // namespace casus::tool
