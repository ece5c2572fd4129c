#include "tool/count_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "explain/layout.h"
#include "tool/catalogue.h"

namespace casus::tool {

using analysis::ConsideredDuty;
using analysis::Criterion;
using analysis::ProtectedState;
using json = nlohmann::ordered_json;
using namespace model;

namespace {

using explain::width_of;
using explain::wrapped;

/// A duty under a text that binds, in words that bind.
bool binds(const Model& model, const ConsideredDuty& d) {
  const Force force = model[model[d.provision].instrument].force;
  return d.duty->modality == Modality::must && (force == Force::binding || force == Force::unilateral);
}

/// Where a duty stands; a text or a clause that does not bind says so: `Thanat–Rusk communiqué, section individual
/// (political, should)`.
std::string source_of(const Model& model, const ConsideredDuty& d) {
  std::string source = explain::source(model, d.provision);
  if (binds(model, d)) return source;
  return fmt::format("{} ({}, {})", source, name(model[model[d.provision].instrument].force),
                     name(d.duty->modality));
}

class CountPage {
 public:
  CountPage(const CountReport& report, std::size_t width)
      : report_(report), model_(report.model), day_(report.count.day), width_(width) {}

  std::string write() {
    head();
    counted();
    counted_in_doubt();
    near();
    published();
    return std::move(out_);
  }

 private:
  std::string title(StateId state) const { return title_on(model_[state], day_); }

  /// Lines of a section: what they rest on, and the states.
  void group(const std::string& what, const std::vector<StateId>& states, const std::string& more = {}) {
    std::vector<std::string> titles;
    for (const StateId state : states) titles.push_back(title(state));
    std::ranges::sort(titles);
    const std::string line = fmt::format("  {}  {}", what, states.size());
    out_ += width_of(line) <= width_ ? line + "\n"
                                     : wrapped(fmt::format("{}  {}", what, states.size()), 2, width_);
    out_ += wrapped(fmt::format("{}", fmt::join(titles, ", ")), 6, width_);
    if (!more.empty()) out_ += wrapped(more, 6, width_);
  }

  bool surely_bound(const ProtectedState& state) const {
    return std::ranges::any_of(state.duties, [&](const ConsideredDuty& d) {
      return d.fails.empty() && !d.open && binds(model_, d);
    });
  }

  void head() {
    const auto& count = report_.count;
    const std::string protector = explain::sentence_case(spoken_on(model_[count.protector], day_));
    const std::string attacker = report_.attacker ? spoken_on(model_[report_.attacker], day_) : std::string();
    out_ += fmt::format("  {} · {} · by {}\n", protector, to_words(day_), report_.definition.name);
    out_ += wrapped(fmt::format("“{}”", report_.definition.title), 2, width_);
    out_ += "\n";
    std::string total =
        fmt::format("{} {}.", count.total, count.total == 1 ? "state counts" : "states count");
    const auto bound = static_cast<std::size_t>(
        std::ranges::count_if(count.states, [&](const ProtectedState& s) { return surely_bound(s); }));
    if (bound > 0)
      total += fmt::format(" {} is bound to act for {} if {} attacks.", protector,
                           count.total == 1       ? std::string("it")
                           : bound == count.total ? std::string("each of them")
                           : bound == 1           ? std::string("one of them")
                                                  : fmt::format("{} of them", bound),
                           attacker.empty() ? "a state outside the text" : attacker);
    const auto some = [&](std::size_t number) {
      return count.total == 1 ? std::string("It counts")
             : number == 1    ? std::string("One of them counts")
                              : fmt::format("{} of them count", number);
    };
    if (const std::size_t called_on = count.total - count.open - bound; called_on > 0)
      total += fmt::format(" {} by texts or clauses that do not bind the protector beyond dispute.",
                           some(called_on));
    if (count.open > 0) total += fmt::format(" {} only on an open question.", some(count.open));
    out_ += wrapped(total, 2, width_);
  }

  void counted() {
    std::map<std::string, std::vector<StateId>> groups;
    for (const auto& state : report_.count.states) {
      if (!state.counts || state.open) continue;
      groups[sources(state, [](const ConsideredDuty& d) { return d.fails.empty() && !d.open; })].push_back(
          state.state);
    }
    if (groups.empty()) return;
    out_ += "\n  COUNT\n";
    for (const auto& [what, states] : groups) group(what, states);
  }

  void counted_in_doubt() {
    std::map<std::pair<std::string, std::string>, std::vector<StateId>> groups;
    for (const auto& state : report_.count.states) {
      if (!state.open) continue;
      for (const auto& d : state.duties)
        if (d.fails.empty())
          groups[{source_of(model_, d), "if " + analysis::question_words(d)}].push_back(state.state);
    }
    if (groups.empty()) return;
    out_ += "\n  COUNT ON AN OPEN QUESTION\n";
    for (const auto& [key, states] : groups) group(key.first, states, key.second);
  }

