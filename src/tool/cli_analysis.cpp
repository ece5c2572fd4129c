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

}  // namespace

void add_analysis_commands(CommandLine& line) { add_flip(line); }

}  // namespace casus::tool
