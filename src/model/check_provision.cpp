// Provisions: whether their lines make a clause that can be read one way only.
#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "model/check_parts.h"

namespace casus::model {

using diag::Code;

namespace {

bool same(const Element& a, const Element& b) {
  return a.head == b.head && a.role == b.role && a.other == b.other && a.class_of == b.class_of &&
         a.tier == b.tier && a.character == b.character && a.states == b.states && a.except == b.except;
}
bool same(const Pattern& a, const Pattern& b) {
  return std::ranges::equal(a.elements, b.elements,
                            [](const Element& x, const Element& y) { return same(x, y); });
}

bool is_asked_for(Modality modality) { return modality == Modality::must || modality == Modality::should; }
bool is_proposal(const Instrument& instrument) {
  return instrument.force == Force::proposal || instrument.force == Force::draft;
}

class ProvisionCheck {
 public:
  ProvisionCheck(const Model& model, diag::Sink& sink, const std::vector<std::string_view>& decisions)
      : model_(model), sink_(sink), decisions_(decisions) {}

  void run(const Provision& provision) {
    if (sink_.errors_in(provision.span) == 0) trigger_and_duty(provision);
    for (auto id : provision.clauses) {
      const Clause& clause = model_[id];
      assists_and_neutral(clause);
      victim_of_nobody(provision, clause);
      for (const auto& duty : clause.duties) deadline(provision, clause, duty);
      visit(clause.trigger);
      for (auto c : clause.conditions) visit(c);
      for (auto c : clause.exceptions) visit(c);
    }
    yields_to_proposal(provision);
  }

 private:
  void trigger_and_duty(const Provision& provision) {
    const auto owes = [&](ClauseId id) { return !model_[id].duties.empty() || !model_[id].applies.empty(); };
    if (std::ranges::none_of(provision.clauses, owes)) {
      // An article that defines the area or names a process binds nobody to anything: its gist is all there
      // is to say.
      const bool described = !provision.gist.empty() || !provision.phrase.empty() || !provision.note.empty();
      const bool conditional = std::ranges::any_of(provision.clauses, [&](ClauseId id) {
        return model_[id].trigger || model_[id].on_request || !model_[id].conditions.empty();
      });
      if (described && !conditional && !provision.after) return;
      if (!provision.narrows.empty()) return;  // it limits the duties of others
      sink_.add(Code::no_duty, provision.label_span,
                fmt::format("{} says nothing that anybody must, may or should do", provision.label),
                "write the duty, for instance `each other party must assist the victim`, or leave the "
                "provision out");
      return;
    }
    if (provision.standing || provision.after) return;
    for (auto id : provision.clauses)
      if (owes(id) && !model_[id].trigger) {
        sink_.add(Code::no_trigger, provision.label_span,
                  fmt::format("{} does not say when its duty arises", provision.label),
                  "write `when` and what sets it off, `after` and another provision, or `standing` if it is "
                  "owed at all times");
        return;
      }
  }

  void assists_and_neutral(const Clause& clause) {
    for (const auto& neutral : clause.duties) {
      if (neutral.act != Act::stay_neutral || !is_asked_for(neutral.modality)) continue;
      for (const auto& assist : clause.duties) {
        if (family(assist.act) != ActFamily::force || !is_asked_for(assist.modality)) continue;
        if (!same(assist.debtor, neutral.debtor)) continue;
        const bool later = assist.span.begin > neutral.span.begin;
        sink_.add({Code::assists_and_neutral,
                   later ? assist.span : neutral.span,
                   fmt::format("one clause asks the same states to {} and to stay_neutral", name(assist.act)),
                   "put one of the two into a branch of its own, `if ... { instead ... }`, or into another "
                   "provision",
                   {{later ? neutral.span : assist.span, "the other duty is here"}},
                   {}});
        return;
      }
    }
  }

