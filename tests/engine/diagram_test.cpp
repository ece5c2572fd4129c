// The decision diagram against truth tables: every formula over four questions is compared with its 16 rows,
// and its minimal terms with a search through all terms.
#include "engine/diagram.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace casus::engine {
namespace {

constexpr unsigned questions = 4;
using Table = std::uint16_t;  // bit r: the value where question q is answered (r >> q) & 1

Table column(unsigned q) {
  Table table = 0;
  for (unsigned row = 0; row < 16; ++row)
    if ((row >> q & 1) != 0) table = static_cast<Table>(table | 1u << row);
  return table;
}

struct Formula {
  Truth truth;
  Table table;
};

Formula random_formula(Diagram& diagram, std::mt19937& random, int depth) {
  if (depth == 0 || random() % 4 == 0) {
    const unsigned q = random() % questions;
    return {diagram.variable(q), column(q)};
  }
  const Formula a = random_formula(diagram, random, depth - 1);
  if (random() % 3 == 0) return {diagram.negate(a.truth), static_cast<Table>(~a.table)};
  const Formula b = random_formula(diagram, random, depth - 1);
  if (random() % 2 == 0) return {diagram.both(a.truth, b.truth), static_cast<Table>(a.table & b.table)};
  return {diagram.either(a.truth, b.truth), static_cast<Table>(a.table | b.table)};
}

/// All minimal terms of a table, by brute force over the 3⁴ terms.
std::vector<Term> naive_terms(Table table) {
  std::vector<Term> implicants;
  for (unsigned code = 0; code < 81; ++code) {
    Term term;
    unsigned rest = code;
    for (unsigned q = 0; q < questions; ++q, rest /= 3)
      if (rest % 3 != 0) term.emplace_back(q, rest % 3 == 1);
    bool implies = true;
    for (unsigned row = 0; row < 16 && implies; ++row) {
      const bool in = std::ranges::all_of(
          term, [&](const Answer& a) { return (row >> a.first & 1) == (a.second ? 1u : 0u); });
      if (in && (table >> row & 1) == 0) implies = false;
    }
    if (implies) implicants.push_back(term);
  }
  std::vector<Term> minimal;
  for (const auto& term : implicants) {
    const bool has_part = std::ranges::any_of(implicants, [&](const Term& other) {
      return other.size() < term.size() && std::ranges::all_of(other, [&](const Answer& a) {
               return std::ranges::find(term, a) != term.end();
             });
    });
    if (!has_part) minimal.push_back(term);
  }
  std::ranges::sort(minimal, [](const Term& x, const Term& y) {
    return x.size() != y.size() ? x.size() < y.size() : x < y;
  });
  return minimal;
}

TEST(Diagram, AgreesWithTruthTables) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    Diagram diagram;
    const Formula f = random_formula(diagram, random, 5);
    EXPECT_EQ(f.truth.is_no(), f.table == 0);
    EXPECT_EQ(f.truth.is_yes(), f.table == 0xFFFF);
    for (unsigned row = 0; row < 16; ++row) {
      Truth t = f.truth;
      for (unsigned q = 0; q < questions; ++q) t = diagram.given(t, q, (row >> q & 1) != 0);
      ASSERT_EQ(t, (f.table >> row & 1) != 0 ? yes : no);
    }
    std::vector<std::uint32_t> depends;
    for (unsigned q = 0; q < questions; ++q)
      if (diagram.given(f.truth, q, true) != diagram.given(f.truth, q, false)) depends.push_back(q);
    EXPECT_EQ(diagram.support(f.truth), depends);
  }
}

TEST(Diagram, MinimalTermsAreThePrimeImplicants) {
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {
    Diagram diagram;
    const Formula f = random_formula(diagram, random, 5);
    const auto found = diagram.minimal_terms(f.truth);
    EXPECT_TRUE(found.complete);
    ASSERT_EQ(found.terms, naive_terms(f.table));
  }
}

TEST(Diagram, EqualFormulasAreOneNode) {
  Diagram d;
  const Truth a = d.variable(0), b = d.variable(1);
  EXPECT_EQ(d.either(a, d.negate(a)), yes);
  EXPECT_EQ(d.both(a, d.negate(a)), no);
  EXPECT_EQ(d.negate(d.both(a, b)), d.either(d.negate(a), d.negate(b)));
}

TEST(Diagram, TooManyTermsAreSaid) {
  Diagram d;
  // A chain of pairs has 2^n minimal terms.
  Truth all = yes;
  for (std::uint32_t i = 0; i < 12; ++i)
    all = d.both(all, d.either(d.variable(2 * i), d.variable(2 * i + 1)));
  const auto found = d.minimal_terms(all, 100);
  EXPECT_FALSE(found.complete);
  EXPECT_LE(found.terms.size(), 100u);
}

TEST(Diagram, ForgetsWhatWasBefore) {
  Diagram d;
  std::size_t first = 0;
  for (int round = 0; round < 3; ++round) {
    d.clear();
    EXPECT_EQ(d.size(), 2u);
    Truth all = yes;
    for (std::uint32_t i = 0; i < 300; ++i) all = d.both(all, d.variable(i));
    EXPECT_EQ(d.support(all).size(), 300u);
    if (round == 0) first = d.size();
    EXPECT_EQ(d.size(), first);
  }
}

}  // namespace
}  // namespace casus::engine
