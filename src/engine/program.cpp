#include "engine/program.h"

#include <algorithm>

namespace casus::engine {
namespace {

const Ways no_ways{};

/// Builds a timeline out of single periods.
class TimelineBuilder {
 public:
  void add(StateId state, Day from, Day to) {
    if (from < to) periods_.push_back({state, from, to});
  }
  Timeline build() const {
    Timeline timeline;
    std::vector<Day> days;
    for (const auto& p : periods_) {
      days.push_back(p.from);
      if (p.to != Day::max()) days.push_back(p.to);
    }
    std::ranges::sort(days);
    const auto repeated = std::unique(days.begin(), days.end());
    days.erase(repeated, days.end());
    timeline.from = days;
    timeline.states.resize(days.size());
    for (const auto& p : periods_) {
      auto at = std::ranges::lower_bound(days, p.from) - days.begin();
      for (; static_cast<std::size_t>(at) < days.size() && days[static_cast<std::size_t>(at)] < p.to; ++at)
        timeline.states[static_cast<std::size_t>(at)].insert(p.state.index());
    }
    return timeline;
  }

 private:
  struct Period {
    StateId state;
    Day from;
    Day to;
  };
  std::vector<Period> periods_;
};

struct Period {
  Day from;
  Day to;
};
Period core(const Spell& s) { return {s.from.latest, s.to.earliest}; }
Period hull(const Spell& s) { return {s.from.earliest, s.to.latest}; }
Period meet(Period a, Period b) { return {std::max(a.from, b.from), std::min(a.to, b.to)}; }

/// One membership over one period of force, cut by the whole suspensions of its holder. What hangs on nothing
/// goes to `builder`, what hangs on a vague day or a question to `doubtful`.
void hold(const Instrument& instrument, const Membership& m, Period sure, Period may,
          TimelineBuilder& builder, std::vector<DoubtfulMember>& doubtful) {
  if (may.from >= may.to) return;
  struct Piece {
    Period days;
    bool vague;
    std::vector<QuestionId> unless;
  };
  std::vector<Piece> pieces;
  if (sure.from >= sure.to) {
    pieces.push_back({may, true, {}});
  } else {
    pieces.push_back({sure, false, {}});
    if (may.from < sure.from) pieces.push_back({{may.from, sure.from}, true, {}});
    if (sure.to < may.to) pieces.push_back({{sure.to, may.to}, true, {}});
  }
  for (const auto& s : instrument.suspensions) {
    if (s.state != m.state || !s.toward.empty()) continue;
    std::vector<Piece> rest;
    for (const auto& piece : pieces) {
      const Period cut = meet(piece.days, hull(s.spell));
      if (cut.from >= cut.to) {
        rest.push_back(piece);
        continue;
      }
      if (piece.days.from < cut.from)
        rest.push_back({{piece.days.from, cut.from}, piece.vague, piece.unless});
      if (cut.to < piece.days.to) rest.push_back({{cut.to, piece.days.to}, piece.vague, piece.unless});
      if (s.question) {
        rest.push_back({cut, piece.vague, piece.unless});
        rest.back().unless.push_back(s.question);
      }
    }
    pieces = std::move(rest);
  }
  for (auto& piece : pieces) {
    if (!piece.vague && !m.question && piece.unless.empty()) {
      builder.add(m.state, piece.days.from, piece.days.to);
    } else {
      doubtful.push_back(
          {m.state, piece.days.from, piece.days.to, piece.vague, m.question, std::move(piece.unless)});
    }
  }
}

}  // namespace

Program::Program(const Model& model) : model_(&model) {
  compile_world();
  compile_roles();
  compile_lexicon();
  compile_clauses();
}

void Program::compile_world() {
  TimelineBuilder existing, states;
  std::vector<TimelineBuilder> classes(model_->classes.size());
  for (std::size_t i = 0; i < model_->states.size() && i < StateSet::capacity; ++i) {
    const StateId id = make_id<StateId>(i);
    for (const auto& spell : model_->states[i].exists) {
      existing.add(id, spell.from.earliest, spell.to.latest);
      if (!model_->states[i].organisation) states.add(id, spell.from.earliest, spell.to.latest);
    }
    for (const auto& c : model_->states[i].classes)
      classes[c.class_of.index()].add(id, c.spell.from.earliest, c.spell.to.latest);
  }
  existing_ = existing.build();
  states_ = states.build();
  for (const auto& builder : classes) classes_.push_back(builder.build());
}

void Program::compile_roles() {
  role_keys_.resize(model_->instruments.size());
  for (std::size_t i = 0; i < model_->instruments.size(); ++i) {
    const Instrument& instrument = model_->instruments[i];
    std::vector<RoleKey> keys = {{RoleKind::count_, WordId::none(), 0}};
    const auto want = [&](RoleKind kind, WordId tier) {
      if (std::ranges::none_of(keys, [&](const RoleKey& k) { return k.kind == kind && k.tier == tier; }))
        keys.push_back({kind, tier, 0});
    };
    for (const auto& m : instrument.memberships) {
      want(m.role, WordId::none());
      if (m.tier) want(m.role, m.tier);
    }
    for (auto& key : keys) {
      key.index = static_cast<std::uint32_t>(roles_.size());
      Role role;
      role.instrument = make_id<InstrumentId>(i);
      TimelineBuilder in_force, supposed;
      for (const auto& m : instrument.memberships) {
        if (key.kind != RoleKind::count_ && m.role != key.kind) continue;
        if (key.tier && m.tier != key.tier) continue;
        for (const auto& life : model_->states[m.state.index()].exists) {
          const Period sure = meet(core(m.spell), hull(life));
          const Period may = meet(hull(m.spell), hull(life));
          hold(instrument, m, sure, may, supposed, role.supposed.doubtful);
          for (const auto& force : instrument.in_force)
            hold(instrument, m, meet(sure, core(force)), meet(may, hull(force)), in_force,
                 role.in_force.doubtful);
        }
      }
      role.in_force.sure = in_force.build();
      role.supposed.sure = supposed.build();
      roles_.push_back(std::move(role));
    }
    role_keys_[i] = std::move(keys);
  }
}

// ── the lexicon

void Program::close_ways(ActorClass actor, EventKind kind, ConceptId at, std::vector<QuestionId>& asked,
                         std::vector<ConceptId>& path) {
  if (std::ranges::find(path, at) != path.end()) return;
  path.push_back(at);
  const std::size_t asked_before = asked.size();
  const Lexicon& lexicon = model_->lexicon;
  const auto& concepts = actor == ActorClass::defender ? lexicon.defence_concepts : lexicon.actor_concepts;
  const bool limited = concepts.empty() && actor != ActorClass::defender
                           ? !(*model_)[at].is_event_kind
                           : std::ranges::find(concepts, at) != concepts.end();
  const QuestionId who = actor == ActorClass::unknown     ? lexicon.actors.unknown
                         : actor == ActorClass::non_state ? lexicon.actors.non_state
                         : actor == ActorClass::defender  ? lexicon.actors.defender
                                                          : QuestionId::none();
  const auto ask = [&](QuestionId q) {
    if (q && std::ranges::find(asked, q) == asked.end()) asked.push_back(q);
  };
  if (limited) ask(who);

  Ways& here = ways_[(static_cast<std::size_t>(actor) * kind_count + static_cast<std::size_t>(kind)) *
                         model_->concepts.size() +
                     at.index()];
  std::vector<QuestionId> way = asked;
  std::ranges::sort(way);
  if (std::ranges::find(here, way) == here.end()) here.push_back(way);
  for (const auto& rule : lexicon.concepts) {
    if (rule.from != at) continue;
    const std::size_t before = asked.size();
    ask(rule.question);
    close_ways(actor, kind, rule.to, asked, path);
    asked.resize(before);
  }
  asked.resize(asked_before);
  path.pop_back();
}

void Program::compile_lexicon() {
  ways_.resize(actor_class_count * kind_count * model_->concepts.size());
  performed_.resize(actor_class_count * kind_count);
  if (const auto found = model_->concept_names.find("armed_attack"); found != model_->concept_names.end())
    armed_attack_ = ConceptId{found->second};
  if (const auto found = model_->question_names.find("unprovoked"); found != model_->question_names.end())
    unprovoked_ = QuestionId{found->second};
  if (const auto found = model_->concept_names.find("provocation"); found != model_->concept_names.end())
    provocation_ = ConceptId{found->second};
  kinds_asked_.resize(model_->questions.size());
  for (std::size_t k = 0; k < kind_count; ++k) {
    const auto own = model_->concept_names.find(name(static_cast<EventKind>(k)));
    for (const auto& rule : model_->lexicon.concepts)
      if (rule.question && own != model_->concept_names.end() && rule.from == ConceptId{own->second})
        kinds_asked_[rule.question.index()] |= KindSet{1} << k;
  }
  for (auto actor : {ActorClass::state, ActorClass::unknown, ActorClass::non_state, ActorClass::defender}) {
    for (std::size_t k = 0; k < kind_count; ++k) {
      const auto kind = static_cast<EventKind>(k);
      std::vector<QuestionId> asked;
      std::vector<ConceptId> path;
      const auto own = model_->concept_names.find(name(kind));
      if (own == model_->concept_names.end()) continue;
      close_ways(actor, kind, ConceptId{own->second}, asked, path);
      auto& acts = performed_[static_cast<std::size_t>(actor) * kind_count + k];
      for (const auto& rule : model_->lexicon.acts) {
        const Ways& reached = ways(actor, kind, rule.from);
        if (reached.empty()) continue;
        Ways needed;
        for (auto way : reached) {
          if (rule.question && std::ranges::find(way, rule.question) == way.end())
            way.push_back(rule.question);
          needed.push_back(std::move(way));
        }
        const auto same = std::ranges::find_if(
            acts, [&](const PerformedAct& p) { return p.act == rule.act && p.violates == rule.violates; });
        if (same == acts.end()) {
          acts.push_back({rule.act, rule.violates, std::move(needed)});
        } else {
          same->ways.insert(same->ways.end(), needed.begin(), needed.end());
        }
      }
    }
  }
  // Where force in self-defence amounts to a concept by other ways than force does.
  defence_matters_.resize(model_->concepts.size());
  for (std::size_t c = 0; c < model_->concepts.size(); ++c)
    for (std::size_t k = 0; k < kind_count; ++k) {
      const auto kind = static_cast<EventKind>(k);
      const auto id = make_id<ConceptId>(c);
      if (ways(ActorClass::state, kind, id) != ways(ActorClass::defender, kind, id))
        defence_matters_[c] = true;
    }
}

const Ways& Program::ways(ActorClass actor, EventKind kind, ConceptId concept_id) const {
  if (!concept_id) return no_ways;
  return ways_[(static_cast<std::size_t>(actor) * kind_count + static_cast<std::size_t>(kind)) *
                   model_->concepts.size() +
               concept_id.index()];
}

std::span<const PerformedAct> Program::performed(ActorClass actor, EventKind kind) const {
  return performed_[static_cast<std::size_t>(actor) * kind_count + static_cast<std::size_t>(kind)];
}

// ── clauses

/// True where the condition says who is struck, so that the clause can be looked up by victim.
static bool names_victim(const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::struck:
    case ConditionKind::breach: return !condition.victim.elements.empty();
    case ConditionKind::holds_threat:
    case ConditionKind::at_war: return true;
    default: return false;
  }
}

