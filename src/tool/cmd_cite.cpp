// `casus cite`: citations of exactly what an answer used, or of an instrument by name.
#include "catalogue/cite.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "history/cite.h"
#include "history/rights.h"
#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/history.h"
#include "tool/history_files.h"
#include "tool/question.h"

namespace casus::tool {

namespace {

/// The sources, and the data sets that any of them was made of.
void print_cited(const model::Model& model, const std::vector<catalogue::Cited>& sources, bool csl) {
  std::vector<const history::DataSet*> sets;
  for (const auto& source : sources) {
    const auto* set = history::source_of(model[source.instrument].name);
    if (set != nullptr && std::ranges::find(sets, set) == sets.end()) sets.push_back(set);
  }
  if (!csl) return print(catalogue::bibtex(model, sources) + history::cited_bibtex(sets));
  auto items = catalogue::csl_json(model, sources);
  for (auto& item : history::cited_csl(sets)) items.push_back(std::move(item));
  print(items.dump(2) + "\n");
}

/// Whether a style is one; csl-json where it is.
std::optional<bool> is_csl(const Options& options, const std::string& style) {
  if (style.empty() || style == "csl-json" || style == "bibtex")
    return style == "csl-json" || (style.empty() && options.format == Format::json);
  complain("casus: there is no style `{}`; known: bibtex, csl-json\n", style);
  return std::nullopt;
}

}  // namespace

int cite_store(const Options& options, const std::string& path, const std::string& style) {
  const auto csl = is_csl(options, style);
  if (!csl) return exit_usage;
  Session session(options);
  const auto store = read_store(path, session.sink());
  if (session.report()) return exit_input;
  std::vector<const history::DataSet*> sets;
  for (const auto& stored : store->sets()) sets.push_back(stored.set);
  print(*csl            ? history::cited_csl(sets).dump(2) + "\n"
        : style.empty() ? history::cited_text(sets)
                        : history::cited_bibtex(sets));
  return exit_done;
}

int cite(const Options& options, const std::vector<std::string>& words, const std::string& style) {
  const auto csl = is_csl(options, style);
  if (!csl) return exit_usage;
  int exit = exit_done;
  // An event has a blank in it; an instrument's name has none.
  if (words[0].find(' ') != std::string::npos) {
    auto asked = ask_question(options, words, exit);
    if (!asked) return exit;
    const auto answer = evaluate(*asked);
    std::vector<model::ProvisionId> used;
    for (const auto& item : answer.items) used.push_back(asked->result.rows[item.row].provision);
    print_cited(asked->session->model(), catalogue::cited(asked->session->model(), std::move(used)), *csl);
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
  print_cited(session->model(), {{id, *provisions}}, *csl);
  return exit_done;
}

}  // namespace casus::tool
