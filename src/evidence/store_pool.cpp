#include "evidence/store_pool.h"

namespace casus::evidence {

using tables::SqliteFile;

Pool::Pool(SqliteFile& file)
    : file_(file),
      find_text_(file.prepare("SELECT id FROM text WHERE value = ?")),
      add_text_(file.prepare("INSERT INTO text (value) VALUES (?)")),
      kinds_(read_money_kinds(file)) {
  auto told = read_told(file);
  good_ = told.has_value();
  if (told) told_ = std::move(*told);
}

Shared Pool::text(const std::string& value) {
  if (value.empty()) return {};
  if (const auto known = texts_.find(value); known != texts_.end()) return {known->second, false};
  find_text_.bind(1, value);
  Shared found;
  if (find_text_.step()) {
    found.id = find_text_.integer(0);
    find_text_.run();
  } else {
    add_text_.bind(1, value);
    if (!add_text_.run()) return {};
    found = {file_.last_row(), true};
  }
  texts_.emplace(value, *found.id);
  return found;
}

Shared Pool::told(const Told& value) {
  const auto at = std::ranges::find(told_, value);
  if (at != told_.end()) return {at - told_.begin() + 1, false};
  told_.push_back(value);
  auto add = file_.prepare("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?)");
  add.bind(1, static_cast<std::int64_t>(told_.size()));
  add.bind(2, name(value.kind));
  add.bind(3, model::name(value.stage));
  add.bind(4, name(value.bound));
  add.bind(5, model::name(value.category));
  add.bind(6, std::int64_t{value.in_all});
  add.bind(7, std::int64_t{value.uncertain});
  add.run();
  return {static_cast<std::int64_t>(told_.size()), true};
}

Shared Pool::money_kind(const std::optional<Money>& money) {
  if (!money) return {};
  const std::size_t before = kinds_.size();
  const auto at = kind_index(kinds_, *money);
  if (kinds_.size() > before) {
    auto add = file_.prepare("INSERT INTO money_kind VALUES (?, ?, ?, ?)");
    add.bind(1, std::int64_t{at} + 1);
    add.bind(2, std::string_view(money->currency));
    add.bind(3, money->constant_year ? std::optional<std::int64_t>(*money->constant_year) : std::nullopt);
    add.bind(4, model::name(money->valuation));
    add.run();
  }
  return {std::int64_t{at} + 1, kinds_.size() > before};
}

}  // namespace casus::evidence
