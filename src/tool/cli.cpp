#include "tool/cli.h"

#include <CLI/CLI.hpp>

#include "tool/commands.h"

namespace casus::tool {

int run(int argc, char** argv) {
  CLI::App app{"casus: who is bound to do what, under which provision, and why"};
  Options options;
  std::vector<std::string> files;
  app.add_option("--corpus", options.corpus);
  auto* check_command = app.add_subcommand("check", "check");
  check_command->add_option("files", files);
  std::string code;
  auto* explain_command = app.add_subcommand("explain", "explain");
  explain_command->add_option("code", code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  }
  if (*check_command) return check(options, files);
  if (*explain_command) return explain(options, code);
  return exit_usage;
}

}  // namespace casus::tool
