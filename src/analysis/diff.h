// The difference between two guarantees, measured by what each makes of the same situations: who is bound to do
// what for one state, under this arrangement and under that.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/situations.h"

namespace casus::analysis {

/// One arrangement: a compiled corpus and what is supposed of it. The scenario has no events.
struct Side {
  std::string label;
  const engine::Program* program = nullptr;
  Scenario base;
};

/// A situation that is put to both sides. What an arrangement does not ask about is left unsaid.
struct Posed {
  EventKind kind = EventKind::armed_attack;
  std::string attacker;  ///< code
  std::string place;     ///< name of a place; empty: at home
  std::optional<bool> unprovoked;
  std::optional<bool> requested;  ///< the state struck, or whoever may, has asked
  std::optional<bool> decided;    ///< those who may decide on it have decided so
  std::size_t weight = 0;         ///< by how much it goes beyond a plain armed attack
  friend bool operator==(const Posed&, const Posed&) = default;
};

/// What one state owes in a situation.
struct Owed {
  std::string debtor;      ///< code
  std::string instrument;  ///< name
  std::string provision;   ///< label
  std::string source;      ///< both in words
  Act act = Act::assist;
  Modality modality = Modality::must;
  Force force = Force::binding;  ///< of the text
  Discretion discretion = Discretion::none;
  std::optional<double> hours;  ///< by when, counted from the trigger or the request; 0 is at once
  bool open = false;            ///< hangs on a question that the situation does not answer
  std::vector<std::string> on;  ///< the names of those questions
  bool standing = false;        ///< owed at all times
  friend bool operator==(const Owed&, const Owed&) = default;
};

/// From left to right.
enum class Change : std::uint8_t {
  lost,  ///< something is owed on the left, nothing of the kind on the right
  gained,
  weaker,  ///< another act, a call instead of a duty
  stronger,
  less_certain,  ///< it hangs on a question
  more_certain,
  more_discretion,
  less_discretion,
  later,
  sooner,
};
std::string_view name(Change change);

struct Difference {
  Change change = Change::lost;
  std::vector<std::string> debtors;  ///< codes, sorted, over all situations
  std::set<Act> acts;                ///< what is lost or gained; empty for other changes
  std::size_t situations = 0;        ///< in how many it shows
  Posed smallest;
  std::vector<std::string> there;   ///< debtors of whom it shows in the smallest
  std::optional<Owed> left, right;  ///< of the first of them
};

/// What differs without any event: standing duties toward the state.
struct StandingDifference {
  Act act = Act::fund;
  std::vector<std::string> left, right;  ///< debtors
};

/// What is owed in some situation that was posed, for sure or on a question: names of instruments with acts.
using Arising = std::set<std::pair<std::string, Act>>;

/// True where a comparison looks at such acts: help, support, talk; no restraints.
bool is_compared(Act act);

struct Comparison {
  StateId beneficiary;            ///< in the left side's model
  std::vector<Posed> posed;       ///< every situation, smallest first
  std::optional<Posed> smallest;  ///< the smallest that tells the sides apart
  std::vector<Owed> left,
      right;  ///< what is owed in it under one side and not under the other, the strongest of each debtor
  std::vector<Difference> differences;  ///< by change
  std::vector<StandingDifference> standing;
  Arising left_arising, right_arising;
};

struct DiffOptions {
  std::vector<std::string>
      attackers;                 ///< codes; empty: one of each class of states that the sides tell apart
  std::vector<EventKind> kinds;  ///< empty: `posed_kinds()`
};

/// The kinds of event that are posed unless told otherwise, the plainest first.
std::vector<EventKind> posed_kinds();

/// Compares the sides for one state, named by its code, which both models know.
Comparison compare(const Side& left, const Side& right, const std::string& beneficiary, Day day,
                   const DiffOptions& options);

/// What one side asks in a situation, for the state struck: help, support, talk; permissions and restraints are left out.
std::vector<Owed> owed_under(const Side& side, const Posed& posed, const std::string& beneficiary, Day day);

/// The situation in words: `Russia attacks Ukraine; unprovoked; nobody has asked for help; nobody has decided`.
std::string words(const Side& side, const Posed& posed, const std::string& beneficiary, Day day);

/// The sentence of what one state owes in a situation, from the fixed lexicon; says what it hangs on.
std::string sentence(const Side& side, const Posed& posed, const std::string& beneficiary, Day day,
                     const Owed& owed);

}  // namespace casus::analysis