StateSet Program::possible(const Pattern& pattern, InstrumentId instrument) const {
  StateSet result;
  for (const auto& element : pattern.elements) {
    switch (element.head) {
      case Head::role:
      case Head::everyone:
      case Head::states:
        if (element.head == Head::states) {
          result |= element.states;
        } else {
          // A supposition may make any state a party: only the listed holders are indexed, suppositions are
          // looked up.
          for (const auto& m : (*model_)[instrument].memberships)
            if (element.head == Head::everyone || m.role == element.role) result.insert(m.state.index());
        }
        break;
      default: result |= all_;
    }
  }
  return result;
}

void Program::victims_of(ConditionId id, InstrumentId instrument, StateSet& into) const {
  const Condition& condition = (*model_)[id];
  for (auto child : condition.children) victims_of(child, instrument, into);
  if (names_victim(condition)) into |= possible(condition.victim, instrument);
}

/// The kinds of event that may bring the condition about: through a part that names a victim, or through one
/// that names none.
KindSet Program::kinds_of(ConditionId id, bool free) const {
  const Condition& condition = (*model_)[id];
  KindSet kinds = 0;
  for (auto child : condition.children) kinds |= kinds_of(child, free);
  if (free == names_victim(condition)) return kinds;
  const auto amounting = [&](ConceptId concept_id) {
    for (std::size_t k = 0; k < kind_count; ++k)
      for (auto actor : {ActorClass::state, ActorClass::unknown, ActorClass::non_state})
        if (!ways(actor, static_cast<EventKind>(k), concept_id).empty()) kinds |= KindSet{1} << k;
  };
  switch (condition.kind) {
    case ConditionKind::struck:
    case ConditionKind::holds_threat:
    case ConditionKind::at_war: amounting(condition.concept_id); break;
    case ConditionKind::request: kinds |= bit(EventKind::request); break;
    case ConditionKind::decision: kinds |= bit(EventKind::decision); break;
    case ConditionKind::breach:
      kinds |= bit(EventKind::breach);
      if (condition.provision)
        for (auto clause : (*model_)[condition.provision].clauses)
          for (const auto& duty : (*model_)[clause].duties)
            for (const auto& rule : model_->lexicon.acts)
              if (rule.act == duty.act) amounting(rule.from);
      break;
    default: break;
  }
  return kinds;
}

