// Files that are no store, and stores that cannot be read or written; formats old and new.
#include <sqlite3.h>
#include <sys/resource.h>

#include <csignal>

#include "store_support.h"

namespace casus::evidence::store_files_test {
namespace {

using namespace test;
using diag::Code;
namespace fs = std::filesystem;

/// Runs SQL on a file past the store, as somebody with SQLite would.
void by_hand(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK)
      << (message ? message : "");
  sqlite3_free(message);
  sqlite3_close(database);
}
std::string asked_by_hand(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  sqlite3_open(path.c_str(), &database);
  std::string out;
  char* message = nullptr;
  sqlite3_exec(
      database, sql.c_str(),
      [](void* into, int count, char** values, char**) {
        for (int i = 0; i < count; ++i)
          *static_cast<std::string*>(into) += std::string(values[i] ? values[i] : "null") + " ";
        return 0;
      },
      &out, &message);
  if (message != nullptr) out += message;
  sqlite3_free(message);
  sqlite3_close(database);
  return out;
}

std::string filled(const Folder& folder, int entries = 3) {
  const std::string path = folder / "a";
  auto store = opened(path);
  Pledge one = pledge("p");
  for (int i = 0; i < entries; ++i) {
    auto entry = stage(Stage::announced, 1000 + i, "2023-01-25");
    entry.source = "source number " + std::to_string(i) + std::string(50, 'x');
    one.entries.push_back(entry);
  }
  appended(store, {one, pledge("q", {stage(Stage::announced, 1000, "2024")})});
  return path;
}

TEST(StoreFiles, Missing) {
  Folder folder;
  for (const auto mode : {StoreMode::read, StoreMode::write}) {
    const auto fault = refused(folder / "none", mode);
    EXPECT_EQ(fault.code, Code::no_pledge_store);
    EXPECT_NE(fault.hint.find("casus pledge import"), std::string::npos);
    EXPECT_FALSE(fs::exists(folder / "none")) << "asking makes none";
  }
  EXPECT_EQ(refused(folder / "no/folder", StoreMode::create).code, Code::no_pledge_store);
  EXPECT_EQ(refused(folder / ".", StoreMode::create).code, Code::no_pledge_store);
  EXPECT_EQ(refused("/dev/null", StoreMode::create).code, Code::not_a_pledge_store);
}

TEST(StoreFiles, EmptyFileIsFilledButNotRead) {
  Folder folder;
  write(folder / "a", "");
  EXPECT_EQ(refused(folder / "a", StoreMode::read).code, Code::no_pledge_store);
  { auto store = opened(folder / "a"); }
  EXPECT_TRUE(opened(folder / "a", StoreMode::read).verify()->findings.empty());
  // A database without anything in it is what is left where the first write was cut off.
  by_hand(folder / "b", "CREATE TABLE t (a); DROP TABLE t");
  EXPECT_EQ(refused(folder / "b", StoreMode::read).code, Code::no_pledge_store);
  EXPECT_TRUE(opened(folder / "b").verify()->findings.empty());
}

TEST(StoreFiles, NamesOfSqliteAreNamesOfFiles) {
  Folder folder;
  const auto before = fs::current_path();
  fs::current_path(folder / ".");
  { auto store = opened(":memory:"); }
  EXPECT_TRUE(fs::exists(":memory:"));
  fs::current_path(before);
}

TEST(StoreFiles, ForeignFilesAreLeftAsTheyAre) {
  Folder folder;
  write(folder / "text",
        "pledge,by,to\nthis is a table, and a long one, so that there is a whole header of SQLite\n" +
            std::string(1000, 'x'));
  by_hand(folder / "foreign", "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  by_hand(folder / "data", "CREATE TABLE data_set (name)");
  for (const auto* name : {"text", "foreign", "data"})
    for (const auto mode : {StoreMode::read, StoreMode::write, StoreMode::create}) {
      const auto before = bytes_of(folder / name);
      const auto fault = refused(folder / name, mode);
      EXPECT_EQ(fault.code, Code::not_a_pledge_store) << name << fault.message;
      EXPECT_FALSE(fault.hint.empty());
      EXPECT_EQ(bytes_of(folder / name), before);
    }
  EXPECT_NE(refused(folder / "data", StoreMode::read).message.find("imported data sets"), std::string::npos);
}

TEST(StoreFiles, NewerIsRefused) {
  Folder folder;
  const auto path = filled(folder);
  by_hand(path, "PRAGMA user_version = 7");
  const auto before = bytes_of(path);
  const auto fault = refused(path, StoreMode::create);
  EXPECT_EQ(fault.code, Code::pledge_store_version);
  EXPECT_NE(fault.message.find("format 7"), std::string::npos) << fault.message;
  EXPECT_EQ(bytes_of(path), before);
}

TEST(StoreFiles, TruncatedAndOverwritten) {
  Folder folder;
  const auto path = filled(folder, 2000);
  const auto whole = bytes_of(path), lines = lines_of(*opened(path, StoreMode::read).pledges());
  ASSERT_GT(whole.size(), 100'000u);
  const auto expect_told = [&](const std::string& bytes, const std::string& what) {
    write(folder / "b", bytes);
    auto store = PledgeStore::open(folder / "b", StoreMode::read);
    if (!store) {
      EXPECT_TRUE(store.error().code == Code::pledge_store_damaged ||
                  store.error().code == Code::not_a_pledge_store)
          << what << store.error().message;
      return;
    }
    const auto report = store->verify();
    const bool sound = report && report->findings.empty();
    // What was overwritten may have been free: then nothing is amiss.
    EXPECT_TRUE(!sound || lines_of(*store->pledges()) == lines) << what;
  };
  for (std::size_t cut = 200; cut < whole.size(); cut += whole.size() / 17)
    expect_told(whole.substr(0, cut), "cut");
  for (std::size_t at = 4096; at + 512 < whole.size(); at += whole.size() / 23) {
    auto bytes = whole;
    bytes.replace(at, 512, std::string(512, '\x5a'));
    expect_told(bytes, "overwritten at " + std::to_string(at));
  }
  expect_told(whole.substr(0, 100), "header alone");
}

TEST(StoreFiles, ATableThatIsGone) {
  Folder folder;
  const auto path = filled(folder);
  by_hand(path, "DROP TABLE entry");
  auto store = opened(path, StoreMode::write);
  EXPECT_EQ(store.steps(Day::max()).error().code, Code::pledge_store_damaged);
  auto again = opened(path, StoreMode::write);
  EXPECT_EQ(again.append(std::vector{pledge("p")}).error().front().code, Code::pledge_store_damaged);
}

TEST(StoreFiles, EntriesCannotBeChangedInPassing) {
  Folder folder;
  const auto path = filled(folder);
  for (const auto* table : {"entry", "pledge", "collection", "text", "told", "money_kind"}) {
    if (asked_by_hand(path, "SELECT count(*) FROM " + std::string(table)) == "0 ") continue;
    EXPECT_NE(asked_by_hand(path, "DELETE FROM " + std::string(table)).find(" never "), std::string::npos)
        << table;
    EXPECT_NE(asked_by_hand(path, "UPDATE " + std::string(table) + " SET rowid = rowid").find(" never "),
              std::string::npos)
        << table;
  }
  EXPECT_EQ(asked_by_hand(path, "SELECT count(*) FROM log"), "4 ");
}

/// Whoever takes the triggers away is found by the digests.
TEST(StoreFiles, WhatIsChangedByHandIsFound) {
  const std::string untie =
      "DROP TRIGGER entry_stays; DROP TRIGGER entry_remains; DROP TRIGGER pledge_stays; DROP TRIGGER "
      "pledge_remains; DROP "
      "TRIGGER text_stays; DROP TRIGGER told_stays; ";
  const auto found = [&](const std::string& sql) {
    Folder folder;
    const auto path = filled(folder);
    by_hand(path, untie + sql);
    auto store = opened(path, StoreMode::read);
    std::string out;
    const auto report = store.verify();
    for (const auto& [where, what] : report->findings) out += where + ": " + what + "\n";
    return out;
  };
  EXPECT_EQ(found("SELECT 1"), "");
  EXPECT_EQ(found("UPDATE entry SET quantity = 999 WHERE number = 2"),
            "entry 2: it is not what was written, or one before it is not\n");
  EXPECT_EQ(found("UPDATE entry SET known = known - 1 WHERE number = 1").substr(0, 8), "entry 1:");
  EXPECT_EQ(found("UPDATE text SET value = 'another' WHERE id = 1").substr(0, 8), "entry 1:");
  EXPECT_EQ(found("UPDATE told SET stage = 'delivered'").substr(0, 8), "entry 1:");
  EXPECT_EQ(found("UPDATE pledge SET donors = 'FRA' WHERE name = 'q'"),
            "pledge `q`: it is not what was written, or one before it is not\n"
            "entry 4: it is not what was written, or one before it is not\n");
  EXPECT_NE(found("DELETE FROM entry WHERE number = 2").find("entry 2: it is missing"), std::string::npos);
  EXPECT_NE(found("DELETE FROM entry WHERE number = 4")
                .find("end of the log: 4 entries were written, and 3 are there"),
            std::string::npos);
  EXPECT_NE(found("UPDATE entry SET corrects = 4 WHERE number = 1").find("entry 1: it corrects entry 4"),
            std::string::npos);
  EXPECT_NE(found("DELETE FROM pledge WHERE name = 'q'"), "");
}

TEST(StoreFiles, HeldForLongerThanIsWaited) {
  Folder folder;
  const auto path = filled(folder);
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(refused(path, StoreMode::write, {.wait_ms = 20}).code, Code::pledge_store_held);
  ASSERT_EQ(sqlite3_exec(other, "ROLLBACK; BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  // A writer lets readers in, and no other writer.
  EXPECT_EQ(opened(path, StoreMode::read, {.wait_ms = 20}).steps(Day::max())->steps.size(), 4u);
  auto store = opened(path, StoreMode::write, {.wait_ms = 20});
  const auto late = pledge("p", {stage(Stage::delivered, 1000, "2025")});
  EXPECT_EQ(store.append(std::vector{late}).error().front().code, Code::pledge_store_held);
  sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(other);
  // The same store works once the other is done.
  EXPECT_EQ(store.append(std::vector{late})->added, 1u);
}

/// A disk that is full: no file of this process may grow further.
TEST(StoreFiles, NoRoomLosesNothing) {
  Folder folder;
  const auto path = filled(folder, 100);
  auto store = opened(path, StoreMode::write);
  const auto before = lines_of(*store.pledges());
  auto large = pledge("large");
  for (int i = 0; i < 5000; ++i) {
    large.entries.push_back(stage(Stage::announced, i, "2023"));
    large.entries.back().note = std::string(200, 'n') + std::to_string(i);
  }
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{static_cast<rlim_t>(fs::file_size(path) + 8192), old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto done = store.append(std::vector{large});
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, ignored);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().front().code, Code::pledge_store_unwritable) << done.error().front().message;
  EXPECT_EQ(lines_of(*store.pledges()), before);
  EXPECT_TRUE(store.verify()->findings.empty());
  EXPECT_EQ(appended(store, {large}).added, 5000u) << "and goes on once there is room";
  EXPECT_TRUE(store.verify()->findings.empty());
}

/// The format after the real ones, for the sake of the test.
std::vector<Migration> one_more() {
  std::vector<Migration> list(store_migrations().begin(), store_migrations().end());
  list.push_back({"a column for a mark",
                  "ALTER TABLE pledge ADD COLUMN mark TEXT NOT NULL DEFAULT ''; CREATE TABLE extra (a);"});
  return list;
}

TEST(StoreFiles, UpgradedBesideABackup) {
  Folder folder;
  const auto path = filled(folder);
  const auto before = bytes_of(path);
  const auto migrations = one_more();
  const auto newest = std::to_string(migrations.size() + 1) + " ";
  std::string lines;
  {
    // Reading does not touch it.
    auto store = opened(path, StoreMode::read, {.migrations = migrations});
    lines = lines_of(*store.pledges());
    EXPECT_TRUE(store.verify()->findings.empty());
    EXPECT_EQ(bytes_of(path), before);
  }
  const auto backup = path + ".v" + std::to_string(migrations.size()) + ".backup";
  EXPECT_FALSE(fs::exists(backup));
  auto store = opened(path, StoreMode::write, {.migrations = migrations});
  EXPECT_EQ(store.backup(), backup);
  EXPECT_EQ(lines_of(*store.pledges()), lines);
  EXPECT_TRUE(store.verify()->findings.empty());
  EXPECT_EQ(asked_by_hand(path, "PRAGMA user_version"), newest);
  // The backup is the store as it was.
  EXPECT_EQ(lines_of(*opened(backup, StoreMode::write).pledges()), lines);
  EXPECT_TRUE(opened(backup, StoreMode::read).verify()->findings.empty());
  // This casus refuses the newer one, and a second opening upgrades nothing.
  EXPECT_EQ(refused(path, StoreMode::read).code, Code::pledge_store_version);
  EXPECT_EQ(opened(path, StoreMode::write, {.migrations = migrations}).backup(), "");
  // A new store is made in the newest format.
  { auto fresh = opened(folder / "fresh", StoreMode::create, {.migrations = migrations}); }
  EXPECT_EQ(asked_by_hand(folder / "fresh", "PRAGMA user_version"), newest);
}

TEST(StoreFiles, UpgradeThatFailsChangesNothing) {
  Folder folder;
  const auto path = filled(folder);
  auto migrations = one_more();
  migrations.push_back({"nonsense", "ALTER TABLE nothing ADD COLUMN a"});
  const auto before = lines_of(*opened(path, StoreMode::read).pledges());
  EXPECT_EQ(refused(path, StoreMode::write, {.migrations = migrations}).code, Code::pledge_store_damaged);
  auto store = opened(path, StoreMode::write);
  EXPECT_EQ(lines_of(*store.pledges()), before);
  EXPECT_TRUE(store.verify()->findings.empty());
}

TEST(StoreFiles, EarlierBackupIsKept) {
  Folder folder;
  const auto path = filled(folder);
  const auto migrations = one_more();
  const auto backup = path + ".v" + std::to_string(migrations.size()) + ".backup";
  write(backup, "an earlier one");
  EXPECT_EQ(opened(path, StoreMode::write, {.migrations = migrations}).backup(), backup + ".2");
  EXPECT_EQ(bytes_of(backup), "an earlier one");
}

}  // namespace
}  // namespace casus::evidence::store_files_test
