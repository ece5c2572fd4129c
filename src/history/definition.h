// A definition of reliability: which conflicts count, when a pledge is put to the test, and what keeping it means. A file of its own,
// named after the paper it follows, so that a reader can change one rule and see what it does.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "history/atop.h"
#include "history/conflicts.h"

namespace casus::history {

/// What is counted once for each conflict: an alliance, or a member of one.
enum class CountedUnit : std::uint8_t { alliance, member };

/// When an alliance of several members is kept: by all who were put to the test, by most of them, or by any.
enum class Keeping : std::uint8_t { all, most, any };

/// What becomes of a pledge of which it is open whether it came to the test.
enum class OpenCases : std::uint8_t { left_out, arises, does_not_arise };

/// When a pledge not to attack is put to the test: where the two fight each other, or whenever the partner is in the conflict.
enum class NonAggression : std::uint8_t { fought, always };

/// A figure as it was published.
struct Published {
  std::string what;  ///< all, before_1945, since_1945, or a pledge
  int kept = 0;
  int of = 0;        ///< 0 where only the share was published
  double share = 0;  ///< from 0 to 1
};

struct Definition {
  std::string name;  ///< of the file
  std::string title;
  std::string source;
  std::vector<std::string> notes;

  ConflictKind conflicts = ConflictKind::war;
  int from = 1816;
  int to = 2100;  ///< the last year
  int least_hostility = 5;
  InitiatorRule initiators = InitiatorRule::dyads;
  bool originators_only = false;  ///< a pledge is tested only on account of those in it from the first day
  bool made_during = true;        ///< a pledge made while the fighting goes on is tested by it from that day
  bool clauses_read = true;       ///< false: every pledge counts as tested, whatever it hangs on
  std::array<bool, pledges.size()> tested = {true, true, true, true, false};
  bool attack_breaks = true;  ///< a member that strikes a partner breaks whatever it has pledged to it
  NonAggression non_aggression = NonAggression::fought;
  std::map<std::string, bool, std::less<>>
      answers;  ///< to questions, by the name without event, state and alliance
  CountedUnit unit = CountedUnit::alliance;
  Keeping keeping = Keeping::all;
  OpenCases open = OpenCases::left_out;
  std::optional<int> joins_within;  ///< days after the attack
  std::vector<Published> published;
};

/// Reads a definition. Keys that are not known, values of another kind and a year out of order are errors in the sink that name the
/// file and the key.
std::optional<Definition> read_definition(std::string_view name, const std::string& file,
                                          std::string_view text, diag::Sink& sink);

/// True where whoever is struck is taken to have asked for help: the answer to `request`.
bool victims_ask(const Definition& definition);

std::string_view name(CountedUnit unit);
std::string_view name(Keeping keeping);
std::string_view name(OpenCases open);

}  // namespace casus::history
