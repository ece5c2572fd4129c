#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"
#include "tool/manifest.h"

namespace casus::tool {

namespace {

using Words = std::vector<std::string>;

void add_flip(CommandLine& line) {
  auto events = std::make_shared<Words>();
  auto settle = std::make_shared<Words>();
  auto* command = line.add("flip", "The smallest answers to open questions that bind or release whom",
                           [&line, events, settle] { return flip(line.options, *events, *settle); });
  command->add_option("event", *events, "What happens, as \"RUS invades POL\"")->required();
  evaluation_options(command, line.options);
  command
      ->add_option("--settle", *settle,
                   "A reading, or an answer as NAME=yes or NAME=no, that is taken as given first")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--all", line.options.all, "Every set, not the first twelve");
}

void add_diff(CommandLine& line) {
  auto words = std::make_shared<DiffWords>();
  auto* command =
      line.add("diff", "What differs between two guarantees, with the smallest situation that shows it",
               [&line, words] { return diff(line.options, *words); });
  command->add_option(
      "arrangement", words->arrangements,
      "`nothing`, an instrument (supposed in force), a supposition as \"UKR party to NATO\", or a "
      "file or folder; several joined by `;`; `label = …` names it");
  command->add_option("--arrangements", words->file, "A file of arrangements, one a line");
  command->add_option("--for", words->beneficiary, "The state that is to be helped");
  command
      ->add_option("--by", words->attackers, "Attackers (default: one of each class that makes a difference)")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--matrix", words->matrix, "The features of the arrangements, side by side");
  command->add_flag("--brief", words->brief, "One page in Markdown");
  command->add_option("--html", words->html, "Write the page as one HTML file");
  command->add_flag("--all", line.options.all, "Every debtor, however many");
  evaluation_options(command, line.options);
}

void add_brief(CommandLine& line) {
  auto events = std::make_shared<Words>();
  auto html = std::make_shared<std::string>();
  auto* command = line.add("brief", "One page on a scenario: answer, duties, what is open, sources",
                           [&line, events, html] { return brief(line.options, *events, *html); });
  command->add_option("event", *events, "What happens, as \"RUS invades POL\"")->required();
  command->add_option("--html", *html, "Write the page as one HTML file");
  evaluation_options(command, line.options);
}

void add_verify(CommandLine& line) {
  auto path = std::make_shared<std::string>();
  auto* command =
      line.add("verify", "Run what a manifest holds again, and compare", [path] { return verify(*path); });
  command->add_option("manifest", *path, "The file")->required();
}

// ── count
void add_count(CommandLine& line) {
  const auto words = std::make_shared<CountWords>();
  Options& options = line.options;
  auto* command = line.add("count", "How many states one state is bound to defend, by a named definition",
                           [&options, words] { return count(options, *words); });
  command->add_option("--protector", words->protector, "The state whose duties are counted")->required();
  command
      ->add_option("--by", words->by,
                   "A definition by name (see `casus list definitions`), or a file with one")
      ->required();
  command->add_option("--attacker", words->attacker,
                      "Only attacks by this state (default: any outside the text)");
  command->add_option("--on", options.on, "The day that is judged, as 2023-02-21 (default: today)");
  command->add_option("--reading", options.readings, "A named reading that answers interpretive questions")
      ->allow_extra_args(false);
  command
      ->add_option("--suppose", options.suppose, "A supposition, as \"UKR party to north_atlantic_treaty\"")
      ->allow_extra_args(false);
  command->add_flag("--strict", options.strict, "Exit 4 where a state counts only on an open question");
}

void add_replay(CommandLine& line) {
  struct Named {
    std::string what, only;
  };
  const auto words = std::make_shared<Named>();
  auto* sub = line.add("replay", "A scenario day by day: what the texts asked beside what states did",
                       [&line, words] { return replay(line.options, words->what, words->only); });
  sub->add_option("scenario", words->what, "A scenario of corpus/cases, as july_1914, or a file")->required();
  sub->add_option("--only", words->only, "Of a file, one scenario by name");
}

}  // namespace

void add_analysis_commands(CommandLine& line) {
  add_flip(line);
  add_diff(line);
  add_brief(line);
  add_verify(line);
  add_count(line);
  add_replay(line);
}

}  // namespace casus::tool
