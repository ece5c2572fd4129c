// The commands that look at one situation, or at one scenario: flip, brief, replay, conflicts.
#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"

namespace casus::tool {

namespace {

using Words = std::vector<std::string>;

}  // namespace

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

void add_brief(CommandLine& line) {
  auto events = std::make_shared<Words>();
  auto html = std::make_shared<std::string>();
  auto* command = line.add("brief", "One page on a scenario: answer, duties, what is open, sources",
                           [&line, events, html] { return brief(line.options, *events, *html); });
  command->add_option("event", *events, "What happens, as \"RUS invades POL\"")->required();
  command->add_option("--html", *html, "Write the page as one HTML file");
  evaluation_options(command, line.options);
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

void add_conflicts(CommandLine& line) {
  struct Words {
    std::vector<std::string> events;
    ConflictWords conflicts;
  };
  auto words = std::make_shared<Words>();
  auto* command =
      line.add("conflicts", "Duties of one state that exclude each other, in a scenario or on a day",
               [&line, words] { return conflicts(line.options, words->events, words->conflicts); });
  command->add_option("event", words->events, "What happens; none searches every attack of the day");
  evaluation_options(command, line.options);
  command->add_flag("--all", line.options.all, "Also the conflicts that are accepted");
  command
      ->add_option("--events", words->conflicts.events,
                   "1 (default), or 2: also every two attacks that share a state")
      ->check(CLI::IsMember({1, 2}));
  command
      ->add_option("--kinds", words->conflicts.kinds,
                   "The kinds of event that are tried (default: armed_attack)")
      ->delimiter(',');
  command->add_option("--state", words->conflicts.state, "Only the conflicts that bind this state");
  command->add_option("--accepted", words->conflicts.accepted,
                      "A file of accepted conflicts: instrument provision | instrument provision | reason");
  command->add_option("--threads", words->conflicts.threads, "How many threads search (default: one a core)");
  command->add_option(
      "--resume", words->conflicts.resume,
      "A file that keeps the state of a search that is interrupted, and from which it goes on");
}

}  // namespace casus::tool
