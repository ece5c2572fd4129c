#include "tool/cli.h"

#include <fmt/format.h>

#include <cstdio>

#include "tool/claims.h"
#include "tool/command_line.h"
#include "tool/commands.h"
#include "tool/history.h"
#include "tool/manifest.h"
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

CLI::App* CommandLine::group(const char* name, const char* what) {
  auto* sub = app.add_subcommand(name, what);
  sub->require_subcommand(1);
  return sub;
}

CLI::App* CommandLine::add_to(const char* group, const char* name, const char* what,
                              std::function<int()> act) {
  return add_below(*app.get_subcommand(group), *this, name, what, std::move(act));
}

int run(int argc, char** argv) {
  if (const auto exit = run_with_manifest(argc, argv)) return *exit;
  CommandLine line;
  CLI::App& app = line.app;
  Options& options = line.options;
  app.set_version_flag("--version", fmt::format("casus {}", version));
  app.require_subcommand(1);
  std::vector<std::string> words;
  std::string debtor, name, only, stage;

  const auto command = [&](const char* name_of_command, const char* what, auto&& set_up, auto&& act) {
    set_up(line.add(name_of_command, what, act));
  };
  const auto events = [&](CLI::App* sub) {
    sub->add_option("event", words, "What happens, as \"RUS invades POL\"")->required();
    evaluation_options(sub, options);
  };
  command(
      "ask", "Who is bound to do what, and on what it hangs",
      [&](CLI::App* sub) {
        events(sub);
        policy_options(sub, options);
        sub->add_flag("--all", options.all, "Also what does not arise, and why");
      },
      [&] { return ask(options, words); });
  command(
      "why", "The proof of each duty of one state",
      [&](CLI::App* sub) {
        sub->add_option("debtor", debtor, "The state")->required();
        events(sub);
      },
      [&] { return why(options, debtor, words); });
  command(
      "whynot", "Why a state is not bound: the first failing condition of each clause that comes near",
      [&](CLI::App* sub) {
        sub->add_option("debtor", debtor, "The state")->required();
        events(sub);
      },
      [&] { return why_not(options, debtor, words); });
  command(
      "run", "Evaluate scenario files and check their `expect` lines",
      [&](CLI::App* sub) {
        sub->add_option("file", words, "Files or folders of scenarios; - is standard input")->required();
        sub->add_option("--only", only, "One scenario by name");
        sub->add_flag("--strict", options.strict, "Exit 4 where an answer hangs on an open question");
        policy_options(sub, options);
      },
      [&] { return run_scenarios(options, words, only); });
  command(
      "check", "Parse and check files, or the corpus itself",
      [&](CLI::App* sub) { sub->add_option("file", words, "Files or folders; - is standard input"); },
      [&] { return check(options, words); });
  command(
      "read", "Clauses as English sentences",
      [&](CLI::App* sub) {
        sub->add_option("name", words, "An instrument and, if wanted, a provision, as: article 5");
      },
      [&] { return read(options, words); });
  const auto on_day = [&](CLI::App* sub) { sub->add_option("--on", options.on, "The day, as 2023-02-21"); };
  FilterWords filter;
  command(
      "list", "What the corpus holds: instruments, provisions, states, questions, readings and the rest",
      [&](CLI::App* sub) {
        sub->add_option(
            "what", name,
            "instruments, provisions, states, places, questions, readings, organs, concepts, events, "
            "acts, means or definitions");
        on_day(sub);
        sub->add_option("--state", filter.state, "A state that holds a role");
        sub->add_option("--kind", filter.kind, "A kind of instrument, as treaty");
        sub->add_option("--force", filter.force, "binding, political, unilateral, proposal …");
        sub->add_option("--act", filter.act, "An act that a duty asks for, as assist");
        sub->add_option("--status", filter.status, "draft, reviewed or disputed");
        sub->add_option("--in", filter.folder, "A part of the corpus, as europe");
      },
      [&] { return list(options, name, filter); });
  command(
      "show", "One instrument in full, with its members on a day",
      [&](CLI::App* sub) {
        sub->add_option("name", name, "An instrument, by name, title or abbreviation")->required();
        on_day(sub);
      },
      [&] { return show(options, name); });
  std::size_t limit = 20;
  command(
      "search", "Clauses by their words",
      [&](CLI::App* sub) {
        sub->add_option("words", words, "Words; \"a phrase\", begin*, OR, NOT")->required();
        sub->add_option("--limit", limit, "At most so many (default 20)");
      },
      [&] { return search(options, words, limit); });
  std::string style, history;
  command(
      "cite", "Citations of what an answer used, of an instrument, or of imported data sets with their terms",
      [&](CLI::App* sub) {
        auto* what = sub->add_option(
            "what", words, "An event, as \"RUS invades POL\", or an instrument and, if wanted, a provision");
        auto* store = sub->add_option("--history", history, "A file of `casus import`: everything in it");
        store->excludes(what);
        sub->parse_complete_callback([what, store] {
          if (what->count() + store->count() == 0) throw CLI::RequiredError("what or --history");
        });
        evaluation_options(sub, options);
        sub->add_option("--style", style, "bibtex (default) or csl-json");
      },
      [&] { return history.empty() ? cite(options, words, style) : cite_store(options, history, style); });
  command(
      "coverage", "How much the corpus holds, how far it has been checked, where it is thin",
      [](CLI::App*) {}, [&] { return coverage(options); });
  AgreeWords agree_words;
  command(
      "agree", "Compare two codings of the same instruments, or the days of the corpus with those of ATOP",
      [&](CLI::App* sub) {
        sub->add_option("first", name, "A file or folder of instruments, or `corpus`")->required();
        sub->add_option("second", agree_words.second,
                        "The other coding; behind `corpus` the folder that `import atop` made")
            ->required();
        sub->add_option("--only", agree_words.only,
                        "With `corpus`: instruments whose names begin so, as north_atlantic_treaty");
        sub->add_option(
            "--pairs", agree_words.pairs,
            "With `corpus`: a list of pairs, instrument and number, in place of the built-in one");
        sub->add_flag("--pledges", agree_words.pledges, "With `corpus`: what is pledged, not the days");
        sub->add_flag(
            "--i-have-rights", agree_words.has_rights,
            "With `corpus --csv` or `--json`: also where the terms of ATOP do not allow that its dates "
            "are passed on");
      },
      [&] {
        if (name == "corpus") return agree_atop(options, agree_words);
        if (agree_words.pledges || !agree_words.only.empty() || !agree_words.pairs.empty()) {
          fmt::print(stderr, "casus: `--only`, `--pairs` and `--pledges` stand behind `agree corpus`\n");
          return static_cast<int>(exit_usage);
        }
        return agree(options, name, agree_words.second);
      });
  bool drafting = false;
  command(
      "lint", "What a treaty lawyer would mark in a text, and what a coder has overlooked",
      [&](CLI::App* sub) {
        sub->add_option("file", words, "Files or folders; none looks at the corpus");
        sub->add_flag("--drafting", drafting, "Also what the texts of the corpus themselves leave open");
      },
      [&] { return lint(options, words, drafting); });
  command(
      "explain", "The page of a diagnostic: what it means, a bad and a good example",
      [&](CLI::App* sub) { sub->add_option("code", name, "For instance C0203; none lists them"); },
      [&] { return tool::explain(options, name); });
  bool check_only = false;
  bool standard_input = false;
  command(
      "fmt", "Write files in their canonical form",
      [&](CLI::App* sub) {
        sub->add_option("file", words, "Files or folders; - goes from standard input to standard output");
        sub->add_flag("--check", check_only,
                      "List the files that differ, write nothing; exit 1 if there are any");
        sub->add_flag("--stdin", standard_input, "The same as -");
      },
      [&] {
        if (standard_input) words.emplace_back("-");
        return format_files(options, words, check_only);
      });
  command(
      "dump", "What a stage of the pipeline made of a text",
      [&](CLI::App* sub) {
        sub->add_option("--stage", stage, "tokens, tree or model")->default_val("model");
        sub->add_option("file", words, "Files or folders; - is standard input");
      },
      [&] { return dump(options, stage, words); });
  command(
      "schema", "The JSON Schema of a document",
      [&](CLI::App* sub) { sub->add_option("name", name, "For instance ask; none lists them"); },
      [&] { return schema(options, name); });
  add_flip(line);
  add_diff(line);
  add_brief(line);
  std::string manifest;
  command(
      "verify", "Run what a manifest holds again, and compare",
      [&](CLI::App* sub) { sub->add_option("manifest", manifest, "The file")->required(); },
      [&] { return verify(manifest); });
  add_count(line);
  add_replay(line);
  add_gaps(line);
  add_atlas(line);
  add_timeline(line);
  add_conflicts(line);
  add_history_commands(line);
  add_claims_commands(line);
  add_pledge_commands(line);
  add_balance(line);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? exit_done : exit_usage;
  } catch (const std::exception& error) {
    // Faults of the input are diagnostics; whatever arrives here is ours.
    fmt::print(stderr, "casus: internal fault: {}\nPlease report it with the command that led to it.\n",
               error.what());
    return exit_fault;
  }
  return line.exit;
}

}  // namespace casus::tool
