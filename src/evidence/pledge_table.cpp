#include "evidence/pledge_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include "base/decimal.h"
#include "base/suggest.h"
#include "base/text.h"
#include "evidence/pledge_table_fields.h"
#include "evidence/words.h"
#include "tables/table.h"

namespace casus::evidence {

using diag::Code;

namespace {

using namespace pledge_table;

/// A name as the language writes it, so that what is in a store can be written in it.
bool is_name(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !text.empty() && letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// The first bytes of a source, and the source as if they had not been read.
struct Beginning {
  std::string bytes;
  std::size_t given = 0;
};

/// The columns of a header, or nothing where it has one that the table does not know: then that is in the sink.
std::optional<std::vector<std::string>> header_of(const std::string& file, const Beginning& beginning,
                                                  diag::Sink& sink) {
  std::vector<std::string> header;
  std::size_t at = 0;
  const tables::ByteSource bytes = [&](std::span<char> into) {
    const std::size_t count = std::min(into.size(), beginning.bytes.size() - at);
    std::copy_n(beginning.bytes.data() + at, count, into.data());
    at += count;
    return count;
  };
  tables::read_csv(bytes, [&](std::size_t, std::span<const std::string_view> row) {
    header.assign(row.begin(), row.end());
    return false;
  });
  std::vector<std::string_view> names;
  for (const auto& column : columns) names.push_back(column.name);
  bool good = true;
  // One value alone is a file parted otherwise, or no table: the reader of tables says so.
  if (header.size() > 1)
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (std::ranges::find(names, header[i]) != names.end()) continue;
      const auto near = nearest(header[i], names);
      sink.add(Code::table_columns, {},
               fmt::format("{}, row 1, column {}: `{}` is no column of a table of pledges", file, i + 1,
                           shortened(header[i], 60)),
               near.empty() ? fmt::format("its columns are {}", fmt::join(names, ", "))
                            : fmt::format("did you mean `{}`?", near));
      good = false;
    }
  if (!good) return std::nullopt;
  return header;
}

/// The columns that a file has, and those that it needs.
tables::DataSet schema_of(const std::vector<std::string>& header,
                          std::array<std::optional<std::size_t>, fields>& places) {
  tables::DataSet set;
  set.name = "pledges";
  set.title = "table of pledges";
  for (std::size_t i = 0; i < fields; ++i) {
    if (!columns[i].needed && std::ranges::find(header, columns[i].name) == header.end()) continue;
    places[i] = set.columns.size();
    set.columns.push_back({columns[i].name});
  }
  return set;
}

class Reading {
 public:
  Reading(const std::string& file, const Model& model, const PledgeTableOptions& options, diag::Sink& sink)
      : file_(file), model_(model), options_(options), sink_(sink) {}

  std::array<std::optional<std::size_t>, fields> places;
  std::vector<Pledge> pledges;
  std::size_t faults = 0;

  void row(const tables::Record& record) {
    if (faults >= most_faults) return;
    record_ = &record;
    const std::size_t before = faults;
    Pledge* pledge = head();
    if (faults != before || pledge == nullptr) return;
    const auto word = text(entry_);
    if (word.empty()) {
      for (const auto field : {quantity_, amount_, on_, source_})
        if (!text(field).empty()) return fault(entry_, "the row tells something, and not what", words_hint());
      return;
    }
    const auto named = entry_named(word);
    if (!named) {
      const auto words = entry_words();
      const auto near = nearest(word, words);
      return fault(entry_, fmt::format("`{}` is no stage, nor due, late or withdrawn", word),
                   near.empty() ? words_hint() : fmt::format("did you mean `{}`?", near));
    }
    PledgeEntry entry;
    entry.kind = named->kind;
    entry.stage = named->stage;
    numbers(entry);
    amounts(entry);
    days(entry);
    entry.item = text(entry_item_);
    if (const auto given = text(entry_category_); !given.empty())
      entry.category = of_vocabulary<Category>(entry_category_);
    entry.by_pledge = text(by_pledge_);
    entry.accepted = text(accepted_);
    entry.source = text(source_);
    entry.note = text(note_);
    if (entry.source.empty())
      fault(source_, "no value, and each entry names its source",
            "write where it is told, for instance an address");
    if (faults == before) pledge->entries.push_back(std::move(entry));
  }

 private:
  static constexpr std::size_t most_faults = 20;

  std::string_view text(Field field) const {
    return places[field] ? record_->text(*places[field]) : std::string_view();
  }

  static std::string words_hint() { return fmt::format("write one of {}", fmt::join(entry_words(), ", ")); }

  void fault(Field field, const std::string& message, std::string hint, Code code = Code::table_value) {
    ++faults;
    sink_.add(code, {},
              fmt::format("{}, row {}, column `{}`: {}", file_, record_->row(), columns[field].name, message),
              std::move(hint));
  }

