// Definitions by which commitments are counted.
#include <fmt/format.h>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

void Resolver::definition_item(const Item& item) {
  Definition& definition = model_.definitions[item.index];
  definition.title = text_of(item.node);
  if (definition.title.empty()) definition.title = definition.name;
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  std::vector<Keyword> seen;
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    const Keyword keyword = tree_->keyword(slot);
    if (keyword != Keyword::k_answer && std::ranges::find(seen, keyword) != seen.end())
      sink_.add(Code::repeated_slot, tree_->span(slot),
                fmt::format("`{}` stands here a second time", syntax::spelling(keyword)),
                "write one line with all its words");
    seen.push_back(keyword);
    definition_slot(slot, definition);
  }
  const auto needs = [&](Keyword keyword, std::string_view hint) {
    if (std::ranges::find(seen, keyword) == seen.end())
      sink_.add(Code::missing_slot, definition.span,
                fmt::format("definition `{}` has no `{}` line", definition.name, syntax::spelling(keyword)),
                std::string(hint));
  };
  needs(Keyword::k_force, "say which texts count, for instance `force binding`");
  needs(Keyword::k_act, "say which acts count, for instance `act assist, meet_common_danger`");
  const bool compares = std::ranges::any_of(seen, [](Keyword keyword) {
    return keyword == Keyword::k_lists || keyword == Keyword::k_includes || keyword == Keyword::k_excludes;
  });
  if (compares) needs(Keyword::k_published, "states are compared with a published figure; write its line");
  // Without a `modality` line a duty counts, and a permission or a call to act does not.
  if (definition.modalities.empty()) definition.modalities.push_back(Modality::must);
}

void Resolver::definition_slot(NodeId slot, Definition& definition) {
  const auto words = [&]<class Enum>(std::vector<Enum>& into, std::string_view what) {
    for (const auto& name : names_in(slot))
      if (const auto value = word<Enum>(name, what)) into.push_back(*value);
  };
  const auto texts = [&](std::vector<InstrumentId>& into) {
    for (const auto& name : names_in(slot))
      if (const auto id = instrument(name)) into.push_back(id);
  };
  switch (tree_->keyword(slot)) {
    case Keyword::k_force: words(definition.forces, "force"); break;
    case Keyword::k_modality: words(definition.modalities, "modality"); break;
    case Keyword::k_act: words(definition.acts, "act"); break;
    case Keyword::k_discretion: words(definition.discretions, "kind of discretion"); break;
    case Keyword::k_status: words(definition.statuses, "coding status"); break;
    case Keyword::k_protects: definition.parties_only = tree_->has(slot, Keyword::k_parties); break;
    case Keyword::k_open: definition.open_counts = tree_->has(slot, Keyword::k_yes); break;
    case Keyword::k_answer:
      if (const NodeId name = tree_->child(slot, NodeKind::name))
        if (const auto asked = question(named(name)))
          definition.answers.push_back({asked, tree_->has(slot, Keyword::k_yes), 0});
      break;
    case Keyword::k_under: texts(definition.under); break;
    case Keyword::k_except: texts(definition.except); break;
    case Keyword::k_published:
    case Keyword::k_lists:
    case Keyword::k_includes:
    case Keyword::k_excludes: published_slot(slot, definition); break;
    case Keyword::k_source: definition.source = text_of(slot); break;
    case Keyword::k_cite: definition.cite = text_of(slot); break;
    case Keyword::k_note: definition.note = text_of(slot); break;
    case Keyword::k_confidence:
      for (const auto& name : names_in(slot))
        if (const auto value = word<Confidence>(name, "confidence")) definition.confidence = *value;
      break;
    default: break;
  }
}

void Resolver::published_slot(NodeId slot, Definition& definition) {
  if (!definition.published) definition.published.emplace();
  PublishedCount& published = *definition.published;
  const auto states = [&](StateSet& into) {
    for (const auto& name : names_in(slot))
      if (const auto id = state(name)) into.insert(id.index());
  };
  switch (tree_->keyword(slot)) {
    case Keyword::k_lists: states(published.lists); return;
    case Keyword::k_includes: states(published.includes); return;
    case Keyword::k_excludes: states(published.excludes); return;
    default: break;
  }
  published.over = tree_->has(slot, Keyword::k_over);
  if (const auto number = count_of(nth(slot, NodeKind::number, 0))) published.number = *number;
  if (const NodeId name = tree_->child(slot, NodeKind::name)) published.protector = state(named(name));
  if (const NodeId date = tree_->child(slot, NodeKind::date))
    if (const auto day = date_of(date)) published.on = *day;
}

}  // namespace casus::model
