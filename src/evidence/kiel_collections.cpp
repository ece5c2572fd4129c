// Rows of the tracker as collections of pledges.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "evidence/kiel_parts.h"

namespace casus::evidence::kiel {

using diag::Code;

namespace {

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

class Maker {
 public:
  Maker(Rows rows, diag::Sink& sink) : rows_(std::move(rows)), sink_(sink) {}

  std::vector<KielImport> imports(const KielOptions& options) {
    std::optional<Release> release;
    if (!rows_.releases.empty()) release = rows_.releases.front();
    const Day known = release ? release->date : options.known.value_or(options.today);
    const std::string edition =
        release ? release->label : fmt::format("{}, as known on {}", title, to_iso(known));
    const std::string prefix = "kiel_" + name_word(release ? release->number : to_iso(known)) + "_";
    std::vector<KielImport> result;
    if (!rows_.months.empty()) result.push_back(support(release, known, edition, prefix));
    if (!rows_.weapons.empty()) result.push_back(arms(release, known, edition, prefix));
    return result;
  }

 private:
  Collection collection(const std::optional<Release>& release, const std::string& edition) const {
    Collection made;
    made.title = edition;
    made.release = release ? release->number : "";
    made.from = *casus::day_of(2022, 1, 24);
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
    made.rows = rows_.months.size();
    made.collection = collection(release, edition);
    made.collection.origin = edition;
    made.collection.covers = {Stage::committed, Stage::allocated};
    Day last = Day::min();
    for (const auto& row : rows_.months) last = std::max(last, row.month.latest);
    if (release && last > release->last_month.latest)
      sink_.add(Code::figures_disagree, {},
                fmt::format("{} tells of months to {}, and there are rows to {}", release->label,
                            to_iso(release->last_month.latest), to_iso(last)),
                "are the files of one release?");
    if (release) last = release->last_month.latest;
    made.collection.to = Day{last.number + 1};
    // By donor, in the order of the file; of one donor by month.
    std::map<std::string, std::size_t> place;
    std::ranges::stable_sort(rows_.months, {}, [](const MonthRow& row) { return row.month.earliest; });
    std::vector<std::string> idle;
    for (const auto& row : rows_.months) {
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
    made.rows = rows_.weapons.size();
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
    for (const auto& row : rows_.weapons) {
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

  Rows rows_;
  diag::Sink& sink_;
};

}  // namespace

std::vector<KielImport> collections_of(Rows rows, const KielOptions& options, diag::Sink& sink) {
  return Maker(std::move(rows), sink).imports(options);
}

}  // namespace casus::evidence::kiel
