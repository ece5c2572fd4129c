#include "explain/expect.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace casus::explain {

using engine::RowKind;

namespace {

std::string join(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, ", ")); }

class Check {
 public:
  Check(const Model& model, const Situation& situation, const Result& result, const Answer& answer,
        const Expectation& e)
      : model_(model), situation_(situation), result_(result), answer_(answer), e_(e) {}

  std::optional<std::string> run() {
    switch (e_.kind) {
      case ExpectKind::duty: return duty();
      case ExpectKind::no_duty: return no_duty();
      case ExpectKind::bound_to_nothing: return bound_to_nothing();
      case ExpectKind::breaks: return breaks();
      case ExpectKind::gap: return gap();
    }
    return std::nullopt;
  }

 private:
  const Row& row(const Item& item) const { return result_.rows[item.row]; }
  std::string place(const Item& item) const {
    const Provision& provision = model_[row(item).provision];
    return fmt::format("{} {}", model_[provision.instrument].name, provision.label);
  }
  std::string told(const Item& item) const {
    return fmt::format("{} {} {} under {} ({})", model_[item.debtor].code, name(row(item).duty->modality),
                       name(row(item).duty->act), place(item), name(item.status));
  }

  bool of_text(const Item& item) const {
    const Provision& provision = model_[row(item).provision];
    if (e_.instrument && provision.instrument != e_.instrument) return false;
    return e_.provision.empty() || provision.label == e_.provision;
  }
  bool of_object(const Item& item) const {
    if (e_.object.empty()) return true;
    // Toward whom the duty is; whoever is struck, where the duty names nobody or is done against its object.
    StateSet toward = row(item).objects;
    if (row(item).victim && (toward.empty() || is_against(row(item).duty->act)))
      toward.insert(row(item).victim.index());
    return (e_.object - toward).empty();
  }
  bool of_terms(const Item& item) const {
    if (!e_.terms_given) return true;
    std::set<std::map<std::string, bool>> wanted, got(item.on_questions.begin(), item.on_questions.end());
    for (const auto& term : e_.terms) {
      std::map<std::string, bool> one;
      for (const auto& answer : term) one.emplace(answer.question, answer.yes);
      wanted.insert(std::move(one));
    }
    return wanted == got;
  }
  bool of_form(const Item& item) const {
    const Duty& duty = *row(item).duty;
    if (e_.left_to_debtor && duty.discretion == Discretion::none) return false;
    const auto holds = [](const std::vector<Means>& list, Means means) {
      return std::ranges::find(list, means) != list.end();
    };
    if (e_.may_include && !holds(duty.may_include, *e_.may_include)) return false;
    if (!std::ranges::all_of(e_.with, [&](Means m) { return holds(duty.with, m); })) return false;
    if (e_.within_hours) {
      const double hours = duty.due.kind == DueKind::within_hours  ? duty.due.count
                           : duty.due.kind == DueKind::within_days ? duty.due.count * 24
                                                                   : -1;
      if (hours != *e_.within_hours) return false;
    }
    if (e_.proviso) {
      const auto provisos = provisos_for(model_, row(item), item.debtor, day_of_row(situation_, row(item)));
      if (std::ranges::none_of(provisos, [&](const Proviso* p) { return p->character == e_.proviso; }))
        return false;
    }
    return true;
  }
  /// Everything but who owes it and whether it is open.
  bool alike(const Item& item) const {
    if (row(item).kind == RowKind::breach) return false;
    if (e_.act && row(item).duty->act != *e_.act) return false;
    if (e_.modality && row(item).duty->modality != *e_.modality) return false;
    return of_text(item) && of_object(item);
  }
  bool matches(const Item& item) const {
    return alike(item) && of_form(item) && of_terms(item) && (item.status == Status::open) == e_.open;
  }

