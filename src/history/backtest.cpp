#include "history/backtest.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "history/pledge.h"

namespace casus::history {

using namespace casus::model;
using engine::AskKind;
using engine::RowKind;
using engine::Truth;

std::string_view name(Due due) {
  switch (due) {
    case Due::arises: return "arises";
    case Due::open: return "open";
    case Due::does_not_arise: return "does not arise";
  }
  return {};
}

std::string_view name(Conduct conduct) {
  switch (conduct) {
    case Conduct::joined: return "joined";
    case Conduct::stayed_out: return "stayed out";
    case Conduct::fought_against: return "fought against";
  }
  return {};
}

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::kept: return "kept";
    case Verdict::not_kept: return "not kept";
    case Verdict::not_tested: return "not tested";
  }
  return {};
}

namespace {

/// A question by the name that a definition answers it under: without event, state and alliance.
std::string_view general_name(const Model& model, const engine::Ask& ask) {
  switch (ask.kind) {
    case AskKind::corpus: {
      const std::string_view name = model[ask.question].name;
      return name.starts_with("atop_") ? name.substr(name.find('_', 5) + 1) : name;
    }
    case AskKind::request: return "request";
    case AskKind::decision: return "decision";
    case AskKind::membership: return "membership";
    case AskKind::territory: return "territory";
    case AskKind::means: return "means";
    case AskKind::performance: return "performance";
    case AskKind::wording: return "wording";
    case AskKind::statehood: return "statehood";
    case AskKind::attacker: return "attacker";
  }
  return {};
}

/// A pledge of a member toward a partner under an instrument, as one number; cases are sorted by it.
using Key = std::uint64_t;
Key key_of(InstrumentId instrument, StateId member, StateId partner, Pledge pledge) {
  return static_cast<Key>(instrument.index()) << 40 | static_cast<Key>(member.index()) << 24 |
         static_cast<Key>(partner.index()) << 8 | static_cast<Key>(pledge);
}

/// What the engine finds for one key.
struct Found {
  Key key = 0;
  Due due = Due::does_not_arise;
  std::int16_t attack = -1;
  std::uint32_t on = 0;  ///< index into the lists of questions
};

/// What one row says of one key.
struct Said {
  Key key;
  Truth truth;
  std::int16_t attack;
};

/// A pledge toward a belligerent, to be looked at.
struct Candidate {
  Key key;
  const DirectedPledge* pledge;
  const Belligerent* partner;
};

class Testing {
 public:
  Testing(const Alliances& alliances, const Definition& definition)
      : alliances_(alliances),
        program_(alliances.program()),
        model_(alliances.program().model()),
        definition_(definition),
        evaluator_(alliances.program()) {}

  void run(std::uint32_t index, Conflict& conflict, Backtest& into) {
    open_on_ = &into.open_on;
    if (definition_.made_during) go_on(conflict);
    found_.clear();
    if (definition_.clauses_read) evaluate(conflict);
    StateSet involved;
    for (const auto& b : conflict.belligerents) involved.insert(b.state.index());
    for (const auto& attack : conflict.attacks) involved.insert(attack.by.index());
    candidates_.clear();
    for (const auto& b : conflict.belligerents) {
      if (definition_.originators_only && !b.originator) continue;
      // A pledge that ends on the day on which its partner is struck ended by that.
      for (const auto& pledge : alliances_.toward(b.state)) {
        if (!(pledge.begin < b.to)) break;
        if (b.from <= pledge.end && definition_.tested[static_cast<std::size_t>(pledge.pledge)])
          candidates_.push_back(
              {key_of(pledge.instrument, pledge.from, pledge.to, pledge.pledge), &pledge, &b});
      }
    }
    // The first spell of the partner and of the pledge counts.
    std::ranges::stable_sort(candidates_, {}, &Candidate::key);
    auto found = found_.cbegin();
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const auto& [key, pledge, partner] = candidates_[i];
      if (i > 0 && candidates_[i - 1].key == key) continue;
      while (found != found_.cend() && found->key < key) ++found;
      Case one{.conflict = index,
               .instrument = pledge->instrument,
               .member = pledge->from,
               .partner = pledge->to,
               .pledge = pledge->pledge};
      if (involved.contains(pledge->from.index())) behave(conflict, *partner, pledge->begin, one);
      settle(found != found_.cend() && found->key == key ? &*found : nullptr, one);
      judge(conflict, one);
      into.cases.push_back(one);
    }
  }

