// Events: who acts, whom it strikes, where and with what; and what an event line leaves out.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

/// States that take this one's place on the day, or that it took the place of: for a helpful message. Where
/// one of them is the same legal person, it alone.
std::vector<StateId> relatives_on(const Model& model, StateId id, Day day) {
  std::vector<StateId> found;
  std::vector<StateId> same;
  for (std::size_t i = 0; i < model.states.size(); ++i) {
    const StateId other = make_id<StateId>(i);
    if (other == id || !exists_on(model[other], day)) continue;
    bool related = false, continued = false;
    const auto look = [&](const State& a, StateId b) {
      for (const auto& s : a.succession) {
        if (s.from != b) continue;
        related = true;
        continued |= s.continues;
      }
    };
    look(model[other], id);
    look(model[id], other);
    if (related) found.push_back(other);
    if (continued) same.push_back(other);
  }
  return same.empty() ? found : same;
}

}  // namespace

std::string existence_hint(const Model& model, StateId id, Day day) {
  std::vector<std::string> spells;
  for (const auto& spell : model[id].exists) {
    const std::string from = to_iso(spell.from.earliest), to = to_iso(spell.to.latest);
    spells.push_back(to.empty() ? fmt::format("from {}", from) : fmt::format("{} to {}", from, to));
  }
  std::string hint = fmt::format("{} exists {}", model[id].code, fmt::join(spells, ", "));
  std::vector<std::string> others;
  for (auto other : relatives_on(model, id, day))
    others.push_back(fmt::format("{} ({})", model[other].code, title_on(model[other], day)));
  if (!others.empty()) hint += fmt::format("; on that day there is {}", fmt::join(others, ", "));
  return hint;
}

void Resolver::actors(NodeId names, Event& event, StateSet& into, bool& unknown_actor, bool& non_state) {
  (void)event;
  for (const auto& name : names_in(names)) {
    if (name.word == "unknown") {
      unknown_actor = true;
    } else if (name.word == "non_state") {
      non_state = true;
    } else if (const auto id = state(name)) {
      into.insert(id.index());
    }
  }
}

void Resolver::target(const Named& name, Event& event) {
  if (const auto id = state_or_none(name.word)) {
    event.against.push_back(id);
    return;
  }
  const auto known = [&](std::string_view word) { return model_.place_names.contains(word); };
  std::string lower(name.word);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  if (known(name.word) || known(lower)) {
    event.at = place(name);
    event.derived_target = true;
    return;
  }
  state(name);  // reports it, with the nearest state
}

/// An organ of whatever instrument has one of that name; of two, the one from which a clause expects that decision.
OrganRef Resolver::organ_anywhere(const Named& name, std::string_view decision) {
  std::vector<OrganRef> found;
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < model_.instruments.size(); ++i) {
    const auto& organs = model_.instruments[i].organs;
    for (std::size_t k = 0; k < organs.size(); ++k) {
      known.push_back(organs[k].name);
      if (organs[k].name == name.word)
        found.push_back({make_id<InstrumentId>(i), static_cast<std::uint16_t>(k)});
    }
  }
  if (found.empty()) {
    unknown(Code::unknown_name, name, "organ", known);
    return {};
  }
  if (found.size() > 1) {
    std::vector<OrganRef> meant;
    for (const auto& organ : found)
      if (std::ranges::any_of(model_.conditions, [&](const Condition& c) {
            return c.kind == ConditionKind::decision && c.organ == organ && c.decision &&
                   model_.word(c.decision) == decision;
          }))
        meant.push_back(organ);
    if (!meant.empty()) found = std::move(meant);
  }
  if (found.size() > 1)
    sink_.add(Code::duplicate_name, name.span,
              fmt::format("`{}` is an organ of {} and of {}", name.word, model_[found[0].instrument].name,
                          model_[found[1].instrument].name),
              "an organ that a scenario names needs a name of its own in the corpus");
  return found[0];
}

