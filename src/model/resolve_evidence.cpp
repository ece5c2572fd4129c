// Sources, claims and pledges.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/decimal.h"
#include "base/text.h"
#include "model/resolver.h"

namespace casus::model {

using diag::Code;

namespace {

std::int64_t scale_of(std::string_view word) {
  if (word == "thousand") return 1'000;
  if (word == "million") return 1'000'000;
  return word == "billion" ? 1'000'000'000 : 1;
}

}  // namespace

void Resolver::source_item(const Item& item) {
  Source& source = model_.sources[item.index];
  source.title = text_of(item.node);
  if (source.title.empty()) source.title = source.name;
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  bool kind_given = false;
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    switch (tree_->keyword(slot)) {
      case Keyword::k_kind:
        kind_given = true;
        if (const NodeId name = tree_->child(slot, NodeKind::name))
          if (const auto kind = word<SourceKind>(named(name), "kind of source")) source.kind = *kind;
        break;
      case Keyword::k_by: source.author = text_of(slot); break;
      case Keyword::k_dated:
        if (const NodeId date = tree_->child(slot, NodeKind::date)) {
          source.dated = date_of(date);
          source.dated_written = tree_->written(date);
        }
        break;
      case Keyword::k_cite: source.cite = text_of(slot); break;
      case Keyword::k_note: source.note = text_of(slot); break;
      default: break;
    }
  }
  if (!kind_given)
    sink_.add(Code::missing_slot, source.span, fmt::format("source `{}` has no `kind` line", source.name),
              fmt::format("write one of {}", fmt::join(names_of<SourceKind>(), ", ")));
}

// ── pledges

void Resolver::pledge_item(const Item& item) {
  Pledge& pledge = model_.pledges[item.index];
  pledge.title = text_of(item.node);
  if (pledge.title.empty()) pledge.title = pledge.name;
  pledge.origin = "corpus";
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  const std::size_t errors_before = sink_.errors();
  for (NodeId slot : tree_->children(block))
    if (tree_->kind(slot) == NodeKind::slot) pledge_slot(slot, pledge);
  const auto needs = [&](bool there, std::string_view word, std::string_view hint) {
    if (!there)
      sink_.add(Code::missing_slot, pledge.span,
                fmt::format("pledge `{}` has no `{}` line", pledge.name, word), std::string(hint));
  };
  // What seems missing may be a line that was refused.
  if (tree_->has_faults() || sink_.errors() != errors_before) return;
  needs(!pledge.by.empty(), "by", "say who pledged it, for instance `by DEU`");
  needs(!pledge.to.empty(), "to", "say to whom, for instance `to UKR`");
  needs(!pledge.entries.empty(), "announced",
        "say what became of it, for instance `announced 14 on 2023-01-25 source \"…\"`");
}

void Resolver::pledge_slot(NodeId slot, Pledge& pledge) {
  const auto codes = [&](std::vector<std::string>& into) {
    for (const auto& name : names_in(slot))
      if (const auto id = state(name)) into.push_back(model_[id].code);
  };
  switch (tree_->keyword(slot)) {
    case Keyword::k_by: codes(pledge.by); break;
    case Keyword::k_to: codes(pledge.to); break;
    case Keyword::k_item: pledge.item = text_of(slot); break;
    case Keyword::k_note: pledge.note = text_of(slot); break;
    case Keyword::k_category:
      if (const NodeId name = tree_->child(slot, NodeKind::name))
        if (const auto category = word<Category>(named(name), "category")) pledge.category = *category;
      break;
    case Keyword::k_covers:
      for (const auto& name : names_in(slot))
        if (const auto stage = word<Stage>(name, "stage")) pledge.covers.push_back(*stage);
      break;
    case Keyword::k_under: pledge_under(slot, pledge); break;
    default: pledge_entry(slot, pledge);
  }
}

void Resolver::pledge_under(NodeId slot, Pledge& pledge) {
  const NodeId name = nth(slot, NodeKind::name, 0);
  if (!name) return;
  const auto id = instrument(named(name));
  if (!id) return;
  pledge.instrument = model_[id].name;
  if (const NodeId designator = tree_->child(slot, NodeKind::designator)) {
    pledge.provision = label_of(designator);
    provision_by_label(id, designator);
  }
  if (const NodeId period = nth(slot, NodeKind::name, 1)) pledge.period = tree_->written(period);
}