bool Program::is_mutual(ConditionId id) const {
  const Condition& condition = (*model_)[id];
  return condition.kind == ConditionKind::at_war ||
         std::ranges::any_of(condition.children, [&](ConditionId child) { return is_mutual(child); });
}

/// How many states may hold a role before a prohibition toward them concerns nobody in particular.
static constexpr std::size_t many = 20;

void Program::find_universal() {
  for (const auto& clause : model_->clauses) {
    const InstrumentId instrument = (*model_)[clause.provision].instrument;
    for (const auto& duty : clause.duties) {
      const bool prohibition = duty.modality == Modality::must_not || duty.modality == Modality::should_not ||
                               family(duty.act) == ActFamily::restraint;
      const bool about_others = duty.object.elements.empty() &&
                                (duty.act == Act::conclude_conflicting_engagement ||
                                 duty.act == Act::join_hostile_alliance || duty.act == Act::assist_attacker);
      const bool universal =
          about_others || std::ranges::any_of(duty.object.elements, [&](const Element& e) {
            if (e.head == Head::any_state) return true;
            const bool role = (e.head == Head::role || e.head == Head::everyone) && !e.tier && !e.character;
            return prohibition && role && possible(Pattern{{e}, {}}, instrument).size() > many;
          });
      if (universal) universal_.insert(&duty);
    }
  }
}

