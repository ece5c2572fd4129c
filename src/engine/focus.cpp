#include "engine/focus.h"

#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

namespace {

/// Where a family stands in the order of strength; none for families outside it.
std::optional<int> rank(ActFamily family) {
  switch (family) {
    case ActFamily::talk: return 0;
    case ActFamily::support: return 1;
    case ActFamily::sanctions: return 2;
    case ActFamily::resources: return 3;
    case ActFamily::force: return 4;
    default: return std::nullopt;
  }
}

}  // namespace

std::optional<ActSet> acts_at_least(Act act) {
  const auto least = rank(family(act));
  if (!least) return std::nullopt;
  ActSet acts;
  for (std::size_t i = 0; i < acts.size(); ++i) {
    const auto at = rank(family(static_cast<Act>(i)));
    if (at && (*at > *least || (*at == *least && i >= static_cast<std::size_t>(act)))) acts.set(i);
  }
  return acts;
}

Focus::Focus(const Program& program, const ActSet& acts) : acts_(acts) {
  mark(program);
  const Model& model = program.model();
  const auto seen = [&](const auto& entry) { return looks_at(entry.clause); };
  const auto filtered = [&](auto entries, auto& into) {
    std::ranges::copy_if(entries, std::back_inserter(into), seen);
  };
  protecting_.resize(model.states.size());
  mutual_.resize(model.states.size());
  concerning_.resize(model.states.size());
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    filtered(program.protecting(make_id<StateId>(s)), protecting_[s]);
    filtered(program.mutual(make_id<StateId>(s)), mutual_[s]);
    filtered(program.concerning(make_id<StateId>(s)), concerning_[s]);
  }
  for (std::size_t k = 0; k < kind_count; ++k) filtered(program.free(static_cast<EventKind>(k)), free_[k]);
  filtered(program.dependent(), dependent_);
  // Neutrality is told only for others to yield to it, or where it is itself asked for.
  filtered(program.neutral(), neutral_);
}

bool Focus::keeps(const Row& row) const { return row.kind != RowKind::breach && wants(*row.duty); }

/// Finds the clauses: those with a wanted duty; upward, what these yield to, with all its duties, for whether one row
/// gives way turns on the other's act; and what any of them comes after, for its match alone.
void Focus::mark(const Program& program) {
  const Model& model = program.model();
  looked_at_.resize(model.clauses.size());
  whole_.resize(model.provisions.size());

  std::vector<std::vector<ProvisionId>> winners(model.provisions.size());
  for (std::size_t p = 0; p < model.provisions.size(); ++p)
    for (const auto& rule : model.provisions[p].precedence) {
      const auto own = make_id<ProvisionId>(p);
      if (rule.yields) {
        winners[p].push_back(rule.other);
      } else {
        winners[rule.other.index()].push_back(own);
      }
    }
  const auto add_winners = [&](ProvisionId loser, auto& self) -> void {
    for (auto winner : winners[loser.index()]) {
      if (whole_[winner.index()]) continue;
      whole_[winner.index()] = true;
      self(winner, self);
    }
  };
  for (std::size_t c = 0; c < model.clauses.size(); ++c)
    if (std::ranges::any_of(program.duties(make_id<ClauseId>(c)),
                            [&](const Duty* duty) { return wants(*duty); })) {
      looked_at_[c] = true;
      add_winners(model.clauses[c].provision, add_winners);
    }
  // A state's own neutrality is told where another row asks the state to help.
  if (acts_.test(static_cast<std::size_t>(Act::stay_neutral)))
    for (std::size_t c = 0; c < model.clauses.size(); ++c)
      if (std::ranges::any_of(program.duties(make_id<ClauseId>(c)),
                              [](const Duty* duty) { return family(duty->act) == ActFamily::force; }))
        whole_[model.clauses[c].provision.index()] = true;
  const auto look_at = [&](ProvisionId provision) {
    for (auto clause : model[provision].clauses) looked_at_[clause.index()] = true;
  };
  for (std::size_t p = 0; p < model.provisions.size(); ++p)
    if (whole_[p]) look_at(make_id<ProvisionId>(p));
  for (std::size_t c = 0; c < model.clauses.size(); ++c) {
    if (!looked_at_[c]) continue;
    ProvisionId after = model[model.clauses[c].provision].after;
    for (std::size_t depth = 0; after && depth <= model.provisions.size(); ++depth) {
      look_at(after);
      after = model[after].after;
    }
  }
}

}  // namespace casus::engine
