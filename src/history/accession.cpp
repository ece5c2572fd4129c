#include "history/accession.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "history/units.h"

namespace casus::history {

using namespace casus::model;

namespace {

constexpr VagueDay no_end = VagueDay::exact(Day::max());

/// Days of one state on one side, and what they hang on.
struct Run {
  VagueDay from;
  VagueDay to;
  bool begin_in_question = false;
  bool end_in_question = false;
  std::vector<RoleKind> roles;
  std::vector<QuestionId> questions;
};

template <class Value>
void once(std::vector<Value>& list, const Value& value) {
  if (std::ranges::find(list, value) == list.end()) list.push_back(value);
}

/// The days of both spells. Of two vague dates the later, or the earlier, is vague within the days that both leave.
Spell both_of(const Spell& a, const Spell& b) {
  const auto pick = [](const VagueDay& x, const VagueDay& y, const auto& of) {
    VagueDay day{of(x.earliest, y.earliest), of(x.latest, y.latest)};
    day.uncertain = (x.uncertain && day.latest == x.latest) || (y.uncertain && day.latest == y.latest);
    return day;
  };
  return {pick(a.from, b.from, [](Day x, Day y) { return std::max(x, y); }),
          pick(a.to, b.to, [](Day x, Day y) { return std::min(x, y); })};
}

/// The days on which each state exists and holds a role in one of the instruments while that is in force; runs that touch are one.
std::map<std::string, std::vector<Run>> runs_of(const Model& model, const std::vector<InstrumentId>& ids) {
  std::map<std::string, std::vector<Run>> by_state;
  for (const auto id : ids)
    for (const auto& m : model[id].memberships)
      for (const auto& force : model[id].in_force)
        for (const auto& exists : model[m.state].exists) {
          const Spell spell = both_of(both_of(force, m.spell), exists);
          if (!(spell.from.earliest < spell.to.latest)) continue;
          Run run{.from = spell.from, .to = spell.to};
          run.begin_in_question = run.end_in_question = static_cast<bool>(m.question);
          run.roles = {m.role};
          if (m.question) run.questions = {m.question};
          by_state[model[m.state].code].push_back(std::move(run));
        }
  for (auto& [state, runs] : by_state) {
    std::ranges::stable_sort(runs, {},
                             [](const Run& run) { return std::pair(run.from.earliest, run.to.latest); });
    std::vector<Run> merged;
    for (auto& run : runs) {
      if (merged.empty() || merged.back().to.latest < run.from.earliest) {
        merged.push_back(std::move(run));
        continue;
      }
      Run& last = merged.back();
      // A role that is held beyond question leaves nothing to it.
      if (run.from == last.from) last.begin_in_question = last.begin_in_question && run.begin_in_question;
      if (run.to == last.to) {
        last.end_in_question = last.end_in_question && run.end_in_question;
      } else if (last.to.latest < run.to.latest) {
        last.to = run.to;
        last.end_in_question = run.end_in_question;
      }
      for (const auto role : run.roles) once(last.roles, role);
      for (const auto question : run.questions) once(last.questions, question);
    }
    runs = std::move(merged);
  }
  return by_state;
}

bool may_overlap(const Run& a, const Run& b) {
  return a.from.earliest < b.to.latest && b.from.earliest < a.to.latest;
}

/// Days by which the Julian calendar was behind.
std::int32_t julian_lag(Day day) {
  const auto from = [&](int year) { return day_of(year, 3, 1).value_or(Day::max()) <= day; };
  return from(1900) ? 13 : from(1800) ? 12 : 11;
}

/// What the dates of a group can explain.
struct Known {
  std::vector<VagueDay> signed_on;
  Day in_force = Day::max();  ///< the first day of the instruments
  Day covered_to = Day::max();
};

class Comparing {
 public:
  Comparing(const Model& model, const PairGroup& group, const Known& known, StateId state)
      : model_(model), known_(known), state_(state) {
    for (const auto id : group.instruments)
      for (const auto& suspension : model[id].suspensions)
        if (suspension.state == state) suspended_.push_back(suspension.spell);
  }

