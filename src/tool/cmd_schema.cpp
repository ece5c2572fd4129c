#include <fmt/format.h>

#include "tool/commands.h"
#include "tool/embedded.h"
#include "tool/question.h"

namespace casus::tool {

int schema(const Options&, const std::string& name) {
  // The documents of `run` are those of `ask` with the expectations beside them.
  const std::string wanted = name == "run" ? "ask" : name;
  std::string known;
  for (const auto& file : embedded::schemas()) {
    const auto stem = file.path.substr(0, file.path.size() - std::string_view(".json").size());
    if (wanted == stem) {
      print(std::string(file.text));
      return exit_done;
    }
    known += fmt::format("{}\n", stem);
  }
  if (name.empty()) {
    print(known);
    return exit_done;
  }
  complain("casus: there is no schema `{}`; known:\n{}", name, known);
  return exit_usage;
}

}  // namespace casus::tool
