// From the words of the command line to a sweep over states: what `gaps`, `atlas` and `timeline` share.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "analysis/cover.h"
#include "tool/catalogue.h"
#include "tool/question.h"

namespace casus::tool {

/// What a sweep is told.
struct SweepWords {
  std::string kind = "armed_attack";
  std::string act = "assist";
  std::string by;     ///< attackers: codes or names with commas; empty or `anyone`: every state
  std::string of;     ///< states attacked, likewise
  std::string years;  ///< `1816-2025`
};

/// A corpus and what holds in every incident of the sweep.
struct Sweep {
  std::unique_ptr<Session> session;
  std::unique_ptr<engine::Program> program;
  model::Scenario terms;  ///< suppositions and readings
  Day day;
  model::EventKind kind = model::EventKind::armed_attack;
  model::Act act = model::Act::assist;
  engine::ActSet acts;
  std::vector<model::StateId> by;  ///< empty: every state
  std::vector<model::StateId> of;
  std::optional<std::pair<int, int>> years;

  const model::Model& model() const { return session->model(); }
};

/// Loads the corpus and reads the words. On a fault prints diagnostics, sets `exit` and returns nothing.
std::optional<Sweep> load_sweep(const Options& options, const SweepWords& words, int& exit);

/// Asks of the sweep's day, terms and acts who stands for whom.
analysis::Coverer coverer_of(const Sweep& sweep);

/// `schema`, `engine`, `corpus` and what the sweep was told: the head of every document.
nlohmann::ordered_json document_head(Sweep& sweep, std::string_view schema);

/// `2023-02-21 · corpus sha256:0123456789ab, 213 instruments`: the caption of a picture.
std::string caption(Sweep& sweep, std::string_view when);

/// The codes of the states, as they stand in the list.
std::vector<std::string> codes_of(const model::Model& model, const std::vector<model::StateId>& states);

/// At most `limit` codes, then how many more: `AUT BEL BGR and 12 more`.
std::string some_of(const std::vector<std::string>& codes, std::size_t limit);

/// The text behind its head, broken at blanks to the width of the terminal, further lines below the text.
std::string hanging(const std::string& head, const std::string& text);

}  // namespace casus::tool
