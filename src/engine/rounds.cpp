#include "engine/rounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace casus::engine {

namespace {

bool among(const std::vector<Means>& list, std::initializer_list<Means> wanted) {
  return std::ranges::any_of(list, [&](Means m) { return std::ranges::find(wanted, m) != wanted.end(); });
}
bool armed(const std::vector<Means>& list) {
  return among(list, {Means::armed_force, Means::all_forces, Means::naval_forces, Means::air_forces});
}

/// Help whose form a policy may choose.
bool is_help(Act act) { return performed_by(act) == EventKind::assistance; }

/// True where the words leave the means to the debtor and do not keep armed force out.
bool may_be_armed(const Duty& duty) {
  if (duty.discretion == Discretion::organ || duty.discretion == Discretion::agreement) return false;
  return duty.with.empty() || armed(duty.with) || armed(duty.may_include) ||
         among(duty.with, {Means::all_means, Means::military, Means::military_aid}) ||
         among(duty.may_include, {Means::all_means, Means::military, Means::military_aid});
}

/// What a debtor does for a duty. Help with armed force is both: whoever goes to war for another assists it.
struct Acts {
  std::optional<EventKind> act;
  bool war = false;
};
Acts acts_of(const Duty& duty, Form form) {
  Acts acts;
  const auto kind = performed_by(duty.act);
  if (!kind) return acts;
  const bool chosen = form == Form::force && is_help(duty.act) && may_be_armed(duty);
  // Whether to act at all is left to the debtor: the least is nothing.
  if (duty.discretion == Discretion::existence && !chosen) return acts;
  acts.war = *kind == EventKind::entry_into_war ||
             (is_help(duty.act) && (chosen || armed(duty.with) || armed(duty.must_include)));
  if (*kind != EventKind::entry_into_war) acts.act = kind;
  return acts;
}

/// Plays one scenario; see `play`.
class Play {
 public:
  Play(const Program& program, const Scenario& scenario, const Policy& policy)
      : program_(program), model_(program.model()), policy_(policy), evaluator_(program) {
    chain_.scenario = scenario;
    chain_.told = scenario.events.size();
    for (std::size_t i = 0; i < chain_.told; ++i)
      chain_.scenario.events[i].number = static_cast<std::int16_t>(i + 1);
  }

  Chain run() {
    chain_.rounds.emplace_back();
    for (;;) {
      const Situation situation = prepare(program_, chain_.scenario);
      evaluator_.evaluate_rows(situation, result_);
      note_courses();
      auto performed = performed_now();
      if (performed.empty()) break;
      if (chain_.scenario.events.size() + performed.size() > most_events) {
        chain_.complete = false;
        break;
      }
      for (const auto& one : performed) insert(one.event);
      chain_.rounds.emplace_back().performed = std::move(performed);
    }
    return std::move(chain_);
  }

 private:
  std::int16_t round() const { return static_cast<std::int16_t>(chain_.rounds.size()); }
  std::int16_t number(std::int16_t index) const {
    return index < 0 ? std::int16_t{0}
                     : static_cast<std::int16_t>(number_of(chain_.scenario, static_cast<std::size_t>(index)));
  }

  /// Rows of one duty of one debtor in this round, in the order of their events.
  struct Standing {
    Truth truth = no;  ///< that any of them brings it about
    Row row;           ///< the one with which it arises; else the first
  };

  std::map<OwedDuty, Standing> standings() {
    std::vector<const Row*> rows;
    for (const auto& row : result_.rows) rows.push_back(&row);
    std::ranges::stable_sort(rows, {}, [](const Row* row) { return row->event; });
    std::map<OwedDuty, Standing> all;
    for (const Row* row : rows)
      row->debtors.for_each([&](std::size_t d) {
        const bool breach = row->kind == RowKind::breach;
        const OwedDuty key{row->provision,      row->duty,
                           row->kind,           row->victim,
                           make_id<StateId>(d), breach ? number(row->event) : std::int16_t{0}};
        Standing& standing = all[key];
        if (standing.truth.is_yes()) return;
        const Truth before = standing.truth;
        standing.truth = evaluator_.diagram().either(standing.truth, row->truth);
        if (!before.is_no() && !standing.truth.is_yes()) return;
        standing.row = *row;
        standing.row.debtors = {};
        standing.row.debtors.insert(d);
        standing.row.truth = standing.truth;
      });
    return all;
  }