  /// True where the trigger can say who is struck.
  bool names_victim(ConditionId id) const {
    const Condition& condition = model_[id];
    switch (condition.kind) {
      case ConditionKind::struck:
      case ConditionKind::breach:
        if (!condition.victim.elements.empty()) return true;
        break;
      case ConditionKind::holds_threat:
      case ConditionKind::at_war: return true;
      default: break;
    }
    return std::ranges::any_of(condition.children, [&](ConditionId child) { return names_victim(child); });
  }
  /// A duty toward `the victim` under a trigger that strikes nobody is owed to nobody.
  void victim_of_nobody(const Provision& provision, const Clause& clause) {
    if (!clause.trigger || provision.after || names_victim(clause.trigger)) return;
    for (const auto& duty : clause.duties)
      for (const auto* pattern : {&duty.debtor, &duty.object})
        for (const auto& element : pattern->elements)
          if (element.head == Head::victim)
            return sink_.add(
                Code::no_such_binding, duty.span, "this trigger strikes nobody, so there is no victim",
                "say in the trigger whom it strikes, for instance `breach of article 2 on a party`; "
                "who asks is `the requester`");
  }

  bool mentions(ConditionId id, ConditionKind kind) const {
    if (!id) return false;
    const Condition& condition = model_[id];
    if (condition.kind == kind) return true;
    // `when request on …` and `when decision …` are events of that kind.
    if (condition.kind == ConditionKind::struck && condition.concept_id) {
      const auto& what = model_[condition.concept_id].name;
      if (kind == ConditionKind::request && what == name(EventKind::request)) return true;
      if (kind == ConditionKind::decision && what == name(EventKind::decision)) return true;
    }
    return std::ranges::any_of(condition.children, [&](ConditionId child) { return mentions(child, kind); });
  }
  bool mentions(const Clause& clause, ConditionKind kind) const {
    return mentions(clause.trigger, kind) ||
           std::ranges::any_of(clause.conditions, [&](ConditionId c) { return mentions(c, kind); });
  }

  /// True where the clause, one of its duties or what it comes after knows such a start.
  bool starts(const Provision& provision, const Clause& clause, const Duty& duty, ConditionKind kind) const {
    const bool request = kind == ConditionKind::request;
    const auto knows = [&](const Clause& c, const Duty& d) {
      if (request && (c.on_request || d.act == Act::request_funds)) return true;
      if (!request && d.act == Act::decide) return true;
      return std::ranges::any_of(d.processes, [&](const Process& p) {
        return p.kind == (request ? ProcessKind::request : ProcessKind::decision);
      });
    };
    if (mentions(clause, kind) || knows(clause, duty)) return true;
    ProvisionId before = provision.after;
    for (std::size_t steps = 0; before && steps < model_.provisions.size(); ++steps) {
      for (auto id : model_[before].clauses) {
        if (mentions(model_[id], kind)) return true;
        for (const auto& d : model_[id].duties)
          if (knows(model_[id], d)) return true;
      }
      before = model_[before].after;
    }
    return false;
  }

  void deadline(const Provision& provision, const Clause& clause, const Duty& duty) {
    if (duty.due.kind != DueKind::within_hours && duty.due.kind != DueKind::within_days) return;
    const auto written = [&] {
      return fmt::format("within {} {}{}{}", duty.due.count,
                         duty.due.kind == DueKind::within_hours ? "hours" : "days",
                         duty.due.from.empty() ? "" : " of ", duty.due.from);
    };
    if (duty.due.from == "request" || duty.due.from == "decision") {
      const bool request = duty.due.from == "request";
      if (starts(provision, clause, duty, request ? ConditionKind::request : ConditionKind::decision)) return;
      sink_.add(
          Code::deadline_without_start, duty.span,
          request ? fmt::format("this duty is due {}, but the clause knows no request", written())
                  : fmt::format("this duty is due {}, but the clause knows no decision", written()),
          request
              ? "write whose request it is, `on request of` and the state or role, or leave `of request` out"
              : "write whose decision it is, `process decision of` and the organ, or leave `of decision` "
                "out");
      return;
    }
    if (clause.trigger || clause.on_request || provision.after) return;
    if (sink_.errors_in(provision.span) > 0 || !provision.standing) return;
    sink_.add(
        Code::deadline_without_start, duty.span,
        fmt::format("this duty is due {}, but nothing starts the time: the clause is standing", written()),
        "write `when` and what sets it off, `on request of` somebody, or a fixed day, `due by 2026-12-31`");
  }

  void visit(ConditionId id) {
    if (!id) return;
    const Condition& condition = model_[id];
    for (auto child : condition.children) visit(child);
    // What an organ decides needs no clause that leaves it to the organ.
    if (condition.kind != ConditionKind::decision || !condition.decision || condition.organ) return;
    unknown_decision(model_.word(condition.decision), condition.span);
  }