 private:
  /// Where a pledge is made while its partner fights, the attacks by and on the partner count on that day once more.
  void go_on(Conflict& conflict) const {
    std::set<std::tuple<Day, StateId, StateId>> later;
    const auto attacks = conflict.attacks;
    for (const auto& b : conflict.belligerents)
      for (const auto& pledge : alliances_.toward(b.state)) {
        if (!(pledge.begin < b.to)) break;
        if (!(b.from < pledge.begin) || !definition_.tested[static_cast<std::size_t>(pledge.pledge)])
          continue;
        for (const auto& attack : attacks)
          if ((attack.by == b.state || attack.target == b.state) && attack.on < pledge.begin &&
              fights(conflict, attack.by, pledge.begin) && fights(conflict, attack.target, pledge.begin) &&
              later.insert({pledge.begin, attack.by, attack.target}).second)
            conflict.attacks.push_back(
                {pledge.begin, attack.by, attack.target, attack.kind, attack.joiner, true});
      }
    std::ranges::stable_sort(conflict.attacks, {}, &Attack::on);
  }

  static bool fights(const Conflict& conflict, StateId state, Day day) {
    return std::ranges::any_of(conflict.belligerents, [&](const Belligerent& b) {
      return b.state == state && b.from <= day && day < b.to;
    });
  }

  void evaluate(const Conflict& conflict) {
    std::vector<std::size_t> struck;
    struck.reserve(conflict.attacks.size());
    std::map<Day, std::vector<std::size_t>> going_on;
    for (std::size_t a = 0; a < conflict.attacks.size(); ++a) {
      if (conflict.attacks[a].goes_on) {
        going_on[conflict.attacks[a].on].push_back(a);
      } else {
        struck.push_back(a);
      }
    }
    evaluate(conflict, struck, false);
    // Each day by itself: what goes on does so after what began it, and not after what goes on.
    for (const auto& [day, attacks] : going_on) {
      std::vector<std::size_t> events;
      for (const auto a : struck)
        if (conflict.attacks[a].on <= day) events.push_back(a);
      events.insert(events.end(), attacks.begin(), attacks.end());
      evaluate(conflict, events, true);
    }
  }

  void evaluate(const Conflict& conflict, const std::vector<std::size_t>& attacks, bool only_going_on) {
    staged_ = stage(conflict, attacks, victims_ask(definition_));
    suppose();
    situation_ = engine::prepare(program_, staged_.scenario);
    evaluator_.evaluate_rows(situation_, result_);
    find_answers(conflict);
    said_.clear();
    for (const auto& row : result_.rows) {
      const PledgeBits kinds = alliances_.kinds(*row.duty);
      if (kinds == 0 || row.event < 0) continue;
      const auto attack = staged_.attack_of[static_cast<std::size_t>(row.event)];
      if (attack < 0) continue;
      if (only_going_on && !conflict.attacks[static_cast<std::size_t>(attack)].goes_on) continue;
      const bool wanted =
          (kinds & bit(Pledge::nonagg)) != 0 ? row.kind == RowKind::breach : row.kind == RowKind::triggered;
      if (!wanted) continue;
      const Truth truth = answered(row.truth);
      if (truth.is_no()) continue;
      const InstrumentId instrument = model_[row.provision].instrument;
      for (const auto pledge : pledges)
        if ((kinds & bit(pledge)) != 0)
          row.debtors.for_each([&](std::size_t d) {
            said_.push_back({key_of(instrument, make_id<StateId>(d), row.victim, pledge), truth, attack});
          });
    }
    std::ranges::stable_sort(said_, {}, &Said::key);
    lists_.clear();
    const std::size_t before = found_.size();
    for (std::size_t from = 0, to = 0; from < said_.size(); from = to) {
      Truth truth = engine::no;
      std::int16_t attack = -1;
      for (; to < said_.size() && said_[to].key == said_[from].key; ++to) {
        // The first that brings it about for sure, else the first that may.
        if (attack < 0 || (said_[to].truth.is_yes() && !truth.is_yes())) attack = said_[to].attack;
        truth = evaluator_.diagram().either(truth, said_[to].truth);
      }
      found_.push_back({said_[from].key, truth.is_yes() ? Due::arises : Due::open, attack,
                        truth.is_yes() ? 0 : list_of(truth)});
    }
    if (before > 0) merge();
  }

