#include "evidence/balance.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace casus::evidence {

namespace {

int year_asked(Day day) { return std::stoi(to_iso(day).substr(0, 4)); }

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// Builds the points of every comparison out of what one state has in one year.
template <class ValueOf>
std::vector<Comparison> comparisons_of(const BalanceAsked& asked, const ValueOf& value_of) {
  std::vector<Comparison> list;
  for (const auto& against : asked.opponents()) {
    Comparison comparison{against, {}};
    for (int year = asked.first_year(); year <= asked.last_year(); ++year) {
      BalancePoint point{.year = year};
      point.own = value_of(asked.state, year);
      if (!point.own) point.missing.push_back(asked.state);
      double sum = 0;
      bool whole = true;
      for (const auto& name : against) {
        const std::optional<double> value = value_of(name, year);
        sum += value.value_or(0);
        whole = whole && value.has_value();
        if (!value) point.missing.push_back(name);
      }
      if (whole) point.other = sum;
      comparison.points.push_back(std::move(point));
    }
    list.push_back(std::move(comparison));
  }
  return list;
}

/// The last day of a year that is judged.
Day last_day(const BalanceAsked& asked, int year) {
  return year == asked.last_year() ? asked.on : *day_of(year, 12, 31);
}

/// The rows of a table by state and item, whatever the case of the item's letters, in the order of their days.
class StockIndex {
 public:
  using Rows = std::vector<const StockRow*>;

  explicit StockIndex(std::span<const StockRow> rows) {
    for (const auto& row : rows) {
      auto item = lower(row.item);
      if (row.weight) weights_[item].insert(*row.weight);
      by_state_[row.state][std::move(item)].push_back(&row);
    }
    for (auto& [state, items] : by_state_)
      for (auto& [item, list] : items)
        std::ranges::stable_sort(
            list, {}, [](const StockRow* row) { return std::pair(row->on.earliest, row->on.latest); });
  }

  /// By item; null where the state has none.
  const std::map<std::string, Rows>* of(const std::string& state) const {
    const auto found = by_state_.find(state);
    return found == by_state_.end() ? nullptr : &found->second;
  }

  /// The row that counts on the day; null where none does.
  static const StockRow* latest(const Rows& rows, Day day) {
    const auto after =
        std::ranges::upper_bound(rows, day, {}, [](const StockRow* row) { return row->on.earliest; });
    return after == rows.begin() ? nullptr : *std::prev(after);
  }

  const StockRow* latest(const std::string& state, const std::string& item, Day day) const {
    const auto* items = of(state);
    if (!items) return nullptr;
    const auto rows = items->find(lower(item));
    return rows == items->end() ? nullptr : latest(rows->second, day);
  }

  /// The weight that all rows of the item agree on.
  std::optional<double> only_weight(const std::string& item) const {
    const auto found = weights_.find(lower(item));
    if (found == weights_.end() || found->second.size() != 1) return {};
    return *found->second.begin();
  }

 private:
  std::map<std::string, std::map<std::string, Rows>> by_state_;
  std::map<std::string, std::set<double>> weights_;
};

/// The weight of what is delivered: that of the recipient's row on the day where it has one, else the one that all rows agree on.
std::optional<double> weight_of(const StockIndex& stock, const Pledge& pledge, Day day) {
  if (pledge.to.size() == 1)
    if (const auto* row = stock.latest(pledge.to.front(), pledge.item, day); row && row->weight)
      return row->weight;
  return stock.only_weight(pledge.item);
}

InStock in_stock(const StockIndex& stock, const Pledge& pledge, const VagueDay& delivered, Day day) {
  if (pledge.to.size() != 1) return InStock::unknown;
  const auto* row = stock.latest(pledge.to.front(), pledge.item, day);
  if (!row) return InStock::unknown;
  if (delivered.latest < row->on.earliest) return InStock::yes;
  return delivered.earliest > row->on.latest ? InStock::no : InStock::unknown;
}

}  // namespace

int BalanceAsked::first_year() const { return std::max(last_year() - years, 1000); }
int BalanceAsked::last_year() const { return year_asked(on); }

std::vector<std::vector<std::string>> BalanceAsked::opponents() const {
  std::vector<std::vector<std::string>> list;
  for (const auto& name : against) list.push_back({name});
  if (against.size() > 1) list.push_back(against);
  return list;
}

std::optional<double> BalancePoint::ratio() const {
  if (!own || !other || *other == 0) return {};
  return *own / *other;
}

std::optional<double> BalancePoint::share() const {
  if (!own || !other || *own + *other == 0) return {};
  return *own / (*own + *other);
}

