// Every attacker against every victim on a day, and the network of who stands for whom that follows from it.
#pragma once

#include <map>
#include <vector>

#include "analysis/cover.h"

namespace casus::analysis {

/// Who stands for each victim against each attacker. Cells with the same state on both sides are empty.
struct Atlas {
  Day day;
  std::vector<StateId> attackers;  ///< by code
  std::vector<StateId> victims;    ///< by code
  std::vector<Covered> cells;      ///< by attacker, then victim

  const Covered& at(std::size_t attacker, std::size_t victim) const {
    return cells[attacker * victims.size() + victim];
  }
};

/// The attackers and victims are those of the lists that exist on the day; an empty list means every state.
Atlas make_atlas(Coverer& coverer, const Model& model, EventKind kind, const std::vector<StateId>& attackers,
                 const std::vector<StateId>& victims, Day day);

/// How much of an atlas is covered. A pair counts once, under the firmest that holds for it.
struct Totals {
  std::size_t pairs = 0;
  std::size_t bound = 0;  ///< pairs in which somebody is bound
  std::size_t open = 0;
  std::size_t political = 0;
  std::size_t none = 0;     ///< nobody, or only to consult
  std::size_t debtors = 0;  ///< over all pairs, states that are bound
};
Totals totals_of(const Atlas& atlas);

/// How one victim is covered, over all its attackers.
struct VictimCover {
  StateId victim;
  std::size_t attackers = 0;
  std::size_t attackers_bound = 0;  ///< against how many somebody is bound
  std::size_t least = 0;            ///< fewest states bound against any of them
  std::size_t most = 0;
  std::size_t sum = 0;  ///< states bound, over all attackers
};
/// The most covered first: by the sum, then by code.
std::vector<VictimCover> by_victim(const Atlas& atlas, const Model& model);

/// What one state owes another: against how many attackers.
struct Edge {
  StateId debtor;
  StateId beneficiary;
  std::uint32_t bound = 0;
  std::uint32_t open = 0;
  std::uint32_t political = 0;
};
/// Every pair of states in which one is bound, or on a question or politically, to help the other against some attacker,
/// by the codes of both.
std::vector<Edge> network_of(const Atlas& atlas, const Model& model);

/// An edge over years: `[from, to)` for each unbroken run of years in which its debtor is bound against some attacker.
struct DatedEdge {
  StateId debtor;
  StateId beneficiary;
  std::vector<std::pair<int, int>> spells;
};

/// Gathers the edges of one year after the other.
class NetworkOverTime {
 public:
  /// Years are added in ascending order.
  void add(int year, const std::vector<Edge>& edges);
  /// By the codes of both.
  std::vector<DatedEdge> edges(const Model& model) const;

 private:
  std::map<std::pair<StateId, StateId>, std::vector<std::pair<int, int>>> spells_;
};

}  // namespace casus::analysis
