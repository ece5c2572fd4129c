// How each state stands in an answer: bound whatever is answered, in some readings, if questions are answered so, or called on only.
#pragma once

#include <string_view>
#include <vector>

#include "analysis/flip.h"

namespace casus::analysis {

/// From the firmest to none.
enum class HowBound : std::uint8_t {
  bound,          ///< by a text that binds, or is supposed to, whatever is answered to open questions
  some_readings,  ///< open, and some reading of the corpus answers so that it arises; others may not, or be unwritten
  open,  ///< hangs on answers by which no reading makes it arise, or on whether the text binds, which is disputed
  called_on,  ///< no duty: the text asks it of the state, or is political
  none
};
std::string_view name(HowBound how);

/// How firmly a duty of a text binds, by the text alone: `open` whether it arises hangs on a question.
HowBound how_bound(Modality modality, Force force, bool open);

/// One state, and of which duties that is true: indices into the answer's items, the first that stands so firmly.
struct StateBound {
  StateId state;
  HowBound to_assist = HowBound::none;
  HowBound to_anything =
      HowBound::none;           ///< to assist, consult, report or anything else that an event calls for
  std::size_t assist_item = 0;  ///< meaningless where `none`
  std::size_t any_item = 0;
};

/// The states that an event puts under any such duty, by code. Standing duties, permissions and breaches count for nothing.
std::vector<StateBound> how_bound(const Model& model, const engine::Result& result,
                                  const explain::Answer& answer, const Flip& flip);

}  // namespace casus::analysis
