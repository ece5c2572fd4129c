// The periods of standing duties, as text and as JSON.
#include <fmt/format.h>

#include "base/decimal.h"
#include "evidence/words.h"
#include "explain/layout.h"
#include "explain/read.h"
#include "explain/words.h"
#include "tool/pledge_books.h"

namespace casus::tool {

using evidence::DutyLadder;
using evidence::PeriodLine;
using evidence::PeriodState;
using evidence::Thousandths;
using json = nlohmann::ordered_json;
using model::Stage;

namespace {

std::string amount_of(const DutyLadder& ladder, Thousandths amount) {
  return fmt::format("{} {}", sum_words(amount), ladder.money ? ladder.unit : explain::plain(ladder.unit));
}

/// `delivered 3.3 bn USD`, `allocated 3.3 bn USD, nothing delivered on record`.
std::string reached_words(const DutyLadder& ladder, const PeriodLine& line) {
  std::vector<std::string> parts;
  for (std::size_t s = 0; s < evidence::Standing::stages; ++s) {
    const auto stage = static_cast<Stage>(s);
    if (line.reached.told(stage))
      parts.push_back(fmt::format("{} {} {}", model::name(stage),
                                  bound_words(*line.reached.of(stage), line.reached.bound_of(stage)),
                                  ladder.money ? ladder.unit : explain::plain(ladder.unit)));
  }
  if (line.pledges == 0) return "nothing on record";
  if (line.uncounted)
    parts.emplace_back("deliveries in another currency or without a number are not weighed");
  if (!line.records_deliveries)
    parts.emplace_back("deliveries not covered");
  else if (!line.reached.told(Stage::delivered))
    parts.emplace_back("nothing delivered on record");
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string state_words(const DutyLadder& ladder, const PeriodLine& line, Day on) {
  switch (line.state) {
    case PeriodState::not_begun: return "not yet begun";
    case PeriodState::running: {
      const int left = line.period.to.number - 1 - on.number;
      return left == 0 ? "running, ends today"
                       : fmt::format("running, ends in {} day{}", left, left == 1 ? "" : "s");
    }
    case PeriodState::performed: return "performed in whole";
    case PeriodState::overdue: {
      const auto delivered = line.reached.of(Stage::delivered).value_or(0);
      return fmt::format("{}overdue by {}, for {} days (computed)",
                         delivered > 0 ? "performed in part, " : "",
                         amount_of(ladder, *ladder.owed - delivered), on.number - line.period.to.number + 1);
    }
    case PeriodState::not_known: {
      const bool stops = line.records_deliveries && ladder.told_until.number < line.period.to.number - 1;
      return stops ? fmt::format("over; not known whether performed, nothing was told after {}",
                                 to_iso(ladder.told_until))
                   : "over; not known whether performed";
    }
    case PeriodState::lapsed: return "lapsed: the instrument ended";
  }
  return {};
}

std::string ladder_text(const PledgeBooks& books, const DutyLadder& ladder) {
  const auto& model = books.model();
  std::string out =
      fmt::format("\n{}, {}: {}\n", model[ladder.instrument].title,
                  explain::plain(model[ladder.provision].label), explain::amount_words(*ladder.duty->amount));
  for (const auto& sentence : explain::read_provision(model, ladder.provision))
    out += explain::wrapped(sentence, 2, 100);
  out += ladder.collection.title.empty() ? "  no pledge under it is on record\n"
                                         : fmt::format("  as recorded in: {}\n", ladder.collection.title);
  if (!ladder.why_no_periods.empty()) return out + fmt::format("  no periods: {}\n", ladder.why_no_periods);
  if (!ladder.owed) out += "  owed is a share, and no sum: what it comes to is not computed\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : ladder.lines) {
    const std::string name = line.period.name + (line.period.cut ? " (part)" : "");
    out += fmt::format("  {:<12} {} to {}   {}", name, to_iso(line.period.from),
                       to_iso(Day{line.period.to.number - 1}), state_words(ladder, line, books.on));
    const bool silent = line.pledges == 0 && line.state != PeriodState::not_known;
    if (!silent) out += fmt::format("; {}", reached_words(ladder, line));
    out += "\n";
  }
  return out;
}

}  // namespace

std::string ladder_lines(const PledgeBooks& books, std::span<const DutyLadder> ladders) {
  std::string out;
  for (const auto& ladder : ladders) out += ladder_text(books, ladder);
  return out;
}

json ladders_json(const PledgeBooks& books, std::span<const DutyLadder> ladders) {
  const auto& model = books.model();
  json list = json::array();
  for (const auto& ladder : ladders) {
    json periods = json::array();
    for (const auto& line : ladder.lines) {
      json stages = json::object();
      for (std::size_t s = 0; s < evidence::Standing::stages; ++s)
        if (const auto stage = static_cast<Stage>(s); line.reached.told(stage))
          stages[std::string(model::name(stage))] = {{"amount", thousandths_to_text(*line.reached.of(stage))},
                                                     {"bound", evidence::name(line.reached.bound_of(stage))}};
      periods.push_back({{"period", line.period.name},
                         {"from", to_iso(line.period.from)},
                         {"to", to_iso(line.period.to)},
                         {"part", line.period.cut},
                         {"state", name(line.state)},
                         {"pledges", line.pledges},
                         {"records_deliveries", line.records_deliveries},
                         {"stages", std::move(stages)}});
    }
    list.push_back(
        {{"instrument", model[ladder.instrument].name},
         {"provision", model[ladder.provision].label},
         {"modality", model::name(ladder.duty->modality)},
         {"debtors", evidence::debtors_of(model, ladder.instrument, ladder.duty->debtor, books.on)},
         {"sentences", explain::read_provision(model, ladder.provision)},
         {"owed", ladder.owed ? json(thousandths_to_text(*ladder.owed)) : json(nullptr)},
         {"unit", ladder.unit},
         {"per", ladder.per},
         {"why_no_periods", ladder.why_no_periods},
         {"collection", ladder.collection.title.empty() ? json(nullptr) : json(ladder.collection.title)},
         {"periods", std::move(periods)}});
  }
  return list;
}

}  // namespace casus::tool
