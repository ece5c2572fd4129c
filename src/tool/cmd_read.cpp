#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "explain/read.h"
#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

int read(const Options& options, const std::vector<std::string>& names) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto& model = session->model();
  std::vector<model::InstrumentId> wanted;
  std::string label;
  if (names.empty()) {
    for (std::size_t i = 0; i < model.instruments.size(); ++i)
      wanted.push_back(make_id<model::InstrumentId>(i));
  } else {
    for (std::size_t i = 1; i < names.size(); ++i) label += (i > 1 ? " " : "") + names[i];
    const auto id = instrument_named(*session, names[0]);
    if (!id || !provisions_named(*session, id, label)) {
      session->report();
      return exit_input;
    }
    wanted.push_back(id);
  }
  json documents = json::array();
  for (auto id : wanted) {
    const auto& instrument = model[id];
    json provisions = json::array();
    if (options.format != Format::json && label.empty()) {
      print(fmt::format("{}\n", instrument.title));
      for (const auto& line : explain::read_instrument(model, id, std::nullopt))
        print(fmt::format("  {}\n", line));
    }
    for (auto provision : instrument.provisions) {
      if (!label.empty() && model[provision].label != label) continue;
      const auto sentences = explain::read_provision(model, provision);
      if (options.format == Format::json) {
        provisions.push_back({{"provision", model[provision].label},
                              {"title", model[provision].title},
                              {"gist", model[provision].gist},
                              {"phrase", model[provision].phrase},
                              {"cite", model[provision].cite},
                              {"sentences", sentences},
                              {"note", model[provision].note}});
        continue;
      }
      print(fmt::format("\n  {}\n", explain::heading(model, provision)));
      for (const auto& sentence : sentences) print(fmt::format("    {}\n", sentence));
    }
    if (options.format == Format::json)
      documents.push_back({{"instrument", instrument.name},
                           {"title", instrument.title},
                           {"provisions", std::move(provisions)}});
    else
      print("\n");
  }
  if (options.format == Format::json)
    print(json{{"schema", "casus/read/1"}, {"instruments", std::move(documents)}}.dump(2) + "\n");
  return exit_done;
}

}  // namespace casus::tool
