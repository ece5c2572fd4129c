// What a value and a row of a data set have to be, wherever they come from. Only for what reads a file or a store.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "diag/inventory.h"
#include "tables/table.h"

namespace casus::tables {

/// Why a value that is there does not fit its column; empty where it does.
std::string misfit(const Column& column, const Value& value);

struct RowFault {
  diag::Code code;
  std::optional<std::size_t> column;  ///< none where it is the whole row
  std::string message;
  std::string hint = {};
};

/// Checks rows whose values fit: their version, their days, and that no two are of one key.
class RowCheck {
 public:
  explicit RowCheck(const DataSet& set);

  std::optional<RowFault> operator()(std::span<const Value> values);

 private:
  struct DayPlaces {
    std::size_t year;
    std::size_t month;
    std::size_t day;
  };

  const DataSet& set_;
  std::optional<std::size_t> version_;
  std::vector<DayPlaces> days_;
  std::vector<std::size_t> key_;
  std::unordered_set<std::string> keys_;
};

}  // namespace casus::tables
