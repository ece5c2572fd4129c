#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "explain/chain.h"
#include "explain/groups.h"
#include "explain/layout.h"

namespace casus::explain {

using engine::RowKind;
using engine::StepKind;

namespace {

class Table {
 public:
  Table(Evaluator& evaluator, const Situation& situation, Result& result, const Answer& answer,
        const Provenance& provenance, const TableOptions& options)
      : evaluator_(evaluator),
        situation_(situation),
        result_(result),
        answer_(answer),
        provenance_(provenance),
        options_(options),
        model_(evaluator.program().model()),
        groups_(model_, situation, result, answer) {}

  std::string render() {
    if (options_.chain == nullptr) {
      out_ = head(model_, *situation_.scenario, situation_.day, provenance_, options_);
    } else {
      out_ = head(model_, engine::in_round(*options_.chain, 1), situation_.day, provenance_, options_);
      out_ += fmt::format("\n  {}\n{}", bold("CHAIN"),
                          chain_lines(evaluator_.program(), situation_, *options_.chain, options_.width));
    }
    measure();
    for (std::size_t i = 0; i < section_count; ++i)
      if (static_cast<Section>(i) != Section::open) print(static_cast<Section>(i));
    print_open();
    conflicts();
    gaps();
    not_bound();
    foot();
    return std::move(out_);
  }

 private:
  std::string bold(std::string_view text) const { return explain::bold(text, options_); }

  void measure() {
    for (const auto& group : groups_.list()) {
      label_width_ =
          std::max(label_width_, std::min<std::size_t>(44, width_of(source(model_, group.row->provision))));
      if (group.row->kind != RowKind::breach) drafts_.insert(group.row->provision);
    }
  }

  std::vector<const Group*> groups_under(Section section) const {
    std::vector<const Group*> list;
    for (const auto& group : groups_.list())
      if (group.section == section) list.push_back(&group);
    return list;
  }

  void print_heading(Section section) {
    std::string text(heading(section));
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
    out_ += fmt::format("\n  {}\n", bold(text));
  }

  void print(Section section) {
    const auto groups = groups_under(section);
    if (groups.empty()) return;
    print_heading(section);
    for (const Group* group : groups) line(*group);
  }

  void line(const Group& group) {
    const std::string note = groups_.note(group);
    const std::string debtors = groups_.who(group);
    const std::string head = fmt::format(
        "  {}  {}  ", padded(source(model_, group.row->provision), label_width_), padded(debtors, 12));
    if (note.empty()) {
      out_ += head.substr(0, head.find_last_not_of(' ') + 1) + "\n";
    } else if (width_of(head) + width_of(note) <= options_.width) {
      out_ += head + note + "\n";
    } else {
      out_ += head.substr(0, head.find_last_not_of(' ') + 1) + "\n" + wrapped(note, 6, options_.width);
    }
    if (group.debtors.size() > 3 && debtors != "any state")
      out_ += wrapped(fmt::format("{}", fmt::join(codes(model_, group.debtors), " ")), 6, options_.width);
    if (!group.proviso.empty())
      out_ += wrapped(fmt::format("with a proviso for {}", fmt::join(codes(model_, group.proviso), " ")), 6,
                      options_.width);
  }

