// Rows of every unit as cells, in the order of the fields of `layout`.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>

#include "history/days.h"
#include "history/layout.h"
#include "history/spells.h"

namespace casus::history {

using namespace casus::model;

namespace {

/// One row after the other; texts made for a row live until it is handed on.
class ExportRow {
 public:
  ExportRow(const Unit& unit, const CellSink& take) : take_(take) { cells_.reserve(unit.fields.size()); }

  ExportRow& number(std::int64_t value) {
    cells_.emplace_back(value);
    return *this;
  }
  ExportRow& missing() {
    cells_.emplace_back();
    return *this;
  }
  ExportRow& number_if(bool known, std::int64_t value) { return known ? number(value) : missing(); }
  /// A text that outlives the row.
  ExportRow& text(std::string_view value) {
    cells_.emplace_back(value);
    return *this;
  }
  ExportRow& made(std::string value) { return text(texts_.emplace_back(std::move(value))); }
  /// A day; the ends of time are missing.
  ExportRow& day(Day value) {
    return value == Day::min() || value == Day::max() ? missing() : made(to_iso(value));
  }
  ExportRow& flags(PledgeBits bits, bool known) {
    for (const auto kind : pledges) number_if(known, (bits & bit(kind)) != 0);
    return *this;
  }
  void end() {
    take_(cells_);
    cells_.clear();
    texts_.clear();
  }

 private:
  const CellSink& take_;
  std::vector<Cell> cells_;
  std::deque<std::string> texts_;  // no text moves while another is added
};

std::string codes_of(const Model& model, const std::vector<StateId>& states) {
  std::string out;
  for (const auto state : states) out += (out.empty() ? "" : " ") + model[state].code;
  return out;
}

/// The number in `atop_3180`.
std::optional<int> atop_number(std::string_view name) {
  constexpr std::string_view prefix = "atop_";
  int number = 0;
  if (!name.starts_with(prefix)) return std::nullopt;
  name.remove_prefix(prefix.size());
  const auto read = std::from_chars(name.data(), name.data() + name.size(), number);
  if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return std::nullopt;
  return number;
}

class Exporting {
 public:
  Exporting(const Model& model, const Export& asked, const CellSink& take)
      : model_(model), asked_(asked), row_(*asked.unit, take) {
    wanted_.assign(model.states.size(), asked.states.empty());
    for (const auto state : asked.states) wanted_[state.index()] = true;
    codes_ = codes_known(model);
  }

  void directed() {
    directed_dyad_years(
        model_, directed_pledges(model_, asked_.only), yearly(), [&](const DirectedDyadYear& r) {
          row_.number(r.ccode1).number(r.ccode2).number(r.year).flags(r.pledges, covered(r.year)).end();
        });
  }

  void dyads() {
    dyad_years(model_, directed_pledges(model_, asked_.only), yearly(), [&](const DyadYear& r) {
      const bool known = covered(r.year);
      row_.number(r.ccode1).number(r.ccode2).number(r.year).flags(r.pledges, known);
      row_.number_if(known, r.asymmetric).end();
    });
  }

  void states() {
    state_years(model_, directed_pledges(model_, asked_.only), alliance_days(model_, asked_.only), yearly(),
                [&](const StateYear& r) {
                  if (!wanted(r.ccode)) return;
                  const bool known = covered(r.year);
                  const int number = r.bilateral + r.multilateral;
                  row_.number(r.ccode).number(r.year).number_if(known, number > 0).flags(r.pledges, known);
                  row_.number_if(known, r.partners);
                  for (const int partners : r.partners_by) row_.number_if(known, partners);
                  row_.number_if(known, r.bilateral).number_if(known, r.multilateral);
                  row_.number_if(known, number).end();
                });
  }

  void members() {
    std::vector<bool> pledges(model_.instruments.size());
    if (asked_.pledged_only)
      for (const auto& p : owed_pledges(model_, asked_.only)) pledges[p.instrument.index()] = true;
    for (const auto& spell : member_spells(model_, asked_.only)) {
      const auto [begin, end] = days_of(spell.days);
      if ((asked_.pledged_only && !pledges[spell.instrument.index()]) || !wanted(spell.states) ||
          !in_years(begin, end))
        continue;
      head(spell.instrument, spell.code, spell.states).text(name(spell.role));
      row_.day(spell.days.from.earliest).day(spell.days.from.latest);
      row_.day(spell.days.to.earliest).day(spell.days.to.latest);
      date(spell.days.from, false);
      date(spell.days.to, true);
      row_.end();
    }
  }

