// What is wrong with the entries of a pledge.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "base/decimal.h"
#include "evidence/standing.h"
#include "model/currency.h"

namespace casus::evidence {

namespace {

using diag::Code;

constexpr std::size_t stages = static_cast<std::size_t>(Stage::count_);
constexpr std::size_t categories = static_cast<std::size_t>(Category::count_);
constexpr auto delivered = static_cast<std::size_t>(Stage::delivered);
constexpr auto cancelled = static_cast<std::size_t>(Stage::cancelled);

std::size_t index_of(const PledgeEntry& entry) { return static_cast<std::size_t>(entry.stage); }

/// A number of an entry in one measure: a quantity, or money of one kind.
struct Number {
  const PledgeEntry* entry;
  std::size_t index;  ///< among the entries
  Thousandths amount;
  std::size_t category;
};

/// What stages have reached in one measure, by category.
class Sums {
 public:
  struct Sum {
    bool told = false;
    Thousandths amount = 0;
    Bound bound = Bound::exact;
    Day latest = Day::min();  ///< of what was counted last
  };

  const Sum& cell(const Number& number) const { return cells_[index_of(*number.entry)][number.category]; }

  void add(const Number& number) {
    Sum& cell = cells_[index_of(*number.entry)][number.category];
    const bool afresh = number.entry->in_all || !cell.told;
    cell.amount = afresh ? number.amount : plus(cell.amount, number.amount);
    cell.bound = afresh ? number.entry->bound : together(cell.bound, number.entry->bound);
    cell.latest = std::max(cell.latest, number.entry->on.latest);
    cell.told = true;
  }

  Sum of(std::size_t stage) const {
    Sum sum;
    for (const auto& cell : cells_[stage])
      if (cell.told) {
        sum.amount = plus(sum.amount, cell.amount);
        sum.bound = sum.told ? together(sum.bound, cell.bound) : cell.bound;
        sum.told = true;
      }
    return sum;
  }

 private:
  std::array<std::array<Sum, categories>, stages> cells_;
};

class Look {
 public:
  explicit Look(const Pledge& pledge) : pledge_(pledge) {}

  std::vector<PledgeFault> faults() {
    std::unordered_set<std::uint64_t> numbers, corrected;
    for (const auto& entry : pledge_.entries) {
      if (entry.number != 0) numbers.insert(entry.number);
      if (entry.corrects) corrected.insert(*entry.corrects);
    }
    for (std::size_t i = 0; i < pledge_.entries.size(); ++i) {
      const auto& entry = pledge_.entries[i];
      if (entry.number != 0 && corrected.contains(entry.number)) continue;
      if (entry.corrects) correction(i, numbers);
      values(i);
      if (entry.kind == EntryKind::stage) told_.push_back(i);
    }
    order();
    after_the_end();
    measures();
    for (auto& numbers_of_measure : numbers_) held_against_earlier(numbers_of_measure);
    std::ranges::sort(faults_, {},
                      [](const PledgeFault& fault) { return std::pair(fault.entry, fault.code); });
    const auto same = std::ranges::unique(faults_, [](const PledgeFault& a, const PledgeFault& b) {
      return a.entry == b.entry && a.code == b.code;
    });
    faults_.erase(same.begin(), same.end());
    return std::move(faults_);
  }

 private:
  void fault(Code code, std::size_t index, std::string message, std::string hint) {
    faults_.push_back({code, index, pledge_.entries[index].span,
                       fmt::format("pledge `{}`: {}", pledge_.name, message), std::move(hint)});
  }
  static std::string stage_words(const PledgeEntry& entry) { return std::string(name(entry.stage)); }
  static std::string written(const PledgeEntry& entry, Thousandths amount) {
    const std::string number = thousandths_to_text(amount);
    return entry.quantity ? number : fmt::format("{} {}", number, entry.money->currency);
  }

  void correction(std::size_t i, const std::unordered_set<std::uint64_t>& numbers) {
    const auto& entry = pledge_.entries[i];
    const auto other = *entry.corrects;
    if (other == entry.number && other != 0)
      fault(Code::corrects_another, i, fmt::format("entry {} corrects itself", other),
            "name the entry that was wrong, by its number");
    else if (!numbers.contains(other))
      fault(Code::corrects_another, i,
            fmt::format("no entry {} of this pledge is there to be corrected", other),
            "name an entry of the same pledge: `casus pledge list` shows their numbers");
    else if (entry.number != 0 && other > entry.number)
      fault(Code::corrects_another, i,
            fmt::format("entry {} would correct {}, which came after it", entry.number, other),
            "a correction is a new entry that names an older one");
  }

