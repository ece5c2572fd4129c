// What the parts of the store share.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "evidence/store.h"
#include "evidence/words.h"

namespace casus::evidence {

/// What SQLite failed of, for the user.
StoreFault told_of(const tables::SqliteFault& fault, const std::string& path);

/// A day out of a column.
inline Day day(const tables::SqliteStatement& row, int column) {
  return {static_cast<std::int32_t>(row.integer(column))};
}

/// What many entries share: `told` of the format.
struct Told {
  EntryKind kind = EntryKind::stage;
  Stage stage = Stage::announced;
  Bound bound = Bound::exact;
  Category category = Category::unspecified;
  bool in_all = false;
  bool uncertain = false;
  friend bool operator==(const Told&, const Told&) = default;
};
Told told_by(const PledgeEntry& entry);

/// Rows of `told` and `money_kind` by their id; none where the table holds what casus does not know, which is a fault of the file.
std::optional<std::vector<Told>> read_told(tables::SqliteFile& file);
std::vector<MoneyKind> read_money_kinds(tables::SqliteFile& file);

/// The columns of a pledge in the order of `pledge_of`, for a SELECT.
inline constexpr std::string_view pledge_columns =
    "id, name, title, donors, recipients, item, category, instrument, provision, period, origin, covers, "
    "note";
/// The pledge of a row, without entries.
Pledge pledge_of(const tables::SqliteStatement& row);

/// The columns of an entry in the order of `EntryReader`.
inline constexpr std::string_view entry_columns =
    "number, pledge, told, quantity, money_kind, money, earliest, latest, known, corrects, accepted, item, "
    "by_pledge, source, note, "
    "digest";

/// Makes entries of rows: each text is looked up once.
class EntryReader {
 public:
  explicit EntryReader(tables::SqliteFile& file);
  /// False where the tables that entries share do not fit.
  bool is_good() const { return good_; }
  /// The entry of a row of `entry_columns`; none where it names what is not there.
  std::optional<PledgeEntry> operator()(const tables::SqliteStatement& row);

 private:
  std::optional<std::string> text(const tables::SqliteStatement& row, int column);

  tables::SqliteStatement find_;
  std::vector<Told> told_;
  std::vector<MoneyKind> kinds_;
  std::unordered_map<std::int64_t, std::string> texts_;
  bool good_ = true;
};

}  // namespace casus::evidence
