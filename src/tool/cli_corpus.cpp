// The commands that tell what the corpus holds, and those that work on texts: check to schema, and verify.
#include <memory>

#include "tool/command_line.h"
#include "tool/commands.h"
#include "tool/history.h"
#include "tool/manifest.h"
#include "tool/streams.h"

namespace casus::tool {

namespace {

/// What the words of these commands are kept in while one of them runs.
struct CorpusWords {
  std::vector<std::string> words;
  std::string name, stage, style, history;
  FilterWords filter;
  AgreeWords agree_words;
  std::size_t limit = 20;
  bool drafting = false;
  bool check_only = false;
  bool standard_input = false;
};

}  // namespace

void add_corpus_commands(CommandLine& line) {
  Options& options = line.options;
  const auto given = std::make_shared<CorpusWords>();
  const auto command = [&](const char* name_of_command, const char* what, auto&& set_up, auto&& act) {
    set_up(line.add(name_of_command, what, act));
  };
  command(
      "check", "Parse and check files, or the corpus itself",
      [&](CLI::App* sub) { sub->add_option("file", given->words, "Files or folders; - is standard input"); },
      [&options, given] { return check(options, given->words); });
  command(
      "read", "Clauses as English sentences",
      [&](CLI::App* sub) {
        sub->add_option("name", given->words, "An instrument and, if wanted, a provision, as: article 5");
      },
      [&options, given] { return read(options, given->words); });
  const auto on_day = [&](CLI::App* sub) { sub->add_option("--on", options.on, "The day, as 2023-02-21"); };
  command(
      "list", "What the corpus holds: instruments, provisions, states, questions, readings and the rest",
      [&](CLI::App* sub) {
        sub->add_option(
            "what", given->name,
            "instruments, provisions, states, places, questions, readings, organs, concepts, events, "
            "acts, means or definitions");
        on_day(sub);
        sub->add_option("--state", given->filter.state, "A state that holds a role");
        sub->add_option("--kind", given->filter.kind, "A kind of instrument, as treaty");
        sub->add_option("--force", given->filter.force, "binding, political, unilateral, proposal …");
        sub->add_option("--act", given->filter.act, "An act that a duty asks for, as assist");
        sub->add_option("--status", given->filter.status, "draft, reviewed or disputed");
        sub->add_option("--in", given->filter.folder, "A part of the corpus, as europe");
      },
      [&options, given] { return list(options, given->name, given->filter); });
  command(
      "show", "One instrument in full, with its members on a day",
      [&](CLI::App* sub) {
        sub->add_option("name", given->name, "An instrument, by name, title or abbreviation")->required();
        on_day(sub);
      },
      [&options, given] { return show(options, given->name); });
  command(
      "source", "One instrument as it stands in the corpus",
      [&](CLI::App* sub) {
        sub->add_option("name", given->name, "An instrument, by name, title or abbreviation")->required();
      },
      [&options, given] { return source(options, given->name); });
  command("world",
          "The states of a day, and the places in dispute on it with who claims and who administers them",
          on_day, [&options] { return world(options); });
  command(
      "search", "Clauses by their words",
      [&](CLI::App* sub) {
        sub->add_option("words", given->words, "Words; \"a phrase\", begin*, OR, NOT")->required();
        sub->add_option("--limit", given->limit, "At most so many (default 20)");
      },
      [&options, given] { return search(options, given->words, given->limit); });
  command(
      "cite", "Citations of what an answer used, of an instrument, or of imported data sets with their terms",
      [&](CLI::App* sub) {
        auto* what =
            sub->add_option("what", given->words,
                            "An event, as \"RUS invades POL\", or an instrument and, if wanted, a provision");
        auto* store =
            sub->add_option("--history", given->history, "A file of `casus import`: everything in it");
        store->excludes(what);
        sub->parse_complete_callback([what, store] {
          if (what->count() + store->count() == 0) throw CLI::RequiredError("what or --history");
        });
        evaluation_options(sub, options);
        sub->add_option("--style", given->style, "bibtex (default) or csl-json");
      },
      [&options, given] {
        return given->history.empty() ? cite(options, given->words, given->style)
                                      : cite_store(options, given->history, given->style);
      });
  command(
      "coverage", "How much the corpus holds, how far it has been checked, where it is thin",
      [](CLI::App*) {}, [&options, given] { return coverage(options); });
  command(
      "agree", "Compare two codings of the same instruments, or the days of the corpus with those of ATOP",
      [&](CLI::App* sub) {
        sub->add_option("first", given->name, "A file or folder of instruments, or `corpus`")->required();
        sub->add_option("second", given->agree_words.second,
                        "The other coding; behind `corpus` the folder that `import atop` made")
            ->required();
        sub->add_option("--only", given->agree_words.only,
                        "With `corpus`: instruments whose names begin so, as north_atlantic_treaty");
        sub->add_option(
            "--pairs", given->agree_words.pairs,
            "With `corpus`: a list of pairs, instrument and number, in place of the built-in one");
        sub->add_flag("--pledges", given->agree_words.pledges,
                      "With `corpus`: what is pledged, not the days");
        sub->add_flag(
            "--i-have-rights", given->agree_words.has_rights,
            "With `corpus --csv` or `--json`: also where the terms of ATOP do not allow that its dates "
            "are passed on");
      },
      [&options, given] {
        if (given->name == "corpus") return agree_atop(options, given->agree_words);
        if (given->agree_words.pledges || !given->agree_words.only.empty() ||
            !given->agree_words.pairs.empty()) {
          complain("casus: `--only`, `--pairs` and `--pledges` stand behind `agree corpus`\n");
          return static_cast<int>(exit_usage);
        }
        return agree(options, given->name, given->agree_words.second);
      });
  command(
      "lint", "What a treaty lawyer would mark in a text, and what a coder has overlooked",
      [&](CLI::App* sub) {
        sub->add_option("file", given->words, "Files or folders; none looks at the corpus");
        sub->add_flag("--drafting", given->drafting,
                      "Also what the texts of the corpus themselves leave open");
      },
      [&options, given] { return lint(options, given->words, given->drafting); });
  command(
      "explain", "The page of a diagnostic: what it means, a bad and a good example",
      [&](CLI::App* sub) { sub->add_option("code", given->name, "For instance C0203; none lists them"); },
      [&options, given] { return tool::explain(options, given->name); });
  command(
      "fmt", "Write files in their canonical form",
      [&](CLI::App* sub) {
        sub->add_option("file", given->words,
                        "Files or folders; - goes from standard input to standard output");
        sub->add_flag("--check", given->check_only,
                      "List the files that differ, write nothing; exit 1 if there are any");
        sub->add_flag("--stdin", given->standard_input, "The same as -");
      },
      [&options, given] {
        if (given->standard_input) given->words.emplace_back("-");
        return format_files(options, given->words, given->check_only);
      });
  command(
      "dump", "What a stage of the pipeline made of a text",
      [&](CLI::App* sub) {
        sub->add_option("--stage", given->stage, "tokens, tree or model")->default_val("model");
        sub->add_option("file", given->words, "Files or folders; - is standard input");
      },
      [&options, given] { return dump(options, given->stage, given->words); });
  command(
      "schema", "The JSON Schema of a document",
      [&](CLI::App* sub) { sub->add_option("name", given->name, "For instance ask; none lists them"); },
      [&options, given] { return schema(options, given->name); });
}

void add_verify_of_manifest(CommandLine& line) {
  const auto manifest = std::make_shared<std::string>();
  line.add("verify", "Run what a manifest holds again, and compare", [manifest] { return verify(*manifest); })
      ->add_option("manifest", *manifest, "The file")
      ->required();
}

}  // namespace casus::tool
