#include <fmt/format.h>

#include <memory>

#include "history/datasets.h"
#include "history/layout.h"
#include "tool/backtest.h"
#include "tool/command_line.h"
#include "tool/history.h"

namespace casus::tool {

namespace {

void add_import(CommandLine& line) {
  auto words = std::make_shared<ImportWords>();
  auto* command = line.add("import", "Data sets of others: checked, and kept as source files or as rows",
                           [&line, words] { return import_data(line.options, *words); });
  std::vector<std::string> sets;
  for (const auto group : history::groups()) sets.emplace_back(group);
  command->add_option("dataset", words->set, fmt::format("{}", fmt::join(sets, ", ")))
      ->required()
      ->check(CLI::IsMember(sets));
  command->add_option("file", words->files, "Files of the data set; the header says which one it is")
      ->required();
  command
      ->add_option(
          "--out", words->out,
          "NAME.sqlite for rows, beside those that are there; of atop also a folder, of source files")
      ->required();
}

void add_export(CommandLine& line) {
  auto words = std::make_shared<ExportWords>();
  auto* command = line.add("export", "Tables in the units and columns that the field uses",
                           [&line, words] { return export_units(line.options, *words); });
  std::vector<std::string> units;
  std::string named;
  for (const auto& unit : history::units()) {
    units.emplace_back(unit.name);
    named += (named.empty() ? "" : ", ") + units.back();
  }
  command->add_option("unit", words->unit, named)->required()->check(CLI::IsMember(units));
  command->add_option("--only", words->only, "Only instruments whose names begin so, as atop_");
  command->add_option("--years", words->years, "As 1816-2018 (default: what is covered)");
  command->add_option("--states", words->states, "Only rows about these, as FRA,GBR; for units of one state");
  command
      ->add_option("--rule", words->rule,
                   "Which days of a year count: any (default), january (the first of it) or all")
      ->check(CLI::IsMember({"any", "january", "all"}));
  command->add_flag("--pledged", words->pledged, "Only rows with a pledge");
  command->add_option("--out", words->out,
                      "A folder for the table and its datapackage.json, or a file that ends in .sqlite");
  command->add_flag("--i-have-rights", words->has_rights,
                    "Also where the terms of imported data do not allow that rows are passed on");
}

/// `--history` and `--definition`.
void add_past(CLI::App& command, PastWords& words) {
  command.add_option("--history", words.history,
                     "The file that `casus import … --out FILE.sqlite` made (default: $CASUS_HISTORY, else "
                     "history.sqlite)");
  command.add_option("--definition", words.definition,
                     "The name of one that casus brings, or a file (default: berkemeier-fuhrmann-2018)");
}

void add_backtest(CommandLine& line) {
  auto words = std::make_shared<PastWords>();
  auto of = std::make_shared<BacktestWords>();
  auto* command = line.add("backtest", "Wars and disputes held against the pledges of the day",
                           [&line, words, of] { return backtest(line.options, *words, *of); });
  add_past(*command, *words);
  auto* war = command->add_option("--war", of->war, "This war alone, by its number, and each pledge in it");
  command->add_option("--dispute", of->dispute, "This dispute alone, likewise")->excludes(war);
  command->add_flag("--all", line.options.all, "Also pledges that did not come due, and why");
  command->add_option("--svg", of->svg, "Write the calendar of the war to this file");
}

void add_reliability(CommandLine& line) {
  auto words = std::make_shared<PastWords>();
  auto of = std::make_shared<ReliabilityWords>();
  auto* command = line.add("reliability", "How often pledges that came due were kept, by a definition",
                           [&line, words, of] { return reliability(line.options, *words, *of); });
  add_past(*command, *words);
  command->add_flag("--definitions", of->definitions, "List the definitions that casus brings");
  command->add_flag("--deterrence", of->deterrence,
                    "Also how often states were attacked, with a defence pact and without");
  command->add_option("--svg", of->svg, "Write the shares by decade to this file");
  command->add_option("--table-svg", of->table_svg, "Write what came due against what was done to this file");
}

}  // namespace

void add_history_commands(CommandLine& line) {
  add_import(line);
  add_export(line);
  add_backtest(line);
  add_reliability(line);
}

}  // namespace casus::tool
