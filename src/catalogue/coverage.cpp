#include "catalogue/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace casus::catalogue {
namespace {

constexpr std::size_t universal = 100;
constexpr std::size_t thin_region = 10;  ///< instruments
constexpr std::size_t thin_decade = 3;

void add(const Model& model, InstrumentId id, Share& share) {
  ++share.instruments;
  for (auto provision : model[id].provisions) {
    ++share.provisions;
    switch (status_of(model, provision)) {
      case CodingStatus::reviewed: ++share.reviewed; break;
      case CodingStatus::disputed: ++share.disputed; break;
      default: ++share.draft; break;
    }
  }
}

int year_of(Day day) { return std::stoi(to_iso(day).substr(0, 4)); }

/// The year in which a text was made, for the decade that it belongs to.
std::optional<int> year_made(const Instrument& instrument) {
  for (const auto& day : {instrument.signed_on, instrument.published_on})
    if (day && day->earliest != Day::min()) return year_of(day->earliest);
  for (const auto& spell : instrument.in_force)
    if (spell.from.earliest != Day::min()) return year_of(spell.from.earliest);
  return std::nullopt;
}

constexpr std::string_view continents[] = {"Africa",        "Asia",    "Europe",
                                           "North_America", "Oceania", "South_America"};

}  // namespace

Coverage count_coverage(const Model& model, const std::vector<std::string>& folder_of_instrument) {
  Coverage result;
  result.all.name = "all";
  result.states = model.states.size();
  result.places = model.places.size() - model.states.size();
  result.questions = model.questions.size();
  result.readings = model.readings.size();
  std::map<std::string, Share> folders, regions;
  std::map<int, Share> decades;
  for (auto name : continents)
    if (model.region_names.contains(name)) regions[std::string(name)];
  StateSet with_role;
  for (std::size_t i = 0; i < model.instruments.size(); ++i) {
    const auto id = make_id<InstrumentId>(i);
    const Instrument& instrument = model[id];
    add(model, id, result.all);
    add(model, id, folders[folder_of_instrument[i].empty() ? "(other)" : folder_of_instrument[i]]);
    const StateSet who = holders(model, instrument, std::nullopt);
    if (who.size() <= universal) {
      with_role |= who;
      RegionSet where = 0;
      who.for_each([&](std::size_t s) { where |= model.states[s].regions; });
      for (auto& [name, share] : regions)
        if ((where >> model.region_names.find(name)->second & 1) != 0) add(model, id, share);
    }
    if (const auto made = year_made(instrument)) add(model, id, decades[*made / 10 * 10]);
  }
  result.with_role = with_role.size();
  for (std::size_t i = 0; i < model.provisions.size(); ++i) {
    const auto id = make_id<ProvisionId>(i);
    switch (confidence_of(model, id)) {
      case Confidence::high: ++result.high; break;
      case Confidence::medium: ++result.medium; break;
      case Confidence::low: ++result.low; break;
      case Confidence::none: ++result.no_confidence; break;
    }
    for (auto clause : model[id].clauses) result.duties += model[clause].duties.size();
  }
  const auto take = [](auto& from, std::vector<Share>& into, auto&& name_of) {
    for (auto& [key, share] : from) {
      share.name = name_of(key);
      into.push_back(share);
    }
  };
  take(folders, result.folders, [](const std::string& key) { return key; });
  take(regions, result.regions, [](const std::string& key) { return key; });
  if (!decades.empty())  // decades without a text are what is to be seen
    for (int decade = std::max(1810, decades.begin()->first); decade <= decades.rbegin()->first; decade += 10)
      decades[decade];
  take(decades, result.decades, [](int key) { return fmt::format("{}s", key); });
  for (const auto& [decade, share] : decades) {
    if (decade < 1810) continue;
    const Day middle = day_of(decade + 5, 1, 1).value_or(Day::max());
    result.in_force.emplace_back(decade + 5,
                                 std::ranges::count_if(model.instruments, [&](const Instrument& instrument) {
                                   return in_force_on(instrument, middle);
                                 }));
    if (share.instruments < thin_decade)
      result.thin.push_back(fmt::format("the {}s: {} {}", decade, share.instruments,
                                        share.instruments == 1 ? "instrument" : "instruments"));
  }
  for (const auto& share : result.regions)
    if (share.instruments < thin_region)
      result.thin.push_back(fmt::format("{}: {} {}", share.name, share.instruments,
                                        share.instruments == 1 ? "instrument" : "instruments"));
  return result;
}

}  // namespace casus::catalogue
