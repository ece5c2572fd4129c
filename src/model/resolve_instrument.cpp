// Instruments: roles, areas, provisions, duties and the conditions that they hang on.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

std::optional<RoleKind> role_of(std::string_view word) {
  if (const auto role = parse<RoleKind>(word)) return role;
  // Plurals: `the guarantors`, `the parties`, `beneficiaries`, `signatories`.
  if (word.ends_with("ies")) return parse<RoleKind>(std::string(word.substr(0, word.size() - 3)) + "y");
  if (word.ends_with("s")) return parse<RoleKind>(word.substr(0, word.size() - 1));
  return std::nullopt;
}

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
  for (NodeId child : tree_->children(block))
    if (tree_->kind(child) == NodeKind::slot && tree_->keyword(child) == Keyword::k_area)
      area_slot(child, id);
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
    case Keyword::k_consistent: consistent_slot(slot, instrument.consistent_with); break;
    case Keyword::k_between: between_slot(slot, instrument.between, instrument.between_question); break;
    case Keyword::k_organ: {
      const auto names = names_in(slot);
      if (names.empty()) break;
      instrument.organs.push_back({std::string(names[0].word), text_of(slot),
                                   names.size() > 1 ? std::string(names[1].word) : std::string()});
      break;
    }
    default: break;
  }
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
  } else if (const auto role = role_of(head.word)) {
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
    if (first_name) result.decision = intern(tree_->written(first_name));
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
  if (first_name && !first_pattern) {  // `x in force`
    result.kind = ConditionKind::in_force;
    result.instrument = instrument(named(first_name));
    return finish(std::move(result));
  }

  result.kind = ConditionKind::struck;
  if (first_name)
    result.concept_id =
        ConceptId{look_up(model_.concept_names, named(first_name), "legal concept or kind of event")};
  if (first_pattern) result.victim = pattern(first_pattern, id);
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
  return finish(std::move(result));
}

// ── provisions

void Resolver::provision_item(NodeId node, InstrumentId id, ProvisionId provision) {
  model_.clauses.push_back({.provision = provision,
                            .trigger = {},
                            .conditions = {},
                            .exceptions = {},
                            .requested_by = {},
                            .duties = {},
                            .applies = {},
                            .span = model_[provision].span});
  const ClauseId clause = make_id<ClauseId>(model_.clauses.size() - 1);
  model_.provisions[provision.index()].clauses.push_back(clause);
  if (const NodeId block = tree_->child(node, NodeKind::block))
    provision_block(block, id, provision, clause, false);
}

