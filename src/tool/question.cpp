#include "tool/question.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "model/resolver.h"
#include "tool/corpus_pool.h"

namespace casus::tool {

using diag::Code;

Day today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return {static_cast<std::int32_t>(now.time_since_epoch().count())};
}

std::size_t terminal_width() {
  winsize size{};
  if (::isatty(1) == 1 && ::ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<std::size_t>(size.ws_col, 60, 140);
  return 100;
}

explain::Provenance provenance(Session& session, bool digest) {
  explain::Provenance p;
  p.engine = version;
  if (digest) p.digest = session.digest();
  p.instruments = session.model().instruments.size();
  Day latest = Day::min();
  for (const auto& instrument : session.model().instruments)
    if (instrument.coded_on) latest = std::max(latest, instrument.coded_on->latest);
  p.coded = to_iso(latest);
  return p;
}

std::optional<Day> asked_day(Session& session, const Options& options) {
  if (options.on.empty()) return today();
  const DateReading reading = read_date(options.on);
  if (reading.date && reading.date->is_exact()) return reading.date->earliest;
  session.sink().add(
      reading.fault == DateFault::no_such_day && !reading.date ? Code::no_such_day : Code::not_a_date, {},
      fmt::format("`--on {}` is not one day of the calendar", options.on),
      "write year-month-day, as 2023-02-21");
  return std::nullopt;
}

std::string terms_text(const Options& options) {
  std::string text;
  for (const auto& reading : options.readings) text += fmt::format("reading {};\n", reading);
  for (const auto& stance : options.stances) text += fmt::format("stance {};\n", stance);
  for (const auto& s : options.suppose) text += fmt::format("suppose {};\n", s);
  return text;
}

std::string policy_text(const Options& options) {
  std::string text;
  for (const auto& honour : options.honour) {
    text += "honour " + honour;
    if (!options.refuse.empty()) text += " except " + options.refuse;
    if (!options.form.empty()) text += " form " + options.form;
    text += ";\n";
  }
  return text;
}

namespace {

/// The scenario line of all words: each `--suppose`, `--reading` and event in the grammar of a scenario.
std::string scenario_text(const Options& options, const std::vector<std::string>& events) {
  std::string text = terms_text(options) + policy_text(options);
  for (const auto& event : events) text += event + ";\n";
  return text;
}

std::optional<Asked> asked_of(const Options& options, const std::vector<std::string>& events,
                              bool event_needed, int& exit) {
  Asked asked;
  if (const auto* request = request_streams(); request && request->corpus && CorpusPool::serves(options)) {
    auto lent = request->corpus->lend(options);
    asked.session = std::move(lent.session);
    asked.program = std::move(lent.program);
  } else {
    asked.session = std::make_shared<Session>(options);
    asked.session->load_corpus();
    asked.session->build();
  }
  Session& session = *asked.session;

  asked.scenario.on = asked_day(session, options);
  if (!asked.scenario.on) {
    session.report();
    exit = exit_input;
    return std::nullopt;
  }
  std::string line = scenario_text(options, events);
  const auto& tree = session.add_line("<command line>", line);
  if (!session.sink().has_errors()) {
    model::resolve_line(session.model(), tree, asked.scenario, session.sink());
    if (!options.at.empty() && !session.sink().has_errors()) {
      const auto& at_tree = session.add_word("<--at>", options.at);
      model::Resolver resolver(session.model(), session.sink());
      resolver.use(at_tree);
      const auto place = resolver.place(
          {options.at, {at_tree.source(), 0, static_cast<std::uint32_t>(options.at.size())}, {}});
      for (auto& event : asked.scenario.events) event.at = place;
    }
    if (event_needed && asked.scenario.events.empty() && !session.sink().has_errors())
      session.sink().add(Code::no_event, {}, "no event is given",
                         "say what happens, for instance `casus ask \"RUS invades POL\" --on 2023-02-21`");
  }
  if (session.report()) {
    exit = session.exit_of_errors();
    return std::nullopt;
  }
  if (!asked.program) asked.program = std::make_shared<engine::Program>(session.model());
  asked.evaluator = std::make_unique<engine::Evaluator>(*asked.program);
  return asked;
}

}  // namespace

std::optional<Asked> ask_question(const Options& options, const std::vector<std::string>& events, int& exit) {
  return asked_of(options, events, true, exit);
}

std::optional<Asked> ask_day(const Options& options, int& exit) { return asked_of(options, {}, false, exit); }

explain::Answer evaluate(Asked& asked) {
  if (asked.scenario.policy) {
    asked.chain = engine::play(*asked.program, asked.scenario, *asked.scenario.policy);
    asked.scenario = asked.chain->scenario;
  }
  asked.situation = engine::prepare(*asked.program, asked.scenario);
  asked.evaluator->evaluate(asked.situation, asked.result);
  if (asked.chain) engine::join(*asked.chain, asked.result);
  return explain::answer(*asked.evaluator, asked.situation, asked.result);
}

int settle(Session& session, const Options& options, const explain::Answer& answer, Span place) {
  const bool incomplete =
      std::ranges::any_of(answer.items, [](const explain::Item& item) { return !item.complete; });
  if (incomplete)
    session.sink().add(Code::too_many_questions, place,
                       "an answer hangs on more than 256 sets of answers; the rest is not listed",
                       "settle some of the questions, for instance with `--suppose` or a reading");
  const bool open = std::ranges::any_of(
      answer.items, [](const explain::Item& item) { return item.status == explain::Status::open; });
  return options.strict && open ? exit_not_covered : exit_done;
}

model::StateId state_named(Asked& asked, const std::string& word) {
  Session& session = *asked.session;
  const auto& tree = session.add_word("<debtor>", word);
  model::Resolver resolver(session.model(), session.sink());
  resolver.use(tree);
  const auto id =
      resolver.state({tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}});
  if (!id) session.report();
  return id;
}

}  // namespace casus::tool
