#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "explain/read.h"
#include "model/resolver.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

int read(const Options& options, const std::vector<std::string>& names) {
  Session session(options);
  session.load_corpus();
  model::Model& model = session.build();
  if (session.sink().has_errors()) {
    session.report();
    return exit_input;
  }
  std::vector<model::InstrumentId> wanted;
  std::string label;
  if (names.empty()) {
    for (std::size_t i = 0; i < model.instruments.size(); ++i)
      wanted.push_back(make_id<model::InstrumentId>(i));
  } else {
    const auto& tree = session.add_word("<instrument>", names[0]);
    model::Resolver resolver(model, session.sink());
    resolver.use(tree);
    const auto id = resolver.instrument(
        {tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(names[0].size())}, {}});
    if (!id) {
      session.report();
      return exit_input;
    }
    wanted.push_back(id);
    for (std::size_t i = 1; i < names.size(); ++i) label += (i > 1 ? " " : "") + names[i];
  }
  json documents = json::array();
  bool found = label.empty();
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
      found = true;
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
  if (!found) {
    std::vector<std::string> labels;
    for (auto provision : model[wanted[0]].provisions) labels.push_back(model[provision].label);
    session.sink().add(diag::Code::unknown_provision, {},
                       fmt::format("{} has no {}", model[wanted[0]].name, label),
                       fmt::format("it has: {}", fmt::join(labels, ", ")));
    session.report();
    return exit_input;
  }
  if (options.format == Format::json)
    print(json{{"schema", "casus/read/1"}, {"instruments", std::move(documents)}}.dump(2) + "\n");
  return exit_done;
}

}  // namespace casus::tool
