// What sources record of persons, events and names, and how a claim stands to it. Only for claims.cpp.
#pragma once

#include <vector>

#include "evidence/claims.h"

namespace casus::evidence {

/// One thing that a source records.
struct Record {
  const Hold* hold = nullptr;
  const Claim* claim = nullptr;
  const Source* source = nullptr;
};

/// Every record of every source.
std::vector<Record> records_of(const Model& model);

/// What other sources say of it.
std::vector<Ground> grounds_of_record(const Model& model, const Record& claimed,
                                      std::span<const Record> records);

/// Why two records cannot both hold; empty where they can. A sentence.
std::string contradiction(const Model& model, const Record& a, const Record& b);

/// The day a claim speaks of where a line names none: that of its situation, else the last on which its source can have been made.
std::optional<Day> day_of(const Model& model, const Claim& claim, const Hold& hold);

/// The source of a claim; null where it names one that is not there.
const Source* source_of(const Model& model, const Claim& claim);

}  // namespace casus::evidence
