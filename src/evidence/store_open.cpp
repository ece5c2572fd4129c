// How a store is opened: what the file is, whether this casus can read it, and how an older one is brought up.
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "evidence/store.h"
#include "evidence/store_parts.h"

namespace casus::evidence {

namespace fs = std::filesystem;
using diag::Code;
using tables::SqliteFault;
using tables::SqliteFile;
using tables::SqliteTrouble;

namespace {

constexpr std::string_view making = "`casus pledge import csv FILE` or `casus pledge add` makes one";

/// Never one of SQLite's own names, such as `:memory:`.
std::string plain(const std::string& path) { return path.starts_with('/') ? path : "./" + path; }

/// Why it can be seen without opening it that there is no store to be had at the path.
std::optional<StoreFault> seen_from_outside(const std::string& path, StoreMode mode) {
  std::error_code error;
  const auto status = fs::status(path, error);
  if (fs::is_directory(status))
    return StoreFault{Code::no_pledge_store, fmt::format("{}: this is a folder, not a file", path),
                      "name a file in it, as pledges.sqlite"};
  if (fs::exists(status)) {
    if (!fs::is_regular_file(status))
      return StoreFault{Code::not_a_pledge_store, fmt::format("{}: this is no ordinary file", path),
                        "a store of pledges is a file on a disk"};
    if (mode == StoreMode::create || fs::file_size(path, error) != 0) return std::nullopt;
    return StoreFault{Code::no_pledge_store, fmt::format("{}: the file is empty", path), std::string(making)};
  }
  if (mode != StoreMode::create)
    return StoreFault{Code::no_pledge_store, fmt::format("{}: there is no such file", path),
                      fmt::format("{}; `--store FILE` or $CASUS_PLEDGES names another", making)};
  const auto folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error))
    return StoreFault{Code::no_pledge_store, fmt::format("{}: there is no folder {}", path, folder.string()),
                      "make the folder first"};
  return std::nullopt;
}

struct Header {
  std::int64_t application = 0;
  std::int64_t version = 0;
  std::int64_t tables = 0;
};

std::optional<Header> store_header_of(SqliteFile& file) {
  const auto application = file.number("PRAGMA application_id");
  const auto version = file.number("PRAGMA user_version");
  const auto tables = file.number("SELECT count(*) FROM sqlite_schema");
  if (!application || !version || !tables) return std::nullopt;
  return Header{*application, *version, *tables};
}

/// The header as it stood at one moment: another process may be making the store meanwhile, and its tables must not be read
/// beside the mark of the empty file that it was a moment before.
std::optional<Header> header_now(SqliteFile& file) {
  std::optional<Header> header;
  if (!file.transaction(false, [&] { return (header = store_header_of(file)).has_value(); }))
    return std::nullopt;
  return header;
}

/// Brings a database from its format to the newest, inside a transaction.
bool upgrade(SqliteFile& file, std::int64_t from, std::span<const Migration> migrations) {
  for (std::size_t i = static_cast<std::size_t>(from) - 1; i < migrations.size(); ++i)
    if (!file.execute(std::string(migrations[i].sql))) return false;
  return file.execute(fmt::format("PRAGMA user_version = {}", migrations.size() + 1));
}

bool make(SqliteFile& file, std::span<const Migration> migrations) {
  return file.execute(fmt::format("PRAGMA application_id = {}", application_id)) &&
         file.execute(std::string(store_tables())) && upgrade(file, 1, migrations);
}

/// Lays the file as it is beside itself: whole or not at all, and never over an earlier backup.
std::expected<std::string, StoreFault> back_up(const std::string& path, std::int64_t version) {
  const std::string wanted = fmt::format("{}.v{}.backup", path, version);
  std::string name = wanted;
  std::error_code ignored;
  for (int i = 2; fs::exists(name, ignored); ++i) name = fmt::format("{}.{}", wanted, i);
  const std::string part = name + ".part";
  fs::remove(part, ignored);
  auto file = SqliteFile::open(plain(path), SqliteFile::Access::read, 0);
  auto fault = file ? file->copy_to(plain(part)) : std::optional(file.error());
  if (!fault && std::rename(part.c_str(), name.c_str()) != 0)
    fault = SqliteFault{SqliteTrouble::disk, std::strerror(errno)};
  if (!fault) return name;
  fs::remove(part, ignored);
  auto told = told_of(*fault, name);
  told.message += "; the store needs an upgrade and was left as it is";
  return std::unexpected(std::move(told));
}

}  // namespace

