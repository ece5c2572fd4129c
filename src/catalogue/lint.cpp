#include "catalogue/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include <optional>

#include "explain/words.h"

namespace casus::catalogue {
namespace {

constexpr std::array rules = {
    LintRule{"no_source", LintClass::coding, "A provision cites nothing of its own."},
    LintRule{"bad_address", LintClass::coding, "A source is neither an address nor a printed reference."},
    LintRule{"no_confidence", LintClass::coding, "Nothing says how sure the coder is of a provision."},
    LintRule{"vanished_holder", LintClass::coding,
             "A state holds a role without end in a text that is still in force, but the state is gone."},
    LintRule{"refers_to_unratified", LintClass::coding,
             "A clause turns on a text that never came into force, or that is a proposal or a draft."},
    LintRule{"useless_accept", LintClass::coding, "An `accept` line accepts a finding that is not there."},
    LintRule{"aggressor_holds_veto", LintClass::drafting,
             "A duty waits for a decision that the attacker itself can prevent."},
    LintRule{"no_deadline", LintClass::drafting,
             "A duty to consult, to meet or to decide has no time limit."},
    LintRule{"nobody_determines", LintClass::drafting,
             "Nobody is named who determines that the case for the duty has come."},
    LintRule{"party_outside_area", LintClass::drafting,
             "An area covers no home territory of a party that it protects."},
    LintRule{"neutral_promises_assistance", LintClass::drafting,
             "A state that is bound to stay neutral promises assistance elsewhere."},
    LintRule{"duty_on_both_sides", LintClass::drafting,
             "A state promises help to each of two states against the other."},
};

const LintRule* rule(std::string_view name) { return &*std::ranges::find(rules, name, &LintRule::name); }

bool is_address(std::string_view cite) { return cite.starts_with("http://") || cite.starts_with("https://"); }

/// An address with a host that has a point in it and no blanks; or a printed reference, which has words and a number.
bool is_source(std::string_view cite) {
  if (!is_address(cite))
    return cite.find(' ') != std::string_view::npos &&
           std::ranges::any_of(cite, [](char c) { return c >= '0' && c <= '9'; });
  const auto host =
      cite.substr(cite.find("//") + 2, cite.find('/', cite.find("//") + 2) - cite.find("//") - 2);
  return cite.find(' ') == std::string_view::npos && host.find('.') != std::string_view::npos &&
         host.size() > 3;
}

bool asks(const Duty& duty) { return duty.modality == Modality::must || duty.modality == Modality::should; }
bool promises_help(const Duty& duty) { return asks(duty) && family(duty.act) == ActFamily::force; }

bool overlap(const Spell& a, const Spell& b) {
  return a.from.earliest < b.to.latest && b.from.earliest < a.to.latest;
}

class Lint {
 public:
  explicit Lint(const Model& model) : model_(model) {}

  std::vector<Finding> run() {
    for (std::size_t i = 0; i < model_.instruments.size(); ++i) {
      const auto id = make_id<InstrumentId>(i);
      const std::size_t before = findings_.size();
      instrument(id);
      for (auto provision : model_[id].provisions) this->provision(provision);
      unused_accepts(id, before);
    }
    return std::move(findings_);
  }

 private:
  const Accepted* accepted(const std::vector<Accepted>& list, std::string_view name) const {
    const auto found = std::ranges::find(list, name, &Accepted::rule);
    return found == list.end() ? nullptr : &*found;
  }
  void add(std::string_view name, InstrumentId instrument, ProvisionId provision, Span span,
           std::string message) {
    Finding finding{rule(name), instrument, provision, span, std::move(message), {}};
    if (provision)
      if (const auto* own = accepted(model_[provision].accepted, name)) finding.reason = own->reason;
    if (finding.reason.empty())
      if (const auto* own = accepted(model_[instrument].accepted, name)) finding.reason = own->reason;
    findings_.push_back(std::move(finding));
  }
  void unused_accepts(InstrumentId id, std::size_t before) {
    const std::size_t until = findings_.size();
    const auto look = [&](const std::vector<Accepted>& list, ProvisionId provision) {
      for (const auto& line : list) {
        const bool used =
            std::any_of(findings_.begin() + static_cast<std::ptrdiff_t>(before),
                        findings_.begin() + static_cast<std::ptrdiff_t>(until), [&](const Finding& f) {
                          return f.rule->name == line.rule && (!provision || f.provision == provision);
                        });
        if (!used)
          add("useless_accept", id, provision, line.span,
              fmt::format("there is no finding of `{}` here", line.rule));
      }
    };
    look(model_[id].accepted, {});
    for (auto provision : model_[id].provisions) look(model_[provision].accepted, provision);
  }