  void near() {
    std::map<std::tuple<Criterion, std::string, std::string>, std::vector<StateId>> groups;
    for (const auto& state : report_.count.states) {
      if (state.counts) continue;
      for (const auto& d : state.duties) {
        if (!nearly_counts(d)) continue;
        auto& states = groups[{d.fails.front(), source_of(model_, d), fail_words_of_all(d, state.state)}];
        if (states.empty() || states.back() != state.state) states.push_back(state.state);
      }
    }
    if (groups.empty()) return;
    out_ += "\n  WOULD COUNT BUT FOR ONE CRITERION\n";
    for (const auto& [key, states] : groups) {
      const auto& [criterion, what, why] = key;
      group(fmt::format("{}: {}", name(criterion), what), states, why);
    }
  }

  /// Words that are the same for every state of a group.
  std::string fail_words_of_all(const ConsideredDuty& d, StateId state) const {
    if (d.fails.front() == Criterion::protects) return "holds no role in the text on that day";
    return analysis::fail_words(model_, d, d.fails.front(), state, day_);
  }

  void published() {
    const auto& definition = report_.definition;
    if (!report_.comparison) {
      note();
      return;
    }
    const auto& figure = *definition.published;
    out_ +=
        fmt::format("\n  PUBLISHED  {}{}, {}{}; here, on {}: {}\n", figure.over ? "over " : "", figure.number,
                    figure.on.is_exact() ? "on " : "", to_iso(figure.on), to_iso(day_), report_.count.total);
    if (day_ < figure.on.earliest || day_ > figure.on.latest)
      out_ +=
          wrapped("The day asked about lies outside the days that the published figure is for.", 6, width_);
    std::string source = definition.source;
    if (!definition.cite.empty()) source += fmt::format("{}{}", source.empty() ? "" : " ", definition.cite);
    if (definition.confidence != Confidence::none)
      source += fmt::format(" (confidence {})", name(definition.confidence));
    if (!source.empty()) out_ += wrapped(source, 6, width_);
    differences();
    note();
  }

  void differences() {
    const auto& comparison = *report_.comparison;
    if (!comparison.theirs_only.empty() || !comparison.theirs_gone.empty()) {
      out_ += "  Counted there, not here\n";
      for (const ProtectedState* state : comparison.theirs_only)
        out_ += wrapped(fmt::format("{}: {}", title(state->state), why_not(*state)), 6, width_);
      for (const StateId state : comparison.theirs_gone)
        out_ += wrapped(fmt::format("{}: no state on that day", model_[state].title), 6, width_);
    }
    if (comparison.ours_only.empty()) return;
    out_ += "  Counted here, not there\n";
    for (const ProtectedState* state : comparison.ours_only)
      out_ += wrapped(fmt::format("{}: {}", title(state->state), why(*state)), 6, width_);
  }

  std::string why(const ProtectedState& state) const {
    std::vector<std::string> reasons;
    for (const auto& d : state.duties) {
      if (!d.fails.empty()) continue;
      std::string reason = source_of(model_, d);
      if (d.open) reason += fmt::format(", if {}", analysis::question_words(d));
      if (std::ranges::find(reasons, reason) == reasons.end()) reasons.push_back(std::move(reason));
    }
    return fmt::format("{}", fmt::join(reasons, "; "));
  }

  std::string why_not(const ProtectedState& state) const {
    std::set<std::string> reasons;
    for (const ConsideredDuty* d : nearest_duties(state)) {
      std::vector<std::string> fails;
      for (const Criterion criterion : d->fails)
        fails.push_back(analysis::fail_words(model_, *d, criterion, state.state, day_));
      reasons.insert(fmt::format("{}: {}", source_of(model_, *d), fmt::join(fails, ", ")));
    }
    if (reasons.empty()) return "no text of the corpus asks anything for it on that day";
    return fmt::format("{}", fmt::join(reasons, "; "));
  }

  void note() {
    // The note speaks of the figure, and so of its protector.
    const auto& figure = report_.definition.published;
    if (figure && figure->protector != report_.count.protector) return;
    if (!report_.definition.note.empty()) out_ += "\n" + wrapped(report_.definition.note, 2, width_);
  }

  /// The sources of the duties that are meant, each once.
  template <class Meant>
  std::string sources(const ProtectedState& state, Meant meant) const {
    std::vector<std::string> list;
    for (const auto& d : state.duties) {
      if (!meant(d)) continue;
      std::string source = source_of(model_, d);
      if (std::ranges::find(list, source) == list.end()) list.push_back(std::move(source));
    }
    return fmt::format("{}", fmt::join(list, "; "));
  }

  const CountReport& report_;
  const Model& model_;
  Day day_;
  std::size_t width_;
  std::string out_;
};

class Document {
 public:
  explicit Document(const CountReport& report) : report_(report), model_(report.model) {}

