// Which states and which places nothing tells apart on a day.
#include <algorithm>
#include <map>

#include "analysis/conflicts.h"

namespace casus::analysis {

namespace {

using Features = std::vector<std::uint64_t>;

/// The days whose sovereignty counts: the day itself, the one before, on which a place just lost was held, and those on which
/// some area looks.
std::vector<Day> days_of_sovereignty(const Model& model, Day day) {
  std::vector<Day> days = {day, Day{day.number - 1}};
  for (const auto& area : model.areas)
    for (const auto& term : area.terms)
      if (term.as_of && std::ranges::find(days, *term.as_of) == days.end()) days.push_back(*term.as_of);
  return days;
}

/// What areas and regions look at. `self` is told apart from other states only by being itself.
Features features_of(const Model& model, PlaceId id, StateId self, const std::vector<Day>& days) {
  const Place& place = model[id];
  Features list = {place.regions, place.island, place.sea};
  const auto add_states = [&](const std::vector<DatedState>& dated, Day on) {
    list.push_back(UINT64_MAX);  // a mark between lists
    for (const auto& d : dated)
      if (d.spell.may_contain(on)) list.push_back(d.state == self ? UINT64_MAX - 1 : d.state.value);
  };
  for (const Day on : days) {
    add_states(place.sovereigns, on);
    add_states(place.administrators, on);
    const bool disputed =
        std::ranges::any_of(place.disputed, [&](const Spell& spell) { return spell.may_contain(on); });
    list.push_back(disputed);
    if (disputed) add_states(place.claimants, on);
  }
  for (std::size_t area = 0; area < model.areas.size(); ++area)
    for (std::size_t term = 0; term < model.areas[area].terms.size(); ++term)
      if (std::ranges::find(model.areas[area].terms[term].places, id) !=
          model.areas[area].terms[term].places.end())
        list.push_back(area << 16 | term);
  return list;
}

/// Gathers, by state, whatever names it.
class Naming {
 public:
  Naming(const Model& model, const ConflictSearch& search)
      : model_(model), search_(search), features_(model.states.size()) {
    everything_ = !search.given.suppositions.empty();
    homes();
    places();
    for (const auto& area : model.areas)
      for (const auto& term : area.terms) pattern(term.of);
    for (std::size_t i = 0; i < model.instruments.size(); ++i)
      if (everything_ || stands(model.instruments[i].in_force)) look_at(make_id<InstrumentId>(i));
    // What they refer to is looked at with them, in force or not.
    for (std::size_t i = 0; i < looked_at_.size(); ++i) texts(model[looked_at_[i]]);
    given();
  }

  std::vector<Features> take() { return std::move(features_); }

 private:
  bool stands(const std::vector<Spell>& spells) const {
    return std::ranges::any_of(spells, [&](const Spell& s) { return s.may_contain(search_.day); });
  }
  void look_at(InstrumentId id) {
    if (id && std::ranges::find(looked_at_, id) == looked_at_.end()) looked_at_.push_back(id);
  }
  void look_at(ProvisionId id) {
    if (id) look_at(model_[id].instrument);
  }
  void name(StateId state, std::uint64_t feature) {
    if (state) features_[state.index()].push_back(feature);
  }
  void name(const StateSet& set) {
    if (set.empty()) return;
    const std::uint64_t feature = next();
    set.for_each([&](std::size_t s) {
      if (s < features_.size()) features_[s].push_back(feature);
    });
  }
  /// A feature that stands for one place in the corpus where a state may be named.
  std::uint64_t next() { return ++last_; }