  Difference begins(const Run& corpus, const Run& atop) const {
    const VagueDay &a = corpus.from, &b = atop.from;
    if (same(a, b)) return Difference::same;
    if (meet(a, b)) return Difference::vague;
    const bool earlier = b.latest < a.earliest;
    if (earlier && is_signature(b)) return Difference::signature;
    if (is_old_style(a, b) ||
        std::ranges::any_of(known_.signed_on, [&](const VagueDay& day) { return is_old_style(day, b); }))
      return Difference::old_style;
    if (earlier && is_between(b)) return Difference::between;
    if (earlier && known_.in_force < a.earliest) return Difference::accession;
    if (corpus.begin_in_question) return Difference::question;
    return earlier ? Difference::earlier : Difference::later;
  }

  Difference ends(const Run& corpus, const Run& atop) const {
    const VagueDay &a = corpus.to, &b = atop.to;
    if (same(a, b)) return Difference::same;
    if (b == no_end && known_.covered_to <= a.latest) return Difference::uncovered;
    if (b.latest < a.earliest && is_suspended(b, a)) return Difference::suspension;
    if (a == no_end) return Difference::open_corpus;
    if (b == no_end) return Difference::open_atop;
    if (meet(a, b)) return Difference::vague;
    if (a.is_exact() && b.is_exact() && b.earliest.number + 1 == a.earliest.number)
      return Difference::last_day;
    if (is_old_style(a, b)) return Difference::old_style;
    if (corpus.end_in_question) return Difference::question;
    return b.latest < a.earliest ? Difference::earlier : Difference::later;
  }

  /// Where the corpus goes on and ATOP breaks off.
  Difference breaks(const VagueDay& from, const VagueDay& to) const {
    return is_suspended(from, to) ? Difference::suspension : Difference::gap;
  }

  Presence alone(const Run& corpus) const {
    const bool has_code = std::ranges::any_of(model_[state_].codes, [&](const DatedCode& code) {
      return code.system == CodeSystem::cow && code.spell.from.earliest < corpus.to.latest &&
             corpus.from.earliest < code.spell.to.latest;
    });
    if (!has_code) return Presence::no_code;
    if (known_.covered_to <= corpus.from.earliest) return Presence::not_covered;
    return corpus.begin_in_question && corpus.end_in_question ? Presence::question : Presence::corpus_only;
  }

 private:
  /// Whether the source is doubted does not make it another date.
  static bool same(const VagueDay& a, const VagueDay& b) {
    return a.earliest == b.earliest && a.latest == b.latest;
  }
  static bool meet(const VagueDay& a, const VagueDay& b) {
    return a.earliest <= b.latest && b.earliest <= a.latest;
  }
  bool is_signature(const VagueDay& day) const {
    return std::ranges::any_of(known_.signed_on, [&](const VagueDay& other) { return meet(day, other); });
  }
  bool is_between(const VagueDay& day) const {
    return day.latest < known_.in_force && std::ranges::any_of(known_.signed_on, [&](const VagueDay& other) {
             return other.latest < day.earliest;
           });
  }
  /// Whether a suspension begins on those days.
  bool is_suspended(const VagueDay& from, const VagueDay& to) const {
    return std::ranges::any_of(suspended_, [&](const Spell& spell) {
      return from.earliest <= spell.from.latest && spell.from.earliest < to.latest;
    });
  }
  static bool is_old_style(const VagueDay& gregorian, const VagueDay& julian) {
    // Greece was the last to leave the old style, in March 1923.
    const auto last = day_of(1923, 3, 1);
    return gregorian.is_exact() && julian.is_exact() && last && gregorian.earliest < *last &&
           gregorian.earliest.number - julian.earliest.number == julian_lag(gregorian.earliest);
  }