  void print_open() {
    const auto groups = groups_under(Section::open);
    print_heading(Section::open);
    if (groups.empty()) {
      out_ += "  Nothing here hangs on an open question.\n";
      return;
    }
    for (const Group* one : groups) {
      const Group& group = *one;
      const bool breach = group.row->kind == RowKind::breach;
      if (breach) {
        out_ += fmt::format(
            "  {}  {}\n", padded(source(model_, group.row->provision), label_width_),
            fmt::format("{} would be acting contrary to it",
                        list_words(titles(model_, group.debtors, day_of_row(situation_, *group.row)))));
      } else {
        line(group);
      }
      const auto terms = evaluator_.diagram().minimal_terms(group.sample.truth).terms;
      std::string text = "if ";
      for (std::size_t i = 0; i < group.sample.on_questions.size(); ++i) {
        if (i > 0) text += ", or ";
        std::vector<std::string> parts;
        for (const auto& [question, answer] : group.sample.on_questions[i]) {
          std::string shown = question;
          if (group.row->own_decision && shown.ends_with("_of_" + model_[group.sample.debtor].code))
            shown = shown.substr(0, shown.size() - 4 - model_[group.sample.debtor].code.size()) + " of each";
          parts.push_back(answer ? shown : "not " + shown);
        }
        text += list_words(parts);
      }
      out_ += wrapped(text, 6, options_.width);
    }
    out_ += fmt::format("\n  {}\n", bold("QUESTIONS"));
    std::size_t width = 0;
    for (const auto& q : answer_.questions) width = std::max(width, width_of(q.id));
    for (const auto& q : answer_.questions) {
      std::string text = fmt::format("{}  {}", padded(q.id, width), q.text);
      if (q.contested) text += " (contested)";
      if (!q.asserted.empty()) text += fmt::format(" (asserted by {})", fmt::join(q.asserted, ", "));
      out_ += "  " + text + "\n";
    }
  }

  void conflicts() {
    if (result_.conflicts.empty()) return;
    out_ += fmt::format("\n  {}\n", bold("CONFLICTS"));
    for (const auto& line : conflict_lines(model_, situation_, result_))
      out_ += wrapped(line, 2, options_.width);
  }

  void gaps() {
    if (!result_.gaps.empty()) out_ += fmt::format("\n  {}\n", bold("GAP"));
    for (const auto& gap : result_.gaps) {
      const std::string who = spoken_on(model_[gap.state], situation_.day);
      std::string text;
      switch (gap.cover) {
        case engine::Cover::none: text = fmt::format("Nobody is bound to assist {}.", who); break;
        case engine::Cover::consultation:
          text = fmt::format("Nobody is bound to assist {}; some are bound to consult.", who);
          break;
        case engine::Cover::political:
          text = fmt::format(
              "Nobody is bound beyond dispute to assist {}; some have undertaken it politically, are called "
              "on, or stand under a text that is disputed or supposed in force.",
              who);
          break;
        case engine::Cover::open:
          text = fmt::format("Whether anybody is bound to assist {} hangs on open questions.", who);
          break;
        case engine::Cover::bound: continue;  // no gap
      }
      out_ += wrapped(text, 2, options_.width);
    }
  }

  /// The states that some clause in force could name as debtor: no other can come near.
  StateSet possible_debtors() const {
    StateSet near;
    for (const auto& s : situation_.scenario->suppositions)
      if (s.kind == SupposeKind::membership) near.insert(s.state.index());
    for (std::size_t c = 0; c < model_.clauses.size(); ++c) {
      const Provision& provision = model_[model_.clauses[c].provision];
      if (!model_.clauses[c].trigger && !provision.after) continue;
      const auto on_that_day = [&](const Spell& spell) { return spell.may_contain(situation_.day); };
      if (!situation_.has_suppositions &&
          std::ranges::none_of(model_[provision.instrument].in_force, on_that_day))
        continue;
      for (const Duty* duty : evaluator_.program().duties(make_id<ClauseId>(c))) {
        if (duty->modality == Modality::may) continue;
        for (const auto& e : duty->debtor.elements) {
          if (e.head == Head::victim || e.head == Head::attacker || e.head == Head::requester) continue;
          if (e.head == Head::any_state || e.head == Head::class_of || e.head == Head::non_party)
            return evaluator_.program().states(situation_.day);
          if (e.head == Head::states) near |= e.states;
          for (const auto& m : model_[provision.instrument].memberships)
            if ((e.head == Head::everyone || (e.head == Head::role && m.role == e.role)) &&
                on_that_day(m.spell))
              near.insert(m.state.index());
        }
      }
    }
    return near;
  }

  /// A clause that protects the victim against this attacker, and fails further on.
  static bool is_near_miss(const WhyNot& why) {
    switch (why.failed.kind) {
      case StepKind::in_force:
      case StepKind::role:
      case StepKind::after:
      case StepKind::concept_met:
      case StepKind::victim:
      case StepKind::attacker: return false;
      default: return true;
    }
  }