void Resolver::provision_block(NodeId block, InstrumentId id, ProvisionId provision_id, ClauseId clause_id,
                               bool branch) {
  // Arenas grow while this runs: every access goes through an id.
  const auto provision = [&]() -> Provision& { return model_.provisions[provision_id.index()]; };
  const auto clause = [&]() -> Clause& { return model_.clauses[clause_id.index()]; };
  Pattern debtor;
  std::vector<std::size_t> current;  // the duties that a following slot speaks of
  std::vector<Keyword> said;
  bool duty_seen = false;  // understood or not: what follows speaks of it

  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) == NodeKind::duty) {
      duty_seen = true;
      const std::size_t before = clause().duties.size();
      duty(slot, id, provision_id, clause_id, debtor);
      current.clear();
      for (std::size_t i = before; i < clause().duties.size(); ++i) current.push_back(i);
      said.clear();
      continue;
    }
    if (tree_->kind(slot) == NodeKind::fault) {  // it may have been a duty
      duty_seen = true;
      said.clear();
    }
    if (tree_->kind(slot) != NodeKind::slot || tree_->keyword(slot) == Keyword::none) continue;
    const Keyword keyword = tree_->keyword(slot);
    const auto once = [&] {
      if (std::ranges::find(said, keyword) != said.end())
        sink_.add(Code::repeated_slot, tree_->span(slot),
                  fmt::format("`{}` stands here twice", syntax::spelling(keyword)), "keep one of them");
      said.push_back(keyword);
    };
    switch (keyword) {
      case Keyword::k_gist:
        once();
        provision().gist = text_of(slot);
        break;
      case Keyword::k_phrase:
        once();
        provision().phrase = text_of(slot);
        decisive_few_words(slot, provision().phrase);
        break;
      case Keyword::k_note: provision().note += (provision().note.empty() ? "" : " ") + text_of(slot); break;
      case Keyword::k_cite:
        once();
        provision().cite = text_of(slot);
        break;
      case Keyword::k_status:
        if (const NodeId name = tree_->child(slot, NodeKind::name))
          if (const auto status = word<CodingStatus>(named(name), "coding status"))
            provision().status = *status;
        break;
      case Keyword::k_confidence:
        if (const NodeId name = tree_->child(slot, NodeKind::name))
          if (const auto confidence = word<Confidence>(named(name), "confidence"))
            provision().confidence = *confidence;
        break;
      case Keyword::k_when: {
        once();
        if (const NodeId node = tree_->child(slot, NodeKind::condition)) {
          const auto trigger = condition(node, id);
          if (clause().trigger) {
            sink_.add(Code::repeated_slot, tree_->span(slot), "this clause already has a trigger",
                      "join both with `any of { … }` or `all of { … }`");
          }
          clause().trigger = trigger;
          if (!branch) provision().has_trigger = true;
        }
        break;
      }
      case Keyword::k_standing: provision().standing = true; break;
      case Keyword::k_in: provision().in_force.push_back(spell_of(slot)); break;
      case Keyword::k_after:
        if (const NodeId other = tree_->child(slot, NodeKind::designator))
          provision().after = provision_by_label(id, other);
        break;
      case Keyword::k_on:
        if (const NodeId who = tree_->child(slot, NodeKind::pattern)) {
          clause().requested_by = pattern(who, id);
          clause().on_request = true;
        }
        break;
      case Keyword::k_except:
        if (const NodeId node = tree_->child(slot, NodeKind::condition)) {
          const auto exception = condition(node, id);
          clause().exceptions.push_back(exception);
        }
        break;
      case Keyword::k_if: {
        const NodeId node = tree_->child(slot, NodeKind::condition);
        if (!node) break;
        const auto limit = condition(node, id);
        const NodeId inner = tree_->child(slot, NodeKind::block);
        if (!inner) {
          clause().conditions.push_back(limit);
          break;
        }
        Clause sub{.provision = provision_id,
                   .trigger = clause().trigger,
                   .conditions = clause().conditions,
                   .exceptions = clause().exceptions,
                   .requested_by = clause().requested_by,
                   .on_request = clause().on_request,
                   .duties = {},
                   .applies = {},
                   .span = tree_->span(slot)};
        sub.conditions.push_back(limit);
        model_.clauses.push_back(std::move(sub));
        const ClauseId sub_id = make_id<ClauseId>(model_.clauses.size() - 1);
        provision().clauses.push_back(sub_id);
        provision_block(inner, id, provision_id, sub_id, true);
        // `instead`: where the branch holds, what stands outside it does not.
        for (NodeId c : tree_->children(inner))
          if (tree_->kind(c) == NodeKind::slot && tree_->keyword(c) == Keyword::k_instead) {
            clause().exceptions.push_back(limit);
            break;
          }
        break;
      }
      case Keyword::k_subject:
      case Keyword::k_despite: {
        const NodeId other = tree_->child(slot, NodeKind::designator);
        if (!other) break;
        InstrumentId where = id;
        if (const NodeId name = tree_->child(slot, NodeKind::name)) where = instrument(named(name));
        if (!where) break;
        if (const auto found = provision_by_label(where, other))
          provision().precedence.push_back({found, keyword == Keyword::k_subject});
        break;
      }
      case Keyword::k_between: {
        BetweenParties between{};
        QuestionId asked;
        between_slot(slot, between, asked);
        provision().between = between;
        provision().between_question = asked;
        break;
      }
      case Keyword::k_instead:
        if (!branch)
          sink_.add(Code::slot_without_duty, tree_->span(slot), "`instead` stands outside an `if … { }`",
                    "it says that a branch replaces what stands outside it; write it inside the branch");
        [[fallthrough]];
      case Keyword::k_apply:
        if (const NodeId other = tree_->child(slot, NodeKind::designator))
          if (const auto found = provision_by_label(id, other)) clause().applies.push_back(found);
        break;
      default: {
        std::vector<Duty*> duties;
        for (auto index : current) duties.push_back(&clause().duties[index]);
        if (duties.empty()) {
          if (!duty_seen)
            sink_.add(
                Code::slot_without_duty, tree_->span(slot),
                fmt::format("`{}` speaks of a duty, but no duty stands before it", syntax::spelling(keyword)),
                "write the duty first, for instance `each other party must assist the victim`");
          break;
        }
        if (keyword != Keyword::k_process && keyword != Keyword::k_proviso) once();
        duty_slot(slot, id, duties);
        break;
      }
    }
  }
}

