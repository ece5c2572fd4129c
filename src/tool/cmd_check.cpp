#include <fmt/format.h>

#include <cstdio>

#include "tool/commands.h"

namespace casus::tool {

int check(const Options& options, const std::vector<std::string>& files) {
  Session session(options);
  session.load_corpus();
  for (const auto& file : files) session.load(file);
  session.build();
  if (session.report()) return exit_input;
  if (options.format == Format::text)
    fmt::print(stderr, "{} {} checked, {} warnings\n", session.source_count(),
               session.source_count() == 1 ? "source" : "sources", session.sink().warnings());
  return session.sink().all().empty() ? exit_done : exit_finding;
}

}  // namespace casus::tool
