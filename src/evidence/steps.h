// Entries of pledges without their texts: small enough that a million of them are held and gone through at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/evidence.h"

namespace casus::evidence {

using namespace model;

/// In what a sum is counted. Sums of two kinds are never added.
struct MoneyKind {
  std::string currency;
  std::optional<int> constant_year;
  Valuation valuation = Valuation::unstated;
  friend auto operator<=>(const MoneyKind&, const MoneyKind&) = default;
};

/// One entry, its texts left out.
struct Step {
  static constexpr std::uint16_t no_money = UINT16_MAX;

  std::uint64_t number = 0;  ///< in the log; of entries outside a store their place in the pledge
  std::uint32_t pledge = 0;  ///< index into `Steps::pledges`
  EntryKind kind = EntryKind::stage;
  Stage stage = Stage::announced;
  Category category = Category::unspecified;  ///< its own, or that of the pledge
  Bound bound = Bound::exact;
  bool in_all = false;
  bool has_quantity = false;
  bool accepted = false;                ///< the source says so, though it goes beyond what came before
  std::uint16_t money_kind = no_money;  ///< index into `Steps::kinds`
  Thousandths quantity = 0;
  Thousandths money = 0;
  Day earliest;
  Day latest;
  Day known;
};

/// Pledges and the steps that count on the day of knowledge that was asked for.
struct Steps {
  std::vector<Pledge> pledges;  ///< without their entries
  std::vector<MoneyKind> kinds;
  std::vector<Step> steps;           ///< by pledge, then by latest day, earliest day and number
  std::vector<std::uint32_t> first;  ///< by pledge: its first step; one more at the end

  std::span<const Step> of(std::size_t pledge) const {
    return std::span(steps).subspan(first[pledge], first[pledge + 1] - first[pledge]);
  }
};

/// What counts as known on a day: entries known by then, without those that an entry known by then corrects. Numbers of entries
/// that have none are their places, counted from 1.
Steps steps_of(std::span<const Pledge> pledges, Day known_as_of);

/// Puts steps in their order and says where those of each pledge begin.
void arrange(Steps& steps);

/// The index of a kind among `kinds`, added where it is new.
std::uint16_t kind_index(std::vector<MoneyKind>& kinds, const Money& money);

}  // namespace casus::evidence
