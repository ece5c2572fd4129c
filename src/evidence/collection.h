// Who collected figures, what they record and what they leave out. Figures of two collections are never added.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "model/evidence.h"

namespace casus::evidence {

using namespace model;

/// A body of pledges that one hand put together. What it does not cover is not known, and never zero.
struct Collection {
  std::string origin;  ///< as `model::Pledge::origin` names it; empty: pledges entered one by one
  std::string title;
  std::string release;                  ///< which edition, as its makers call it; may be empty
  std::vector<Stage> covers;            ///< the stages that it records; empty: every stage
  std::optional<Day> from;              ///< the days that it covers; none: not told
  std::optional<Day> to;                ///< exclusive
  std::vector<std::string> recipients;  ///< codes of casus; empty: whoever it names
  std::string cite;
  std::string terms;
  std::string note;
  friend bool operator==(const Collection&, const Collection&) = default;

  /// Whether it records the stage at all.
  bool records(Stage stage) const {
    if (covers.empty()) return true;
    for (const auto one : covers)
      if (one == stage) return true;
    return false;
  }
};

}  // namespace casus::evidence
