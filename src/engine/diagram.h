// Truth over open questions: a reduced ordered binary decision diagram (Bryant 1986). Two formulas are equal
// exactly where their nodes are, so "arises" is the node `yes`, "does not arise" the node `no`, and
// everything else is open.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace casus::engine {

/// A formula: a node of the diagram that made it.
struct Truth {
  std::uint32_t node = 0;
  friend constexpr bool operator==(Truth, Truth) = default;
  constexpr bool is_no() const { return node == 0; }
  constexpr bool is_yes() const { return node == 1; }
  constexpr bool is_open() const { return node > 1; }
};
inline constexpr Truth no{0};
inline constexpr Truth yes{1};

/// One answer: question number and yes or no.
using Answer = std::pair<std::uint32_t, bool>;
/// A minimal set of answers that settles a formula to yes, ascending by question.
using Term = std::vector<Answer>;

class Diagram {
 public:
  Diagram() { clear(); }

  /// Forgets all formulas and keeps the memory.
  void clear();

  Truth variable(std::uint32_t question);
  // Most formulas are constants: those never leave the caller.
  Truth both(Truth a, Truth b) {
    if (a.is_no() || b.is_yes()) return a;
    if (b.is_no() || a.is_yes() || a == b) return b;
    return {both(a.node, b.node)};
  }
  Truth either(Truth a, Truth b) {
    if (a.is_yes() || b.is_no()) return a;
    if (b.is_yes() || a.is_no() || a == b) return b;
    return {negate(both(negate(a.node), negate(b.node)))};
  }
  Truth negate(Truth a) { return a.is_open() ? Truth{negate(a.node)} : Truth{1 - a.node}; }
  /// `a` with the question answered.
  Truth given(Truth a, std::uint32_t question, bool answer);

  /// All minimal sets of answers that make `a` true (its prime implicants, by Coudert and Madre 1992), the
  /// smallest first, then by question. At most `limit`; `complete` says whether that was enough.
  struct Terms {
    std::vector<Term> terms;
    bool complete = true;
  };
  Terms minimal_terms(Truth a, std::size_t limit = 256);

  /// How many answers the smallest of them has: 0 for what is true. `limit` where it is as many or more, or false.
  std::uint32_t fewest_answers(Truth a, std::uint32_t limit) { return fewest(a.node, limit); }

  /// The questions that `a` depends on, ascending.
  std::vector<std::uint32_t> support(Truth a) const;

  std::size_t size() const { return nodes_.size(); }

 private:
  struct Node {
    std::uint32_t question;
    std::uint32_t low;   // where the answer is no
    std::uint32_t high;  // where it is yes
  };
  std::uint32_t make(std::uint32_t question, std::uint32_t low, std::uint32_t high);
  std::uint32_t both(std::uint32_t a, std::uint32_t b);
  std::uint32_t negate(std::uint32_t a);
  std::uint32_t given(std::uint32_t a, std::uint32_t question, bool answer);
  bool implies(const Term& term, std::uint32_t a);
  void primes(std::uint32_t a, std::size_t limit, Terms& out);
  std::uint32_t fewest(std::uint32_t a, std::uint32_t limit);

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> unique_;  // open addressing, 0 is free
  struct Cached {
    std::uint32_t a = 0, b = 0, result = 0;
  };
  std::vector<Cached> cache_;
  std::vector<std::uint16_t> used_;  ///< slots of the cache that are filled
};

}  // namespace casus::engine
