// The accession check: on which days the corpus has a state bound by an instrument, and on which ATOP has it in the same alliance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "diag/sink.h"
#include "history/atop.h"
#include "history/pairs.h"
#include "model/model.h"

namespace casus::history {

/// How two days at the same end of a membership differ. The classes follow from the dates and the questions that both sides hold,
/// and from nothing else: the first one that fits, from above, is the class.
enum class Difference : std::uint8_t {
  same,
  vague,        ///< a date is vague, and may be the other's day
  uncovered,    ///< the corpus has an end behind the last day that ATOP covers
  suspension,   ///< ATOP ends or breaks off, the corpus goes on with a suspension that begins then or later
  gap,          ///< one side breaks off and begins again, the other goes on
  open_corpus,  ///< only ATOP has an end
  open_atop,    ///< only the corpus has an end
  signature,    ///< ATOP has the day on which the instrument was signed, the corpus a later one
  old_style,    ///< ATOP has the date of the Julian calendar, the corpus that of the Gregorian
  between,  ///< ATOP has a day after the signature and before the instrument was in force, the corpus a later one
  accession,  ///< the state joined an instrument in force, and ATOP has an earlier day
  last_day,   ///< ATOP has the last day on which it was bound, the corpus the day after
  question,   ///< nothing of this, and the corpus leaves this end to a question
  earlier,    ///< ATOP has an earlier day, and nothing in the corpus says why
  later,      ///< ATOP has a later day, and nothing in the corpus says why
  count_
};
std::string_view name(Difference difference);
/// The class in a sentence.
std::string_view meaning(Difference difference);

/// Who has the spell.
enum class Presence : std::uint8_t {
  both,
  corpus_only,
  atop_only,
  question,        ///< the corpus alone, and it leaves the spell to a question
  no_code,         ///< the corpus alone: the state bears no code of the Correlates of War on those days
  not_covered,     ///< the corpus alone: the spell begins behind the last day that ATOP covers
  never_in_force,  ///< ATOP alone: the corpus has the text, and never in force
  count_
};
std::string_view name(Presence presence);
std::string_view meaning(Presence presence);

/// Days from the one to the other, the least and the most that the dates allow; positive where the corpus is later.
struct DaysApart {
  std::int32_t least = 0;
  std::int32_t most = 0;
  friend bool operator==(const DaysApart&, const DaysApart&) = default;
};

/// The beginning or the end of a spell on both sides; an end may be open (`Day::max()`). A side that lacks the spell, or goes on
/// through it, has no day.
struct SpellEnd {
  std::optional<VagueDay> corpus;
  std::optional<VagueDay> atop;
  std::optional<DaysApart> days;         ///< where both have a day
  std::optional<Difference> difference;  ///< where both have the spell
};

/// One spell of one state.
struct AccessionRow {
  std::size_t group = 0;  ///< index into `AccessionCheck::groups`
  model::StateId state;
  std::vector<model::RoleKind> roles;        ///< in the corpus
  std::vector<model::QuestionId> questions;  ///< on which the corpus has it hang
  Presence presence = Presence::both;
  SpellEnd begin;
  SpellEnd end;
};

/// Instruments and alliances that pairs bring together: a family of texts may be several alliances, and an alliance several
/// texts. Their days count together.
struct PairGroup {
  std::vector<model::InstrumentId> instruments;
  std::vector<model::InstrumentId> alliances;
};

/// Directed dyads with a pledge at any time, of states that both sides have in the alliance.
struct PledgeRow {
  std::size_t group = 0;
  Pledge pledge = Pledge::defense;
  std::size_t both = 0;
  std::size_t corpus_only = 0;
  std::size_t atop_only = 0;
};

struct AccessionCheck {
  std::vector<PairGroup> groups;   ///< by the name of the first instrument
  std::vector<AccessionRow> rows;  ///< by group, code of the state, day
  std::vector<PledgeRow> pledges;  ///< by group and pledge; none where neither side has it
  std::vector<Pair> doubtful;      ///< those of the pairs that name what the model holds
  std::vector<Pair> absent;        ///< the alliance is not among the instruments read
};

/// Compares pair by pair. The alliances are instruments of the model of the names that `atop_name` gives. A pair whose instrument the
/// model does not have is an error in the sink.
AccessionCheck check_accession(const model::Model& model, const std::string& file,
                               const std::vector<Pair>& pairs, diag::Sink& sink);

/// How often a class occurs, and the median of the days between, where both dates are exact.
struct DifferenceCount {
  Difference difference = Difference::same;
  std::size_t begins = 0;
  std::size_t ends = 0;
  std::optional<double> begin_days;
  std::optional<double> end_days;
};
struct AccessionSummary {
  std::size_t pairs = 0, instruments = 0, alliances = 0;
  std::size_t states = 0;  ///< states by pair
  std::size_t spells = 0;
  std::array<std::size_t, static_cast<std::size_t>(Presence::count_)> presence{};  ///< spells
  std::vector<DifferenceCount> differences;    ///< of spells that both have; those that occur
  std::size_t same = 0;                        ///< spells of the same beginning and the same end
  std::optional<double> begin_days, end_days;  ///< medians over all classes
};
AccessionSummary summary(const AccessionCheck& check);

/// Whether anything differs that ATOP could have: not what its days or its codes leave out.
bool differs(const AccessionCheck& check);

/// `1949-08-24`, `1921-06`, `1921`, `1979-03-26?`; `[1976-12-31..1980-01-01]` for one day of a run that is no month and no year
/// (EDTF); empty for an open end.
std::string edtf(const VagueDay& day);

}  // namespace casus::history