StoreFault told_of(const SqliteFault& fault, const std::string& path) {
  const auto told = [&](Code code, std::string_view what, std::string hint) {
    return StoreFault{code, fmt::format("{}: {}", path, what), std::move(hint)};
  };
  switch (fault.trouble) {
    case SqliteTrouble::not_a_database:
      return told(Code::not_a_pledge_store, "this is no SQLite database",
                  "a store of pledges is a file that casus made; `--store FILE` names another");
    case SqliteTrouble::corrupt:
    case SqliteTrouble::statement:
      return told(Code::pledge_store_damaged, fmt::format("the file is damaged ({})", fault.message),
                  "take a copy of it, then a backup in its place; `casus pledge verify` says what is wrong");
    case SqliteTrouble::busy:
      return told(Code::pledge_store_held,
                  "another process holds the store, and did not let go of it in time",
                  "nothing was changed; try again once it is done");
    case SqliteTrouble::full:
      return told(Code::pledge_store_unwritable, "there is no room left on the disk",
                  "nothing was changed; make room, then run the command again");
    case SqliteTrouble::read_only:
    case SqliteTrouble::cannot_open: {
      const bool there = fs::exists(path);
      const bool hot = fs::exists(path + "-journal");
      return told(
          Code::pledge_store_unwritable,
          hot     ? "a write to it was interrupted, and what it left cannot be undone here"
          : there ? "the file or its folder cannot be written or read"
                  : "no file can be made there",
          hot ? "open it once where the file and its folder can be written"
              : "check the permissions of the file and of its folder: a journal is written beside it");
    }
    case SqliteTrouble::missing:
      return told(Code::no_pledge_store, "there is no such file", std::string(making));
    case SqliteTrouble::constraint:
      return told(Code::pledge_store_damaged,
                  fmt::format("the store refuses what is in it ({})", fault.message),
                  "`casus pledge verify` says what is wrong");
    case SqliteTrouble::disk: break;
  }
  return told(
      Code::pledge_store_unwritable, fmt::format("the disk failed ({})", fault.message),
      "nothing was changed; check the disk and what may be written on it, then run the command again");
}

StoreFault PledgeStore::told() {
  auto fault = told_of(file_.fault().value_or(SqliteFault{SqliteTrouble::disk, "no reason given"}), path_);
  file_.forget_fault();
  return fault;
}

std::expected<PledgeStore, StoreFault> PledgeStore::open(const std::string& path, StoreMode mode,
                                                         const StoreOptions& options) {
  if (auto fault = seen_from_outside(path, mode)) return std::unexpected(std::move(*fault));
  using Access = SqliteFile::Access;
  auto opened = SqliteFile::open(plain(path),
                                 mode == StoreMode::read    ? Access::read
                                 : mode == StoreMode::write ? Access::write
                                                            : Access::create,
                                 options.wait_ms);
  if (!opened) return std::unexpected(told_of(opened.error(), path));
  PledgeStore store(path, std::move(*opened));
  SqliteFile& file = store.file_;
  const auto newest = static_cast<std::int64_t>(options.migrations.size()) + 1;

  auto header = header_now(file);
  if (!header) return std::unexpected(store.told());
  if (header->tables == 0 && header->application == 0 && mode == StoreMode::create) {
    // Another process may be making it as well: who has the lock looks again.
    const bool made = file.transaction(true, [&] {
      header = store_header_of(file);
      return header && (header->tables > 0 || make(file, options.migrations));
    });
    if (!made) return std::unexpected(store.told());
    header = header_now(file);
    if (!header) return std::unexpected(store.told());
  }
  if (header->tables == 0 && header->application == 0)
    // Whoever made it was killed before it was a store.
    return std::unexpected(
        StoreFault{Code::no_pledge_store, fmt::format("{}: the file is empty", path), std::string(making)});
  if (header->application != application_id) {
    const bool data_sets = file.number("SELECT 1 FROM sqlite_schema WHERE name = 'data_set'").has_value();
    return std::unexpected(
        StoreFault{Code::not_a_pledge_store,
                   fmt::format("{}: {}", path,
                               data_sets ? "this is a file of imported data sets, not of pledges"
                                         : "this is a SQLite database, and not one of casus for pledges"),
                   "it was left as it is; `--store FILE` names another"});
  }
  if (header->version > newest)
    return std::unexpected(
        StoreFault{Code::pledge_store_version,
                   fmt::format("{}: it is of format {}, and this casus knows formats up to {}", path,
                               header->version, newest),
                   "a newer casus made it: use that one, or export with it and import here"});
  if (header->version < 1 || header->tables == 0)
    return std::unexpected(told_of({SqliteTrouble::corrupt, "it has no format"}, path));

  if (mode != StoreMode::read) {
    // EXTRA: also the folder is on the disk before a write is acknowledged, or the journal might come back.
    file.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA cache_size = -65536");
    if (file.fault()) return std::unexpected(store.told());
  }
  if (header->version == newest) return store;
  if (mode == StoreMode::read) {
    auto copy = file.in_memory();
    if (!copy) return std::unexpected(told_of(copy.error(), path));
    store.file_ = std::move(*copy);
    // The copy is later than the header: a writer may have upgraded the file in between.
    const bool upgraded = store.file_.transaction(true, [&] {
      const auto version = store.file_.number("PRAGMA user_version");
      return version && (*version >= newest || upgrade(store.file_, *version, options.migrations));
    });
    if (!upgraded) return std::unexpected(store.told());
    return store;
  }
  std::optional<StoreFault> fault;
  const bool upgraded = file.transaction(true, [&] {
    const auto version = file.number("PRAGMA user_version");
    if (!version) return false;
    if (*version >= newest) return true;  // another process was faster
    auto backup = back_up(path, *version);
    if (!backup) {
      fault = std::move(backup.error());
      return false;
    }
    store.backup_ = std::move(*backup);
    return upgrade(file, *version, options.migrations);
  });
  if (!upgraded) return std::unexpected(fault ? std::move(*fault) : store.told());
  return store;
}

}  // namespace casus::evidence