  void unknown_decision(std::string_view word, Span span) {
    if (std::ranges::binary_search(decisions_, word)) return;
    const auto near = nearest(word, decisions_);
    sink_.add(
        Code::unknown_name, span,
        fmt::format("no provision leaves it to anybody to decide whether to `{}`", word),
        !near.empty() ? fmt::format("did you mean `{}`?", near)
        : decisions_.empty()
            ? std::string(
                  "write the duty that it belongs to: `every party should decide whether to` and its name")
            : fmt::format("decisions that are named: {}", fmt::join(decisions_, ", ")));
  }

  void yields_to_proposal(const Provision& provision) {
    const Instrument& own = model_[provision.instrument];
    if (own.force != Force::binding) return;
    for (const auto& p : provision.precedence) {
      const Instrument& other = model_[model_[p.other].instrument];
      if (!p.yields || !is_proposal(other)) continue;
      sink_.add(Code::proposal_as_binding, provision.label_span,
                fmt::format("{} is binding, yet it yields to {} of `{}`, which is a {}", provision.label,
                            model_[p.other].label, other.name, name(other.force)),
                "a text that binds nobody prevails over nothing; name the instrument that was adopted");
    }
  }

  const Model& model_;
  diag::Sink& sink_;
  const std::vector<std::string_view>& decisions_;
};

/// A duty that a scenario expects out of a text that binds nobody.
void expected_of_proposal(const Model& model, diag::Sink& sink) {
  for (const auto& scenario : model.scenarios)
    for (const auto& expectation : scenario.expectations) {
      if (expectation.kind != ExpectKind::duty || expectation.nobody || !expectation.instrument) continue;
      if (expectation.count && *expectation.count == 0) continue;
      const Instrument& instrument = model[expectation.instrument];
      if (!is_proposal(instrument)) continue;
      if (std::ranges::any_of(scenario.suppositions, [&](const Supposition& s) {
            return s.kind == SupposeKind::in_force && s.value && s.instrument == expectation.instrument;
          }))
        continue;
      sink.add(Code::proposal_as_binding, expectation.span,
               fmt::format("a duty is expected under `{}`, but it is a {} and binds nobody", instrument.name,
                           name(instrument.force)),
               fmt::format("write `suppose {} in force` above, or expect `no duty`", instrument.name));
    }
}

}  // namespace

std::vector<std::string_view> decisions_of_duties(const Model& model) {
  std::vector<std::string_view> words;
  for (const auto& clause : model.clauses)
    for (const auto& duty : clause.duties)
      if (duty.decision) words.push_back(model.word(duty.decision));
  std::ranges::sort(words);
  const auto repeated = std::unique(words.begin(), words.end());
  words.erase(repeated, words.end());
  return words;
}

namespace {

/// What somebody decides in a scenario must be something that a clause leaves to him or turns on.
void decided_by_nobody(const Model& model, diag::Sink& sink, std::vector<std::string_view> known) {
  for (const auto& condition : model.conditions) {
    if (condition.kind == ConditionKind::decision && condition.decision)
      known.push_back(model.word(condition.decision));
    // Whether another state does its part is its own decision to assist.
    if (condition.kind == ConditionKind::performance) known.push_back("assist");
  }
  std::ranges::sort(known);
  const auto test = [&](WordId decision, Span span) {
    if (!decision || std::ranges::binary_search(known, model.word(decision))) return;
    const auto near = nearest(model.word(decision), known);
    sink.add(Code::unknown_name, span,
             fmt::format("no clause turns on a decision to `{}`", model.word(decision)),
             near.empty() ? std::string("check the name of the decision in the clause")
                          : fmt::format("did you mean `{}`?", near));
  };
  for (const auto& scenario : model.scenarios) {
    for (const auto& event : scenario.events)
      if (event.kind == EventKind::decision) test(event.decision, event.span);
    for (const auto& s : scenario.suppositions)
      if (s.kind == SupposeKind::decision) test(s.decision, s.span);
  }
}

}  // namespace

void check_provisions(const Model& model, diag::Sink& sink) {
  const auto decisions = decisions_of_duties(model);
  ProvisionCheck check(model, sink, decisions);
  for (const auto& provision : model.provisions) check.run(provision);
  expected_of_proposal(model, sink);
  decided_by_nobody(model, sink, decisions);
}

}  // namespace casus::model
