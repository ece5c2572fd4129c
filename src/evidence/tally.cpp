#include "evidence/tally.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>

namespace casus::evidence {

std::optional<Thousandths> StageSums::of(Stage stage) const {
  if (!told(stage)) return std::nullopt;
  return amount[static_cast<std::size_t>(stage)];
}

void StageSums::add(Stage stage, Thousandths more, Bound how) {
  const auto s = static_cast<std::size_t>(stage);
  bound[s] = told(stage) ? together(bound[s], how) : how;
  amount[s] = plus(amount[s], more);
  stages = static_cast<std::uint16_t>(stages | 1U << s);
}

void MoneyRow::add(std::uint16_t kind, Stage stage, Thousandths more, Bound how) {
  if (by_kind.size() <= kind) by_kind.resize(kind + 1U);
  by_kind[kind].add(stage, more, how);
}

bool records(const Pledge& pledge, const Collection& collection, Stage stage) {
  if (pledge.covers.empty()) return collection.records(stage);
  return std::ranges::find(pledge.covers, stage) != pledge.covers.end();
}

Collection collection_of(std::string_view origin, std::span<const Collection> known) {
  const auto at = std::ranges::find(known, origin, &Collection::origin);
  if (at != known.end()) return *at;
  Collection made;
  made.origin = origin;
  made.title = origin.empty() ? "Pledges entered one by one" : std::string(origin);
  return made;
}

namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Places = std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>>;

/// Months since the year 0, and the way back.
int month_of(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number}}};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}
std::string month_words(int month) { return fmt::format("{:04}-{:02}", month / 12, month % 12 + 1); }

/// A section while it grows.
class Growing {
 public:
  Growing(Collection collection, const TallyOptions& options, int first_month, int last_month)
      : options_(options), first_month_(first_month) {
    section_.collection = std::move(collection);
    section_.by_category.resize(static_cast<std::size_t>(Category::count_));
    for (std::size_t c = 0; c < section_.by_category.size(); ++c)
      section_.by_category[c].key = name(static_cast<Category>(c));
    if (options.by_month) section_.by_month.resize(static_cast<std::size_t>(last_month - first_month + 1));
  }

  void add(const Pledge& pledge, std::span<const Step> steps, Standing& standing, Standing& other) {
    standing.clear();
    Day last = Day::min();
    bool vague = false;
    for (const auto& step : steps) {
      if (step.kind != EntryKind::due && options_.on < step.latest) {
        vague = vague || step.earliest <= options_.on;
        continue;
      }
      const Thousandths more = standing.add(step);
      if (step.kind == EntryKind::stage) last = std::max(last, step.latest);
      if (options_.by_month && step.kind == EntryKind::stage && step.money_kind != Step::no_money)
        section_.by_month[static_cast<std::size_t>(month_of(step.latest) - first_month_)].add(
            step.money_kind, step.stage, more, step.bound);
    }
    const Standing* perhaps = &standing;
    if (vague) {
      standing_of(steps, options_.on, Certainty::perhaps, other);
      perhaps = &other;
      section_.vague = true;
    }
    for (const auto& cell : perhaps->money)
      section_.perhaps.add(cell.kind, cell.stage, cell.amount, cell.bound);
    if (standing.entries == 0) return;
    note(pledge, standing, last);
    money(pledge, standing);
    pieces(pledge, standing);
  }

  Section finish() {
    const auto bare = [](const MoneyRow& row) { return row.by_kind.empty(); };
    for (std::size_t m = 0; m < section_.by_month.size(); ++m)
      section_.by_month[m].key = month_words(first_month_ + static_cast<int>(m));
    std::erase_if(section_.by_month, bare);
    std::erase_if(section_.by_category, bare);
    std::ranges::sort(section_.by_donor, {}, &MoneyRow::key);
    std::ranges::sort(section_.by_item, {}, &MoneyRow::key);
    std::ranges::sort(section_.items, {}, [](const ItemRow& row) { return std::tie(row.item, row.donors); });
    if (section_.collection.covers.empty() && all_say_)
      for (std::size_t s = 0; s < Standing::stages; ++s)
        if (covered_ >> s & 1) section_.collection.covers.push_back(static_cast<Stage>(s));
    return std::move(section_);
  }

 private:
  void note(const Pledge& pledge, const Standing& standing, Day last) {
    ++section_.pledges;
    section_.entries += standing.entries;
    section_.cancelled += standing.ended == Ended::cancelled;
    section_.replaced += standing.ended == Ended::replaced;
    section_.called_late += standing.called_late;
    section_.last = std::max(section_.last, last);
    all_say_ = all_say_ && !pledge.covers.empty();
    for (const auto stage : pledge.covers) covered_ |= 1U << static_cast<unsigned>(stage);
  }

