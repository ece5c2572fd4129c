#include "evidence/standing.h"

#include <algorithm>

namespace casus::evidence {

std::optional<Thousandths> Standing::money_of(Stage stage, std::uint16_t kind) const {
  std::optional<Thousandths> sum;
  for (const auto& cell : money)
    if (cell.stage == stage && cell.kind == kind) sum = plus(sum.value_or(0), cell.amount);
  return sum;
}

bool Standing::has_money(Stage stage) const {
  return std::ranges::any_of(money, [&](const MoneyCell& cell) { return cell.stage == stage; });
}

void Standing::clear() {
  reached = {};
  money.clear();
  ended = Ended::no;
  ended_on = {};
  called_late = false;
  entries = 0;
}

Thousandths Standing::add(const Step& step) {
  ++entries;
  if (step.kind == EntryKind::late) called_late = true;
  if (step.kind != EntryKind::stage) return 0;
  Reached& stage = of(step.stage);
  if (!stage.told || step.earliest < stage.first) stage.first = step.earliest;
  if (!stage.told || stage.last < step.latest) stage.last = step.latest;
  stage.told = true;
  const bool numbered = step.has_quantity || step.money_kind != Step::no_money;
  if (!numbered) stage.unnumbered = true;
  if (ended == Ended::no &&
      (step.stage == Stage::replaced || (step.stage == Stage::cancelled && !numbered))) {
    ended = step.stage == Stage::replaced ? Ended::replaced : Ended::cancelled;
    ended_on = step.latest;
  }
  if (step.has_quantity) {
    const bool afresh = step.in_all || !stage.has_quantity;
    stage.quantity = afresh ? step.quantity : plus(stage.quantity, step.quantity);
    stage.bound = afresh ? step.bound : together(stage.bound, step.bound);
    stage.has_quantity = true;
  }
  if (step.money_kind == Step::no_money) return 0;
  const auto cell = std::ranges::find_if(money, [&](const MoneyCell& one) {
    return one.stage == step.stage && one.category == step.category && one.kind == step.money_kind;
  });
  if (cell == money.end()) {
    money.push_back({step.stage, step.category, step.money_kind, step.bound, step.money});
    return step.money;
  }
  const Thousandths before = cell->amount;
  cell->amount = step.in_all ? step.money : plus(before, step.money);
  cell->bound = step.in_all ? step.bound : together(cell->bound, step.bound);
  return plus(cell->amount, before == std::numeric_limits<Thousandths>::min() ? 0 : -before);
}

void standing_of(std::span<const Step> steps, Day on, Certainty certainty, Standing& into) {
  into.clear();
  for (const auto& step : steps)
    if (step.kind == EntryKind::due || (certainty == Certainty::surely ? step.latest : step.earliest) <= on)
      into.add(step);
}

Standing standing_of(std::span<const Step> steps, Day on, Certainty certainty) {
  Standing standing;
  standing_of(steps, on, certainty, standing);
  return standing;
}

bool may_differ(std::span<const Step> steps, Day on) {
  return std::ranges::any_of(steps, [&](const Step& step) {
    return step.kind != EntryKind::due && step.earliest <= on && on < step.latest;
  });
}

namespace {

/// The larger; of two of one size the one that is meant more exactly.
void raise(std::optional<Owed>& most, const Owed& other) {
  // What is only a ceiling says nothing where a stage has a number of its own.
  const bool ceiling = other.bound == Bound::up_to, was_ceiling = most && most->bound == Bound::up_to;
  if (!most || (was_ceiling && !ceiling) || (was_ceiling == ceiling && most->quantity < other.quantity))
    most = other;
}

}  // namespace

std::optional<Owed> owed_quantity(const Standing& standing) {
  std::optional<Owed> most;
  for (std::size_t s = 0; s < static_cast<std::size_t>(Stage::delivered); ++s)
    if (const auto& stage = standing.reached[s]; stage.has_quantity)
      raise(most, {stage.quantity, stage.bound});
  return most;
}

std::optional<Owed> owed_money(const Standing& standing, std::uint16_t kind) {
  std::optional<Owed> most;
  for (std::size_t s = 0; s < static_cast<std::size_t>(Stage::delivered); ++s) {
    std::optional<Owed> sum;
    for (const auto& cell : standing.money)
      if (static_cast<std::size_t>(cell.stage) == s && cell.kind == kind)
        sum = sum ? Owed{plus(sum->quantity, cell.amount), together(sum->bound, cell.bound)}
                  : Owed{cell.amount, cell.bound};
    if (sum) raise(most, *sum);
  }
  return most;
}

Performance performance_of(const Standing& standing) {
  const Reached& delivered = standing.of(Stage::delivered);
  if (!delivered.told) return Performance::none;
  const auto less = delivered.unnumbered ? Performance::unmeasured : Performance::in_part;
  const auto owed = owed_quantity(standing);
  if (owed && delivered.has_quantity) {
    const Reached& cancelled = standing.of(Stage::cancelled);
    const Thousandths still = plus(owed->quantity, cancelled.has_quantity ? -cancelled.quantity : 0);
    return delivered.quantity >= still ? Performance::whole : less;
  }
  // Each kind of money on its own; of a kind in which nothing was delivered nothing is known.
  bool measured = false, whole = true, owed_money_at_all = false;
  for (const auto& cell : standing.money) {
    if (cell.stage < Stage::delivered) owed_money_at_all = true;
    if (cell.stage != Stage::delivered) continue;
    const auto sum = owed_money(standing, cell.kind);
    if (!sum) continue;
    const Thousandths cancelled = standing.money_of(Stage::cancelled, cell.kind).value_or(0);
    measured = true;
    whole = whole && *standing.money_of(Stage::delivered, cell.kind) >= plus(sum->quantity, -cancelled);
  }
  if (measured) return whole ? Performance::whole : less;
  // Where nothing before it had a number, what was delivered is all that was ever told.
  return owed || owed_money_at_all ? Performance::unmeasured : Performance::whole;
}

}  // namespace casus::evidence