Window Program::window_of(ProvisionId id) const {
  const Provision& provision = (*model_)[id];
  const auto hull = [](const std::vector<Spell>& spells) {
    Window window;
    for (const auto& spell : spells) {
      window.from = std::min(window.from, spell.from.earliest);
      window.to = std::max(window.to, spell.to.latest);
    }
    return window;
  };
  Window window = hull((*model_)[provision.instrument].in_force);
  if (!provision.in_force.empty()) {
    const Window own = hull(provision.in_force);
    window.from = std::max(window.from, own.from);
    window.to = std::min(window.to, own.to);
  }
  return window;
}

void Program::compile_clauses() {
  static_assert(kind_count <= 64);
  for (std::size_t i = 0; i < model_->states.size() && i < StateSet::capacity; ++i) all_.insert(i);
  find_universal();
  protecting_.resize(model_->states.size());
  mutual_.resize(model_->states.size());
  concerning_.resize(model_->states.size());
  referenced_.resize(model_->provisions.size());
  duties_.resize(model_->clauses.size());
  candidates_.resize(model_->clauses.size());
  for (const auto& provision : model_->provisions)
    if (provision.after) referenced_[provision.after.index()] = true;

  facts_.resize(model_->provisions.size());
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Provision& provision = model_->provisions[i];
    const Instrument& instrument = (*model_)[provision.instrument];
    const auto one_exact = [](const std::vector<Spell>& spells) {
      return spells.size() == 1 && spells[0].from.is_exact() && spells[0].to.is_exact();
    };
    facts_[i] = {
        provision.instrument,
        window_of(make_id<ProvisionId>(i)),
        one_exact(instrument.in_force) && (provision.in_force.empty() || one_exact(provision.in_force)),
        !provision.narrowed.empty(),
        !provision.precedence.empty(),
        !instrument.reservations.empty() || !instrument.suspensions.empty()};
  }
  for (std::size_t i = 0; i < model_->clauses.size(); ++i) {
    const ClauseId id = make_id<ClauseId>(i);
    const Clause& clause = model_->clauses[i];
    const Provision& provision = (*model_)[clause.provision];
    for (const auto& duty : clause.duties) duties_[i].push_back(&duty);
    for (auto applied : clause.applies)
      for (auto other : (*model_)[applied].clauses)
        for (const auto& duty : (*model_)[other].duties) duties_[i].push_back(&duty);

    if (provision.after) continue;
    const Window window = facts(clause.provision).window;
    if (clause.trigger) {
      StateSet victims;
      victims_of(clause.trigger, provision.instrument, victims);
      const KindSet kinds = kinds_of(clause.trigger, false);
      const bool mutual = is_mutual(clause.trigger);
      candidates_[i] = {id, kinds, mutual, window};
      victims.for_each([&](std::size_t s) {
        protecting_[s].push_back(candidates_[i]);
        if (mutual) mutual_[s].push_back(candidates_[i]);
      });
      if (const KindSet others = kinds_of(clause.trigger, true); others != 0)
        for (std::size_t k = 0; k < kind_count; ++k)
          if ((others >> k & 1) != 0) free_[k].push_back({id, others, false, window});
      continue;
    }
    Standing standing{id, window, {}, {}};
    for (const Duty* duty : duties_[i]) {
      standing.debtors |= possible(duty->debtor, provision.instrument);
      standing.objects |= possible(duty->object, provision.instrument);
      standing.names_nobody |= duty->object.elements.empty();
    }
    StateSet concerned;
    for (const Duty* duty : duties_[i])
      if (!is_universal(*duty))
        concerned |=
            possible(duty->object.elements.empty() ? duty->debtor : duty->object, provision.instrument);
    concerned.for_each([&](std::size_t s) { concerning_[s].push_back({id, window}); });
    const bool neutral = std::ranges::any_of(duties_[i], [](const Duty* duty) {
      return duty->act == Act::stay_neutral && duty->object.elements.empty() &&
             (duty->modality == Modality::must || duty->modality == Modality::should);
    });
    if (neutral) neutral_.push_back(standing);
    for (const Duty* duty : duties_[i])
      if (duty->modality != Modality::may) {
        auto& list = broken_by_[static_cast<std::size_t>(duty->act)];
        if (list.empty() || list.back().clause != id) list.push_back(standing);
      }
  }
  for (std::size_t act = 0; act < broken_by_.size(); ++act)
    for (const auto& standing : broken_by_[act]) breakers_[act].push_back(standing.debtors);
  // What comes after another provision, in depth order; the checker has refused circles, and a depth beyond
  // the number of provisions is left out all the same.
  const auto depth = [&](ProvisionId p) {
    std::size_t d = 0;
    while (p && (*model_)[p].after && d <= model_->provisions.size()) {
      p = (*model_)[p].after;
      ++d;
    }
    return d;
  };
  std::vector<std::pair<std::size_t, ClauseId>> ordered;
  for (std::size_t i = 0; i < model_->clauses.size(); ++i) {
    const ProvisionId p = model_->clauses[i].provision;
    if (!(*model_)[p].after) continue;
    const std::size_t d = depth(p);
    if (d <= model_->provisions.size()) ordered.emplace_back(d, make_id<ClauseId>(i));
  }
  std::ranges::sort(ordered);
  for (const auto& [d, id] : ordered)
    dependent_.push_back({id, (*model_)[model_->clauses[id.index()].provision].after});
}

}  // namespace casus::engine
