// By what the things of a model are named within it; sets of regions and of kinds of event.
#pragma once

#include <cstdint>

#include "base/strong_id.h"
#include "model/vocabulary.h"

namespace casus::model {

using StateId = Id<struct StateTag>;
using PlaceId = Id<struct PlaceTag>;
using RegionId = Id<struct RegionTag>;
using ClassId = Id<struct ClassTag>;
using ConceptId = Id<struct ConceptTag>;
using QuestionId = Id<struct QuestionTag>;
using ReadingId = Id<struct ReadingTag>;
using InstrumentId = Id<struct InstrumentTag>;
using ProvisionId = Id<struct ProvisionTag>;
using ClauseId = Id<struct ClauseTag>;
using ConditionId = Id<struct ConditionTag>;
using AreaId = Id<struct AreaTag>;
using WordId = Id<struct WordTag>;  ///< an interned word: a tier, a character, a decision, a rule

/// One organ of one instrument.
struct OrganRef {
  InstrumentId instrument;
  std::uint16_t index = 0;
  explicit operator bool() const { return static_cast<bool>(instrument); }
  friend bool operator==(const OrganRef&, const OrganRef&) = default;
};

/// A set of regions; the model refuses a corpus with more than 64.
using RegionSet = std::uint64_t;
/// A set of kinds of event, as bits.
using KindSet = std::uint64_t;
constexpr KindSet bit(EventKind kind) { return KindSet{1} << static_cast<unsigned>(kind); }

}  // namespace casus::model