  void note_courses() {
    now_ = standings();
    for (auto& [key, course] : chain_.courses) {
      if (course.arose == 0 || course.ended != 0) continue;
      const auto found = now_.find(key);
      if (found == now_.end() || !found->second.truth.is_yes()) course.ended = round();
    }
    for (const auto& [key, standing] : now_) {
      Course& course = chain_.courses[key];
      const bool arises = standing.truth.is_yes();
      const bool fresh = course.first == 0 || (arises && course.arose == 0);
      if (course.first == 0) course.first = round();
      if (arises) {
        if (course.arose == 0) course.arose = round();
        course.ended = 0;
        course.row = standing.row;
        course.row.event = number(standing.row.event);
      }
      if (!fresh) continue;
      Row row = standing.row;
      row.event = number(row.event);
      row.round = round();
      chain_.rounds.back().fresh.push_back(row);
    }
    std::ranges::stable_sort(chain_.rounds.back().fresh, {}, [&](const Row& row) {
      return std::tuple(std::string_view(model_[model_[row.provision].instrument].name),
                        std::string_view(model_[row.provision].label), row.kind, row.duty->span.begin,
                        row.event, code(row.victim), code(make_id<StateId>(row.debtors.first())));
    });
  }

  // ── what the debtors do

  std::string_view code(StateId state) const { return state ? std::string_view(model_[state].code) : ""; }

  /// One act, before it is an event.
  struct ActKey {
    EventKind kind;
    StateId actor;
    StateId target;  ///< none: it is done toward nobody in particular
    friend auto operator<=>(const ActKey&, const ActKey&) = default;
  };
  struct Wanted {
    Day on;
    std::vector<Asking> asked_by;
  };

  std::vector<Performed> performed_now() {
    std::map<ActKey, Wanted> wanted;
    // Rows that arise each by itself, with the target of each; and duties that arise of several rows together.
    for (const auto& row : result_.rows)
      if (row.kind == RowKind::triggered && row.truth.is_yes() && row.event >= 0)
        row.debtors.for_each([&](std::size_t d) { ask(row, make_id<StateId>(d), wanted); });
    std::set<OwedDuty> single;
    for (const auto& row : result_.rows)
      if (row.truth.is_yes())
        row.debtors.for_each([&](std::size_t d) {
          single.insert({row.provision, row.duty, row.kind, row.victim, make_id<StateId>(d), 0});
        });
    for (const auto& [key, standing] : now_)
      if (key.kind == RowKind::triggered && standing.truth.is_yes() && standing.row.event >= 0 &&
          !single.contains(key))
        ask(standing.row, key.debtor, wanted);

    std::vector<std::pair<ActKey, Wanted>> ordered(wanted.begin(), wanted.end());
    std::ranges::sort(ordered, {}, [&](const auto& one) {
      return std::tuple(one.second.on, one.first.kind, code(one.first.actor), code(one.first.target));
    });
    std::vector<Performed> list;
    for (auto& [key, want] : ordered) {
      Performed performed;
      performed.event = as_event(key, want.on, chain_.scenario.events.size() + list.size() + 1);
      performed.asked_by = std::move(want.asked_by);
      std::ranges::sort(performed.asked_by, {}, [&](const Asking& a) {
        return std::tuple(std::string_view(model_[model_[a.provision].instrument].name),
                          std::string_view(model_[a.provision].label), a.duty->span.begin, a.event,
                          code(a.victim));
      });
      list.push_back(std::move(performed));
    }
    return list;
  }

