// A balance as text, as a document and as a table; what the method counts and what it cannot see stand with every number.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "base/decimal.h"
#include "evidence/words.h"
#include "explain/layout.h"
#include "tool/balance.h"
#include "tool/catalogue.h"
#include "tool/question.h"

namespace casus::tool {

using evidence::BalancePoint;
using evidence::Comparison;
using evidence::InStock;
using evidence::Side;
using evidence::Transfer;
using json = nlohmann::ordered_json;

namespace {

constexpr std::array<std::string_view, 4> side_names = {"neither", "own", "other", "undivided"};
constexpr std::array<std::string_view, 3> in_stock_names = {"yes", "no", "unknown"};
constexpr std::array<std::string_view, 4> bound_names = {"exact", "about", "at_least", "up_to"};

std::vector<std::string> method_words(const BalanceReport& report) {
  std::vector<std::string> words = {
      "Ratio: the number of the state over that of the other, or over the sum of the others where they stand "
      "together. Share: the number of the state in both together; the trend is that of the share, from the "
      "first "
      "year to the last that is covered.",
      "A year without a number for one of them has no ratio: nothing is carried on from an earlier year, and "
      "what is "
      "missing is never taken for zero."};
  if (!report.stock.empty())
    words.emplace_back(
        "Equipment: of each item the latest row of the table by the end of the year, or by the day in the "
        "last year, "
        "times its weight. The weights are those of the table, chosen by whoever made it. An item that the "
        "table does "
        "not list for a state is not counted for it.");
  words.emplace_back(
      "Deliveries are those on record as pledges; they are listed beside the numbers and not added to them. "
      "What two "
      "collections tell is not added either.");
  return words;
}

std::vector<std::string> limit_words() {
  return {
      "It does not see quality beyond the weights, training, readiness, stocks of munitions, intelligence, "
      "nuclear "
      "weapons, alliances and the help of others, geography and terrain, losses, or the will to fight.",
      "It says nothing of armed groups that no table lists.",
      "22 U.S.C. 2776(h), with section 201 of Public Law 110-429, asks another question of the defence of "
      "Israel: "
      "whether by superior military means it could defeat a credible conventional threat from an individual "
      "state, a "
      "possible coalition of states or non-state actors with minimal damage and casualties. A ratio does not "
      "answer "
      "it, and casus draws no conclusion."};
}

std::string comma_joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string against_words(const Comparison& comparison) {
  return comparison.against.size() == 1 ? comparison.against.front()
                                        : fmt::format("all {}", comparison.against.size());
}

std::string value_words(std::optional<double> value) {
  if (!value) return "-";
  if (*value == std::round(*value)) return fmt::format("{:.0f}", *value);
  return fmt::format("{:.{}f}", *value, std::abs(*value) < 10 ? 4 : 1);
}

std::string cell_words(const BalancePoint& point) {
  if (!point.own || !point.other) return "not covered";
  const auto ratio = point.ratio(), share = point.share();
  return fmt::format("{} ({})", ratio ? fmt::format("{:.2f}", *ratio) : "no ratio",
                     share ? fmt::format("{:.1f} %", *share * 100) : "both 0");
}

std::string trend_words(const Comparison& comparison) {
  const auto trend = evidence::trend_of(comparison.points);
  if (!trend) return "fewer than two years are covered";
  return fmt::format("share {:.1f} % in {}, {:.1f} % in {}: {:+.2f} points a year", trend->share_first * 100,
                     trend->first, trend->share_last * 100, trend->last, trend->per_year() * 100);
}

/// `2013 to 2016, 2019`.
std::string year_spans(const std::vector<int>& years) {
  std::string words;
  for (std::size_t i = 0; i < years.size();) {
    std::size_t last = i;
    while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
    words += fmt::format("{}{}", words.empty() ? "" : ", ", years[i]);
    if (last > i) words += fmt::format(" to {}", years[last]);
    i = last + 1;
  }
  return words;
}

/// Who is not covered in which years, and why where the data end.
std::string missing_lines(const BalanceMeasure& measure) {
  std::map<std::string, std::vector<int>> years;
  for (const auto& comparison : measure.comparisons)
    for (const auto& point : comparison.points)
      for (const auto& name : point.missing)
        if (auto& list = years[name]; list.empty() || list.back() < point.year) list.push_back(point.year);
  std::string lines;
  for (const auto& [name, list] : years)
    lines += fmt::format("  not covered: {} {}{}\n", name, year_spans(list),
                         measure.last_covered != 0 && list.back() > measure.last_covered
                             ? fmt::format(" (the data end in {})", measure.last_covered)
                             : "");
  return lines;
}

std::string measure_block(const BalanceReport& report, const BalanceMeasure& measure) {
  std::string out = fmt::format("\n{}: {}\n", measure.name, measure.title);
  out += fmt::format("  {:<6}{:>12}", "year", report.asked.state);
  for (const auto& comparison : measure.comparisons)
    out += fmt::format("{:>18}", ": " + against_words(comparison));
  out += "\n";
  const auto& points = measure.comparisons.front().points;
  for (std::size_t i = 0; i < points.size(); ++i) {
    out += fmt::format("  {:<6}{:>12}", points[i].year, value_words(points[i].own));
    for (const auto& comparison : measure.comparisons)
      out += fmt::format("{:>18}", cell_words(comparison.points[i]));
    out += "\n";
  }
  for (const auto& comparison : measure.comparisons)
    out += fmt::format("  trend : {:<10} {}\n", against_words(comparison), trend_words(comparison));
  return out + missing_lines(measure);
}

std::string quantity_words(const Transfer& transfer) {
  if (transfer.quantity == 0) return "quantity not told";
  return fmt::format("{}{}", evidence::before_number(transfer.bound), thousandths_to_text(transfer.quantity));
}

/// Which side it raises or lowers, and by how much.
std::string effect_words(const BalanceReport& report, const Transfer& transfer) {
  const auto side = [&](Side which) {
    switch (which) {
      case Side::own: return report.asked.state;
      case Side::other:
        return std::string(report.asked.against.size() == 1 ? report.asked.against.front() : "the others");
      default: return std::string("several, not divided");
    }
  };
  const auto weighted = transfer.weighted();
  std::string words;
  for (const auto& [which, sign, preposition] :
       {std::tuple(transfer.gains, "+", "to"), std::tuple(transfer.loses, "-", "from")}) {
    if (which == Side::neither) continue;
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ",
                         weighted ? fmt::format("{}{:g}", sign, *weighted) : preposition, side(which));
  }
  if (!weighted) words += transfer.weight ? "" : ", not weighted";
  if (!report.stock.empty() && transfer.gains != Side::neither)
    words += transfer.in_stock == InStock::yes  ? ", by its day in the number of the recipient"
             : transfer.in_stock == InStock::no ? ", later than the number of the recipient"
                                                : "";
  return transfer.surely_between ? words : words + ", its day may lie outside";
}

/// `corpus`, or the collection and the file that it is kept in.
std::string kept_words(const std::string& origin, const std::string& kept_in) {
  return kept_in == "corpus" ? origin : fmt::format("{} in {}", origin.empty() ? "entered" : origin, kept_in);
}

std::string transfer_lines(const BalanceReport& report) {
  const auto& asked = report.asked;
  std::string out =
      fmt::format("\nDeliveries on record after {} and by {}{}\n", asked.first_year(), to_iso(asked.on),
                  report.known_as_of.empty() ? "" : ", known as of " + report.known_as_of);
  if (report.transfers.empty()) return out + "  none on record\n";
  for (const auto& told : report.transfers) {
    const auto& transfer = told.transfer;
    const auto& pledge = told.pledge();
    out += fmt::format("  {}  {} > {}  {}, {}: {}  [{}, {}]\n", to_iso(transfer.on), comma_joined(pledge.by),
                       comma_joined(pledge.to), quantity_words(transfer),
                       pledge.item.empty() ? pledge.title : pledge.item, effect_words(report, transfer),
                       pledge.name, kept_words(pledge.origin, told.kept_in));
  }
  for (const auto& [shift, kept_in] : report.shifts)
    out += fmt::format("  weighted, by {}: {:+g} {}, {:+g} {}\n", kept_words(shift.origin, kept_in),
                       shift.own, asked.state, shift.other,
                       asked.against.size() == 1 ? asked.against.front() : "the others");
  return out;
}

json or_null(std::optional<double> value) { return value ? json(*value) : json(nullptr); }

json balance_point_json(const BalancePoint& point, bool may_pass_on) {
  return {{"year", point.year},
          {"own", may_pass_on ? or_null(point.own) : json(nullptr)},
          {"other", may_pass_on ? or_null(point.other) : json(nullptr)},
          {"ratio", or_null(point.ratio())},
          {"share", or_null(point.share())},
          {"not_covered", point.missing}};
}

json comparison_json(const Comparison& comparison, bool may_pass_on) {
  json points = json::array(), trend_of = nullptr;
  for (const auto& point : comparison.points) points.push_back(balance_point_json(point, may_pass_on));
  if (const auto trend = evidence::trend_of(comparison.points))
    trend_of = {{"first", trend->first},
                {"last", trend->last},
                {"share_first", trend->share_first},
                {"share_last", trend->share_last},
                {"per_year", trend->per_year()}};
  return {{"against", comparison.against}, {"points", std::move(points)}, {"trend", std::move(trend_of)}};
}

json transfer_json(const BalanceTransfer& told) {
  const auto& pledge = told.pledge();
  const auto& transfer = told.transfer;
  return {{"pledge", pledge.name},
          {"origin", pledge.origin},
          {"kept_in", told.kept_in},
          {"by", pledge.by},
          {"to", pledge.to},
          {"item", pledge.item},
          {"quantity",
           transfer.quantity == 0 ? json(nullptr) : json(static_cast<double>(transfer.quantity) / 1000)},
          {"bound", bound_names[static_cast<std::size_t>(transfer.bound)]},
          {"earliest", to_iso(transfer.on.earliest)},
          {"latest", to_iso(transfer.on.latest)},
          {"surely_between", transfer.surely_between},
          {"gains", side_names[static_cast<std::size_t>(transfer.gains)]},
          {"loses", side_names[static_cast<std::size_t>(transfer.loses)]},
          {"weight", or_null(transfer.weight)},
          {"weighted", or_null(transfer.weighted())},
          {"in_stock", in_stock_names[static_cast<std::size_t>(transfer.in_stock)]}};
}

}  // namespace

