#include "analysis/count.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "explain/words.h"

namespace casus::analysis {

using engine::Evaluator;
using engine::Result;
using engine::Row;
using engine::RowKind;
using engine::Situation;

std::string_view name(Criterion criterion) {
  constexpr std::array<std::string_view, 8> names = {"force",  "modality", "act",  "discretion",
                                                     "status", "protects", "open", "text"};
  return names[static_cast<std::size_t>(criterion)];
}

namespace {

template <class Enum>
bool admits(const std::vector<Enum>& list, Enum value) {
  return list.empty() || std::ranges::find(list, value) != list.end();
}

/// Whether a state holds a role in a text: surely, or if these questions are answered so.
struct Holds {
  bool ever = false;
  std::map<std::string, bool> if_answered;
};

class Counter {
 public:
  Counter(Evaluator& evaluator, const Scenario& base, const Definition& definition, StateId protector)
      : evaluator_(evaluator),
        model_(evaluator.program().model()),
        definition_(definition),
        protector_(protector),
        scenario_(base) {
    for (const auto& answer : definition.answers) {
      Supposition supposed;
      supposed.kind = SupposeKind::answer;
      supposed.question = model_[answer.question].name;
      supposed.value = answer.yes;
      scenario_.suppositions.push_back(std::move(supposed));
    }
    situation_ = engine::prepare(evaluator.program(), scenario_);
  }

  Count run(StateId attacker) {
    Count out;
    out.protector = protector_;
    out.day = day();
    const std::vector<StateId> existing = states_on(model_, day());
    std::vector<StateId> attackers = attacker ? std::vector<StateId>{attacker} : existing;
    // The example that is told should not be one whose statehood is disputed.
    std::ranges::stable_partition(attackers, [&](StateId id) { return model_[id].recognition.empty(); });
    for (const StateId state : existing) {
      if (state == protector_) continue;
      ProtectedState result = look_at(state, attackers);
      if (result.counts) ++out.total;
      if (result.open) ++out.open;
      out.states.push_back(std::move(result));
    }
    return out;
  }

 private:
  Day day() const { return situation_.day; }

  ProtectedState look_at(StateId state, const std::vector<StateId>& attackers) {
    ProtectedState result;
    result.state = state;
    for (const StateId attacker : attackers) {
      if (attacker == state || attacker == protector_) continue;
      put(attacker, state);
      evaluator_.evaluate_rows(situation_, result_);
      for (const Row& row : result_.rows) consider(row, attacker, state, result.duties);
    }
    std::ranges::sort(result.duties, {}, [&](const ConsideredDuty& d) {
      return std::tuple(std::string_view(model_[model_[d.provision].instrument].name), d.provision.index(),
                        d.duty->span.begin, d.duty->act);
    });
    bool sure = false;
    for (ConsideredDuty& considered : result.duties) {
      considered.fails = failing(considered, state);
      if (!considered.fails.empty()) continue;
      result.counts = true;
      sure |= !considered.open;
    }
    result.open = result.counts && !sure;
    return result;
  }

  /// Makes the attack the one event of the scenario.
  void put(StateId attacker, StateId state) {
    Scenario made = scenario_of(model_, {EventKind::armed_attack, attacker, state, {}}, day());
    scenario_.events = std::move(made.events);
  }

  void consider(const Row& row, StateId attacker, StateId state, std::vector<ConsideredDuty>& duties) {
    if (row.kind == RowKind::breach || row.truth.is_no() || !row.debtors.contains(protector_.index())) return;
    // The duty must be owed toward the state: one to consult others over it is not.
    const bool names_it = row.objects.contains(state.index());
    if (!names_it && (row.victim != state || !row.objects.empty())) return;
    const InstrumentId instrument = model_[row.provision].instrument;
    if (holds_role(instrument, attacker).ever) return;  // no outsider
    const auto found = std::ranges::find_if(
        duties, [&](const ConsideredDuty& d) { return d.provision == row.provision && d.duty == row.duty; });
    if (found != duties.end() && (!found->open || row.truth.is_open())) return;
    ConsideredDuty considered{.provision = row.provision, .duty = row.duty, .attacker = attacker};
    if (row.truth.is_open()) name_questions(row, considered);
    if (definition_.parties_only && !heed_role(holds_role(instrument, state), considered)) return;
    if (found == duties.end()) {
      duties.push_back(std::move(considered));
    } else {
      *found = std::move(considered);
    }
  }

