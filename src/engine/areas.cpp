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
  const bool disputed =
      std::ranges::any_of(place.disputed, [&](const Spell& spell) { return spell.may_contain(day); });
  if (!disputed) return holder_in(place.sovereigns, somebody) ? yes : no;
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

}  // namespace casus::engine
