#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"
#include "tool/manifest.h"
#include "tool/sweep.h"

namespace casus::tool {

namespace {

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

using Words = std::vector<std::string>;

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

void add_diff(CommandLine& line) {
  auto words = std::make_shared<DiffWords>();
  auto* command =
      line.add("diff", "What differs between two guarantees, with the smallest situation that shows it",
               [&line, words] { return diff(line.options, *words); });
  command->add_option(
      "arrangement", words->arrangements,
      "`nothing`, an instrument (supposed in force), a supposition as \"UKR party to NATO\", or a "
      "file or folder; several joined by `;`; `label = …` names it");
  command->add_option("--arrangements", words->file, "A file of arrangements, one a line");
  command->add_option("--for", words->beneficiary, "The state that is to be helped");
  command
      ->add_option("--by", words->attackers, "Attackers (default: one of each class that makes a difference)")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--matrix", words->matrix, "The features of the arrangements, side by side");
  command->add_flag("--brief", words->brief, "One page in Markdown");
  command->add_option("--html", words->html, "Write the page as one HTML file");
  command->add_flag("--all", line.options.all, "Every debtor, however many");
  evaluation_options(command, line.options);
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

void add_verify(CommandLine& line) {
  auto path = std::make_shared<std::string>();
  auto* command =
      line.add("verify", "Run what a manifest holds again, and compare", [path] { return verify(*path); });
  command->add_option("manifest", *path, "The file")->required();
}

void add_count(CommandLine& line) {
  const auto words = std::make_shared<CountWords>();
  Options& options = line.options;
  auto* command = line.add("count", "How many states one state is bound to defend, by a named definition",
                           [&options, words] { return count(options, *words); });
  command->add_option("--protector", words->protector, "The state whose duties are counted")->required();
  command
      ->add_option("--by", words->by,
                   "A definition by name (see `casus list definitions`), or a file with one")
      ->required();
  command->add_option("--attacker", words->attacker,
                      "Only attacks by this state (default: any outside the text)");
  terms_options(command, options);
  command->add_flag("--strict", options.strict, "Exit 4 where a state counts only on an open question");
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

void sweep_options(CLI::App* command, Options& options, SweepWords& words) {
  terms_options(command, options);
  command->add_option("--kind", words.kind, "The kind of event (default: armed_attack)");
  command->add_option("--act", words.act,
                      "The least that counts as help, as consult or use_force (default: assist)");
  command->add_option("--by", words.by, "Attackers, with commas between them (default: anyone)");
}

void add_cover_commands(CommandLine& line) {
  Options& options = line.options;
  const auto words = std::make_shared<SweepWords>();
  auto* command = line.add("gaps", "States that nobody must help, and how firmly the others are covered",
                           [&options, words] { return gaps(options, *words); });
  sweep_options(command, options, *words);
  command->add_flag("--all", options.all, "Also the states for whom somebody is bound");

  const auto files = std::make_shared<AtlasFiles>();
  command = line.add("atlas", "Every attacker against every state attacked: how many are bound",
                     [&options, words, files] { return atlas(options, *words, *files); });
  sweep_options(command, options, *words);
  command->add_option("--of", words->of, "States attacked, with commas between them (default: every state)");
  command->add_option("--years", words->years, "The first of January of each year, as 1816-2025");
  command->add_option("--svg", files->svg, "Write a heat map to this file");
  command->add_option("--network-svg", files->network_svg,
                      "Write the network of who is bound to help whom to this file");
  command->add_option("--graphml", files->graphml, "Write the network as GraphML");
  command->add_option("--gexf", files->gexf, "Write the network as GEXF; with --years its edges have spells");

  struct TimelineWords {
    std::string state, svg;
  };
  const auto of = std::make_shared<TimelineWords>();
  command = line.add("timeline",
                     "What a state has undertaken and what has been undertaken toward it, over the years",
                     [&options, of] { return timeline(options, of->state, of->svg); });
  command->add_option("state", of->state, "The state")->required();
  command->add_option("--svg", of->svg, "Write a chart to this file");
}

}  // namespace

void add_analysis_commands(CommandLine& line) {
  add_flip(line);
  add_diff(line);
  add_brief(line);
  add_verify(line);
  add_count(line);
  add_replay(line);
  add_cover_commands(line);
  add_conflicts(line);
}

}  // namespace casus::tool
