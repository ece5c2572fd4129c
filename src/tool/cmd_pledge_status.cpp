// `casus pledge status`: what stages have reached by a day, a section a collection; with `--under` also the periods of the duties.
#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "evidence/words.h"
#include "explain/layout.h"
#include "tool/catalogue.h"
#include "tool/pledge_books.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::ItemRow;
using evidence::MoneyRow;
using evidence::Section;
using evidence::StageSums;
using evidence::Thousandths;
using json = nlohmann::ordered_json;
using model::Bound;
using model::Stage;

namespace {

constexpr std::size_t rows_shown = 60;  // of a table in text; `--csv` and `--json` have all of them

/// A section with the book that it is of.
struct Told {
  const evidence::Steps* steps;
  const evidence::Conversion* conversion;  ///< null without rates
  Section section;
};

std::vector<Told> tell_status(const PledgeBooks& books, const PledgeStandingWords& words) {
  std::vector<Told> told;
  const evidence::TallyOptions options{books.on, words.by == "item", words.by == "month"};
  for (std::size_t b = 0; b < books.books.size(); ++b)
    for (auto& section : evidence::tally(books.books[b], books.collections, options))
      told.push_back(
          {&books.books[b], books.conversions.empty() ? nullptr : &books.conversions[b], std::move(section)});
  return told;
}

const StageSums* sums_of(const MoneyRow& row, std::size_t kind) {
  return kind < row.by_kind.size() && row.by_kind[kind].stages != 0 ? &row.by_kind[kind] : nullptr;
}

/// What is committed and not allocated; where a sum of either is no exact one, nothing.
std::optional<Thousandths> to_be_allocated(const StageSums& sums) {
  const auto committed = sums.of(Stage::committed), allocated = sums.of(Stage::allocated);
  if (!committed || sums.bound_of(Stage::committed) != Bound::exact) return std::nullopt;
  if (allocated && sums.bound_of(Stage::allocated) != Bound::exact) return std::nullopt;
  return evidence::plus(*committed, -allocated.value_or(0));
}

/// What is promised and neither delivered nor cancelled. A ceiling promises nothing.
std::optional<evidence::Owed> to_be_delivered(const StageSums& sums) {
  std::optional<evidence::Owed> most;
  for (std::size_t s = 0; s < static_cast<std::size_t>(Stage::delivered); ++s) {
    const auto stage = static_cast<Stage>(s);
    if (!sums.told(stage) || sums.bound_of(stage) == Bound::up_to) continue;
    if (!most || most->quantity < *sums.of(stage)) most = {*sums.of(stage), sums.bound_of(stage)};
  }
  if (!most) return std::nullopt;
  for (const auto stage : {Stage::delivered, Stage::cancelled}) {
    if (!sums.told(stage)) continue;
    most->quantity = evidence::plus(most->quantity, -*sums.of(stage));
    // What is less sure about what came is less sure about what is left.
    if (sums.bound_of(stage) != Bound::exact) most->bound = Bound::about;
  }
  most->quantity = std::max<Thousandths>(0, most->quantity);
  return most;
}

// ── text

/// Which stages a table has: those that any of its rows tells.
std::vector<Stage> stages_of(std::uint16_t bits) {
  std::vector<Stage> stages;
  for (std::size_t s = 0; s < evidence::Standing::stages; ++s)
    if (bits >> s & 1) stages.push_back(static_cast<Stage>(s));
  return stages;
}

class MoneyTable {
 public:
  MoneyTable(const Told& told, std::size_t kind) : told_(told), kind_(kind) {
    const auto& all = told.section.all.by_kind[kind];
    stages_ = stages_of(all.stages);
    allocation_ = all.told(Stage::committed) && all.told(Stage::allocated);
    std::vector<std::string> head = {kind_words(told.steps->kinds[kind])};
    for (const auto stage : stages_) head.emplace_back(model::name(stage));
    if (allocation_) head.emplace_back("to be allocated");
    rows_.push_back(std::move(head));
  }

  /// `both`: what is not allocated yet is told only where both sums are. Who commits without naming a category and allocates with one
  /// leaves nothing open in either.
  void add(const std::string& label, const StageSums& sums, bool both = false) {
    std::vector<std::string> row = {label};
    for (const auto stage : stages_)
      row.push_back(sums.told(stage) ? bound_words(*sums.of(stage), sums.bound_of(stage)) : "–");
    if (allocation_) {
      const auto open = to_be_allocated(sums);
      row.push_back(open && (!both || sums.told(Stage::allocated)) ? sum_words(*open) : "–");
    }
    rows_.push_back(std::move(row));
  }

