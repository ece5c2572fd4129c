// What the commands over the corpus share: loading it, finding an instrument by name, the filter of the command line.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalogue/select.h"
#include "tool/session.h"

namespace casus::tool {

/// A filter as the command line gives it, word by word.
struct FilterWords {
  std::string state, kind, force, act, status, folder;
};

/// The corpus of the options, checked. On a fault prints the diagnostics, sets `exit` and returns nothing.
std::unique_ptr<Session> load_checked(const Options& options, int& exit);

/// The instrument of that name, title or abbreviation; none, with a diagnostic in the session's sink.
model::InstrumentId instrument_named(Session& session, const std::string& name);

/// The provisions of the instrument with that label: `article 5`; all of them for an empty label. Nothing, with a
/// diagnostic, where there is none.
std::optional<std::vector<model::ProvisionId>> provisions_named(Session& session, model::InstrumentId id,
                                                                const std::string& label);

/// The filter that the words mean, or nothing, with diagnostics in the session's sink.
std::optional<catalogue::Filter> filter_of(Session& session, const FilterWords& words);

/// Where the instrument is written.
std::string_view path_of(const Session& session, model::InstrumentId id);

/// One field of a CSV line (RFC 4180).
std::string csv_field(std::string_view text);
/// One line of CSV out of its fields.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace casus::tool
