// How far two codings of the same instruments agree, field by field.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/select.h"

namespace casus::catalogue {

/// Krippendorff's alpha for nominal values and two coders, each unit coded by both: 1 − observed over expected
/// disagreement (Krippendorff, Content Analysis, 4th edition 2019, chapter 12). 1 is full agreement, 0 what chance gives;
/// nothing where all values are one, so that nothing could have been confused.
std::optional<double> krippendorff_alpha(std::span<const std::pair<std::string, std::string>> units);

/// One field of the coding over all units that both codings have.
struct FieldAgreement {
  std::string field;  ///< `act`, `deadline`
  std::size_t units = 0;
  std::size_t agreed = 0;
  std::optional<double> alpha;
};
/// One value that the codings give differently.
struct Dispute {
  std::string instrument;
  std::string provision;  ///< empty: of the instrument itself
  std::string field;
  std::string first, second;  ///< of values that are lists, only what the other coding lacks
};
struct Agreement {
  std::vector<FieldAgreement> fields;  ///< in the order in which a coder decides them
  std::vector<Dispute> disputes;
  std::vector<std::string> only_first, only_second;  ///< instruments and provisions that one coding alone has
  std::size_t units = 0, agreed = 0;
  std::optional<double> alpha;  ///< mean over the fields that have one, weighted by units
};

/// Compares the instruments of two models that bear the same name, provision by provision of the same label.
Agreement agree(const Model& first, std::span<const InstrumentId> of_first, const Model& second,
                std::span<const InstrumentId> of_second);

}  // namespace casus::catalogue