  void name_questions(const Row& row, ConsideredDuty& considered) {
    considered.open = true;
    const auto terms = evaluator_.diagram().minimal_terms(row.truth);
    considered.complete = terms.complete;
    for (const auto& term : terms.terms) {
      std::map<std::string, bool> named;
      for (const auto& [question, value] : term) {
        engine::Ask ask = result_.questions[question].ask;
        if (ask.kind == engine::AskKind::decision && !ask.state) ask.state = protector_;
        named.emplace(engine::name_of(evaluator_.program(), situation_, ask), value);
      }
      considered.on_questions.push_back(std::move(named));
    }
  }

  /// Where the state holds its role only if something is answered, so does the duty count only then. False where that
  /// cannot be together.
  static bool heed_role(const Holds& holds, ConsideredDuty& considered) {
    if (!holds.ever || holds.if_answered.empty()) return true;
    considered.open = true;
    if (considered.on_questions.empty()) considered.on_questions.emplace_back();
    std::erase_if(considered.on_questions, [&](std::map<std::string, bool>& term) {
      term.insert(holds.if_answered.begin(), holds.if_answered.end());
      return std::ranges::any_of(holds.if_answered,
                                 [&](const auto& answer) { return term.at(answer.first) != answer.second; });
    });
    return !considered.on_questions.empty();
  }

  Holds holds_role(InstrumentId instrument, StateId state) const {
    for (const auto& s : scenario_.suppositions)
      if (s.kind == SupposeKind::membership && s.instrument == instrument && s.state == state)
        return {s.value, {}};
    const auto& program = evaluator_.program();
    const std::uint32_t role = program.role(instrument, RoleKind::count_);
    if (role == UINT32_MAX) return {};
    const engine::Holding& holding = program.role_at(role).in_force;
    if (holding.sure.at(day()).contains(state.index())) return {true, {}};
    for (const auto& doubtful : holding.doubtful)
      if (doubtful.state == state && doubtful.on(day()))
        if (Holds holds = in_doubt(doubtful, instrument); holds.ever) return holds;
    return {};
  }

  Holds in_doubt(const engine::DoubtfulMember& doubtful, InstrumentId instrument) const {
    Holds holds{true, {}};
    const auto needs = [&](QuestionId question, bool wanted) {
      const std::int8_t known = situation_.answers[question.index()];
      if (known == 0) {
        holds.if_answered.emplace(model_[question].name, wanted);
      } else if ((known > 0) != wanted) {
        holds.ever = false;
      }
    };
    if (doubtful.vague)
      holds.if_answered.emplace(
          fmt::format("membership_of_{}_in_{}", model_[doubtful.state].code, model_[instrument].name), true);
    if (doubtful.question) needs(doubtful.question, true);
    for (const QuestionId question : doubtful.unless) needs(question, false);
    return holds;
  }

  std::vector<Criterion> failing(const ConsideredDuty& considered, StateId state) const {
    const Provision& provision = model_[considered.provision];
    const Instrument& instrument = model_[provision.instrument];
    const CodingStatus status = provision.status != CodingStatus::none ? provision.status : instrument.status;
    const bool named = admits(definition_.under, provision.instrument) &&
                       (definition_.except.empty() || !admits(definition_.except, provision.instrument));
    std::vector<Criterion> fails;
    const auto check = [&](bool holds, Criterion criterion) {
      if (!holds) fails.push_back(criterion);
    };
    check(admits(definition_.forces, instrument.force), Criterion::force);
    check(admits(definition_.modalities, considered.duty->modality), Criterion::modality);
    check(admits(definition_.acts, considered.duty->act), Criterion::act);
    check(admits(definition_.discretions, considered.duty->discretion), Criterion::discretion);
    check(admits(definition_.statuses, status), Criterion::status);
    check(!definition_.parties_only || holds_role(provision.instrument, state).ever, Criterion::protects);
    check(definition_.open_counts || !considered.open, Criterion::open);
    check(named, Criterion::text);
    return fails;
  }