  /// Several evaluations of one conflict: what any of them says for sure, else the first that leaves it open, with the questions of all.
  void merge() {
    std::ranges::stable_sort(found_, {}, &Found::key);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (kept == 0 || found_[kept - 1].key != found_[i].key) {
        found_[kept++] = found_[i];
        continue;
      }
      Found& known = found_[kept - 1];
      if (known.due == Due::arises) continue;
      if (found_[i].due == Due::arises) {
        known = found_[i];
      } else if (known.on != found_[i].on) {
        auto all = (*open_on_)[known.on];
        const auto& more = (*open_on_)[found_[i].on];
        for (const auto& ask : more)
          if (std::ranges::find(all, ask) == all.end()) all.push_back(ask);
        known.on = add_list(std::move(all));
      }
    }
    found_.resize(kept);
  }

  /// The questions that a formula of this evaluation hangs on.
  std::uint32_t list_of(Truth truth) {
    const auto [at, fresh] = lists_.try_emplace(truth.node, 0u);
    if (fresh) {
      std::vector<engine::Ask> asks;
      for (const auto question : evaluator_.diagram().support(truth)) {
        asks.push_back(result_.questions[question].ask);
        if (asks.back().event >= 0)
          asks.back().event = staged_.attack_of[static_cast<std::size_t>(asks.back().event)];
      }
      at->second = add_list(std::move(asks));
    }
    return at->second;
  }

  std::uint32_t add_list(std::vector<engine::Ask> asks) {
    open_on_->push_back(std::move(asks));
    return static_cast<std::uint32_t>(open_on_->size() - 1);
  }

  /// What is answered of the questions that the engine asks: by the definition; and a pledge limited to a conflict that was made in
  /// this war is limited to it.
  void find_answers(const Conflict& conflict) {
    answers_.clear();
    for (const auto& asked : result_.questions) {
      const std::string_view name = general_name(model_, asked.ask);
      std::optional<bool> answer;
      if (const auto given = definition_.answers.find(name); given != definition_.answers.end()) {
        answer = given->second;
      } else if (name == "conflict" && conflict.kind == ConflictKind::war) {
        const std::string_view whole = model_[asked.ask.question].name;
        if (alliances_.made_in(whole.substr(0, whole.rfind('_'))) == conflict.number) answer = true;
      }
      answers_.push_back(answer);
    }
  }

  /// What the definition answers, as suppositions, as far as the engine knows the question by that name.
  void suppose() {
    for (const auto& [question, value] : definition_.answers) {
      if (!model_.question_names.contains(question)) continue;
      Supposition supposition{.kind = SupposeKind::answer};
      supposition.question = question;
      supposition.value = value;
      staged_.scenario.suppositions.push_back(std::move(supposition));
    }
  }

  Truth answered(Truth truth) {
    if (!truth.is_open() || answers_.empty()) return truth;
    for (const auto question : evaluator_.diagram().support(truth))
      if (question < answers_.size() && answers_[question])
        truth = evaluator_.diagram().given(truth, question, *answers_[question]);
    return truth;
  }

  void settle(const Found* found, Case& one) const {
    if (found != nullptr) one.attack = found->attack;
    if (!definition_.clauses_read) {
      one.due = Due::arises;
    } else if (definition_.attack_breaks && one.first_blow == FirstBlow::member) {
      one.due = Due::arises;
    } else if (one.pledge == Pledge::nonagg) {
      // Owed at all times; the question is when it is put to the test.
      const bool fought = one.conduct == Conduct::fought_against;
      if (definition_.non_aggression == NonAggression::always || fought) one.due = Due::arises;
    } else if (found != nullptr) {
      one.due = found->due;
      one.on = found->on;
    }
  }

  /// What the member did from the day of the pledge to the end of the partner's part in it; what it did first counts.
  static void behave(const Conflict& conflict, const Belligerent& partner, Day pledged, Case& one) {
    const Day since = std::max(pledged, partner.from);
    const Belligerent* first = nullptr;
    for (const auto& b : conflict.belligerents)
      if (b.state == one.member && b.from < partner.to && since < b.to &&
          (first == nullptr || b.from < first->from))
        first = &b;
    if (first != nullptr) {
      one.since = first->from;
      one.conduct = first->side == partner.side ? Conduct::joined : Conduct::fought_against;
    }
    // A blow may come some days before the partner's first day: who struck and who was in it are of two data sets.
    // In a dispute in which force was used a threat is none.
    const bool force = conflict.hostility >= 4;
    const auto blow = [&](auto by, auto target) {
      Day day = Day::max();
      for (const auto& attack : conflict.attacks)
        if (by(attack.by) && target(attack.target) && pledged <= attack.on && !attack.goes_on &&
            (!force || is_force(attack.kind)))
          day = std::min(day, attack.on);
      return day;
    };
    const auto is = [](StateId wanted) { return [wanted](StateId state) { return state == wanted; }; };
    const auto on_its_side = [&](StateId state) {
      return std::ranges::any_of(conflict.belligerents, [&](const Belligerent& b) {
        return b.state == state && b.side == partner.side;
      });
    };
    const Day by_member = blow(is(one.member), is(one.partner)),
              by_partner = blow(is(one.partner), is(one.member));
    // Two who struck each other fought, on whichever side a data set has them.
    if (const Day struck = std::min(by_member, by_partner);
        struck < Day::max() && (!one.since || struck <= *one.since || one.conduct == Conduct::stayed_out)) {
      one.conduct = Conduct::fought_against;
      one.since = struck;
    }
    if (one.conduct != Conduct::fought_against) return;
    if (by_member < Day::max() && by_member <= by_partner) {
      one.first_blow = FirstBlow::member;
    } else if (by_partner < Day::max()) {
      one.first_blow = FirstBlow::partner;
    } else if (const Day on_member = blow(on_its_side, is(one.member));
               on_member < Day::max() && on_member <= blow(is(one.member), on_its_side)) {
      one.first_blow = FirstBlow::partners_side;
    }
  }

  void judge(const Conflict& conflict, Case& one) const {
    const bool due =
        one.due == Due::arises || (one.due == Due::open && definition_.open == OpenCases::arises);
    if (!due) return;
    if (definition_.attack_breaks && definition_.clauses_read && one.first_blow == FirstBlow::member) {
      one.verdict = Verdict::not_kept;
      return;
    }
    bool kept = false;
    switch (one.pledge) {
      case Pledge::defense:
      case Pledge::offense: {
        // Nobody owes help to whoever strikes it.
        if (one.first_blow == FirstBlow::partner) return;
        kept = one.conduct == Conduct::joined;
        if (kept && definition_.joins_within && one.attack >= 0)
          kept = one.since->number - conflict.attacks[static_cast<std::size_t>(one.attack)].on.number <=
                 *definition_.joins_within;
        break;
      }
      case Pledge::neutral:
        kept = one.conduct != Conduct::fought_against || one.first_blow == FirstBlow::partner ||
               one.first_blow == FirstBlow::partners_side;
        break;
      case Pledge::nonagg:
        // Where the partner began, it is the partner who broke it.
        if (one.first_blow == FirstBlow::partner || one.first_blow == FirstBlow::partners_side) return;
        kept = one.conduct != Conduct::fought_against;
        break;
      case Pledge::consul: return;
    }
    one.verdict = kept ? Verdict::kept : Verdict::not_kept;
  }

  const Alliances& alliances_;
  const engine::Program& program_;
  const Model& model_;
  const Definition& definition_;
  engine::Evaluator evaluator_;
  Staged staged_;
  engine::Situation situation_;
  engine::Result result_;
  std::vector<std::optional<bool>> answers_;  ///< of the definition, by question of the result
  std::vector<Said> said_;
  std::unordered_map<std::uint32_t, std::uint32_t> lists_;  ///< of this evaluation, by formula
  std::vector<Found> found_;                                ///< by key
  std::vector<Candidate> candidates_;
  std::vector<std::vector<engine::Ask>>* open_on_ = nullptr;
};

