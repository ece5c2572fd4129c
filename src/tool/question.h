// From the words of the command line to a situation: shared by `ask`, `why` and `whynot`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/rounds.h"
#include "explain/render.h"
#include "tool/session.h"
#include "tool/streams.h"

namespace casus::tool {

/// The version of the engine.
inline constexpr const char* version = "0.1.0";

/// A corpus, a scenario and its result, together for as long as they are told.
struct Asked {
  std::shared_ptr<Session> session;
  std::shared_ptr<const engine::Program> program;
  std::unique_ptr<engine::Evaluator> evaluator;
  model::Scenario scenario;
  engine::Situation situation;
  engine::Result result;
  std::optional<engine::Chain> chain;  ///< where the scenario says what states do

  const engine::Chain* chain_or_null() const { return chain ? &*chain : nullptr; }
};

/// The day that `--on` names, today where none is given. Nothing where it is no day; the fault is in the sink.
std::optional<Day> asked_day(Session& session, const Options& options);

/// Each `--reading` and `--suppose` as a line of a scenario.
std::string terms_text(const Options& options);

/// Loads the corpus and reads the events of the command line under its options. On a fault prints the
/// diagnostics, sets `exit` and returns nothing.
std::optional<Asked> ask_question(const Options& options, const std::vector<std::string>& events, int& exit);

/// The same without an event: a day, with what readings and suppositions settle, from which situations are made.
std::optional<Asked> ask_day(const Options& options, int& exit);

/// The words of `--honour`, `--refuse` and `--form` as lines of a scenario; empty where none is given.
std::string policy_text(const Options& options);

/// Evaluates what was asked, round by round where a policy says what states do; the formulas live as long as `asked`.
explain::Answer evaluate(Asked& asked);

/// The state that the command line names, or none with a diagnostic printed.
model::StateId state_named(Asked& asked, const std::string& word);

/// Warns where an answer hangs on more sets of answers than are listed. Under `--strict` says with what code
/// an answer that hangs on open questions ends: 4; otherwise 0.
int settle(Session& session, const Options& options, const explain::Answer& answer, Span place);

/// Leaves what a command worked on to the end of the process: to give its memory back, piece by piece, takes a
/// millisecond and serves nobody. For the end of a command; a request gives everything back.
template <class Work>
void leave(Work&& work) {
  if (request_streams()) {
    [[maybe_unused]] const auto gone = std::move(work);
    return;
  }
  // Volatile, so that it stays reachable for whoever looks for leaks.
  [[maybe_unused]] static const std::remove_cvref_t<Work>* volatile left = nullptr;
  left = new std::remove_cvref_t<Work>(std::move(work));
}

/// What documents say of engine and corpus; a page that does not print the digest leaves it out.
explain::Provenance provenance(Session& session, bool digest = true);

/// Columns of the terminal, between 60 and 140; 100 where output is no terminal.
std::size_t terminal_width();

/// Today, from the system clock: the only place that reads it.
Day today();

}  // namespace casus::tool
