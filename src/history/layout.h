// The units of `casus export` as tables: their columns, types and meaning. Every writer reads this one list.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "history/datasets.h"
#include "history/units.h"
#include "model/model.h"
#include "tables/sqlite.h"

namespace casus::history {

enum class FieldType : std::uint8_t { code, year, flag, count, month_or_day, day, text };

/// One column. A value may be missing unless it is of the key.
struct Field {
  std::string_view name;
  FieldType type;
  std::string_view what;
};

/// One unit of observation.
struct Unit {
  std::string_view name;  ///< as `casus export` calls it
  std::string_view title;
  std::string_view what;  ///< what one row stands for, and by which rule
  std::vector<Field> fields;
  std::vector<std::string_view> key;  ///< columns that no two rows share
  bool yearly = false;                ///< a rule says which days of a year count
  bool of_one_state = true;           ///< a row is about one state, not two

  bool is_key(std::string_view field) const;
};

/// Every unit, in the order of the documentation.
std::span<const Unit> units();
/// The one of that name; null where there is none.
const Unit* find_unit(std::string_view name);

/// A value of a row; nothing where it is missing.
using Cell = SqliteValue;
using CellSink = std::function<void(std::span<const Cell>)>;

struct YearRange {
  int first;
  int last;
  bool has(int year) const { return first <= year && year <= last; }
};

/// Which rows of a unit are asked for.
struct Export {
  const Unit* unit = nullptr;
  std::string_view only;  ///< instruments whose names begin so
  YearRange covered;  ///< the years that the instruments say anything about; outside of them nothing is known
  std::optional<YearRange> years;
  YearRule rule = YearRule::any_day;
  bool pledged_only = false;
  std::vector<model::StateId> states;  ///< only rows about these; empty: about all

  YearRange asked() const { return years.value_or(covered); }
};

/// Hands every row to `take`, its values in the order of the unit's fields; texts live until it returns.
void export_rows(const model::Model& model, const Export& asked, const CellSink& take);

}  // namespace casus::history
