// How pledges and entries come out of a store.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "evidence/store.h"
#include "evidence/store_parts.h"

namespace casus::evidence {

using diag::Code;
using tables::SqliteFile;
using tables::SqliteStatement;

namespace {

bool holds(std::string_view text, std::string_view part) {
  const auto same = [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); };
  return !std::ranges::search(text, part, same).empty();
}

StoreFault unfit(const std::string& path) {
  return {Code::pledge_store_damaged, fmt::format("{}: it holds what casus does not know", path),
          "`casus pledge verify` says what is wrong"};
}

/// The pledges that a filter takes, and by the id of each its place among them.
struct Taken {
  static constexpr std::uint32_t left_out = UINT32_MAX;

  std::vector<Pledge> pledges;
  std::vector<std::int64_t> ids;
  std::vector<std::uint32_t> places;  ///< by id

  std::uint32_t place(std::int64_t id) const {
    return id > 0 && static_cast<std::size_t>(id) < places.size() ? places[static_cast<std::size_t>(id)]
                                                                  : left_out;
  }
  /// Whether it is worth going to the entries of each of them rather than through all entries.
  bool are_few() const { return ids.size() * 8 < places.size(); }
};

Taken take(SqliteFile& file, const PledgeFilter& filter) {
  Taken taken;
  // A name is looked up.
  auto rows = file.prepare(fmt::format("SELECT {} FROM pledge {}", pledge_columns,
                                       filter.name.empty() ? "ORDER BY id" : "WHERE name = ?"));
  if (!filter.name.empty()) {
    rows.bind(1, std::string_view(filter.name));
    taken.places.resize(static_cast<std::size_t>(file.number("SELECT pledges FROM log_end").value_or(0)) + 1,
                        Taken::left_out);
  }
  while (rows.step()) {
    const auto id = static_cast<std::size_t>(rows.integer(0));
    Pledge pledge = pledge_of(rows);
    if (id >= taken.places.size()) taken.places.resize(id + 1, Taken::left_out);
    if (!takes(filter, pledge)) continue;
    taken.places[id] = static_cast<std::uint32_t>(taken.pledges.size());
    taken.ids.push_back(rows.integer(0));
    taken.pledges.push_back(std::move(pledge));
  }
  return taken;
}

/// Which entries are corrected by one known on the day.
class Corrected {
 public:
  Corrected(SqliteFile& file, Day known_as_of) {
    auto rows = file.prepare("SELECT corrects FROM entry WHERE corrects IS NOT NULL AND known <= ?");
    rows.bind(1, std::int64_t{known_as_of.number});
    while (rows.step()) {
      const auto number = static_cast<std::size_t>(std::max<std::int64_t>(rows.integer(0), 0));
      if (number >= is_.size()) is_.resize(std::min<std::size_t>(number, 1u << 30) + 1);
      if (number < is_.size()) is_[number] = true;
    }
  }
  bool operator()(std::int64_t number) const {
    return static_cast<std::size_t>(number) < is_.size() && is_[static_cast<std::size_t>(number)];
  }

 private:
  std::vector<bool> is_;
};

}  // namespace

bool takes(const PledgeFilter& filter, const Pledge& pledge) {
  const auto has = [](const std::vector<std::string>& codes, const std::string& code) {
    return code.empty() || std::ranges::find(codes, code) != codes.end();
  };
  return (filter.name.empty() || filter.name == pledge.name) && has(pledge.by, filter.donor) &&
         has(pledge.to, filter.recipient) && (filter.origin.empty() || filter.origin == pledge.origin) &&
         (filter.instrument.empty() || filter.instrument == pledge.instrument) &&
         (filter.item.empty() || holds(pledge.item, filter.item) || holds(pledge.title, filter.item));
}

std::expected<Steps, StoreFault> PledgeStore::steps(Day known_as_of, const PledgeFilter& filter) {
  Steps result;
  bool fits = true;
  const bool read = file_.transaction(false, [&] {
    const auto told = read_told(file_);
    const auto kinds = read_money_kinds(file_);
    Taken taken = take(file_, filter);
    const Corrected corrected(file_, known_as_of);
    fits = told.has_value();
    if (!fits) return false;
    constexpr std::string_view columns =
        "SELECT number, pledge, told, quantity, money_kind, money, earliest, latest, known, accepted FROM "
        "entry";
    std::vector<std::uint16_t> kind_places(kinds.size(), Step::no_money);
    const auto add = [&](const SqliteStatement& row) {
      const auto number = row.integer(0);
      const auto place = taken.place(row.integer(1));
      if (place == Taken::left_out) return;
      const Day known = day(row, 8);
      if (known > known_as_of || corrected(number)) return;
      const auto told_id = static_cast<std::size_t>(row.integer(2));
      if (told_id < 1 || told_id > told->size()) {
        fits = false;
        return;
      }
      const Told& of = (*told)[told_id - 1];
      if (of.kind == EntryKind::withdrawn) return;
      Step& step = result.steps.emplace_back();
      step.number = static_cast<std::uint64_t>(number);
      step.pledge = place;
      step.kind = of.kind;
      step.stage = of.stage;
      step.category = of.category == Category::unspecified ? taken.pledges[place].category : of.category;
      step.bound = of.bound;
      step.in_all = of.in_all;
      step.quantity = row.integer(3);
      step.has_quantity = step.quantity != 0 || !row.is_null(3);
      if (const auto kind = static_cast<std::size_t>(row.integer(4)); kind != 0) {
        if (kind > kinds.size()) {
          fits = false;
          return;
        }
        auto& at = kind_places[kind - 1];
        if (at == Step::no_money) {
          at = static_cast<std::uint16_t>(result.kinds.size());
          result.kinds.push_back(kinds[kind - 1]);
        }
        step.money_kind = at;
        step.money = row.integer(5);
      }
      step.earliest = day(row, 6);
      step.latest = day(row, 7);
      step.known = known;
      step.accepted = row.integer(9) != 0;
    };
    if (taken.are_few()) {
      auto rows = file_.prepare(fmt::format("{} WHERE pledge = ? ORDER BY number", columns));
      for (const auto id : taken.ids) {
        rows.bind(1, id);
        while (rows.step()) add(rows);
      }
    } else {
      result.steps.reserve(static_cast<std::size_t>(file_.number("SELECT entries FROM log_end").value_or(0)));
      auto rows = file_.prepare(std::string(columns));
      while (rows.step()) add(rows);
    }
    result.pledges = std::move(taken.pledges);
    return fits;
  });
  if (!fits) return std::unexpected(unfit(path_));
  if (!read) return std::unexpected(told());
  arrange(result);
  return result;
}

