#include <memory>

#include "tool/command_line.h"
#include "tool/history.h"

namespace casus::tool {

namespace {

void add_import(CommandLine& line) {
  auto words = std::make_shared<ImportWords>();
  auto* command = line.add("import", "Source files made of a data set of others, that `--corpus` reads",
                           [&line, words] { return import_data(line.options, *words); });
  command->add_option("dataset", words->set, "atop")->required()->check(CLI::IsMember({"atop"}));
  command->add_option("file", words->files, "The files of the data set")->required();
  command->add_option("--out", words->out, "The folder to make")->required();
}

}  // namespace

void add_history_commands(CommandLine& line) { add_import(line); }

}  // namespace casus::tool
