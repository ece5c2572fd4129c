// Half-open byte ranges in a numbered source text. Lines and columns exist only where something is printed.
#pragma once

#include <cstdint>

#include "base/strong_id.h"

namespace casus {

using SourceId = Id<struct SourceTag>;

/// The bytes `[begin, end)` of source `source`.
struct Span {
  SourceId source;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace casus
