#include <fmt/format.h>

#include "base/decimal.h"
#include "evidence/pledge_table_fields.h"
#include "evidence/words.h"

namespace casus::evidence {

using namespace pledge_table;

std::span<const PledgeColumn> pledge_columns_of_table() { return columns; }

std::vector<std::string> pledge_header() {
  std::vector<std::string> header;
  for (const auto& column : columns) header.emplace_back(column.name);
  return header;
}

std::vector<std::string> pledge_fields(const Pledge& pledge, const PledgeEntry* entry, bool counts) {
  std::vector<std::string> row(fields);
  row[pledge_] = pledge.name;
  row[title_] = pledge.title;
  row[by_] = fmt::format("{}", fmt::join(pledge.by, "+"));
  row[to_] = fmt::format("{}", fmt::join(pledge.to, "+"));
  row[item_] = pledge.item;
  row[category_] = model::name(pledge.category);
  row[instrument_] = pledge.instrument;
  row[provision_] = pledge.provision;
  row[period_] = pledge.period;
  row[origin_] = pledge.origin;
  row[covers_] = joined(pledge.covers);
  row[pledge_note_] = pledge.note;
  if (entry == nullptr) return row;
  row[number_] = entry->number == 0 ? "" : std::to_string(entry->number);
  row[entry_] = entry_word(*entry);
  if (entry->quantity) row[quantity_] = thousandths_to_text(*entry->quantity);
  row[bound_] = name(entry->bound);
  if (const auto& money = entry->money) {
    row[amount_] = thousandths_to_text(money->amount);
    row[currency_] = money->currency;
    if (money->constant_year) row[constant_year_] = std::to_string(*money->constant_year);
    row[valuation_] = model::name(money->valuation);
  }
  row[in_all_] = entry->in_all ? "1" : "0";
  row[on_] = written(entry->on);
  row[known_] = to_iso(entry->known);
  row[entry_item_] = entry->item;
  row[entry_category_] = model::name(entry->category);
  row[by_pledge_] = entry->by_pledge;
  row[accepted_] = entry->accepted;
  row[source_] = entry->source;
  row[note_] = entry->note;
  if (entry->corrects) row[corrects_] = std::to_string(*entry->corrects);
  row[iati_] = iati_transaction_type(pledge, *entry, counts);
  return row;
}

std::string_view iati_transaction_type(const Pledge& pledge, const PledgeEntry& entry, bool counts) {
  if (entry.kind != EntryKind::stage || !entry.money || entry.in_all || !counts) return {};
  const bool goods = entry.quantity.has_value() || !entry.item.empty() || !pledge.item.empty();
  switch (entry.stage) {
    case Stage::announced: return "12";
    case Stage::committed: return "2";
    case Stage::delivered: return goods ? "4" : "3";
    default: return {};
  }
}

}  // namespace casus::evidence
