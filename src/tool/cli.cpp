#include "tool/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "tool/claims.h"
#include "tool/command_line.h"
#include "tool/question.h"

namespace casus::tool {
namespace {

void common_options(CLI::App* command, Options& options) {
  command
      ->add_option("--corpus", options.corpus,
                   "A folder or file that adds to or replaces the built-in corpus")
      ->allow_extra_args(false);
  command->add_flag_callback(
      "--no-builtin", [&options] { options.no_builtin = true; }, "Leave the built-in corpus out");
  // Taken from the words before they are read (`run_with_manifest`); it stands here for the help.
  command->add_option("--manifest",
                      "Write what the run used and what came out to a file, for `casus verify`");
  auto* group = command->add_option_group("form");
  group->add_flag_callback(
      "--json", [&options] { options.format = Format::json; }, "A JSON document");
  group->add_flag_callback(
      "--ndjson", [&options] { options.format = Format::ndjson; }, "One JSON document a line");
  group->add_flag_callback(
      "--csv", [&options] { options.format = Format::csv; }, "Comma-separated values");
  group->add_flag_callback(
      "--plain", [&options] { options.format = Format::plain; }, "Text without colour");
  group->add_flag_callback(
      "--sarif", [&options] { options.format = Format::sarif; }, "Diagnostics as SARIF 2.1.0");
  group->require_option(0, 1);
}

}  // namespace

void terms_options(CLI::App* command, Options& options) {
  command->add_option("--on", options.on, "The day that is judged, as 2023-02-21 (default: today)");
  command->add_option("--reading", options.readings, "A named reading that answers interpretive questions")
      ->allow_extra_args(false);
  command
      ->add_option("--stance", options.stances,
                   "States whose own determinations, as claims tell them, answer open questions")
      ->allow_extra_args(false);
  command
      ->add_option("--suppose", options.suppose, "A supposition, as \"UKR party to north_atlantic_treaty\"")
      ->allow_extra_args(false);
}

/// The options that mean the same everywhere, on every command that evaluates.
void evaluation_options(CLI::App* command, Options& options) {
  terms_options(command, options);
  command->add_flag("--strict", options.strict,
                    "Exit 4 where the answer hangs on an open question or the day is not covered");
  command->add_option("--at", options.at, "The place of the events");
}

/// What states do is a policy of the user's.
void policy_options(CLI::App* command, Options& options) {
  auto* honour =
      command
          ->add_option("--honour", options.honour,
                       "Who does what the texts ask: none, all or states, as FRA,GBR; round by round, until "
                       "nothing new happens")
          ->allow_extra_args(false);
  command->add_option("--refuse", options.refuse, "States that do not, as ITA,ROU")->needs(honour);
  command
      ->add_option("--form", options.form,
                   "Where the form of help is left open: least (default) or force, armed force")
      ->check(CLI::IsMember({"least", "force"}))
      ->needs(honour);
}

namespace {

CLI::App* add_below(CLI::App& parent, CommandLine& line, const char* name, const char* what,
                    std::function<int()> act) {
  auto* sub = parent.add_subcommand(name, what);
  common_options(sub, line.options);
  sub->callback([&line, act = std::move(act)] { line.exit = act(); });
  return sub;
}

}  // namespace

CLI::App* CommandLine::add(const char* name, const char* what, std::function<int()> act) {
  return add_below(app, *this, name, what, std::move(act));
}

CLI::App* CommandLine::add_plain(const char* name, const char* what, std::function<int()> act) {
  auto* sub = app.add_subcommand(name, what);
  sub->callback([this, act = std::move(act)] { exit = act(); });
  return sub;
}

CLI::App* CommandLine::group(const char* name, const char* what) {
  auto* sub = app.add_subcommand(name, what);
  sub->require_subcommand(1);
  return sub;
}

CLI::App* CommandLine::add_to(const char* group, const char* name, const char* what,
                              std::function<int()> act) {
  return add_below(*app.get_subcommand(group), *this, name, what, std::move(act));
}

void add_commands(CommandLine& line) {
  line.app.set_version_flag("--version", fmt::format("casus {}", version));
  line.app.require_subcommand(1);
  add_question_commands(line);
  add_corpus_commands(line);
  add_flip(line);
  add_diff(line);
  add_brief(line);
  add_verify_of_manifest(line);
  add_count(line);
  add_replay(line);
  add_gaps(line);
  add_atlas(line);
  add_network(line);
  add_timeline(line);
  add_conflicts(line);
  add_history_commands(line);
  add_claims_commands(line);
  add_pledge_commands(line);
  add_balance(line);
}

int run(std::vector<std::string> words, std::span<const Extension> more) {
  CommandLine line;
  add_commands(line);
  for (const auto add : more) add(line);
  try {
    std::ranges::reverse(words);  // as the library wants them
    line.app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, err;
    const int code = line.app.exit(error, out, err);
    print(out.str());
    complain(err.str());
    return code == 0 ? exit_done : exit_usage;
  } catch (const std::exception& error) {
    // Faults of the input are diagnostics; whatever arrives here is ours.
    complain("casus: internal fault: {}\nPlease report it with the command that led to it.\n", error.what());
    return exit_fault;
  }
  return line.exit;
}

}  // namespace casus::tool