std::string balance_text(const BalanceReport& report) {
  const auto& asked = report.asked;
  const std::size_t width = terminal_width();
  std::string out = fmt::format("{} : {} on {}, from {} on\n", asked.state, comma_joined(asked.against),
                                to_iso(asked.on), asked.first_year());
  out += explain::wrapped(fmt::format("{}", fmt::join(report.source_titles, "; ")), 0, width);
  for (const auto& measure : report.measures) out += measure_block(report, measure);
  if (!report.actors.empty())
    out += fmt::format("\n  in the table, and no states of casus: {}\n", comma_joined(report.actors));
  if (!report.unweighted.empty())
    out += fmt::format("\n  listed without a weight and not counted: {}\n", comma_joined(report.unweighted));
  out += transfer_lines(report);
  out += "\nWhat is counted\n";
  for (const auto& words : method_words(report)) out += explain::wrapped(words, 2, width);
  out += "\nWhat is not seen\n";
  for (const auto& words : limit_words()) out += explain::wrapped(words, 2, width);
  return out;
}

std::string balance_json(const BalanceReport& report) {
  const auto& asked = report.asked;
  json measures = json::array(), transfers = json::array(), shifts = json::array();
  for (const auto& measure : report.measures) {
    json comparisons = json::array(), covered = nullptr;
    for (const auto& comparison : measure.comparisons)
      comparisons.push_back(comparison_json(comparison, measure.may_pass_on));
    if (measure.last_covered != 0)
      covered = {{"first", measure.first_covered}, {"last", measure.last_covered}};
    measures.push_back({{"name", measure.name},
                        {"title", measure.title},
                        {"covered", std::move(covered)},
                        {"values_left_out", !measure.may_pass_on},
                        {"comparisons", std::move(comparisons)}});
  }
  for (const auto& transfer : report.transfers) transfers.push_back(transfer_json(transfer));
  for (const auto& [shift, kept_in] : report.shifts)
    shifts.push_back(
        {{"origin", shift.origin}, {"kept_in", kept_in}, {"own", shift.own}, {"other", shift.other}});
  const json document = {
      {"schema", "casus/balance/1"},
      {"engine", version},
      {"corpus", report.session->digest()},
      {"state", asked.state},
      {"against", asked.against},
      {"on", to_iso(asked.on)},
      {"from_year", asked.first_year()},
      {"known_as_of", report.known_as_of.empty() ? json(nullptr) : json(report.known_as_of)},
      {"data_sets", report.sources},
      {"measures", std::move(measures)},
      {"not_states", report.actors},
      {"not_weighted", report.unweighted},
      {"transfers", std::move(transfers)},
      {"shifts", std::move(shifts)},
      {"method", {{"counts", method_words(report)}, {"does_not_see", limit_words()}}}};
  return document.dump(2) + "\n";
}

std::string balance_csv(const BalanceReport& report) {
  std::string out =
      csv_line({"measure", "state", "against", "year", "own", "other", "ratio", "share", "not_covered"});
  const auto number = [](std::optional<double> value) {
    return value ? fmt::format("{}", *value) : std::string();
  };
  for (const auto& measure : report.measures)
    for (const auto& comparison : measure.comparisons)
      for (const auto& point : comparison.points)
        out +=
            csv_line({measure.name, report.asked.state, fmt::format("{}", fmt::join(comparison.against, "+")),
                      std::to_string(point.year), measure.may_pass_on ? number(point.own) : "",
                      measure.may_pass_on ? number(point.other) : "", number(point.ratio()),
                      number(point.share()), fmt::format("{}", fmt::join(point.missing, "+"))});
  return out;
}

}  // namespace casus::tool