  /// Rows of a grouping, the largest first unless they are months.
  void group(std::string_view title, const std::vector<MoneyRow>& rows, bool in_order, std::size_t most,
             bool both = false) {
    std::vector<std::pair<const MoneyRow*, const StageSums*>> told;
    for (const auto& row : rows)
      if (const auto* sums = sums_of(row, kind_)) told.emplace_back(&row, sums);
    if (told.empty()) return;
    if (!in_order)
      std::ranges::stable_sort(told, std::greater(),
                               [](const auto& one) { return *std::ranges::max_element(one.second->amount); });
    rows_.push_back({std::string(title)});
    for (std::size_t i = 0; i < told.size() && i < most; ++i)
      add("  " + told[i].first->key, *told[i].second, both);
    if (told.size() > most) rows_.push_back({fmt::format("  and {} more", told.size() - most)});
  }

  std::string text() const { return figure_table(rows_, 2); }

 private:
  const Told& told_;
  std::size_t kind_;
  std::vector<Stage> stages_;
  bool allocation_ = false;
  std::vector<std::vector<std::string>> rows_;
};

std::string conversion_lines(const PledgeBooks& books, const Told& told, std::size_t kind) {
  if (told.conversion == nullptr) return {};
  std::string out;
  for (const auto& used : told.conversion->used)
    if (used.kind == kind)
      out += fmt::format("  converted    {}\n", evidence::rate_words(*used.rate, books.rates->base()));
  const auto& left = told.conversion->left;
  if (std::ranges::find(left, told.steps->kinds[kind]) != left.end())
    out += fmt::format("  not converted: no rate of it by {} is stated{}\n", to_words(books.on),
                       told.steps->kinds[kind].constant_year ? ", and prices of a year have none" : "");
  return out;
}

/// What entries of vague days may add.
std::string vague_lines(const Told& told, std::size_t kind) {
  if (!told.section.vague) return {};
  const auto* perhaps = sums_of(told.section.perhaps, kind);
  if (perhaps == nullptr) return {};
  const auto* sure = sums_of(told.section.all, kind);
  std::string out;
  for (const auto stage : stages_of(perhaps->stages)) {
    const auto surely = sure != nullptr ? sure->of(stage) : std::nullopt;
    if (surely != perhaps->of(stage))
      out += fmt::format("  perhaps      {} {} with what its source dates only vaguely\n", model::name(stage),
                         sum_words(*perhaps->of(stage)));
  }
  return out;
}

std::string money_text(const PledgeBooks& books, const Told& told, const PledgeStandingWords& words) {
  std::string out;
  const auto& section = told.section;
  const std::size_t kinds = std::max(section.all.by_kind.size(), section.perhaps.by_kind.size());
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    if (sums_of(section.all, kind) == nullptr) {
      const auto vague = vague_lines(told, kind);
      if (!vague.empty()) out += fmt::format("\n  {}\n{}", kind_words(told.steps->kinds[kind]), vague);
      continue;
    }
    MoneyTable table(told, kind);
    table.add("all", section.all.by_kind[kind]);
    if (words.by.empty() || words.by == "category")
      table.group("by category", section.by_category, true, rows_shown, true);
    if (words.by.empty() || words.by == "donor")
      table.group("by donor", section.by_donor, false, words.by.empty() ? rows_shown : SIZE_MAX);
    if (words.by == "item") table.group("by item", section.by_item, false, SIZE_MAX);
    if (words.by == "month") table.group("by month, what came on top", section.by_month, true, SIZE_MAX);
    out += "\n" + table.text() + conversion_lines(books, told, kind) + vague_lines(told, kind);
  }
  return out;
}

