#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"

namespace casus::tool {

namespace {

void add_replay(CommandLine& line) {
  struct Words {
    std::string what, only;
  };
  const auto words = std::make_shared<Words>();
  auto* sub = line.add("replay", "A scenario day by day: what the texts asked beside what states did",
                       [&line, words] { return replay(line.options, words->what, words->only); });
  sub->add_option("scenario", words->what, "A scenario of corpus/cases, as july_1914, or a file")->required();
  sub->add_option("--only", words->only, "Of a file, one scenario by name");
}

}  // namespace

void add_analysis_commands(CommandLine& line) { add_replay(line); }

}  // namespace casus::tool
