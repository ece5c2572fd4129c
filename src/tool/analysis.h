// The commands that analyse: one function each, in cmd_<command>.cpp; each returns an exit code.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

/// `casus replay FILE|SCENARIO`: a scenario day by day, what the texts ask beside what the states do in it. `only` names one
/// scenario of a file.
int replay(const Options& options, const std::string& what, const std::string& only);
/// What `casus conflicts` is told besides events and the day.
struct ConflictWords {
  int events = 1;
  std::vector<std::string> kinds;
  std::string state;
  std::string accepted;
  std::string resume;
  unsigned threads = 0;  ///< 0: one a core
};
/// `casus conflicts [EVENT…]`: duties of one debtor that exclude each other, in a scenario or over the corpus on a day.
int conflicts(const Options& options, const std::vector<std::string>& events, const ConflictWords& words);

/// `casus flip EVENT…`: the smallest answers that bind or release whom. `settle` holds readings and answers
/// (`NAME`, `NAME=no`) that are taken as given first.
int flip(const Options& options, const std::vector<std::string>& events,
         const std::vector<std::string>& settle);

/// `casus brief EVENT…`: one page in Markdown, or with `html` as one HTML file of that name.
int brief(const Options& options, const std::vector<std::string>& events, const std::string& html);

/// The words of `casus diff`.
struct DiffWords {
  std::vector<std::string> arrangements;
  std::string file;         ///< of arrangements, one a line
  std::string beneficiary;  ///< for whom; empty: the one that the arrangements speak of
  std::vector<std::string> attackers;
  bool matrix = false;
  bool brief = false;
  std::string html;  ///< file to write the page to
};
/// `casus diff LEFT RIGHT`: what differs between two arrangements, measured on the same situations. 1 where they differ.
int diff(const Options& options, const DiffWords& words);
// ── count
/// What `casus count` is told beside the options that all commands share.
struct CountWords {
  std::string protector;
  std::string by;        ///< the name of a definition, or a file that holds one
  std::string attacker;  ///< empty: any state outside the text
};
/// `casus count --protector STATE --by DEFINITION`: how many states it is bound to defend, and on which clauses each rests.
int count(const Options& options, const CountWords& words);

// ── who stands for whom
struct SweepWords;
/// `casus gaps`: states that nobody must help, and how firmly the others are covered.
int gaps(const Options& options, const SweepWords& words);

/// Files that `casus atlas` writes; empty: none.
struct AtlasFiles {
  std::string svg;          ///< heat map
  std::string network_svg;  ///< the network on a circle
  std::string graphml;
  std::string gexf;
};
/// `casus atlas`: every attacker against every state attacked, on one day or year by year.
int atlas(const Options& options, const SweepWords& words, const AtlasFiles& files);
/// `casus network`: who is bound to help whom on a day, with a place for each state on the page.
int network(const Options& options, const SweepWords& words);

/// `casus timeline STATE`: what a state has undertaken, and what has been undertaken toward it, text by text. `svg`: a file
/// to write the picture to; empty: none.
int timeline(const Options& options, const std::string& state, const std::string& svg);

}  // namespace casus::tool
