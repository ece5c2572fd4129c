// Scenarios: what is supposed, what is told of facts, and what states do. Events stand in resolve_event.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

bool Resolver::is_engine_question(std::string_view word) const {
  for (std::string_view prefix : {"request_of_", "decision_", "membership_of_", "territory_", "means_",
                                  "wording_of_", "performance_of_", "attacker_meant_by_", "statehood_of_"})
    if (word.starts_with(prefix)) return true;
  // A question about one event of several carries the event's number: `attributable_to_state_e2`.
  const auto mark = word.rfind("_e");
  return mark != std::string_view::npos && mark + 2 < word.size() &&
         word.substr(mark + 2).find_first_not_of("0123456789") == std::string_view::npos &&
         model_.question_names.contains(word.substr(0, mark));
}

void Resolver::scenario_item(const Item& item) {
  Scenario scenario;
  scenario.name = model_.scenarios[item.index].name;
  scenario.span = model_.scenarios[item.index].span;
  scenario.title = text_of(item.node);
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (block) scenario_slots(block, scenario);
  if (!scenario.on) {
    for (const auto& event : scenario.events)
      if (event.on != Day::max() && (!scenario.on || event.on < *scenario.on)) scenario.on = event.on;
    bool refused = false;  // a date stands there, but not one that could be read
    if (block)
      for (NodeId slot : tree_->children(block))
        refused |= tree_->kind(slot) == NodeKind::slot && tree_->keyword(slot) == Keyword::k_on;
    if (!scenario.on && !refused)
      sink_.add(Code::no_scenario_date, scenario.span,
                fmt::format("scenario `{}` has no date", scenario.name),
                "write the day on which it is judged, for instance `on 2023-02-21`");
  }
  if (scenario.on) place_defaults(scenario);
  if (scenario.title.empty()) scenario.title = scenario.name;
  model_.scenarios[item.index] = std::move(scenario);
}

namespace {

/// True where one supposes what the other denies, on some day.
bool contradict(const Supposition& a, const Supposition& b) {
  if (a.kind != b.kind || a.value == b.value) return false;
  if (a.spell.to.latest <= b.spell.from.earliest || b.spell.to.latest <= a.spell.from.earliest) return false;
  switch (a.kind) {
    case SupposeKind::in_force: return a.instrument == b.instrument;
    case SupposeKind::membership:
      return a.instrument == b.instrument && a.state == b.state && a.role == b.role && a.tier == b.tier;
    case SupposeKind::answer: return a.question == b.question;
    case SupposeKind::decision: return a.state == b.state && a.decision == b.decision;
  }
  return false;
}

}  // namespace

void Resolver::scenario_slots(NodeId block, Scenario& scenario) {
  const std::size_t before = scenario.suppositions.size();
  // The date first, wherever it stands: everything else is looked up on it.
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot || tree_->keyword(slot) != Keyword::k_on) continue;
    const NodeId date = tree_->child(slot, NodeKind::date);
    if (!date) continue;
    const auto day = date_of(date);
    if (!day) {
      // Already reported; a day all the same, so that the missing date is not a second fault.
      scenario.on = Day{0};
    } else if (!is_exact(*day)) {
      sink_.add(Code::not_a_date, tree_->span(date),
                fmt::format("a scenario stands on one day, not on `{}`", tree_->written(date)),
                "write year-month-day, as 2023-02-21");
      scenario.on = day->earliest;
    } else {
      scenario.on = day->earliest;
    }
  }
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) == NodeKind::event) {
      event(slot, scenario);
      continue;
    }
    if (tree_->kind(slot) != NodeKind::slot) continue;
    switch (tree_->keyword(slot)) {
      case Keyword::k_suppose: suppose(slot, scenario); break;
      case Keyword::k_reading:
        if (const NodeId name = tree_->child(slot, NodeKind::name)) {
          const auto index = look_up(model_.reading_names, named(name), "reading");
          if (index != UINT32_MAX) scenario.readings.push_back(ReadingId{index});
        }
        break;
      case Keyword::k_stance: stance(slot, scenario); break;
      case Keyword::k_fact: fact(slot, scenario); break;
      case Keyword::k_honour: honour(slot, scenario); break;
      case Keyword::k_expect: expectation(slot, scenario); break;
      case Keyword::k_note: scenario.note = text_of(slot); break;
      default: break;
    }
  }
  // What came from elsewhere may be overruled; what is said together must agree.
  const auto& said = scenario.suppositions;
  for (std::size_t i = before; i < said.size(); ++i)
    for (std::size_t k = before; k < i; ++k)
      if (contradict(said[i], said[k])) {
        sink_.add(Code::suppositions_contradict, said[i].span,
                  fmt::format("`{}` contradicts `{}`", said[i].text, said[k].text),
                  "leave one of the two out, or give them days that do not meet");
        break;
      }
}