  const Model& model_;
  const Known& known_;
  StateId state_;
  std::vector<Spell> suspended_;
};

std::optional<DaysApart> days_apart(const VagueDay& corpus, const VagueDay& atop) {
  const auto open = [](const VagueDay& day) {
    return day.earliest == Day::min() || day.latest == Day::max();
  };
  if (open(corpus) || open(atop)) return std::nullopt;
  return DaysApart{corpus.earliest.number - atop.latest.number, corpus.latest.number - atop.earliest.number};
}

class Check {
 public:
  explicit Check(const Model& model) : model_(model) {
    for (std::size_t i = 0; i < model.instruments.size(); ++i)
      by_name_.emplace(model.instruments[i].name, make_id<InstrumentId>(i));
  }

  AccessionCheck run(const std::string& file, const std::vector<Pair>& pairs, diag::Sink& sink) {
    for (const auto& pair : pairs) {
      const auto alliance = by_name_.find(atop_name(pair.alliance));
      const auto instrument = by_name_.find(pair.instrument);
      if (instrument == by_name_.end()) {
        sink.add(diag::Code::pair_line, {},
                 fmt::format("{}, line {}: there is no instrument `{}`", file, pair.line, pair.instrument),
                 "`casus list instruments` has the names");
      } else if (alliance == by_name_.end()) {
        result_.absent.push_back(pair);
      } else if (!pair.doubt.empty()) {
        result_.doubtful.push_back(pair);
      } else {
        join(instrument->second, alliance->second);
      }
    }
    const auto by_instrument = [&](InstrumentId a, InstrumentId b) {
      return model_[a].name < model_[b].name;
    };
    // Alliances by number: `atop_990` before `atop_1005`.
    const auto by_number = [&](InstrumentId a, InstrumentId b) {
      const auto& x = model_[a].name;
      const auto& y = model_[b].name;
      return std::pair(x.size(), std::string_view(x)) < std::pair(y.size(), std::string_view(y));
    };
    for (auto& group : result_.groups) {
      std::ranges::sort(group.instruments, by_instrument);
      std::ranges::sort(group.alliances, by_number);
    }
    std::ranges::sort(result_.groups, [&](const PairGroup& a, const PairGroup& b) {
      return by_instrument(a.instruments.front(), b.instruments.front());
    });
    for (std::size_t g = 0; g < result_.groups.size(); ++g) compare(g);
    compare_pledges();
    return std::move(result_);
  }

 private:
  /// Puts the pair into the group that has one of the two; where two groups have one each, they become one.
  void join(InstrumentId instrument, InstrumentId alliance) {
    PairGroup joined{{instrument}, {alliance}};
    std::vector<PairGroup> others;
    for (auto& group : result_.groups) {
      const bool has = std::ranges::find(group.instruments, instrument) != group.instruments.end() ||
                       std::ranges::find(group.alliances, alliance) != group.alliances.end();
      if (!has) {
        others.push_back(std::move(group));
        continue;
      }
      for (const auto id : group.instruments) once(joined.instruments, id);
      for (const auto id : group.alliances) once(joined.alliances, id);
    }
    others.push_back(std::move(joined));
    result_.groups = std::move(others);
  }

  void compare(std::size_t g) {
    const PairGroup& group = result_.groups[g];
    Known known;
    for (const auto id : group.instruments) {
      if (model_[id].signed_on) known.signed_on.push_back(*model_[id].signed_on);
      for (const auto& force : model_[id].in_force)
        known.in_force = std::min(known.in_force, force.from.latest);
    }
    if (const auto* set = find_data_set("atop")) known.covered_to = set->to;
    auto corpus = runs_of(model_, group.instruments), atop = runs_of(model_, group.alliances);
    std::set<std::string> states;
    for (const auto& [state, runs] : corpus) states.insert(state);
    for (const auto& [state, runs] : atop) states.insert(state);
    for (const auto& state : states) rows(g, known, find_state(model_, state), corpus[state], atop[state]);
  }

