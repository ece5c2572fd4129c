#include "tool/analysis.h"
#include "tool/command_line.h"

namespace casus::tool {

void add_analysis_commands(CommandLine&) {}

}  // namespace casus::tool
