// The two files of `casus conflicts`: which conflicts are accepted, and where a search was stopped.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/conflicts.h"
#include "tool/session.h"

namespace casus::tool {

/// A conflict that somebody has looked at and lets stand.
struct AcceptedConflict {
  model::ProvisionId first;
  model::ProvisionId second;
  std::string reason;
  std::size_t line = 0;
};

/// Reads lines `instrument provision | instrument provision | reason`; `#` starts a comment line. Faults are printed to
/// standard error, one line each; then nothing is returned.
std::optional<std::vector<AcceptedConflict>> read_accepted(const model::Model& model,
                                                           const std::string& path);

/// What tells one search from another: a stopped one goes on only under the same corpus and options.
std::string identity_of(const analysis::ConflictSpace& space, const std::string& digest);

/// Writes where the search stands. False, with a message on standard error, where the file cannot be written.
bool write_progress(const std::string& path, const std::string& identity,
                    const analysis::ConflictProgress& progress);

/// Reads it back. A file that does not exist is a search that has not begun; nothing is returned, with a message on standard
/// error, where the file is no such file, or of another search.
std::optional<analysis::ConflictProgress> read_progress(const std::string& path, const std::string& identity,
                                                        const analysis::ConflictSpace& space);

}  // namespace casus::tool