void Resolver::decisive_few_words(NodeId slot, std::string_view phrase) {
  constexpr std::size_t most = 15;
  std::size_t words = 0;
  bool inside = false;
  for (char c : phrase) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank && !inside) ++words;
    inside = !blank;
  }
  if (words > most)
    sink_.add(Code::phrase_too_long, tree_->span(slot),
              fmt::format("this phrase has {} words; a phrase is the decisive few, at most {}", words, most),
              "keep the words that decide the matter; say the rest in your own words as `gist`");
}

void Resolver::duty(NodeId node, InstrumentId id, ProvisionId provision, ClauseId clause, Pattern& debtor) {
  NodeId object = NodeId::none();
  bool acts_seen = false;
  for (NodeId child : tree_->children(node)) {
    if (tree_->kind(child) == NodeKind::acts) acts_seen = true;
    if (tree_->kind(child) != NodeKind::pattern) continue;
    if (acts_seen) {
      object = child;
    } else {
      debtor = pattern(child, id);
    }
  }
  const NodeId acts = tree_->child(node, NodeKind::acts);
  if (!acts) return;
  if (debtor.elements.empty()) {
    const bool written = tree_->kind(nth(node, NodeKind::pattern, 0) ? nth(node, NodeKind::pattern, 0)
                                                                     : node) == NodeKind::pattern;
    if (!written)
      sink_.add(Code::slot_without_duty, tree_->span(node), "this duty has no debtor",
                "say who owes it, for instance `each other party must …`");
    return;
  }
  Duty result;
  result.debtor = debtor;
  result.span = tree_->span(node);
  const auto& n = tree_->node(node);
  for (std::uint32_t t = n.first_token; t < tree_->node(acts).first_token; ++t) {
    switch (tree_->tokens()[t].keyword) {
      case Keyword::k_must: result.modality = Modality::must; break;
      case Keyword::k_may: result.modality = Modality::may; break;
      case Keyword::k_should: result.modality = Modality::should; break;
      case Keyword::k_not:
        result.modality = result.modality == Modality::should ? Modality::should_not : Modality::must_not;
        break;
      default: break;
    }
  }
  if (object) result.object = pattern(object, id);
  for (NodeId part : tree_->children(node)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    if (tree_->keyword(part) == Keyword::k_whether) {
      result.decision = intern(tree_->written(tree_->child(part, NodeKind::name)));
    } else {
      result.manner = tree_->written(part);
    }
  }
  for (const auto& act_name : names_in(acts)) {
    const auto act = word<Act>(act_name, "act");
    if (!act) continue;
    result.act = *act;
    model_.clauses[clause.index()].duties.push_back(result);
  }
  (void)provision;
}

