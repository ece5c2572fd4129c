// Patterns and conditions: whom a clause speaks of, and what it hangs on.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

std::optional<RoleKind> role_named(std::string_view word) {
  if (const auto role = parse<RoleKind>(word)) return role;
  // Plurals: `the guarantors`, `the parties`, `beneficiaries`, `signatories`.
  if (word.ends_with("ies")) return parse<RoleKind>(std::string(word.substr(0, word.size() - 3)) + "y");
  if (word.ends_with("s")) return parse<RoleKind>(word.substr(0, word.size() - 1));
  return std::nullopt;
}

}  // namespace

// ── patterns

bool Resolver::role_exists(InstrumentId id, RoleKind role) const {
  return std::ranges::any_of(model_[id].memberships, [&](const Membership& m) { return m.role == role; });
}

// An instrument that names nobody at all is one fault, said once of the whole; a role line that was refused
// is another.
bool Resolver::may_miss_role(InstrumentId id) const {
  return !model_[id].memberships.empty() && !frame_refused(model_, sink_, model_[id]);
}

Pattern Resolver::pattern(NodeId node, InstrumentId id) {
  Pattern result;
  result.span = tree_->span(node);
  for (NodeId child : tree_->children(node))
    if (tree_->kind(child) == NodeKind::element) element(child, id, result);
  return result;
}

void Resolver::element(NodeId node, InstrumentId id, Pattern& into) {
  const NodeId head_node = tree_->child(node, NodeKind::name);
  if (!head_node) return;
  const Named head = named(head_node);
  Element result;
  const auto& n = tree_->node(node);
  const Keyword quantifier = tree_->tokens()[n.first_token].keyword;
  const bool quantified = tree_->node(head_node).first_token > n.first_token;
  for (std::uint32_t t = n.first_token; t < tree_->node(head_node).first_token; ++t) {
    if (tree_->tokens()[t].keyword == Keyword::k_other || tree_->tokens()[t].keyword == Keyword::k_another)
      result.other = true;
  }
  for (NodeId part : tree_->children(node)) {
    if (tree_->kind(part) == NodeKind::number) result.at_least = count_of(part).value_or(1);
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    if (tree_->keyword(part) == Keyword::k_in)
      result.tier = intern(tree_->written(tree_->child(part, NodeKind::name)));
    if (tree_->keyword(part) == Keyword::k_with)
      result.character = intern(tree_->written(tree_->child(part, NodeKind::name)));
    if (tree_->keyword(part) == Keyword::k_except)
      for (const auto& name : names_in(part))
        if (const auto who = state(name)) result.except.insert(who.index());
  }
  if (head.word == "victim") {
    result.head = Head::victim;
  } else if (head.word == "attacker") {
    result.head = Head::attacker;
  } else if (head.word == "requester") {
    result.head = Head::requester;
  } else if (head.word == "state" || head.word == "states" || head.word == "power") {
    result.head = Head::any_state;
  } else if (head.word == "non_party") {
    result.head = Head::non_party;
  } else if (const auto role = role_named(head.word)) {
    result.head = Head::role;
    result.role = *role;
    result.decider = quantifier == Keyword::k_that;
    const bool whole = head.word == "parties" && !role_exists(id, RoleKind::party);
    if (whole && !model_[id].memberships.empty()) {
      result.head = Head::everyone;
    } else if (!role_exists(id, *role) && may_miss_role(id)) {
      std::vector<std::string_view> known;
      for (const auto& m : model_[id].memberships)
        if (std::ranges::find(known, name(m.role)) == known.end()) known.push_back(name(m.role));
      sink_.add(Code::missing_role, head.span, fmt::format("`{}` names no {}", model_[id].name, name(*role)),
                known.empty() ? "write who holds the role, for instance `party POL from 1999-03-12`"
                              : fmt::format("its roles are: {}", fmt::join(known, ", ")));
    }
  } else if (model_.class_names.contains(head.word)) {
    result.head = Head::class_of;
    result.class_of = class_of(head.word);
  } else if (!quantified) {
    const auto who = state(head);
    if (!who) return;
    // Listed states make one element: `RUS, GBR, USA`.
    if (!into.elements.empty() && into.elements.back().head == Head::states &&
        into.elements.back().at_least == 1) {
      into.elements.back().states.insert(who.index());
      return;
    }
    result.head = Head::states;
    result.states.insert(who.index());
  } else {
    std::vector<std::string_view> known = {"victim", "attacker",  "requester",
                                           "state",  "non_party", "parties"};
    for (auto role_name : names_of<RoleKind>()) known.push_back(role_name);
    for (const auto& known_class : model_.classes) known.push_back(known_class);
    unknown(Code::no_such_binding, head, "role, class of states or participant", known);
    return;
  }
  into.elements.push_back(result);
}