  void homes() {
    const auto days = days_of_sovereignty(model_, search_.day);
    for (std::size_t s = 0; s < model_.states.size(); ++s) {
      const auto id = make_id<StateId>(s);
      Features& own = features_[s];
      own = features_of(model_, model_.home(id), id, days);
      own.push_back(UINT64_MAX);
      own.push_back(model_[id].organisation);
      std::vector<std::uint64_t> classes;
      for (const auto& c : model_[id].classes)
        if (c.spell.may_contain(search_.day))
          classes.push_back(std::uint64_t{c.class_of.value} * 2 + c.spell.surely_contains(search_.day));
      std::ranges::sort(classes);
      own.insert(own.end(), classes.begin(), classes.end());
      own.push_back(UINT64_MAX);
    }
  }
  /// Whoever has to do with the home territory of another state, or holds a place that is told apart from its own, is not
  /// exchanged for another.
  void places() {
    for (std::size_t s = 0; s < model_.states.size(); ++s) {
      const Place& home = model_.places[s];
      for (const auto* list : {&home.sovereigns, &home.administrators, &home.claimants})
        for (const auto& dated : *list)
          if (dated.state.index() != s) name(dated.state, next());
      const auto id = make_id<StateId>(s);
      if (!model_.states[s].recognition.empty()) name(id, next());
      if (exists_on(model_.states[s], search_.day) && !place_classes(model_, id, search_.day).empty())
        name(id, next());
    }
  }
  void pattern(const Pattern& p) {
    for (const auto& element : p.elements) {
      name(element.states);
      name(element.except);
    }
  }
  void condition(ConditionId id) {
    if (!id) return;
    const Condition& c = model_[id];
    pattern(c.victim);
    pattern(c.attacker);
    look_at(c.provision);
    look_at(c.organ.instrument);
    for (auto child : c.children) condition(child);
  }
  /// The roles of an instrument and the names in its clauses.
  void texts(const Instrument& instrument) {
    // The same role, held alike, names nobody in particular.
    std::map<std::vector<std::uint64_t>, std::uint64_t> roles;
    for (const auto& m : instrument.memberships) {
      if (!everything_ && !m.spell.may_contain(search_.day)) continue;
      const auto [at, fresh] =
          roles.try_emplace({static_cast<std::uint64_t>(m.role), m.tier.value, m.question.value,
                             m.spell.may_contain(search_.day), m.spell.surely_contains(search_.day)});
      if (fresh) at->second = next();
      name(m.state, at->second);
    }
    for (const auto& s : instrument.suspensions) {
      name(s.state, next());
      name(s.toward);
    }
    for (const auto& r : instrument.reservations) name(r.state, next());
    std::map<std::uint32_t, std::uint64_t> characters;
    for (const auto& c : instrument.characters) {
      if (!c.spell.may_contain(search_.day)) continue;
      const auto [at, fresh] = characters.try_emplace(c.word.value);
      if (fresh) at->second = next();
      name(c.state, at->second);
    }
    for (const auto& organ : instrument.organs)
      for (const auto* p : {&organ.members, &organ.veto, &organ.except}) pattern(*p);
    for (auto provision : instrument.provisions) {
      look_at(model_[provision].after);
      for (const auto& narrowing : model_[provision].narrowed) {
        pattern(narrowing.whom);
        look_at(narrowing.by);
      }
      for (auto id : model_[provision].clauses) clause(model_[id]);
    }
  }
  void clause(const Clause& c) {
    condition(c.trigger);
    for (auto id : c.conditions) condition(id);
    for (auto id : c.exceptions) condition(id);
    pattern(c.requested_by);
    for (auto id : c.applies) look_at(id);
    for (const auto& duty : c.duties) {
      pattern(duty.debtor);
      pattern(duty.object);
      for (const auto& process : duty.processes) pattern(process.who);
    }
  }
  /// What is supposed or asked about by name.
  void given() {
    name(search_.debtor, next());
    for (const auto& s : search_.given.suppositions) {
      const std::uint64_t feature = next();
      name(s.state, feature);
      by_code(s.question);
    }
    for (const auto& fact : search_.given.facts) by_code(fact.question);
  }
  void by_code(const std::string& question) {
    const std::uint64_t feature = next();
    for (std::size_t s = 0; s < model_.states.size(); ++s)
      if (question.find(model_.states[s].code) != std::string::npos) features_[s].push_back(feature);
  }

  const Model& model_;
  const ConflictSearch& search_;
  std::vector<Features> features_;
  std::vector<InstrumentId> looked_at_;
  std::uint64_t last_ = std::uint64_t{1} << 32;
  bool everything_ = false;
};

}  // namespace

StateGroups group_states(const Model& model, const ConflictSearch& search, bool apart) {
  StateGroups groups;
  groups.states = states_on(model, search.day);
  const auto features = Naming(model, search).take();
  std::map<Features, std::uint32_t> known;
  for (std::uint32_t s = 0; s < groups.states.size(); ++s) {
    Features own = features[groups.states[s].index()];
    if (apart) own.push_back(groups.states[s].value);
    const auto [at, fresh] =
        known.try_emplace(std::move(own), static_cast<std::uint32_t>(groups.members.size()));
    if (fresh) groups.members.emplace_back();
    groups.group.push_back(at->second);
    groups.rank.push_back(static_cast<std::uint32_t>(groups.members[at->second].size()));
    groups.members[at->second].push_back(s);
  }
  return groups;
}

std::vector<PlaceId> place_classes(const Model& model, StateId victim, Day day) {
  const auto held_by_victim = [&](const std::vector<DatedState>& list) {
    return std::ranges::any_of(
        list, [&](const DatedState& dated) { return dated.state == victim && dated.spell.may_contain(day); });
  };
  std::vector<PlaceId> candidates;
  for (std::size_t i = model.states.size(); i < model.places.size(); ++i)
    if (held_by_victim(model.places[i].sovereigns) || held_by_victim(model.places[i].administrators))
      candidates.push_back(make_id<PlaceId>(i));
  if (candidates.empty()) return candidates;
  std::ranges::sort(candidates, {}, [&](PlaceId id) -> const std::string& { return model[id].name; });
  const auto days = days_of_sovereignty(model, day);
  std::vector<Features> seen = {features_of(model, model.home(victim), victim, days)};
  std::vector<PlaceId> classes;
  for (auto id : candidates) {
    auto own = features_of(model, id, victim, days);
    if (std::ranges::find(seen, own) != seen.end()) continue;
    seen.push_back(std::move(own));
    classes.push_back(id);
  }
  return classes;
}

}  // namespace casus::analysis