  // ── the instrument

  void instrument(InstrumentId id) {
    const Instrument& i = model_[id];
    if (!i.cite.empty() && !is_source(i.cite))
      add("bad_address", id, {}, i.span,
          fmt::format("`{}` is neither an address nor a printed reference", i.cite));
    for (const auto& m : i.memberships) vanished(id, m);
    for (auto other : i.over) unratified(id, {}, i.span, other);
    if (i.consistent_with) unratified(id, {}, i.span, i.consistent_with);
    for (std::size_t a = 0; a < model_.areas.size(); ++a)
      if (model_.areas[a].instrument == id) outside(id, model_.areas[a], make_id<AreaId>(a));
    neutral(id);
  }

  bool open_ended(const Spell& spell) const { return spell.to.latest == Day::max(); }

  void vanished(InstrumentId id, const Membership& m) {
    const bool still = open_ended(m.spell) && std::ranges::any_of(model_[id].in_force, [&](const Spell& s) {
                         return open_ended(s);
                       });
    const bool gone =
        std::ranges::none_of(model_[m.state].exists, [&](const Spell& s) { return open_ended(s); });
    if (still && gone)
      add("vanished_holder", id, {}, m.span,
          fmt::format("{} no longer exists; end its role, or say who took its place", model_[m.state].title));
  }

  void unratified(InstrumentId id, ProvisionId provision, Span span, InstrumentId other) {
    if (!other || other == id) return;
    const Instrument& text = model_[other];
    const bool tentative = text.force == Force::proposal || text.force == Force::draft;
    if (tentative || text.in_force.empty())
      add("refers_to_unratified", id, provision, span,
          fmt::format(
              "it turns on the {}, which {}", text.title,
              tentative ? fmt::format("is a {}", name(text.force)) : std::string("never came into force")));
  }

  /// States that an area protects and no part of whose home territory it covers, by its terms on the last day of force.
  void outside(InstrumentId id, const Area& area, AreaId) {
    const bool speaks_of_territory = std::ranges::any_of(area.terms, [](const AreaTerm& t) {
      return !t.exclude && (t.kind == AreaTermKind::territory || t.kind == AreaTermKind::regions);
    });
    if (!speaks_of_territory || model_[id].in_force.empty()) return;
    for (const auto& m : model_[id].memberships) {
      if (m.role != RoleKind::party && m.role != RoleKind::member) continue;
      const RegionSet home = model_.places[model_.home(m.state).index()].regions;
      const bool covered = std::ranges::any_of(area.terms, [&](const AreaTerm& t) {
        if (t.exclude) return false;
        if (t.kind == AreaTermKind::regions) return (t.regions & home) != 0;
        if (t.kind == AreaTermKind::places)
          return std::ranges::find(t.places, model_.home(m.state)) != t.places.end();
        if (t.kind != AreaTermKind::territory && t.kind != AreaTermKind::administered) return false;
        return (t.regions == 0 || (t.regions & home) != 0) && means(t.of, id, m.state);
      });
      if (!covered)
        add("party_outside_area", id, {}, m.span,
            fmt::format("the home territory of {} lies outside `{}`", model_[m.state].title, area.name));
    }
  }

  bool means(const Pattern& pattern, InstrumentId id, StateId state) const {
    return std::ranges::any_of(pattern.elements, [&](const Element& e) {
      if (e.except.contains(state.index())) return false;
      if (e.head == Head::states) return e.states.contains(state.index());
      if (e.head == Head::role || e.head == Head::everyone)
        return std::ranges::any_of(model_[id].memberships, [&](const Membership& m) {
          return m.state == state && (e.head == Head::everyone || m.role == e.role);
        });
      return true;
    });
  }

