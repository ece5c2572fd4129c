#include "evidence/kiel.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/decimal.h"
#include "evidence/kiel_parts.h"
#include "tables/columns.h"

namespace casus::evidence {

using diag::Code;
using tables::DataSet;
using tables::Record;
using namespace kiel;

namespace {

constexpr std::int64_t billion = 1'000'000'000;
// Figures have six decimals of a billion: two that are rounded may differ by one of the last.
constexpr Thousandths rounding = billion / 1'000'000 * 1000;

// Sums of money are texts here: they are read as decimals, never as floating point numbers.
constexpr std::string_view explorer_columns = R"(country,iso text
year integer 2014..2100
month integer 1..12
total,financial,humanitarian,military,commitments,to_be_allocated text
gdp,pct_gdp real 0..10000000 missing blank NA)";

constexpr std::string_view weapons_columns = R"(donor,category text
number_of_weapons integer 1..10000000
monetary_value_eur text
weapons_list text)";

constexpr std::string_view release_columns = "release,period text; date day; label text";

std::vector<DataSet> make_sets() {
  const Day from = *casus::day_of(2022, 1, 24), to = *casus::day_of(2100, 1, 1);
  const auto set = [&](std::string_view name, std::string_view columns, std::vector<std::string_view> key) {
    return DataSet{.name = name,
                   .group = "kiel",
                   .title = title,
                   .columns = tables::columns_of(columns),
                   .key = std::move(key),
                   .from = from,
                   .to = to,
                   .cite = cite,
                   .terms = terms};
  };
  return {set("data_explorer", explorer_columns, {"iso", "year", "month"}),
          set("weapons", weapons_columns, {"donor", "category"}),
          set("release_info", release_columns, {"release"})};
}

VagueDay month_told(int year, int month) {
  const Day first = *casus::day_of(year, month, 1);
  const Day next = month == 12 ? *casus::day_of(year + 1, 1, 1) : *casus::day_of(year, month + 1, 1);
  return {first, Day{next.number - 1}};
}