// ── conditions

ConditionId Resolver::condition(NodeId node, InstrumentId id) {
  Condition result{.kind = ConditionKind::all_of,
                   .children = {},
                   .victim = {},
                   .attacker = {},
                   .areas = {},
                   .means = {},
                   .span = tree_->span(node)};
  const Keyword keyword = tree_->keyword(node);
  const NodeId first_pattern = nth(node, NodeKind::pattern, 0);
  const NodeId second_pattern = nth(node, NodeKind::pattern, 1);
  const NodeId first_name = tree_->child(node, NodeKind::name);
  const auto& tokens = tree_->tokens();
  const std::uint32_t first = tree_->node(node).first_token;
  const bool group =
      (keyword == Keyword::k_any || keyword == Keyword::k_all) && tokens[first + 1].keyword == Keyword::k_of;
  const auto finish = [&](Condition&& c) {
    model_.conditions.push_back(std::move(c));
    return make_id<ConditionId>(model_.conditions.size() - 1);
  };

  if (group || keyword == Keyword::k_not) {
    result.kind = keyword == Keyword::k_not   ? ConditionKind::negation
                  : keyword == Keyword::k_any ? ConditionKind::any_of
                                              : ConditionKind::all_of;
    for (NodeId child : tree_->children(node))
      if (tree_->kind(child) == NodeKind::condition) result.children.push_back(condition(child, id));
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_question) {
    result.kind = ConditionKind::question;
    if (first_name) result.question = question(named(first_name));
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_unprovoked || keyword == Keyword::k_provoked) {
    result.kind = ConditionKind::provoked;
    result.value = keyword == Keyword::k_unprovoked;
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_in) {
    result.kind = ConditionKind::self_defence;
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_with) {
    result.kind = ConditionKind::means;
    if (first_name) result.means = word<Means>(named(first_name), "means");
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_request) {
    result.kind = ConditionKind::request;
    if (first_pattern) result.victim = pattern(first_pattern, id);
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_decision) {
    result.kind = ConditionKind::decision;
    if (first_pattern) result.attacker = pattern(first_pattern, id);
    if (const NodeId body = tree_->child(node, NodeKind::names))
      if (const auto names = names_in(body); !names.empty()) result.organ = organ_of(names[0], id);
    if (first_name) result.decision = intern(tree_->written(first_name));
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_performance) {
    result.kind = ConditionKind::performance;
    if (first_pattern) result.attacker = pattern(first_pattern, id);
    return finish(std::move(result));
  }
  if (keyword == Keyword::k_breach) {
    result.kind = ConditionKind::breach;
    result.instrument = first_name ? instrument(named(first_name)) : id;
    if (const NodeId label = tree_->child(node, NodeKind::designator); label && result.instrument)
      result.provision = provision_by_label(result.instrument, label);
    if (first_pattern) result.victim = pattern(first_pattern, id);
    circumstances(node, id, result);
    return finish(std::move(result));
  }
  const NodeId leading = [&] {
    for (NodeId c : tree_->children(node)) return c;
    return NodeId::none();
  }();
  if (leading && leading == first_pattern) {
    result.attacker = pattern(first_pattern, id);
    if (tree_->has(node, Keyword::k_holds)) {
      result.kind = ConditionKind::holds_threat;
      if (second_pattern) result.victim = pattern(second_pattern, id);
      const auto found = model_.concept_names.find("held_threat");
      if (found == model_.concept_names.end()) {
        sink_.add(Code::unknown_name, result.span,
                  "the lexicon has no concept `held_threat`, which this clause turns on",
                  "add `concept held_threat \"…\"` to the lexicon and say which events amount to it");
      } else {
        result.concept_id = ConceptId{found->second};
      }
      return finish(std::move(result));
    }
    if (tree_->has(node, Keyword::k_is) && tree_->has(node, Keyword::k_at)) {
      result.kind = ConditionKind::at_war;
      result.victim = std::exchange(result.attacker, {});
      if (second_pattern) result.attacker = pattern(second_pattern, id);
      const auto found = model_.concept_names.find("war");
      if (found == model_.concept_names.end()) {
        sink_.add(Code::unknown_name, result.span,
                  "the lexicon has no concept `war`, which this clause turns on",
                  "add `concept war \"…\"` to the lexicon and say which events amount to it");
      } else {
        result.concept_id = ConceptId{found->second};
      }
      return finish(std::move(result));
    }
    if (first_name && !second_pattern && tree_->has(node, Keyword::k_is)) {
      result.kind = ConditionKind::membership;
      result.value = !tree_->has(node, Keyword::k_not);
      if (const auto role = word<RoleKind>(named(first_name), "role")) result.role = *role;
      if (const NodeId where = nth(node, NodeKind::name, 1)) result.instrument = instrument(named(where));
      return finish(std::move(result));
    }
    const auto verb = first_name ? tree_->written(first_name) : std::string_view{};
    if (verb == "attacks" || verb == "attack") {
      result.kind = ConditionKind::attacks;
    } else if (verb == "assists" || verb == "assist") {
      result.kind = ConditionKind::assists;
    } else if (first_name) {
      unknown(Code::unknown_word, named(first_name), "relation between states",
              {"attacks", "assists", "holds", "is"});
    }
    if (second_pattern) result.victim = pattern(second_pattern, id);
    return finish(std::move(result));
  }
  if (first_name && !first_pattern && tree_->has(node, Keyword::k_in)) {  // `x in force`
    result.kind = ConditionKind::in_force;
    result.instrument = instrument(named(first_name));
    return finish(std::move(result));
  }

  result.kind = ConditionKind::struck;
  if (first_name)
    result.concept_id =
        ConceptId{look_up(model_.concept_names, named(first_name), "legal concept or kind of event")};
  if (first_pattern) result.victim = pattern(first_pattern, id);
  circumstances(node, id, result);
  return finish(std::move(result));
}

