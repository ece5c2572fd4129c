// `casus balance`: reads capabilities, equipment and deliveries, and hands plain values over.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "model/resolver.h"
#include "tables/columns.h"
#include "tables/table.h"
#include "tool/balance.h"
#include "tool/command_line.h"
#include "tool/history_files.h"
#include "tool/past.h"
#include "tool/pledge_books.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;
using namespace model;
using json = nlohmann::ordered_json;

namespace {

/// The code of the state that a word names, if it names one.
std::optional<std::string> code_of(const Session& session, Model& model, const std::string& word) {
  if (const auto id = find_state(model, word)) return model[id].code;
  for (const auto& state : session.model().states)
    if (state.title == word || std::ranges::find(state.aliases, word) != state.aliases.end())
      return state.code;
  return std::nullopt;
}

/// An actor of the table of equipment under its name there; else the state, with a diagnostic where there is none.
std::string party_named(BalanceReport& report, const char* option, const std::string& word, Day day) {
  if (std::ranges::find(report.actors, word) != report.actors.end()) return word;
  Session& session = *report.session;
  const auto& tree = session.add_word(option, word);
  Resolver resolver(session.model(), session.sink());
  resolver.use(tree);
  const Named named{tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}};
  const StateId id = resolver.state(named);
  if (!id) return {};
  const auto& state = session.model()[id];
  if (!exists_on(state, day))
    session.sink().add(Code::state_did_not_exist, named.span,
                       fmt::format("{} did not exist on {}", state.title, to_iso(day)),
                       existence_hint(session.model(), id, day));
  return state.code;
}

/// The rows of the table of equipment; faults go to the sink.
void read_equipment(BalanceReport& report, const std::string& path) {
  Session& session = *report.session;
  auto& sink = session.sink();
  const auto file = OpenFile::open(path, sink);
  if (!file) return;
  std::set<std::string> actors;
  const bool sound =
      tables::read_table(equipment_table(), path, file->bytes(), sink, [&](const tables::Record& row) {
        const auto day = read_date(row.text(4)).date;
        if (!day) {
          sink.add(Code::table_value, {},
                   fmt::format("{}: row {}: `{}` in the column on is neither a day nor a year", path,
                               row.row(), row.text(4)),
                   "write it as 2023-02-21 or 2023");
          return;
        }
        const std::string word(row.text(0));
        const auto code = code_of(session, session.model(), word);
        if (!code) actors.insert(word);
        report.stock.push_back({code.value_or(word), std::string(row.text(1)), row.real(2).value_or(0),
                                row.real(3), *day, std::string(row.text(5))});
      });
  if (!sound || !file->whole(sink)) return;
  report.actors.assign(actors.begin(), actors.end());
  const auto name = std::filesystem::path(path).filename().string();
  const auto hash = file->sha256();
  report.sources.push_back({{"name", "equipment"},
                            {"title", name},
                            {"sha256", hash},
                            {"rows", report.stock.size()},
                            {"cite", nullptr}});
  report.source_titles.push_back(
      fmt::format("{}, {} rows, sha256:{}", name, report.stock.size(), hash.substr(0, 12)));
}

void weigh_stock(BalanceReport& report) {
  const auto& asked = report.asked;
  report.measures.push_back({"equipment", "equipment, each item times its weight in the table",
                             evidence::stock_balance(asked, report.stock)});
  std::set<std::string> unweighted;
  for (const auto& row : report.stock) {
    const bool party =
        row.state == asked.state || std::ranges::find(asked.against, row.state) != asked.against.end();
    if (party && !row.weight && row.on.earliest <= asked.on)
      unweighted.insert(fmt::format("{}: {}", row.state, row.item));
  }
  report.unweighted.assign(unweighted.begin(), unweighted.end());
}

/// Reads who and against whom; false where it cannot be told, with faults in the sink.
bool read_parties(BalanceReport& report, const BalanceWords& words) {
  auto& asked = report.asked;
  asked.years = words.years;
  asked.state = party_named(report, "<state>", words.state, asked.on);
  for (const auto& word : parts_of(words.against)) {
    const auto name = party_named(report, "<--against>", word, asked.on);
    if (!name.empty() && std::ranges::find(asked.against, name) == asked.against.end())
      asked.against.push_back(name);
  }
  return !report.session->sink().has_errors();
}

/// Deliveries of every book, by day.
void read_transfers(BalanceReport& report) {
  for (const auto& steps : report.books) {
    const bool stored = !report.store.empty() && &steps == &report.books.back();
    const std::string kept_in =
        stored ? std::filesystem::path(report.store).filename().string() : std::string("corpus");
    const auto transfers = evidence::transfers_between(report.asked, steps, report.stock);
    for (const auto& transfer : transfers) report.transfers.push_back({&steps, transfer, kept_in});
    for (auto& shift : evidence::shifts_of(steps, transfers))
      report.shifts.push_back({std::move(shift), kept_in});
  }
  std::ranges::stable_sort(report.transfers, {}, [](const BalanceTransfer& one) {
    return std::pair(one.transfer.on.latest, one.transfer.on.earliest);
  });
}

}  // namespace