  void values(std::size_t i) {
    const auto& entry = pledge_.entries[i];
    if (entry.quantity && *entry.quantity <= 0)
      fault(Code::number_of_nothing, i,
            fmt::format("`{}` is told of {}, which is no quantity", stage_words(entry),
                        thousandths_to_text(*entry.quantity)),
            "write a number above zero; what is taken back is `cancelled`, what was wrong is corrected");
    if (!entry.money) return;
    if (entry.money->amount <= 0)
      fault(Code::number_of_nothing, i,
            fmt::format("`{}` is told of {} {}, which is no sum", stage_words(entry),
                        thousandths_to_text(entry.money->amount), entry.money->currency),
            "write a sum above zero; what is taken back is `cancelled`, what was wrong is corrected");
    if (!is_currency(entry.money->currency)) {
      const auto why = why_no_currency(entry.money->currency);
      fault(Code::unknown_currency, i, fmt::format("`{}` {}", entry.money->currency, why.message),
            std::string(why.hint));
    }
  }

  // A stage that surely came before everything that has to come before it.
  void order() {
    std::array<std::optional<Day>, stages> first;
    for (const auto i : told_) {
      auto& day = first[index_of(pledge_.entries[i])];
      const Day earliest = pledge_.entries[i].on.earliest;
      if (!day || earliest < *day) day = earliest;
    }
    std::array<std::optional<Day>, stages> before;  // the first of all stages below
    for (std::size_t s = 1; s < stages; ++s) {
      before[s] = before[s - 1];
      // To cancel is no step on the way to being replaced.
      if (s - 1 < cancelled && first[s - 1] && (!before[s] || *first[s - 1] < *before[s]))
        before[s] = first[s - 1];
    }
    for (const auto i : told_) {
      const auto& entry = pledge_.entries[i];
      const auto& earliest = before[index_of(entry)];
      if (!earliest || !entry.accepted.empty() || entry.on.latest >= *earliest) continue;
      fault(Code::stage_too_early, i,
            fmt::format("`{}` on {} comes before the first stage below it, on {}", stage_words(entry),
                        to_iso(entry.on), to_iso(*earliest)),
            "look at the two days; where the source tells it so, say so with `accept \"why\"`");
    }
  }

  void after_the_end() {
    const PledgeEntry* end = nullptr;
    for (const auto i : told_) {
      const auto& entry = pledge_.entries[i];
      const bool whole = entry.stage == Stage::replaced ||
                         (entry.stage == Stage::cancelled && !entry.quantity && !entry.money);
      if (whole && (end == nullptr || entry.on.latest < end->on.latest)) end = &entry;
    }
    if (end == nullptr) return;
    for (const auto i : told_) {
      const auto& entry = pledge_.entries[i];
      if (&entry == end || !entry.accepted.empty() || entry.on.earliest <= end->on.latest) continue;
      fault(
          Code::stage_after_end, i,
          fmt::format("`{}` on {}, and the pledge was {} on {}", stage_words(entry), to_iso(entry.on),
                      stage_words(*end), to_iso(end->on)),
          "what goes on under another pledge belongs to that; where only a part was cancelled, say how much");
    }
  }

  /// Sorts the numbers by measure, and looks for those in a measure that nothing before them has.
  void measures() {
    std::vector<MoneyKind> kinds;
    numbers_.resize(1);  // quantities
    bool quantity_before = false, money_before = false;
    for (const auto i : told_) {
      const auto& entry = pledge_.entries[i];
      const auto category = static_cast<std::size_t>(
          entry.category == Category::unspecified ? pledge_.category : entry.category);
      if (entry.quantity) numbers_[0].push_back({&entry, i, *entry.quantity, 0});
      if (entry.money) {
        const std::size_t kind = 1 + kind_index(kinds, *entry.money);
        numbers_.resize(std::max(numbers_.size(), kind + 1));
        numbers_[kind].push_back({&entry, i, entry.money->amount, category});
      }
      if (index_of(entry) < delivered) {
        quantity_before = quantity_before || entry.quantity;
        money_before = money_before || entry.money;
      }
    }
    for (const auto i : told_) {
      const auto& entry = pledge_.entries[i];
      if (entry.stage != Stage::delivered && entry.stage != Stage::cancelled) continue;
      if (!entry.accepted.empty()) continue;
      const bool only_quantity = entry.quantity && !entry.money, only_money = entry.money && !entry.quantity;
      if (!(only_quantity && money_before && !quantity_before) &&
          !(only_money && quantity_before && !money_before))
        continue;
      fault(Code::other_measure, i,
            fmt::format("`{}` is told in {}, everything before it in {}", stage_words(entry),
                        only_quantity ? "a quantity" : "money", only_quantity ? "money" : "quantities"),
            "the two cannot be held against each other: tell both of the same measure, or say with `accept "
            "\"why\"` that the source has no other");
    }
  }

