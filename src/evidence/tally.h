// Sums over many pledges: by stage and kind of money, one section a collection. One pass over the steps.
#pragma once

#include "evidence/collection.h"
#include "evidence/rates.h"
#include "evidence/standing.h"

namespace casus::evidence {

/// What stages come to in one kind of money, or of one item.
struct StageSums {
  std::array<Thousandths, Standing::stages> amount{};
  std::array<Bound, Standing::stages> bound{};
  std::uint16_t stages = 0;  ///< bits by stage: told at all

  bool told(Stage stage) const { return (stages >> static_cast<unsigned>(stage) & 1) != 0; }
  std::optional<Thousandths> of(Stage stage) const;
  Bound bound_of(Stage stage) const { return bound[static_cast<std::size_t>(stage)]; }
  void add(Stage stage, Thousandths more, Bound how);
};

/// Sums of money of one group of pledges, by kind: the index is that of `Steps::kinds`.
struct MoneyRow {
  std::string key;
  std::vector<StageSums> by_kind;
  void add(std::uint16_t kind, Stage stage, Thousandths more, Bound how);
};

/// Pieces of one item that the same donors pledged.
struct ItemRow {
  std::string donors;
  std::string item;
  StageSums sums;
  std::size_t pledges = 0;
  std::size_t ended = 0;            ///< of them: cancelled in whole, or replaced
  bool unmeasured = false;          ///< some entry tells of a stage and no number
  bool records_deliveries = false;  ///< each of its pledges does
};

/// One collection: its figures stand by themselves.
struct Section {
  Collection collection;  ///< `covers` as far as pledges say more than it does
  std::size_t pledges = 0;
  std::size_t entries = 0;
  std::size_t cancelled = 0;  ///< pledges, in whole
  std::size_t replaced = 0;
  std::size_t called_late = 0;
  Day last = Day::min();  ///< the latest day of an entry that is counted
  MoneyRow all;
  MoneyRow perhaps;    ///< with entries of vague days that may have come by the day
  bool vague = false;  ///< the two differ
  std::vector<MoneyRow> by_category;
  std::vector<MoneyRow> by_donor;  ///< a pledge of two donors is a row of its own
  std::vector<MoneyRow> by_item;   ///< only where asked
  std::vector<MoneyRow> by_month;  ///< only where asked: what came on top in the month; `2023-01`
  std::vector<ItemRow> items;      ///< by item, then by donors
};

struct TallyOptions {
  Day on;
  bool by_item = false;
  bool by_month = false;
};

/// One section for each origin among the pledges that had begun by the day, in the order in which they come. Collections that are not
/// among `known` are told as what their pledges say of themselves.
std::vector<Section> tally(const Steps& steps, std::span<const Collection> known,
                           const TallyOptions& options);

/// Whether a stage is recorded of a pledge: by what it says itself, else by its collection.
bool records(const Pledge& pledge, const Collection& collection, Stage stage);
/// The collection of an origin; one made of its name where it is not among `known`.
Collection collection_of(std::string_view origin, std::span<const Collection> known);

/// What conversion did: into which kinds sums went, and by which rates.
struct Conversion {
  struct Used {
    std::uint16_t kind;  ///< into which
    const Rate* rate;    ///< lives as long as the rates
  };
  std::vector<Used> used;
  std::vector<MoneyKind> left;  ///< kinds that stay as they are
};
/// Turns the money of steps into the base of the rates, with one rate a currency: the newest by the day.
Conversion convert(Steps& steps, const Rates& rates, Day on);

}  // namespace casus::evidence
