// Any text as an event line on a small fixed world: it is refused with a message, or it is evaluated.
#include "engine/evaluate.h"
#include "model/resolve.h"
#include "syntax/parser.h"
#include "world.h"

namespace {

using namespace casus;
using fuzz::require;

const model::Model& world_model() {
  static const model::Model model = [] {
    diag::Sink sink;
    const model::Layered sources[] = {{&fuzz::world(), 0}};
    auto resolved = model::resolve(sources, sink);
    for (const auto& fault : sink.all()) std::fprintf(stderr, "%s\n", fault.message.c_str());
    require(!sink.has_errors(), "the world resolves");
    return resolved;
  }();
  return model;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // The first byte chooses the day on which the line is judged where it names none.
  if (size == 0) return 0;
  constexpr int days[] = {-33000, -20240, -11000, 0, 9000, 16500, 19409, 20500};
  diag::Sink sink;
  const auto line = syntax::parse_scenario_line(
      std::string(reinterpret_cast<const char*>(data + 1), size - 1), SourceId{1}, sink);
  model::Model model = world_model();
  model::Scenario scenario;
  scenario.on = Day{days[data[0] % std::size(days)]};
  model::resolve_line(model, line, scenario, sink);
  // An empty line and one without events are answered before evaluation.
  if (sink.has_errors() || scenario.events.empty() || scenario.events.size() > 8) return 0;
  fuzz::evaluate(model, scenario);
  return 0;
}
