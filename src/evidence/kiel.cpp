#include "evidence/kiel.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/decimal.h"
#include "tables/columns.h"

namespace casus::evidence {

using diag::Code;
using tables::DataSet;
using tables::Record;

namespace {

constexpr std::string_view title = "Ukraine Support Tracker";
constexpr std::string_view cite =
    "Trebesch, Antezza, Bushnell, Frank, Frank, Franz, Kharitonov, Kumar, Rebinskaya and Schramm, “The "
    "Ukraine "
    "Support Tracker: Which Countries Help Ukraine and How?”, Kiel Working Paper 2218 (2022, updated since)";
constexpr std::string_view terms =
    "Cite the work named, and the release. Whether rows may be passed on to others was not found stated; ask "
    "the "
    "Kiel Institute for the World Economy.";

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
  const Day from = *day_of(2022, 1, 24), to = *day_of(2100, 1, 1);
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

VagueDay month_of(int year, int month) {
  const Day first = *day_of(year, month, 1);
  const Day next = month == 12 ? *day_of(year + 1, 1, 1) : *day_of(year, month + 1, 1);
  return {first, Day{next.number - 1}};
}

struct Release {
  std::string number;
  std::string label;
  Day date;
  VagueDay last_month;
};

struct MonthRow {
  std::size_t row;
  std::string donor;  ///< a code of casus
  std::string country;
  VagueDay month;
  Thousandths committed;
  std::array<std::pair<Category, Thousandths>, 3> allocated;
};

struct Weapon {
  std::string name;
  Thousandths count;
};
struct WeaponRow {
  std::string donor, country, category;
  Thousandths value;
  std::vector<Weapon> weapons;
};

/// Lower-case words parted by `_`, as a name is written.
std::string name_word(std::string_view text) {
  std::string word;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter)
      word += c;
    else if (c >= 'A' && c <= 'Z')
      word += static_cast<char>(c - 'A' + 'a');
    else if (!word.empty() && word.back() != '_')
      word += '_';
  }
  while (!word.empty() && word.back() == '_') word.pop_back();
  return word;
}

class Reader {
 public:
  Reader(const Model& model, diag::Sink& sink) : model_(model), sink_(sink) {}

  void read(const KielFile& file) {
    file_ = &file.path;
    std::vector<const DataSet*> sets;
    for (const auto& set : kiel_sets()) sets.push_back(&set);
    const std::size_t explorer_rows = months_.size(), weapon_rows = weapons_.size(),
                      releases = releases_.size();
    tables::read_group(sets, file.path, file.bytes, sink_, [&](const Record& record) {
      if (record.set().name == "data_explorer") month(record);
      if (record.set().name == "weapons") weapons(record);
      if (record.set().name == "release_info") release(record);
    });
    // A second file of one table would be counted twice.
    const auto twice = [&](std::size_t before, std::size_t now) { return before > 0 && now > before; };
    if (twice(explorer_rows, months_.size()) || twice(weapon_rows, weapons_.size()) ||
        twice(releases, releases_.size()))
      sink_.add(Code::table_duplicate, {}, fmt::format("{}: a second file of the same table", file.path),
                "name one of the two");
    if (releases_.size() > releases + 1)
      sink_.add(Code::table_duplicate, {}, fmt::format("{}: more than one release", file.path),
                "name the file of one release");
  }

  std::vector<KielImport> imports(const KielOptions& options) {
    std::optional<Release> release;
    if (!releases_.empty()) release = releases_.front();
    const Day known = release ? release->date : options.known.value_or(options.today);
    const std::string edition =
        release ? release->label : fmt::format("{}, as known on {}", title, to_iso(known));
    const std::string prefix = "kiel_" + name_word(release ? release->number : to_iso(known)) + "_";
    std::vector<KielImport> result;
    if (!months_.empty()) result.push_back(support(release, known, edition, prefix));
    if (!weapons_.empty()) result.push_back(arms(release, known, edition, prefix));
    return result;
  }