  /// Adds what the debtor does for the row, unless it is done already or refused.
  void ask(const Row& row, StateId debtor, std::map<ActKey, Wanted>& wanted) const {
    const Duty& duty = *row.duty;
    if (duty.modality != Modality::must && duty.modality != Modality::should) return;
    if (!policy_.honours(debtor) || refuses(debtor, duty.act)) return;
    const Acts acts = acts_of(duty, policy_.form_of(debtor));
    const StateSet toward = helped(row, debtor);
    // Nobody helps himself, and who attacks does not help whom he attacks.
    if (is_help(duty.act) && (toward.empty() || row.target.contains(debtor.index()))) return;
    // An organisation goes to no war.
    if (acts.war && !model_[debtor].organisation)
      opponents(row, debtor).for_each([&](std::size_t s) {
        add({EventKind::entry_into_war, debtor, make_id<StateId>(s)}, row, wanted);
      });
    if (!acts.act) return;
    if (*acts.act == EventKind::mobilisation) {  // it strikes nobody
      if (!model_[debtor].organisation) add({*acts.act, debtor, StateId::none()}, row, wanted);
      return;
    }
    const bool war = *acts.act == EventKind::declaration_of_war;
    if (war && model_[debtor].organisation) return;
    (war ? opponents(row, debtor) : toward).for_each([&](std::size_t s) {
      add({*acts.act, debtor, make_id<StateId>(s)}, row, wanted);
    });
  }

  /// Whom the debtor helps or supplies: whoever is struck where the duty means him or names nobody, else its objects, and
  /// the attacker only where they are nobody else. Forces go nowhere where the text does not say to whom.
  StateSet helped(const Row& row, StateId debtor) const {
    StateSet set;
    const bool named = !row.duty->object.elements.empty();
    if (!named && row.duty->act == Act::deploy_forces) return set;
    if (row.victim && (!named || row.objects.contains(row.victim.index()))) {
      set.insert(row.victim.index());
    } else {
      set = row.objects - row.target;
      if (set.empty()) set = row.objects;
    }
    set.erase(debtor.index());
    return set;
  }

  /// Against whom: the object of an act that is done against its object, else the attackers; whoever is struck where the
  /// help is for an attacker.
  StateSet opponents(const Row& row, StateId debtor) const {
    StateSet set = row.target;
    if (is_against(row.duty->act)) {
      if (!row.duty->object.elements.empty()) set = row.objects;
    } else if (helped(row, debtor).intersects(row.target)) {
      set = {};
      if (row.victim) set.insert(row.victim.index());
    }
    set.erase(debtor.index());
    return set;
  }

  /// True where the scenario tells that the state decides not to do so; its last word counts.
  bool refuses(StateId debtor, Act act) const {
    bool refused = false;
    for (const auto& e : chain_.scenario.events) {
      if (e.kind != EventKind::decision || !e.decision || !e.by.contains(debtor.index())) continue;
      const std::string_view what = model_.word(e.decision);
      if (what == name(act) || (what == name(Act::assist) && family(act) == ActFamily::force))
        refused = e.negative;
    }
    return refused;
  }

  void add(const ActKey& key, const Row& row, std::map<ActKey, Wanted>& wanted) const {
    const Day on = chain_.scenario.events[static_cast<std::size_t>(row.event)].on;
    if (!exists_on(model_[key.actor], on) || (key.target && !exists_on(model_[key.target], on))) return;
    if (is_done(key)) return;
    const auto [found, fresh] = wanted.try_emplace(key, Wanted{on, {}});
    found->second.on = std::min(found->second.on, on);
    found->second.asked_by.push_back({row.provision, row.clause, row.duty, row.victim, number(row.event)});
  }