/// An organ of the instrument, by its name.
OrganRef Resolver::organ_of(const Named& name, InstrumentId id) {
  std::vector<std::string_view> known;
  const auto& organs = model_[id].organs;
  for (std::size_t i = 0; i < organs.size(); ++i) {
    if (organs[i].name == name.word) return {id, static_cast<std::uint16_t>(i)};
    known.push_back(organs[i].name);
  }
  unknown(Code::unknown_name, name, "organ of this instrument", known);
  return {};
}

/// By whom, where, with what: what stands behind the head of a condition.
void Resolver::circumstances(NodeId node, InstrumentId id, Condition& result) {
  for (NodeId part : tree_->children(node)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    switch (tree_->keyword(part)) {
      case Keyword::k_by:
        if (const NodeId by = tree_->child(part, NodeKind::pattern)) result.attacker = pattern(by, id);
        break;
      case Keyword::k_in:
        result.limited = true;
        for (const auto& name : names_in(part)) {
          const auto area = std::ranges::find_if(
              model_.areas, [&](const Area& a) { return a.instrument == id && a.name == name.word; });
          if (area != model_.areas.end()) {
            result.areas.push_back(make_id<AreaId>(static_cast<std::size_t>(area - model_.areas.begin())));
          } else if (const auto region = model_.region_names.find(name.word);
                     region != model_.region_names.end()) {
            result.regions |= RegionSet{1} << region->second;
          } else {
            std::vector<std::string_view> known;
            for (const auto& a : model_.areas)
              if (a.instrument == id) known.push_back(a.name);
            for (const auto& r : model_.regions) known.push_back(r.name);
            unknown(Code::unknown_name, name, "area or region", known);
          }
        }
        break;
      case Keyword::k_with:
        if (const NodeId name = tree_->child(part, NodeKind::name))
          result.means = word<Means>(named(name), "means");
        break;
      case Keyword::k_unprovoked: result.unprovoked = true; break;
      default: break;
    }
  }
}

}  // namespace casus::model
