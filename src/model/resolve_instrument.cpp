// Instruments: their own lines, roles and areas.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

std::optional<RoleKind> role_of(Keyword keyword) { return parse<RoleKind>(syntax::spelling(keyword)); }

}  // namespace

bool frame_refused(const Model& model, const diag::Sink& sink, const Instrument& instrument) {
  std::size_t errors = sink.errors_in(instrument.whole);
  if (errors == 0) return false;
  for (auto id : instrument.provisions) errors -= std::min(errors, sink.errors_in(model[id].span));
  return errors > 0;
}

// ── the frame: provisions and areas by name, before anything refers to them

void Resolver::instrument_frame(const Item& item) {
  const InstrumentId id{item.index};
  Instrument& instrument = model_.instruments[item.index];
  instrument.title = text_of(item.node);
  if (instrument.title.empty()) instrument.title = instrument.name;
  instrument.whole = tree_->span(item.node);
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  for (NodeId child : tree_->children(block)) {
    if (tree_->kind(child) == NodeKind::item) {
      const NodeId designator = tree_->child(child, NodeKind::designator);
      if (!designator) continue;
      Provision provision;
      provision.instrument = id;
      provision.label = label_of(designator);
      provision.title = text_of(child);
      provision.span = tree_->span(child);
      provision.label_span = tree_->span(designator);
      for (auto other : instrument.provisions)
        if (model_[other].label == provision.label)
          sink_.add({Code::duplicate_name,
                     provision.label_span,
                     fmt::format("{} already has {}", instrument.name, provision.label),
                     "every provision stands once; further conditions go into `if … { }`",
                     {{model_[other].label_span, "the first one is here"}},
                     {}});
      instrument.provisions.push_back(make_id<ProvisionId>(model_.provisions.size()));
      model_.provisions.push_back(std::move(provision));
    } else if (tree_->kind(child) == NodeKind::slot && tree_->keyword(child) == Keyword::k_area) {
      const NodeId name = tree_->child(child, NodeKind::name);
      if (!name) continue;
      Area area;
      area.name = tree_->written(name);
      area.instrument = id;
      area.span = tree_->span(name);
      model_.areas.push_back(std::move(area));
    } else if (tree_->kind(child) == NodeKind::slot && tree_->keyword(child) == Keyword::k_also) {
      for (const auto& name : names_in(child)) {
        std::string also(name.word);
        if (also.size() >= 2 && also.front() == '"') also = also.substr(1, also.size() - 2);
        model_.instrument_names.emplace(also, item.index);
        instrument.also.push_back(std::move(also));
      }
    }
  }
}

ProvisionId Resolver::provision_by_label(InstrumentId instrument, NodeId designator) {
  const auto label = label_of(designator);
  std::vector<std::string_view> known;
  for (auto id : model_[instrument].provisions) {
    if (model_[id].label == label) return id;
    known.push_back(model_[id].label);
  }
  unknown(Code::unknown_provision, {label, tree_->span(designator), designator},
          fmt::format("provision of `{}`:", model_[instrument].name), known);
  return ProvisionId::none();
}

// ── instrument slots

void Resolver::instrument_item(const Item& item) {
  const InstrumentId id{item.index};
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  // Roles first: patterns in areas and provisions are checked against them.
  std::size_t next_provision = 0;
  for (NodeId child : tree_->children(block))
    if (tree_->kind(child) == NodeKind::slot && tree_->keyword(child) != Keyword::k_area)
      instrument_slot(child, model_.instruments[item.index], id);
  for (NodeId child : tree_->children(block)) {
    if (tree_->kind(child) != NodeKind::slot) continue;
    if (tree_->keyword(child) == Keyword::k_area) area_slot(child, id);
    if (tree_->keyword(child) == Keyword::k_organ) organ_slot(child, id);
  }
  for (NodeId child : tree_->children(block)) {
    if (tree_->kind(child) != NodeKind::item || !tree_->child(child, NodeKind::designator)) continue;
    const ProvisionId provision = model_.instruments[item.index].provisions[next_provision++];
    provision_item(child, id, provision);
  }
}