bool asked_for(const Conflict& conflict, const Definition& definition) {
  if (conflict.kind != definition.conflicts || conflict.hostility < definition.least_hostility ||
      conflict.belligerents.empty())
    return false;
  const Day first = days_of(conflict).first;
  return first >= day_of(definition.from, 1, 1) && first < day_of(definition.to + 1, 1, 1);
}

}  // namespace

MadeInWar made_in_war(std::span<const MemberPhase> rows) {
  MadeInWar list;
  for (const auto& row : rows)
    if (row.made_in_war != 0) list.emplace(atop_name(row.alliance), row.made_in_war);
  return list;
}

Alliances::Alliances(const engine::Program& program, MadeInWar made_in, std::string_view only)
    : program_(&program), made_in_(std::move(made_in)), pledges_(directed_pledges(program.model(), only)) {
  const Model& model = program.model();
  std::ranges::stable_sort(pledges_, {}, [](const DirectedPledge& p) { return std::pair(p.to, p.begin); });
  begins_.assign(model.states.size() + 1, 0);
  for (const auto& pledge : pledges_) ++begins_[pledge.to.index() + 1];
  for (std::size_t s = 1; s < begins_.size(); ++s) begins_[s] += begins_[s - 1];
  for (std::size_t c = 0; c < model.clauses.size(); ++c) {
    const auto& clause = model.clauses[c];
    if (!model[model[clause.provision].instrument].name.starts_with(only)) continue;
    for (const auto* duty : program.duties(make_id<ClauseId>(c)))
      if (const auto kinds = pledges_of(model, clause, *duty)) kinds_.emplace(duty, kinds);
  }
}

