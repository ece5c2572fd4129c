// `casus source`: an instrument as it stands in the corpus, with the lines of each provision.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

int source(const Options& options, const std::string& name) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto id = instrument_named(*session, name);
  if (!id) {
    session->report();
    return exit_input;
  }
  const auto& model = session->model();
  const auto& instrument = model[id];
  const Span whole = instrument.whole;
  const auto file = session->tree(whole.source).text();
  const std::string text(file.substr(whole.begin, whole.end - whole.begin));
  if (options.format != Format::json) {
    print(text + "\n");
    return exit_done;
  }
  // Lines are counted from 1, within the text.
  const auto line_of = [&](std::uint32_t offset) {
    return 1 + std::ranges::count(file.substr(whole.begin, offset - whole.begin), '\n');
  };
  json provisions = json::array();
  for (const auto provision : instrument.provisions) {
    const Span span = model[provision].span;
    provisions.push_back({{"provision", model[provision].label},
                          {"begin_line", line_of(span.begin)},
                          {"end_line", line_of(std::max(span.begin + 1, span.end) - 1)}});
  }
  print(json{{"schema", "casus/source/1"},
             {"instrument", instrument.name},
             {"title", instrument.title},
             {"path", path_of(*session, id)},
             {"line", 1 + std::ranges::count(file.substr(0, whole.begin), '\n')},
             {"text", text},
             {"provisions", provisions}}
            .dump(2) +
        "\n");
  return exit_done;
}

}  // namespace casus::tool
