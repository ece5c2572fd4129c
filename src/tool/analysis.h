// The commands that analyse: one function each, in cmd_<command>.cpp; each returns an exit code.
#pragma once

#include <string>
#include <vector>

#include "tool/session.h"

namespace casus::tool {

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

/// `casus timeline STATE`: what a state has undertaken, and what has been undertaken toward it, text by text. `svg`: a file
/// to write the picture to; empty: none.
int timeline(const Options& options, const std::string& state, const std::string& svg);

}  // namespace casus::tool
