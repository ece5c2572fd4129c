#include <memory>

#include "tool/command_line.h"
#include "tool/pledge.h"

namespace casus::tool {

namespace {

constexpr const char* pledge_command = "pledge";

void store_option(CLI::App& command, StoreWords& words) {
  command.add_option("--store", words.store,
                     "The file of the store (default: $CASUS_PLEDGES, else pledges.sqlite in this folder)");
}

/// `--known-as-of` and the filters.
void reading_options(CLI::App& command, StoreWords& words) {
  store_option(command, words);
  command.add_option("--known-as-of", words.known_as_of, "Only what was known on this day, as 2023-02-21");
  command.add_option("--donor", words.filter.donor, "Only pledges of this state, as DEU");
  command.add_option("--recipient", words.filter.recipient, "Only pledges to this state");
  command.add_option("--origin", words.filter.origin, "Only pledges of this collection");
  command.add_option("--item", words.filter.item, "Only pledges with this in their item or title");
}

void add_add(CommandLine& line) {
  auto words = std::make_shared<StoreWords>();
  auto of = std::make_shared<PledgeAddWords>();
  auto* command = line.add_to(pledge_command, "add", "Put a pledge, or entries of one, into the store",
                              [&line, words, of] { return pledge_add(line.options, *words, *of); });
  store_option(*command, *words);
  command->add_option(
      "text", of->text,
      "In the language: `pledge NAME { … }`, or with --to-pledge entries, as `delivered 4 on 2023-03-27 "
      "source \"…\"`");
  auto* to =
      command->add_option("--to-pledge", of->to_pledge, "The pledge of the store that the entries are of");
  auto* corrects = command->add_option("--corrects", of->corrects,
                                       "The number of the entry in whose place the one entry stands");
  auto* withdraw = command->add_option("--withdraw", of->withdraw,
                                       "The number of an entry that was wrong, with nothing in its place");
  withdraw->excludes(corrects)->excludes(to);
  command->add_option("--known", of->known, "The day since when it was known (default: today)");
  command->add_option("--source", of->source, "Of a withdrawal: where it is told")->needs(withdraw);
  command->add_option("--note", of->note, "Of a withdrawal: a note")->needs(withdraw);
}

void add_pledge_import(CommandLine& line) {
  auto words = std::make_shared<StoreWords>();
  auto of = std::make_shared<PledgeImportWords>();
  auto* command = line.add_to(pledge_command, "import", "Put pledges of others into the store",
                              [&line, words, of] { return pledge_import(line.options, *words, *of); });
  command
      ->add_option("format", of->format,
                   "csv: a table, one row an entry; casus: the language; kiel: the Ukraine Support Tracker")
      ->required()
      ->check(CLI::IsMember({"csv", "casus", "kiel"}));
  command->add_option("file", of->files, "The files")->required();
  store_option(*command, *words);
  command->add_option("--origin", of->origin, "The collection that they are of, where they do not say it");
  command->add_option(
      "--known", of->known,
      "The day since when entries were known that do not say it (default: since they happened)");
}

void add_list(CommandLine& line) {
  auto words = std::make_shared<StoreWords>();
  auto* command = line.add_to(pledge_command, "list", "Pledges of the store, or the log of one",
                              [&line, words] { return pledge_list(line.options, *words); });
  command->add_option("pledge", words->filter.name, "The name of one");
  reading_options(*command, *words);
}

void add_pledge_export(CommandLine& line) {
  auto words = std::make_shared<StoreWords>();
  auto format = std::make_shared<std::string>("csv");
  auto* command =
      line.add_to(pledge_command, "export", "The log as a table, as a document, or in the language",
                  [&line, words, format] { return pledge_export(line.options, *words, *format); });
  command->add_option("pledge", words->filter.name, "The name of one; none exports all of them");
  reading_options(*command, *words);
  command->add_option("--format", *format, "csv (default), json or casus")
      ->check(CLI::IsMember({"csv", "json", "casus"}));
}

void add_verify(CommandLine& line) {
  auto words = std::make_shared<StoreWords>();
  auto* command =
      line.add_to(pledge_command, "verify", "Whether the store is what was written; exit 1 where it is not",
                  [&line, words] { return pledge_verify(line.options, *words); });
  store_option(*command, *words);
}

}  // namespace

void add_pledge_commands(CommandLine& line) {
  line.group(pledge_command, "Pledges: a store of them, what became of them, and what is due");
  add_add(line);
  add_pledge_import(line);
  add_list(line);
  add_pledge_export(line);
  add_verify(line);
  add_pledge_status_commands(line);
}

}  // namespace casus::tool
