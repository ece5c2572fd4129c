// Rows of a store made into values.
#include "evidence/store_parts.h"

namespace casus::evidence {

using tables::SqliteFile;
using tables::SqliteStatement;

Told told_by(const PledgeEntry& entry) {
  // A stage says something only of an entry that tells of one.
  const Stage stage = entry.kind == EntryKind::stage ? entry.stage : Stage::announced;
  return {entry.kind, stage, entry.bound, entry.category, entry.in_all, entry.on.uncertain};
}

std::optional<std::vector<Told>> read_told(SqliteFile& file) {
  std::vector<Told> list;
  auto rows =
      file.prepare("SELECT id, kind, stage, bound, category, in_all, uncertain FROM told ORDER BY id");
  while (rows.step()) {
    const auto kind = entry_kind_named(rows.text(1));
    const auto stage = model::parse<Stage>(rows.text(2));
    const auto bound = bound_named(rows.text(3));
    const auto category = model::parse<Category>(rows.text(4));
    if (!kind || !stage || !bound || !category ||
        rows.integer(0) != static_cast<std::int64_t>(list.size()) + 1)
      return std::nullopt;
    list.push_back({*kind, *stage, *bound, *category, rows.integer(5) != 0, rows.integer(6) != 0});
  }
  return list;
}

std::vector<MoneyKind> read_money_kinds(SqliteFile& file) {
  std::vector<MoneyKind> kinds;
  auto rows = file.prepare("SELECT currency, constant_year, valuation FROM money_kind ORDER BY id");
  while (rows.step())
    kinds.push_back({std::string(rows.text(0)),
                     rows.is_null(1) ? std::nullopt : std::optional(static_cast<int>(rows.integer(1))),
                     model::parse<Valuation>(rows.text(2)).value_or(Valuation::unstated)});
  return kinds;
}

Pledge pledge_of(const SqliteStatement& row) {
  Pledge pledge;
  pledge.name = row.text(1);
  pledge.title = row.text(2);
  pledge.by = parted(row.text(3));
  pledge.to = parted(row.text(4));
  pledge.item = row.text(5);
  pledge.category = model::parse<Category>(row.text(6)).value_or(Category::unspecified);
  pledge.instrument = row.text(7);
  pledge.provision = row.text(8);
  pledge.period = row.text(9);
  pledge.origin = row.text(10);
  if (const auto covers = row.text(11); !covers.empty())
    pledge.covers = read_stages(covers).value_or(std::vector<Stage>{});
  pledge.note = row.text(12);
  return pledge;
}

EntryReader::EntryReader(SqliteFile& file)
    : find_(file.prepare("SELECT value FROM text WHERE id = ?")), kinds_(read_money_kinds(file)) {
  auto told = read_told(file);
  good_ = told.has_value();
  if (told) told_ = std::move(*told);
}

std::optional<std::string> EntryReader::text(const SqliteStatement& row, int column) {
  if (row.is_null(column)) return std::string();
  const auto id = row.integer(column);
  if (const auto known = texts_.find(id); known != texts_.end()) return known->second;
  find_.bind(1, id);
  if (!find_.step()) return std::nullopt;
  std::string found(find_.text(0));
  find_.run();
  texts_.emplace(id, found);
  return found;
}

std::optional<PledgeEntry> EntryReader::operator()(const SqliteStatement& row) {
  const auto told_id = static_cast<std::size_t>(row.integer(2));
  if (told_id < 1 || told_id > told_.size()) return std::nullopt;
  const Told& told = told_[told_id - 1];
  PledgeEntry entry;
  entry.number = static_cast<std::uint64_t>(row.integer(0));
  entry.kind = told.kind;
  entry.stage = told.stage;
  entry.bound = told.bound;
  entry.category = told.category;
  entry.in_all = told.in_all;
  if (!row.is_null(3)) entry.quantity = row.integer(3);
  if (!row.is_null(4)) {
    const auto kind = static_cast<std::size_t>(row.integer(4));
    if (kind < 1 || kind > kinds_.size()) return std::nullopt;
    const auto& [currency, year, valuation] = kinds_[kind - 1];
    entry.money = Money{row.integer(5), currency, year, valuation};
  }
  entry.on = {day(row, 6), day(row, 7), told.uncertain};
  entry.known = day(row, 8);
  if (!row.is_null(9)) entry.corrects = static_cast<std::uint64_t>(row.integer(9));
  std::string* const texts[] = {&entry.accepted, &entry.item, &entry.by_pledge, &entry.source, &entry.note};
  for (int i = 0; i < 5; ++i) {
    auto found = text(row, 10 + i);
    if (!found) return std::nullopt;
    *texts[i] = std::move(*found);
  }
  return entry;
}

}  // namespace casus::evidence
