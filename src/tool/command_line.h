// How a command is put on the command line: a function each, in the file of its group. `run` (cli.cpp) calls them in the
// order in which the help lists them.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "tool/session.h"

namespace casus::tool {

struct CommandLine {
  CLI::App app{
      "casus: who is bound to do what, under which provision, and why.\nA statement about texts, not a "
      "prediction."};
  Options options;
  int exit = exit_usage;  ///< what the command that ran returned

  /// Adds a command with the options that all share; `act` runs once the words are read.
  CLI::App* add(const char* name, const char* what, std::function<int()> act);
  /// Adds a command that prints no document and asks no corpus: without the options that all others share.
  CLI::App* add_plain(const char* name, const char* what, std::function<int()> act);
  /// Adds a command that has commands of its own, as `casus pledge`.
  CLI::App* group(const char* name, const char* what);
  /// Adds a command to a group.
  CLI::App* add_to(const char* group, const char* name, const char* what, std::function<int()> act);
};

/// `--on`, `--reading`, `--suppose`: on every command that judges a day.
void terms_options(CLI::App* command, Options& options);

/// `--on`, `--reading`, `--suppose`, `--strict`, `--at`: on every command that evaluates.
void evaluation_options(CLI::App* command, Options& options);

/// `--honour`, `--refuse`, `--form`: on every command that plays rounds.
void policy_options(CLI::App* command, Options& options);

/// All commands of casus, in the order in which the help lists them.
void add_commands(CommandLine& line);

// cli_situation.cpp
/// ask, why, whynot, run
void add_question_commands(CommandLine& line);
void add_flip(CommandLine& line);
void add_brief(CommandLine& line);
void add_replay(CommandLine& line);
void add_conflicts(CommandLine& line);

// cli_corpus.cpp
/// check, read, list, show, source, world, search, cite, coverage, agree, lint, explain, fmt, dump, schema
void add_corpus_commands(CommandLine& line);
void add_verify_of_manifest(CommandLine& line);

// cli_cover.cpp
void add_diff(CommandLine& line);
void add_count(CommandLine& line);
void add_gaps(CommandLine& line);
void add_atlas(CommandLine& line);
void add_network(CommandLine& line);
void add_timeline(CommandLine& line);

/// Data sets of others: import, export. In cli_history.cpp.
void add_history_commands(CommandLine& line);

/// The store of pledges: pledge add, import, list, export, verify. In cli_pledge.cpp.
void add_pledge_commands(CommandLine& line);
/// What became of pledges: pledge status, late, due. In cli_pledge_status.cpp; `add_pledge_commands` calls it.
void add_pledge_status_commands(CommandLine& line);
/// cmd_balance.cpp
void add_balance(CommandLine& line);

}  // namespace casus::tool
