#include "explain/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace casus::explain {

using engine::RowKind;
using engine::Step;
using engine::StepKind;

std::string_view name(Status status) { return status == Status::arises ? "arises" : "open"; }

std::string_view name(engine::Cover cover) {
  switch (cover) {
    case engine::Cover::none: return "none";
    case engine::Cover::consultation: return "consultation";
    case engine::Cover::political: return "political";
    case engine::Cover::open: return "open";
    case engine::Cover::bound: return "bound";
  }
  return {};
}

Answer answer(Evaluator& evaluator, const Situation& situation, const Result& result) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  Answer out;

  const auto question_name = [&](std::uint32_t question, StateId debtor) {
    Ask ask = result.questions[question].ask;
    // A row that speaks of each debtor's own decision names the debtor when it is told.
    if (ask.kind == engine::AskKind::decision && !ask.state) ask.state = debtor;
    return engine::name_of(program, situation, ask);
  };

  // What is done against somebody is another thing against somebody else: to use force against the second attacker too.
  std::vector<StateSet> opponents;
  const auto against = [&](const Row& row) -> std::size_t {
    if (!is_against(row.duty->act)) return 0;
    const StateSet& whom = row.objects.empty() ? row.target : row.objects;
    const auto index = static_cast<std::size_t>(std::ranges::find(opponents, whom) - opponents.begin());
    if (index == opponents.size()) opponents.push_back(whom);
    return index + 1;
  };
  using Key = std::tuple<ProvisionId, const Duty*, StateId, StateId, RowKind, std::int16_t, std::size_t>;
  std::map<Key, std::size_t> seen;
  for (std::uint32_t r = 0; r < result.rows.size(); ++r) {
    const Row& row = result.rows[r];
    const std::size_t whom = against(row);
    row.debtors.for_each([&](std::size_t d) {
      const Item item{.row = r, .debtor = make_id<StateId>(d), .truth = row.truth};
      const Key key{row.provision, row.duty, item.debtor,
                    row.victim,    row.kind, row.kind == RowKind::breach ? row.event : std::int16_t{-1},
                    whom};
      const auto [found, fresh] = seen.try_emplace(key, out.items.size());
      if (fresh) {
        out.items.push_back(item);
        return;
      }
      Item& known = out.items[found->second];
      if (row.truth.is_yes() && !result.rows[known.row].truth.is_yes()) known.row = r;
      known.truth = evaluator.diagram().either(known.truth, row.truth);
    });
  }
  std::map<std::uint32_t, engine::Diagram::Terms> terms_of;
  for (Item& item : out.items) {
    if (item.truth.is_yes()) continue;
    item.status = Status::open;
    const auto [found, fresh] = terms_of.try_emplace(item.truth.node);
    if (fresh) found->second = evaluator.diagram().minimal_terms(item.truth);
    item.complete = found->second.complete;
    const bool own = result.rows[item.row].own_decision;
    for (const auto& term : found->second.terms) {
      std::map<std::string, bool> named;
      for (const auto& [question, value] : term)
        named.emplace(question_name(question, own ? item.debtor : StateId::none()), value);
      item.on_questions.push_back(std::move(named));
    }
  }
  std::ranges::stable_sort(out.items, [&](const Item& a, const Item& b) {
    const Row& x = result.rows[a.row];
    const Row& y = result.rows[b.row];
    const auto key = [&](const Item& item, const Row& row) {
      return std::tuple(std::string_view(model[model[row.provision].instrument].name), row.provision.index(),
                        row.kind, row.duty->span.begin, row.duty->act, row.victim,
                        std::string_view(model[item.debtor].code), row.event);
    };
    return key(a, x) < key(b, y);
  });

  for (std::uint32_t q = 0; q < result.questions.size(); ++q) {
    const auto& asked = result.questions[q];
    if (!asked.pivotal) continue;
    OpenQuestion open;
    open.id = engine::name_of(program, situation, asked.ask);
    open.text = engine::text_of(program, situation, asked.ask);
    open.kind = engine::kind_of(program, asked.ask);
    open.pivotal = true;
    if (asked.ask.kind == engine::AskKind::corpus) {
      open.contested = situation.contested[asked.ask.question.index()];
      for (const auto& fact : situation.scenario->facts) {
        if (fact.question != model[asked.ask.question].name) continue;
        fact.asserted_by.for_each([&](std::size_t s) {
          open.asserted.push_back(fmt::format("{}: {}", model.states[s].code, fact.yes ? "yes" : "no"));
        });
      }
      bool said_yes = false, said_no = false;
      for (const auto& said : open.asserted) (said.ends_with("yes") ? said_yes : said_no) = true;
      open.contested = open.contested || (said_yes && said_no);
    }
    out.questions.push_back(std::move(open));
  }
  std::ranges::sort(out.questions, {}, &OpenQuestion::id);
  return out;
}