std::vector<std::string> parts_of(std::string_view words) {
  std::vector<std::string> parts;
  while (!words.empty()) {
    const auto comma = std::min(words.find(','), words.size());
    std::string part(words.substr(0, comma));
    part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
    part.erase(part.find_last_not_of(' ') + 1);
    if (!part.empty()) parts.push_back(std::move(part));
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
  return parts;
}

const tables::DataSet& equipment_table() {
  static const tables::DataSet set{
      .name = "equipment",
      .group = "equipment",
      .title = "equipment with weights",
      .columns = tables::columns_of("state,item text; quantity real 0..9999999999; "
                                    "weight real 0..9999999999 missing blank; on text; source text"),
      .key = {"state", "item", "on"}};
  return set;
}

int balance(const Options& options, const BalanceWords& words) {
  const auto wanted = nmc_measures_of(words.measures);
  if (!wanted) return exit_usage;
  int exit = exit_done;
  PledgeStandingWords of_pledges;
  of_pledges.store.store = words.store;
  of_pledges.store.known_as_of = words.known_as_of;
  auto books = load_books(options, of_pledges, exit);
  if (!books) return exit;
  BalanceReport report;
  report.session = std::move(books->session);
  report.books = std::move(books->books);
  report.store = books->store;
  report.asked.on = books->on;
  if (books->known != Day::max()) report.known_as_of = to_iso(books->known);
  report.sources = json::array();
  auto& sink = report.session->sink();
  const auto give_up = [&] {
    report.session->report();
    return report.session->exit_of_errors();
  };
  if (!words.equipment.empty()) read_equipment(report, words.equipment);
  if (sink.has_errors() || !read_parties(report, words)) return give_up();
  const auto& asked = report.asked;
  if (asked.against.empty() || std::ranges::find(asked.against, asked.state) != asked.against.end()) {
    complain("casus: `--against` names others than {}\n", asked.state);
    return exit_usage;
  }
  const std::string path = store_path(words.history);
  std::error_code ignored;
  // With a table of the user's own the store is read only where it is asked for.
  const bool store_meant = !words.history.empty() || !words.measures.empty() || words.equipment.empty();
  if (store_meant && words.history.empty() && !std::filesystem::exists(path, ignored))
    sink.add(Code::cannot_read, {}, fmt::format("{}: there is no such file", path),
             "`casus import nmc FILE --out FILE.sqlite` makes it, `--history` names it; or give a table of "
             "your own "
             "with `--equipment`");
  else if (store_meant)
    read_capabilities(report, path, *wanted);
  if (sink.has_errors()) return give_up();
  if (!words.equipment.empty()) weigh_stock(report);
  read_transfers(report);
  // The values of a data set that may not be passed on stay on the screen.
  for (auto& measure : report.measures) measure.may_pass_on = measure.may_pass_on || words.has_rights;
  if (options.format == Format::json)
    print(balance_json(report));
  else if (options.format == Format::csv)
    print(balance_csv(report));
  else
    print(balance_text(report));
  return exit_done;
}

void add_balance(CommandLine& line) {
  auto words = std::make_shared<BalanceWords>();
  auto* command = line.add("balance", "What a state has beside others, by numbers that you give; no verdict",
                           [&line, words] { return balance(line.options, *words); });
  command->add_option("state", words->state, "The state")->required();
  command
      ->add_option("--against", words->against, "States with commas, as EGY,JOR,SYR: each, and all together")
      ->required();
  command->add_option("--on", line.options.on, "The day, as 2010-01-01 (default: today)");
  command->add_option("--years", words->years, "So many years before it (default 10)")
      ->check(CLI::Range(1, 300));
  command->add_option(
      "--history", words->history,
      "The file that `casus import nmc … --out FILE.sqlite` made (default: $CASUS_HISTORY, else "
      "history.sqlite)");
  command->add_option("--measure", words->measures,
                      "Of the capabilities: cinc (default), milex, milper, irst, pec, tpop, upop, or all");
  command->add_option("--equipment", words->equipment,
                      "A table of your own: state, item, quantity, weight, on, source");
  command->add_option("--store", words->store,
                      "The file of pledges (default: $CASUS_PLEDGES, else pledges.sqlite where it is there)");
  command->add_option("--known-as-of", words->known_as_of, "Only deliveries that were known on that day");
  command->add_flag(
      "--i-have-rights", words->has_rights,
      "With --json or --csv: also the values of data sets whose terms do not allow passing them on");
}

}  // namespace casus::tool
