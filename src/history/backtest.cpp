#include "history/backtest.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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
    case Verdict::broken: return "broken";
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

using Key = std::tuple<InstrumentId, StateId, StateId, Pledge>;  // member toward partner

/// What the engine finds for one key.
struct Found {
  Due due = Due::does_not_arise;
  std::int16_t attack = -1;
  std::set<std::string> on;
};

class Testing {
 public:
  Testing(const engine::Program& program, const Definition& definition, std::string_view only,
          const MadeInWar& made_in)
      : program_(program),
        made_in_(made_in),
        model_(program.model()),
        definition_(definition),
        evaluator_(program),
        pledges_(directed_pledges(program.model(), only)) {
    std::ranges::stable_sort(pledges_, {}, &DirectedPledge::to);
    for (std::size_t c = 0; c < model_.clauses.size(); ++c) {
      const auto& clause = model_.clauses[c];
      if (!model_[model_[clause.provision].instrument].name.starts_with(only)) continue;
      for (const auto* duty : program.duties(make_id<ClauseId>(c)))
        if (const auto kinds = pledges_of(model_, clause, *duty)) kinds_.emplace(duty, kinds);
    }
  }

  void run(std::uint32_t index, Conflict& conflict, std::vector<Case>& into) {
    if (definition_.made_during) go_on(conflict);
    found_.clear();
    if (definition_.clauses_read) evaluate(conflict);
    std::map<Key, Case> cases;
    for (const auto& b : conflict.belligerents) {
      if (definition_.originators_only && !b.originator) continue;
      const auto toward = std::ranges::equal_range(pledges_, b.state, {}, &DirectedPledge::to);
      for (const auto& pledge : toward) {
        // A pledge that ends on the day on which its partner is struck ended by that.
        if (!(pledge.begin < b.to && b.from <= pledge.end)) continue;
        if (!definition_.tested[static_cast<std::size_t>(pledge.pledge)]) continue;
        const Key key{pledge.instrument, pledge.from, pledge.to, pledge.pledge};
        const auto [at, fresh] = cases.try_emplace(key);
        if (!fresh) continue;
        at->second = {.conflict = index,
                      .instrument = pledge.instrument,
                      .member = pledge.from,
                      .partner = pledge.to,
                      .pledge = pledge.pledge};
        settle(conflict, b, std::max(pledge.begin, b.from), at->second);
      }
    }
    for (auto& [key, one] : cases) into.push_back(std::move(one));
  }

