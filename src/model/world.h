// States, places and regions.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "model/ids.h"

namespace casus::model {

struct DatedTitle {
  std::string title;
  Spell spell;
};
struct DatedCode {
  CodeSystem system;
  std::string code;
  Spell spell;
};
struct Succession {
  StateId from;
  bool continues;  ///< the same legal person goes on; otherwise a successor
  Spell spell;
};
struct DatedClass {
  ClassId class_of;
  Spell spell;
};

struct State {
  std::string code;    ///< casus's own code: ISO 3166-1 alpha-3 for living states
  std::string title;   ///< "United States"
  std::string spoken;  ///< "the United States"
  std::vector<DatedTitle> named;
  std::vector<std::string> aliases;
  std::vector<Spell> exists;
  std::vector<DatedCode> codes;
  std::vector<DatedClass> classes;
  std::vector<Succession> succession;
  RegionSet regions = 0;
  bool organisation = false;  ///< no state, but it can hold a role: the European Union
  std::string recognition;    ///< not empty where recognition is disputed
  std::string note;
  Span span;
};

/// The title that the state bore on that day.
const std::string& title_on(const State& state, Day day);
/// The same as it stands inside a sentence: "the United States".
std::string spoken_on(const State& state, Day day);

/// True where the state exists on that day, vague ends counted in its favour.
bool exists_on(const State& state, Day day);

/// A state that stands in some relation to a place over a spell.
struct DatedState {
  StateId state;
  Spell spell;
};

/// A point or territory. The first `states.size()` places are the home territories of the states, in their
/// order.
struct Place {
  std::string name;
  std::string title;
  std::vector<std::string> aliases;
  RegionSet regions = 0;  ///< with all regions that contain them
  std::vector<DatedState> sovereigns;
  std::vector<DatedState> administrators;
  std::vector<DatedState> claimants;
  std::vector<Spell> disputed;
  bool island = false;
  bool sea = false;
  double latitude = 0;
  double longitude = 0;
  bool located = false;
  std::string note;
  std::string cite;
  Span span;

  bool is_disputed(Day day) const {
    return std::ranges::any_of(disputed, [&](const Spell& spell) { return spell.may_contain(day); });
  }
};

struct Region {
  std::string name;
  std::string title;
  RegionSet within = 0;  ///< itself and every region that wholly contains it
  Span span;
};

}  // namespace casus::model