  template <class Enum>
  Enum of_vocabulary(Field field) {
    const auto value = model::parse<Enum>(text(field));
    if (!value) {
      const auto names = model::names_of<Enum>();
      fault(field, fmt::format("`{}` is none of its values", shortened(text(field), 60)),
            fmt::format("write one of {}", fmt::join(names, ", ")));
    }
    return value.value_or(Enum{});
  }

  std::vector<std::string> codes(Field field) {
    auto list = parted(text(field));
    for (const auto& code : list) {
      if (model::find_state(model_, code)) continue;
      std::vector<std::string_view> known;
      for (const auto& state : model_.states) known.push_back(state.code);
      const auto near = nearest(code, known);
      fault(field, fmt::format("`{}` is no state that casus knows", shortened(code, 60)),
            near.empty() ? "states have their ISO 3166 codes, as DEU; `casus list states` shows them"
                         : fmt::format("did you mean `{}`?", near));
    }
    return list;
  }

  /// What the row says of its pledge, and the pledge.
  Pledge* head() {
    const auto name = text(pledge_);
    if (!is_name(name)) {
      fault(pledge_,
            name.empty() ? "no value, and each row is of a pledge"
                         : fmt::format("`{}` is no name", shortened(name, 60)),
            "a name is of letters, digits and `_`, as leopard_2_germany");
      return nullptr;
    }
    const auto [at, is_new] = by_name_.try_emplace(std::string(name), pledges.size());
    if (is_new) {
      pledges.emplace_back().name = name;
      rows_.push_back(record_->row());
    }
    Pledge& pledge = pledges[at->second];
    const auto same = [&](Field field, std::string& value, std::string given) {
      if (given.empty() || given == value) return;
      if (is_new || (value.empty() && field == origin_)) {
        value = std::move(given);
      } else {
        fault(field,
              fmt::format("`{}`, and row {} says `{}` of the same pledge", shortened(given, 60),
                          rows_[at->second], shortened(value, 60)),
              "leave it blank, or say the same", Code::pledge_row);
      }
    };
    const auto words_of = [&](Field field, std::vector<std::string>& value) {
      if (text(field).empty()) {
        if (is_new)
          fault(field, "no value, and the first row of a pledge says it", "write codes as DEU or DNK+NLD");
        return;
      }
      // Most rows say again what the first has said.
      if (!is_new && text(field) == joined(value)) return;
      auto given = codes(field);
      std::string there = joined(value);
      same(field, there, joined(given));
      if (is_new) value = std::move(given);
    };
    words_of(by_, pledge.by);
    words_of(to_, pledge.to);
    same(title_, pledge.title, std::string(text(title_)));
    same(item_, pledge.item, std::string(text(item_)));
    same(instrument_, pledge.instrument, std::string(text(instrument_)));
    same(provision_, pledge.provision, std::string(text(provision_)));
    same(period_, pledge.period, std::string(text(period_)));
    same(pledge_note_, pledge.note, std::string(text(pledge_note_)));
    same(origin_, pledge.origin,
         std::string(text(origin_).empty() && is_new ? options_.origin : text(origin_)));
    if (!text(category_).empty()) {
      std::string there(model::name(pledge.category));
      const auto given = of_vocabulary<Category>(category_);
      same(category_, there, std::string(model::name(given)));
      if (is_new) pledge.category = given;
    }
    if (!text(covers_).empty()) {
      const auto given = read_stages(text(covers_));
      if (!given) {
        fault(covers_, fmt::format("`{}` is no list of stages", shortened(text(covers_), 60)),
              fmt::format("parted by a blank: {}", fmt::join(model::names_of<Stage>(), ", ")));
      } else {
        std::string there = joined(pledge.covers);
        same(covers_, there, joined(*given));
        if (is_new) pledge.covers = *given;
      }
    }
    if (is_new && pledge.title.empty()) pledge.title = pledge.name;
    return &pledge;
  }

  /// `number` and `corrects`.
  void numbers(PledgeEntry& entry) {
    const auto read = [&](Field field) -> std::optional<std::uint64_t> {
      const auto value = text(field);
      const auto number = read_thousandths(value);
      if (!number || *number <= 0 || *number % 1000 != 0) {
        fault(field, fmt::format("`{}` is no number of an entry", shortened(value, 60)), "they count from 1");
        return std::nullopt;
      }
      return static_cast<std::uint64_t>(*number / 1000);
    };
    const bool numbered = !text(number_).empty();
    if (!numbered_) numbered_ = numbered;
    if (*numbered_ != numbered)
      return fault(number_, "some rows have a number, and some have none", "give all of them one, or none",
                   Code::pledge_row);
    ++place_;
    entry.number = numbered ? read(number_).value_or(0) : place_;
    if (numbered && entry.number != 0 && !taken_.insert(entry.number).second)
      return fault(number_, fmt::format("a second entry of the number {}", entry.number), "give it another",
                   Code::pledge_row);
    if (!text(corrects_).empty()) entry.corrects = read(corrects_);
    if (entry.corrects && *entry.corrects >= entry.number)
      fault(corrects_, fmt::format("entry {} does not come before it", *entry.corrects),
            "an entry corrects one with a smaller number", Code::pledge_row);
    if (entry.kind == EntryKind::withdrawn && text(corrects_).empty())
      fault(corrects_, "no value, and an entry that withdraws says which", "write the number of the entry",
            Code::pledge_row);
  }