  /// Help that a neutral state promises in another text while it is bound to be neutral.
  void neutral(InstrumentId id) {
    for (auto provision : model_[id].provisions)
      for (auto clause : model_[provision].clauses) {
        if (model_[clause].trigger || model_[provision].after) continue;
        for (const auto& duty : model_[clause].duties) {
          if (duty.act != Act::stay_neutral || !asks(duty) || !duty.object.elements.empty()) continue;
          for (const auto& m : model_[id].memberships)
            if (means(duty.debtor, id, m.state)) promised_by_neutral(id, provision, m);
        }
      }
  }
  void promised_by_neutral(InstrumentId id, ProvisionId provision, const Membership& neutral) {
    for (std::size_t i = 0; i < model_.instruments.size(); ++i) {
      const auto other = make_id<InstrumentId>(i);
      if (other == id || model_[other].force != Force::binding) continue;
      for (const auto& m : model_[other].memberships) {
        if (m.state != neutral.state || !overlap(m.spell, neutral.spell) ||
            !both_in_force(id, other, m.spell))
          continue;
        for (auto promise : model_[other].provisions)
          if (helps(promise, m.state)) {
            add("neutral_promises_assistance", id, provision, model_[provision].label_span,
                fmt::format("{} also promises help under {}", model_[m.state].title,
                            explain::source_spoken(model_, promise)));
            break;
          }
      }
    }
  }
  bool both_in_force(InstrumentId a, InstrumentId b, const Spell& while_holding) const {
    return std::ranges::any_of(model_[a].in_force, [&](const Spell& x) {
      return overlap(x, while_holding) &&
             std::ranges::any_of(model_[b].in_force, [&](const Spell& y) { return overlap(x, y); });
    });
  }
  /// True where the state owes help under the provision when somebody else is struck.
  bool helps(ProvisionId provision, StateId state) const {
    for (auto clause : model_[provision].clauses)
      for (const auto& duty : model_[clause].duties)
        if (duty.modality == Modality::must && promises_help(duty) && model_[clause].trigger &&
            means(duty.debtor, model_[provision].instrument, state))
          return true;
    return false;
  }

  // ── the provision

  void provision(ProvisionId id) {
    const Provision& p = model_[id];
    if (p.cite.empty()) add("no_source", p.instrument, id, p.label_span, "it cites nothing of its own");
    if (!p.cite.empty() && !is_source(p.cite))
      add("bad_address", p.instrument, id, p.label_span,
          fmt::format("`{}` is neither an address nor a printed reference", p.cite));
    if (confidence_of(model_, id) == Confidence::none)
      add("no_confidence", p.instrument, id, p.label_span, "nothing says how sure the coding is");
    for (const auto& precedence : p.precedence)
      unratified(p.instrument, id, p.label_span, model_[precedence.other].instrument);
    for (auto clause : p.clauses) this->clause(id, model_[clause]);
    both_sides(id);
  }

  template <class Test>
  bool some_condition(ConditionId id, Test test) const {
    if (!id) return false;
    return test(model_[id]) ||
           std::ranges::any_of(model_[id].children, [&](ConditionId c) { return some_condition(c, test); });
  }
  template <class Test>
  bool some_condition(const Clause& clause, Test test) const {
    return some_condition(clause.trigger, test) ||
           std::ranges::any_of(clause.conditions, [&](ConditionId c) { return some_condition(c, test); });
  }

  void clause(ProvisionId id, const Clause& c) {
    const Provision& p = model_[id];
    some_condition(c, [&](const Condition& condition) {
      if (condition.kind == ConditionKind::in_force || condition.kind == ConditionKind::membership)
        unratified(p.instrument, id, p.label_span, condition.instrument);
      if (condition.kind == ConditionKind::decision && condition.organ) veto(id, c, condition);
      return false;
    });
    if (!c.trigger) return;
    for (const auto& duty : c.duties)
      if (asks(duty) && duty.due.kind == DueKind::none && family(duty.act) == ActFamily::talk) {
        add("no_deadline", p.instrument, id, duty.span,
            fmt::format("nothing says by when to {}", explain::plain(name(duty.act))));
        break;
      }
    const bool owed = std::ranges::any_of(c.duties, promises_help);
    const bool left = std::ranges::any_of(c.duties, [](const Duty& d) {
      return d.discretion == Discretion::means || d.discretion == Discretion::existence ||
             d.discretion == Discretion::organ || std::ranges::any_of(d.processes, [](const Process& x) {
               return x.kind == ProcessKind::decision;
             });
    });
    const bool determined = c.on_request || some_condition(c, [](const Condition& x) {
                              return x.kind == ConditionKind::decision || x.kind == ConditionKind::request ||
                                     x.kind == ConditionKind::holds_threat ||
                                     x.kind == ConditionKind::question;
                            });
    if (owed && !left && !determined)
      add("nobody_determines", p.instrument, id, p.label_span,
          "nothing says who determines that the case has come");
  }

