#include "analysis/timeline.h"

#include <fmt/format.h>

#include <algorithm>

namespace casus::analysis {

namespace {

VagueDay later(const VagueDay& a, const VagueDay& b) {
  return {std::max(a.earliest, b.earliest), std::max(a.latest, b.latest), a.uncertain || b.uncertain};
}
VagueDay earlier(const VagueDay& a, const VagueDay& b) {
  return {std::min(a.earliest, b.earliest), std::min(a.latest, b.latest), a.uncertain || b.uncertain};
}

bool is_prohibition(const Duty& duty) {
  return duty.modality == Modality::must_not || duty.modality == Modality::should_not;
}

/// Reads the clauses of one text for one state in one role, or with none.
class Reader {
 public:
  Reader(const engine::Program& program, StateId state, InstrumentId instrument)
      : program_(program), model_(program.model()), state_(state), instrument_(instrument) {}

  void in_role(const Membership& membership) { membership_ = &membership; }

  /// Fills in what is given and received on the commitment's spell.
  void read(Commitment& into) const {
    for (auto provision : model_[instrument_].provisions) {
      if (!stands(model_[provision], into.spell)) continue;
      for (auto clause : model_[provision].clauses)
        for (const Duty* duty : program_.duties(clause)) {
          if (duty->modality == Modality::may) continue;
          const Undertaking undertaking{duty->modality, duty->act, !model_[clause].conditions.empty()};
          if (membership_ != nullptr && owes(*duty, provision, clause)) into.given.push_back(undertaking);
          if (is_owed(*duty, provision, clause) && others_owe(*duty)) into.received.push_back(undertaking);
        }
    }
    for (auto* list : {&into.given, &into.received}) {
      // What is asked for without a condition somewhere is asked for without one.
      std::ranges::sort(*list, {},
                        [](const Undertaking& u) { return std::tuple(u.act, u.modality, u.conditional); });
      const auto repeated =
          std::ranges::unique(*list, {}, [](const Undertaking& u) { return std::pair(u.act, u.modality); });
      list->erase(repeated.begin(), repeated.end());
    }
  }

 private:
  /// True where the wording may have stood on some day of the spell.
  static bool stands(const Provision& provision, const Spell& spell) {
    return provision.in_force.empty() || std::ranges::any_of(provision.in_force, [&](const Spell& own) {
             return own.from.earliest < spell.to.latest && spell.from.earliest < own.to.latest;
           });
  }

  bool means(const Element& element) const {
    if (element.except.contains(state_.index())) return false;
    switch (element.head) {
      case Head::states: return element.states.contains(state_.index());
      case Head::role:
        return membership_ != nullptr && element.role == membership_->role &&
               (!element.tier || element.tier == membership_->tier);
      case Head::everyone: return membership_ != nullptr;
      default: return false;
    }
  }

  bool means(const Pattern& pattern) const {
    return std::ranges::any_of(pattern.elements, [&](const Element& e) { return means(e); });
  }

  bool names_victim(const Pattern& pattern) const {
    return std::ranges::any_of(pattern.elements, [](const Element& e) { return e.head == Head::victim; });
  }

  bool protects(ConditionId id) const {
    if (!id) return false;
    const Condition& condition = model_[id];
    const bool of_victim = condition.kind == ConditionKind::struck ||
                           condition.kind == ConditionKind::at_war ||
                           condition.kind == ConditionKind::holds_threat;
    return (of_victim && means(condition.victim)) ||
           std::ranges::any_of(condition.children, [&](ConditionId child) { return protects(child); });
  }

  /// True where the clause, or what it comes after, is brought into play by what is done to the state.
  bool is_victim(ProvisionId provision, ClauseId clause) const {
    if (protects(model_[clause].trigger)) return true;
    for (ProvisionId after = model_[provision].after; after; after = model_[after].after)
      for (auto earlier_clause : model_[after].clauses)
        if (protects(model_[earlier_clause].trigger)) return true;
    return false;
  }

  bool owes(const Duty& duty, ProvisionId provision, ClauseId clause) const {
    return means(duty.debtor) || (names_victim(duty.debtor) && is_victim(provision, clause));
  }

