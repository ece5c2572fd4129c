#include "evidence/periods.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "model/currency.h"

namespace casus::evidence {

std::string_view name(PeriodState state) {
  constexpr std::array<std::string_view, 6> names = {"not_begun", "running",   "performed",
                                                     "overdue",   "not_known", "lapsed"};
  return names[static_cast<std::size_t>(state)];
}

namespace {

int calendar_year_of(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.number}}};
  return static_cast<int>(date.year());
}

/// The month in which the fiscal year of a state begins. Only what was looked up stands here.
std::optional<int> fiscal_year_begins(std::string_view state) {
  if (state == "USA")
    return 10;  // 31 United States Code § 1102: from 1 October, called by the year in which it ends
  return std::nullopt;
}

struct Term {
  Day from;
  Day to;     ///< exclusive; `Day::max()`: open
  Day ended;  ///< the instrument ended then; `Day::max()`: it has not, and no end is set
};

/// The days for which a provision stands: its own, else those of its instrument.
std::optional<Term> term_of(const Model& model, ProvisionId id) {
  const auto& provision = model[id];
  const auto& instrument = model[provision.instrument];
  const auto& spells = provision.in_force.empty() ? instrument.in_force : provision.in_force;
  if (spells.empty()) return std::nullopt;
  Term term{spells.front().from.earliest, spells.front().to.latest, Day::max()};
  for (const auto& spell : spells) {
    term.from = std::min(term.from, spell.from.earliest);
    term.to = std::max(term.to, spell.to.latest);
  }
  if (!instrument.in_force.empty()) {
    term.ended = Day::min();
    for (const auto& spell : instrument.in_force) term.ended = std::max(term.ended, spell.to.latest);
  }
  return term;
}

}  // namespace

std::vector<Period> periods_of(std::string_view per, std::string_view debtor, Day from, Day to, Day on) {
  int month = 1, named_after = 0;
  if (per == "fiscal_year") {
    const auto begins = fiscal_year_begins(debtor);
    if (!begins) return {};
    month = *begins;
    named_after = month == 1 ? 0 : 1;
  } else if (per != "year") {
    return {};
  }
  std::vector<Period> periods;
  for (int year = calendar_year_of(from) - 1;; ++year) {
    const auto first = casus::day_of(year, month, 1), next = casus::day_of(year + 1, month, 1);
    if (!first || !next || *first >= to) break;
    if (*next <= from) continue;
    Period period{std::to_string(year + named_after), std::max(*first, from), std::min(*next, to), false};
    period.cut = period.from != *first || period.to != *next;
    const bool beyond = period.from > on;
    periods.push_back(std::move(period));
    // Where the term is open there is no last one.
    if (beyond && to == Day::max()) break;
  }
  return periods;
}

std::vector<std::string> debtors_of(const Model& model, InstrumentId id, const Pattern& pattern, Day on) {
  std::vector<std::string> codes;
  const auto add = [&](StateId state) {
    if (std::ranges::find(codes, model[state].code) == codes.end()) codes.push_back(model[state].code);
  };
  for (const auto& element : pattern.elements) {
    if (element.head == Head::states)
      element.states.for_each([&](std::size_t s) { add(make_id<StateId>(s)); });
    if (element.head != Head::role && element.head != Head::everyone) continue;
    // Whoever holds the role on the day; before and after the term whoever ever did.
    for (const bool on_the_day : {true, false}) {
      if (!on_the_day && !codes.empty()) break;
      for (const auto& member : model[id].memberships) {
        if (element.head == Head::role && member.role != element.role) continue;
        if (on_the_day && !member.spell.may_contain(on)) continue;
        if (element.except.contains(member.state.index())) continue;
        add(member.state);
      }
    }
  }
  std::ranges::sort(codes);
  return codes;
}

