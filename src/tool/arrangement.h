// One side of a comparison, as the command line names it: `nothing`, an instrument, a supposition, a file or folder of the
// user's; several joined by `;`.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/diff.h"
#include "tool/session.h"

namespace casus::tool {

/// A corpus of its own and what is supposed of it.
struct Arrangement {
  std::unique_ptr<Session> session;
  std::unique_ptr<engine::Program> program;
  analysis::Side side;
  /// Titles of the instruments that other sides name and this one does without, though they stand in force on the day.
  std::vector<std::string> without;

  /// The label, and what the side does without: `North Atlantic Treaty in force, without the Treaty on European Union`.
  std::string told() const;
};

/// Reads one side; `label = …` in front gives it a name; `common` is supposed before it. Instruments of `others`, by their names, are
/// taken out of force where the side does not speak of them. On a fault prints the diagnostics, sets `exit` and returns nothing.
std::optional<Arrangement> read_arrangement(const Options& options, const std::string& words,
                                            const std::string& common, int& exit,
                                            const std::vector<std::string>& others = {});

/// The instruments that a side names as such: those of whole parts, not those within a supposition.
std::vector<std::string> instruments_named(const std::string& words);

/// A file of sides, one a line as `read_arrangement` takes them, `#` comments. A line `common = …` is supposed of all.
struct ArrangementFile {
  std::vector<std::string> sides;
  std::string common;
};
/// Nothing where the file cannot be read.
std::optional<ArrangementFile> read_arrangement_file(const std::string& path);

/// For whom: the state that `word` names, or the one that the sides' suppositions are about. None with a diagnostic printed
/// and `exit` set where it is unknown or cannot be told.
model::StateId beneficiary_of(const std::vector<Arrangement>& sides, const std::string& word, int& exit);

}  // namespace casus::tool