void Resolver::instrument_slot(NodeId slot, Instrument& instrument, InstrumentId id) {
  const auto first_name = [&]() -> std::optional<Named> {
    const NodeId name = tree_->child(slot, NodeKind::name);
    return name ? std::optional(named(name)) : std::nullopt;
  };
  const auto first_date = [&]() -> std::optional<VagueDay> {
    const NodeId date = tree_->child(slot, NodeKind::date);
    return date ? date_of(date) : std::nullopt;
  };
  const Keyword keyword = tree_->keyword(slot);
  if (const auto role = role_of(keyword)) return role_slot(slot, *role, instrument);
  switch (keyword) {
    case Keyword::k_kind:
      if (const auto name = first_name())
        if (const auto kind = word<InstrumentKind>(*name, "kind of instrument")) instrument.kind = *kind;
      break;
    case Keyword::k_force:
      instrument.force_given = true;
      if (const auto name = first_name())
        if (const auto force = word<Force>(*name, "force")) instrument.force = *force;
      break;
    case Keyword::k_signed: instrument.signed_on = first_date(); break;
    case Keyword::k_published: instrument.published_on = first_date(); break;
    case Keyword::k_secret: instrument.secret_until = first_date(); break;
    case Keyword::k_in:
    case Keyword::k_runs:
    case Keyword::k_renewed: instrument.in_force.push_back(spell_of(slot)); break;
    case Keyword::k_cite: instrument.cite = text_of(slot); break;
    case Keyword::k_note: instrument.note += (instrument.note.empty() ? "" : " ") + text_of(slot); break;
    case Keyword::k_coded:
      instrument.coded_on = first_date();
      if (const auto name = first_name())
        if (const auto status = word<CodingStatus>(*name, "coding status")) instrument.status = *status;
      break;
    case Keyword::k_confidence:
      if (const auto name = first_name())
        if (const auto confidence = word<Confidence>(*name, "confidence"))
          instrument.confidence = *confidence;
      break;
    case Keyword::k_character: {
      const NodeId list = tree_->child(slot, NodeKind::names);
      const auto name = first_name();
      if (!name || !list) break;
      const Spell spell = spell_of(slot);
      for (const auto& member : names_in(list))
        if (const auto who = state(member)) instrument.characters.push_back({intern(name->word), who, spell});
      break;
    }
    case Keyword::k_suspended: {
      const NodeId who = nth(slot, NodeKind::names, 0);
      const NodeId toward = nth(slot, NodeKind::names, 1);
      if (!who) break;
      StateSet others;
      if (toward)
        for (const auto& name : names_in(toward))
          if (const auto other = state(name)) others.insert(other.index());
      const Spell spell = spell_of(slot);
      const QuestionId asked = if_question(slot);
      for (const auto& name : names_in(who))
        if (const auto member = state(name))
          instrument.suspensions.push_back({member, others, spell, asked, name.span});
      break;
    }
    case Keyword::k_withdrawal: {
      const NodeId list = tree_->child(slot, NodeKind::names);
      const NodeId effective = [&] {
        NodeId last = NodeId::none();
        for (NodeId c : tree_->children(slot))
          if (tree_->kind(c) == NodeKind::date) last = c;
        return last;
      }();
      if (!list || !effective) break;
      const auto day = date_of(effective);
      if (!day) break;
      const QuestionId asked = if_question(slot);
      for (const auto& name : names_in(list)) {
        const auto member = state(name);
        if (!member) continue;
        if (asked) {
          // Whether the step took effect is open: the membership goes on, suspended if it did.
          instrument.suspensions.push_back(
              {member, {}, {*day, VagueDay::exact(Day::max())}, asked, name.span});
          continue;
        }
        bool found = false;
        for (auto& membership : instrument.memberships)
          if (membership.state == member && membership.spell.may_contain({day->earliest.number - 1})) {
            membership.spell.to = *day;
            found = true;
          }
        if (!found)
          sink_.add(Code::bound_before_joining, name.span,
                    fmt::format("{} is not a party on {}, so it cannot withdraw then", model_[member].code,
                                to_iso(*day)),
                    "write the `party` line above the `withdrawal`, or correct the day");
      }
      break;
    }
    case Keyword::k_reservation: {
      const NodeId list = tree_->child(slot, NodeKind::names);
      if (!list) break;
      const Spell spell = spell_of(slot);
      for (const auto& name : names_in(list)) {
        const auto member = state(name);
        if (!member) continue;
        for (NodeId c : tree_->children(slot))
          if (tree_->kind(c) == NodeKind::designator)
            if (const auto provision = provision_by_label(id, c))
              instrument.reservations.push_back({member, provision, spell});
      }
      break;
    }
    case Keyword::k_rank: {
      instrument.over_all = tree_->has(slot, Keyword::k_all);
      if (const NodeId list = tree_->child(slot, NodeKind::names))
        for (const auto& name : names_in(list))
          if (const auto other = this->instrument(name)) instrument.over.push_back(other);
      if (const NodeId per = tree_->child(slot, NodeKind::designator)) instrument.rank_per = label_of(per);
      break;
    }
    case Keyword::k_accept:
      if (const auto name = first_name())
        instrument.accepted.push_back({std::string(name->word), text_of(slot), tree_->span(slot)});
      break;
    case Keyword::k_consistent: consistent_slot(slot, instrument.consistent_with); break;
    case Keyword::k_between: between_slot(slot, instrument.between, instrument.between_question); break;
    default: break;
  }
}

