// Duties meet pledges: a standing duty to give so much in each period, and what pledges under it have come to.
#pragma once

#include "evidence/tally.h"
#include "model/model.h"

namespace casus::evidence {

/// A stretch of time for which a sum is owed.
struct Period {
  std::string name;  ///< `2019`: of a fiscal year the year in which it ends
  Day from;
  Day to;            ///< exclusive
  bool cut = false;  ///< the term of the duty begins or ends within it
};

/// How far a duty has come in a period.
enum class PeriodState : std::uint8_t {
  not_begun,
  running,    ///< and not performed in whole
  performed,  ///< in whole, on record
  overdue,  ///< it is over, deliveries are recorded to its end and beyond, and less is delivered than was owed
  not_known,  ///< it is over, and nobody recorded deliveries, or not to its end
  lapsed,     ///< the instrument ended within it, or before
};
std::string_view name(PeriodState state);

/// A duty in one period, by one collection.
struct PeriodLine {
  Period period;
  PeriodState state = PeriodState::not_known;
  StageSums reached;  ///< in the currency of the duty, or in pieces
  std::size_t pledges = 0;
  bool records_deliveries = false;
  bool uncounted =
      false;  ///< something was delivered in another currency, or without a number: it is not weighed against the sum
};

/// A standing duty with an amount, and its periods as one collection has them.
struct DutyLadder {
  InstrumentId instrument;
  ProvisionId provision;
  const Duty* duty = nullptr;
  std::string per;                  ///< `year`, `fiscal_year`; empty: one sum, for the whole term
  std::optional<Thousandths> owed;  ///< in each period; none where the amount is neither money nor pieces
  std::string unit;                 ///< a currency, or the item
  bool money = false;
  bool minimum = false;
  std::string why_no_periods;   ///< where there are none
  Day told_until = Day::min();  ///< the last day on which it told anything of a pledge under the duty
  Collection collection;        ///< its figures; without a title where no pledge is under the duty
  std::vector<PeriodLine> lines;
};

/// The periods of a term by `year` (calendar year) and `fiscal_year` (of the state that owes it), up to the one that runs on `on` and one
/// beyond; nothing for other words, and for fiscal years of states whose year casus does not know. `from` and `to` bound the term.
std::vector<Period> periods_of(std::string_view per, std::string_view debtor, Day from, Day to, Day on);

/// Every standing duty with an amount of these instruments, with what pledges under them have reached; one ladder a duty and
/// collection, and one without figures where no pledge is under it.
std::vector<DutyLadder> duty_ladders(const Model& model, std::span<const InstrumentId> instruments,
                                     std::span<const Steps* const> books, std::span<const Collection> known,
                                     Day on);

/// The states that owe a duty, by role or by name; empty where the clause names them otherwise.
std::vector<std::string> debtors_of(const Model& model, InstrumentId instrument, const Pattern& pattern,
                                    Day on);

}  // namespace casus::evidence
