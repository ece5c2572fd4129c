// `casus pledge late` and `casus pledge due`: pledges held against the days by which they were due.
#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "explain/layout.h"
#include "explain/words.h"
#include "tool/catalogue.h"
#include "tool/pledge_books.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::Lateness;
using evidence::Performance;
using evidence::Steps;
using json = nlohmann::ordered_json;
using model::Stage;

namespace {

struct LateLine {
  const Steps* steps;
  Lateness late;
  evidence::Standing standing;

  const model::Pledge& pledge() const { return steps->pledges[late.pledge]; }
};

std::string day_words(const VagueDay& day) { return to_iso(day); }

std::string days_late(const Lateness& late) {
  const auto plural = [](int days) { return fmt::format("{} day{}", days, days == 1 ? "" : "s"); };
  if (late.days == late.days_most) return plural(late.days);
  if (late.days == 0) return fmt::format("perhaps up to {}", plural(late.days_most));
  return fmt::format("{} to {}", late.days, plural(late.days_most));
}

std::string delivered_of(const LateLine& line) {
  const auto& delivered = line.standing.of(Stage::delivered);
  const auto owed = evidence::owed_quantity(line.standing);
  if (!delivered.told) return "nothing delivered on record";
  if (delivered.has_quantity)
    return fmt::format("{}{} delivered on record", bound_words(delivered.quantity, delivered.bound),
                       owed ? " of " + bound_words(owed->quantity, owed->bound) : "");
  for (const auto& cell : line.standing.money) {
    if (cell.stage != Stage::delivered) continue;
    const auto sum = line.standing.money_of(Stage::delivered, cell.kind);
    const auto promised = evidence::owed_money(line.standing, cell.kind);
    return fmt::format("{}{} {} delivered on record", sum_words(*sum),
                       promised ? " of " + bound_words(promised->quantity, promised->bound) : "",
                       kind_words(line.steps->kinds[cell.kind]));
  }
  return "delivered on record, without a number";
}

/// `4 of 14 delivered on record`, `6 of 18 delivered on record, 6 cancelled`.
std::string delivered_words(const LateLine& line) {
  const auto& cancelled = line.standing.of(Stage::cancelled);
  return delivered_of(line) +
         (cancelled.has_quantity
              ? fmt::format(", {} cancelled", bound_words(cancelled.quantity, cancelled.bound))
              : "");
}

std::string late_who_words(const model::Pledge& pledge) {
  return fmt::format("{} to {}, {}", fmt::join(pledge.by, ", "), fmt::join(pledge.to, ", "),
                     pledge.item.empty() ? pledge.title : pledge.item);
}

std::string late_words(const LateLine& line) {
  const auto& late = line.late;
  std::string out = fmt::format("  {}  ({})\n", late_who_words(line.pledge()), line.pledge().name);
  if (late.due) {
    out += fmt::format("    due {}{}", day_words(late.due->day),
                       late.due->quantity ? fmt::format(", {} of it", sum_words(*late.due->quantity)) : "");
    if (late.days_most > 0) {
      if (late.done)
        out += fmt::format("; delivered {}, late by {} (computed)", day_words(*late.done), days_late(late));
      else if (late.ended != evidence::Ended::no)
        out += fmt::format("; {} on {}, late by {} then (computed)",
                           late.ended == evidence::Ended::cancelled ? "cancelled" : "replaced",
                           to_iso(late.ended_on), days_late(late));
      else if (late.unheard_of())
        out += fmt::format("; nothing told of it since {}: late by {} if nothing came (computed)",
                           to_iso(late.told_until), days_late(late));
      else
        out += fmt::format("; late by {} (computed)", days_late(late));
    }
    out += "\n";
  }
  if (late.called_late) out += fmt::format("    called late by a source, {}\n", day_words(*late.called_on));
  return out + fmt::format("    {}\n", delivered_words(line));
}

json lateness_json(const LateLine& line) {
  const auto& pledge = line.pledge();
  const auto& late = line.late;
  constexpr std::array<std::string_view, 4> performance = {"none", "in_part", "unmeasured", "whole"};
  constexpr std::array<std::string_view, 3> ended = {"no", "cancelled", "replaced"};
  const auto day = [](const std::optional<VagueDay>& d) {
    return d ? json{{"earliest", to_iso(d->earliest)}, {"latest", to_iso(d->latest)}} : json(nullptr);
  };
  return {{"pledge", pledge.name},
          {"origin", pledge.origin},
          {"by", pledge.by},
          {"to", pledge.to},
          {"item", pledge.item},
          {"due", late.due ? day(late.due->day) : json(nullptr)},
          {"quantity_due",
           late.due && late.due->quantity ? json(thousandths_to_text(*late.due->quantity)) : json(nullptr)},
          {"done", day(late.done)},
          {"days", late.days},
          {"days_most", late.days_most},
          {"computed", late.computed()},
          {"told_until", late.told_until == Day::min() ? json(nullptr) : json(to_iso(late.told_until))},
          {"called_late", late.called_late},
          {"called_on", day(late.called_on)},
          {"performance", performance[static_cast<std::size_t>(late.performance)]},
          {"ended", ended[static_cast<std::size_t>(late.ended)]},
          {"delivered", delivered_words(line)}};
}

void print_late_csv(const std::vector<LateLine>& lines) {
  print(csv_line({"pledge", "origin", "by", "to", "item", "due", "done", "days", "days_most", "computed",
                  "called_late", "delivered"}));
  for (const auto& line : lines) {
    const auto& pledge = line.pledge();
    print(csv_line({pledge.name, pledge.origin, fmt::format("{}", fmt::join(pledge.by, " ")),
                    fmt::format("{}", fmt::join(pledge.to, " ")), pledge.item,
                    line.late.due ? to_iso(line.late.due->day.latest) : "",
                    line.late.done ? to_iso(line.late.done->latest) : "", std::to_string(line.late.days),
                    std::to_string(line.late.days_most), line.late.computed() ? "1" : "0",
                    line.late.called_late ? "1" : "0", delivered_words(line)}));
  }
}

template <class Find>
std::vector<LateLine> late_lines_of(const PledgeBooks& books, Find find) {
  std::vector<LateLine> lines;
  for (const auto& steps : books.books)
    for (auto& late : find(steps, books.recorded(steps))) {
      auto standing = evidence::standing_of(steps.of(late.pledge), books.on);
      lines.push_back({&steps, std::move(late), std::move(standing)});
    }
  std::ranges::stable_sort(lines, {}, [](const LateLine& line) { return line.pledge().origin; });
  return lines;
}

/// The lines, under the title of their collection.
template <class Words>
std::string by_collection(const PledgeBooks& books, const std::vector<LateLine>& lines, Words words) {
  std::string out;
  const std::string* origin = nullptr;
  for (const auto& line : lines) {
    if (origin == nullptr || *origin != line.pledge().origin) {
      origin = &line.pledge().origin;
      out += fmt::format("\n{}\n", evidence::collection_of(*origin, books.collections).title);
    }
    out += words(line);
  }
  return out;
}

std::string not_covered_lines(const PledgeBooks& books) {
  std::string out;
  for (const auto& [origin, title, pledges, of] : books.without_deliveries())
    out +=
        pledges == of
            ? fmt::format("\nNot covered: {} records no deliveries; what is late in it is not known.\n",
                          title)
            : fmt::format("\nNot covered: deliveries of {} of the {} pledges in {}.\n", pledges, of, title);
  return out;
}

json not_covered_json(const PledgeBooks& books) {
  json list = json::array();
  for (const auto& [origin, title, pledges, of] : books.without_deliveries())
    list.push_back({{"origin", origin}, {"title", title}, {"pledges", pledges}, {"of", of}});
  return list;
}

/// The duties of the instrument asked for, else of every one that a pledge is under.
std::vector<model::InstrumentId> instruments_of(const PledgeBooks& books) {
  if (books.under) return {books.under};
  std::vector<model::InstrumentId> ids;
  for (const auto& steps : books.books)
    for (const auto& pledge : steps.pledges) {
      if (pledge.instrument.empty()) continue;
      const auto at = books.model().instrument_names.find(pledge.instrument);
      if (at == books.model().instrument_names.end()) continue;
      const auto id = make_id<model::InstrumentId>(at->second);
      if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
  return ids;
}

/// Ladders with those of their periods alone that `wanted` takes.
template <class Wanted>
std::vector<evidence::DutyLadder> ladders_where(const PledgeBooks& books, Wanted wanted) {
  const auto pointers = books.pointers();
  const auto instruments = instruments_of(books);
  auto ladders = evidence::duty_ladders(books.model(), instruments, pointers, books.collections, books.on);
  for (auto& ladder : ladders) std::erase_if(ladder.lines, [&](const auto& line) { return !wanted(line); });
  std::erase_if(ladders, [](const auto& ladder) { return ladder.lines.empty(); });
  return ladders;
}

int tell_late(const Options& options, const PledgeBooks& books, std::string_view what,
              const std::vector<LateLine>& lines, const std::vector<evidence::DutyLadder>& ladders,
              const std::string& text) {
  if (options.format == Format::json) {
    auto document = books_head(books, what);
    document["pledges"] = json::array();
    for (const auto& line : lines) document["pledges"].push_back(lateness_json(line));
    document["duties"] = ladders_json(books, ladders);
    document["not_covered"] = not_covered_json(books);
    print(document.dump(2) + "\n");
  } else if (options.format == Format::csv) {
    print_late_csv(lines);
  } else {
    print(text);
  }
  return exit_done;
}

}  // namespace

int pledge_late(const Options& options, const PledgeStandingWords& words) {
  int exit = exit_done;
  const auto books = load_books(options, words, exit);
  if (!books) return exit;
  const auto lines = late_lines_of(*books, [&](const Steps& steps, const std::vector<bool>& recorded) {
    return evidence::late_pledges(steps, books->on, recorded);
  });
  const auto ladders = ladders_where(
      *books, [](const evidence::PeriodLine& line) { return line.state == evidence::PeriodState::overdue; });
  std::string text = books_title(*books, "Late");
  text += by_collection(*books, lines, late_words) + ladder_lines(*books, ladders);
  if (lines.empty() && ladders.empty()) text += "\nNothing on record is late.\n";
  return tell_late(options, *books, "late", lines, ladders, text + not_covered_lines(*books));
}

int pledge_due(const Options& options, const PledgeStandingWords& words) {
  int exit = exit_done;
  const auto books = load_books(options, words, exit);
  if (!books) return exit;
  const auto lines = late_lines_of(*books, [&](const Steps& steps, const std::vector<bool>& recorded) {
    return evidence::due_pledges(steps, books->on, words.within, recorded);
  });
  const Day last{books->on.number + words.within};
  const auto ladders = ladders_where(*books, [&](const evidence::PeriodLine& line) {
    return line.state == evidence::PeriodState::running && line.period.to.number - 1 <= last.number;
  });
  std::string text = books_title(*books, fmt::format("Due within {} days", words.within));
  text += by_collection(*books, lines, [&](const LateLine& line) {
    const auto& due = *line.late.due;
    const int first = std::max(0, due.day.earliest.number - books->on.number);
    const int final = due.day.latest.number - books->on.number;
    return fmt::format("  {}  ({})\n    due {}{}, in {} days; {}\n", late_who_words(line.pledge()),
                       line.pledge().name, day_words(due.day),
                       due.quantity ? fmt::format(", {} of it", sum_words(*due.quantity)) : "",
                       first == final ? std::to_string(final) : fmt::format("{} to {}", first, final),
                       delivered_words(line));
  });
  text += ladder_lines(*books, ladders);
  if (lines.empty() && ladders.empty()) text += "\nNothing on record comes due in that time.\n";
  return tell_late(options, *books, "due", lines, ladders, text + not_covered_lines(*books));
}

}  // namespace casus::tool
