// What follows from the rows taken together: precedence, conflicts and gaps.
#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

namespace {

bool commands(const Row& row) { return row.duty->modality != Modality::may && row.kind != RowKind::breach; }
bool forbids(const Row& row) {
  return row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
}
bool helps(const Row& row) { return asks_to_assist(row) && !forbids(row); }

/// Those whom a duty helps: its object, else whoever is struck.
StateSet helped(const Row& row) {
  StateSet set;
  // Where an act is done against its object, that is whom it is done against; and nobody helps the attacker, though
  // he may be one of those to whom a guarantee was given.
  if (!is_against(row.duty->act)) set = row.objects - row.target;
  if (set.empty() && row.victim) set.insert(row.victim.index());
  return set;
}

/// True where the row, of what is done to `victim`, is for its good: the same set, not made.
bool helps_victim(const Row& row, StateId victim) {
  if (is_against(row.duty->act) || row.objects.empty()) return true;
  const StateSet set = row.objects - row.target;
  return set.empty() || set.contains(victim.index());
}

}  // namespace

/// True where the clause makes an exception for self-defence.
bool Evaluator::excuses_defence(ClauseId clause) const {
  return std::ranges::any_of(model()[clause].exceptions, [&](ConditionId id) {
    const auto speaks = [&](ConditionId at, auto& self) -> bool {
      const Condition& condition = model()[at];
      return condition.kind == ConditionKind::self_defence ||
             std::ranges::any_of(condition.children, [&](ConditionId child) { return self(child, self); });
    };
    return speaks(id, speaks);
  });
}

// Acts that cannot both be performed by one debtor.
bool Evaluator::exclude(const Row& a, const Row& b) const {
  if (!commands(a) || !commands(b)) return false;
  if (helps(a) && helps(b)) return helped(a).intersects(b.target) || helped(b).intersects(a.target);
  // To help somebody, and to stay out of that very war or of every war; or to take part, for or against it, in another war of
  // the state that one owes neutrality to: the one named, else the one whose war it is.
  const auto helps_against_neutrality = [&](const Row& x, const Row& y) {
    if (!helps(x) || y.duty->act != Act::stay_neutral || forbids(y)) return false;
    if (y.kind == RowKind::standing || x.event == y.event) return true;
    StateSet owed_to = y.objects;
    if (owed_to.empty() && y.victim) owed_to.insert(y.victim.index());
    return x.target.intersects(owed_to) || helped(x).intersects(owed_to);
  };
  if (helps_against_neutrality(a, b) || helps_against_neutrality(b, a)) return true;
  // To be bound to use force against a state that one must not use force against.
  const auto force_forbidden = [&](const Row& x, const Row& y) {
    if (!helps(x) || !forbids(y) || y.duty->act != Act::use_force || !x.target.intersects(y.objects))
      return false;
    const bool force = x.duty->act == Act::use_force || x.duty->act == Act::use_all_forces ||
                       std::ranges::find(x.duty->with, Means::all_forces) != x.duty->with.end();
    // To help a state that was attacked is self-defence where the prohibition leaves that out.
    return force && !excuses_defence(y.clause);
  };
  if (force_forbidden(a, b) || force_forbidden(b, a)) return true;
  // To help a state that attacks another, which is not to be helped in that.
  const auto attacker_helped = [&](const Row& x, const Row& y) {
    return helps(x) && forbids(y) && y.duty->act == Act::assist_attacker && helped(x).intersects(y.target);
  };
  if (attacker_helped(a, b) || attacker_helped(b, a)) return true;
  if (a.duty->act != b.duty->act || forbids(a) == forbids(b)) return false;
  return a.objects.empty() || b.objects.empty() || a.objects.intersects(b.objects);
}

// A row gives way only to a row that itself stands, so what prevails is settled before what yields to it; the
// order of the files decides nothing.
void Evaluator::apply_precedence() {
  auto& rows = result_->rows;
  // Which provision gives way to which, among those that came into play.
  std::vector<std::pair<ProvisionId, ProvisionId>> rules;  // loser, winner
  for (const auto& row : rows) {
    if (!program_.facts(row.provision).ordered) continue;
    for (const auto& rule : model()[row.provision].precedence) {
      const auto pair =
          rule.yields ? std::pair(row.provision, rule.other) : std::pair(rule.other, row.provision);
      if (std::ranges::find(rules, pair) == rules.end()) rules.push_back(pair);
    }
  }
  if (rules.empty()) return;
  const auto depth = [&](ProvisionId loser, std::size_t above, auto& self) -> std::size_t {
    std::size_t deepest = 0;
    if (above <= rules.size())  // a circle is cut; the checker refuses it
      for (const auto& [yields, winner] : rules)
        if (yields == loser) deepest = std::max(deepest, 1 + self(winner, above + 1, self));
    return deepest;
  };
  std::vector<std::pair<std::size_t, std::size_t>> order;  // depth of the loser, index of the rule
  for (std::size_t i = 0; i < rules.size(); ++i) order.emplace_back(depth(rules[i].first, 0, depth), i);
  std::ranges::sort(order);

  for (const auto& [how_deep, at] : order) {
    const auto [loser, winner] = rules[at];
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].provision != loser || rows[i].kind == RowKind::breach) continue;
      for (std::size_t k = 0; k < rows.size(); ++k) {
        if (rows[k].provision != winner || rows[k].truth.is_no() || !exclude(rows[i], rows[k])) continue;
        // Only for debtors bound by both.
        const StateSet shared = rows[i].debtors & rows[k].debtors;
        if (shared.empty()) continue;
        const Truth rest = diagram_.both(rows[i].truth, diagram_.negate(rows[k].truth));
        if (shared == rows[i].debtors) {
          rows[i].truth = rest;
        } else {
          Row part = rows[i];
          rows[i].debtors -= shared;
          part.debtors = shared;
          part.truth = rest;
          rows.push_back(part);
        }
      }
    }
  }
  std::erase_if(rows, [](const Row& row) { return row.truth.is_no() || row.debtors.empty(); });
}