  /// One line for each near miss, with the states that the clause would otherwise bind; the rest by number.
  void not_bound() {
    StateSet bound;
    for (const auto& item : answer_.items) {
      const Row& row = result_.rows[item.row];
      if (row.kind == RowKind::triggered && row.duty->modality != Modality::may)
        bound.insert(item.debtor.index());
    }
    struct Line {
      WhyNot why;
      StateSet states;
      std::string reason;
    };
    std::vector<Line> lines;
    StateSet rest = evaluator_.program().states(situation_.day) - bound;
    for (const auto& event : situation_.scenario->events)
      for (auto victim : event.against) rest.erase(victim.index());
    const StateSet near = possible_debtors();
    const auto at_issue = clauses_at_issue(evaluator_, situation_);
    std::size_t others = 0, holders = 0;
    rest.for_each([&](std::size_t s) {
      const StateId id = make_id<StateId>(s);
      const WhyNot* nearest = nullptr;
      const auto list = near.contains(s) ? why_not_as_holder(evaluator_, situation_, result_, id, at_issue)
                                         : std::vector<WhyNot>{};
      for (const auto& why : list)
        if (is_near_miss(why)) {
          nearest = &why;
          break;
        }
      if (nearest == nullptr) {
        ++(near.contains(s) ? holders : others);
        return;
      }
      const auto same = std::ranges::find_if(lines, [&](const Line& l) {
        return l.why.provision == nearest->provision && l.why.failed.kind == nearest->failed.kind;
      });
      Line& line = same == lines.end() ? lines.emplace_back() : *same;
      if (line.states.empty()) {
        line.why = *nearest;
        line.reason = fail_words(evaluator_.program(), situation_, *nearest, id).reason;
      }
      line.states.insert(s);
    });
    if (lines.empty() && others + holders == 0) return;
    out_ += fmt::format("\n  {}\n", bold("NOT BOUND"));
    std::ranges::stable_sort(lines, {}, [&](const Line& l) {
      return std::string_view(model_[model_[l.why.provision].instrument].name);
    });
    for (const auto& line : lines) {
      const std::string states = line.states.size() <= 12
                                     ? fmt::format("{}", fmt::join(codes(model_, line.states), " "))
                                     : fmt::format("{} states", line.states.size());
      out_ += wrapped(fmt::format("{}: {}, {}", states, source(model_, line.why.provision), line.reason), 2,
                      options_.width);
    }
    const auto rest_line = [&](std::size_t count, std::string_view why) {
      if (count > 0) out_ += fmt::format("  {} {}: {}\n", count, count == 1 ? "state" : "states", why);
    };
    rest_line(holders, "their clauses speak of other victims, attackers or events");
    rest_line(others, "party to no clause that could bind them here");
  }

  void foot() {
    std::size_t drafts = 0, disputed = 0;
    for (auto id : drafts_) {
      const auto status =
          model_[id].status != CodingStatus::none ? model_[id].status : model_[model_[id].instrument].status;
      drafts += status == CodingStatus::draft || status == CodingStatus::none;
      disputed += status == CodingStatus::disputed;
    }
    out_ += "\n";
    if (drafts > 0)
      out_ += fmt::format(
          "  {}\n",
          explain::dim(fmt::format("Coding not yet reviewed: {} of {} provisions{}.", drafts, drafts_.size(),
                                   disputed > 0 ? fmt::format("; disputed: {}", disputed) : ""),
                       options_));
    out_ += "  A statement about texts, not a prediction.  casus why STATE … · casus whynot STATE …\n";
  }

  Evaluator& evaluator_;
  const Situation& situation_;
  Result& result_;
  const Answer& answer_;
  const Provenance& provenance_;
  TableOptions options_;
  const Model& model_;
  Groups groups_;
  std::set<ProvisionId> drafts_;
  std::size_t label_width_ = 24;
  std::string out_;
};

}  // namespace

std::string render_table(Evaluator& evaluator, const Situation& situation, Result& result,
                         const Answer& answer, const Provenance& provenance, const TableOptions& options) {
  return Table(evaluator, situation, result, answer, provenance, options).render();
}

}  // namespace casus::explain