// ── why not

namespace {

/// Fewer steps fail, or as many but later.
bool nearer(const WhyNot& a, const WhyNot& b) {
  return a.failing != b.failing ? a.failing < b.failing : a.passed > b.passed;
}

std::vector<WhyNot> misses(Evaluator& evaluator, const Situation& situation, Result& result, StateId debtor,
                           std::span<const ClauseId> among, bool as_holder) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  std::vector<WhyNot> found;
  const auto bound = [&](ProvisionId provision) {
    return std::ranges::any_of(result.rows, [&](const Row& row) {
      return row.provision == provision && row.kind != RowKind::breach && row.truth.is_yes() &&
             row.debtors.contains(debtor.index());
    });
  };
  for (const ClauseId clause : among) {
    const ProvisionId provision = model[clause].provision;
    if (bound(provision)) continue;
    WhyNot best{};
    bool any = false;
    for (const Duty* duty : program.duties(clause)) {
      if (duty->modality == Modality::may) continue;
      for (std::size_t e = 0; e < situation.scenario->events.size(); ++e) {
        for (auto victim : situation.scenario->events[e].against) {
          const auto index = static_cast<std::int16_t>(e);
          if (as_holder && !evaluator.could_owe(situation, result, clause, *duty, index, victim, debtor))
            continue;
          const auto steps = evaluator.trace(situation, result, clause, *duty, index, victim, debtor);
          std::size_t passed = 0;
          while (passed < steps.size() && !steps[passed].truth.is_no()) ++passed;
          if (passed == steps.size()) continue;  // open: it is told among the open ones
          const auto failing = static_cast<std::size_t>(
              std::ranges::count_if(steps, [](const Step& s) { return s.truth.is_no(); }));
          const WhyNot here{provision, clause, static_cast<std::int16_t>(e), victim, steps[passed],
                            passed,    failing};
          if (any && !nearer(here, best)) continue;
          best = here;
          any = true;
        }
      }
    }
    if (!any) continue;
    // Of the clauses of one provision, the nearest speaks for it.
    const auto same = std::ranges::find(found, provision, &WhyNot::provision);
    if (same == found.end()) {
      found.push_back(best);
    } else if (nearer(best, *same)) {
      *same = best;
    }
  }
  std::ranges::stable_sort(found, [&](const WhyNot& a, const WhyNot& b) {
    if (nearer(a, b) != nearer(b, a)) return nearer(a, b);
    return std::string_view(model[model[a.provision].instrument].name) <
           std::string_view(model[model[b.provision].instrument].name);
  });
  return found;
}

}  // namespace

std::vector<ClauseId> clauses_that_events_trigger(const Model& model) {
  std::vector<ClauseId> list;
  for (std::size_t c = 0; c < model.clauses.size(); ++c)
    if (model.clauses[c].trigger || model[model.clauses[c].provision].after)
      list.push_back(make_id<ClauseId>(c));
  return list;
}

std::vector<WhyNot> why_not(Evaluator& evaluator, const Situation& situation, Result& result,
                            StateId debtor) {
  return misses(evaluator, situation, result, debtor,
                clauses_that_events_trigger(evaluator.program().model()), false);
}

std::vector<WhyNot> why_not_as_holder(Evaluator& evaluator, const Situation& situation, Result& result,
                                      StateId debtor, std::span<const ClauseId> among) {
  return misses(evaluator, situation, result, debtor, among, true);
}

