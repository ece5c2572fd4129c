// The resolved corpus: states, places, questions, instruments and provisions with every name bound. Plain
// values; built by `resolve.h`, read by the engine and by whatever tells results.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/evidence.h"
#include "model/instrument.h"
#include "model/lexicon.h"
#include "model/scenario.h"
#include "model/world.h"

namespace casus::model {

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};
/// From a name to an index; looked up by `string_view` without a copy.
using NameTable = std::unordered_map<std::string, std::uint32_t, NameHash, std::equal_to<>>;

struct Model {
  std::vector<State> states;
  std::vector<Place> places;
  std::vector<Region> regions;
  std::vector<std::string> classes;
  std::vector<Concept> concepts;
  std::vector<Question> questions;
  std::vector<Reading> readings;
  std::vector<Definition> definitions;
  Lexicon lexicon;
  std::vector<Area> areas;
  std::vector<Condition> conditions;
  std::vector<Clause> clauses;
  std::vector<Provision> provisions;
  std::vector<Instrument> instruments;
  std::vector<Scenario> scenarios;
  std::vector<Source> sources;
  std::vector<Claim> claims;
  std::vector<Pledge> pledges;
  std::vector<std::string> words;

  NameTable state_codes;
  NameTable state_aliases;  ///< lower-case titles and aliases, blanks as `_`
  NameTable place_names;
  NameTable region_names;
  NameTable class_names;
  NameTable concept_names;
  NameTable question_names;
  NameTable reading_names;
  NameTable definition_names;
  NameTable instrument_names;  ///< names and `also`
  NameTable scenario_names;
  NameTable source_names;
  NameTable claim_names;
  NameTable pledge_names;
  NameTable word_names;

  const State& operator[](StateId id) const { return states[id.index()]; }
  const Place& operator[](PlaceId id) const { return places[id.index()]; }
  const Region& operator[](RegionId id) const { return regions[id.index()]; }
  const Concept& operator[](ConceptId id) const { return concepts[id.index()]; }
  const Question& operator[](QuestionId id) const { return questions[id.index()]; }
  const Reading& operator[](ReadingId id) const { return readings[id.index()]; }
  const Area& operator[](AreaId id) const { return areas[id.index()]; }
  const Condition& operator[](ConditionId id) const { return conditions[id.index()]; }
  const Clause& operator[](ClauseId id) const { return clauses[id.index()]; }
  const Provision& operator[](ProvisionId id) const { return provisions[id.index()]; }
  const Instrument& operator[](InstrumentId id) const { return instruments[id.index()]; }
  const std::string& word(WordId id) const { return words[id.index()]; }

  /// The home territory of a state.
  PlaceId home(StateId state) const { return PlaceId{state.value}; }
};

/// The states that bear `code` in `system` on `day` (any day, where none is given). More than one is an
/// ambiguity that the caller reports.
std::vector<StateId> find_by_code(const Model& model, CodeSystem system, std::string_view code,
                                  std::optional<Day> day);

/// The state of casus's own code, or none.
StateId find_state(const Model& model, std::string_view code);

}  // namespace casus::model
