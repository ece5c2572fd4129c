// Who is to help whom, counted: what headlines say before the duties are told one by one.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "explain/words.h"

namespace casus::explain {

/// Whom the duty of the row helps: its object, else whoever is struck. Empty where nobody is named.
StateSet helped_by(const Row& row);

/// True where the row binds its debtors to help, if its text binds them at all: assist, use force.
bool binds_to_help(const Row& row);

/// What stands behind a duty to help, the firmest first. `supposed`: a draft, a proposal or a lapsed text, which counts because the
/// scenario supposes so.
enum class Footing : std::uint8_t { binding, disputed, supposed, political };
Footing footing_of(Force force);

/// States that are bound to help, counted apart for each state helped and for what stands behind it. A state is counted once for
/// each state that it helps, on its firmest footing.
class HelpCount {
 public:
  HelpCount(const Model& model, Day day) : model_(model), day_(day) {}

  /// Counts the debtors of a row for which `binds_to_help` holds.
  void add(const Row& row, const StateSet& debtors);
  /// Without those that `other` counts on as firm a footing.
  HelpCount beyond(const HelpCount& other) const;
  bool empty() const;

  /// `30 states are bound to assist Poland, one to assist Germany. If texts whose force is disputed bind, 2 are.`
  std::string told() const;
  /// `25 more would be bound to assist Estonia`, a single state by its name: one clause, for a condition that follows.
  std::string would_be(bool more) const;
  /// `25 states`; with `more`, `one more toward Egypt and 3 more toward Israel`.
  std::string each(bool more) const;

  friend bool operator==(const HelpCount& a, const HelpCount& b) { return a.lists_ == b.lists_; }

 private:
  struct Helped {
    std::string who;  ///< as a sentence calls it; empty where nobody is named
    StateSet by;
    friend bool operator==(const Helped&, const Helped&) = default;
  };
  using List = std::vector<Helped>;
  /// The list of a footing without those who stand on a firmer one, the most helped first.
  List counted(Footing footing) const;

  const Model& model_;
  Day day_;
  std::array<List, 4> lists_;
};

}  // namespace casus::explain
