// `casus serve`: the workbench in a browser, and the API behind it.
#pragma once

namespace casus::tool {
struct CommandLine;
}

namespace casus::server {

void add_serve(tool::CommandLine& line);

}  // namespace casus::server