  Evaluator& evaluator_;
  const Model& model_;
  const Definition& definition_;
  StateId protector_;
  Scenario scenario_;
  Situation situation_;  ///< points at `scenario_`
  Result result_;
};

}  // namespace

Count count(Evaluator& evaluator, const Scenario& base, const Definition& definition, StateId protector,
            StateId attacker) {
  return Counter(evaluator, base, definition, protector).run(attacker);
}

bool nearly_counts(const ConsideredDuty& considered) {
  if (considered.fails.size() != 1) return false;
  const Duty& duty = *considered.duty;
  switch (considered.fails.front()) {
    case Criterion::modality: return duty.modality == Modality::must || duty.modality == Modality::should;
    case Criterion::act: return family(duty.act) == ActFamily::force || duty.act == Act::consult;
    default: return true;
  }
}

std::vector<const ConsideredDuty*> nearest_duties(const ProtectedState& state) {
  std::vector<const ConsideredDuty*> nearest;
  for (const ConsideredDuty& considered : state.duties) {
    if (considered.fails.empty()) continue;
    if (!nearest.empty() && considered.fails.size() > nearest.front()->fails.size()) continue;
    if (!nearest.empty() && considered.fails.size() < nearest.front()->fails.size()) nearest.clear();
    nearest.push_back(&considered);
  }
  const auto of_another_text = [](const ConsideredDuty* d) {
    return std::ranges::find(d->fails, Criterion::text) != d->fails.end();
  };
  if (!std::ranges::all_of(nearest, of_another_text)) std::erase_if(nearest, of_another_text);
  return nearest;
}

std::string question_words(const ConsideredDuty& considered) {
  std::vector<std::string> terms;
  for (const auto& term : considered.on_questions) {
    std::vector<std::string> answers;
    for (const auto& [question, yes] : term)
      answers.push_back(yes ? question : fmt::format("not {}", question));
    terms.push_back(fmt::format("{}", fmt::join(answers, " and ")));
  }
  return fmt::format("{}", fmt::join(terms, " or "));
}

namespace {

std::string_view discretion_name(Discretion discretion) {
  switch (discretion) {
    case Discretion::none: return "the clause leaves nothing open";
    case Discretion::means: return "the clause leaves the means to the debtor";
    case Discretion::extent: return "the clause leaves the extent to the debtor";
    case Discretion::existence: return "the clause leaves it to the debtor whether to act";
    case Discretion::organ: return "the clause leaves the form to an organ";
    case Discretion::agreement: return "the clause leaves the form to an agreement of all";
  }
  return {};
}

/// `; it was a party until 2014-10-17`, where it held a role before the day.
std::string former_role(const Instrument& instrument, StateId state, Day day) {
  const Membership* last = nullptr;
  for (const auto& m : instrument.memberships)
    if (m.state == state && m.spell.to.latest <= day &&
        (last == nullptr || last->spell.to.latest < m.spell.to.latest))
      last = &m;
  if (last == nullptr) return {};
  return fmt::format("; it was a {} until {}", name(last->role), to_iso(last->spell.to));
}

}  // namespace

std::string fail_words(const Model& model, const ConsideredDuty& considered, Criterion criterion,
                       StateId state, Day day) {
  const Provision& provision = model[considered.provision];
  const Instrument& instrument = model[provision.instrument];
  switch (criterion) {
    case Criterion::force: return fmt::format("the text is {}", name(instrument.force));
    case Criterion::modality: return fmt::format("the clause says `{}`", name(considered.duty->modality));
    case Criterion::act:
      return fmt::format("the clause asks to {}", explain::plain(name(considered.duty->act)));
    case Criterion::discretion: return std::string(discretion_name(considered.duty->discretion));
    case Criterion::status:
      return fmt::format("the coding is {}",
                         name(provision.status != CodingStatus::none ? provision.status : instrument.status));
    case Criterion::protects:
      return fmt::format("{} holds no role in the text on that day{}",
                         explain::sentence_case(spoken_on(model[state], day)),
                         former_role(instrument, state, day));
    case Criterion::open: return fmt::format("it hangs on {}", question_words(considered));
    case Criterion::text: return "the definition does not name the text";
  }
  return {};
}

PublishedComparison compare_with_published(const Count& count, const PublishedCount& published) {
  PublishedComparison out;
  out.difference = static_cast<std::int64_t>(count.total) - static_cast<std::int64_t>(published.number);
  StateSet theirs = published.lists | published.includes;
  for (const ProtectedState& state : count.states) {
    const std::size_t s = state.state.index();
    const bool in = theirs.contains(s);
    theirs.erase(s);
    const bool out_of = published.excludes.contains(s) || (!published.lists.empty() && !in);
    if (in && !state.counts) out.theirs_only.push_back(&state);
    if (out_of && state.counts) out.ours_only.push_back(&state);
  }
  theirs.for_each([&](std::size_t s) { out.theirs_gone.push_back(make_id<StateId>(s)); });
  return out;
}

}  // namespace casus::analysis
