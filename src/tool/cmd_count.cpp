// `casus count`: how many states one state is bound to defend, under a named definition.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/evaluate.h"
#include "model/resolver.h"
#include "tool/analysis.h"
#include "tool/count_report.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;
using namespace model;

namespace {

bool is_file(const std::string& word) { return word.ends_with(".casus") || word.contains('/'); }

Named word_of(Session& session, const char* option, const std::string& word) {
  const auto& tree = session.add_word(option, word);
  return {tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}};
}

/// The state that the word names, if it exists on the day; none with a diagnostic.
StateId state_of(Session& session, const char* option, const std::string& word, Day day) {
  Resolver resolver(session.model(), session.sink());
  const Named named = word_of(session, option, word);
  const StateId id = resolver.state(named);
  if (id && !exists_on(session.model()[id], day))
    session.sink().add(Code::state_did_not_exist, named.span,
                       fmt::format("{} did not exist on {}", session.model()[id].title, to_iso(day)),
                       existence_hint(session.model(), id, day));
  return id;
}

/// The definition of that name, or the one that the file holds; null with a diagnostic.
const Definition* definition_of(Session& session, const std::string& word) {
  const Model& model = session.model();
  const Named named = word_of(session, "<--by>", word);
  if (!is_file(word)) {
    Resolver resolver(session.model(), session.sink());
    const auto found = resolver.look_up(model.definition_names, named, "definition");
    return found == UINT32_MAX ? nullptr : &model.definitions[found];
  }
  std::vector<const Definition*> held;
  for (const auto& definition : model.definitions)
    if (std::ranges::find(session.given(), definition.span.source) != session.given().end())
      held.push_back(&definition);
  if (held.size() == 1) return held.front();
  std::vector<std::string_view> names;
  for (const Definition* definition : held) names.push_back(definition->name);
  session.sink().add(Code::unknown_name, named.span,
                     held.empty() ? fmt::format("{} holds no definition", word)
                                  : fmt::format("{} holds {} definitions", word, held.size()),
                     held.empty()
                         ? "a definition starts with `definition NAME {`"
                         : fmt::format("keep one in the file, or add it with `--corpus` and name one of: {}",
                                       fmt::join(names, ", ")));
  return nullptr;
}

/// The day, readings and suppositions of the options.
Scenario base_of(Session& session, const Options& options) {
  Scenario scenario;
  scenario.on = asked_day(session, options);
  const auto& tree = session.add_line("<command line>", terms_text(options));
  if (!session.sink().has_errors()) resolve_line(session.model(), tree, scenario, session.sink());
  return scenario;
}

}  // namespace

int count(const Options& options, const CountWords& words) {
  Session session(options);
  session.load_corpus();
  if (is_file(words.by)) session.load(words.by);
  session.build();
  const Scenario base = base_of(session, options);
  const auto stop = [&] { return session.report(); };
  if (session.sink().has_errors()) return stop(), session.exit_of_errors();
  const StateId protector = state_of(session, "<--protector>", words.protector, *base.on);
  const StateId attacker =
      words.attacker.empty() ? StateId::none() : state_of(session, "<--attacker>", words.attacker, *base.on);
  if (attacker && attacker == protector)
    session.sink().add(Code::attacks_itself, {}, "the protector and the attacker are the same state",
                       "name another state behind `--attacker`, or none");
  const Definition* definition = definition_of(session, words.by);
  if (stop()) return session.exit_of_errors();

  const engine::Program program(session.model());
  engine::Evaluator evaluator(program);
  const auto counted = analysis::count(evaluator, base, *definition, protector, attacker);
  CountReport report{session.model(), counted, *definition, attacker, std::nullopt};
  if (definition->published && definition->published->protector == protector && !attacker)
    report.comparison = analysis::compare_with_published(counted, *definition->published);
  switch (options.format) {
    case Format::json:
    case Format::ndjson:
      print(count_json(report, provenance(session)).dump(options.format == Format::json ? 2 : -1) + "\n");
      break;
    case Format::csv: print(count_csv(report)); break;
    default: print(count_text(report, terminal_width()));
  }
  return options.strict && counted.open > 0 ? exit_not_covered : exit_done;
}

}  // namespace casus::tool