std::optional<StoreFault> PledgeStore::each(
    const PledgeFilter& filter, const std::function<void(const Pledge&, const PledgeEntry&)>& take_entry) {
  bool fits = true;
  const bool read = file_.transaction(false, [&] {
    const Taken taken = take(file_, filter);
    EntryReader reader(file_);
    fits = reader.is_good();
    const bool one = taken.ids.size() == 1;
    auto rows = file_.prepare(
        fmt::format("SELECT {} FROM entry {} ORDER BY number", entry_columns, one ? "WHERE pledge = ?" : ""));
    if (one) rows.bind(1, taken.ids.front());
    while (fits && rows.step()) {
      const auto place = taken.place(rows.integer(1));
      if (place == Taken::left_out) continue;
      const auto entry = reader(rows);
      fits = entry.has_value();
      if (fits) take_entry(taken.pledges[place], *entry);
    }
    return fits;
  });
  if (!fits) return unfit(path_);
  if (!read) return told();
  return std::nullopt;
}

std::expected<std::vector<Pledge>, StoreFault> PledgeStore::pledges(const PledgeFilter& filter) {
  std::vector<Pledge> result;
  bool fits = true;
  const bool read = file_.transaction(false, [&] {
    Taken taken = take(file_, filter);
    result = std::move(taken.pledges);
    EntryReader reader(file_);
    fits = reader.is_good();
    const auto add = [&](const SqliteStatement& row) {
      const auto place = taken.place(row.integer(1));
      if (place == Taken::left_out) return;
      auto entry = reader(row);
      fits = fits && entry.has_value();
      if (fits) result[place].entries.push_back(std::move(*entry));
    };
    if (taken.are_few()) {
      auto rows =
          file_.prepare(fmt::format("SELECT {} FROM entry WHERE pledge = ? ORDER BY number", entry_columns));
      for (const auto id : taken.ids) {
        rows.bind(1, id);
        while (fits && rows.step()) add(rows);
      }
    } else {
      auto rows = file_.prepare(fmt::format("SELECT {} FROM entry ORDER BY number", entry_columns));
      while (fits && rows.step()) add(rows);
    }
    return fits;
  });
  if (!fits) return std::unexpected(unfit(path_));
  if (!read) return std::unexpected(told());
  return result;
}

std::expected<std::optional<Pledge>, StoreFault> PledgeStore::known(const std::string& name) {
  auto found = take(file_, {.name = name}).pledges;
  if (file_.fault()) return std::unexpected(told());
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::expected<std::optional<Pledge>, StoreFault> PledgeStore::entry(std::uint64_t number) {
  std::optional<Pledge> result;
  bool fits = true;
  const bool read = file_.transaction(false, [&] {
    EntryReader reader(file_);
    auto rows = file_.prepare(fmt::format("SELECT {} FROM entry WHERE number = ?", entry_columns));
    auto heads = file_.prepare(fmt::format("SELECT {} FROM pledge WHERE id = ?", pledge_columns));
    rows.bind(1, static_cast<std::int64_t>(number));
    if (!rows.step()) return !file_.fault();
    auto found = reader(rows);
    heads.bind(1, rows.integer(1));
    fits = found && heads.step();
    if (!fits) return false;
    result = pledge_of(heads);
    result->entries.push_back(std::move(*found));
    return true;
  });
  if (!fits) return std::unexpected(unfit(path_));
  if (!read) return std::unexpected(told());
  return result;
}

std::expected<std::vector<StoredCollection>, StoreFault> PledgeStore::collections() {
  std::vector<StoredCollection> list;
  auto rows = file_.prepare(
      "SELECT origin, title, release, covers, first_day, end_day, recipients, cite, terms, note, file, "
      "sha256 FROM collection "
      "ORDER BY id");
  while (rows.step()) {
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    const auto day_or_none = [&](int column) {
      return rows.is_null(column) ? std::nullopt : std::optional(day(rows, column));
    };
    const auto covers = read_stages(rows.text(3));
    if (!covers) return std::unexpected(unfit(path_));
    list.push_back({{text(0), text(1), text(2), *covers, day_or_none(4), day_or_none(5), parted(text(6)),
                     text(7), text(8), text(9)},
                    text(10),
                    text(11)});
  }
  if (file_.fault()) return std::unexpected(told());
  return list;
}

}  // namespace casus::evidence
