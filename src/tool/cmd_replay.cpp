#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/replay.h"
#include "base/suggest.h"
#include "explain/layout.h"
#include "tool/analysis.h"
#include "tool/question.h"

namespace casus::tool {

using diag::Code;
using json = nlohmann::ordered_json;
using namespace casus::model;

namespace {

using analysis::NewDuty;
using analysis::ReplayedDay;
using engine::RowKind;

/// Duties that are alike but for who owes them.
struct ReplayGroup {
  std::vector<const NewDuty*> duties;
  const NewDuty& first() const { return *duties.front(); }
};

/// What the duty hangs on; where that is the debtor's own decision, in words that fit every debtor: `decision_assist of each`.
std::vector<std::map<std::string, bool>> shared_terms(const Model& model, const NewDuty& duty) {
  if (!duty.row.own_decision) return duty.item.on_questions;
  const std::string own = "_of_" + model[duty.item.debtor].code;
  std::vector<std::map<std::string, bool>> terms;
  for (const auto& term : duty.item.on_questions) {
    auto& shared = terms.emplace_back();
    for (const auto& [question, answer] : term)
      shared.emplace(
          question.ends_with(own) ? question.substr(0, question.size() - own.size()) + " of each" : question,
          answer);
  }
  return terms;
}

std::vector<ReplayGroup> groups(const Model& model, const ReplayedDay& day) {
  std::vector<ReplayGroup> list;
  for (const auto& duty : day.duties) {
    const auto same = std::ranges::find_if(list, [&](const ReplayGroup& g) {
      const auto& a = g.first().row;
      const auto& b = duty.row;
      return a.provision == b.provision && a.duty == b.duty && a.kind == b.kind && a.victim == b.victim &&
             shared_terms(model, g.first()) == shared_terms(model, duty) &&
             (a.kind != RowKind::breach || a.event == b.event);
    });
    (same == list.end() ? list.emplace_back() : *same).duties.push_back(&duty);
  }
  return list;
}

class ReplayPage {
 public:
  ReplayPage(const Model& model, const Scenario& scenario, std::size_t width)
      : model_(model), scenario_(scenario), width_(width) {}

  std::string text(const std::vector<ReplayedDay>& days) {
    out_ = fmt::format("\n  {}\n", scenario_.title);
    out_ += explain::wrapped(
        "Day by day: what happens, what the texts ask newly, and behind each debtor what the scenario tells "
        "that it does "
        "toward those concerned.",
        2, width_);
    for (const auto& day : days) {
      out_ += fmt::format("\n  {}\n", to_words(day.day));
      for (auto index : day.events)
        out_ += explain::wrapped(
            explain::sentence_case(explain::event_words(model_, scenario_.events[index])), 4, width_);
      const auto list = groups(model_, day);
      last_breach_.clear();
      if (list.empty()) out_ += "      no text in the corpus asks anything new\n";
      for (const auto& group : list) one(group, day.day);
    }
    const std::size_t count = scenario_.events.size();
    out_ +=
        "\n" + explain::wrapped(
                   fmt::format("The scenario tells {} {}. Where it tells nothing of a state, that state may "
                               "still have acted.",
                               count, count == 1 ? "event" : "events"),
                   2, width_);
    out_ += "  A statement about texts and told events, not a judgement.\n";
    return std::move(out_);
  }

 private:
  void one(const ReplayGroup& group, Day day) {
    const NewDuty& duty = group.first();
    const engine::Row& row = duty.row;
    const bool open = duty.item.status == explain::Status::open;
    const std::string where = explain::source(model_, row.provision);
    StateSet debtors;
    for (const auto* d : group.duties) debtors.insert(d->item.debtor.index());
    const std::string who = fmt::format("{}", fmt::join(explain::codes(model_, debtors), " "));
    if (row.kind == RowKind::breach) {
      // Two duties of one provision may be broken by one act.
      const std::string line = where + who;
      if (line == last_breach_) return;
      last_breach_ = line;
      out_ += explain::wrapped(open ? fmt::format("open: {} would be acting contrary to {}", who, where)
                                    : fmt::format("contrary to {}, as the facts are stated: {}", where, who),
                               6, width_);
      return conditions(duty);
    }
    const InstrumentId instrument = model_[row.provision].instrument;
    const StateId sole = group.duties.size() == 1 ? duty.item.debtor : StateId::none();
    const std::string act = explain::act_words(
        model_, *row.duty, explain::object_words(model_, row, day, sole), sole ? "its" : "their", instrument);
    const bool political = model_[instrument].force == Force::political;
    out_ += explain::wrapped(
        fmt::format("{}{}{} {} · {}", open ? "open: " : "", explain::modality_heading(row.duty->modality),
                    political ? ", politically," : "", act, where),
        6, width_);
    conditions(duty);
    StateSet silent;
    for (const auto* d : group.duties) {
      if (d->did.empty()) {
        silent.insert(d->item.debtor.index());
        continue;
      }
      std::vector<std::string> acts;
      for (auto index : d->did) {
        const Event& e = scenario_.events[index];
        acts.push_back(fmt::format("{}: {}", to_words(e.on), explain::event_words(model_, e)));
      }
      out_ += explain::wrapped(fmt::format("{}  {}", model_[d->item.debtor].code, fmt::join(acts, "; ")), 10,
                               width_);
    }
    if (!silent.empty())
      out_ += explain::wrapped(
          fmt::format("{}  nothing told", fmt::join(explain::codes(model_, silent), " ")), 10, width_);
  }
  void conditions(const NewDuty& duty) {
    if (duty.item.status != explain::Status::open) return;
    std::vector<std::string> terms;
    for (const auto& term : shared_terms(model_, duty)) {
      std::vector<std::string> parts;
      for (const auto& [question, answer] : term) parts.push_back(answer ? question : "not " + question);
      terms.push_back(explain::list_words(parts));
    }
    out_ += explain::wrapped(fmt::format("if {}", fmt::join(terms, ", or ")), 10, width_);
  }

