#include "analysis/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "explain/sentence.h"

namespace casus::analysis {

std::string_view name(Change change) {
  static constexpr std::string_view names[] = {
      "lost",         "gained",          "weaker",          "stronger", "less_certain",
      "more_certain", "more_discretion", "less_discretion", "later",    "sooner"};
  return names[static_cast<std::size_t>(change)];
}

std::vector<EventKind> posed_kinds() {
  return {EventKind::armed_attack,     EventKind::bombardment,     EventKind::blockade,
          EventKind::border_clash,     EventKind::cyber_operation, EventKind::sabotage,
          EventKind::subversion,       EventKind::nuclear_use,     EventKind::threat,
          EventKind::economic_coercion};
}

bool is_compared(Act act) {
  switch (family(act)) {
    case ActFamily::talk:
    case ActFamily::support:
    case ActFamily::sanctions:
    case ActFamily::resources:
    case ActFamily::force: return true;
    default: return false;
  }
}

namespace {

/// A side at work: its evaluator, and what it makes of one situation.
class Bench {
 public:
  Bench(const Side& side, const std::string& beneficiary, Day day)
      : side_(side),
        model_(side.program->model()),
        evaluator_(*side.program),
        beneficiary_(find_state(model_, beneficiary)),
        day_(day) {}

  const Model& model() const { return model_; }
  engine::Evaluator& evaluator() { return evaluator_; }
  const engine::Situation& situation() const { return situation_; }
  const engine::Result& result() const { return result_; }
  StateId beneficiary() const { return beneficiary_; }

  /// Evaluates the event of the situation; what it answers comes with `truth`. False where this side does not know
  /// the attacker or the place.
  bool pose(const Posed& posed) {
    Incident incident;
    incident.kind = posed.kind;
    incident.victim = beneficiary_;
    incident.attacker = find_state(model_, posed.attacker);
    if (!posed.place.empty()) {
      const auto place = model_.place_names.find(posed.place);
      if (place == model_.place_names.end()) return false;
      incident.at = make_id<PlaceId>(place->second);
    }
    if (!incident.attacker || !incident.victim) return false;
    Scenario event = scenario_of(model_, incident, day_);
    scenario_ = side_.base;
    scenario_.on = day_;
    scenario_.events = std::move(event.events);
    situation_ = engine::prepare(*side_.program, scenario_);
    evaluator_.evaluate(situation_, result_);
    return true;
  }

  enum class Asks { unprovoked, requested, decided, other };
  Asks kind_of(const engine::Ask& ask) const {
    switch (ask.kind) {
      case engine::AskKind::request: return Asks::requested;
      case engine::AskKind::decision: return Asks::decided;
      case engine::AskKind::corpus:
        return ask.question == side_.program->unprovoked() ? Asks::unprovoked : Asks::other;
      default: return Asks::other;
    }
  }
  bool asks(Asks what) const {
    return std::ranges::any_of(result_.questions, [&](const auto& q) { return kind_of(q.ask) == what; });
  }

  /// The row's truth, with what the situation answers.
  engine::Truth truth(engine::Truth of, const Posed& posed) {
    for (std::uint32_t q = 0; q < result_.questions.size() && of.is_open(); ++q) {
      const Asks asks = kind_of(result_.questions[q].ask);
      const auto& said = asks == Asks::unprovoked  ? posed.unprovoked
                         : asks == Asks::requested ? posed.requested
                         : asks == Asks::decided   ? posed.decided
                                                   : std::optional<bool>{};
      if (said) of = evaluator_.diagram().given(of, q, *said);
    }
    return of;
  }

  /// What is owed for the state struck: help, support, talk; no restraints and no permissions.
  std::vector<Owed> owed(const Posed& posed) {
    std::vector<Owed> list;
    for (const auto& row : result_.rows) {
      if (!counts(row)) continue;
      const engine::Truth now = truth(row.truth, posed);
      if (now.is_no()) continue;
      const Instrument& instrument = model_[model_[row.provision].instrument];
      std::vector<std::string> on;
      for (auto question : evaluator_.diagram().support(now))
        on.push_back(engine::name_of(*side_.program, situation_, result_.questions[question].ask));
      std::ranges::sort(on);
      row.debtors.for_each([&](std::size_t d) {
        if (d == beneficiary_.index()) return;
        Owed one;
        one.debtor = model_.states[d].code;
        one.instrument = instrument.name;
        one.provision = model_[row.provision].label;
        one.source = explain::source(model_, row.provision);
        one.act = row.duty->act;
        one.modality = row.duty->modality;
        one.force = instrument.force;
        one.discretion = row.duty->discretion;
        one.hours = hours_of(row.duty->due);
        one.open = now.is_open();
        one.on = on;
        one.standing = row.kind == engine::RowKind::standing;
        list.push_back(std::move(one));
      });
    }
    return list;
  }

