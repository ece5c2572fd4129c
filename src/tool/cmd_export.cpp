// `casus export UNIT`: pledges and memberships in the units and columns of the field.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <set>

#include "history/datapackage.h"
#include "history/rights.h"
#include "history/table_writer.h"
#include "tool/history.h"
#include "tool/output.h"
#include "tool/question.h"

namespace casus::tool {

namespace {

using history::YearRange;

/// What the instruments say anything about: of a data set what it covers, else from 1816 to last year.
YearRange covered(const std::string& only) {
  if (const auto* set = history::source_of_all(only))
    return {std::max(1816, std::stoi(to_iso(set->from).substr(0, 4))),
            std::stoi(to_iso(set->to).substr(0, 4)) - 1};
  return {1816, std::stoi(to_iso(today()).substr(0, 4)) - 1};
}

/// `1816-2018`; nothing where it is not two years in order.
std::optional<YearRange> years_of(const std::string& words) {
  YearRange years{};
  const char* const end = words.data() + words.size();
  auto read = std::from_chars(words.data(), end, years.first);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != '-') return std::nullopt;
  read = std::from_chars(read.ptr + 1, end, years.last);
  if (read.ec != std::errc() || read.ptr != end || years.last < years.first || years.first < 1000 ||
      years.last > 9998)
    return std::nullopt;
  return years;
}

/// `FRA,GBR` or codes of the Correlates of War, as `220,200`; nothing with a message where one is no state.
std::optional<std::vector<model::StateId>> states_of(const model::Model& model, std::string_view words) {
  std::vector<model::StateId> states;
  while (!words.empty()) {
    const auto comma = std::min(words.find(','), words.size());
    const auto word = words.substr(0, comma);
    words.remove_prefix(std::min(comma + 1, words.size()));
    const auto state = find_state(model, word);
    const auto bearers =
        state ? std::vector{state} : find_by_code(model, model::CodeSystem::cow, word, std::nullopt);
    if (bearers.empty()) {
      complain("casus: `--states`: there is no state `{}`; `casus list states` tells their codes\n", word);
      return std::nullopt;
    }
    states.insert(states.end(), bearers.begin(), bearers.end());
  }
  return states;
}

/// What the rows are made of: the texts that pledge something, or that have members, each data set once.
history::ExportNotes notes_of(Session& session, const history::Export& asked, bool own) {
  history::ExportNotes notes;
  notes.version = version;
  notes.digest = session.digest();
  const auto& model = session.model();
  std::vector<bool> used(model.instruments.size(), asked.unit->name == "member-spell");
  for (const auto& pledge : history::owed_pledges(model, asked.only)) used[pledge.instrument.index()] = true;
  std::set<const history::DataSet*> sets;
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto& instrument = model.instruments[i];
    if (!used[i] || !instrument.name.starts_with(asked.only)) continue;
    if (const auto* set = history::source_of(instrument.name)) {
      if (sets.insert(set).second) {
        notes.sources.push_back({std::string(set->cite), {}});
        notes.terms += fmt::format("{}{}: {}", notes.terms.empty() ? "" : "; ", set->title, set->terms);
      }
    } else {
      const bool address = instrument.cite.starts_with("http");
      notes.sources.push_back({address || instrument.cite.empty() ? instrument.title : instrument.cite,
                               address ? instrument.cite : std::string()});
    }
  }
  notes.own = notes.terms.empty() && own;
  if (notes.terms.empty())
    notes.terms = own ? "Apache-2.0" : "those of the files that the corpus was read from";
  return notes;
}

/// The words of the command line as a request. Sets `exit` with a message where they make none.
std::optional<history::Export> request(const Options& options, const ExportWords& words, int& exit) {
  const auto refuse = [&](const std::string& message) {
    complain("casus: {}\n", message);
    exit = exit_usage;
    return std::nullopt;
  };
  history::Export asked;
  asked.unit = history::find_unit(words.unit);
  asked.only = words.only;
  asked.covered = covered(words.only);
  asked.pledged_only = words.pledged;
  if (options.format == Format::json || options.format == Format::plain)
    return refuse("`export` writes comma-separated values, or one object a line with `--ndjson`");
  if (!words.out.empty() && options.format == Format::ndjson)
    return refuse(
        "`--out` writes comma-separated values into a folder, or a file of SQLite; leave `--ndjson` out");
  if (!words.years.empty()) {
    asked.years = years_of(words.years);
    if (!asked.years)
      return refuse(fmt::format("`--years {}`: write two years in order, as 1816-2018", words.years));
  }
  if (!words.rule.empty() && !asked.unit->yearly)
    return refuse(fmt::format("`--rule` is for units by year; {} has days", words.unit));
  for (const auto rule : {history::YearRule::first_of_january, history::YearRule::all_year})
    if (words.rule == history::name(rule)) asked.rule = rule;
  if (!words.states.empty() && !asked.unit->of_one_state)
    return refuse(fmt::format("`--states` is for units of one state; {} has two", words.unit));
  return asked;
}

}  // namespace

int export_units(const Options& options, const ExportWords& words) {
  int exit = exit_done;
  auto asked = request(options, words, exit);
  if (!asked) return exit;
  Session session(options);
  session.load_corpus();
  const auto& model = session.build();
  if (session.report()) return exit_input;
  const bool any =
      std::ranges::any_of(model.instruments, [&](const auto& i) { return i.name.starts_with(words.only); });
  if (!any) {
    complain("casus: no instrument has a name that begins with `{}`; `--corpus FOLDER` reads an import\n",
             words.only);
    return exit_input;
  }
  const auto states = states_of(model, words.states);
  if (!states) return exit_input;
  asked->states = *states;
  if (refuse_without_rights(history::sources_of(model, words.only), words.has_rights, session.sink())) {
    session.report();
    return exit_input;
  }

  const auto each_row = [&](const history::CellSink& take) { history::export_rows(model, *asked, take); };
  if (words.out.empty()) {
    const auto format =
        options.format == Format::ndjson ? history::TableFormat::ndjson : history::TableFormat::csv;
    history::TableWriter writer(*asked->unit, format, [](std::string_view bytes) {
      std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    });
    each_row([&](std::span<const history::Cell> cells) { writer.row(cells); });
    writer.finish();
    return exit_done;
  }
  if (!is_free(words.out)) return exit_input;
  const auto notes = notes_of(session, *asked, options.corpus.empty());
  const bool database = words.out.ends_with(".sqlite");
  Output output(words.out, !database);
  if (database) {
    output.begin();
    output.write(history::sqlite_table(*asked->unit, history::about(*asked, notes), each_row));
  } else {
    const std::string table = fmt::format("{}.csv", asked->unit->name);
    output.begin(table);
    history::TableWriter writer(*asked->unit, history::TableFormat::csv,
                                [&](std::string_view bytes) { output.write(bytes); });
    each_row([&](std::span<const history::Cell> cells) { writer.row(cells); });
    writer.finish();
    output.begin("datapackage.json");
    output.write(history::data_package(*asked, notes, table));
  }
  return output.finish() ? exit_done : exit_input;
}

}  // namespace casus::tool