  const Model& model_;
  const Scenario& scenario_;
  std::size_t width_;
  std::string last_breach_;
  std::string out_;
};

json replay_document(const Model& model, const Scenario& scenario, const std::vector<ReplayedDay>& days,
                     const explain::Provenance& source) {
  const auto event = [&](std::size_t index) {
    const Event& e = scenario.events[index];
    return json{{"id", fmt::format("e{}", index + 1)},
                {"on", to_iso(e.on)},
                {"kind", name(e.kind)},
                {"text", e.text},
                {"sentence", explain::event_words(model, e)}};
  };
  json list = json::array();
  for (const auto& day : days) {
    json events = json::array(), duties = json::array();
    for (auto index : day.events) events.push_back(event(index));
    for (const auto& duty : day.duties) {
      const auto& row = duty.row;
      json terms = json::array(), did = json::array();
      for (const auto& term : duty.item.on_questions) {
        json one = json::object();
        for (const auto& [question, answer] : term) one[question] = answer;
        terms.push_back(std::move(one));
      }
      for (auto index : duty.did) did.push_back(event(index));
      duties.push_back({{"debtor", model[duty.item.debtor].code},
                        {"instrument", model[model[row.provision].instrument].name},
                        {"provision", model[row.provision].label},
                        {"kind", row.kind == RowKind::breach     ? "breach"
                                 : row.kind == RowKind::standing ? "standing"
                                                                 : "duty"},
                        {"status", explain::name(duty.item.status)},
                        {"modality", name(row.duty->modality)},
                        {"act", name(row.duty->act)},
                        {"victim", row.victim ? json(model[row.victim].code) : json(nullptr)},
                        {"on_questions", std::move(terms)},
                        {"event", row.event < 0 ? std::string() : fmt::format("e{}", row.event + 1)},
                        {"sentence", duty.sentence},
                        {"did", std::move(did)}});
    }
    list.push_back({{"day", to_iso(day.day)}, {"events", std::move(events)}, {"duties", std::move(duties)}});
  }
  return {
      {"schema", "casus/replay/1"},
      {"engine", source.engine},
      {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
      {"scenario", {{"name", scenario.name}, {"title", scenario.title}}},
      {"days", std::move(list)}};
}

/// True where the word names a file or folder, not a scenario.
bool is_file_path(const std::string& word) {
  std::error_code ignored;
  return word == "-" || word.ends_with(".casus") || word.find('/') != std::string::npos ||
         std::filesystem::exists(word, ignored);
}

}  // namespace

int replay(const Options& options, const std::string& what, const std::string& only) {
  Session session(options);
  session.load_corpus();
  const bool path = is_file_path(what);
  if (path) {
    session.load(what);
  } else {
    session.load_cases();
  }
  Model& model = session.build();
  const std::string& wanted = path ? only : what;
  std::vector<const Scenario*> scenarios;
  std::vector<std::string_view> names;
  for (const auto& scenario : model.scenarios) {
    const bool given =
        !path || std::ranges::find(session.given(), scenario.span.source) != session.given().end();
    if (!given) continue;
    names.emplace_back(scenario.name);
    if (wanted.empty() || scenario.name == wanted) scenarios.push_back(&scenario);
  }
  if (scenarios.empty() && !session.sink().has_errors()) {
    const auto near = nearest(wanted, names);
    session.sink().add(Code::unknown_name, {},
                       wanted.empty() ? std::string("there is no scenario in these files")
                                      : fmt::format("there is no scenario `{}`", wanted),
                       near.empty() ? "name a scenario of corpus/cases, or a file that holds one"
                                    : fmt::format("did you mean `{}`?", near));
  }
  if (session.sink().has_errors()) {
    session.report();
    return session.exit_of_errors();
  }
  const auto source = provenance(session);
  const engine::Program program(model);
  json documents = json::array();
  for (const auto* scenario : scenarios) {
    const auto days = analysis::replay(program, *scenario);
    if (options.format == Format::json || options.format == Format::ndjson) {
      documents.push_back(replay_document(model, *scenario, days, source));
    } else {
      print(ReplayPage(model, *scenario, terminal_width()).text(days));
    }
  }
  if (options.format == Format::ndjson)
    for (const auto& one : documents) print(one.dump() + "\n");
  // One scenario is one document; of several, a list of them.
  if (options.format == Format::json)
    print((documents.size() == 1 ? documents[0] : documents).dump(2) + "\n");
  session.report();
  return exit_done;
}

}  // namespace casus::tool
