// Expectations of a scenario.
#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

void Resolver::expectation(NodeId slot, Scenario& scenario) {
  Expectation result;
  result.span = tree_->span(slot);
  result.text = tree_->written(slot);
  result.only = tree_->has(slot, Keyword::k_only);
  const std::size_t errors_before = sink_.errors();

  const NodeId first_list = nth(slot, NodeKind::names, 0);
  const NodeId second_list = nth(slot, NodeKind::names, 1);
  std::vector<NodeId> bare;  // names that stand directly: the act, or the instrument of `breaks`
  for (NodeId c : tree_->children(slot))
    if (tree_->kind(c) == NodeKind::name) bare.push_back(c);
  const auto into = [&](NodeId list, StateSet& set) {
    for (const auto& name : names_in(list)) {
      if (name.word == "anyone") {
        result.anyone = true;
      } else if (const auto id = state(name)) {
        set.insert(id.index());
      }
    }
  };
  const auto set_provision = [&](NodeId parent) {
    if (const NodeId designator = tree_->child(parent, NodeKind::designator)) {
      result.provision = label_of(designator);
      if (result.instrument) provision_by_label(result.instrument, designator);
    }
  };

  const auto& n = tree_->node(slot);
  const Keyword second_word = tree_->tokens()[std::min<std::size_t>(n.first_token + 1, n.last_token)].keyword;
  if (second_word == Keyword::k_gap) {
    result.kind = ExpectKind::gap;
    if (first_list) into(first_list, result.who);
    scenario.expectations.push_back(std::move(result));
    return;
  }
  const bool no_duty = second_word == Keyword::k_no;
  if (no_duty) {
    result.kind = ExpectKind::no_duty;
    // `no duty to ACT for WHO WHOM`: the first list is the debtors where `for` stands.
    const bool for_given = tree_->has(slot, Keyword::k_for);
    result.anyone = !for_given || tree_->has(slot, Keyword::k_anyone);
    if (for_given && !result.anyone) {
      if (first_list) into(first_list, result.who);
      if (second_list) into(second_list, result.object);
    } else if (first_list) {
      into(first_list, result.object);
    }
    if (!bare.empty()) result.act = word<Act>(named(bare[0]), "act");
  } else {
    NodeId object_list = second_list;
    if (tree_->has(slot, Keyword::k_nobody)) {
      result.nobody = true;
      object_list = first_list;
    } else if (const NodeId number = tree_->child(slot, NodeKind::number)) {
      result.count = count_of(number);
      object_list = first_list;
    } else if (first_list) {
      into(first_list, result.who);
    }
    if (tree_->has(slot, Keyword::k_bound)) {
      result.kind = ExpectKind::bound_to_nothing;
      scenario.expectations.push_back(std::move(result));
      return;
    }
    if (tree_->has(slot, Keyword::k_breaks)) {
      result.kind = ExpectKind::breaks;
      if (!bare.empty()) result.instrument = instrument(named(bare[0]));
      set_provision(slot);
      if (sink_.errors() == errors_before) scenario.expectations.push_back(std::move(result));
      return;
    }
    if (object_list) into(object_list, result.object);
    // The modality stands before the act; `may include` behind it is a qualifier.
    const std::uint32_t until = bare.empty() ? n.last_token : tree_->node(bare[0]).first_token;
    for (std::uint32_t t = n.first_token; t < until; ++t)
      result.open = result.open || tree_->tokens()[t].keyword == Keyword::k_open;
    result.modality = modality_in(n.first_token, until);
    if (!bare.empty()) result.act = word<Act>(named(bare[0]), "act");
  }
  for (NodeId part : tree_->children(slot)) {
    if (tree_->kind(part) == NodeKind::terms) {
      result.terms_given = true;
      std::vector<ExpectedAnswer> term;
      for (NodeId c : tree_->children(part)) {
        if (tree_->kind(c) != NodeKind::name) continue;
        const auto word = tree_->written(c);
        const Keyword after = tree_->tokens()[tree_->node(c).last_token].keyword;
        if (!is_engine_question(word)) question(named(c));
        term.push_back({std::string(word), after != Keyword::k_no});
      }
      result.terms.push_back(std::move(term));
      continue;
    }
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    const auto names = names_in(part);
    switch (tree_->keyword(part)) {
      case Keyword::k_under:
        if (!names.empty()) result.instrument = instrument(names[0]);
        set_provision(part);
        break;
      case Keyword::k_left: result.left_to_debtor = true; break;
      case Keyword::k_with:
        if (tree_->has(part, Keyword::k_proviso)) {
          if (!names.empty()) result.proviso = intern(names[0].word);
        } else {
          for (const auto& name : names)
            if (const auto means = word<Means>(name, "means")) result.with.push_back(*means);
        }
        break;
      case Keyword::k_may:
        if (!names.empty()) result.may_include = word<Means>(names[0], "means");
        break;
      case Keyword::k_in:
        if (const NodeId number = tree_->child(part, NodeKind::number)) result.round = count_of(number);
        break;
      case Keyword::k_within:
        if (const NodeId number = tree_->child(part, NodeKind::number))
          if (const auto count = number_of(number))
            result.within_hours = *count * (tree_->has(part, Keyword::k_hours) ? 1 : 24);
        break;
      default: break;
    }
  }
  if (sink_.errors() == errors_before) scenario.expectations.push_back(std::move(result));
}

}  // namespace casus::model
