// A store gives back what the files gave, takes no other bytes for one, and finds what was edited in it.
#include "history/store.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstring>
#include <stdexcept>

#include "support.h"

namespace casus::history::store_test {
namespace {

const std::string states =
    "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
    "PAP,991,Paperland,1816,1,1,1918,11,12,2016\n"
    "PEN,992,Pencilia,1820,2,29,1900,1,1,2016\n";
const std::string codes = "StateAbb,CCode,StateNme\nPAP,991,Paperland\nPEN,992,\n";
const std::string capabilities =
    "ccode,year,milex,milper,irst,pec,tpop,upop,cinc\n991,1816,1.5,,0,7,8.25,,0.5\n992,1816,,1,2,3,4,5,0."
    "25\n";

Store store(const std::string& group, const std::string& text, const std::string& name = "some.csv") {
  diag::Sink sink;
  auto made = store_file(group, {name, name, test::bytes_of(text), [] { return std::string("00ff"); }}, sink);
  if (!made) throw std::runtime_error(sink.all().front().message);
  return std::move(*made);
}

std::string stored(std::vector<std::pair<std::string, std::string>> files) {
  std::vector<Store> stores;
  for (const auto& [group, text] : files) stores.push_back(store(group, text));
  return write_store(stores).value();
}

/// Every value of every row, one a line.
std::string told(const Record& record) {
  std::string out = fmt::format("{}", record.row());
  for (std::size_t i = 0; i < record.set().columns.size(); ++i) {
    const Value& value = record.value(i);
    out += value.number ? fmt::format("|{}", *value.number)
           : value.real ? fmt::format("|{}", *value.real)
                        : fmt::format("|`{}`", value.text);
  }
  return out + '\n';
}

/// The database with a statement run on it by hand.
std::string edited(const std::string& bytes, const std::vector<std::string>& statements) {
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  std::memcpy(copy, bytes.data(), bytes.size());
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  sqlite3_deserialize(database, "main", copy, size, size,
                      SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  for (const auto& statement : statements)
    EXPECT_EQ(sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
  sqlite3_int64 length = 0;
  unsigned char* data = sqlite3_serialize(database, "main", &length, 0);
  std::string out(reinterpret_cast<const char*>(data), static_cast<std::size_t>(length));
  sqlite3_free(data);
  sqlite3_close(database);
  return out;
}

std::vector<std::string> faults_of(const std::string& bytes, const std::string& set) {
  const auto open = Store::open(bytes);
  if (!open) return {open.error()};
  diag::Sink sink;
  const bool good = open->read(*find_data_set(set), "x.sqlite", sink, [](const Record&) {});
  std::vector<std::string> messages;
  for (const auto& d : sink.all()) messages.push_back(d.message);
  EXPECT_EQ(good, messages.empty());
  return messages;
}

TEST(Store, GivesTheRecordsOfTheFile) {
  for (const auto& [group, set, text] :
       {std::tuple("states", "states", states), std::tuple("states", "country_codes", codes),
        std::tuple("nmc", "nmc_7", capabilities)}) {
    const DataSet& schema = *find_data_set(set);
    diag::Sink sink;
    std::string of_file, of_store;
    ASSERT_TRUE(read_table(schema, "file", test::bytes_of(text), sink,
                           [&](const Record& record) { of_file += told(record); }));
    const auto open = Store::open(stored({{group, text}}));
    ASSERT_TRUE(open) << open.error();
    EXPECT_TRUE(open->has(set));
    EXPECT_TRUE(open->read(schema, "store", sink, [&](const Record& record) { of_store += told(record); }));
    EXPECT_EQ(of_store, of_file);
    EXPECT_FALSE(of_store.empty());
  }
}

TEST(Store, SaysWhatItHolds) {
  const auto open = Store::open(stored({{"states", states}, {"nmc", capabilities}}));
  ASSERT_TRUE(open);
  ASSERT_EQ(open->sets().size(), 2u);
  EXPECT_EQ(open->sets()[0].set->name, "nmc_7");
  EXPECT_EQ(open->sets()[1].set->name, "states");
  EXPECT_EQ(open->sets()[1].file, "some.csv");
  EXPECT_EQ(open->sets()[1].sha256, "00ff");
  EXPECT_EQ(open->sets()[1].rows, 2u);
  EXPECT_FALSE(open->has("wars"));
  std::vector<std::string> said;
  const auto reader = SqliteReader::open(stored({{"states", states}}));
  EXPECT_EQ(
      reader->query(
          "SELECT covered_from || ' ' || covered_to || ' ' || version || ' ' || may_pass_on FROM data_set",
          [&](std::span<const SqliteValue> row) { said.emplace_back(std::get<std::string_view>(row[0])); }),
      "");
  EXPECT_EQ(said, (std::vector<std::string>{"1816-01-01 2016-12-31 2016 0"}));
}

TEST(Store, TheSameBytesInWhateverOrder) {
  const auto all = stored({{"states", states}, {"nmc", capabilities}, {"states", codes}});
  EXPECT_EQ(all, stored({{"nmc", capabilities}, {"states", codes}, {"states", states}}));
  // Also where a store that was written joins.
  std::vector<Store> stores;
  stores.push_back(*Store::open(stored({{"nmc", capabilities}, {"states", codes}})));
  stores.push_back(store("states", states));
  EXPECT_EQ(all, write_store(stores));
}

TEST(Store, ALaterFileReplacesAnEarlierOne) {
  const auto other = states.substr(0, states.find("PEN"));
  EXPECT_EQ(stored({{"states", states}, {"states", other}}), stored({{"states", other}}));
}

TEST(Store, NothingIsLostInSilence) {
  std::vector<Store> stores;
  stores.push_back(*Store::open(edited(stored({{"states", states}}), {"DELETE FROM states WHERE row = 3"})));
  stores.push_back(store("nmc", capabilities));
  EXPECT_EQ(write_store(stores).error(), "table `states` has 1 rows, and its file had 2");
}

TEST(Store, AFileWithAFaultGivesNone) {
  diag::Sink sink;
  const auto made = store_file(
      "states", {"s.csv", "s.csv", test::bytes_of(states + "PIN,993,Pin,1816,1"), [] { return ""; }}, sink);
  EXPECT_FALSE(made);
  EXPECT_EQ(sink.all().front().message, "s.csv, row 4: 5 values, the header has 10");
}

TEST(Store, OtherBytesAreNoStore) {
  EXPECT_NE(faults_of(states, "states")[0].find("it is no SQLite database"), std::string::npos);
  EXPECT_EQ(faults_of("", "states")[0], "it is a SQLite database that casus did not make");
  SqliteWriter writer;
  writer.begin_table("holiday", {{"photo", SqliteType::text}});
  EXPECT_EQ(faults_of(writer.bytes(), "states")[0], "it is a SQLite database that casus did not make");
  const auto bytes = stored({{"states", states}});
  EXPECT_EQ(faults_of(edited(bytes, {"CREATE TABLE mine (a)"}), "states")[0],
            "it holds `mine`, which casus did not make");
  EXPECT_EQ(faults_of(edited(bytes, {"DROP TABLE states"}), "states")[0],
            "a table is missing that it says it holds");
  EXPECT_EQ(faults_of(edited(bytes, {"UPDATE data_set SET title = 'States of 2030'"}), "states")[0],
            "it holds `states`, as this version of casus does not know it; import it anew");
  // Cut short.
  EXPECT_FALSE(faults_of(bytes.substr(0, bytes.size() / 2), "states").empty());
}

TEST(Store, WhatIsNotThere) {
  EXPECT_EQ(faults_of(stored({{"states", states}}), "wars")[0], "x.sqlite, table `wars` is not there");
}

TEST(Store, ValuesThatDoNotFitAreFaults) {
  const auto bytes = stored({{"states", states}, {"nmc", capabilities}});
  const auto fault = [&](const std::string& set, const std::string& statement) {
    const auto found = faults_of(edited(bytes, {statement}), set);
    return found.empty() ? std::string("none") : found[0];
  };
  const std::string at = "x.sqlite, table `states`, row 3";
  EXPECT_EQ(fault("states", "UPDATE states SET stmonth = 13 WHERE row = 3"),
            at + ", column `stmonth`: 13 lies outside 1 to 12");
  EXPECT_EQ(fault("states", "UPDATE states SET styear = 1821 WHERE row = 3"),
            at + ", column `stday`: there is no such day as 1821-02-29");
  EXPECT_EQ(fault("states", "UPDATE states SET ccode = 'nine' WHERE row = 3"),
            at + ", column `ccode`: `nine` is no whole number");
  EXPECT_EQ(fault("states", "UPDATE states SET ccode = 9.5 WHERE row = 3"),
            at + ", column `ccode`: 9.5 is no whole number");
  EXPECT_EQ(fault("states", "UPDATE states SET ccode = NULL WHERE row = 3"),
            at + ", column `ccode`: no value, and the data set has one in every row");
  EXPECT_EQ(fault("states", "UPDATE states SET statenme = x'00ff' WHERE row = 3"),
            at + ", column `statenme`: the value is no text");
  EXPECT_EQ(fault("states", "UPDATE states SET version = '2011' WHERE row = 3"),
            at + ", column `version`: version `2011` is not known");
  EXPECT_EQ(fault("states", "UPDATE states SET row = 1 WHERE row = 3"),
            "x.sqlite, table `states`: a row of a file has a number from 2 on");
  EXPECT_EQ(
      fault("states", "UPDATE states SET ccode = 991, styear = 1816, stmonth = 1, stday = 1 WHERE row = 3"),
      at + ": a second row of ccode 991, styear 1816, stmonth 1, stday 1");
  EXPECT_EQ(fault("states", "DELETE FROM states WHERE row = 3"),
            "x.sqlite, table `states`: 1 rows, and the file had 2");
  EXPECT_EQ(fault("states", "ALTER TABLE states ADD COLUMN more"),
            "x.sqlite, table `states`: its columns are not those of the Correlates of War, State System "
            "Membership 2016");
  EXPECT_EQ(fault("nmc_7", "UPDATE nmc_7 SET cinc = 'half' WHERE row = 3"),
            "x.sqlite, table `nmc_7`, row 3, column `cinc`: the value is no real number");
  EXPECT_EQ(fault("nmc_7", "UPDATE nmc_7 SET cinc = 2 WHERE row = 3"),
            "x.sqlite, table `nmc_7`, row 3, column `cinc`: 2 lies outside 0 to 1");
  EXPECT_EQ(fault("nmc_7", "UPDATE nmc_7 SET milex = NULL WHERE row = 2"), "none");
}

TEST(StoreData, GivesTheRecordsOfEveryFile) {
  struct File {
    std::string group, set, path;
  };
  const std::vector<File> files = {{"atop", "atop", "atop/atop4_01m.csv"},
                                   {"icb", "icb", "icb/icb1v13.csv"},
                                   {"ucdp", "ucdp", "ucdp/ucdp-prio-acd-201.csv"},
                                   {"dcad", "dcad", "dcad/DCAD-v1.0-main.csv"},
                                   {"nmc", "nmc_5", "nmc/NMC_5_0.csv"},
                                   {"wars", "wars", "cow_wars/Inter-StateWarData_v4.0.csv"},
                                   {"wars", "wars_dyads", "cow_wars/directed_dyadic_war.csv"},
                                   {"mid", "mid_participants", "cow_mid/MIDB 5.0.csv"}};
  if (!test::data_file(files[0].path)) GTEST_SKIP() << "CASUS_DATA does not say where the data of others are";
  std::vector<Store> stores;
  for (const auto& file : files) stores.push_back(store(file.group, *test::data_file(file.path)));
  const auto open = Store::open(write_store(stores).value());
  ASSERT_TRUE(open) << open.error();
  for (const auto& file : files) {
    diag::Sink sink;
    std::string of_file, of_store;
    const DataSet& set = *find_data_set(file.set);
    read_table(set, "file", test::bytes_of(*test::data_file(file.path)), sink,
               [&](const Record& record) { of_file += told(record); });
    EXPECT_TRUE(open->read(set, "store", sink, [&](const Record& record) { of_store += told(record); }));
    EXPECT_TRUE(of_file == of_store) << file.set;
    EXPECT_FALSE(of_file.empty());
  }
}

}  // namespace
}  // namespace casus::history::store_test
