// `casus conflicts`: duties of one debtor that exclude each other, inside one scenario or over the whole corpus on a day.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "explain/layout.h"
#include "model/resolver.h"
#include "tool/analysis.h"
#include "tool/catalogue.h"
#include "tool/conflict_files.h"
#include "tool/question.h"

namespace casus::tool {

using json = nlohmann::ordered_json;
using namespace model;
using analysis::ConflictFinding;

namespace {

constexpr int exit_interrupted = 130;

/// One finding with everything that is told of it.
struct ToldConflict {
  ConflictFinding finding;
  Scenario witness;
  analysis::JointCondition joint;
  const AcceptedConflict* accepted = nullptr;
};

/// What the page says before and after its findings.
struct ConflictsPage {
  std::vector<ToldConflict> told;
  std::uint64_t situations = 0;  ///< searched; 0 where one scenario was asked about
  std::vector<const AcceptedConflict*> stale;
};

std::string asked_words(const std::vector<std::pair<analysis::Asked, analysis::Asked>>& acts, bool second) {
  std::vector<std::string> words;
  for (const auto& [a, b] : acts) {
    const auto& asked = second ? b : a;
    const bool negative = asked.modality == Modality::must_not || asked.modality == Modality::should_not;
    auto text = (negative ? "not to " : "to ") + explain::plain(name(asked.act));
    if (std::ranges::find(words, text) == words.end()) words.push_back(std::move(text));
  }
  return explain::list_words(words);
}

/// The command that shows the witness, as it is typed.
std::string command_of(const Options& options, const Scenario& scenario) {
  const auto quoted = [](std::string_view text) {
    std::string out = "\"";
    for (char c : text)
      out += c == '"' || c == '\\' || c == '$' || c == '`' ? fmt::format("\\{}", c) : std::string(1, c);
    return out + '"';
  };
  std::vector<std::string_view> events;
  for (const auto& event : scenario.events) events.emplace_back(event.text);
  std::string text = fmt::format("casus ask {} --on {}", quoted(fmt::format("{}", fmt::join(events, "; "))),
                                 to_iso(*scenario.on));
  for (const auto& reading : options.readings) text += fmt::format(" --reading {}", reading);
  for (const auto& s : options.suppose) text += fmt::format(" --suppose {}", quoted(s));
  if (options.no_builtin) text += " --no-builtin";
  for (const auto& path : options.corpus) text += fmt::format(" --corpus {}", quoted(path));
  return text;
}

/// `label` and a text wrapped behind it.
std::string line(std::string_view label, std::string_view text, std::size_t width) {
  constexpr std::size_t indent = 18;
  std::string out = fmt::format("    {:<14}", label);
  std::size_t column = indent;
  bool first = true;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    const auto wide = static_cast<std::size_t>(
        std::ranges::count_if(word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    if (!first && column + 1 + wide > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
      first = true;
    }
    out += first ? "" : " ";
    out += word;
    column += wide + (first ? 0 : 1);
    first = false;
    at = end + 1;
  }
  return out + "\n";
}

std::string how_often(const ConflictFinding& finding) {
  const auto some = [](std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  };
  std::string text;
  if (finding.situations > 0) text = some(finding.situations, "attack", "attacks");
  if (finding.pairs > 0)
    text += fmt::format("{}{}", text.empty() ? "" : ", ",
                        some(finding.pairs, "pair of attacks", "pairs of attacks"));
  return text;
}

void print_conflicts_text(const ConflictsPage& page, const Model& model, const Options& options, Day day,
                          const explain::Provenance& source) {
  const std::size_t width = terminal_width();
  std::size_t accepted = 0;
  for (const auto& told : page.told) accepted += told.accepted != nullptr;
  const std::size_t open = page.told.size() - accepted;
  std::string out = fmt::format("\n  {} {} · {} · corpus {} ({} instruments)\n", open,
                                open == 1 ? "conflict of duties" : "conflicts of duties", to_iso(day),
                                source.coded, source.instruments);
  if (accepted > 0) out += fmt::format("  {} more accepted\n", accepted);
  for (const auto& told : page.told) {
    if (told.accepted != nullptr && !options.all) continue;
    const auto& finding = told.finding;
    out +=
        fmt::format("\n  {} ({})\n", explain::source(model, finding.first), asked_words(finding.acts, false));
    out += fmt::format("  against {} ({})\n", explain::source(model, finding.second),
                       asked_words(finding.acts, true));
    if (told.accepted != nullptr) out += line("accepted", told.accepted->reason, width);
    const auto debtors = explain::codes(model, finding.debtors);
    out += line(fmt::format("{} {}", debtors.size(), debtors.size() == 1 ? "debtor" : "debtors"),
                fmt::format("{}", fmt::join(debtors, " ")), width);
    if (page.situations > 0) out += line("in", how_often(finding), width);
    out += line("for instance", told.joint.first, width);
    out += line("and", told.joint.second, width);
    out += line("both", told.joint.words.empty() ? "arise outright" : "if " + told.joint.words, width);
    if (!told.joint.others.empty())
      out +=
          line("others",
               fmt::format("{}, on other answers", fmt::join(explain::codes(model, told.joint.others), " ")),
               width);
    if (finding.prevails != 0)
      out += line("by rank",
                  explain::rank_words(
                      model, model[finding.prevails == 1 ? finding.first : finding.second].instrument),
                  width);
    for (auto id : told.joint.leaves_room)
      out += line("but",
                  fmt::format("the proviso of the {}, {}, leaves room for it",
                              model[model[id].instrument].title, explain::plain(model[id].label)),
                  width);
    if (page.situations > 0) out += fmt::format("    {:<14}{}\n", "see", command_of(options, told.witness));
  }
  if (page.situations > 0) out += fmt::format("\n  {} situations searched.\n", page.situations);
  out += "\n  A statement about texts, not a prediction.\n";
  print(out);
}

json side_json(const Model& model, ProvisionId id, const ConflictFinding& finding, bool second,
               const std::string& sentence) {
  json acts = json::array();
  for (const auto& [a, b] : finding.acts) {
    const auto& asked = second ? b : a;
    json one{{"modality", name(asked.modality)}, {"act", name(asked.act)}};
    if (std::ranges::find(acts, one) == acts.end()) acts.push_back(std::move(one));
  }
  return {{"instrument", model[model[id].instrument].name},
          {"provision", model[id].label},
          {"duties", std::move(acts)},
          {"sentence", sentence}};
}

json told_json(const ToldConflict& told, const Model& model, const Options& options, bool searched) {
  const auto& finding = told.finding;
  json terms = json::array();
  for (const auto& term : told.joint.terms) terms.push_back(term);
  json events = json::array();
  for (const auto& event : told.witness.events) events.push_back(event.text);
  json one{
      {"first", side_json(model, finding.first, finding, false, told.joint.first)},
      {"second", side_json(model, finding.second, finding, true, told.joint.second)},
      {"debtors", explain::codes(model, finding.debtors)},
      {"prevails", finding.prevails == 0 ? json(nullptr) : json(finding.prevails == 1 ? "first" : "second")}};
  if (searched) one["situations"] = {{"one_event", finding.situations}, {"two_events", finding.pairs}};
  one["proviso_leaves_room"] = json::array();
  for (auto id : told.joint.leaves_room)
    one["proviso_leaves_room"].push_back(id == finding.first ? "first" : "second");
  one["witness"] = {{"events", std::move(events)},
                    {"debtors", explain::codes(model, told.joint.debtors)},
                    {"on_other_answers", explain::codes(model, told.joint.others)},
                    {"status", told.joint.words.empty() ? "arises" : "open"},
                    {"on_questions", std::move(terms)}};
  if (!told.joint.complete) one["witness"]["on_questions_complete"] = false;
  if (searched) one["witness"]["command"] = command_of(options, told.witness);
  one["accepted"] = told.accepted != nullptr ? json(told.accepted->reason) : json(nullptr);
  return one;
}

void print_conflicts_json(const ConflictsPage& page, const Model& model, const Options& options,
                          const ConflictWords& words, Day day, const explain::Provenance& source) {
  json findings = json::array();
  for (const auto& told : page.told) findings.push_back(told_json(told, model, options, page.situations > 0));
  json document{
      {"schema", "casus/conflicts/1"},
      {"engine", source.engine},
      {"corpus", {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
      {"on", to_iso(day)},
      {"suppose", options.suppose},
      {"readings", options.readings}};
  if (page.situations > 0) document["searched"] = {{"events", words.events}, {"situations", page.situations}};
  document["conflicts"] = std::move(findings);
  document["stale"] = json::array();
  for (const auto* stale : page.stale) document["stale"].push_back(stale->line);
  print(document.dump(options.format == Format::json ? 2 : -1) + "\n");
}

void print_conflicts_csv(const ConflictsPage& page, const Model& model) {
  print(csv_line({"first_instrument", "first_provision", "first_asks", "second_instrument",
                  "second_provision", "second_asks", "debtors", "prevails", "status", "on_questions",
                  "events", "one_event", "two_events", "accepted"}));
  const auto searched = [&](std::uint64_t count) {
    return page.situations > 0 ? std::to_string(count) : std::string();
  };
  for (const auto& told : page.told) {
    const auto& finding = told.finding;
    json terms = json::array();
    for (const auto& term : told.joint.terms) terms.push_back(term);
    std::vector<std::string_view> events;
    for (const auto& event : told.witness.events) events.emplace_back(event.text);
    print(csv_line({model[model[finding.first].instrument].name, model[finding.first].label,
                    asked_words(finding.acts, false), model[model[finding.second].instrument].name,
                    model[finding.second].label, asked_words(finding.acts, true),
                    fmt::format("{}", fmt::join(explain::codes(model, finding.debtors), " ")),
                    finding.prevails == 0   ? ""
                    : finding.prevails == 1 ? "first"
                                            : "second",
                    told.joint.words.empty() ? "arises" : "open", terms.empty() ? "" : terms.dump(),
                    fmt::format("{}", fmt::join(events, "; ")), searched(finding.situations),
                    searched(finding.pairs), told.accepted != nullptr ? told.accepted->reason : ""}));
  }
}

volatile std::sig_atomic_t interrupted = 0;
extern "C" void interrupt(int) { interrupted = 1; }

/// Percent and time left, on a terminal.
class Progress {
 public:
  explicit Progress(std::size_t chunks) : chunks_(chunks), shown_(::isatty(2) == 1) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() {
    if (printed_) fmt::print(stderr, "\r{:40}\r", "");
  }
  void tell(std::size_t done) {
    using namespace std::chrono;
    if (!shown_) return;
    const auto now = steady_clock::now();
    if (!first_) {
      first_ = done;
      begun_ = now;
    }
    const double seconds = duration<double>(now - begun_).count();
    if (seconds < 1 || now - last_ < milliseconds(500)) return;
    last_ = now;
    printed_ = true;
    std::string left;
    if (done > *first_) {
      const double rest = seconds / static_cast<double>(done - *first_) * static_cast<double>(chunks_ - done);
      left = rest < 90 ? fmt::format(", {:.0f} s left", rest) : fmt::format(", {:.0f} min left", rest / 60);
    }
    fmt::print(stderr, "\r{:40}\r{:3} % searched{}", "", 100 * done / std::max<std::size_t>(chunks_, 1),
               left);
  }

 private:
  std::size_t chunks_;
  bool shown_;
  bool printed_ = false;
  std::optional<std::size_t> first_;
  std::chrono::steady_clock::time_point begun_, last_;
};

/// The kinds of event of `--kinds`, or nothing with diagnostics printed.
std::optional<std::vector<EventKind>> kinds_of(Session& session, const std::vector<std::string>& words) {
  std::vector<EventKind> kinds;
  for (const auto& word : words) {
    const auto& tree = session.add_word("<--kinds>", word);
    Resolver resolver(session.model(), session.sink());
    resolver.use(tree);
    const auto kind = resolver.word<EventKind>(
        {tree.text(), {tree.source(), 0, static_cast<std::uint32_t>(word.size())}, {}}, "kind of event");
    if (!kind) continue;
    if (!strikes(*kind)) {
      complain("casus: `--kinds {}`: nobody is struck by it\n", word);
      return std::nullopt;
    }
    if (std::ranges::find(kinds, *kind) == kinds.end()) kinds.push_back(*kind);
  }
  if (session.sink().has_errors()) return std::nullopt;
  if (kinds.empty()) kinds.push_back(EventKind::armed_attack);
  return kinds;
}

/// Searches until it is done, or until whoever asked wants no more. True where the search is complete.
bool searched(const analysis::ConflictSpace& space, analysis::ConflictProgress& progress) {
  if (const auto* request = request_streams())
    return analysis::search_conflicts(space, progress, [&](std::size_t done) {
      return !request->progress || request->progress(done, space.chunk_count());
    });
  const auto before = std::signal(SIGINT, interrupt);
  bool complete = false;
  {
    Progress shown(space.chunk_count());
    complete = analysis::search_conflicts(space, progress, [&](std::size_t done) {
      shown.tell(done);
      return interrupted == 0;
    });
  }
  std::signal(SIGINT, before);
  return complete;
}

/// Searches the corpus on the day; the exit code where there is nothing to tell.
std::optional<int> search(Asked& asked, const ConflictWords& words, StateId debtor, ConflictsPage& page) {
  Session& session = *asked.session;
  const auto kinds = kinds_of(session, words.kinds);
  if (!kinds) {
    session.report();
    return exit_input;
  }
  analysis::ConflictSearch what;
  what.day = *asked.scenario.on;
  what.given = asked.scenario;
  what.events = words.events;
  what.kinds = *kinds;
  what.debtor = debtor;
  what.threads = words.threads > 0 ? words.threads : std::max(1u, std::thread::hardware_concurrency());
  const analysis::ConflictSpace space(*asked.program, what);
  const std::string identity = identity_of(space, session.digest());
  analysis::ConflictProgress progress;
  if (!words.resume.empty()) {
    auto stopped = read_progress(words.resume, identity, space);
    if (!stopped) return exit_input;
    progress = std::move(*stopped);
  }
  const bool complete = searched(space, progress);
  if (!complete) {
    const bool kept = !words.resume.empty() && write_progress(words.resume, identity, progress);
    complain("casus: stopped; {}\n", kept ? "the same command goes on from here"
                                          : "with `--resume FILE` a search can go on where it was stopped");
    return exit_interrupted;
  }
  std::error_code ignored;
  if (!words.resume.empty()) std::filesystem::remove(words.resume, ignored);
  page.situations = space.situation_count();
  for (auto& finding : progress.findings) {
    auto witness = analysis::witness_scenario(session.model(), what, finding);
    auto joint = analysis::joint_condition(*asked.evaluator, finding, witness);
    page.told.push_back({std::move(finding), std::move(witness), std::move(joint)});
  }
  return std::nullopt;
}

void ask_scenario(Asked& asked, StateId debtor, ConflictsPage& page) {
  asked.situation = engine::prepare(*asked.program, asked.scenario);
  for (auto& finding : analysis::conflicts_of(*asked.evaluator, asked.situation, asked.result)) {
    if (debtor) {
      if (!finding.debtors.contains(debtor.index())) continue;
      finding.debtors = {};
      finding.debtors.insert(debtor.index());
    }
    auto joint = analysis::joint_condition(*asked.evaluator, finding, asked.scenario);
    page.told.push_back({std::move(finding), asked.scenario, std::move(joint)});
  }
}

/// Marks what is accepted, and gathers what is accepted and no longer found.
void accept(ConflictsPage& page, const std::vector<AcceptedConflict>& list) {
  for (const auto& accepted : list) {
    bool met = false;
    for (auto& told : page.told) {
      const bool same = (told.finding.first == accepted.first && told.finding.second == accepted.second) ||
                        (told.finding.first == accepted.second && told.finding.second == accepted.first);
      if (!same) continue;
      met = true;
      if (told.accepted == nullptr) told.accepted = &accepted;
    }
    if (!met) page.stale.push_back(&accepted);
  }
}

}  // namespace

int conflicts(const Options& options, const std::vector<std::string>& events, const ConflictWords& words) {
  int exit = exit_done;
  auto asked = events.empty() ? ask_day(options, exit) : ask_question(options, events, exit);
  if (!asked) return exit;
  Session& session = *asked->session;
  StateId debtor;
  if (!words.state.empty()) {
    debtor = state_named(*asked, words.state);
    if (!debtor) return exit_input;
  }
  std::vector<AcceptedConflict> accepted;
  if (!words.accepted.empty()) {
    auto read = read_accepted(session.model(), words.accepted);
    if (!read) return exit_input;
    accepted = std::move(*read);
  }
  ConflictsPage page;
  if (!events.empty()) {
    ask_scenario(*asked, debtor, page);
  } else if (const auto ended = search(*asked, words, debtor, page)) {
    return *ended;
  }
  accept(page, accepted);
  const auto source = provenance(session);
  const Day day = *asked->scenario.on;
  switch (options.format) {
    case Format::json:
    case Format::ndjson: print_conflicts_json(page, session.model(), options, words, day, source); break;
    case Format::csv: print_conflicts_csv(page, session.model()); break;
    default: print_conflicts_text(page, session.model(), options, day, source);
  }
  for (const auto* stale : page.stale)
    complain("{}:{}: accepted, but not among the conflicts found\n", words.accepted, stale->line);
  session.report();
  const bool open =
      std::ranges::any_of(page.told, [](const ToldConflict& t) { return t.accepted == nullptr; });
  leave(std::move(*asked));
  return open ? exit_finding : exit_done;
}

}  // namespace casus::tool
