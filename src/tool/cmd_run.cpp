#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "explain/expect.h"
#include "explain/json_text.h"
#include "explain/render.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;
using json = nlohmann::ordered_json;

int run_scenarios(const Options& options, const std::vector<std::string>& files, const std::string& only) {
  Session session(options);
  session.load_corpus();
  session.load_evidence();
  for (const auto& file : files) session.load(file);
  model::Model& model = session.build();
  std::optional<model::Policy> policy;  // of the command line: instead of each scenario's own
  if (const auto text = policy_text(options); !text.empty())
    policy = model::resolve_policy(model, session.add_line("<command line>", text), session.sink());
  std::vector<const model::Scenario*> scenarios;
  for (const auto& scenario : model.scenarios) {
    const bool given = std::ranges::find(session.given(), scenario.span.source) != session.given().end();
    if (given && (only.empty() || scenario.name == only)) scenarios.push_back(&scenario);
  }
  if (scenarios.empty() && !session.sink().has_errors())
    session.sink().add(Code::no_event, {},
                       only.empty() ? std::string("there is no scenario in these files")
                                    : fmt::format("there is no scenario `{}` in these files", only),
                       "write `scenario name \"Title\" { on 2023-02-21  RUS invades POL }`");
  if (session.sink().has_errors()) {
    session.report();
    return session.exit_of_errors();
  }
  const auto source = provenance(session);
  const engine::Program program(model);
  engine::Evaluator evaluator(program);
  engine::Result result;
  std::size_t met = 0, failed = 0;
  int not_settled = exit_done;
  explain::JsonText documents(2);
  documents.begin_array();
  for (const auto* scenario : scenarios) {
    std::optional<engine::Chain> chain;
    if (const auto& plays = policy ? policy : scenario->policy) {
      model::Scenario with = *scenario;
      with.policy = plays;
      chain = engine::play(program, with, *plays);
    }
    const auto situation = engine::prepare(program, chain ? chain->scenario : *scenario);
    evaluator.evaluate(situation, result);
    if (chain) engine::join(*chain, result);
    const auto answer = explain::answer(evaluator, situation, result);
    not_settled = std::max(not_settled, settle(session, options, answer, scenario->span));
    json expectations = json::array();
    std::size_t failed_here = 0;
    for (const auto& expectation : scenario->expectations) {
      const auto fault = chain && expectation.round
                             ? explain::unmet_in_round(program, *chain, expectation)
                             : explain::unmet(evaluator, situation, result, answer, expectation);
      (fault ? failed : met) += 1;
      failed_here += fault.has_value();
      expectations.push_back(
          {{"text", expectation.text}, {"met", !fault}, {"instead", fault ? json(*fault) : json(nullptr)}});
      if (fault)
        session.sink().add(
            Code::expectation_failed, expectation.span, fmt::format("expected so, but {}", *fault),
            "if the answer is right, correct the expectation; if not, `casus why` shows how it came about");
    }
    if (options.format == Format::json || options.format == Format::ndjson) {
      const bool list = options.format == Format::json;
      const explain::DocumentOptions how{.indent = list ? 2 : -1,
                                         .depth = list ? 1U : 0U,
                                         .all = options.all,
                                         .chain = chain ? &*chain : nullptr,
                                         .expectations = &expectations};
      const auto document = explain::render_json(evaluator, situation, result, answer, source, how);
      if (list)
        documents.written(document);
      else
        print(document + "\n");
    } else {
      print(fmt::format(
          "{}  {}  {}\n", failed_here == 0 ? "ok    " : "FAILED", scenario->name,
          scenario->expectations.empty()
              ? std::string("no expectations")
              : fmt::format("{} of {} expectations met", scenario->expectations.size() - failed_here,
                            scenario->expectations.size())));
    }
  }
  documents.end_array();
  if (options.format == Format::json) print(documents.take() + "\n");
  session.report();
  if (options.format == Format::text || options.format == Format::plain)
    print(fmt::format("{} {}, {} {} met, {} not\n", scenarios.size(),
                      scenarios.size() == 1 ? "scenario" : "scenarios", met,
                      met == 1 ? "expectation" : "expectations", failed));
  return failed > 0 ? exit_finding : not_settled;
}

}  // namespace casus::tool
