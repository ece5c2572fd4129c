#include "tables/sqlite.h"
#include "history/datasets.h"

#include <gtest/gtest.h>

#include <array>

namespace casus::history {
namespace {

std::string two_tables() {
  SqliteWriter writer;
  writer.begin_table("state", {{"code", SqliteType::integer}, {"name", SqliteType::text}}, {"code"});
  writer.row(std::array<SqliteValue, 2>{std::int64_t{2}, "United States"});
  writer.row(std::array<SqliteValue, 2>{std::int64_t{20}, std::monostate{}});
  writer.begin_table("share", {{"value", SqliteType::real}});
  writer.row(std::array<SqliteValue, 1>{0.25});
  return writer.bytes();
}

TEST(Sqlite, GivesBackWhatWasWritten) {
  const auto reader = SqliteReader::open(two_tables());
  ASSERT_TRUE(reader.has_value());
  EXPECT_EQ(reader->tables(), (std::vector<std::string>{"share", "state"}));
  std::vector<std::string> seen;
  EXPECT_EQ(reader->query("SELECT code, name FROM state ORDER BY code",
                          [&](std::span<const SqliteValue> row) {
                            const auto* name = std::get_if<std::string_view>(&row[1]);
                            seen.push_back(std::to_string(std::get<std::int64_t>(row[0])) + " " +
                                           std::string(name ? *name : "none"));
                          }),
            "");
  EXPECT_EQ(seen, (std::vector<std::string>{"2 United States", "20 none"}));
}

TEST(Sqlite, SameCallsSameBytes) { EXPECT_EQ(two_tables(), two_tables()); }

TEST(Sqlite, TwoRowsOfOneKey) {
  SqliteWriter writer;
  writer.begin_table("state", {{"code", SqliteType::integer}}, {"code"});
  EXPECT_TRUE(writer.row(std::array<SqliteValue, 1>{std::int64_t{2}}));
  EXPECT_FALSE(writer.row(std::array<SqliteValue, 1>{std::int64_t{2}}));
}

TEST(Sqlite, BytesThatAreNoDatabase) {
  EXPECT_FALSE(SqliteReader::open("ccode1,ccode2,year\n2,20,1816\n and more of the same").has_value());
  const auto reader = SqliteReader::open(two_tables());
  EXPECT_NE(reader->query("SELECT nothing FROM state", [](auto) {}), "");
}

}  // namespace
}  // namespace casus::history