  void money(const Pledge& pledge, const Standing& standing) {
    if (standing.money.empty()) return;
    MoneyRow& donor = row(section_.by_donor, donors_, donors_of(pledge));
    MoneyRow* item = options_.by_item ? &row(section_.by_item, money_items_, item_of(pledge)) : nullptr;
    for (const auto& cell : standing.money) {
      section_.all.add(cell.kind, cell.stage, cell.amount, cell.bound);
      section_.by_category[static_cast<std::size_t>(cell.category)].add(cell.kind, cell.stage, cell.amount,
                                                                        cell.bound);
      donor.add(cell.kind, cell.stage, cell.amount, cell.bound);
      if (item != nullptr) item->add(cell.kind, cell.stage, cell.amount, cell.bound);
    }
  }

  void pieces(const Pledge& pledge, const Standing& standing) {
    const bool any = std::ranges::any_of(standing.reached,
                                         [](const Reached& r) { return r.has_quantity || r.unnumbered; });
    if (!any) return;
    // `\n` stands in neither of the two.
    key_.assign(item_of(pledge)).append("\n").append(donors_of(pledge));
    auto at = items_.find(key_);
    if (at == items_.end()) {
      at = items_.emplace(key_, section_.items.size()).first;
      section_.items.push_back(
          {std::string(donors_of(pledge)), std::string(item_of(pledge)), {}, 0, 0, false, true});
    }
    ItemRow& row = section_.items[at->second];
    ++row.pledges;
    row.ended += standing.ended != Ended::no;
    row.records_deliveries = row.records_deliveries && records(pledge, section_.collection, Stage::delivered);
    for (std::size_t s = 0; s < Standing::stages; ++s) {
      const auto& reached = standing.reached[s];
      if (reached.has_quantity) row.sums.add(static_cast<Stage>(s), reached.quantity, reached.bound);
      row.unmeasured = row.unmeasured || reached.unnumbered;
    }
  }

  static std::string_view item_of(const Pledge& pledge) {
    return pledge.item.empty() ? pledge.title : pledge.item;
  }

  std::string_view donors_of(const Pledge& pledge) {
    if (pledge.by.size() == 1) return pledge.by.front();
    joined_.clear();
    for (const auto& code : pledge.by) joined_.append(joined_.empty() ? "" : ", ").append(code);
    return joined_;
  }

  static MoneyRow& row(std::vector<MoneyRow>& rows, Places& places, std::string_view key) {
    auto at = places.find(key);
    if (at == places.end()) {
      at = places.emplace(std::string(key), rows.size()).first;
      rows.push_back({std::string(key), {}});
    }
    return rows[at->second];
  }

  const TallyOptions& options_;
  int first_month_;
  Section section_;
  Places donors_, money_items_, items_;
  std::string key_, joined_;
  bool all_say_ = true;
  unsigned covered_ = 0;
};

}  // namespace

std::vector<Section> tally(const Steps& steps, std::span<const Collection> known,
                           const TallyOptions& options) {
  Day first = Day::max(), last = Day::min();
  for (const auto& step : steps.steps)
    if (step.latest <= options.on) first = std::min(first, step.latest), last = std::max(last, step.latest);
  const bool any = first <= last;
  std::vector<Growing> growing;
  Places places;
  Standing standing, other;
  std::size_t at = 0;
  for (std::size_t p = 0; p < steps.pledges.size(); ++p) {
    const auto of = steps.of(p);
    if (of.empty()) continue;
    const auto& pledge = steps.pledges[p];
    const auto place = places.find(pledge.origin);
    if (place != places.end()) {
      at = place->second;
    } else {
      at = growing.size();
      places.emplace(pledge.origin, at);
      growing.emplace_back(collection_of(pledge.origin, known), options, any ? month_of(first) : 0,
                           any ? month_of(last) : 0);
    }
    growing[at].add(pledge, of, standing, other);
  }
  std::vector<Section> sections;
  for (auto& one : growing) {
    sections.push_back(one.finish());
    if (sections.back().pledges == 0 && !sections.back().vague) sections.pop_back();
  }
  return sections;
}

Conversion convert(Steps& steps, const Rates& rates, Day on) {
  Conversion conversion;
  struct Way {
    std::uint16_t into;
    bool converted;
  };
  std::vector<Way> ways;
  const std::size_t kinds = steps.kinds.size();
  for (std::size_t k = 0; k < kinds; ++k) {
    const MoneyKind kind = steps.kinds[k];
    const auto one = rates.convert(kind, 0, on);
    ways.push_back({static_cast<std::uint16_t>(k), false});
    if (!one) {
      conversion.left.push_back(kind);
    } else if (one->rate != nullptr) {
      ways.back() = {kind_index(steps.kinds, Money{0, rates.base(), {}, kind.valuation}), true};
      conversion.used.push_back({ways.back().into, one->rate});
    }
  }
  for (auto& step : steps.steps) {
    if (step.money_kind == Step::no_money || !ways[step.money_kind].converted) continue;
    const auto sum = rates.convert(steps.kinds[step.money_kind], step.money, on);
    // What does not fit stays what it is.
    if (!sum) continue;
    step.money = sum->amount;
    step.money_kind = ways[step.money_kind].into;
  }
  return conversion;
}

}  // namespace casus::evidence
