// What became of a pledge by a day: what each stage has reached, and which entries cannot stand as they are.
#pragma once

#include <array>
#include <limits>

#include "diag/inventory.h"
#include "evidence/steps.h"

namespace casus::evidence {

/// Adds; what no longer fits stays at the end of the range.
constexpr Thousandths plus(Thousandths a, Thousandths b) {
  Thousandths sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b < 0 ? std::numeric_limits<Thousandths>::min() : std::numeric_limits<Thousandths>::max();
}

/// How a sum is meant, from how its parts are: at least and up to together are no more than about.
constexpr Bound together(Bound a, Bound b) {
  if (a == b || b == Bound::exact) return a;
  if (a == Bound::exact) return b;
  return Bound::about;
}

/// What a stage of a pledge has reached.
struct Reached {
  bool told = false;          ///< the stage stands there, with a number or without
  bool has_quantity = false;  ///< with a quantity
  bool unnumbered = false;    ///< an entry of it has neither quantity nor money
  Bound bound = Bound::exact;
  Thousandths quantity = 0;
  Day first;  ///< the earliest day on which it may have begun
  Day last;   ///< the latest day of its last entry
};

/// Money of a stage in one kind and one category.
struct MoneyCell {
  Stage stage = Stage::announced;
  Category category = Category::unspecified;
  std::uint16_t kind = 0;  ///< index into `Steps::kinds`
  Bound bound = Bound::exact;
  Thousandths amount = 0;
  friend bool operator==(const MoneyCell&, const MoneyCell&) = default;
};

enum class Ended : std::uint8_t { no, cancelled, replaced };

/// Of vague days: `surely` counts an entry once its latest day has come, `perhaps` once its earliest has.
enum class Certainty : std::uint8_t { surely, perhaps };

/// What became of one pledge. One object serves many pledges: it keeps its memory.
struct Standing {
  static constexpr std::size_t stages = static_cast<std::size_t>(Stage::count_);

  std::array<Reached, stages> reached;
  std::vector<MoneyCell> money;  ///< no two of one stage, category and kind
  Ended ended = Ended::no;
  Day ended_on;              ///< the latest day of the entry that ended it
  bool called_late = false;  ///< an entry of the source says so
  std::uint32_t entries = 0;

  const Reached& of(Stage stage) const { return reached[static_cast<std::size_t>(stage)]; }
  Reached& of(Stage stage) { return reached[static_cast<std::size_t>(stage)]; }
  /// The money of a stage in a kind, all categories together; nothing where none is told.
  std::optional<Thousandths> money_of(Stage stage, std::uint16_t kind) const;
  /// Whether a stage has a sum of money.
  bool has_money(Stage stage) const;

  void clear();
  /// Counts one more entry. Entries come in the order of `Steps`. Returns what it adds to the sum of its cell: 0 without money.
  Thousandths add(const Step& step);
};

/// What the steps of a pledge come to by the end of a day.
Standing standing_of(std::span<const Step> steps, Day on, Certainty certainty = Certainty::surely);
/// The same, into an object that is used again.
void standing_of(std::span<const Step> steps, Day on, Certainty certainty, Standing& into);

/// Whether some step may have happened by the day and may not have.
bool may_differ(std::span<const Step> steps, Day on);

/// How much was owed: the most that a stage before delivery has reached, or nothing where no such stage has a number.
struct Owed {
  Thousandths quantity = 0;
  Bound bound = Bound::exact;
};
std::optional<Owed> owed_quantity(const Standing& standing);
/// The same of money, by kind.
std::optional<Owed> owed_money(const Standing& standing, std::uint16_t kind);

/// How far delivery has come.
enum class Performance : std::uint8_t {
  none,        ///< nothing is delivered
  in_part,     ///< less than was owed, cancelled parts left out
  unmeasured,  ///< delivered, but how much of it is not told
  whole,
};
Performance performance_of(const Standing& standing);

/// An entry that cannot stand as it is.
struct PledgeFault {
  diag::Code code;
  std::size_t entry = 0;  ///< index into the entries of the pledge
  Span span;
  std::string message;
  std::string hint;
  friend bool operator==(const PledgeFault&, const PledgeFault&) = default;
};

/// What is wrong with the entries of a pledge, in their order: C0810 to C0817. An entry with `accepted` is let through wherever it only
/// goes beyond what came before. Entries that another corrects are not looked at.
std::vector<PledgeFault> faults_of(const Pledge& pledge);

}  // namespace casus::evidence
