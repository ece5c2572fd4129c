// Provisions and duties.
#include <fmt/format.h>

#include <algorithm>

#include "model/resolver.h"

namespace casus::model {

using diag::Code;

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
      case Keyword::k_secret:
        if (const NodeId date = tree_->child(slot, NodeKind::date)) provision().secret_until = date_of(date);
        break;
      case Keyword::k_accept:
        if (const NodeId name = tree_->child(slot, NodeKind::name))
          provision().accepted.push_back(
              {std::string(tree_->written(name)), text_of(slot), tree_->span(slot)});
        break;
      case Keyword::k_narrows: narrows(slot, id, provision_id); break;
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

void Resolver::narrows(NodeId slot, InstrumentId id, ProvisionId by) {
  Pattern whom;
  if (const NodeId node = tree_->child(slot, NodeKind::pattern)) whom = pattern(node, id);
  for (NodeId label : tree_->children(slot)) {
    if (tree_->kind(label) != NodeKind::designator) continue;
    const ProvisionId target = provision_by_label(id, label);
    if (!target) continue;
    if (target == by) {
      sink_.add(Code::circular_reference, tree_->span(label), "a provision cannot narrow itself",
                "name the provision that it narrows; its own conditions are written with `if`");
      continue;
    }
    model_.provisions[by.index()].narrows.push_back(target);
    model_.provisions[target.index()].narrowed.push_back({by, whom});
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
  result.modality = modality_in(n.first_token, tree_->node(acts).first_token).value_or(Modality::must);
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
      Discretion left = keyword == Keyword::k_form     ? Discretion::means
                        : keyword == Keyword::k_extent ? Discretion::extent
                                                       : Discretion::existence;
      std::string organ, title;
      if (const NodeId to = tree_->child(slot, NodeKind::name)) {  // not to the debtor
        left = tree_->written(to) == "agreement" ? Discretion::agreement : Discretion::organ;
        if (left == Discretion::organ)
          if (const auto body = organ_of(named(to), id)) {
            organ = tree_->written(to);
            title = model_[id].organs[body.index].title;
          }
      }
      std::vector<Means> may, must;
      for (NodeId part : tree_->children(slot)) {
        if (tree_->kind(part) != NodeKind::qualifier) continue;
        for (const auto& name : names_in(part))
          if (const auto means = word<Means>(name, "means"))
            (tree_->keyword(part) == Keyword::k_may ? may : must).push_back(*means);
      }
      each([&](Duty& duty) {
        duty.discretion = std::max(duty.discretion, left);
        if (!organ.empty()) {
          duty.organ = organ;
          duty.organ_title = title.empty() ? organ : title;
        }
        duty.may_include.insert(duty.may_include.end(), may.begin(), may.end());
        duty.must_include.insert(duty.must_include.end(), must.begin(), must.end());
      });
      break;
    }
    case Keyword::k_force: each([](Duty& duty) { duty.force_by_consent = true; }); break;
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