namespace {

/// The one period of a sum that is owed once: from the first day of the term to the day by which it is due.
std::optional<Period> whole_term(const Duty& duty, const Term& term) {
  if (duty.due.kind != DueKind::by_date) return std::nullopt;
  const Day last = duty.due.date.latest;
  if (last < term.from) return std::nullopt;
  return Period{std::to_string(calendar_year_of(last)), term.from, Day{last.number + 1}, false};
}

/// How many duties of the provision name an amount.
std::size_t sums_in(const Model& model, ProvisionId id) {
  std::size_t sums = 0;
  for (const auto clause : model[id].clauses)
    for (const auto& duty : model[clause].duties) sums += duty.amount.has_value();
  return sums;
}

/// The pledges of one collection under one duty.
struct Under {
  std::string origin;
  std::vector<std::pair<const Steps*, std::uint32_t>> pledges;
};

std::vector<Under> pledges_under(std::string_view instrument, std::string_view provision,
                                 std::span<const Steps* const> books) {
  std::vector<Under> result;
  for (const auto* steps : books)
    for (std::uint32_t p = 0; p < steps->pledges.size(); ++p) {
      const auto& pledge = steps->pledges[p];
      if (pledge.instrument != instrument || pledge.provision != provision || steps->of(p).empty()) continue;
      auto at = std::ranges::find(result, pledge.origin, &Under::origin);
      if (at == result.end()) at = result.insert(at, {pledge.origin, {}});
      at->pledges.emplace_back(steps, p);
    }
  return result;
}

/// Adds what the pledge reached to the periods: to the one it names, else to each by the days of its entries.
void fill(DutyLadder& ladder, const Steps& steps, std::uint32_t p, Day on) {
  const auto& pledge = steps.pledges[p];
  const bool recorded = records(pledge, ladder.collection, Stage::delivered);
  Standing standing;
  std::vector<bool> touched(ladder.lines.size());
  for (const auto& step : steps.of(p)) {
    if (step.kind != EntryKind::stage || on < step.latest) continue;
    const auto& before = standing.of(step.stage);
    const Thousandths pieces = before.has_quantity ? before.quantity : 0;
    const Thousandths sum = standing.add(step);
    for (std::size_t i = 0; i < ladder.lines.size(); ++i) {
      auto& line = ladder.lines[i];
      // One sum for the whole term takes in whatever was promised under it.
      const bool here = ladder.per.empty() ? true
                        : pledge.period.empty()
                            ? line.period.from <= step.latest && step.latest < line.period.to
                            : pledge.period == line.period.name;
      if (!here) continue;
      touched[i] = true;
      if (ladder.money && step.money_kind != Step::no_money) {
        const auto& kind = steps.kinds[step.money_kind];
        if (kind.currency == ladder.unit && !kind.constant_year)
          line.reached.add(step.stage, sum, step.bound);
        else
          line.uncounted |= step.stage == Stage::delivered;
      } else if (!ladder.money && step.has_quantity) {
        line.reached.add(step.stage, plus(standing.of(step.stage).quantity, -pieces), step.bound);
      } else {
        line.uncounted |= step.stage == Stage::delivered;
      }
    }
  }
  for (std::size_t i = 0; i < touched.size(); ++i) {
    if (!touched[i]) continue;
    auto& line = ladder.lines[i];
    line.records_deliveries = (line.pledges == 0 || line.records_deliveries) && recorded;
    ++line.pledges;
  }
}

PeriodState state_of(const DutyLadder& ladder, const PeriodLine& line, Day ended, Day on) {
  const auto delivered = line.reached.of(Stage::delivered);
  const bool performed = line.records_deliveries && ladder.owed && delivered && *delivered >= *ladder.owed;
  if (performed) return PeriodState::performed;
  // What ends with the whole term is over, not lapsed: only an end within a period lets the rest of it lapse.
  if (ended <= on &&
      (line.period.from >= ended || (line.period.cut && line.period.to >= ended && line.period.from < ended)))
    return PeriodState::lapsed;
  if (on < line.period.from) return PeriodState::not_begun;
  if (on < line.period.to) return PeriodState::running;
  // Less than was owed, if all of it is known: what was delivered in another currency, or of what more was delivered than is told,
  // may make up for it.
  const Bound bound = line.reached.bound_of(Stage::delivered);
  const bool all_known = !line.uncounted && bound != Bound::at_least && bound != Bound::about &&
                         ladder.told_until.number >= line.period.to.number - 1;
  return line.records_deliveries && ladder.owed && all_known ? PeriodState::overdue : PeriodState::not_known;
}

}  // namespace

std::vector<DutyLadder> duty_ladders(const Model& model, std::span<const InstrumentId> instruments,
                                     std::span<const Steps* const> books, std::span<const Collection> known,
                                     Day on) {
  std::vector<DutyLadder> result;
  const auto duty_of = [&](InstrumentId id, ProvisionId provision, const Duty& duty) {
    DutyLadder bare;
    bare.instrument = id;
    bare.provision = provision;
    bare.duty = &duty;
    bare.per = duty.amount->per;
    bare.unit = duty.amount->unit;
    bare.money = is_currency(bare.unit);
    if (!bare.unit.starts_with("percent_")) bare.owed = std::llround(duty.amount->value * 1000);
    const auto term = term_of(model, provision);
    const auto debtors = debtors_of(model, id, duty.debtor, on);
    if (sums_in(model, provision) > 1) {
      bare.why_no_periods = "the provision asks for several sums, and pledges under it are not told apart";
    } else if (!term) {
      bare.why_no_periods = "it is not said from when to when the duty stands";
    } else if (bare.per.empty()) {
      if (auto period = whole_term(duty, *term))
        bare.lines.push_back({std::move(*period), PeriodState::not_known, {}, 0, false});
      else
        bare.why_no_periods = "one sum, and the text does not say by when";
    } else {
      for (auto& period :
           periods_of(bare.per, debtors.size() == 1 ? debtors.front() : "", term->from, term->to, on))
        bare.lines.push_back({std::move(period), PeriodState::not_known, {}, 0, false});
      if (bare.lines.empty())
        bare.why_no_periods = bare.per == "fiscal_year"
                                  ? "casus does not know when the fiscal year of whoever owes it begins"
                                  : fmt::format("casus knows no period called `{}`", bare.per);
    }
    const auto under = pledges_under(model[id].name, model[provision].label, books);
    const auto finish = [&](DutyLadder ladder) {
      for (auto& line : ladder.lines) line.state = state_of(ladder, line, term->ended, on);
      result.push_back(std::move(ladder));
    };
    if (under.empty()) return finish(bare);
    for (const auto& one : under) {
      DutyLadder ladder = bare;
      ladder.collection = collection_of(one.origin, known);
      for (const auto& [steps, p] : one.pledges) {
        fill(ladder, *steps, p, on);
        for (const auto& step : steps->of(p))
          if (step.kind != EntryKind::due && step.latest <= on)
            ladder.told_until = std::max({ladder.told_until, step.latest, step.known});
      }
      finish(std::move(ladder));
    }
  };
  for (const auto id : instruments)
    for (const auto provision : model[id].provisions)
      for (const auto clause : model[provision].clauses) {
        const auto& c = model.clauses[clause.index()];
        if (!model[provision].standing) continue;
        for (const auto& duty : c.duties)
          if (duty.amount) duty_of(id, provision, duty);
      }
  return result;
}

}  // namespace casus::evidence