void Resolver::duty_slot(NodeId slot, InstrumentId id, std::vector<Duty*>& duties) {
  const auto each = [&](auto&& set) {
    for (Duty* duty : duties) set(*duty);
  };
  const auto first_name = [&]() -> std::string_view {
    const NodeId name = tree_->child(slot, NodeKind::name);
    return name ? tree_->written(name) : std::string_view{};
  };
  switch (tree_->keyword(slot)) {
    case Keyword::k_form:
    case Keyword::k_extent:
    case Keyword::k_response: {
      const auto keyword = tree_->keyword(slot);
      const Discretion left = keyword == Keyword::k_form     ? Discretion::means
                              : keyword == Keyword::k_extent ? Discretion::extent
                                                             : Discretion::existence;
      std::vector<Means> may, must;
      for (NodeId part : tree_->children(slot)) {
        if (tree_->kind(part) != NodeKind::qualifier) continue;
        for (const auto& name : names_in(part))
          if (const auto means = word<Means>(name, "means"))
            (tree_->keyword(part) == Keyword::k_may ? may : must).push_back(*means);
      }
      each([&](Duty& duty) {
        duty.discretion = std::max(duty.discretion, left);
        duty.may_include.insert(duty.may_include.end(), may.begin(), may.end());
        duty.must_include.insert(duty.must_include.end(), must.begin(), must.end());
      });
      break;
    }
    case Keyword::k_with:
      for (const auto& name : names_in(slot))
        if (const auto means = word<Means>(name, "means"))
          each([&](Duty& duty) { duty.with.push_back(*means); });
      break;
    case Keyword::k_amount: {
      const NodeId node = tree_->child(slot, NodeKind::amount);
      if (!node) break;
      Amount amount;
      const NodeId number = tree_->child(node, NodeKind::number);
      amount.value = number ? number_of(number).value_or(0) : 0;
      const auto names = names_in(node);
      if (!names.empty()) amount.unit = names[0].word;
      std::size_t next = 1;
      if (tree_->has(node, Keyword::k_per) && next < names.size()) amount.per = names[next++].word;
      if (tree_->has(node, Keyword::k_for) && next < names.size()) amount.purpose = names[next].word;
      const auto& n = tree_->node(node);
      for (std::uint32_t t = n.first_token; t < n.last_token; ++t) {
        const auto word = tree_->text_of(tree_->tokens()[t]);
        if (word == amount.unit && !amount.unit.empty()) {
          amount.written += ' ';
          amount.written += word;
          break;
        }
        if (!amount.written.empty()) amount.written += ' ';
        amount.written += word;
        if (word == "thousand") amount.value *= 1e3;
        if (word == "million") amount.value *= 1e6;
        if (word == "billion") amount.value *= 1e9;
      }
      each([&](Duty& duty) { duty.amount = amount; });
      break;
    }
    case Keyword::k_process: {
      Process process;
      if (tree_->has(slot, Keyword::k_decision)) {
        process.kind = ProcessKind::decision;
        const auto names = names_in(slot);
        if (!names.empty()) process.organ = names[0].word;
        if (names.size() > 1) process.rule = names[1].word;
        const bool known =
            std::ranges::any_of(model_[id].organs, [&](const Organ& o) { return o.name == process.organ; });
        if (!known && !names.empty()) {
          std::vector<std::string_view> organs;
          for (const auto& o : model_[id].organs) organs.push_back(o.name);
          unknown(Code::unknown_name, names[0], "organ of this instrument", organs);
        }
      } else if (tree_->has(slot, Keyword::k_request)) {
        process.kind = ProcessKind::request;
        if (const NodeId who = tree_->child(slot, NodeKind::pattern)) process.who = pattern(who, id);
      } else if (const NodeId name = tree_->child(slot, NodeKind::name)) {
        if (const auto kind = word<ProcessKind>(named(name), "process")) process.kind = *kind;
      }
      if (const NodeId per = tree_->child(slot, NodeKind::designator)) process.per = label_of(per);
      each([&](Duty& duty) { duty.processes.push_back(process); });
      break;
    }
    case Keyword::k_due: {
      Due due;
      const NodeId number = tree_->child(slot, NodeKind::number);
      if (tree_->has(slot, Keyword::k_once)) {
        due.kind = DueKind::at_once;
      } else if (number) {
        due.kind = tree_->has(slot, Keyword::k_hours) ? DueKind::within_hours : DueKind::within_days;
        due.count = number_of(number).value_or(0);
        due.from = first_name();
        if (!due.from.empty() && due.from != "request" && due.from != "trigger" && due.from != "decision")
          unknown(Code::deadline_without_start, named(tree_->child(slot, NodeKind::name)),
                  "start of a deadline", {"request", "trigger", "decision"});
      } else if (const NodeId date = tree_->child(slot, NodeKind::date)) {
        if (const auto day = date_of(date)) due = {DueKind::by_date, 0, {}, *day};
      }
      each([&](Duty& duty) { duty.due = due; });
      break;
    }
    case Keyword::k_until: {
      std::string until = text_of(slot);
      if (const NodeId date = tree_->child(slot, NodeKind::date))
        if (const auto day = date_of(date)) until = to_words(day->latest);
      if (first_name() == "security_council") until = "security_council acts";
      each([&](Duty& duty) { duty.until = until; });
      break;
    }
    case Keyword::k_proviso:
      each([&](Duty& duty) { duty.provisos.push_back({intern(first_name()), text_of(slot)}); });
      break;
    case Keyword::k_consistent: {
      InstrumentId other;
      consistent_slot(slot, other);
      each([&](Duty& duty) { duty.consistent_with = other; });
      break;
    }
    default: break;
  }
}

}  // namespace casus::model
