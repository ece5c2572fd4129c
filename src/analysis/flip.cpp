#include "analysis/flip.h"

#include <algorithm>
#include <tuple>

namespace casus::analysis {

namespace {

using engine::Row;
using engine::RowKind;

bool is_told(const Row& row) { return row.duty->modality != Modality::may && row.kind != RowKind::standing; }

bool forbids(const Row& row) {
  return row.duty->modality == Modality::must_not || row.duty->modality == Modality::should_not;
}

/// Help first, then other duties, restraints, breaches; then by instrument and provision.
auto order_of(const Model& model, const Row& row) {
  return std::tuple(row.kind == RowKind::breach, forbids(row), family(row.duty->act) != ActFamily::force,
                    std::string_view(model[model[row.provision].instrument].name), row.provision.index(),
                    row.duty->span.begin, row.victim);
}

/// A duty toward one victim, whoever owes it and whichever event brings it about: what rows are compared by, of one result
/// or of two. With the debtor it is an `engine::OwedDuty`, which also tells breaches apart by their events.
using DutyToward = std::tuple<ProvisionId, const Duty*, StateId, RowKind>;
DutyToward duty_of(const Row& row) { return {row.provision, row.duty, row.victim, row.kind}; }

class Effects {
 public:
  explicit Effects(const engine::Result& result) : result_(result) {}

  void add(std::uint32_t row, StateId debtor) {
    const auto [at, fresh] = index_.try_emplace(duty_of(result_.rows[row]), list_.size());
    if (fresh) list_.push_back({row, {}});
    list_[at->second].debtors.insert(debtor.index());
  }
  bool empty() const { return list_.empty(); }

  std::vector<Effect> sorted(const Model& model) const {
    std::vector<Effect> list = list_;
    std::ranges::stable_sort(list, [&](const Effect& a, const Effect& b) {
      return order_of(model, result_.rows[a.row]) < order_of(model, result_.rows[b.row]);
    });
    return list;
  }
  std::size_t states() const {
    StateSet all;
    for (const auto& effect : list_) all |= effect.debtors;
    return all.size();
  }

 private:
  const engine::Result& result_;
  std::map<DutyToward, std::size_t> index_;
  std::vector<Effect> list_;
};

/// Statuses of a result by duty and debtor.
std::map<std::pair<DutyToward, StateId>, explain::Status> statuses(const engine::Result& result,
                                                                   const explain::Answer& answer) {
  std::map<std::pair<DutyToward, StateId>, explain::Status> map;
  for (const auto& item : answer.items) {
    const Row& row = result.rows[item.row];
    if (is_told(row)) map[{duty_of(row), item.debtor}] = item.status;
  }
  return map;
}

/// True where the reading's answer is meant for the event that is asked about; of a question about none, for any event.
bool speaks_of(const ReadingAnswer& said, const engine::Ask& ask, const Scenario& scenario) {
  const auto meant = [&](const Event& event) { return (said.kinds & bit(event.kind)) != 0; };
  if (said.kinds == 0) return true;
  return ask.event >= 0 ? meant(scenario.events[static_cast<std::size_t>(ask.event)])
                        : std::ranges::any_of(scenario.events, meant);
}

/// The readings that answer some of the questions, each tried on the situation.
void try_readings(engine::Evaluator& evaluator, const engine::Situation& situation,
                  const engine::Result& result, const explain::Answer& answer, Flip& flip) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  struct Count {
    std::uint32_t row;
    std::map<StateId, std::array<std::size_t, 3>> of;  // bound, open, not bound
  };
  std::map<DutyToward, Count> counts;
  // A second evaluator: the formulas of the first stay as they are.
  engine::Evaluator other(program);
  for (std::size_t r = 0; r < model.readings.size(); ++r) {
    const auto id = make_id<ReadingId>(r);
    if (std::ranges::find(situation.scenario->readings, id) != situation.scenario->readings.end()) continue;
    UnderReading under;
    under.reading = id;
    for (const auto& said : model[id].answers)
      for (const auto& asked : result.questions)
        if (asked.pivotal && asked.ask.kind == engine::AskKind::corpus &&
            asked.ask.question == said.question && speaks_of(said, asked.ask, *situation.scenario))
          under.answered.push_back(engine::name_of(program, situation, asked.ask));
    if (under.answered.empty()) continue;
    std::ranges::sort(under.answered);

    Scenario scenario = *situation.scenario;
    scenario.readings.push_back(id);
    const engine::Situation read = engine::prepare(program, scenario);
    engine::Result outcome;
    other.evaluate(read, outcome);
    const auto after = statuses(outcome, explain::answer(other, read, outcome));
    Effects binds(result), releases(result);
    for (const auto& item : answer.items) {
      const Row& row = result.rows[item.row];
      if (item.status != explain::Status::open || !is_told(row)) continue;
      const auto found = after.find({duty_of(row), item.debtor});
      const bool gone = found == after.end();
      const bool arises = !gone && found->second == explain::Status::arises;
      auto& count = counts.try_emplace(duty_of(row), Count{item.row, {}}).first->second.of[item.debtor];
      ++count[arises ? 0 : gone ? 2 : 1];
      if (arises) binds.add(item.row, item.debtor);
      if (gone) releases.add(item.row, item.debtor);
    }
    under.binds = binds.sorted(model);
    under.releases = releases.sorted(model);
    flip.readings.push_back(std::move(under));
  }
  std::ranges::sort(flip.readings, {},
                    [&](const UnderReading& u) -> const std::string& { return model[u.reading].name; });
  // Debtors of one duty that fare alike stand together.
  std::map<std::tuple<DutyToward, std::array<std::size_t, 3>>, AcrossReadings> groups;
  for (const auto& [key, count] : counts)
    for (const auto& [state, tally] : count.of) {
      auto& group = groups[{key, tally}];
      group.effect.row = count.row;
      group.effect.debtors.insert(state.index());
      std::tie(group.bound, group.open, group.not_bound) = std::tie(tally[0], tally[1], tally[2]);
    }
  for (auto& [key, group] : groups) flip.across.push_back(std::move(group));
  std::ranges::sort(flip.across, [&](const AcrossReadings& a, const AcrossReadings& b) {
    const auto key = [&](const AcrossReadings& of) {
      return std::tuple(order_of(model, result.rows[of.effect.row]), of.effect.debtors.first());
    };
    return key(a) < key(b);
  });
}

}  // namespace