void Resolver::event(NodeId node, Scenario& scenario) {
  Event result;
  result.span = tree_->span(node);
  result.text = tree_->written(node);
  result.on = scenario.on.value_or(Day::max());
  const std::size_t errors_before = sink_.errors();

  // What happens: the first bare name; who acts stands before it, whom it strikes behind it.
  NodeId kind_node = NodeId::none(), actor_names = NodeId::none(), target_names = NodeId::none();
  for (NodeId child : tree_->children(node)) {
    switch (tree_->kind(child)) {
      case NodeKind::date:
        if (const auto day = date_of(child)) {
          if (!is_exact(*day))
            sink_.add(Code::not_a_date, tree_->span(child), "an event happens on one day",
                      "write year-month-day");
          result.on = day->earliest;
        }
        break;
      case NodeKind::name: kind_node = child; break;
      case NodeKind::names: (kind_node ? target_names : actor_names) = child; break;
      default: break;
    }
  }
  if (!kind_node) return;
  const bool by_organ = tree_->keyword(node) == Keyword::k_the ||
                        (tree_->child(node, NodeKind::date) && tree_->has(node, Keyword::k_the));
  const auto kind = event_kind_of(tree_->written(kind_node));
  if (!kind) {
    const auto words = event_words();
    const Named written = named(kind_node);
    unknown(Code::unknown_event_kind, written, "event word", {words.begin(), words.end()});
    return;
  }
  result.kind = *kind;
  if (by_organ && actor_names) {
    const auto decided = target_names ? names_in(target_names) : std::vector<Named>{};
    if (const auto names = names_in(actor_names); !names.empty())
      result.organ = organ_anywhere(names[0], decided.empty() ? std::string_view{} : decided[0].word);
    if (*kind != EventKind::decision)
      sink_.add(Code::unknown_event_kind, tree_->span(kind_node),
                "an organ decides; it does nothing else here",
                "write `the council decides measures`, and what states do as events of their own");
  }
  if (const NodeId text = tree_->child(node, NodeKind::designator)) {  // what is broken
    const NodeId which = tree_->child(text, NodeKind::name);
    const NodeId label = tree_->child(text, NodeKind::designator);
    if (const auto broken = which ? instrument(named(which)) : InstrumentId::none(); broken && label)
      result.provision = provision_by_label(broken, label);
  }
  if (actor_names && !by_organ)
    actors(actor_names, result, result.by, result.by_unknown, result.by_non_state);

  const bool asks = *kind == EventKind::request || *kind == EventKind::decision;
  if (target_names) {
    for (const auto& name : names_in(target_names)) {
      const bool lower = !name.word.empty() && name.word.front() >= 'a' && name.word.front() <= 'z';
      if (asks && lower) {
        result.decision = intern(name.word);
      } else {
        target(name, result);
      }
    }
  }
  for (NodeId part : tree_->children(node)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    switch (tree_->keyword(part)) {
      case Keyword::k_at: {
        const auto places = names_in(part);
        if (!places.empty()) result.at = place(places[0]);
        if (places.size() > 1)
          sink_.add(Code::place_needed, places[1].span, "an event happens at one place",
                    "write one event for each place");
        break;
      }
      case Keyword::k_on:
        if (tree_->has(part, Keyword::k_forces)) {
          result.on_forces = true;
        } else if (const NodeId date = tree_->child(part, NodeKind::date)) {
          if (const auto day = date_of(date)) result.on = day->earliest;
        }
        break;
      case Keyword::k_with:
        for (const auto& name : names_in(part))
          if (const auto means = word<Means>(name, "means")) result.means.push_back(*means);
        break;
      case Keyword::k_against:
      case Keyword::k_in:
      case Keyword::k_of:
      case Keyword::k_for:
        for (const auto& name : names_in(part)) target(name, result);
        break;
      case Keyword::k_by:
        if (const NodeId list = tree_->child(part, NodeKind::names))
          actors(list, result, result.by, result.by_unknown, result.by_non_state);
        break;
      case Keyword::k_unprovoked:
      case Keyword::k_provoked: {
        const auto found = model_.question_names.find("unprovoked");
        if (found != model_.question_names.end())
          result.given.push_back({QuestionId{found->second}, tree_->keyword(part) == Keyword::k_unprovoked});
        break;
      }
      case Keyword::k_given:
        if (const NodeId name = tree_->child(part, NodeKind::name))
          if (const auto asked = question(named(name)))
            result.given.push_back({asked, !tree_->has(part, Keyword::k_no)});
        break;
      case Keyword::k_asserted: {
        const NodeId who = nth(part, NodeKind::names, 0);
        const NodeId whom = nth(part, NodeKind::names, 1);
        bool ignored = false;
        if (who) actors(who, result, result.asserted_by, ignored, ignored);
        if (whom) actors(whom, result, result.asserted_actor, ignored, ignored);
        break;
      }
      default: break;
    }
  }
  // `not` before the name of a decision.
  if (*kind == EventKind::decision) result.negative = tree_->has(node, Keyword::k_not);
  if (*kind == EventKind::decision && !result.decision && sink_.errors() == errors_before)
    sink_.add(Code::event_without_target, result.span, "a decision says what is decided",
              "for instance `USA decides activate_extended`");
  if (!asks && !actor_names && result.by.empty() && !result.by_non_state) result.by_unknown = true;
  if (asks && result.by.empty() && !result.organ && sink_.errors() == errors_before)
    sink_.add(Code::event_without_actor, result.span, fmt::format("a {} says whose it is", name(*kind)),
              "for instance `UKR requests consultation`");
  if (needs_target(*kind) && result.against.empty() && !result.derived_target &&
      sink_.errors() == errors_before)
    sink_.add(Code::event_without_target, result.span,
              fmt::format("`{}` strikes somebody, but nobody is named", tree_->written(kind_node)),
              verb(*kind).empty() ? fmt::format("write `{} against` and the state", name(*kind))
                                  : fmt::format("write the state behind `{}`", verb(*kind)));
  if (sink_.errors() == errors_before) scenario.events.push_back(std::move(result));
}