void Resolver::pledge_entry(NodeId slot, Pledge& pledge) {
  PledgeEntry entry;
  entry.span = tree_->span(slot);
  const auto first = tree_->text_of(tree_->first(slot));
  if (const auto stage = parse<Stage>(first)) {
    entry.stage = *stage;
  } else {
    entry.kind = tree_->keyword(slot) == Keyword::k_due ? EntryKind::due : EntryKind::late;
  }
  const std::size_t errors_before = sink_.errors();
  std::optional<VagueDay> on, known;
  if (const NodeId date = tree_->child(slot, NodeKind::date)) on = date_of(date);
  if (const NodeId amount = tree_->child(slot, NodeKind::amount)) pledge_amount(amount, entry);
  std::vector<Keyword> seen;
  for (NodeId part : tree_->children(slot)) {
    if (tree_->kind(part) != NodeKind::qualifier) continue;
    const Keyword keyword = tree_->keyword(part);
    if (keyword != Keyword::k_in && std::ranges::find(seen, keyword) != seen.end())
      sink_.add(Code::repeated_slot, tree_->span(part),
                fmt::format("`{}` stands here a second time", syntax::spelling(keyword)),
                "an entry has one of each; lines of the pledge itself stand before its entries");
    seen.push_back(keyword);
    const NodeId name = tree_->child(part, NodeKind::name);
    const NodeId date = tree_->child(part, NodeKind::date);
    switch (keyword) {
      case Keyword::k_about: entry.bound = Bound::about; break;
      case Keyword::k_at: entry.bound = Bound::at_least; break;
      case Keyword::k_up: entry.bound = Bound::up_to; break;
      case Keyword::k_on:
        if (date) on = date_of(date);
        break;
      case Keyword::k_known:
        if (date) known = date_of(date);
        break;
      case Keyword::k_in:
        if (const NodeId number = tree_->child(part, NodeKind::number)) {
          if (const auto year = count_of(number); year && entry.money)
            entry.money->constant_year = static_cast<int>(*year);
        } else {
          entry.in_all = true;
        }
        break;
      case Keyword::k_valued:
        if (name)
          if (const auto valuation = word<Valuation>(named(name), "valuation"); valuation && entry.money)
            entry.money->valuation = *valuation;
        break;
      case Keyword::k_category:
        if (name)
          if (const auto category = word<Category>(named(name), "category")) entry.category = *category;
        break;
      case Keyword::k_by:
        if (name && look_up(model_.pledge_names, named(name), "pledge") != UINT32_MAX)
          entry.by_pledge = tree_->written(name);
        break;
      case Keyword::k_item: entry.item = text_of(part); break;
      case Keyword::k_accept: entry.accepted = text_of(part); break;
      case Keyword::k_source: entry.source = text_of(part); break;
      case Keyword::k_note: entry.note = text_of(part); break;
      default: break;
    }
  }
  if (sink_.errors() != errors_before || tree_->has_faults()) return;
  if (!on) {
    sink_.add(Code::entry_incomplete, entry.span, fmt::format("`{}` has no day", first),
              "write when, for instance `on 2023-03-27`; a vague one as 2023-03 or 2023-03-27~");
    return;
  }
  if (entry.source.empty()) {
    sink_.add(Code::entry_incomplete, entry.span, fmt::format("`{}` has no source", first),
              "write where it is told, for instance `source \"https://…\"`");
    return;
  }
  entry.on = *on;
  // A day by which it is due is known from the start; what happened was known when it had happened.
  entry.known = known ? known->latest : entry.kind == EntryKind::due ? Day::min() : on->latest;
  pledge.entries.push_back(std::move(entry));
}

void Resolver::pledge_amount(NodeId amount, PledgeEntry& entry) {
  const NodeId number = tree_->child(amount, NodeKind::number);
  if (!number) return;
  std::int64_t scale = 1;
  if (const auto& n = tree_->node(number); n.last_token < tree_->node(amount).last_token)
    scale = scale_of(tree_->text_of(tree_->tokens()[n.last_token]));
  const auto value = read_thousandths(tree_->written(number), scale);
  if (!value || *value <= 0) {
    sink_.add(Code::malformed_number, tree_->span(number),
              fmt::format("`{}` is no quantity", tree_->written(number)),
              "write a number above zero, with at most three digits behind the point");
    return;
  }
  const NodeId currency = tree_->child(amount, NodeKind::name);
  if (!currency) {
    entry.quantity = *value;
    return;
  }
  entry.money =
      Money{.amount = *value, .currency = std::string(tree_->written(currency)), .constant_year = {}};
}

// ── claims