  std::optional<Thousandths> number(Field field) {
    const auto value = text(field);
    if (value.empty()) return std::nullopt;
    const auto read = read_thousandths(value);
    if (!read)
      fault(field, fmt::format("`{}` is no number", shortened(value, 60)),
            "write it with a point and at most three digits behind it, without signs of thousands");
    return read;
  }

  void amounts(PledgeEntry& entry) {
    entry.quantity = number(quantity_);
    if (!text(bound_).empty()) {
      const auto bound = bound_named(text(bound_));
      if (!bound)
        fault(bound_, fmt::format("`{}` is none of its values", shortened(text(bound_), 60)),
              "write exact, about, at_least or up_to");
      entry.bound = bound.value_or(Bound::exact);
    }
    const auto in_all = text(in_all_);
    if (!in_all.empty() && in_all != "0" && in_all != "1")
      fault(in_all_, fmt::format("`{}` is not 0 or 1", shortened(in_all, 60)),
            "1 where the numbers are what is reached in all");
    entry.in_all = in_all == "1";
    const auto amount = number(amount_);
    if (!amount) {
      for (const auto field : {currency_, constant_year_, valuation_})
        if (!text(field).empty() && text(amount_).empty())
          return fault(field, "it is about money, and there is no amount",
                       "write the amount, or leave it blank", Code::pledge_row);
      return;
    }
    Money money{.amount = *amount, .currency = std::string(text(currency_)), .constant_year = {}};
    if (money.currency.empty())
      fault(currency_, "no value, and an amount has a currency", "write its code, as EUR", Code::pledge_row);
    if (!text(constant_year_).empty()) {
      const auto year = read_thousandths(text(constant_year_));
      if (!year || *year % 1000 != 0 || *year < 1'000'000 || *year > 9'999'000)
        fault(constant_year_, fmt::format("`{}` is no year", shortened(text(constant_year_), 60)), "as 2021");
      else
        money.constant_year = static_cast<int>(*year / 1000);
    }
    if (!text(valuation_).empty()) money.valuation = of_vocabulary<Valuation>(valuation_);
    entry.money = std::move(money);
  }

  void days(PledgeEntry& entry) {
    const auto on = read_day(text(on_));
    if (!on)
      return fault(on_,
                   text(on_).empty() ? "no value, and each entry has a day"
                                     : fmt::format("`{}` is no day", shortened(text(on_), 60)),
                   "write it as 2023-02-21; a vague one as 2023-02 or 2023-02-21~");
    entry.on = *on;
    // A day by which it is due is known from the start; what happened was known when it had happened.
    entry.known = entry.kind == EntryKind::due ? Day::min() : on->latest;
    if (options_.known) entry.known = *options_.known;
    if (text(known_).empty()) return;
    const auto known = read_day(text(known_));
    if (!known || !known->is_exact())
      return fault(known_, fmt::format("`{}` is no day", shortened(text(known_), 60)),
                   "write it as 2023-02-21");
    entry.known = known->latest;
  }

  const std::string& file_;
  const Model& model_;
  const PledgeTableOptions& options_;
  diag::Sink& sink_;
  const tables::Record* record_ = nullptr;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::vector<std::size_t> rows_;  ///< by pledge: the first one
  std::optional<bool> numbered_;
  std::set<std::uint64_t> taken_;
  std::uint64_t place_ = 0;
};

}  // namespace

std::optional<std::vector<Pledge>> read_pledges(const std::string& file, const tables::ByteSource& bytes,
                                                const Model& model, const PledgeTableOptions& options,
                                                diag::Sink& sink) {
  Beginning beginning;
  beginning.bytes.resize(1 << 16);
  beginning.bytes.resize(bytes(beginning.bytes));
  const auto header = header_of(file, beginning, sink);
  if (!header) return std::nullopt;
  Reading reading(file, model, options, sink);
  const auto set = schema_of(*header, reading.places);
  const tables::ByteSource whole = [&](std::span<char> into) {
    const std::size_t count = std::min(into.size(), beginning.bytes.size() - beginning.given);
    std::copy_n(beginning.bytes.data() + beginning.given, count, into.data());
    beginning.given += count;
    return count == into.size() ? count : count + bytes(into.subspan(count));
  };
  const bool read =
      tables::read_table(set, file, whole, sink, [&](const tables::Record& row) { reading.row(row); });
  if (!read || reading.faults > 0) return std::nullopt;
  return std::move(reading.pledges);
}

}  // namespace casus::evidence