  /// An organ in which the attacker sits and that needs everybody, or whose veto the attacker holds.
  void veto(ProvisionId id, const Clause& c, const Condition& condition) {
    const Provision& p = model_[id];
    const Organ& organ = model_[condition.organ.instrument].organs[condition.organ.index];
    const bool attacker_out =
        std::ranges::any_of(organ.except.elements, [](const Element& e) { return e.head == Head::attacker; });
    const bool needs_all =
        organ.counted == DecisionRule::unanimity || organ.counted == DecisionRule::consensus;
    if (attacker_out || (!needs_all && organ.veto.elements.empty())) return;
    const auto between = p.between != BetweenParties::unspecified ? p.between : model_[p.instrument].between;
    if (between == BetweenParties::excluded) return;
    const Pattern& holders = organ.veto.elements.empty() ? organ.members : organ.veto;
    const bool attacker_may_hold =
        std::ranges::any_of(model_[p.instrument].memberships, [&](const Membership& m) {
          return means(holders, condition.organ.instrument, m.state) && may_attack(c, p.instrument, m.state);
        });
    if (attacker_may_hold)
      add("aggressor_holds_veto", p.instrument, id, p.label_span,
          fmt::format("the {} cannot decide against the will of a member that is itself the attacker",
                      organ.title.empty() ? explain::plain(organ.name) : organ.title));
  }
  bool may_attack(const Clause& c, InstrumentId id, StateId state) const {
    return some_condition(c, [&](const Condition& x) {
      return x.kind == ConditionKind::struck && (x.attacker.elements.empty() || means(x.attacker, id, state));
    });
  }

  /// Help against a named state to which the same debtor has promised help against the other.
  void both_sides(ProvisionId id) {
    const Provision& p = model_[id];
    if (model_[p.instrument].force != Force::binding) return;
    for (auto clause : p.clauses) {
      const StateSet against = named_attackers(model_[clause]);
      if (against.empty() || !std::ranges::any_of(model_[clause].duties, promises_help)) continue;
      for (const auto& m : model_[p.instrument].memberships) {
        if (!owes_help(clause, m.state)) continue;
        for (std::size_t i = 0; i < model_.provisions.size(); ++i) {
          const auto other = make_id<ProvisionId>(i);
          if (other == id || model_[model_[other].instrument].force != Force::binding) continue;
          if (!both_in_force(p.instrument, model_[other].instrument, m.spell)) continue;
          if (const auto pair = opposed(clause, against, other, m)) {
            add("duty_on_both_sides", p.instrument, id, p.label_span,
                fmt::format("{} promises {} help against it under {}", model_[m.state].title,
                            model_[*pair].title, explain::source_spoken(model_, other)));
            return;
          }
        }
      }
    }
  }
  StateSet named_attackers(const Clause& c) const {
    StateSet set;
    some_condition(c, [&](const Condition& x) {
      if (x.kind == ConditionKind::struck)
        for (const auto& e : x.attacker.elements)
          if (e.head == Head::states && e.at_least == 1) set |= e.states;
      return false;
    });
    return set;
  }
  bool owes_help(ClauseId clause, StateId state) const {
    const InstrumentId id = model_[model_[clause].provision].instrument;
    return std::ranges::any_of(model_[clause].duties, [&](const Duty& d) {
      return d.modality == Modality::must && promises_help(d) && means(d.debtor, id, state);
    });
  }
  bool protects(ClauseId clause, StateId state) const {
    const InstrumentId id = model_[model_[clause].provision].instrument;
    return some_condition(model_[clause], [&](const Condition& x) {
      return x.kind == ConditionKind::struck && !x.victim.elements.empty() && means(x.victim, id, state);
    });
  }
  /// A state that the first clause names as attacker and that the other provision protects against one whom the first
  /// protects.
  std::optional<StateId> opposed(ClauseId first, const StateSet& against, ProvisionId other,
                                 const Membership& debtor) const {
    const InstrumentId of_first = model_[model_[first].provision].instrument;
    std::optional<StateId> found;
    for (auto second : model_[other].clauses) {
      if (found || !owes_help(second, debtor.state)) continue;
      const bool holds = std::ranges::any_of(
          model_[model_[other].instrument].memberships,
          [&](const Membership& m) { return m.state == debtor.state && overlap(m.spell, debtor.spell); });
      if (!holds) continue;
      against.for_each([&](std::size_t s) {
        const auto attacker = make_id<StateId>(s);
        if (found || attacker == debtor.state || !protects(second, attacker)) return;
        for (const auto& victim : model_[of_first].memberships)
          if (victim.state != debtor.state && protects(first, victim.state) &&
              may_attack(model_[second], model_[other].instrument, victim.state))
            found = attacker;
      });
    }
    return found;
  }

  const Model& model_;
  std::vector<Finding> findings_;
};

}  // namespace

std::span<const LintRule> lint_rules() { return rules; }

std::vector<Finding> lint(const Model& model) { return Lint(model).run(); }

}  // namespace casus::catalogue