std::string item_text(const Told& told, const PledgeStandingWords& words) {
  const auto& items = told.section.items;
  if (items.empty() || words.by == "month" || words.by == "category") return {};
  std::uint16_t bits = 0;
  bool open = false, unmeasured = false;
  for (const auto& row : items) {
    bits = static_cast<std::uint16_t>(bits | row.sums.stages);
    open = open || (row.records_deliveries && row.sums.stages != 0);
    unmeasured = unmeasured || row.unmeasured;
  }
  const auto stages = stages_of(bits);
  std::vector<std::string> head = {"pieces"};
  for (const auto stage : stages) head.emplace_back(model::name(stage));
  if (open) head.emplace_back("to be delivered");
  std::vector<std::vector<std::string>> rows = {std::move(head)};
  auto sorted = items;
  if (words.by == "donor")
    std::ranges::stable_sort(sorted, {}, [](const ItemRow& row) { return std::tie(row.donors, row.item); });
  const std::size_t most = words.by.empty() ? rows_shown : SIZE_MAX;
  for (std::size_t i = 0; i < sorted.size() && i < most; ++i) {
    const auto& row = sorted[i];
    std::vector<std::string> line = {words.by == "donor" ? fmt::format("  {}  {}", row.donors, row.item)
                                                         : fmt::format("  {}  {}", row.item, row.donors)};
    if (row.unmeasured) line.front() += " *";
    for (const auto stage : stages)
      line.push_back(row.sums.told(stage) ? bound_words(*row.sums.of(stage), row.sums.bound_of(stage)) : "–");
    if (open) {
      const auto left = to_be_delivered(row.sums);
      line.push_back(row.ended == row.pledges  ? "ended"
                     : !row.records_deliveries ? "not covered"
                     : left                    ? bound_words(left->quantity, left->bound)
                                               : "–");
    }
    rows.push_back(std::move(line));
  }
  std::string out = "\n" + figure_table(rows, 2);
  if (sorted.size() > most)
    out += fmt::format("    and {} more: `--by item` has all of them\n", sorted.size() - most);
  if (unmeasured) out += "  * a stage of it is told without a number\n";
  return out;
}

std::string section_text(const PledgeBooks& books, const Told& told, const PledgeStandingWords& words) {
  const auto& s = told.section;
  std::string out =
      fmt::format("\n{} · {} {}, {} {}\n", s.collection.title, s.pledges,
                  s.pledges == 1 ? "pledge" : "pledges", s.entries, s.entries == 1 ? "entry" : "entries");
  out += coverage_lines(s.collection, s.last);
  out += money_text(books, told, words) + item_text(told, words);
  std::vector<std::string> ended;
  if (s.cancelled > 0) ended.push_back(fmt::format("{} cancelled", s.cancelled));
  if (s.replaced > 0) ended.push_back(fmt::format("{} replaced by others", s.replaced));
  if (s.called_late > 0) ended.push_back(fmt::format("{} called late by a source", s.called_late));
  if (!ended.empty()) out += fmt::format("\n  of the pledges {}\n", fmt::join(ended, ", "));
  return out;
}

// ── documents

json sums_json(const StageSums& sums) {
  json stages = json::object();
  for (const auto stage : stages_of(sums.stages))
    stages[std::string(model::name(stage))] = {{"amount", thousandths_to_text(*sums.of(stage))},
                                               {"bound", evidence::name(sums.bound_of(stage))}};
  return stages;
}

json rows_json(const std::vector<MoneyRow>& rows, std::size_t kind) {
  json list = json::array();
  for (const auto& row : rows)
    if (const auto* sums = sums_of(row, kind))
      list.push_back({{"key", row.key}, {"stages", sums_json(*sums)}});
  return list;
}

