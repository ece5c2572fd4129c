// `casus search`: clauses by their words.
#include "catalogue/search.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "explain/read.h"
#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

int search(const Options& options, const std::vector<std::string>& words, std::size_t limit) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto& model = session->model();
  std::string query;
  for (const auto& word : words) query += (query.empty() ? "" : " ") + word;
  const auto found = catalogue::search(model, query, limit);
  if (!found.fault.empty()) {
    complain("casus: {}\n", found.fault);
    return exit_usage;
  }
  if (options.format == Format::json) {
    json hits = json::array();
    for (const auto& hit : found.hits)
      hits.push_back({{"instrument", model[model[hit.provision].instrument].name},
                      {"title", model[model[hit.provision].instrument].title},
                      {"provision", model[hit.provision].label},
                      {"excerpt", hit.excerpt}});
    print(json{{"schema", "casus/search/1"}, {"words", query}, {"hits", std::move(hits)}}.dump(2) + "\n");
    return exit_done;
  }
  for (const auto& hit : found.hits)
    print(fmt::format("{}, {}  ({})\n    {}\n", model[model[hit.provision].instrument].title,
                      explain::heading(model, hit.provision), model[model[hit.provision].instrument].name,
                      hit.excerpt));
  if (found.hits.empty()) complain("nothing in the corpus has these words: {}\n", query);
  return exit_done;
}

}  // namespace casus::tool