  void alliances() {
    for (const auto& terms : alliance_terms(model_, asked_.only)) {
      if ((asked_.pledged_only && terms.pledges == 0) || !wanted(terms.states) ||
          !in_years(terms.begin, terms.end))
        continue;
      head(terms.instrument, terms.code, terms.states)
          .day(terms.begin)
          .day(terms.end)
          .number(terms.bilateral);
      row_.flags(terms.pledges, true);
      const auto& [defense, offense, neutral, nonagg, consul] = terms.limits;
      const std::array of_defense = {defense.adversary, defense.location, defense.conflict,
                                     defense.number,    defense.demand,   defense.unprovoked};
      const std::array of_offense = {offense.adversary, offense.location, offense.conflict, offense.number,
                                     offense.demand};
      const std::array of_neutral = {neutral.adversary, neutral.location,   neutral.conflict, neutral.number,
                                     neutral.demand,    neutral.unprovoked, neutral.attacked};
      const std::array of_consul = {consul.adversary, consul.location, consul.conflict, consul.request};
      const auto any = [](const auto& list) { return std::ranges::find(list, true) != list.end(); };
      row_.number(any(of_defense)).number(any(of_offense)).number(any(of_neutral)).number(any(of_consul));
      for (const bool limit : of_defense) row_.number(limit);
      for (const bool limit : of_offense) row_.number(limit);
      for (const bool limit : of_neutral) row_.number(limit);
      for (const bool limit : of_consul) row_.number(limit);
      std::vector<std::string_view> adversaries;
      for (const auto& limits : terms.limits)
        adversaries.insert(adversaries.end(), limits.adversaries.begin(), limits.adversaries.end());
      std::ranges::sort(adversaries);
      adversaries.erase(std::unique(adversaries.begin(), adversaries.end()), adversaries.end());
      row_.made(fmt::format("{}", fmt::join(adversaries, " "))).end();
    }
  }

  void days() {
    const auto years = asked_.asked();
    const Day first = first_day(asked_.covered.first), end = first_day(asked_.covered.last + 1);
    state_days(model_, directed_pledges(model_, asked_.only), first_day(years.first),
               first_day(years.last + 1), {first, end}, [&](const StateDays& r) {
                 const bool known = first <= r.begin && r.begin < end;
                 const bool pledged =
                     std::ranges::any_of(r.partners, [](const auto& p) { return !p.empty(); });
                 if (!wanted_[r.state.index()] || (asked_.pledged_only && !pledged)) return;
                 row_.text(model_[r.state].code).number_if(r.code != 0, r.code);
                 row_.day(r.begin).day(r.end);
                 for (const auto& partners : r.partners) {
                   if (known) {
                     row_.made(codes_of(model_, partners));
                   } else {
                     row_.missing();
                   }
                 }
                 row_.end();
               });
  }

 private:
  Yearly yearly() const {
    const auto years = asked_.asked();
    return {years.first, years.last, asked_.rule, asked_.pledged_only};
  }
  bool covered(int year) const { return asked_.covered.has(year); }
  bool wanted(const std::vector<StateId>& states) const {
    return std::ranges::any_of(states, [&](StateId s) { return wanted_[s.index()]; });
  }
  bool wanted(int code) const {
    if (asked_.states.empty()) return true;
    return std::ranges::any_of(asked_.states, [&](StateId s) {
      return std::ranges::find(codes_[s.index()], code, &CodeDays::code) != codes_[s.index()].end();
    });
  }
  /// Whether the days meet the years that were asked for, if any were.
  bool in_years(Day begin, Day end) const {
    return !asked_.years ||
           (begin < first_day(asked_.years->last + 1) && first_day(asked_.years->first) < end);
  }

  ExportRow& head(InstrumentId id, int code, const std::vector<StateId>& states) {
    const auto number = atop_number(model_[id].name);
    row_.text(model_[id].name).text(model_[id].title).number_if(number.has_value(), number.value_or(0));
    return row_.number_if(code != 0, code).made(codes_of(model_, states));
  }

  /// Year, month and day as ATOP has them in three columns; what a vague date leaves open is missing.
  void date(const VagueDay& date, bool zeros) {
    if (date.latest == Day::max() || date.earliest == Day::min()) {
      for (int i = 0; i < 3; ++i) row_.number_if(zeros, 0);
      return;
    }
    const std::string first = to_iso(date.earliest), last = to_iso(date.latest);
    const auto part = [&](std::size_t from, std::size_t count) {
      const bool known =
          std::string_view(first).substr(0, from + count) == std::string_view(last).substr(0, from + count);
      row_.number_if(known, std::stoi(first.substr(from, count)));
    };
    part(0, 4), part(5, 2), part(8, 2);
  }

  const Model& model_;
  const Export& asked_;
  ExportRow row_;
  std::vector<bool> wanted_;
  Codes codes_;
};

}  // namespace

void export_rows(const Model& model, const Export& asked, const CellSink& take) {
  Exporting exporting(model, asked, take);
  using Make = void (Exporting::*)();
  static constexpr std::array<std::pair<std::string_view, Make>, 6> makers = {{
      {"state-year", &Exporting::states},
      {"dyad-year", &Exporting::dyads},
      {"directed-dyad-year", &Exporting::directed},
      {"member-spell", &Exporting::members},
      {"alliance", &Exporting::alliances},
      {"state-day", &Exporting::days},
  }};
  for (const auto& [unit, make] : makers)
    if (unit == asked.unit->name) (exporting.*make)();
}

}  // namespace casus::history
