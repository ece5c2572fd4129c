#include "tool/cli.h"

#include <CLI/CLI.hpp>

#include "tool/commands.h"

namespace casus::tool {

int run(int argc, char** argv) {
  CLI::App app{"casus: who is bound to do what, under which provision, and why"};
  app.fallthrough();
  Options options;
  std::vector<std::string> files;
  app.add_option("--corpus", options.corpus);
  auto* check_command = app.add_subcommand("check", "check");
  check_command->add_option("files", files);
  std::string stage = "model";
  auto* dump_command = app.add_subcommand("dump", "what a stage of the pipeline made of a text");
  dump_command->add_option("--stage", stage, "tokens, tree or model");
  dump_command->add_option("files", files);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  }
  if (*check_command) return check(options, files);
  if (*dump_command) return dump(options, stage, files);
  return exit_usage;
}

}  // namespace casus::tool
