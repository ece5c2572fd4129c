// Evaluates every scenario of a file and prints one JSON line for each: what the engine says, debtors told
// apart, and which of its rows exclude each other. usage: oracle_driver [--corpus DIR]... FILE
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/evaluate.h"
#include "tool/session.h"

using namespace casus;
using Json = nlohmann::ordered_json;

namespace {

std::string_view name_of(engine::RowKind kind) {
  switch (kind) {
    case engine::RowKind::triggered: return "triggered";
    case engine::RowKind::standing: return "standing";
    case engine::RowKind::breach: return "breach";
  }
  return {};
}

Json codes(const model::Model& model, const StateSet& set) {
  Json array = Json::array();
  set.for_each([&](std::size_t s) { array.push_back(model.states[s].code); });
  return array;
}

}  // namespace

int main(int argc, char** argv) {
  tool::Options options;
  std::string file;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--corpus" && i + 1 < argc) {
      options.corpus.emplace_back(argv[++i]);
    } else {
      file = argv[i];
    }
  }
  tool::Session session(options);
  session.load_corpus();
  session.load(file);
  const model::Model& model = session.build();
  if (session.report()) return tool::exit_input;

  const engine::Program program(model);
  engine::Evaluator evaluator(program);
  engine::Result result;
  for (const auto& scenario : model.scenarios) {
    if (scenario.span.source != session.given().front()) continue;
    const auto situation = engine::prepare(program, scenario);
    evaluator.evaluate(situation, result);
    Json rows = Json::array();
    for (const auto& row : result.rows) {
      Json open = Json::array();
      for (auto question : evaluator.diagram().support(row.truth))
        open.push_back(engine::name_of(program, situation, result.questions[question].ask));
      const auto& provision = model[row.provision];
      rows.push_back({{"kind", name_of(row.kind)},
                      {"event", row.event},
                      {"victim", row.victim ? model[row.victim].code : std::string()},
                      {"instrument", model[provision.instrument].name},
                      {"provision", provision.label},
                      {"modality", model::name(row.duty->modality)},
                      {"act", model::name(row.duty->act)},
                      {"debtors", codes(model, row.debtors)},
                      {"objects", codes(model, row.objects)},
                      {"open", open}});
    }
    Json conflicts = Json::array();
    for (const auto& conflict : result.conflicts)
      conflicts.push_back({{"first", conflict.first},
                           {"second", conflict.second},
                           {"debtors", codes(model, conflict.debtors)},
                           {"prevails", conflict.prevails}});
    const std::string line =
        Json{{"scenario", scenario.name}, {"rows", rows}, {"conflicts", conflicts}}.dump();
    std::puts(line.c_str());
  }
  return 0;
}