void Resolver::claim_item(const Item& item) {
  Claim& claim = model_.claims[item.index];
  claim.title = text_of(item.node);
  if (const NodeId source = nth(item.node, NodeKind::name, 1)) {
    if (look_up(model_.source_names, named(source), "source") != UINT32_MAX)
      claim.source = tree_->written(source);
  }
  if (const NodeId statement = nth(item.node, NodeKind::name, 2)) claim.statement = tree_->written(statement);
  const NodeId block = tree_->child(item.node, NodeKind::block);
  if (!block) return;
  Scenario situation;
  situation.name = claim.name;
  situation.span = claim.span;
  scenario_slots(block, situation);
  if (situation.on) place_defaults(situation);
  for (NodeId slot : tree_->children(block)) {
    if (tree_->kind(slot) != NodeKind::slot) continue;
    const NodeId name = tree_->child(slot, NodeKind::name);
    switch (tree_->keyword(slot)) {
      case Keyword::k_by:
        claim.by = text_of(slot);
        for (const auto& state_name : names_in(slot))
          if (const auto id = state(state_name)) claim.speaks_for.push_back(id);
        break;
      case Keyword::k_kind:
        if (name)
          if (const auto kind = word<ClaimKind>(named(name), "kind of claim")) claim.kind = *kind;
        break;
      case Keyword::k_gist: claim.gist = text_of(slot); break;
      case Keyword::k_note: claim.note = text_of(slot); break;
      case Keyword::k_verdict:
        if (name) claim.expected = word<Verdict>(named(name), "verdict");
        break;
      case Keyword::k_holds: hold(slot, claim, situation); break;
      default: break;
    }
  }
  if (!situation.expectations.empty() && !situation.on && !tree_->has_faults())
    sink_.add(Code::no_scenario_date, claim.span, fmt::format("claim `{}` has no date", claim.name),
              "what is owed depends on the day; write it, for instance `on 2023-02-21`");
  claim.situation = std::move(situation);
}

void Resolver::stance(NodeId slot, Scenario& scenario) {
  // A determination speaks to the case at hand: those made within a year of the day that is judged.
  constexpr std::int32_t reach = 366;
  for (const auto& word : names_in(slot)) {
    const auto id = state(word);
    if (!id || !scenario.on) continue;
    bool found = false;
    for (const auto& claim : model_.claims) {
      if (std::ranges::find(claim.speaks_for, id) == claim.speaks_for.end()) continue;
      if (claim.situation.on && std::abs(claim.situation.on->number - scenario.on->number) > reach) continue;
      for (const auto& held : claim.holds) {
        if (held.kind != HoldKind::answer) continue;
        found = true;
        scenario.facts.push_back({.question = held.subject,
                                  .yes = held.positive,
                                  .asserted_by = {},
                                  .stance_of = id,
                                  .text = fmt::format("as {} holds: {} {}", model_[id].code, held.subject,
                                                      held.positive ? "yes" : "no"),
                                  .span = word.span});
      }
    }
    if (!found)
      sink_.add(Code::no_stance, word.span,
                fmt::format("no claim by {} within a year of {} answers a question", model_[id].code,
                            to_iso(*scenario.on)),
                "a stance is a claim `by \"…\" for STATE` that `holds question NAME yes` or `no`");
  }
}

void Resolver::hold(NodeId slot, Claim& claim, Scenario& situation) {
  Hold hold;
  hold.span = tree_->span(slot);
  // Nothing stands behind the word where the rest of the file was no text.
  for (const char c : tree_->written(slot).substr(std::string_view("holds").size())) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      hold.text += c;
    else if (!hold.text.empty() && hold.text.back() != ' ')
      hold.text += ' ';
  }
  hold.positive = !tree_->has(slot, Keyword::k_not);
  const auto& n = tree_->node(slot);
  const auto word_at = [&](std::uint32_t ahead) {
    return n.first_token + ahead < n.last_token ? tree_->tokens()[n.first_token + ahead].keyword
                                                : Keyword::none;
  };
  const std::size_t errors_before = sink_.errors();
  const NodeId date = tree_->child(slot, NodeKind::date);
  if (date) hold.on = date_of(date);
  if (word_at(1) == Keyword::k_question) {
    hold.kind = HoldKind::answer;
    hold.positive = !tree_->has(slot, Keyword::k_no);
    if (const NodeId name = tree_->child(slot, NodeKind::name)) {
      hold.subject = tree_->written(name);
      if (!is_engine_question(hold.subject)) question(named(name));
    }
  } else if (word_at(1) == Keyword::k_pledge) {
    hold_pledge(slot, hold);
  } else if (tree_->tokens()[n.first_token + 1].kind == TokenKind::text) {
    hold_record(slot, hold);
  } else if (word_at(2) == Keyword::k_is || word_at(2) == Keyword::k_signed ||
             word_at(2) == Keyword::k_published) {
    hold_standing(slot, hold);
  } else {
    hold.kind = HoldKind::expectation;
    hold.expectation = situation.expectations.size();
    expectation(slot, situation);
    if (situation.expectations.size() == hold.expectation) return;  // refused, and reported
  }
  if (sink_.errors() == errors_before) claim.holds.push_back(std::move(hold));
}

