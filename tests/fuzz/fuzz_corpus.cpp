// Any text as a source: it has a tree; without faults it formats without loss; it resolves, and what resolves
// evaluates.
#include "engine/program.h"
#include "model/check.h"
#include "model/resolve.h"
#include "syntax/format.h"
#include "syntax/parser.h"
#include "syntax/print.h"
#include "world.h"

namespace {

using namespace casus;
using fuzz::require;

void format_twice(const syntax::Tree& tree) {
  const auto once = syntax::format(tree);
  require(once.has_value() == !tree.has_faults(), "fault-free trees are formatted, others not");
  if (!once) return;
  diag::Sink sink;
  const auto again = syntax::parse(*once, SourceId{1}, sink);
  require(sink.all().empty(), "a formatted source has no faults");
  require(syntax::same_tokens(tree, again), "formatting keeps the tokens");
  require(syntax::format(again) == once, "formatting twice is formatting once");
}

void resolve_on_world(const syntax::Tree& tree) {
  diag::Sink sink;
  const model::Layered sources[] = {{&fuzz::world(), 0}, {&tree, 1}};
  model::Model model = model::resolve(sources, sink);
  model::check(model, sink);
  if (sink.has_errors() || tree.has_faults()) return;
  for (const auto& scenario : model.scenarios)
    if (scenario.on && scenario.events.size() <= 8) fuzz::evaluate(model, scenario);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  diag::Sink sink;
  const auto tree = syntax::parse(text, SourceId{1}, sink);
  require(tree.has_faults() == sink.has_errors(), "a tree knows of its faults");
  syntax::print(tree);
  syntax::print_tokens(tree);
  for (const auto& fault : sink.all()) tree.heading_at(fault.span.begin);
  format_twice(tree);
  resolve_on_world(tree);
  return 0;
}