json section_json(const PledgeBooks& books, const Told& told) {
  const auto& s = told.section;
  json money = json::array();
  for (std::size_t kind = 0; kind < std::max(s.all.by_kind.size(), s.perhaps.by_kind.size()); ++kind) {
    const auto* sums = sums_of(s.all, kind);
    const auto* perhaps = sums_of(s.perhaps, kind);
    if (sums == nullptr && perhaps == nullptr) continue;
    const auto& of = told.steps->kinds[kind];
    json rates = json::array();
    if (told.conversion != nullptr)
      for (const auto& used : told.conversion->used)
        if (used.kind == kind) rates.push_back(evidence::rate_words(*used.rate, books.rates->base()));
    const auto open = sums != nullptr ? to_be_allocated(*sums) : std::nullopt;
    money.push_back({{"currency", of.currency},
                     {"constant_year", of.constant_year ? json(*of.constant_year) : json(nullptr)},
                     {"valuation", model::name(of.valuation)},
                     {"converted_by", std::move(rates)},
                     {"stages", sums_json(sums != nullptr ? *sums : StageSums{})},
                     {"perhaps", s.vague && perhaps != nullptr ? sums_json(*perhaps) : json(nullptr)},
                     {"to_be_allocated", open ? json(thousandths_to_text(*open)) : json(nullptr)},
                     {"by_category", rows_json(s.by_category, kind)},
                     {"by_donor", rows_json(s.by_donor, kind)},
                     {"by_item", rows_json(s.by_item, kind)},
                     {"by_month", rows_json(s.by_month, kind)}});
  }
  json items = json::array();
  for (const auto& row : s.items) {
    const auto left = row.records_deliveries ? to_be_delivered(row.sums) : std::nullopt;
    items.push_back({{"item", row.item},
                     {"donors", row.donors},
                     {"pledges", row.pledges},
                     {"ended", row.ended},
                     {"stages", sums_json(row.sums)},
                     {"to_be_delivered", left ? json{{"amount", thousandths_to_text(left->quantity)},
                                                     {"bound", evidence::name(left->bound)}}
                                              : json(nullptr)},
                     {"without_number", row.unmeasured}});
  }
  return {{"collection", collection_json(s.collection)},
          {"pledges", s.pledges},
          {"entries", s.entries},
          {"cancelled", s.cancelled},
          {"replaced", s.replaced},
          {"called_late", s.called_late},
          {"last_entry", s.last == Day::min() ? json(nullptr) : json(to_iso(s.last))},
          {"money", std::move(money)},
          {"items", std::move(items)}};
}

void print_status_csv(const std::vector<Told>& all) {
  print(csv_line({"origin", "group", "key", "donors", "currency", "constant_year", "valuation", "stage",
                  "amount", "bound"}));
  for (const auto& told : all) {
    const auto& s = told.section;
    const auto line = [&](std::string_view group, const std::string& key, const std::string& donors,
                          const evidence::MoneyKind* kind, const StageSums& sums) {
      for (const auto stage : stages_of(sums.stages))
        print(csv_line({s.collection.origin, std::string(group), key, donors,
                        kind != nullptr ? kind->currency : "",
                        kind != nullptr && kind->constant_year ? std::to_string(*kind->constant_year) : "",
                        kind != nullptr ? std::string(model::name(kind->valuation)) : "",
                        std::string(model::name(stage)), thousandths_to_text(*sums.of(stage)),
                        std::string(evidence::name(sums.bound_of(stage)))}));
    };
    const auto rows = [&](std::string_view group, const std::vector<MoneyRow>& list, std::size_t kind) {
      for (const auto& row : list)
        if (const auto* sums = sums_of(row, kind)) line(group, row.key, "", &told.steps->kinds[kind], *sums);
    };
    for (std::size_t kind = 0; kind < s.all.by_kind.size(); ++kind) {
      if (const auto* sums = sums_of(s.all, kind)) line("all", "", "", &told.steps->kinds[kind], *sums);
      rows("category", s.by_category, kind);
      rows("donor", s.by_donor, kind);
      rows("item", s.by_item, kind);
      rows("month", s.by_month, kind);
    }
    for (const auto& row : s.items) line("pieces", row.item, row.donors, nullptr, row.sums);
  }
}

/// The instruments whose duties have periods here: the one asked for.
std::vector<evidence::DutyLadder> ladders_of(const PledgeBooks& books) {
  if (!books.under) return {};
  const auto pointers = books.pointers();
  return evidence::duty_ladders(books.model(), std::array{books.under}, pointers, books.collections,
                                books.on);
}

}  // namespace

int pledge_status(const Options& options, const PledgeStandingWords& words) {
  int exit = exit_done;
  auto books = load_books(options, words, exit);
  if (!books) return exit;
  const auto all = tell_status(*books, words);
  const auto ladders = ladders_of(*books);
  if (options.format == Format::json) {
    auto document = books_head(*books, "status");
    document["collections"] = json::array();
    for (const auto& told : all) document["collections"].push_back(section_json(*books, told));
    document["duties"] = ladders_json(*books, ladders);
    print(document.dump(2) + "\n");
  } else if (options.format == Format::csv) {
    print_status_csv(all);
  } else {
    std::string out = books_title(*books, "Pledges");
    for (const auto& told : all) out += section_text(*books, told, words);
    out += ladder_lines(*books, ladders);
    if (all.empty() && ladders.empty())
      out += fmt::format("\nNo pledge on record that fits. Looked at: the corpus{}\n",
                         books->store.empty() ? "; there is no store" : " and " + books->store);
    print(out);
  }
  return exit_done;
}

}  // namespace casus::tool
