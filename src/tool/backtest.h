// The commands that hold history against the texts.
#pragma once

#include <optional>
#include <string>

#include "tool/past.h"

namespace casus::tool {

/// The words of `casus backtest`.
struct BacktestWords {
  std::optional<int> war;
  std::optional<int> dispute;
  std::string svg;  ///< where the calendar of the one conflict goes
};

/// `casus backtest`: what came due in each war or dispute and what was done; of one, every pledge with its reason.
int backtest(const Options& options, const PastWords& words, const BacktestWords& of);

/// The words of `casus reliability`.
struct ReliabilityWords {
  bool definitions = false;  ///< list those that casus brings
  bool deterrence = false;
  std::string svg;        ///< shares by decade
  std::string table_svg;  ///< what was due against what was done
};

/// `casus reliability`: how often pledges that came due were kept, by a definition, with every case.
int reliability(const Options& options, const PastWords& words, const ReliabilityWords& of);

}  // namespace casus::tool
