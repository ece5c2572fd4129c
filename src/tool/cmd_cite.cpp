// `casus cite`: citations of exactly what an answer used, or of an instrument by name.
#include "catalogue/cite.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

namespace {

void print_cited(const model::Model& model, const std::vector<catalogue::Cited>& sources, bool csl) {
  print(csl ? catalogue::csl_json(model, sources).dump(2) + "\n" : catalogue::bibtex(model, sources));
}

}  // namespace

int cite(const Options& options, const std::vector<std::string>& words, const std::string& style) {
  const bool csl = style == "csl-json" || (style.empty() && options.format == Format::json);
  if (!style.empty() && style != "csl-json" && style != "bibtex") {
    fmt::print(stderr, "casus: there is no style `{}`; known: bibtex, csl-json\n", style);
    return exit_usage;
  }
  int exit = exit_done;
  // An event has a blank in it; an instrument's name has none.
  if (words[0].find(' ') != std::string::npos) {
    auto asked = ask_question(options, words, exit);
    if (!asked) return exit;
    const auto answer = evaluate(*asked);
    std::vector<model::ProvisionId> used;
    for (const auto& item : answer.items) used.push_back(asked->result.rows[item.row].provision);
    print_cited(asked->session->model(), catalogue::cited(asked->session->model(), std::move(used)), csl);
    return exit_done;
  }
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto id = instrument_named(*session, words[0]);
  std::string label;
  for (std::size_t i = 1; i < words.size(); ++i) label += (i > 1 ? " " : "") + words[i];
  const auto provisions = id && !label.empty()
                              ? provisions_named(*session, id, label)
                              : std::optional<std::vector<model::ProvisionId>>(std::in_place);
  if (!id || !provisions) {
    session->report();
    return exit_input;
  }
  print_cited(session->model(), {{id, *provisions}}, csl);
  return exit_done;
}

}  // namespace casus::tool