  std::optional<std::string> duty() const {
    StateSet debtors;
    for (const auto& item : answer_.items)
      if (matches(item)) debtors.insert(item.debtor.index());
    if (e_.nobody) {
      if (debtors.empty()) return std::nullopt;
      return fmt::format("these are: {}", join(codes(model_, debtors)));
    }
    if (e_.count) {
      if (debtors.size() == *e_.count) return std::nullopt;
      return fmt::format("there are {}: {}", debtors.size(), join(codes(model_, debtors)));
    }
    if (e_.anyone) {
      if (!debtors.empty()) return std::nullopt;
      return "nobody is";
    }
    const StateSet missing = e_.who - debtors;
    const StateSet extra = debtors - e_.who;
    if (missing.empty() && (!e_.only || extra.empty())) return std::nullopt;
    std::string text;
    if (!missing.empty()) {
      text = fmt::format("not so for {}", join(codes(model_, missing)));
      std::vector<std::string> instead;
      for (const auto& item : answer_.items)
        if (missing.contains(item.debtor.index()) && row(item).kind != RowKind::breach && of_text(item) &&
            instead.size() < 3) {
          std::string one = told(item);
          if (item.status == Status::open) one += " on " + terms(item);
          instead.push_back(std::move(one));
        }
      text += instead.empty() ? "; nothing comes out for it there"
                              : fmt::format("; instead: {}", fmt::join(instead, "; "));
    }
    if (e_.only && !extra.empty())
      text += fmt::format("{}also so for {}", text.empty() ? "" : "; ", join(codes(model_, extra)));
    return text;
  }
  static std::string terms(const Item& item) {
    std::vector<std::string> all;
    for (const auto& term : item.on_questions) {
      std::vector<std::string> one;
      for (const auto& [question, answer] : term) one.push_back(answer ? question : question + " no");
      all.push_back(fmt::format("{{ {} }}", fmt::join(one, ", ")));
    }
    return fmt::format("{}", fmt::join(all, " or "));
  }

  static bool commands(const Row& row) {
    return row.kind != RowKind::breach && row.duty->modality != Modality::may;
  }

  std::optional<std::string> no_duty() const {
    for (const auto& item : answer_.items) {
      if (!commands(row(item)) || !of_text(item) || !of_object(item)) continue;
      // A duty to act: not a duty to refrain from it.
      const Modality modality = row(item).duty->modality;
      if (e_.act && (row(item).duty->act != *e_.act || modality == Modality::must_not ||
                     modality == Modality::should_not))
        continue;
      if (!e_.anyone && !e_.who.contains(item.debtor.index())) continue;
      return fmt::format("there is one: {}", told(item));
    }
    return std::nullopt;
  }
  std::optional<std::string> bound_to_nothing() const {
    for (const auto& item : answer_.items)
      if (commands(row(item)) && e_.who.contains(item.debtor.index())) return told(item);
    return std::nullopt;
  }
  std::optional<std::string> breaks() const {
    StateSet breakers;
    for (const auto& item : answer_.items)
      if (row(item).kind == RowKind::breach && item.status == Status::arises && of_text(item))
        breakers.insert(item.debtor.index());
    const StateSet missing = e_.who - breakers;
    if (missing.empty()) return std::nullopt;
    return breakers.empty() ? std::string("nobody breaks it here")
                            : fmt::format("broken only by {}", join(codes(model_, breakers)));
  }
  std::optional<std::string> gap() const {
    StateSet gaps;
    for (const auto& g : result_.gaps)
      if (g.cover != engine::Cover::open) gaps.insert(g.state.index());
    const StateSet missing = e_.who - gaps;
    if (missing.empty()) return std::nullopt;
    return fmt::format("{} is covered, or its cover is open", join(codes(model_, missing)));
  }

  const Model& model_;
  const Situation& situation_;
  const Result& result_;
  const Answer& answer_;
  const Expectation& e_;
};

}  // namespace

std::optional<std::string> unmet(Evaluator& evaluator, const Situation& situation, const Result& result,
                                 const Answer& answer, const Expectation& expectation) {
  return Check(evaluator.program().model(), situation, result, answer, expectation).run();
}

std::optional<std::string> unmet_in_round(const engine::Program& program, const engine::Chain& chain,
                                          const Expectation& expectation) {
  const Scenario scenario = engine::in_round(chain, expectation.round.value_or(1));
  const Situation situation = engine::prepare(program, scenario);
  Evaluator evaluator(program);
  Result result;
  evaluator.evaluate(situation, result);
  return unmet(evaluator, situation, result, answer(evaluator, situation, result), expectation);
}

}  // namespace casus::explain