std::optional<Trend> trend_of(std::span<const BalancePoint> points) {
  const auto has_share = [](const BalancePoint& point) { return point.share().has_value(); };
  const auto first = std::ranges::find_if(points, has_share);
  if (first == points.end()) return {};
  const auto last = std::ranges::find_if(points.rbegin(), points.rend(), has_share);
  if (last->year <= first->year) return {};
  return Trend{first->year, last->year, *first->share(), *last->share()};
}

std::vector<Comparison> capability_balance(const BalanceAsked& asked, std::span<const Capability> values) {
  std::map<std::pair<std::string_view, int>, double> by_year;
  for (const auto& value : values) by_year.insert_or_assign({value.state, value.year}, value.value);
  return comparisons_of(asked, [&](const std::string& state, int year) -> std::optional<double> {
    const auto found = by_year.find({state, year});
    if (found == by_year.end()) return {};
    return found->second;
  });
}

std::vector<Comparison> stock_balance(const BalanceAsked& asked, std::span<const StockRow> rows) {
  const StockIndex stock(rows);
  return comparisons_of(asked, [&](const std::string& state, int year) -> std::optional<double> {
    const auto* items = stock.of(state);
    if (!items) return {};
    std::optional<double> sum;
    for (const auto& [item, list] : *items)
      if (const auto* row = StockIndex::latest(list, last_day(asked, year)); row && row->weight)
        sum = sum.value_or(0) + row->quantity * *row->weight;
    return sum;
  });
}

Side side_of(const BalanceAsked& asked, std::span<const std::string> names) {
  std::size_t own = 0, other = 0;
  for (const auto& name : names) {
    if (name == asked.state) ++own;
    if (std::ranges::find(asked.against, name) != asked.against.end()) ++other;
  }
  if (own + other == 0) return Side::neither;
  if (own == names.size()) return Side::own;
  return other == names.size() ? Side::other : Side::undivided;
}

std::optional<double> Transfer::weighted() const {
  if (!weight || quantity == 0) return {};
  return static_cast<double>(quantity) / 1000 * *weight;
}

std::vector<Transfer> transfers_between(const BalanceAsked& asked, const Steps& steps,
                                        std::span<const StockRow> rows) {
  const Day from{day_of(asked.first_year(), 12, 31)->number + 1};
  const StockIndex stock(rows);
  std::vector<Transfer> list;
  for (std::size_t p = 0; p < steps.pledges.size(); ++p) {
    const Pledge& pledge = steps.pledges[p];
    const Side gains = side_of(asked, pledge.to), loses = side_of(asked, pledge.by);
    if (gains == Side::neither && loses == Side::neither) continue;
    Thousandths reached = 0;
    for (const Step& step : steps.of(p)) {
      if (step.kind != EntryKind::stage || step.stage != Stage::delivered) continue;
      Thousandths quantity = 0;
      if (step.has_quantity) {
        quantity = step.in_all ? step.quantity - reached : step.quantity;
        reached += quantity;
        // The same told again, or corrected downward, delivers nothing.
        if (quantity <= 0) continue;
      }
      if (step.latest < from || step.earliest > asked.on) continue;
      Transfer transfer;
      transfer.pledge = static_cast<std::uint32_t>(p);
      transfer.quantity = quantity;
      transfer.bound = step.bound;
      transfer.on = {step.earliest, step.latest};
      transfer.surely_between = step.earliest >= from && step.latest <= asked.on;
      transfer.gains = gains;
      transfer.loses = loses;
      transfer.weight = weight_of(stock, pledge, asked.on);
      transfer.in_stock = in_stock(stock, pledge, transfer.on, asked.on);
      list.push_back(transfer);
    }
  }
  std::ranges::stable_sort(list, {}, [](const Transfer& t) { return std::pair(t.on.latest, t.on.earliest); });
  return list;
}

std::vector<Shift> shifts_of(const Steps& steps, std::span<const Transfer> transfers) {
  std::map<std::string, Shift> by_origin;
  for (const auto& transfer : transfers) {
    const auto weighted = transfer.weighted();
    if (!weighted || !transfer.surely_between) continue;
    const auto& origin = steps.pledges[transfer.pledge].origin;
    Shift& shift = by_origin.try_emplace(origin, Shift{origin}).first->second;
    if (transfer.gains == Side::own) shift.own += *weighted;
    if (transfer.gains == Side::other) shift.other += *weighted;
    if (transfer.loses == Side::own) shift.own -= *weighted;
    if (transfer.loses == Side::other) shift.other -= *weighted;
  }
  std::vector<Shift> list;
  for (auto& [origin, shift] : by_origin) list.push_back(std::move(shift));
  return list;
}

}  // namespace casus::evidence