 private:
  bool counts(const engine::Row& row) const {
    if (row.kind == engine::RowKind::breach) return false;
    if (row.duty->modality != Modality::must && row.duty->modality != Modality::should) return false;
    if (!is_compared(row.duty->act)) return false;
    if (row.kind == engine::RowKind::standing && !row.objects.contains(beneficiary_.index())) return false;
    return true;
  }

  static std::optional<double> hours_of(const Due& due) {
    switch (due.kind) {
      case DueKind::at_once: return 0;
      case DueKind::within_hours: return due.count;
      case DueKind::within_days: return due.count * 24;
      default: return std::nullopt;
    }
  }

  const Side& side_;
  const Model& model_;
  engine::Evaluator evaluator_;
  StateId beneficiary_;
  Day day_;
  Scenario scenario_;
  engine::Situation situation_;
  engine::Result result_;
};

/// How much room a form leaves to whoever owes it.
int room(Discretion discretion) {
  switch (discretion) {
    case Discretion::none: return 0;
    case Discretion::organ:
    case Discretion::agreement: return 1;
    case Discretion::means: return 2;
    case Discretion::extent: return 3;
    case Discretion::existence: return 4;
  }
  return 0;
}

/// Families by strength: talk, support, sanctions, resources, force; inside a family as the vocabulary has them.
auto strength(const Owed& owed) {
  return std::tuple(!owed.open, owed.modality == Modality::must, family(owed.act), owed.act,
                    -room(owed.discretion), -owed.hours.value_or(1e9));
}

/// What differs between the strongest that each side asks of one debtor; nothing where they agree.
std::optional<Change> change_between(const Owed* left, const Owed* right) {
  if (left == nullptr && right == nullptr) return std::nullopt;
  if (right == nullptr) return Change::lost;
  if (left == nullptr) return Change::gained;
  if (left->open != right->open) return right->open ? Change::less_certain : Change::more_certain;
  const auto weight = [](const Owed& o) {
    return std::tuple(o.modality == Modality::must, family(o.act), o.act);
  };
  if (weight(*left) != weight(*right))
    return weight(*left) < weight(*right) ? Change::stronger : Change::weaker;
  if (room(left->discretion) != room(right->discretion))
    return room(left->discretion) < room(right->discretion) ? Change::more_discretion
                                                            : Change::less_discretion;
  if (left->hours != right->hours)
    return left->hours.value_or(1e9) < right->hours.value_or(1e9) ? Change::later : Change::sooner;
  return std::nullopt;
}

using ByDebtor = std::map<std::string, Owed>;

/// The strongest of each debtor among what one side asks and the other does not.
ByDebtor strongest_alone(const std::vector<Owed>& own, const std::vector<Owed>& other) {
  ByDebtor best;
  for (const auto& owed : own) {
    if (owed.standing || std::ranges::find(other, owed) != other.end()) continue;
    const auto [at, fresh] = best.try_emplace(owed.debtor, owed);
    if (!fresh && strength(at->second) < strength(owed)) at->second = owed;
  }
  return best;
}

/// What a side makes of an attack, without saying who attacks: states that it treats alike have the same.
std::string signature(Bench& bench, const Posed& posed) {
  if (!bench.pose(posed)) return "unknown";
  std::map<std::tuple<std::string, std::string, Act, bool>, std::size_t> count;
  for (const auto& owed : bench.owed(posed)) ++count[{owed.instrument, owed.provision, owed.act, owed.open}];
  std::string text;
  for (const auto& [key, debtors] : count)
    text += fmt::format("{}|{}|{}|{}|{};", std::get<0>(key), std::get<1>(key), name(std::get<2>(key)),
                        std::get<3>(key), debtors);
  return text;
}

/// One attacker of each class that the sides tell apart: a state that holds or claims territory of the state concerned where there
/// is one, else the first by code. Those with such a claim come first.
std::vector<std::string> attackers_of(Bench& left, Bench& right, Day day) {
  const Model& model = left.model();
  std::map<std::string, std::size_t> seen;
  for (const auto& place : model.places) {
    const auto holds = [&](const std::vector<DatedState>& states, StateId state) {
      return std::ranges::any_of(states, [&](const DatedState& dated) {
        return dated.state == state && dated.spell.may_contain(day);
      });
    };
    if (!holds(place.sovereigns, left.beneficiary()) && !holds(place.claimants, left.beneficiary())) continue;
    for (const auto* states : {&place.administrators, &place.claimants, &place.sovereigns})
      for (const auto& dated : *states)
        if (dated.state != left.beneficiary() && dated.spell.may_contain(day))
          ++seen[model[dated.state].code];
  }
  std::map<std::string, std::string> of_class;
  for (auto state : states_on(model, day)) {
    if (state == left.beneficiary()) continue;
    const std::string& code = model[state].code;
    Posed posed;
    posed.attacker = code;
    const std::string key = signature(left, posed) + "/" + signature(right, posed);
    const auto [at, fresh] = of_class.try_emplace(key, code);
    if (!fresh && seen[code] > seen[at->second]) at->second = code;
  }
  std::vector<std::string> list;
  for (const auto& [key, code] : of_class) list.push_back(code);
  std::ranges::sort(list, [&](const std::string& a, const std::string& b) {
    return std::tuple(-static_cast<long>(seen[a]), a) < std::tuple(-static_cast<long>(seen[b]), b);
  });
  return list;
}

/// Home first, then one place of each class of places of the state that the sides tell apart.
std::vector<std::string> places_of(Bench& left, Bench& right, const std::string& attacker, Day day) {
  const Model& model = left.model();
  Posed home;
  home.attacker = attacker;
  std::set<std::string> classes = {signature(left, home) + "/" + signature(right, home)};
  std::vector<std::string> list = {""};
  std::vector<std::string> own;
  for (const auto& place : model.places) {
    const auto holds = [&](const std::vector<DatedState>& states) {
      return std::ranges::any_of(states, [&](const DatedState& dated) {
        return dated.state == left.beneficiary() && dated.spell.may_contain(day);
      });
    };
    if (holds(place.sovereigns) || holds(place.administrators)) own.push_back(place.name);
  }
  std::ranges::sort(own);
  for (const auto& place : own) {
    Posed posed = home;
    posed.place = place;
    if (classes.insert(signature(left, posed) + "/" + signature(right, posed)).second) list.push_back(place);
  }
  return list;
}

/// Every situation, the smallest first.
std::vector<Posed> all_posed(Bench& left, Bench& right, const std::vector<EventKind>& kinds,
                             const std::vector<std::string>& attackers, Day day) {
  std::vector<Posed> list;
  for (std::size_t k = 0; k < kinds.size(); ++k)
    for (std::size_t a = 0; a < attackers.size(); ++a) {
      const auto places = places_of(left, right, attackers[a], day);
      for (std::size_t p = 0; p < places.size(); ++p) {
        Posed posed;
        posed.kind = kinds[k];
        posed.attacker = attackers[a];
        posed.place = places[p];
        if (!left.pose(posed) || !right.pose(posed)) continue;
        const std::size_t base = (k > 0 ? 1 + k : 0) + (a > 0 ? 2 : 0) + (p > 0 ? 2 : 0);
        const auto answers = [&](Bench::Asks what) -> std::vector<std::optional<bool>> {
          if (!left.asks(what) && !right.asks(what)) return {std::nullopt};
          if (what == Bench::Asks::unprovoked) return {true, false};
          return {false, true};
        };
        for (const auto& unprovoked : answers(Bench::Asks::unprovoked))
          for (const auto& requested : answers(Bench::Asks::requested))
            for (const auto& decided : answers(Bench::Asks::decided)) {
              posed.unprovoked = unprovoked;
              posed.requested = requested;
              posed.decided = decided;
              posed.weight = base + (unprovoked == false ? 1 : 0) + (requested == true ? 1 : 0) +
                             (decided == true ? 1 : 0);
              list.push_back(posed);
            }
      }
    }
  std::ranges::stable_sort(list, {}, &Posed::weight);
  return list;
}

std::vector<StandingDifference> standing_between(const std::vector<Owed>& left,
                                                 const std::vector<Owed>& right) {
  std::map<Act, std::pair<std::set<std::string>, std::set<std::string>>> by_act;
  const auto add = [&](const std::vector<Owed>& own, const std::vector<Owed>& other, bool is_left) {
    for (const auto& owed : own) {
      if (!owed.standing || std::ranges::find(other, owed) != other.end()) continue;
      auto& sides = by_act[owed.act];
      (is_left ? sides.first : sides.second).insert(owed.debtor);
    }
  };
  add(left, right, true);
  add(right, left, false);
  std::vector<StandingDifference> list;
  for (const auto& [act, sides] : by_act)
    list.push_back(
        {act, {sides.first.begin(), sides.first.end()}, {sides.second.begin(), sides.second.end()}});
  return list;
}

}  // namespace

Comparison compare(const Side& left_side, const Side& right_side, const std::string& beneficiary, Day day,
                   const DiffOptions& options) {
  Bench left(left_side, beneficiary, day), right(right_side, beneficiary, day);
  Comparison out;
  out.beneficiary = left.beneficiary();
  const auto attackers = options.attackers.empty() ? attackers_of(left, right, day) : options.attackers;
  out.posed = all_posed(left, right, options.kinds.empty() ? posed_kinds() : options.kinds, attackers, day);

  std::map<Change, std::set<std::string>> debtors;
  std::map<Change, Difference> found;
  for (const auto& posed : out.posed) {
    if (!left.pose(posed) || !right.pose(posed)) continue;
    const auto left_owed = left.owed(posed), right_owed = right.owed(posed);
    for (const auto& owed : left_owed) out.left_arising.emplace(owed.instrument, owed.act);
    for (const auto& owed : right_owed) out.right_arising.emplace(owed.instrument, owed.act);
    if (&posed == out.posed.data()) out.standing = standing_between(left_owed, right_owed);
    const auto left_best = strongest_alone(left_owed, right_owed);
    const auto right_best = strongest_alone(right_owed, left_owed);
    std::set<std::string> names;
    for (const auto& [debtor, owed] : left_best) names.insert(debtor);
    for (const auto& [debtor, owed] : right_best) names.insert(debtor);
    std::set<Change> here;
    for (const auto& debtor : names) {
      const auto find = [&](const ByDebtor& best) -> const Owed* {
        const auto at = best.find(debtor);
        return at == best.end() ? nullptr : &at->second;
      };
      const Owed *l = find(left_best), *r = find(right_best);
      const auto change = change_between(l, r);
      if (!change) continue;
      if (!out.smallest) {
        out.smallest = posed;
        for (const auto& [name, owed] : left_best) out.left.push_back(owed);
        for (const auto& [name, owed] : right_best) out.right.push_back(owed);
      }
      debtors[*change].insert(debtor);
      auto [at, fresh] = found.try_emplace(*change);
      Difference& difference = at->second;
      if (fresh) {
        difference.change = *change;
        difference.smallest = posed;
        if (l != nullptr) difference.left = *l;
        if (r != nullptr) difference.right = *r;
      }
      if (*change == Change::lost) difference.acts.insert(l->act);
      if (*change == Change::gained) difference.acts.insert(r->act);
      if (difference.smallest == posed) difference.there.push_back(debtor);
      if (here.insert(*change).second) ++difference.situations;
    }
  }
  for (auto& [change, difference] : found) {
    difference.debtors.assign(debtors[change].begin(), debtors[change].end());
    out.differences.push_back(std::move(difference));
  }
  return out;
}

std::vector<Owed> owed_under(const Side& side, const Posed& posed, const std::string& beneficiary, Day day) {
  Bench bench(side, beneficiary, day);
  return bench.pose(posed) ? bench.owed(posed) : std::vector<Owed>{};
}

std::string words(const Side& side, const Posed& posed, const std::string& beneficiary, Day day) {
  Bench bench(side, beneficiary, day);
  if (!bench.pose(posed)) return {};
  std::string text =
      explain::sentence_case(explain::event_words(bench.model(), bench.situation().scenario->events[0]));
  if (posed.unprovoked) text += *posed.unprovoked ? ", unprovoked" : ", provoked";
  if (posed.requested) text += *posed.requested ? "; help has been asked for" : "; nobody has asked for help";
  if (posed.decided)
    text += *posed.decided ? "; whoever may decide has decided so" : "; nobody has decided anything";
  return text;
}

std::string sentence(const Side& side, const Posed& posed, const std::string& beneficiary, Day day,
                     const Owed& owed) {
  Bench bench(side, beneficiary, day);
  if (!bench.pose(posed)) return {};
  const Model& model = bench.model();
  const StateId debtor = find_state(model, owed.debtor);
  for (const auto& row : bench.result().rows) {
    if (row.duty->act != owed.act || !row.debtors.contains(debtor.index()) ||
        model[row.provision].label != owed.provision ||
        model[model[row.provision].instrument].name != owed.instrument ||
        (row.kind == engine::RowKind::standing) != owed.standing)
      continue;
    engine::Row told = row;
    told.truth = bench.truth(row.truth, posed);
    if (told.truth.is_no()) continue;
    explain::Told of{debtor, {}, true};
    if (told.truth.is_open()) {
      auto terms = bench.evaluator().diagram().minimal_terms(told.truth);
      of.terms = std::move(terms.terms);
      of.complete = terms.complete;
    }
    return explain::sentence(bench.evaluator(), bench.situation(), bench.result(), told, of);
  }
  return {};
}

}  // namespace casus::analysis