class Reader {
 public:
  Reader(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  void read(const KielFile& file) {
    file_ = &file.path;
    std::vector<const DataSet*> sets;
    for (const auto& set : kiel_sets()) sets.push_back(&set);
    const std::size_t explorer_rows = rows_.months.size(), weapon_rows = rows_.weapons.size(),
                      releases = rows_.releases.size();
    tables::read_group(sets, file.path, file.bytes, sink_, [&](const Record& record) {
      if (record.set().name == "data_explorer") month(record);
      if (record.set().name == "weapons") weapons(record);
      if (record.set().name == "release_info") release(record);
    });
    // A second file of one table would be counted twice.
    const auto twice = [&](std::size_t before, std::size_t now) { return before > 0 && now > before; };
    if (twice(explorer_rows, rows_.months.size()) || twice(weapon_rows, rows_.weapons.size()) ||
        twice(releases, rows_.releases.size()))
      sink_.add(Code::table_duplicate, {}, fmt::format("{}: a second file of the same table", file.path),
                "name one of the two");
    if (rows_.releases.size() > releases + 1)
      sink_.add(Code::table_duplicate, {}, fmt::format("{}: more than one release", file.path),
                "name the file of one release");
  }

  Rows rows() { return std::move(rows_); }

 private:
  void fault(Code code, const Record& record, std::string_view column, const std::string& message,
             std::string hint) {
    sink_.add(code, {}, fmt::format("{}, row {}, column `{}`: {}", *file_, record.row(), column, message),
              std::move(hint));
  }

  /// A sum in units of `scale` euros; nothing, and a fault, where it is none.
  std::optional<Thousandths> sum(const Record& record, std::string_view column, std::int64_t scale,
                                 bool signed_) {
    const auto text = record.text(*record.set().column(column));
    const auto value = read_thousandths(text, scale);
    if (!value)
      fault(Code::table_value, record, column, fmt::format("`{}` is no sum", text),
            "write a decimal number; a value that is missing is none either, and is not guessed");
    else if (*value < 0 && !signed_)
      fault(Code::table_value, record, column, fmt::format("`{}` lies below zero", text),
            "what is taken back has to be told as that: no release so far has it");
    else
      return value;
    return std::nullopt;
  }

  void disagree(const Record& record, const std::string& message) {
    sink_.add(Code::figures_disagree, {}, fmt::format("{}, row {}: {}", *file_, record.row(), message),
              "is the file whole, and is it the one that its makers released?");
  }

  /// The state, or organisation, of an ISO code on a day.
  std::string by_code(const Record& record, std::string_view code, Day day) {
    const auto states = find_by_code(model_, CodeSystem::iso3, code, day);
    if (states.size() == 1) return model_[states.front()].code;
    for (const auto& state : model_.states)
      if (state.organisation && exists_on(state, day) &&
          (state.code == code || std::ranges::find(state.aliases, code) != state.aliases.end()))
        return state.code;
    fault(Code::unknown_state, record, "iso",
          fmt::format("casus knows no state of the code `{}` on {}", code, to_iso(day)),
          "`casus list states` names those that it knows");
    return {};
  }

  std::string by_title(const Record& record, std::string_view written) {
    std::string word;
    for (const char c : written)
      word += c == ' ' ? '_' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    if (const auto at = model_.state_aliases.find(word); at != model_.state_aliases.end())
      return model_.states[at->second].code;
    fault(Code::unknown_state, record, "donor", fmt::format("casus knows no state called `{}`", written),
          "`casus list states` names those that it knows");
    return {};
  }

  void month(const Record& record) {
    const auto commitments = sum(record, "commitments", billion, false),
               total = sum(record, "total", billion, false),
               open = sum(record, "to_be_allocated", billion, true),
               military = sum(record, "military", billion, false),
               financial = sum(record, "financial", billion, false),
               humanitarian = sum(record, "humanitarian", billion, false);
    if (!commitments || !total || !open || !military || !financial || !humanitarian) return;
    const auto apart = [](Thousandths a, Thousandths b) { return a > b ? a - b : b - a; };
    const auto in_billions = [](Thousandths amount) {
      return fmt::format("{:.6f}", static_cast<double>(amount) / 1000 / billion);
    };
    if (apart(*open, *commitments - *total) > rounding)
      return disagree(record, fmt::format("`to_be_allocated` is {}, and `commitments` less `total` is {}",
                                          in_billions(*open), in_billions(*commitments - *total)));
    // Three parts are rounded, and the sum.
    if (apart(*military + *financial + *humanitarian, *total) > 2 * rounding)
      return disagree(record, fmt::format("`total` is {}, and its three parts are {}", in_billions(*total),
                                          in_billions(*military + *financial + *humanitarian)));
    const int year = static_cast<int>(*record.number("year")),
              number = static_cast<int>(*record.number("month"));
    MonthRow row{record.row(),
                 {},
                 std::string(record.text(*record.set().column("country"))),
                 month_told(year, number),
                 *commitments,
                 {{{Category::military, *military},
                   {Category::financial, *financial},
                   {Category::humanitarian, *humanitarian}}}};
    row.donor = by_code(record, record.text(*record.set().column("iso")), row.month.latest);
    rows_.months.push_back(std::move(row));
  }

  void weapons(const Record& record) {
    const auto text = [&](std::string_view column) { return record.text(*record.set().column(column)); };
    const auto value = sum(record, "monetary_value_eur", 1, false);
    WeaponRow row{by_title(record, text("donor")),
                  std::string(text("donor")),
                  std::string(text("category")),
                  value.value_or(0),
                  {}};
    std::int64_t counted = 0;
    std::string_view rest = text("weapons_list");
    while (!rest.empty()) {
      const auto part = rest.substr(0, std::min(rest.find("; "), rest.size()));
      rest.remove_prefix(std::min(part.size() + 2, rest.size()));
      // The last bracket is the number: names have brackets of their own.
      const auto open = part.rfind(" (");
      std::int64_t count = 0;
      const char* end = part.data() + part.size() - 1;
      const auto begin = open == part.npos ? end : part.data() + open + 2;
      const auto digits = std::from_chars(begin, end, count);
      if (open == part.npos || open == 0 || *end != ')' || digits.ec != std::errc() || digits.ptr != end ||
          count < 1 || count > 10'000'000)
        return fault(Code::table_value, record, "weapons_list",
                     fmt::format("`{}` is no weapon with its number", part),
                     "each is written as `Name (number)`, parted by `; `");
      counted += count;
      row.weapons.push_back({std::string(part.substr(0, open)), count * 1000});
    }
    if (counted != *record.number("number_of_weapons"))
      return disagree(record, fmt::format("`number_of_weapons` is {}, and the list has {}",
                                          *record.number("number_of_weapons"), counted));
    if (value) rows_.weapons.push_back(std::move(row));
  }

  void release(const Record& record) {
    const auto text = [&](std::string_view column) { return record.text(*record.set().column(column)); };
    const auto period = text("period");
    int month = 0, year = 0;
    const auto slash = period.find('/');
    const bool fits = slash == 2 && period.size() == 7 &&
                      std::from_chars(period.data(), period.data() + 2, month).ptr == period.data() + 2 &&
                      std::from_chars(period.data() + 3, period.data() + 7, year).ptr == period.data() + 7 &&
                      month >= 1 && month <= 12 && year >= 2022;
    if (!fits)
      return fault(Code::table_value, record, "period", fmt::format("`{}` is no month", period),
                   "the last month of the release, as 04/2026");
    rows_.releases.push_back({std::string(text("release")), std::string(text("label")),
                              read_date(text("date")).date->earliest, month_told(year, month)});
    if (rows_.releases.back().date < rows_.releases.back().last_month.latest)
      disagree(record, fmt::format("the release of {} covers {}, which was not over", text("date"), period));
  }

  const Model& model_;
  diag::Sink& sink_;
  const std::string* file_ = nullptr;
  Rows rows_;
};

}  // namespace

std::span<const DataSet> kiel_sets() {
  static const std::vector<DataSet> sets = make_sets();
  return sets;
}

std::optional<std::vector<KielImport>> read_kiel(std::span<const KielFile> files, const Model& model,
                                                 const KielOptions& options, diag::Sink& sink) {
  const std::size_t before = sink.errors();
  Reader reader(model, sink);
  for (const auto& file : files) reader.read(file);
  if (sink.errors() != before) return std::nullopt;
  auto imports = collections_of(reader.rows(), options, sink);
  if (sink.errors() == before && imports.empty())
    sink.add(Code::table_unreadable, {}, "none of the files has pledges in it",
             "name data_explorer.csv or weapons.csv, with release_info.csv where it is there");
  if (sink.errors() != before) return std::nullopt;
  return imports;
}

}  // namespace casus::evidence
