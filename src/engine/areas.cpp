// Where an event happens: areas, regions, sovereignty and administration by day.
#include <algorithm>

#include "engine/evaluate.h"

namespace casus::engine {

Truth Evaluator::in_area(const Condition& condition, const Binding& binding) {
  const Event& e = event(binding.event);
  if (!e.at && !binding.victim) return no;  // it happened nowhere in particular
  const PlaceId where = e.at ? e.at : model().home(binding.victim);
  Truth any = (model()[where].regions & condition.regions) != 0 ? yes : no;
  for (auto area : condition.areas) {
    Truth inside = no, outside = no;
    for (const auto& term : model()[area].terms) {
      Truth& side = term.exclude ? outside : inside;
      if (!side.is_yes()) side = diagram_.either(side, in_term(term, binding));
    }
    any = diagram_.either(any, diagram_.both(inside, diagram_.negate(outside)));
  }
  return any;
}

Truth Evaluator::in_term(const AreaTerm& term, const Binding& binding) {
  if (!term.spell.may_contain(binding.day)) return no;
  const Event& e = event(binding.event);
  const PlaceId where = e.at ? e.at : model().home(binding.victim);
  const Place& place = model()[where];
  const bool in_regions = term.regions == 0 || (place.regions & term.regions) != 0;
  switch (term.kind) {
    case AreaTermKind::regions: return in_regions ? yes : no;
    case AreaTermKind::places: return std::ranges::find(term.places, where) != term.places.end() ? yes : no;
    case AreaTermKind::forces:
      if (!e.on_forces || !in_regions) return no;
      return contains(term.of, binding.victim, binding);
    case AreaTermKind::islands:
      if (!place.island || !in_regions) return no;
      return of_place(where, term.of, false, term, binding);
    case AreaTermKind::territory:
      if (!in_regions) return no;
      return of_place(where, term.of, false, term, binding);
    case AreaTermKind::administered:
      if (!in_regions) return no;
      return of_place(where, term.of, true, term, binding);
  }
  return no;
}

Truth Evaluator::of_place(PlaceId where, const Pattern& whose, bool administered, const AreaTerm& term,
                          const Binding& binding) {
  const Day day = term.as_of.value_or(binding.day);
  const Place& place = model()[where];
  const StateSet meant = members(whose, binding);
  const auto holder_in = [&](const std::vector<DatedState>& list, bool& somebody) {
    bool found = false;
    for (const auto& dated : list)
      if (dated.spell.may_contain(day)) {
        somebody = true;
        found |= meant.contains(dated.state.index());
      }
    return found;
  };
  bool somebody = false;
  if (administered) {
    const bool found = holder_in(place.administrators, somebody);
    if (somebody) return found ? yes : no;
  }
  if (!place.is_disputed(day)) return holder_in(place.sovereigns, somebody) ? yes : no;
  // Whose territory a disputed place is, no file decides: it is a question for each state that may be meant.
  Truth any = no;
  for (const auto* list : {&place.sovereigns, &place.claimants})
    for (const auto& dated : *list)
      if (dated.spell.may_contain(day) && meant.contains(dated.state.index())) {
        Ask what{};
        what.kind = AskKind::territory;
        what.place = where;
        what.state = dated.state;
        any = diagram_.either(any, ask(what));
      }
  return any;
}

/// Whether the event strikes the victim at a place of its own. A clause that draws no area speaks of the state that is struck;
/// who names a state as struck at a place that is disputed, or another's, has not thereby said whose territory it is. It is
/// asked, except of a state that administers a disputed place over which the file names nobody else as sovereign (after the
/// Eritrea–Ethiopia Claims Commission, Partial Award, Jus ad Bellum, 19 December 2005; its reasons are disputed, see Gray, European
/// Journal of International Law 17 (2006), 699).
Truth Evaluator::at_own_place(const Binding& binding) {
  if (binding.event < 0 || !binding.victim || binding.began) return yes;
  const Event& e = event(binding.event);
  if (!e.at || e.on_forces) return yes;
  const Place& place = model()[e.at];
  // A place that was lost that very day was held the day before.
  const Day before{binding.day.number - 1};
  const auto in = [&](const std::vector<DatedState>& list, Day day, bool& somebody) {
    bool found = false;
    for (const auto& dated : list)
      if (dated.spell.may_contain(day)) {
        somebody = true;
        found |= dated.state == binding.victim;
      }
    return found;
  };
  bool owned = false, governed = false, governed_before = false;
  const bool sovereign = in(place.sovereigns, binding.day, owned);
  const bool governs = in(place.administrators, binding.day, governed);
  const bool governed_by_it = in(place.administrators, before, governed_before);
  const bool disputed = place.is_disputed(binding.day);
  if (!owned && !governed && !disputed) return yes;  // nobody's: the open sea
  const bool in_fact = governs || governed_by_it || (sovereign && (!governed || !governed_before));
  if (disputed ? in_fact && (sovereign || !owned) : sovereign || governs) return yes;
  Ask what{};
  what.kind = AskKind::territory;
  what.place = e.at;
  what.state = binding.victim;
  return ask(what);
}

}  // namespace casus::engine
