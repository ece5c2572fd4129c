#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"

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

}  // namespace

void add_analysis_commands(CommandLine& line) {
  add_flip(line);
  add_count(line);
}

}  // namespace casus::tool