 private:
  /// Where a pledge is made while its partner fights, the attacks by and on the partner count on that day once more.
  void go_on(Conflict& conflict) const {
    std::set<std::tuple<Day, StateId, StateId>> later;
    const auto attacks = conflict.attacks;
    for (const auto& b : conflict.belligerents)
      for (const auto& pledge : std::ranges::equal_range(pledges_, b.state, {}, &DirectedPledge::to)) {
        if (!(b.from < pledge.begin && pledge.begin < b.to)) continue;
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
    staged_ = stage(model_, conflict, attacks, victims_ask(definition_));
    suppose();
    situation_ = engine::prepare(program_, staged_.scenario);
    evaluator_.evaluate_rows(situation_, result_);
    find_answers(conflict);
    std::map<Key, std::pair<Truth, std::int16_t>> truths;
    for (const auto& row : result_.rows) {
      const auto kinds = kinds_.find(row.duty);
      if (kinds == kinds_.end() || row.event < 0) continue;
      const auto attack = staged_.attack_of[static_cast<std::size_t>(row.event)];
      if (attack < 0) continue;
      if (only_going_on && !conflict.attacks[static_cast<std::size_t>(attack)].goes_on) continue;
      const bool wanted = (kinds->second & bit(Pledge::nonagg)) != 0 ? row.kind == RowKind::breach
                                                                     : row.kind == RowKind::triggered;
      if (!wanted) continue;
      const Truth truth = answered(row.truth);
      if (truth.is_no()) continue;
      const InstrumentId instrument = model_[row.provision].instrument;
      for (const auto pledge : pledges) {
        if ((kinds->second & bit(pledge)) == 0) continue;
        row.debtors.for_each([&](std::size_t d) {
          auto& [whole, first] = truths
                                     .try_emplace({instrument, make_id<StateId>(d), row.victim, pledge},
                                                  engine::no, std::int16_t{-1})
                                     .first->second;
          // The first that brings it about for sure, else the first that may.
          if (first < 0 || (truth.is_yes() && !whole.is_yes())) first = attack;
          whole = evaluator_.diagram().either(whole, truth);
        });
      }
    }
    for (const auto& [key, found] : truths) keep(found.first, found.second, found_[key]);
  }

  void keep(Truth truth, std::int16_t attack, Found& into) {
    if (into.due == Due::arises) return;
    if (truth.is_yes()) {
      into = {Due::arises, attack, {}};
      return;
    }
    if (into.due == Due::does_not_arise) into.attack = attack;
    into.due = Due::open;
    for (const auto question : evaluator_.diagram().support(truth))
      into.on.insert(engine::name_of(program_, situation_, result_.questions[question].ask));
  }

  /// What is answered of the questions that the engine asks: by the definition; and a pledge limited to a conflict that was made in
  /// this war is limited to it.
  void find_answers(const Conflict& conflict) {
    answers_.clear();
    for (const auto& asked : result_.questions) {
      const std::string_view name = general_name(model_, asked.ask);
      std::optional<bool> answer;
      if (const auto given = definition_.answers.find(std::string(name));
          given != definition_.answers.end()) {
        answer = given->second;
      } else if (name == "conflict" && conflict.kind == ConflictKind::war) {
        const std::string_view whole = model_[asked.ask.question].name;
        const auto made = made_in_.find(std::string(whole.substr(0, whole.rfind('_'))));
        if (made != made_in_.end() && made->second == conflict.number) answer = true;
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

  void settle(const Conflict& conflict, const Belligerent& partner, Day since, Case& one) {
    behave(conflict, partner, since, one);
    const auto at = found_.find({one.instrument, one.member, one.partner, one.pledge});
    if (at != found_.end()) one.attack = at->second.attack;
    if (!definition_.clauses_read) {
      one.due = Due::arises;
    } else if (definition_.attack_breaks && one.first_blow == FirstBlow::member) {
      one.due = Due::arises;
    } else if (one.pledge == Pledge::nonagg) {
      // Owed at all times; the question is when it is put to the test.
      const bool fought = one.conduct == Conduct::fought_against;
      if (definition_.non_aggression == NonAggression::always || fought) one.due = Due::arises;
    } else if (at != found_.end()) {
      one.due = at->second.due;
      one.on.assign(at->second.on.begin(), at->second.on.end());
    }
    judge(conflict, one);
  }

  /// What the member did from that day to the end of the partner's part in it; what it did first counts.
  static void behave(const Conflict& conflict, const Belligerent& partner, Day since, Case& one) {
    const Belligerent* first = nullptr;
    for (const auto& b : conflict.belligerents)
      if (b.state == one.member && b.from < partner.to && since < b.to &&
          (first == nullptr || b.from < first->from))
        first = &b;
    if (first != nullptr) {
      one.since = first->from;
      one.conduct = first->side == partner.side ? Conduct::joined : Conduct::fought_against;
    }
    const auto blow = [&](auto by, auto target) {
      Day day = Day::max();
      for (const auto& attack : conflict.attacks)
        if (by(attack.by) && target(attack.target) && since <= attack.on && !attack.goes_on)
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
      one.verdict = Verdict::broken;
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
    one.verdict = kept ? Verdict::kept : Verdict::broken;
  }

  const engine::Program& program_;
  const MadeInWar& made_in_;
  const Model& model_;
  const Definition& definition_;
  engine::Evaluator evaluator_;
  std::vector<DirectedPledge> pledges_;  ///< by partner
  std::map<const Duty*, PledgeBits> kinds_;
  Staged staged_;
  engine::Situation situation_;
  engine::Result result_;
  std::vector<std::optional<bool>> answers_;  ///< of the definition, by question of the result
  std::map<Key, Found> found_;
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

Backtest backtest(const engine::Program& program, std::vector<Conflict> conflicts,
                  const Definition& definition, const MadeInWar& made_in, std::string_view only) {
  Backtest out;
  std::erase_if(conflicts, [&](const Conflict& conflict) { return !asked_for(conflict, definition); });
  out.conflicts = std::move(conflicts);
  Testing testing(program, definition, only, made_in);
  for (std::uint32_t i = 0; i < out.conflicts.size(); ++i) testing.run(i, out.conflicts[i], out.cases);
  return out;
}

}  // namespace casus::history
