#include <malloc.h>

#include "server/cmd_serve.h"
#include "tool/cli.h"
#include "tool/manifest.h"

int main(int argc, char** argv) {
  // One answer and out: memory is taken in large pieces and never handed back, which saves a millisecond of fifteen.
  mallopt(M_TOP_PAD, 16 << 20);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  if (const auto exit = casus::tool::run_with_manifest(argc, argv)) return *exit;
  constexpr casus::tool::Extension commands[] = {&casus::server::add_serve};
  return casus::tool::run({argv + 1, argv + argc}, commands);
}