// `pledge NAME [not] STAGE [quantity] [by D]`
void Resolver::hold_pledge(NodeId slot, Hold& hold) {
  hold.kind = HoldKind::pledge;
  if (const NodeId name = nth(slot, NodeKind::name, 0))
    if (look_up(model_.pledge_names, named(name), "pledge") != UINT32_MAX)
      hold.subject = tree_->written(name);
  if (const NodeId stage = nth(slot, NodeKind::name, 1))
    if (const auto value = word<Stage>(named(stage), "stage")) hold.stage = *value;
  if (const NodeId amount = tree_->child(slot, NodeKind::amount)) {
    PledgeEntry entry;
    pledge_amount(amount, entry);
    hold.quantity = entry.quantity;
    if (entry.money)
      sink_.add(Code::hold_unfit, hold.span,
                "what a claim holds of a pledge is counted in pieces, not in money",
                "leave the sum out, or write how many");
  }
}

// `"Joe Biden" office "President of the United States" from 2021-01-20 to 2025-01-20`
void Resolver::hold_record(NodeId slot, Hold& hold) {
  hold.kind = HoldKind::record;
  hold.subject = text_of(slot);
  if (const NodeId name = tree_->child(slot, NodeKind::name))
    if (const auto property = word<Property>(named(name), "property")) hold.property = *property;
  const NodeId title = nth(slot, NodeKind::title, 1);
  const NodeId number = tree_->child(slot, NodeKind::number);
  if (title) hold.value = syntax::unquote(*tree_, title);
  if (number) hold.number = number_of(number);
  hold.spell = spell_of(slot);
  // The first of two days is what is held, the second the day it is held for.
  if (const NodeId second = nth(slot, NodeKind::date, 1)) {
    hold.value = tree_->written(nth(slot, NodeKind::date, 0));
    hold.on = date_of(second);
  } else if (hold.property == Property::day && hold.on) {
    hold.value = tree_->written(nth(slot, NodeKind::date, 0));
  }
  const bool fits = hold.property == Property::day     ? hold.on && !hold.value.empty()
                    : hold.property == Property::years ? hold.number.has_value()
                                                       : static_cast<bool>(title);
  if (!fits)
    sink_.add(Code::hold_unfit, hold.span,
              fmt::format("`{}` takes {}", name(hold.property),
                          hold.property == Property::day     ? "a date"
                          : hold.property == Property::years ? "a number of years"
                                                             : "a text in quotes"),
              "for instance `\"the invasion\" day 2022-02-24`, `years 1`, `office \"President\"`");
}

// `ISR is not party to X`, `X is in force`, `X is proposal`, `X is constitution`, `X signed on D`
void Resolver::hold_standing(NodeId slot, Hold& hold) {
  const NodeId subject = nth(slot, NodeKind::name, 0);
  const NodeId second = nth(slot, NodeKind::name, 1);
  if (!subject) return;
  if (const NodeId role = tree_->child(slot, NodeKind::qualifier)) {
    hold.kind = HoldKind::role;
    if (const auto value = word<RoleKind>(named(role), "role")) hold.role = *value;
    hold.state = state(named(subject));
    if (second) hold.instrument = instrument(named(second));
    return;
  }
  hold.instrument = instrument(named(subject));
  if (tree_->has(slot, Keyword::k_signed) || tree_->has(slot, Keyword::k_published)) {
    hold.kind = HoldKind::dated;
    hold.published = tree_->has(slot, Keyword::k_published);
  } else if (!second) {
    hold.kind = HoldKind::in_force;
  } else if (const auto force = parse<Force>(tree_->written(second))) {
    hold.kind = HoldKind::force;
    hold.force = *force;
  } else {
    hold.kind = HoldKind::kind;
    if (const auto kind = word<InstrumentKind>(named(second), "force or kind of instrument"))
      hold.instrument_kind = *kind;
  }
}

}  // namespace casus::model
