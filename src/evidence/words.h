// How entries of pledges are named, and their numbers written: the same in the store, in tables and in documents.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/evidence.h"

namespace casus::evidence {

using namespace model;

/// `exact`, `about`, `at_least`, `up_to`.
std::string_view name(Bound bound);
/// The same before a number, with a blank behind it: `at least `; nothing where it is exact.
std::string_view before_number(Bound bound);
std::optional<Bound> bound_named(std::string_view word);

/// `stage`, `due`, `late`, `withdrawn`.
std::string_view name(EntryKind kind);
std::optional<EntryKind> entry_kind_named(std::string_view word);

/// What an entry tells, in one word: its stage, or `due`, `late`, `withdrawn`.
std::string_view entry_word(EntryKind kind, Stage stage);
inline std::string_view entry_word(const PledgeEntry& entry) { return entry_word(entry.kind, entry.stage); }
struct EntryWord {
  EntryKind kind = EntryKind::stage;
  Stage stage = Stage::announced;
};
std::optional<EntryWord> entry_named(std::string_view word);
/// All of them, for "did you mean".
std::vector<std::string_view> entry_words();

/// A day in EDTF, such that reading it gives the same: `2023-02-21`, `2023-02`, `198X?`; where none of these says it, the span
/// `[2023-02-03..2023-02-09]`.
std::string written(const VagueDay& day);
/// The same back. None for anything else.
std::optional<VagueDay> read_day(std::string_view text);

/// Words one after the other, parted by a blank: `DNK NLD`.
std::string joined(const std::vector<std::string>& words);
/// The same back; also parted by `+` or a comma.
std::vector<std::string> parted(std::string_view text);
/// Stages by name, likewise. None where a word is no stage.
std::string joined(const std::vector<Stage>& stages);
std::optional<std::vector<Stage>> read_stages(std::string_view text);

}  // namespace casus::evidence
