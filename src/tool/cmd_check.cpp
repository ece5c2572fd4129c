#include <fmt/format.h>

#include <cstdio>

#include "tool/commands.h"
#include "tool/streams.h"

namespace casus::tool {

int check(const Options& options, const std::vector<std::string>& files) {
  Session session(options);
  session.load_corpus();
  session.load_evidence();
  for (const auto& file : files) session.load(file);
  session.build();
  if (session.report()) return exit_input;
  if (options.format == Format::text) {
    const std::size_t checked = files.empty() ? session.source_count() : session.given().size();
    complain("{} {} checked, {} {}\n", checked, checked == 1 ? "file" : "files", session.sink().warnings(),
             session.sink().warnings() == 1 ? "warning" : "warnings");
  }
  return session.sink().all().empty() ? exit_done : exit_finding;
}

}  // namespace casus::tool