  /// True where an event of the scenario, told or added, is this act. Who has attacked a state or declared war on it is in
  /// the war against it.
  bool is_done(const ActKey& key) const {
    return std::ranges::any_of(chain_.scenario.events, [&](const Event& e) {
      if (!e.by.contains(key.actor.index())) return false;
      if (key.target && std::ranges::find(e.against, key.target) == e.against.end()) return false;
      if (e.kind == key.kind) return true;
      return key.kind == EventKind::entry_into_war &&
             (e.kind == EventKind::declaration_of_war || is_attack(e.kind));
    });
  }
  /// True where the lexicon counts the kind as an armed attack outright.
  bool is_attack(EventKind kind) const {
    const auto& ways = program_.ways(ActorClass::state, kind, program_.armed_attack());
    return std::ranges::any_of(ways, [](const auto& way) { return way.empty(); });
  }

  Event as_event(const ActKey& key, Day on, std::size_t number) const {
    Event e;
    e.kind = key.kind;
    e.number = static_cast<std::int16_t>(number);
    e.on = on;
    e.by.insert(key.actor.index());
    if (key.target) e.against.push_back(key.target);
    e.text =
        fmt::format("{} {}{}{}", code(key.actor), verb(key.kind), key.target ? " " : "", code(key.target));
    e.span = chain_.scenario.span;
    return e;
  }

  /// Puts the event behind the others of its day.
  void insert(const Event& event) {
    auto& events = chain_.scenario.events;
    const auto place = std::ranges::upper_bound(events, event.on, {}, &Event::on);
    events.insert(place, event);
  }

  const Program& program_;
  const Model& model_;
  const Policy& policy_;
  Evaluator evaluator_;
  Result result_;
  Chain chain_;
  std::map<OwedDuty, Standing> now_;
};

}  // namespace

Chain play(const Program& program, const Scenario& scenario, const Policy& policy) {
  return Play(program, scenario, policy).run();
}

Scenario in_round(const Chain& chain, std::size_t round) {
  std::size_t last = chain.told;
  for (std::size_t i = 1; i < std::min(round, chain.rounds.size()); ++i)
    last += chain.rounds[i].performed.size();
  Scenario scenario = chain.scenario;
  std::erase_if(scenario.events, [&](const Event& e) { return static_cast<std::size_t>(e.number) > last; });
  return scenario;
}

void join(const Chain& chain, Result& result) {
  const auto& events = chain.scenario.events;
  const auto key_of = [&](const Row& row, StateId debtor) {
    const bool breach = row.kind == RowKind::breach && row.event >= 0;
    return OwedDuty{
        row.provision, row.duty,
        row.kind,      row.victim,
        debtor,        breach ? events[static_cast<std::size_t>(row.event)].number : std::int16_t{0}};
  };
  std::set<OwedDuty> arising;
  // Debtors whose duty came out in different rounds part; the first part stays where it is, so that conflicts still find
  // their rows.
  const std::size_t count = result.rows.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::map<std::int16_t, StateSet> by_round;
    result.rows[i].debtors.for_each([&](std::size_t d) {
      const auto found = chain.courses.find(key_of(result.rows[i], make_id<StateId>(d)));
      std::int16_t round = 1;
      if (found != chain.courses.end()) {
        const Course& course = found->second;
        round = course.arose != 0 ? course.arose : course.first;
        if (course.arose != 0 && course.ended == 0) arising.insert(found->first);
      }
      by_round[round].insert(d);
    });
    bool first = true;
    for (const auto& [round, debtors] : by_round) {
      Row part = result.rows[i];
      part.round = round;
      part.debtors = debtors;
      if (first) {
        result.rows[i] = part;
      } else {
        result.rows.push_back(part);
      }
      first = false;
    }
  }
  for (const auto& [key, course] : chain.courses) {
    if (course.arose == 0 || course.ended == 0 || arising.contains(key)) continue;
    Row row = course.row;
    row.truth = yes;
    row.round = course.arose;
    row.ended = course.ended;
    const auto event = std::ranges::find(events, row.event, &Event::number);
    row.event = event == events.end() ? std::int16_t{-1} : static_cast<std::int16_t>(event - events.begin());
    result.rows.push_back(row);
  }
}

}  // namespace casus::engine
