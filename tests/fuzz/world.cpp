#include "world.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "engine/evaluate.h"
#include "syntax/parser.h"
#include "tool/embedded.h"

namespace casus::embedded {
std::span<const File> fuzz_world();
}

namespace casus::fuzz {

void require(bool holds, std::string_view what) {
  if (holds) return;
  fmt::print(stderr, "does not hold: {}\n", what);
  std::abort();
}

const syntax::Tree& world() {
  static const syntax::Tree tree = [] {
    diag::Sink sink;
    auto parsed = syntax::parse(std::string(embedded::fuzz_world().front().text), SourceId{0}, sink);
    for (const auto& fault : sink.all())
      fmt::print(stderr, "{} at byte {}\n", fault.message, fault.span.begin);
    require(sink.all().empty(), "the world has no faults");
    return parsed;
  }();
  return tree;
}

void evaluate(const model::Model& model, const model::Scenario& scenario) {
  const engine::Program program(model);
  engine::Evaluator evaluator(program);
  const engine::Situation situation = engine::prepare(program, scenario);
  engine::Result result;
  evaluator.evaluate(situation, result);
  std::vector<engine::Row> rows = result.rows;
  for (const auto& question : result.questions) {
    require(!engine::name_of(program, situation, question.ask).empty(), "every question has a name");
    engine::text_of(program, situation, question.ask);
  }
  if (rows.size() > 50) rows.resize(50);
  for (const auto& row : rows) {
    row.debtors.for_each([&](std::size_t debtor) {
      const auto steps = evaluator.trace(situation, result, row.clause, *row.duty, row.event, row.victim,
                                         make_id<model::StateId>(debtor));
      require(!steps.empty(), "a row has a proof");
    });
  }
}

}  // namespace casus::fuzz
