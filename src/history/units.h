// The yearly units of the field, made of any corpus: who has pledged what toward whom, and who has pledged anything.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "history/pledges.h"
#include "model/model.h"

namespace casus::history {

/// Which days of a year decide whether a pledge counts for it.
enum class YearRule : std::uint8_t { any_day, first_of_january, all_year };

/// Which rows of a yearly unit are made.
struct Yearly {
  int first = 1816;
  int last = 2018;
  YearRule rule = YearRule::any_day;
  bool pledged_only = false;
};

/// What one state has pledged toward another in a year: one row for each two codes of the Correlates of War that some state bears in
/// the year, in both directions. A code is one member of the state system, whichever states of casus bear it one after the other.
struct DirectedDyadYear {
  int ccode1;
  int ccode2;
  int year;
  PledgeBits pledges;
  bool has(Pledge pledge) const { return (pledges & bit(pledge)) != 0; }
};

/// What either of two has pledged toward the other, by the same rule in each direction.
struct DyadYear {
  int ccode1;  ///< the lower
  int ccode2;
  int year;
  PledgeBits pledges;
  bool asymmetric;  ///< the two have not pledged the same
};

/// What a state has pledged toward at least one other.
struct StateYear {
  int ccode;
  int year;
  PledgeBits pledges;
  int partners;                              ///< toward how many it has pledged anything
  std::array<int, all_pledges> partners_by;  ///< by kind
  int bilateral;                             ///< alliances that it is a member of
  int multilateral;
};

/// The days on which a member of the state system is a member of an alliance: of an instrument that pledges something.
struct AllianceDays {
  int ccode;
  model::InstrumentId instrument;
  Day begin;
  Day end;  ///< exclusive
  bool bilateral;
};
std::vector<AllianceDays> alliance_days(const model::Model& model, std::string_view only = {});

/// Calls `take` for every directed dyad of every year, by year and codes; with `pledged_only` for those with a pledge.
void directed_dyad_years(const model::Model& model, const std::vector<DirectedPledge>& pledges,
                         const Yearly& asked, const std::function<void(const DirectedDyadYear&)>& take);

/// The same for every dyad once.
void dyad_years(const model::Model& model, const std::vector<DirectedPledge>& pledges, const Yearly& asked,
                const std::function<void(const DyadYear&)>& take);

/// The same for every state; its pledges are those of its directed dyads, its alliances are counted by the same rule. With
/// `pledged_only` those with a pledge or an alliance.
void state_years(const model::Model& model, const std::vector<DirectedPledge>& pledges,
                 const std::vector<AllianceDays>& alliances, const Yearly& asked,
                 const std::function<void(const StateYear&)>& take);

}  // namespace casus::history
