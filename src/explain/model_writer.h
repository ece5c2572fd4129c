// The parts of the writer of `model_json`, shared by its files. Internal to src/explain.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "model/model.h"

namespace casus::explain::model_document {

using namespace casus::model;
using Json = nlohmann::ordered_json;

/// An ISO date; null where the end is open.
Json json(Day day);
Json json(const VagueDay& day);
Json json(const Spell& spell);
template <class Value>
Json json(const std::optional<Value>& value) {
  return value ? json(*value) : Json(nullptr);
}

template <class Values, class Write>
Json list(const Values& values, Write write) {
  Json array = Json::array();
  for (const auto& value : values) array.push_back(write(value));
  return array;
}

/// Writes one model; keeps it at hand to put names in place of ids.
class Writer {
 public:
  explicit Writer(const Model& model) : model_(model) {}

  Json whole() const;

 private:
  // ── names in place of ids
  Json id(StateId s) const { return s ? Json(model_[s].code) : Json(nullptr); }
  Json id(PlaceId p) const { return p ? Json(model_[p].name) : Json(nullptr); }
  Json id(QuestionId q) const { return q ? Json(model_[q].name) : Json(nullptr); }
  Json id(ConceptId c) const { return c ? Json(model_[c].name) : Json(nullptr); }
  Json id(InstrumentId i) const { return i ? Json(model_[i].name) : Json(nullptr); }
  Json id(WordId w) const { return w ? Json(model_.word(w)) : Json(nullptr); }
  Json id(ReadingId r) const { return r ? Json(model_[r].name) : Json(nullptr); }
  Json id(ClassId c) const { return c ? Json(model_.classes[c.index()]) : Json(nullptr); }
  Json id(ProvisionId p) const {
    if (!p) return nullptr;
    return {{"instrument", id(model_[p].instrument)}, {"provision", model_[p].label}};
  }
  Json codes(const StateSet& set) const {
    Json array = Json::array();
    set.for_each([&](std::size_t s) { array.push_back(model_.states[s].code); });
    return array;
  }
  Json regions(RegionSet set) const {
    Json array = Json::array();
    for (std::size_t i = 0; i < model_.regions.size() && i < 64; ++i)
      if (set >> i & 1) array.push_back(model_.regions[i].name);
    return array;
  }
  template <class Values>
  static Json names(const Values& values) {
    return list(values, [](auto value) { return Json(name(value)); });
  }

  // model_json_world.cpp
  Json state(const State& s) const;
  Json place(const Place& p) const;
  Json published(const std::optional<PublishedCount>& p) const;
  Json definition(const Definition& d) const;
  Json lexicon() const;

  // model_json_instruments.cpp
  Json element(const Element& e) const;
  Json pattern(const Pattern& p) const;
  Json area(const Area& a) const;
  /// The kinds of event in a set; empty means all.
  static Json kinds(KindSet set);
  Json condition(ConditionId which) const;
  Json duty(const Duty& d) const;
  Json clause(const Clause& c) const;
  Json provision(const Provision& p) const;
  Json instrument(InstrumentId which) const;

  // model_json_scenarios.cpp
  Json event(const Event& e) const;
  Json supposition(const Supposition& s) const;
  Json expectation(const Expectation& x) const;
  Json policy(const Policy& p) const;
  Json scenario(const Scenario& s) const;
  Json scenario_told(const Scenario& s) const;

  const Model& model_;
};

}  // namespace casus::explain::model_document
