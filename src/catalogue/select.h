// Which instruments and provisions of the corpus a user means: by state, day, kind, force, act, status and folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"

namespace casus::catalogue {

using namespace casus::model;

/// What is looked for; what is not set matches everything.
struct Filter {
  StateId state;          ///< it holds a role, on `on` where that is set
  std::optional<Day> on;  ///< in force on that day, vague ends counted in its favour
  std::optional<InstrumentKind> kind;
  std::optional<Force> force;
  std::optional<Act> act;  ///< some duty asks for it, whatever the modality
  std::optional<CodingStatus> status;
  std::string folder;  ///< the part of the corpus: `europe`, `history`
};

/// How far the coding of a provision has been checked: its own status, else that of its instrument.
CodingStatus status_of(const Model& model, ProvisionId provision);
Confidence confidence_of(const Model& model, ProvisionId provision);
/// Where the provision can be read: its own source, else that of its instrument.
const std::string& cite_of(const Model& model, ProvisionId provision);

/// `europe` of `corpus/instruments/europe/north_atlantic_treaty.casus`; empty for a file outside such a folder.
std::string_view folder_of(std::string_view path);

/// True where the instrument is in force on the day, vague ends counted in its favour.
bool in_force_on(const Instrument& instrument, Day day);

/// The states that hold a role in the instrument on the day (any day, where none is given).
StateSet holders(const Model& model, const Instrument& instrument, std::optional<Day> day);

/// True where a duty of the provision asks for the act.
bool asks_for(const Model& model, ProvisionId provision, Act act);

/// The provisions that match, in the order of the corpus. `path` gives the file of an instrument.
template <class PathOf>
std::vector<ProvisionId> select_provisions(const Model& model, const Filter& filter, PathOf path);
/// The instruments that match; those of which a provision matches, where the filter speaks of provisions.
template <class PathOf>
std::vector<InstrumentId> select_instruments(const Model& model, const Filter& filter, PathOf path);

// ── details

/// What the filter says of instruments alone.
bool matches(const Model& model, InstrumentId id, const Filter& filter, std::string_view path);
/// What it says of provisions alone.
bool matches(const Model& model, ProvisionId id, const Filter& filter);

template <class PathOf>
std::vector<ProvisionId> select_provisions(const Model& model, const Filter& filter, PathOf path) {
  std::vector<ProvisionId> found;
  for (std::size_t i = 0; i < model.instruments.size(); ++i) {
    const auto id = make_id<InstrumentId>(i);
    if (!matches(model, id, filter, path(id))) continue;
    for (auto provision : model[id].provisions)
      if (matches(model, provision, filter)) found.push_back(provision);
  }
  return found;
}

template <class PathOf>
std::vector<InstrumentId> select_instruments(const Model& model, const Filter& filter, PathOf path) {
  std::vector<InstrumentId> found;
  for (auto provision : select_provisions(model, filter, path))
    if (found.empty() || found.back() != model[provision].instrument)
      found.push_back(model[provision].instrument);
  return found;
}

}  // namespace casus::catalogue
