// The commands that look at one situation, or at one scenario: ask, why, whynot, run, flip, brief, replay, conflicts.
#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"
#include "tool/commands.h"

namespace casus::tool {

namespace {

using Words = std::vector<std::string>;

struct QuestionWords {
  Words words;
  std::string debtor, only;
};

}  // namespace

void add_question_commands(CommandLine& line) {
  Options& options = line.options;
  const auto given = std::make_shared<QuestionWords>();
  const auto command = [&](const char* name_of_command, const char* what, auto&& set_up, auto&& act) {
    set_up(line.add(name_of_command, what, act));
  };
  const auto events = [&](CLI::App* sub) {
    sub->add_option("event", given->words, "What happens, as \"RUS invades POL\"")->required();
    evaluation_options(sub, options);
  };
  command(
      "ask", "Who is bound to do what, and on what it hangs",
      [&](CLI::App* sub) {
        events(sub);
        policy_options(sub, options);
        sub->add_flag("--all", options.all, "Also what does not arise, and why");
      },
      [&options, given] { return ask(options, given->words); });
  command(
      "why", "The proof of each duty of one state",
      [&](CLI::App* sub) {
        sub->add_option("debtor", given->debtor, "The state")->required();
        events(sub);
      },
      [&options, given] { return why(options, given->debtor, given->words); });
  command(
      "whynot", "Why a state is not bound: the first failing condition of each clause that comes near",
      [&](CLI::App* sub) {
        sub->add_option("debtor", given->debtor, "The state")->required();
        events(sub);
      },
      [&options, given] { return why_not(options, given->debtor, given->words); });
  command(
      "run", "Evaluate scenario files and check their `expect` lines",
      [&](CLI::App* sub) {
        sub->add_option("file", given->words, "Files or folders of scenarios; - is standard input")
            ->required();
        sub->add_option("--only", given->only, "One scenario by name");
        sub->add_flag("--strict", options.strict, "Exit 4 where an answer hangs on an open question");
        policy_options(sub, options);
      },
      [&options, given] { return run_scenarios(options, given->words, given->only); });
}

void add_flip(CommandLine& line) {
  auto events = std::make_shared<Words>();
  auto settle = std::make_shared<Words>();
  auto* command = line.add("flip", "The smallest answers to open questions that bind or release whom",
                           [&line, events, settle] { return flip(line.options, *events, *settle); });
  command->add_option("event", *events, "What happens, as \"RUS invades POL\"")->required();
  evaluation_options(command, line.options);
  command
      ->add_option("--settle", *settle,
                   "A reading, or an answer as NAME=yes or NAME=no, that is taken as given first")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--all", line.options.all, "Every set, not the first twelve");
}

void add_brief(CommandLine& line) {
  auto events = std::make_shared<Words>();
  auto html = std::make_shared<std::string>();
  auto* command = line.add("brief", "One page on a scenario: answer, duties, what is open, sources",
                           [&line, events, html] { return brief(line.options, *events, *html); });
  command->add_option("event", *events, "What happens, as \"RUS invades POL\"")->required();
  command->add_option("--html", *html, "Write the page as one HTML file");
  evaluation_options(command, line.options);
}

void add_replay(CommandLine& line) {
  struct Named {
    std::string what, only;
  };
  const auto words = std::make_shared<Named>();
  auto* sub = line.add("replay", "A scenario day by day: what the texts asked beside what states did",
                       [&line, words] { return replay(line.options, words->what, words->only); });
  sub->add_option("scenario", words->what, "A scenario of corpus/cases, as july_1914, or a file")->required();
  sub->add_option("--only", words->only, "Of a file, one scenario by name");
}

void add_conflicts(CommandLine& line) {
  struct Words {
    std::vector<std::string> events;
    ConflictWords conflicts;
  };
  auto words = std::make_shared<Words>();
  auto* command =
      line.add("conflicts", "Duties of one state that exclude each other, in a scenario or on a day",
               [&line, words] { return conflicts(line.options, words->events, words->conflicts); });
  command->add_option("event", words->events, "What happens; none searches every attack of the day");
  evaluation_options(command, line.options);
  command->add_flag("--all", line.options.all, "Also the conflicts that are accepted");
  command
      ->add_option("--events", words->conflicts.events,
                   "1 (default), or 2: also every two attacks that share a state")
      ->check(CLI::IsMember({1, 2}));
  command
      ->add_option("--kinds", words->conflicts.kinds,
                   "The kinds of event that are tried (default: armed_attack)")
      ->delimiter(',');
  command->add_option("--state", words->conflicts.state, "Only the conflicts that bind this state");
  command->add_option("--accepted", words->conflicts.accepted,
                      "A file of accepted conflicts: instrument provision | instrument provision | reason");
  command->add_option("--threads", words->conflicts.threads, "How many threads search (default: one a core)");
  command->add_option(
      "--resume", words->conflicts.resume,
      "A file that keeps the state of a search that is interrupted, and from which it goes on");
}

}  // namespace casus::tool
