// A store of pledges: their log in a file of SQLite, which only grows.
//
// Each entry has its number in the log, from 1 without gaps, and a digest over its content and the digest before it. An entry is
// corrected by another that names it. After each call that writes, the file alone is complete: it can be copied and moved.
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "diag/inventory.h"
#include "evidence/collection.h"
#include "evidence/steps.h"
#include "evidence/store_format.h"
#include "tables/sqlite_file.h"

namespace casus::evidence {

/// Why a store cannot be opened, read or written, and what to do.
struct StoreFault {
  diag::Code code;
  std::string message;
  std::string hint;
};

enum class StoreMode : std::uint8_t {
  read,
  write,  ///< of a store that is there
  create  ///< the same, made where it is missing
};

struct StoreOptions {
  int wait_ms = 10'000;  ///< how long to wait where somebody else holds the file
  std::span<const Migration> migrations = store_migrations();
};

/// Which pledges are meant. What is empty leaves all of them.
struct PledgeFilter {
  std::string name;
  std::string donor;      ///< a code, as DEU
  std::string recipient;  ///< likewise
  std::string origin;
  std::string item;        ///< a part of the item or of the title, upper and lower case held equal
  std::string instrument;  ///< the pledge is under this one
};
bool takes(const PledgeFilter& filter, const Pledge& pledge);

/// What the numbers of entries mean that are given to `append`.
enum class NumbersOf : std::uint8_t {
  store,  ///< numbers of the entries are not looked at, and `corrects` names an entry of the store
  file    ///< entries come in the order of their numbers, and `corrects` names one of them
};

/// Looks at a pledge with all of its entries, those that are to be added among them; what it returns refuses them.
using PledgeCheck = std::function<std::vector<StoreFault>(const Pledge&)>;

struct Appended {
  std::vector<std::uint64_t>
      numbers;                    ///< in the store, of each entry, in the order of pledges and their entries
  std::size_t pledges = 0;        ///< that were not there before
  std::size_t added = 0;          ///< entries
  std::size_t already_there = 0;  ///< entries that the same pledge has already, word for word
};

/// What `verify` found wrong: where, and what.
struct StoreFinding {
  std::string where;
  std::string what;
};
struct StoreReport {
  std::uint64_t entries = 0;
  std::uint64_t pledges = 0;
  std::uint64_t collections = 0;
  std::string digest;                  ///< of the last entry, in hexadecimal: the whole log in one word
  std::vector<StoreFinding> findings;  ///< none where the store is sound; at most a few of each sort
};

class PledgeStore {
 public:
  /// Opens a store. One of an older format is upgraded for writing, beside a backup of it, and for reading in memory.
  static std::expected<PledgeStore, StoreFault> open(const std::string& path, StoreMode mode,
                                                     const StoreOptions& options = {});

  /// Adds pledges and their entries, all of them or none. A pledge that is there has to be given as it is there; an entry that it
  /// has already, word for word, is not added again. `collection` is kept with them.
  std::expected<Appended, std::vector<StoreFault>> append(
      std::span<const Pledge> pledges, NumbersOf numbers = NumbersOf::store, const PledgeCheck& check = {},
      const std::optional<StoredCollection>& collection = {});

  /// What counts as known on a day. Pledges stand in the order in which they came into the store.
  std::expected<Steps, StoreFault> steps(Day known_as_of, const PledgeFilter& filter = {});

  /// Hands every entry to `take` in the order of the log, with its pledge without entries.
  std::optional<StoreFault> each(const PledgeFilter& filter,
                                 const std::function<void(const Pledge&, const PledgeEntry&)>& take);

  /// Pledges with their entries, in the order in which they came into the store.
  std::expected<std::vector<Pledge>, StoreFault> pledges(const PledgeFilter& filter = {});

  /// The pledge of a name without its entries; none where there is none.
  std::expected<std::optional<Pledge>, StoreFault> known(const std::string& name);

  /// The entry of a number, in its pledge as the only one; none where there is none.
  std::expected<std::optional<Pledge>, StoreFault> entry(std::uint64_t number);

  /// In the order in which they came into the store: one for each file of one.
  std::expected<std::vector<StoredCollection>, StoreFault> collections();

  /// Goes through all of it: the file, numbers, digests, corrections, and whether the entries one by one tell the same as `steps`.
  std::expected<StoreReport, StoreFault> verify();

  const std::string& path() const { return path_; }
  /// Of a store of an older format that was upgraded: where the file as it was lies now.
  const std::string& backup() const { return backup_; }

 private:
  friend class StoreReading;
  PledgeStore(std::string path, tables::SqliteFile file) : path_(std::move(path)), file_(std::move(file)) {}

  /// What SQLite failed of, for the user. The next call starts afresh: whoever held the store may have let go of it.
  StoreFault told();

  std::string path_;
  std::string backup_;
  tables::SqliteFile file_;
};

}  // namespace casus::evidence