  void rows(std::size_t g, const Known& known, StateId state, const std::vector<Run>& corpus,
            const std::vector<Run>& atop) {
    const Comparing comparing(model_, result_.groups[g], known, state);
    // A run that meets several on the other side stands in a row with each; in between it has no day.
    bool corpus_goes_on = false, atop_goes_on = false;
    for (std::size_t i = 0, k = 0; i < corpus.size() || k < atop.size();) {
      AccessionRow row{.group = g, .state = state};
      if (i < corpus.size() && k < atop.size() && may_overlap(corpus[i], atop[k])) {
        const Run &a = corpus[i], &b = atop[k];
        row.roles = a.roles, row.questions = a.questions;
        if (!corpus_goes_on) row.begin.corpus = a.from;
        if (!atop_goes_on) row.begin.atop = b.from;
        row.begin.difference = corpus_goes_on ? comparing.breaks(atop[k - 1].to, b.from)
                               : atop_goes_on ? Difference::gap
                                              : comparing.begins(a, b);
        corpus_goes_on = k + 1 < atop.size() && may_overlap(a, atop[k + 1]);
        atop_goes_on = !corpus_goes_on && i + 1 < corpus.size() && may_overlap(corpus[i + 1], b);
        if (!corpus_goes_on) row.end.corpus = a.to;
        if (!atop_goes_on) row.end.atop = b.to;
        row.end.difference = corpus_goes_on ? comparing.breaks(b.to, atop[k + 1].from)
                             : atop_goes_on ? Difference::gap
                                            : comparing.ends(a, b);
        if (row.begin.corpus && row.begin.atop) row.begin.days = days_apart(a.from, b.from);
        if (row.end.corpus && row.end.atop) row.end.days = days_apart(a.to, b.to);
        i += !corpus_goes_on;
        k += !atop_goes_on;
      } else if (k == atop.size() || (i < corpus.size() && corpus[i].from.earliest < atop[k].from.earliest)) {
        row.presence = comparing.alone(corpus[i]);
        row.roles = corpus[i].roles, row.questions = corpus[i].questions;
        row.begin.corpus = corpus[i].from, row.end.corpus = corpus[i].to;
        ++i;
      } else {
        row.presence = known.in_force == Day::max() ? Presence::never_in_force : Presence::atop_only;
        row.begin.atop = atop[k].from, row.end.atop = atop[k].to;
        ++k;
      }
      result_.rows.push_back(std::move(row));
    }
  }

  void compare_pledges() {
    // Which group an instrument belongs to, and on which side.
    std::map<InstrumentId, std::pair<std::size_t, bool>> sides;
    std::set<std::pair<std::size_t, StateId>> on_both;
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      for (const auto id : result_.groups[g].instruments) sides[id] = {g, true};
      for (const auto id : result_.groups[g].alliances) sides[id] = {g, false};
    }
    for (const auto& row : result_.rows)
      if (row.presence == Presence::both) on_both.emplace(row.group, row.state);
    using Dyads = std::set<std::pair<StateId, StateId>>;
    std::map<std::pair<std::size_t, Pledge>, std::pair<Dyads, Dyads>> dyads;
    for (const auto& pledge : directed_pledges(model_)) {
      const auto side = sides.find(pledge.instrument);
      if (side == sides.end()) continue;
      const auto [group, of_corpus] = side->second;
      if (!on_both.contains({group, pledge.from}) || !on_both.contains({group, pledge.to})) continue;
      auto& pair = dyads[{group, pledge.pledge}];
      (of_corpus ? pair.first : pair.second).emplace(pledge.from, pledge.to);
    }
    for (const auto& [key, pair] : dyads) {
      PledgeRow row{.group = key.first, .pledge = key.second};
      for (const auto& dyad : pair.first) ++(pair.second.contains(dyad) ? row.both : row.corpus_only);
      row.atop_only = pair.second.size() - row.both;
      result_.pledges.push_back(row);
    }
  }

  const Model& model_;
  std::map<std::string, InstrumentId> by_name_;
  AccessionCheck result_;
};

}  // namespace

AccessionCheck check_accession(const Model& model, const std::string& file, const std::vector<Pair>& pairs,
                               diag::Sink& sink) {
  return Check(model).run(file, pairs, sink);
}

}  // namespace casus::history