bool Resolver::covered(Day day, Span span) {
  Day first = Day::max();
  for (const auto& state : model_.states)
    for (const auto& spell : state.exists) first = std::min(first, spell.from.earliest);
  if (day >= first || first == Day::max()) return true;
  sink_.add(
      Code::outside_coverage, span,
      fmt::format("{} lies before {}, the first day that the corpus knows of", to_iso(day), to_iso(first)),
      "choose a later day, or add states of that time with `--corpus`");
  return false;
}

void Resolver::place_defaults(Scenario& scenario) {
  const Day day = scenario.on.value_or(Day{0});
  bool all_covered = true;
  for (const auto& event : scenario.events)
    all_covered = all_covered && covered(event.on == Day::max() ? day : event.on, event.span);
  if (all_covered && scenario.events.empty() && scenario.on) all_covered = covered(day, scenario.span);
  for (auto& event : scenario.events) {
    if (event.on == Day::max()) event.on = day;
    if (!all_covered)
      continue;  // before the first day of the corpus no state existed: it need not be said of each
    // The target of an event at a place alone is whoever administers it, else whoever is sovereign.
    if (event.derived_target && event.against.empty() && event.at) {
      const Place& place = model_[event.at];
      const auto holder = [&](const std::vector<DatedState>& list, Day on) -> StateId {
        for (const auto& dated : list)
          if (dated.spell.surely_contains(on)) return dated.state;
        return StateId::none();
      };
      const auto acts_itself = [&](StateId who) { return who && event.by.contains(who.index()); };
      StateId who = holder(place.administrators, event.on);
      // Whoever acts does not strike itself: if it holds the place by that day, it is whoever held it the day before, and
      // if it held it then too, the sovereign.
      if (acts_itself(who)) who = holder(place.administrators, Day{event.on.number - 1});
      if (!who || acts_itself(who)) who = holder(place.sovereigns, event.on);
      if (who) {
        event.against.push_back(who);
      } else {
        sink_.add(Code::event_without_target, event.span,
                  fmt::format("no state administers {} or is sovereign over it on {}", place.title,
                              to_iso(event.on)),
                  "name the state that is struck, and the place behind `at`");
      }
    }
    const auto must_exist = [&](StateId id) {
      if (exists_on(model_[id], event.on)) return;
      sink_.add(
          Code::state_did_not_exist, event.span,
          fmt::format("{} ({}) did not exist on {}", model_[id].title, model_[id].code, to_iso(event.on)),
          existence_hint(model_, id, event.on));
    };
    event.by.for_each([&](std::size_t i) { must_exist(make_id<StateId>(i)); });
    for (auto id : event.against) {
      must_exist(id);
      if (event.by.contains(id.index()) && event.kind != EventKind::request)
        sink_.add(Code::attacks_itself, event.span,
                  fmt::format("{} is both who acts and whom it strikes", model_[id].title),
                  "name somebody else; force within a state is `insurgency against` or `coup against`");
    }
    for (const auto& other : {event.asserted_by, event.asserted_actor})
      other.for_each([&](std::size_t i) { must_exist(make_id<StateId>(i)); });
  }
  std::stable_sort(scenario.events.begin(), scenario.events.end(),
                   [](const Event& a, const Event& b) { return a.on < b.on; });
}

}  // namespace casus::model
