// `casus world`: the states of a day and the places that are in dispute on it, for whoever draws a map.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tool/catalogue.h"
#include "tool/commands.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;

namespace {

/// The codes of those who stand in the relation on the day, each once, in order.
std::vector<std::string> codes_on(const Model& model, const std::vector<DatedState>& relation, Day day) {
  std::vector<std::string> codes;
  for (const auto& dated : relation)
    if (dated.spell.may_contain(day)) codes.push_back(model[dated.state].code);
  std::ranges::sort(codes);
  const auto [first, last] = std::ranges::unique(codes);
  codes.erase(first, last);
  return codes;
}

json point_json(const Place& place) {
  return place.located ? json{place.latitude, place.longitude} : json(nullptr);
}

}  // namespace

int world(const Options& options) {
  int exit = exit_done;
  const auto session = load_checked(options, exit);
  if (!session) return exit;
  const auto day = asked_day(*session, options);
  if (!day) {
    session->report();
    return exit_input;
  }
  const auto& model = session->model();
  json states = json::array(), places = json::array();
  std::string out = fmt::format("\n  {}\n\n  STATES\n", to_words(*day));
  for (const auto& state : model.states) {
    if (state.organisation || !exists_on(state, *day)) continue;
    json from = json::array();
    for (const auto& succession : state.succession)
      from.push_back({{"state", model[succession.from].code}, {"continues", succession.continues}});
    states.push_back({{"code", state.code},
                      {"name", title_on(state, *day)},
                      {"recognition", state.recognition.empty() ? json(nullptr) : json(state.recognition)},
                      {"succeeds", from}});
    out += fmt::format("  {}  {}\n", state.code, title_on(state, *day));
  }
  out += "\n  PLACES IN DISPUTE\n";
  for (const auto& place : model.places) {
    if (!place.is_disputed(*day)) continue;
    const auto sovereigns = codes_on(model, place.sovereigns, *day);
    const auto administrators = codes_on(model, place.administrators, *day);
    const auto claimants = codes_on(model, place.claimants, *day);
    places.push_back({{"name", place.name},
                      {"title", place.title},
                      {"at", point_json(place)},
                      {"sovereign", sovereigns},
                      {"administered_by", administrators},
                      {"claimed_by", claimants},
                      {"note", place.note},
                      {"cite", place.cite}});
    const auto listed = [](std::string_view what, const std::vector<std::string>& codes) {
      return codes.empty() ? std::string() : fmt::format("  {} {}", what, fmt::join(codes, ", "));
    };
    out += fmt::format("  {}{}{}{}\n", place.title.empty() ? place.name : place.title,
                       listed("sovereign", sovereigns), listed("administered by", administrators),
                       listed("claimed by", claimants));
  }
  if (options.format == Format::json)
    out =
        json{{"schema", "casus/world/1"}, {"on", to_iso(*day)}, {"states", states}, {"places", places}}.dump(
            2) +
        "\n";
  print(out);
  return exit_done;
}

}  // namespace casus::tool
