#include "history/reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "explain/answer.h"
#include "history/pledge.h"

namespace casus::history {

using namespace casus::model;

std::string attack_words(const Model& model, const Attack& attack) {
  const std::string_view verb = model::verb(attack.kind);
  const std::string& by = model[attack.by].code;
  const std::string& target = model[attack.target].code;
  const std::string what = attack.goes_on ? fmt::format("{} and {} are at war", by, target)
                           : verb.empty() ? fmt::format("{} by {} against {}", name(attack.kind), by, target)
                                          : fmt::format("{} {} {}", by, verb, target);
  return fmt::format("{}, {}", what, to_iso(attack.on));
}

std::string conduct_words(const Case& one) {
  switch (one.conduct) {
    case Conduct::stayed_out: return "stayed out";
    case Conduct::joined: return fmt::format("joined {}", to_iso(*one.since));
    case Conduct::fought_against: break;
  }
  std::string words = fmt::format("fought against it from {}", to_iso(*one.since));
  if (one.first_blow == FirstBlow::member) words += ", struck first";
  if (one.first_blow == FirstBlow::partner) words += ", was struck by it first";
  if (one.first_blow == FirstBlow::partners_side) words += ", was struck by its side";
  return words;
}

std::string question_words(const std::vector<std::string>& names) {
  std::set<std::string_view> words;
  for (std::string_view name : names) {
    if (name.starts_with("atop_")) name.remove_prefix(name.find('_', 5) + 1);
    if (const auto event = name.rfind("_e");
        event != std::string_view::npos && event + 2 < name.size() &&
        name.find_first_not_of("0123456789", event + 2) == std::string_view::npos)
      name = name.substr(0, event);
    words.insert(name);
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string open_words(const engine::Program& program, const Backtest& backtest, const Case& one) {
  return question_words(questions_of(program, backtest, one));
}

Reasons::Reasons(const engine::Program& program, const Conflict& conflict, const Definition& definition)
    : program_(program), conflict_(conflict), asks_(victims_ask(definition)), evaluator_(program) {
  std::vector<std::size_t> attacks;
  for (std::size_t a = 0; a < conflict.attacks.size(); ++a)
    if (!conflict.attacks[a].goes_on) attacks.push_back(a);
  staged_ = stage(conflict, attacks, asks_);
  situation_ = engine::prepare(program, staged_.scenario);
  evaluator_.evaluate(situation_, result_);
}

namespace {

/// Where the clause fails that comes nearest, if that is one about the partner.
std::optional<std::string> miss(const engine::Program& program, engine::Evaluator& evaluator,
                                const engine::Situation& situation, engine::Result& result, const Case& one,
                                const std::vector<ClauseId>& clauses) {
  for (const auto& why : explain::why_not_as_holder(evaluator, situation, result, one.member, clauses)) {
    if (why.victim != one.partner) continue;
    const auto words = explain::fail_words(program, situation, why, one.member);
    std::string step = words.step;
    step.erase(0, std::min(step.find_first_not_of(' '), step.size()));
    // The words come in two columns.
    std::string reason = words.reason;
    reason.erase(0, std::min(reason.find_first_not_of(' '), reason.size()));
    return reason.empty() ? step : fmt::format("{}: {}", step, reason);
  }
  return std::nullopt;
}

}  // namespace

std::string Reasons::why_not_due(const Case& one) {
  const Model& model = program_.model();
  if (one.pledge == Pledge::nonagg) return "the two did not fight each other";
  std::vector<ClauseId> clauses;
  std::set<const Duty*> duties;
  for (std::size_t c = 0; c < model.clauses.size(); ++c) {
    const auto& clause = model.clauses[c];
    if (model[clause.provision].instrument != one.instrument) continue;
    const auto id = make_id<ClauseId>(c);
    for (const Duty* duty : program_.duties(id))
      if ((pledges_of(model, clause, *duty) & bit(one.pledge)) != 0) duties.insert(duty);
    if (std::ranges::any_of(program_.duties(id), [&](const Duty* duty) { return duties.contains(duty); }))
      clauses.push_back(id);
  }
  const bool struck = std::ranges::any_of(conflict_.attacks, [&](const Attack& attack) {
    return !attack.goes_on && attack.target == one.partner;
  });
  if (!struck && one.pledge == Pledge::defense) return "nobody attacked it";
  if (const auto words = miss(program_, evaluator_, situation_, result_, one, clauses)) return *words;
  // Without the answers of the definition, which the texts do not hold, it would be open.
  std::vector<std::string> questions;
  for (const auto& row : result_.rows)
    if (row.kind == engine::RowKind::triggered && row.truth.is_open() && row.victim == one.partner &&
        row.debtors.contains(one.member.index()) && duties.contains(row.duty))
      for (const auto question : evaluator_.diagram().support(row.truth))
        questions.push_back(engine::name_of(program_, situation_, result_.questions[question].ask));
  if (!questions.empty())
    return fmt::format("it hangs on {}, and the definition answers that", question_words(questions));
  // Of each clause the nearest miss is told, and that may be of another victim: once more with the partner's attacks alone.
  std::vector<std::size_t> own;
  for (std::size_t a = 0; a < conflict_.attacks.size(); ++a)
    if (const auto& attack = conflict_.attacks[a];
        !attack.goes_on && (attack.target == one.partner || attack.by == one.partner))
      own.push_back(a);
  const Staged staged = stage(conflict_, own, asks_);
  const engine::Situation situation = engine::prepare(program_, staged.scenario);
  engine::Evaluator evaluator(program_);
  engine::Result result;
  evaluator.evaluate(situation, result);
  if (const auto words = miss(program_, evaluator, situation, result, one, clauses)) return *words;
  return "nothing that it speaks of happened while the two were bound";
}

std::string reason_words(const engine::Program& program, const Backtest& backtest, const Case& one) {
  const Model& model = program.model();
  const Conflict& conflict = backtest.conflicts[one.conflict];
  std::string words =
      fmt::format("{} toward {} ({})", model[one.member].code, model[one.partner].code, name(one.pledge));
  if (one.due == Due::open) words += fmt::format(", open on {}", open_words(program, backtest, one));
  if (one.attack >= 0)
    words +=
        fmt::format(", by {}", attack_words(model, conflict.attacks[static_cast<std::size_t>(one.attack)]));
  return fmt::format("{}: {}", words, conduct_words(one));
}

}  // namespace casus::history