std::span<const DirectedPledge> Alliances::toward(StateId partner) const {
  const std::size_t from = begins_[partner.index()], to = begins_[partner.index() + 1];
  return std::span(pledges_).subspan(from, to - from);
}

PledgeBits Alliances::kinds(const Duty& duty) const {
  const auto at = kinds_.find(&duty);
  return at == kinds_.end() ? PledgeBits{0} : at->second;
}

int Alliances::made_in(std::string_view alliance) const {
  const auto at = made_in_.find(alliance);
  return at == made_in_.end() ? 0 : at->second;
}

Backtest backtest(const Alliances& alliances, std::vector<Conflict> conflicts, const Definition& definition) {
  Backtest out;
  std::erase_if(conflicts, [&](const Conflict& conflict) { return !asked_for(conflict, definition); });
  out.conflicts = std::move(conflicts);
  Testing testing(alliances, definition);
  for (std::uint32_t i = 0; i < out.conflicts.size(); ++i) testing.run(i, out.conflicts[i], out);
  return out;
}

std::vector<std::string> questions_of(const engine::Program& program, const Backtest& backtest,
                                      const Case& one) {
  // Attacks are numbered by their place, whichever of them were staged together.
  Scenario places;
  places.events.resize(std::max<std::size_t>(backtest.conflicts[one.conflict].attacks.size(), 2));
  engine::Situation situation;
  situation.scenario = &places;
  std::vector<std::string> names;
  for (const auto& ask : backtest.open_on[one.on]) names.push_back(engine::name_of(program, situation, ask));
  std::ranges::sort(names);
  return names;
}

}  // namespace casus::history
