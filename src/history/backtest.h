// Each conflict held against the pledges of the day: which of them it put to the test, which not, which it leaves open, and on what;
// and, apart from that, what each member did. The texts are read by the engine; what states did never enters it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/evaluate.h"
#include "history/conflicts.h"
#include "history/definition.h"
#include "history/pledge.h"
#include "history/units.h"

namespace casus::history {

/// Whether a pledge came to be due.
enum class Due : std::uint8_t { arises, open, does_not_arise };

/// What a member did in the conflict, seen from its partner.
enum class Conduct : std::uint8_t { joined, stayed_out, fought_against };

/// Who struck first between a member and its partner, where they fought each other.
enum class FirstBlow : std::uint8_t {
  none,           ///< they did not fight each other, or no data set says
  member,         ///< the member struck the partner
  partner,        ///< the partner struck the member
  partners_side,  ///< neither struck the other; somebody on the partner's side had struck the member
};

/// Whether a pledge that was due was kept; `not_tested` where it was not due.
enum class Verdict : std::uint8_t { kept, not_kept, not_tested };

std::string_view name(Due due);
std::string_view name(Conduct conduct);
std::string_view name(Verdict verdict);

/// One pledge of one member toward one partner that is in the conflict.
struct Case {
  std::uint32_t conflict = 0;  ///< index
  model::InstrumentId instrument;
  model::StateId member;
  model::StateId partner;
  Pledge pledge = Pledge::defense;
  Due due = Due::does_not_arise;
  std::int16_t attack =
      -1;                ///< the one that brought it about, the first of them; none where it does not arise
  std::uint32_t on = 0;  ///< open: the questions it hangs on, index into `open_on`
  Conduct conduct = Conduct::stayed_out;
  std::optional<Day> since;  ///< the day from which the member fought
  FirstBlow first_blow = FirstBlow::none;
  Verdict verdict = Verdict::not_tested;
};

struct Backtest {
  /// Lists of questions, each once; the first is empty. The event of one is the place of its attack in the conflict. Names are made
  /// when they are asked for: there are thousands.
  std::vector<std::vector<engine::Ask>> open_on = {{}};
  std::vector<Conflict> conflicts;  ///< those that the definition asks for
  std::vector<Case> cases;          ///< by conflict, instrument, member, partner, pledge
};

/// By name of the alliance the war in which it was made, as ATOP says.
using MadeInWar = std::map<std::string, int, std::less<>>;
MadeInWar made_in_war(std::span<const MemberPhase> rows);

/// What backtests ask of the alliances of a program, found once.
class Alliances {
 public:
  /// Those of the instruments whose names begin with `only`; the program must outlive it.
  Alliances(const engine::Program& program, MadeInWar made_in, std::string_view only = "atop_");

  const engine::Program& program() const { return *program_; }
  /// Pledges toward the state, by their first day.
  std::span<const DirectedPledge> toward(model::StateId partner) const;
  /// What the duty pledges; nothing where it is none of an alliance.
  PledgeBits kinds(const model::Duty& duty) const;
  /// The war in which it was made; 0 for none.
  int made_in(std::string_view alliance) const;

 private:
  const engine::Program* program_;
  MadeInWar made_in_;
  std::vector<DirectedPledge> pledges_;  ///< by partner and first day
  std::vector<std::uint32_t> begins_;    ///< by partner: where its pledges begin, and one more
  std::unordered_map<const model::Duty*, PledgeBits> kinds_;
};

/// Holds the conflicts against the pledges. A pledge is looked at where it stands on a day on which its partner is in the conflict.
Backtest backtest(const Alliances& alliances, std::vector<Conflict> conflicts, const Definition& definition);

/// The questions that an open case hangs on, by name, sorted; empty for another.
std::vector<std::string> questions_of(const engine::Program& program, const Backtest& backtest,
                                      const Case& one);

}  // namespace casus::history