// ── suppositions and facts

void Resolver::suppose(NodeId slot, Scenario& scenario) {
  Supposition base{.kind = SupposeKind::answer,
                   .instrument = {},
                   .state = {},
                   .tier = {},
                   .question = {},
                   .decision = {},
                   .spell = spell_of(slot),
                   .text = std::string(tree_->written(slot)),
                   .span = tree_->span(slot)};
  const NodeId list = tree_->child(slot, NodeKind::names);
  if (!list) return;
  const auto subjects = names_in(list);
  if (subjects.empty()) return;
  if (base.text.starts_with("suppose")) base.text = base.text.substr(7);
  while (base.text.starts_with(' ')) base.text.erase(0, 1);

  const NodeId role = tree_->child(slot, NodeKind::qualifier);
  const NodeId object = tree_->child(slot, NodeKind::name);
  if (tree_->has(slot, Keyword::k_force) && !role) {
    base.kind = SupposeKind::in_force;
    base.value = !tree_->has(slot, Keyword::k_not);
    for (const auto& subject : subjects)
      if (const auto id = instrument(subject)) {
        base.instrument = id;
        scenario.suppositions.push_back(base);
      }
    return;
  }
  const auto& n = tree_->node(slot);
  const Keyword last = tree_->tokens()[n.last_token - 1].keyword;
  if (last == Keyword::k_yes || last == Keyword::k_no) {
    base.value = last == Keyword::k_yes;
    for (const auto& subject : subjects) {
      base.question = subject.word;
      if (!is_engine_question(subject.word)) {
        if (!question(subject)) continue;
      }
      scenario.suppositions.push_back(base);
    }
    return;
  }
  base.value = !tree_->has(slot, Keyword::k_not);
  if (!role && object) {  // STATE decides X
    base.kind = SupposeKind::decision;
    base.decision = intern(tree_->written(object));
    for (const auto& subject : subjects)
      if (const auto id = state(subject)) {
        base.state = id;
        scenario.suppositions.push_back(base);
      }
    return;
  }
  if (!role || !object) return;
  base.kind = SupposeKind::membership;
  base.instrument = instrument(named(object));
  if (const auto kind = parse<RoleKind>(syntax::spelling(tree_->keyword(role)))) base.role = *kind;
  for (NodeId part : tree_->children(slot))
    if (tree_->kind(part) == NodeKind::qualifier && tree_->keyword(part) == Keyword::k_in)
      if (const NodeId tier = tree_->child(part, NodeKind::name)) base.tier = intern(tree_->written(tier));
  if (!base.instrument) return;
  for (const auto& subject : subjects)
    if (const auto id = state(subject)) {
      base.state = id;
      scenario.suppositions.push_back(base);
    }
}

void Resolver::fact(NodeId slot, Scenario& scenario) {
  const NodeId name = tree_->child(slot, NodeKind::name);
  if (!name) return;
  Fact result;
  result.question = tree_->written(name);
  result.yes = !tree_->has(slot, Keyword::k_no);
  result.text = tree_->written(slot);
  result.span = tree_->span(slot);
  if (!is_engine_question(result.question)) {
    const auto asked = question(named(name));
    if (!asked) return;
    if (model_[asked].kind != QuestionKind::factual) {
      sink_.add(Code::question_undecided_kind, tree_->span(name),
                fmt::format("`{}` is {} {} question; a fact cannot answer it", result.question,
                            model_[asked].kind == QuestionKind::interpretive ? "an" : "a",
                            model::name(model_[asked].kind)),
                "an interpretive question is answered by a reading, any question by `suppose`");
      return;
    }
  }
  if (const NodeId who = tree_->child(slot, NodeKind::names))
    for (const auto& asserter : names_in(who))
      if (const auto id = state(asserter)) result.asserted_by.insert(id.index());
  scenario.facts.push_back(std::move(result));
}

// ── what states do

void Resolver::honour(NodeId slot, Scenario& scenario) {
  Policy& policy = scenario.policy ? *scenario.policy : scenario.policy.emplace();
  const auto into = [&](NodeId parent, StateSet& set) {
    const NodeId list = tree_->child(parent, NodeKind::names);
    if (!list) return;
    for (const auto& name : names_in(list))
      if (name.word != "none")
        if (const auto id = state(name)) set.insert(id.index());
  };
  StateSet named;
  into(slot, named);
  // `all` of the line itself: the qualifiers hold no such word.
  const bool all = tree_->has(slot, Keyword::k_all);
  policy.all = policy.all || all;
  policy.honour |= named;
  for (NodeId part : tree_->children(slot)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    if (tree_->keyword(part) == Keyword::k_except) into(part, policy.except);
    if (!tree_->has(part, Keyword::k_force)) continue;
    policy.force |= named;
    if (all) policy.form = Form::force;
  }
}

}  // namespace casus::model