void Resolver::organ_slot(NodeId slot, InstrumentId id) {
  const auto names = names_in(slot);
  if (names.empty()) return;
  Organ organ;
  organ.name = names[0].word;
  organ.title = text_of(slot);
  organ.span = names[0].span;
  if (names.size() > 1) {
    organ.rule = names[1].word;
    if (const auto rule = word<DecisionRule>(names[1], "rule of decision")) organ.counted = *rule;
  }
  for (NodeId part : tree_->children(slot)) {
    const NodeId who =
        tree_->kind(part) == NodeKind::qualifier ? tree_->child(part, NodeKind::pattern) : NodeId::none();
    if (!who) continue;
    switch (tree_->keyword(part)) {
      case Keyword::k_of: organ.members = pattern(who, id); break;
      case Keyword::k_with: organ.veto = pattern(who, id); break;
      case Keyword::k_except: organ.except = pattern(who, id); break;
      default: break;
    }
  }
  auto& organs = model_.instruments[id.index()].organs;
  if (std::ranges::any_of(organs, [&](const Organ& o) { return o.name == organ.name; }))
    sink_.add(Code::duplicate_name, organ.span,
              fmt::format("{} already has an organ `{}`", model_[id].name, organ.name),
              "give each organ a name of its own");
  organs.push_back(std::move(organ));
}

void Resolver::consistent_slot(NodeId slot, InstrumentId& into) {
  if (const NodeId name = tree_->child(slot, NodeKind::name)) into = instrument(named(name));
}

void Resolver::between_slot(NodeId slot, BetweenParties& between, QuestionId& asked) {
  if (const NodeId name = tree_->child(slot, NodeKind::name)) {
    between = BetweenParties::question;
    asked = question(named(name));
    return;
  }
  const Token* after = tree_->token_after(slot, Keyword::k_parties);
  between = after != nullptr && tree_->text_of(*after) == "excluded" ? BetweenParties::excluded
                                                                     : BetweenParties::applies;
}