  bool is_owed(const Duty& duty, ProvisionId provision, ClauseId clause) const {
    // A report is made to an organ, whoever was struck.
    if (duty.act == Act::report_to_security_council || duty.act == Act::report_to_parliament) return false;
    // Force used against somebody is used for whoever is struck; force that is forborne is forborne toward its object.
    const bool object_gains = !duty.object.elements.empty() &&
                              (is_prohibition(duty) || !is_against(duty.act)) && !names_victim(duty.object) &&
                              duty.object.elements[0].head != Head::attacker;
    return object_gains ? means(duty.object) : is_victim(provision, clause);
  }

  /// True where somebody else can owe the duty.
  bool others_owe(const Duty& duty) const {
    return std::ranges::any_of(duty.debtor.elements, [&](const Element& element) {
      if (element.head == Head::states) {
        StateSet others = element.states;
        others.erase(state_.index());
        return !others.empty();
      }
      if (element.head != Head::role && element.head != Head::everyone) return element.head != Head::victim;
      return std::ranges::any_of(model_[instrument_].memberships, [&](const Membership& m) {
        return m.state != state_ && (element.head == Head::everyone || m.role == element.role) &&
               (!element.tier || element.tier == m.tier) && !element.except.contains(m.state.index());
      });
    });
  }

  const engine::Program& program_;
  const Model& model_;
  StateId state_;
  InstrumentId instrument_;
  const Membership* membership_ = nullptr;
};

}  // namespace

std::string words(const Undertaking& undertaking) {
  std::string act(fmt::format(fmt::runtime(words_of(undertaking.act).without_object), "", "its"));
  if (undertaking.conditional) act += " (on a condition)";
  switch (undertaking.modality) {
    case Modality::must_not: return "not " + act;
    case Modality::should: return "called on to " + act;
    case Modality::should_not: return "called on not to " + act;
    default: return act;
  }
}

std::string day_words(const VagueDay& day) {
  if (day.earliest == Day::min() || day.latest == Day::max()) return {};
  const std::string iso = to_iso(day.earliest), last = to_iso(day.latest);
  if (day.is_exact()) return day.uncertain ? iso + "?" : iso;
  if (iso.substr(0, 7) == last.substr(0, 7)) return iso.substr(0, 7) + "?";
  if (iso.substr(0, 4) == last.substr(0, 4)) return iso.substr(0, 4) + "?";
  return fmt::format("{}/{}?", iso.substr(0, 4), last.substr(0, 4));
}

std::vector<Commitment> timeline(const engine::Program& program, StateId state) {
  const Model& model = program.model();
  std::vector<Commitment> list;
  for (std::size_t i = 0; i < model.instruments.size(); ++i) {
    const auto id = make_id<InstrumentId>(i);
    const Instrument& instrument = model.instruments[i];
    Reader reader(program, state, id);
    const auto add = [&](Commitment commitment, const Spell& held) {
      for (const auto& force : instrument.in_force) {
        commitment.spell = {later(held.from, force.from), earlier(held.to, force.to)};
        if (commitment.spell.from.earliest >= commitment.spell.to.latest) continue;
        commitment.suspended.clear();
        for (const auto& s : instrument.suspensions)
          if ((s.state == state || s.toward.contains(state.index())) &&
              s.spell.from.earliest < commitment.spell.to.latest &&
              commitment.spell.from.earliest < s.spell.to.latest)
            commitment.suspended.push_back(s);
        commitment.given.clear();
        commitment.received.clear();
        reader.read(commitment);
        if (!commitment.named || !commitment.received.empty()) list.push_back(commitment);
      }
    };
    bool holds = false;
    for (const auto& m : instrument.memberships) {
      if (m.state != state) continue;
      holds = true;
      reader.in_role(m);
      Commitment commitment;
      commitment.instrument = id;
      commitment.role = m.role;
      commitment.tier = m.tier;
      commitment.question = m.question;
      add(commitment, m.spell);
    }
    if (holds) continue;
    Commitment named;
    named.instrument = id;
    named.named = true;
    add(named, {});
  }
  std::ranges::stable_sort(list, {}, [&](const Commitment& c) {
    return std::tuple(c.spell.from.earliest, c.spell.to.latest, std::string_view(model[c.instrument].name),
                      c.role);
  });
  return list;
}

}  // namespace casus::analysis
