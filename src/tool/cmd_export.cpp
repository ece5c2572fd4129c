// `casus export directed-dyad-year`: who has pledged what toward whom, year by year.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>

#include "history/units.h"
#include "tool/history.h"
#include "tool/question.h"

namespace casus::tool {

namespace {

struct Years {
  int first;
  int last;
};

/// What the instruments say anything about: of a data set what it covers, else from 1816 to last year.
Years covered(const std::string& only) {
  for (const auto& set : history::data_sets())
    if (!only.empty() && only.starts_with(set.name))
      return {std::max(1816, std::stoi(to_iso(set.from).substr(0, 4))),
              std::stoi(to_iso(set.to).substr(0, 4)) - 1};
  return {1816, std::stoi(to_iso(today()).substr(0, 4)) - 1};
}

/// `1816-2018`; nothing where it is not two years in order.
std::optional<Years> years_of(const std::string& words) {
  Years years{};
  const char* const end = words.data() + words.size();
  auto read = std::from_chars(words.data(), end, years.first);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '-') return std::nullopt;
  read = std::from_chars(read.ptr + 1, end, years.last);
  if (read.ec != std::errc() || read.ptr != end || years.last < years.first || years.first < 1000 ||
      years.last > 9998)
    return std::nullopt;
  return years;
}

}  // namespace

int export_units(const Options& options, const ExportWords& words) {
  const Years known = covered(words.only);
  Years years = known;
  if (!words.years.empty()) {
    const auto asked = years_of(words.years);
    if (!asked) {
      fmt::print(stderr, "casus: `--years {}`: write two years in order, as 1816-2018\n", words.years);
      return exit_usage;
    }
    years = *asked;
  }
  Session session(options);
  session.load_corpus();
  const auto& model = session.build();
  if (session.report()) return exit_input;
  const bool any =
      std::ranges::any_of(model.instruments, [&](const auto& i) { return i.name.starts_with(words.only); });
  if (!any) {
    fmt::print(stderr,
               "casus: no instrument has a name that begins with `{}`; `--corpus FOLDER` reads an import\n",
               words.only);
    return exit_input;
  }
  const auto pledges = history::directed_pledges(model, words.only);
  const auto rule = words.rule == "january" ? history::YearRule::first_of_january
                    : words.rule == "all"   ? history::YearRule::all_year
                                            : history::YearRule::any_day;
  fmt::memory_buffer out;
  const auto flush = [&] {
    std::fwrite(out.data(), 1, out.size(), stdout);
    out.clear();
  };
  const bool lines = options.format == Format::ndjson;
  if (!lines)
    fmt::format_to(std::back_inserter(out), "ccode1,ccode2,year,defense,offense,neutral,nonagg,consul\n");
  history::directed_dyad_years(
      model, pledges, years.first, years.last, rule, words.pledged, [&](const auto& row) {
        const bool covers = known.first <= row.year && row.year <= known.last;
        const auto flag = [&](history::Pledge pledge) -> std::string_view {
          return !covers ? (lines ? "null" : "NA") : row.has(pledge) ? "1" : "0";
        };
        using enum history::Pledge;
        fmt::format_to(std::back_inserter(out),
                       fmt::runtime(lines ? "{{\"ccode1\":{},\"ccode2\":{},\"year\":{},\"defense\":{},"
                                            "\"offense\":{},\"neutral\":{},\"nonagg\":{},\"consul\":{}}}\n"
                                          : "{},{},{},{},{},{},{},{}\n"),
                       row.ccode1, row.ccode2, row.year, flag(defense), flag(offense), flag(neutral),
                       flag(nonagg), flag(consul));
        if (out.size() > 1 << 20) flush();
      });
  flush();
  return exit_done;
}

}  // namespace casus::tool