std::vector<ClauseId> clauses_at_issue(const Evaluator& evaluator, const Situation& situation) {
  const engine::Program& program = evaluator.program();
  // Who holds a role by supposition is in no index.
  if (situation.has_suppositions) return clauses_that_events_trigger(program.model());
  std::vector<ClauseId> list;
  for (const auto& event : situation.scenario->events) {
    for (const auto& dependent : program.dependent())
      if (program.facts(program.model()[dependent.clause].provision).window.contains(event.on))
        list.push_back(dependent.clause);
    for (auto victim : event.against)
      for (const auto& candidate : program.protecting(victim))
        if ((candidate.kinds & model::bit(event.kind)) != 0 && candidate.window.contains(event.on))
          list.push_back(candidate.clause);
  }
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

namespace {

/// `its parties`, `Italy`: whom a clause protects.
std::string roles_of(const Model& model, const Pattern& pattern, InstrumentId instrument, Day day) {
  if (pattern.elements.empty()) return "one whom the clause names";
  std::vector<std::string> parts;
  for (const auto& element : pattern.elements) {
    Pattern single;
    single.elements = {element};
    std::string text = pattern_words(model, single, instrument, day);
    if (text.starts_with("each ")) {
      text = text.substr(5);
      // One beneficiary, provider or recipient is the rule; parties and guarantors are many.
      const bool one = element.role == RoleKind::beneficiary || element.role == RoleKind::provider ||
                       element.role == RoleKind::recipient;
      if (!one) text = text.ends_with("y") ? text.substr(0, text.size() - 1) + "ies" : text + "s";
      text = "its " + text;
    }
    parts.push_back(std::move(text));
  }
  return list_words(parts);
}

}  // namespace

FailWords fail_words(const engine::Program& program, const Situation& situation, const WhyNot& why,
                     StateId debtor) {
  const Model& model = program.model();
  const Event& event = situation.scenario->events[static_cast<std::size_t>(why.event)];
  const Day day = event.on;
  const InstrumentId id = model[why.provision].instrument;
  const Instrument& instrument = model[id];
  const std::string victim = why.victim ? spoken_on(model[why.victim], day) : std::string("nobody");
  const std::string who = spoken_on(model[debtor], day);
  const Condition* condition = why.failed.condition ? &model[why.failed.condition] : nullptr;
  switch (why.failed.kind) {
    case StepKind::in_force: {
      if (instrument.force == Force::proposal || instrument.force == Force::draft)
        return {"in force", fmt::format("a {}, never in force", name(instrument.force))};
      std::vector<std::string> spells;
      const auto& own = model[why.provision].in_force;
      for (const auto& spell : own.empty() ? instrument.in_force : own) {
        const auto from = to_iso(spell.from), to = to_iso(spell.to);
        spells.push_back(
            fmt::format("{}{}", from.empty() ? "" : "from " + from, to.empty() ? "" : " to " + to));
      }
      return {"in force", spells.empty() ? std::string("never in force") : "in force " + list_words(spells)};
    }
    case StepKind::role:
      return {"the debtor's role", fmt::format("{} holds no role that owes it on that day", who)};
    case StepKind::after:
      return {"what comes first",
              fmt::format("{} is not in play", plain(model[model[why.provision].after].label))};
    case StepKind::concept_met:
      return {"the event",
              condition && condition->concept_id
                  ? fmt::format("{} is not {}", plain(name(event.kind)), model[condition->concept_id].title)
                  : fmt::format("{} is not what the clause speaks of", plain(name(event.kind)))};
    case StepKind::victim:
      return {"who is protected", condition ? fmt::format("it protects {}; {} is none",
                                                          roles_of(model, condition->victim, id, day), victim)
                                            : fmt::format("{} is not protected", victim)};
    case StepKind::attacker:
      return {"the attacker", condition ? fmt::format("it speaks of an attack by {}",
                                                      roles_of(model, condition->attacker, id, day))
                                        : std::string("not the attacker that it speaks of")};
    case StepKind::number:
      return {"number of attackers",
              condition ? fmt::format("it takes {}", roles_of(model, condition->attacker, id, day))
                        : std::string("too few attackers")};
    case StepKind::area: {
      const PlaceId where = event.at ? event.at : model.home(why.victim);
      return {"the place", fmt::format("{} lies outside the area", model[where].title)};
    }
    case StepKind::territory:
      return {"the place", fmt::format("{} is not territory of {}", model[event.at].title, victim)};
    case StepKind::means: return {"the means", "not with the means that it speaks of"};
    case StepKind::forces:
      return {"forces abroad", "an attack on forces outside their state's territory does not count here"};
    case StepKind::unprovoked: return {"provocation", "the attack was provoked"};
    case StepKind::between_parties: return {"between parties", "it does not apply between parties"};
    case StepKind::request: return {"request", "it takes a request"};
    case StepKind::decision: return {"decision", "nobody has decided so"};
    case StepKind::condition: return {"condition", "a condition of the clause does not hold"};
    case StepKind::exception: return {"exception", "an exception of the clause holds"};
    case StepKind::other_than: {
      if (debtor == why.victim)
        return {"other than the victim", fmt::format("{} is itself the one attacked", who)};
      return {"other than the attacker", fmt::format("{} is itself the attacker", who)};
    }
    case StepKind::narrowed:
      return {"what narrows it", "another provision narrows it, and that one's conditions do not hold"};
    case StepKind::suspension:
      return {"suspension or reservation",
              fmt::format("it is suspended or reserved between {} and {}", who, victim)};
  }
  return {};
}

}  // namespace casus::explain
