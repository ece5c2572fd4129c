// The commands that look at who stands for whom: diff, count, gaps, atlas, timeline.
#include <memory>

#include "tool/analysis.h"
#include "tool/command_line.h"
#include "tool/sweep.h"

namespace casus::tool {

namespace {

void sweep_options(CLI::App* command, Options& options, SweepWords& words) {
  terms_options(command, options);
  command->add_option("--kind", words.kind, "The kind of event (default: armed_attack)");
  command->add_option("--act", words.act,
                      "The least that counts as help, as consult or use_force (default: assist)");
  command->add_option("--by", words.by, "Attackers, with commas between them (default: anyone)");
}

}  // namespace

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

void add_gaps(CommandLine& line) {
  Options& options = line.options;
  const auto words = std::make_shared<SweepWords>();
  auto* command = line.add("gaps", "States that nobody must help, and how firmly the others are covered",
                           [&options, words] { return gaps(options, *words); });
  sweep_options(command, options, *words);
  command->add_flag("--all", options.all, "Also the states for whom somebody is bound");
}

void add_atlas(CommandLine& line) {
  Options& options = line.options;
  const auto words = std::make_shared<SweepWords>();
  const auto files = std::make_shared<AtlasFiles>();
  auto* command = line.add("atlas", "Every attacker against every state attacked: how many are bound",
                           [&options, words, files] { return atlas(options, *words, *files); });
  sweep_options(command, options, *words);
  command->add_option("--of", words->of, "States attacked, with commas between them (default: every state)");
  command->add_option("--years", words->years, "The first of January of each year, as 1816-2025");
  command->add_option("--svg", files->svg, "Write a heat map to this file");
  command->add_option("--network-svg", files->network_svg,
                      "Write the network of who is bound to help whom to this file");
  command->add_option("--graphml", files->graphml, "Write the network as GraphML");
  command->add_option("--gexf", files->gexf, "Write the network as GEXF; with --years its edges have spells");
}

void add_network(CommandLine& line) {
  Options& options = line.options;
  const auto words = std::make_shared<SweepWords>();
  auto* command =
      line.add("network", "Who is bound to help whom on a day, against any attacker or those named",
               [&options, words] { return network(options, *words); });
  sweep_options(command, options, *words);
}

void add_timeline(CommandLine& line) {
  Options& options = line.options;
  struct TimelineWords {
    std::string state, svg;
  };
  const auto of = std::make_shared<TimelineWords>();
  auto* command = line.add(
      "timeline", "What a state has undertaken and what has been undertaken toward it, over the years",
      [&options, of] { return timeline(options, of->state, of->svg); });
  command->add_option("state", of->state, "The state")->required();
  command->add_option("--svg", of->svg, "Write a chart to this file");
}

}  // namespace casus::tool