Flip flip(engine::Evaluator& evaluator, const engine::Situation& situation, const engine::Result& result,
          const explain::Answer& answer) {
  const engine::Program& program = evaluator.program();
  const Model& model = program.model();
  engine::Diagram& diagram = evaluator.diagram();
  Flip out;

  std::map<std::pair<std::string, bool>, std::string> clauses;
  // An item that speaks of each debtor's own decision names the debtor.
  const auto named = [&](const engine::Term& term, const explain::Item& item) {
    Answers answers;
    for (const auto& [question, value] : term) {
      engine::Ask ask = result.questions[question].ask;
      if (result.rows[item.row].own_decision && ask.kind == engine::AskKind::decision && !ask.state)
        ask.state = item.debtor;
      const auto name = engine::name_of(program, situation, ask);
      if (const auto [clause, fresh] = clauses.try_emplace({name, value}); fresh)
        clause->second = explain::answer_words(program, situation, ask, value, StateId::none());
      answers.emplace(name, value);
    }
    return answers;
  };

  Effects bound(result);
  std::map<Answers, std::pair<Effects, Effects>> sets;
  std::map<std::uint32_t, std::pair<engine::Diagram::Terms, engine::Diagram::Terms>> terms_of;
  struct Turning {
    std::size_t duties = 0;
    StateSet debtors;
  };
  std::vector<Turning> turning(result.questions.size());
  for (const auto& item : answer.items) {
    const Row& row = result.rows[item.row];
    if (!is_told(row)) continue;
    if (item.status == explain::Status::arises) {
      bound.add(item.row, item.debtor);
      continue;
    }
    const auto [at, fresh] = terms_of.try_emplace(item.truth.node);
    if (fresh)
      at->second = {diagram.minimal_terms(item.truth), diagram.minimal_terms(diagram.negate(item.truth))};
    const auto& [yes_terms, no_terms] = at->second;
    out.complete = out.complete && yes_terms.complete && no_terms.complete;
    const auto set = [&](const engine::Term& term) -> auto& {
      return sets.try_emplace(named(term, item), Effects(result), Effects(result)).first->second;
    };
    for (const auto& term : yes_terms.terms) set(term).first.add(item.row, item.debtor);
    for (const auto& term : no_terms.terms) set(term).second.add(item.row, item.debtor);
    for (auto question : diagram.support(item.truth)) {
      ++turning[question].duties;
      turning[question].debtors.insert(item.debtor.index());
    }
  }

  out.bound = bound.sorted(model);
  const auto told = [&](const Answers& answers) {
    std::vector<std::string> parts;
    for (const auto& one : answers) parts.push_back(clauses.at(one));
    return explain::list_words(parts);
  };
  for (const auto& [answers, effects] : sets)
    out.sets.push_back({answers, told(answers), effects.first.sorted(model), effects.second.sorted(model),
                        effects.first.states(), effects.second.states()});
  std::ranges::stable_sort(out.sets, [](const FlipSet& a, const FlipSet& b) {
    return std::tuple(a.answers.size(), b.bound, b.released) <
           std::tuple(b.answers.size(), a.bound, a.released);
  });
  for (std::size_t q = 0; q < result.questions.size(); ++q) {
    const auto& ask = result.questions[q].ask;
    out.pivots.push_back({engine::name_of(program, situation, ask), engine::text_of(program, situation, ask),
                          engine::kind_of(program, ask), turning[q].duties, turning[q].debtors});
  }
  std::ranges::sort(out.pivots, [](const Pivot& a, const Pivot& b) {
    return std::tuple(b.duties, std::string_view(a.id)) < std::tuple(a.duties, std::string_view(b.id));
  });
  try_readings(evaluator, situation, result, answer, out);
  return out;
}

}  // namespace casus::analysis
