// `casus coverage`: how much the corpus holds, how far it has been checked, where it is thin.
#include "catalogue/coverage.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

json share_json(const catalogue::Share& s) {
  return {{"name", s.name},
          {"instruments", s.instruments},
          {"provisions", s.provisions},
          {"reviewed", s.reviewed},
          {"draft", s.draft},
          {"disputed", s.disputed}};
}

json shares_json(const std::vector<catalogue::Share>& list) {
  json out = json::array();
  for (const auto& share : list) out.push_back(share_json(share));
  return out;
}

std::string share_line(const catalogue::Share& s) {
  return fmt::format("  {:<18}{:>12}{:>12}{:>10}{:>8}{:>10}\n", s.name, s.instruments, s.provisions,
                     s.reviewed, s.draft, s.disputed);
}

}  // namespace

int coverage(const Options& options) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto& model = session->model();
  const auto c = catalogue::coverage(model, [&](model::InstrumentId id) { return path_of(*session, id); });
  if (options.format == Format::json) {
    json in_force = json::array();
    for (const auto& [year, count] : c.in_force) in_force.push_back({{"year", year}, {"instruments", count}});
    print(json{{"schema", "casus/coverage/1"},
               {"all", share_json(c.all)},
               {"confidence",
                {{"high", c.high}, {"medium", c.medium}, {"low", c.low}, {"none", c.no_confidence}}},
               {"duties", c.duties},
               {"states", c.states},
               {"states_with_a_role", c.with_role},
               {"places", c.places},
               {"questions", c.questions},
               {"readings", c.readings},
               {"folders", shares_json(c.folders)},
               {"regions", shares_json(c.regions)},
               {"decades", shares_json(c.decades)},
               {"in_force", in_force},
               {"thin", c.thin}}
              .dump(2) +
          "\n");
    return exit_done;
  }
  const std::string head = fmt::format("  {:<18}{:>12}{:>12}{:>10}{:>8}{:>10}\n", "", "instruments",
                                       "provisions", "reviewed", "draft", "disputed");
  std::string out = fmt::format(
      "{} instruments, {} provisions, {} duties\n"
      "{} reviewed, {} draft, {} disputed; confidence {} high, {} medium, {} low\n"
      "{} states, {} of them with a role in a text that is not universal; {} places, {} questions, {} "
      "readings\n\n",
      c.all.instruments, c.all.provisions, c.duties, c.all.reviewed, c.all.draft, c.all.disputed, c.high,
      c.medium, c.low, c.states, c.with_role, c.places, c.questions, c.readings);
  for (const auto& [title, shares] : {std::pair("Parts of the corpus", &c.folders),
                                      std::pair("Regions of those who hold a role", &c.regions),
                                      std::pair("Decades in which the texts were made", &c.decades)}) {
    out += fmt::format("{}\n{}", title, head);
    for (const auto& share : *shares) out += share_line(share);
    out += "\n";
  }
  out += "In force in the middle of the decade\n ";
  for (const auto& [year, count] : c.in_force) out += fmt::format(" {}: {}", year, count);
  out += "\n\nThin\n";
  for (const auto& line : c.thin) out += fmt::format("  {}\n", line);
  if (c.thin.empty()) out += "  nothing by this measure: ten instruments a continent, three a decade\n";
  print(out);
  return exit_done;
}

}  // namespace casus::tool