  json write(const explain::Provenance& provenance) const {
    const auto& count = report_.count;
    json states = json::array(), near = json::array();
    for (const auto& state : count.states) {
      if (state.counts) {
        json duties = json::array();
        for (const auto& d : state.duties)
          if (d.fails.empty()) duties.push_back(duty(d));
        states.push_back({{"state", code(state.state)},
                          {"title", title_on(model_[state.state], count.day)},
                          {"status", state.open ? "open" : "arises"},
                          {"duties", std::move(duties)}});
        continue;
      }
      for (const auto& d : state.duties) {
        if (!nearly_counts(d)) continue;
        json miss{
            {"state", code(state.state)}, {"criterion", name(d.fails.front())}, {"reason", reason(d, state)}};
        miss.update(duty(d));
        near.push_back(std::move(miss));
      }
    }
    return {{"schema", "casus/count/1"},
            {"engine", provenance.engine},
            {"corpus",
             {{"digest", provenance.digest},
              {"instruments", provenance.instruments},
              {"coded", provenance.coded}}},
            {"protector", code(count.protector)},
            {"on", to_iso(count.day)},
            {"attacker", report_.attacker ? json(code(report_.attacker)) : json(nullptr)},
            {"definition", {{"name", report_.definition.name}, {"title", report_.definition.title}}},
            {"total", count.total},
            {"open", count.open},
            {"states", std::move(states)},
            {"near", std::move(near)},
            {"published", published()}};
  }

 private:
  const std::string& code(StateId state) const { return model_[state].code; }

  json duty(const ConsideredDuty& d) const {
    const Instrument& instrument = model_[model_[d.provision].instrument];
    return {{"instrument", instrument.name},   {"provision", model_[d.provision].label},
            {"force", name(instrument.force)}, {"modality", name(d.duty->modality)},
            {"act", name(d.duty->act)},        {"discretion", name(d.duty->discretion)},
            {"attacker", code(d.attacker)},    {"on_questions", d.on_questions},
            {"complete", d.complete}};
  }

  std::string reason(const ConsideredDuty& d, const ProtectedState& state) const {
    std::vector<std::string> words;
    for (const Criterion criterion : d.fails)
      words.push_back(analysis::fail_words(model_, d, criterion, state.state, report_.count.day));
    return fmt::format("{}", fmt::join(words, ", "));
  }

  json published() const {
    if (!report_.comparison) return nullptr;
    const auto& definition = report_.definition;
    const auto& figure = *definition.published;
    json theirs = json::array(), ours = json::array();
    for (const ProtectedState* state : report_.comparison->theirs_only) {
      json reasons = json::array();
      for (const ConsideredDuty* d : nearest_duties(*state))
        reasons.push_back({{"instrument", model_[model_[d->provision].instrument].name},
                           {"provision", model_[d->provision].label},
                           {"reason", reason(*d, *state)}});
      theirs.push_back({{"state", code(state->state)}, {"reasons", std::move(reasons)}});
    }
    for (const StateId state : report_.comparison->theirs_gone)
      theirs.push_back({{"state", code(state)}, {"reasons", json::array()}});
    for (const ProtectedState* state : report_.comparison->ours_only) ours.push_back(code(state->state));
    return {{"number", figure.number},
            {"over", figure.over},
            {"on", to_iso(figure.on)},
            {"source", definition.source},
            {"cite", definition.cite},
            {"confidence", name(definition.confidence)},
            {"difference", report_.comparison->difference},
            {"there_not_here", std::move(theirs)},
            {"here_not_there", std::move(ours)}};
  }

  const CountReport& report_;
  const Model& model_;
};

}  // namespace

std::string count_text(const CountReport& report, std::size_t width) {
  return CountPage(report, width).write();
}

json count_json(const CountReport& report, const explain::Provenance& provenance) {
  return Document(report).write(provenance);
}

std::string count_csv(const CountReport& report) {
  const Model& model = report.model;
  std::string out = csv_line({"state", "title", "counts", "criterion", "instrument", "provision", "force",
                              "modality", "act", "discretion", "open", "attacker"});
  for (const auto& state : report.count.states)
    for (const auto& d : state.duties) {
      if (!d.fails.empty() && (state.counts || !nearly_counts(d))) continue;
      const Instrument& instrument = model[model[d.provision].instrument];
      out += csv_line({model[state.state].code, title_on(model[state.state], report.count.day),
                       d.fails.empty() ? "yes" : "no",
                       std::string(d.fails.empty() ? std::string_view() : name(d.fails.front())),
                       instrument.name, model[d.provision].label, std::string(name(instrument.force)),
                       std::string(name(d.duty->modality)), std::string(name(d.duty->act)),
                       std::string(name(d.duty->discretion)), d.open ? "yes" : "no", model[d.attacker].code});
    }
  return out;
}

}  // namespace casus::tool