  void held_against_earlier(std::vector<Number>& numbers) {
    auto by_earliest = numbers;
    std::ranges::stable_sort(by_earliest, {}, [](const Number& n) { return n.entry->on.earliest; });
    std::ranges::stable_sort(numbers, {}, [](const Number& n) {
      return std::tuple(n.entry->on.latest, n.entry->on.earliest, n.entry->number);
    });
    Sums may, sure;  // what may have come before, and what surely has
    std::array<Thousandths, stages> most{};
    auto next = by_earliest.begin();
    for (const auto& number : numbers) {
      const auto& entry = *number.entry;
      goes_down(number, sure);
      sure.add(number);
      for (; next != by_earliest.end() && next->entry->on.earliest <= entry.on.latest; ++next) {
        may.add(*next);
        const auto stage = index_of(*next->entry);
        most[stage] = std::max(most[stage], may.of(stage).amount);
      }
      if (index_of(entry) == 0 || index_of(entry) > cancelled || !entry.accepted.empty()) continue;
      goes_beyond(number, may, sure, most);
    }
  }

  void goes_down(const Number& number, const Sums& sure) {
    const auto& entry = *number.entry;
    const auto& before = sure.cell(number);
    const bool floor = before.bound == Bound::exact || before.bound == Bound::at_least;
    const bool ceiling = entry.bound == Bound::exact || entry.bound == Bound::up_to;
    if (!entry.in_all || !before.told || !entry.accepted.empty() || !floor || !ceiling) return;
    if (number.amount >= before.amount || entry.on.earliest < before.latest) return;
    fault(
        Code::total_goes_down, number.index,
        fmt::format("`{}` is {} in all on {}, after {}", stage_words(entry), written(entry, number.amount),
                    to_iso(entry.on), written(entry, before.amount)),
        "what is taken back is `cancelled`; where the source corrects itself, say so with `accept \"why\"`");
  }

  void goes_beyond(const Number& number, const Sums& may, const Sums& sure,
                   const std::array<Thousandths, stages>& most) {
    const auto& entry = *number.entry;
    // To cancel takes off what is not delivered yet.
    const std::size_t stage = index_of(entry) == cancelled ? delivered : index_of(entry);
    const auto reached = sure.of(stage), off = sure.of(cancelled);
    const auto loose = [](const Sums::Sum& sum) {
      return sum.told && (sum.bound == Bound::about || sum.bound == Bound::up_to);
    };
    if (loose(reached) || loose(off)) return;
    std::optional<Thousandths> limit;
    for (std::size_t below = 0; below < stage; ++below) {
      const auto sum = may.of(below);
      if (!sum.told) continue;
      if (sum.bound == Bound::about || sum.bound == Bound::at_least) return;
      limit = std::max(limit.value_or(0), most[below]);
    }
    if (!limit || plus(reached.amount, off.amount) <= *limit) return;
    const auto told = [&](Thousandths amount) { return written(entry, amount); };
    const std::string less = off.told ? fmt::format(", {} of it cancelled", told(off.amount)) : "";
    fault(Code::beyond_earlier, number.index,
          fmt::format("by {} {} is {}, and no stage before that has reached more than {}{}", to_iso(entry.on),
                      told(reached.amount), name(static_cast<Stage>(stage)), told(*limit), less),
          "is it a total? then write `in all`; was more promised? then tell that; where the source says so, "
          "write `accept \"why\"`");
  }

  const Pledge& pledge_;
  std::vector<std::size_t> told_;             ///< entries that tell a stage and still count
  std::vector<std::vector<Number>> numbers_;  ///< by measure
  std::vector<PledgeFault> faults_;
};

}  // namespace

std::vector<PledgeFault> faults_of(const Pledge& pledge) { return Look(pledge).faults(); }

}  // namespace casus::evidence