void Resolver::role_slot(NodeId slot, RoleKind role, Instrument& instrument) {
  const NodeId list = tree_->child(slot, NodeKind::names);
  if (!list) return;
  const Spell spell = spell_of(slot);
  const QuestionId asked = if_question(slot);
  WordId tier;
  for (NodeId part : tree_->children(slot))
    if (tree_->kind(part) == NodeKind::qualifier && tree_->keyword(part) == Keyword::k_in)
      if (const NodeId name = tree_->child(part, NodeKind::name)) tier = intern(tree_->written(name));
  for (const auto& name : names_in(list)) {
    const auto member = state(name);
    if (!member) continue;
    instrument.memberships.push_back({role, member, spell, tier, asked, name.span});
  }
}

// ── areas

void Resolver::area_slot(NodeId slot, InstrumentId id) {
  const NodeId name = tree_->child(slot, NodeKind::name);
  const NodeId block = tree_->child(slot, NodeKind::block);
  if (!name || !block) return;
  const auto area = std::ranges::find_if(
      model_.areas, [&](const Area& a) { return a.instrument == id && a.name == tree_->written(name); });
  if (area == model_.areas.end()) return;
  if (const NodeId per = tree_->child(slot, NodeKind::designator)) area->per = label_of(per);

  const auto term = [&](NodeId node, bool exclude, auto& self) -> void {
    if (tree_->keyword(node) == Keyword::k_except) {
      if (const NodeId inner = tree_->child(node, NodeKind::area_term)) return self(inner, true, self);
      AreaTerm places{.kind = AreaTermKind::places,
                      .exclude = true,
                      .of = {},
                      .places = {},
                      .as_of = {},
                      .spell = spell_of(node),
                      .span = tree_->span(node)};
      for (const auto& place_name : names_in(node))
        if (const auto where = place(place_name)) places.places.push_back(where);
      area->terms.push_back(std::move(places));
      return;
    }
    AreaTerm result{.kind = AreaTermKind::territory,
                    .exclude = exclude,
                    .of = {},
                    .places = {},
                    .as_of = {},
                    .spell = spell_of(node),
                    .span = tree_->span(node)};
    switch (tree_->keyword(node)) {
      case Keyword::k_territory:
        if (tree_->has(node, Keyword::k_administered)) result.kind = AreaTermKind::administered;
        break;
      case Keyword::k_islands: result.kind = AreaTermKind::islands; break;
      case Keyword::k_forces: result.kind = AreaTermKind::forces; break;
      case Keyword::k_places: result.kind = AreaTermKind::places; break;
      default: result.kind = AreaTermKind::regions; break;
    }
    if (const NodeId of = tree_->child(node, NodeKind::pattern)) result.of = pattern(of, id);
    for (NodeId part : tree_->children(node)) {
      if (tree_->kind(part) == NodeKind::qualifier && tree_->keyword(part) == Keyword::k_in)
        result.regions = [&] {
          RegionSet any = 0;
          for (const auto& region_name : names_in(part)) {
            const auto index = look_up(model_.region_names, region_name, "region");
            if (index != UINT32_MAX && index < 64) any |= RegionSet{1} << index;
          }
          return any;
        }();
      if (tree_->kind(part) == NodeKind::qualifier && tree_->keyword(part) == Keyword::k_on)
        if (const NodeId date = tree_->child(part, NodeKind::date))
          if (const auto day = date_of(date)) result.as_of = day->latest;
      if (tree_->kind(part) == NodeKind::names) {
        for (const auto& where : names_in(part)) {
          if (result.kind == AreaTermKind::regions) {
            const auto index = look_up(model_.region_names, where, "region");
            if (index != UINT32_MAX && index < 64) result.regions |= RegionSet{1} << index;
          } else if (const auto found = place(where)) {
            result.places.push_back(found);
          }
        }
      }
    }
    area->terms.push_back(std::move(result));
  };
  for (NodeId node : tree_->children(block))
    if (tree_->kind(node) == NodeKind::area_term) term(node, false, term);
}

}  // namespace casus::model