 private:
  // ── rows

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
                 month_of(year, number),
                 *commitments,
                 {{{Category::military, *military},
                   {Category::financial, *financial},
                   {Category::humanitarian, *humanitarian}}}};
    row.donor = by_code(record, record.text(*record.set().column("iso")), row.month.latest);
    months_.push_back(std::move(row));
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
    if (value) weapons_.push_back(std::move(row));
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
    releases_.push_back({std::string(text("release")), std::string(text("label")),
                         read_date(text("date")).date->earliest, month_of(year, month)});
    if (releases_.back().date < releases_.back().last_month.latest)
      disagree(record, fmt::format("the release of {} covers {}, which was not over", text("date"), period));
  }

  // ── collections

  Collection collection(const std::optional<Release>& release, const std::string& edition) const {
    Collection made;
    made.title = edition;
    made.release = release ? release->number : "";
    made.from = *day_of(2022, 1, 24);
    made.recipients = {"UKR"};
    made.cite = cite;
    made.terms = terms;
    return made;
  }

  PledgeEntry entry(Stage stage, const VagueDay& on, Day known, const std::string& edition) const {
    PledgeEntry made;
    made.stage = stage;
    made.on = on;
    made.known = known;
    made.accepted = "as the data set gives it";
    made.source = edition;
    return made;
  }

  KielImport support(const std::optional<Release>& release, Day known, const std::string& edition,
                     const std::string& prefix) {
    KielImport made;
    made.rows = months_.size();
    made.collection = collection(release, edition);
    made.collection.origin = edition;
    made.collection.covers = {Stage::committed, Stage::allocated};
    Day last = Day::min();
    for (const auto& row : months_) last = std::max(last, row.month.latest);
    if (release && last > release->last_month.latest)
      sink_.add(Code::figures_disagree, {},
                fmt::format("{} tells of months to {}, and there are rows to {}", release->label,
                            to_iso(release->last_month.latest), to_iso(last)),
                "are the files of one release?");
    if (release) last = release->last_month.latest;
    made.collection.to = Day{last.number + 1};
    // By donor, in the order of the file; of one donor by month.
    std::map<std::string, std::size_t> place;
    std::ranges::stable_sort(months_, {}, [](const MonthRow& row) { return row.month.earliest; });
    std::vector<std::string> idle;
    for (const auto& row : months_) {
      const auto [at, fresh] = place.emplace(row.donor, made.pledges.size());
      if (fresh) {
        Pledge pledge;
        pledge.name = prefix + name_word(row.donor);
        pledge.title = fmt::format("Support of {}", row.country);
        pledge.by = {row.donor};
        pledge.to = {"UKR"};
        pledge.item = "military, financial and humanitarian support";
        pledge.origin = edition;
        pledge.covers = made.collection.covers;
        made.pledges.push_back(std::move(pledge));
      }
      auto& entries = made.pledges[at->second].entries;
      const auto told = [&](Stage stage, Category category, Thousandths amount) {
        if (amount == 0) return;
        PledgeEntry told_entry = entry(stage, row.month, known, edition);
        told_entry.category = category;
        told_entry.money =
            Money{.amount = amount, .currency = "EUR", .constant_year = {}, .valuation = Valuation::estimate};
        entries.push_back(std::move(told_entry));
      };
      told(Stage::committed, Category::unspecified, row.committed);
      for (const auto& [category, amount] : row.allocated) told(Stage::allocated, category, amount);
    }
    std::erase_if(made.pledges, [&](const Pledge& pledge) {
      if (pledge.entries.empty()) idle.push_back(pledge.by.front());
      return pledge.entries.empty();
    });
    std::ranges::sort(made.pledges, {}, &Pledge::name);
    std::ranges::sort(idle);
    made.collection.note =
        "Sums are the donors' own and, for help in kind, the tracker's at market prices. Aid of governments "
        "and of "
        "institutions of the European Union alone; no private gifts, no other organisations.";
    if (!idle.empty())
      made.collection.note += fmt::format(" Covered, and nothing found: {}.", fmt::join(idle, ", "));
    return made;
  }

  KielImport arms(const std::optional<Release>& release, Day known, const std::string& edition,
                  const std::string& prefix) {
    KielImport made;
    made.rows = weapons_.size();
    made.collection = collection(release, edition);
    made.collection.origin = edition + ", weapons";
    made.collection.title = made.collection.origin;
    made.collection.covers = {Stage::allocated};
    made.collection.note =
        "Heavy weapons by donor without days: each stands for the whole time of the release. The file does "
        "not say "
        "which stage it tells of; it is taken for allocated, as the rest of the release.";
    const Day last = release ? release->last_month.latest : known;
    made.collection.to = Day{last.number + 1};
    const VagueDay on{*made.collection.from, std::max(last, *made.collection.from)};
    for (const auto& row : weapons_) {
      Pledge pledge;
      pledge.name = fmt::format("{}weapons_{}_{}", prefix, name_word(row.donor), name_word(row.category));
      pledge.title = fmt::format("{}: {}", row.country, row.category);
      pledge.by = {row.donor};
      pledge.to = {"UKR"};
      pledge.item = row.category;
      pledge.category = Category::military;
      pledge.origin = made.collection.origin;
      pledge.covers = made.collection.covers;
      for (const auto& weapon : row.weapons) {
        pledge.entries.push_back(entry(Stage::allocated, on, known, edition));
        pledge.entries.back().quantity = weapon.count;
        pledge.entries.back().item = weapon.name;
      }
      if (row.value > 0) {
        pledge.entries.push_back(entry(Stage::allocated, on, known, edition));
        pledge.entries.back().money = Money{
            .amount = row.value, .currency = "EUR", .constant_year = {}, .valuation = Valuation::estimate};
      }
      made.pledges.push_back(std::move(pledge));
    }
    return made;
  }

  const Model& model_;
  diag::Sink& sink_;
  const std::string* file_ = nullptr;
  std::vector<MonthRow> months_;
  std::vector<WeaponRow> weapons_;
  std::vector<Release> releases_;
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
  auto imports = reader.imports(options);
  if (sink.errors() == before && imports.empty())
    sink.add(Code::table_unreadable, {}, "none of the files has pledges in it",
             "name data_explorer.csv or weapons.csv, with release_info.csv where it is there");
  if (sink.errors() != before) return std::nullopt;
  return imports;
}

}  // namespace casus::evidence