void Evaluator::find_conflicts() {
  const auto& rows = result_->rows;
  const auto outranks = [&](const Row& a, const Row& b) {
    const Instrument& x = model()[model()[a.provision].instrument];
    const InstrumentId y = model()[b.provision].instrument;
    if (model()[a.provision].instrument == y) return false;
    return x.over_all || std::ranges::find(x.over, y) != x.over.end();
  };
  // Most pairs are out of the question by what they ask for: help meets help, neutrality or a prohibition, and anything
  // else only a prohibition of the same act.
  enum Side : std::uint8_t { nothing, help, neutrality, prohibition, other };
  sides_.clear();
  for (const auto& row : rows)
    sides_.push_back(!commands(row)                       ? nothing
                     : forbids(row)                       ? prohibition
                     : helps(row)                         ? help
                     : row.duty->act == Act::stay_neutral ? neutrality
                                                          : other);
  const auto can_meet = [&](std::uint32_t i, std::uint32_t k) {
    const auto a = sides_[i], b = sides_[k];
    if (a == nothing || b == nothing) return false;
    if (a == help && b == help) return true;
    if (a == help || b == help) return a != other && b != other;
    return (a == prohibition || b == prohibition) && rows[i].duty->act == rows[k].duty->act;
  };
  for (std::uint32_t i = 0; i < rows.size(); ++i)
    for (std::uint32_t k = i + 1; k < rows.size(); ++k) {
      if (!can_meet(i, k)) continue;
      const StateSet shared = rows[i].debtors & rows[k].debtors;
      if (shared.empty() || !exclude(rows[i], rows[k])) continue;
      const Truth together = diagram_.both(rows[i].truth, rows[k].truth);
      if (together.is_no()) continue;
      const bool first = outranks(rows[i], rows[k]), second = outranks(rows[k], rows[i]);
      // Where each claims to stand above the other, neither claim decides.
      const std::int8_t prevails = first == second ? 0 : first ? 1 : 2;
      result_->conflicts.push_back({i, k, shared, together, prevails});
    }
}

Cover Evaluator::cover(const Row& row, StateId victim, const ActSet& acts) const {
  if (row.victim != victim || !commands(row) || forbids(row)) return Cover::none;
  if (acts.test(static_cast<std::size_t>(row.duty->act)) && helps_victim(row, victim)) {
    const Force force = model()[model()[row.provision].instrument].force;
    const bool binding_text = force == Force::binding || force == Force::unilateral;
    if (!binding_text || row.duty->modality != Modality::must) return Cover::political;
    return row.truth.is_open() ? Cover::open : Cover::bound;
  }
  return row.duty->act == Act::consult && row.truth.is_yes() ? Cover::consultation : Cover::none;
}

Helpers Evaluator::helpers(const Result& result, StateId victim, const StateSet& attackers,
                           const ActSet& acts) {
  Helpers found;
  StateSet open_twice;
  for (const auto& row : result.rows) switch (cover(row, victim, acts)) {
      case Cover::bound: found.bound |= row.debtors; break;
      case Cover::open:
        open_twice |= found.open & row.debtors;
        found.open |= row.debtors;
        break;
      case Cover::political: found.political |= row.debtors; break;
      case Cover::consultation: found.consulting |= row.debtors; break;
      case Cover::none: break;
    }
  // Whom several texts bind, each on a condition, is bound where one of them binds whatever the answers.
  (open_twice - found.bound).for_each([&](std::size_t debtor) {
    Truth any = no;
    for (const auto& row : result.rows)
      if (row.debtors.contains(debtor) && cover(row, victim, acts) == Cover::open)
        any = diagram_.either(any, row.truth);
    if (any.is_yes()) found.bound.insert(debtor);
  });
  // Nobody helps against himself.
  StateSet others = attackers;
  others.insert(victim.index());
  found.bound -= others;
  found.open -= others | found.bound;
  found.political -= others | found.bound | found.open;
  found.consulting -= others | found.bound | found.open | found.political;
  return found;
}

void Evaluator::find_gaps() {
  static const ActSet help = *acts_at_least(Act::assist);
  const auto& events = situation_->scenario->events;
  StateSet seen;
  for (const auto& e : events) {
    if (!strikes(e.kind)) continue;
    for (auto victim : e.against) {
      if (seen.contains(victim.index())) continue;
      seen.insert(victim.index());
      StateSet attackers;
      for (const auto& other : events)
        if (strikes(other.kind) && std::ranges::find(other.against, victim) != other.against.end())
          attackers |= other.by;
      const Cover cover = helpers(*result_, victim, attackers, help).cover();
      if (cover != Cover::bound) result_->gaps.push_back({victim, cover});
    }
  }
  std::ranges::sort(result_->gaps, {}, [](const Gap& gap) { return gap.state; });
}

}  // namespace casus::engine
