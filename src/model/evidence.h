// Evidence: pledges with their stages, sources, and what these claim. Plain values; a file, a table of others and a store all give
// the same ones. States and instruments stand here under their names, for a store outlives the corpus it was filled beside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/span.h"
#include "model/scenario.h"
#include "model/vocabulary.h"

namespace casus::model {

/// A number in thousandths of its unit: sums of it are exact.
using Thousandths = std::int64_t;

/// How a number is meant: `about 10`, `at least 100`, `up to 178`.
enum class Bound : std::uint8_t { exact, about, at_least, up_to };

/// A sum of money. Two are added only where currency, basis and valuation are the same; nothing is converted without a rate that
/// the user states.
struct Money {
  Thousandths amount = 0;
  std::string currency;              ///< ISO 4217, or a unit of account such as `XDR`
  std::optional<int> constant_year;  ///< in prices of that year; none: as the source counts, or not stated
  Valuation valuation = Valuation::unstated;
  friend auto operator<=>(const Money&, const Money&) = default;
};

/// What an entry of a pledge tells.
enum class EntryKind : std::uint8_t {
  stage,      ///< a stage was reached, with so much of it
  due,        ///< the day by which it is to be delivered
  late,       ///< the source calls it late
  withdrawn,  ///< an earlier entry was wrong, and nothing stands in its place
  count_
};

/// One thing told of a pledge. Two clocks: when it happened, and when it was known.
struct PledgeEntry {
  std::uint64_t number = 0;  ///< in the log of a store, from 1; 0 outside one
  EntryKind kind = EntryKind::stage;
  Stage stage = Stage::announced;
  std::optional<Thousandths> quantity;  ///< of the item; none: not told
  Bound bound = Bound::exact;
  std::optional<Money> money;
  bool in_all = false;  ///< the numbers are what is reached in all; otherwise they come on top
  VagueDay on;          ///< when it happened; of `due` the day by which
  Day known;            ///< since when it was known
  Category category = Category::unspecified;  ///< narrower than the pledge's own
  std::string item;                           ///< narrower than the pledge's own
  std::string by_pledge;                      ///< of `replaced`: the pledge in its place
  std::string accepted;  ///< why it stands though it goes beyond what came before: the source says so
  std::string source;
  std::string note;
  std::optional<std::uint64_t> corrects;  ///< the entry that no longer counts once this one is known
  Span span;
};

/// Who pledged what to whom, and what became of it.
struct Pledge {
  std::string name;
  std::string title;
  std::vector<std::string> by;  ///< codes of casus
  std::vector<std::string> to;
  std::string item;
  Category category = Category::unspecified;
  std::string instrument;     ///< that promised it; empty: no clause did
  std::string provision;      ///< of it, as `section fmf`
  std::string period;         ///< of a duty that returns, as `2019`; empty: by the days of the entries
  std::string origin;         ///< the collection it is of: figures of two collections are never added
  std::vector<Stage> covers;  ///< what the collection records; empty: every stage
  std::string note;
  std::vector<PledgeEntry> entries;
  Span span;
};

/// A document that says things.
struct Source {
  std::string name;
  std::string title;
  SourceKind kind = SourceKind::news;
  std::string author;
  std::optional<VagueDay> dated;
  std::string dated_written;  ///< the same as it is written: `2023-02-21~`
  std::string cite;
  std::string note;
  Span span;
};

/// What a claim holds, in terms that can be checked.
enum class HoldKind : std::uint8_t {
  expectation,  ///< on duties of its situation: the expectation of that index
  role,         ///< a state is, or is not, party to an instrument
  in_force,     ///< an instrument is, or is not
  force,        ///< an instrument is binding, a proposal …
  kind,         ///< an instrument is a treaty, a constitution …
  dated,        ///< an instrument was signed or published then
  record,       ///< something has a property, as other sources record it
  pledge,       ///< a pledge has reached a stage by a day
  answer,       ///< a question is answered so: a state's own determination
};

struct Hold {
  HoldKind kind = HoldKind::record;
  bool positive = true;
  std::size_t expectation = 0;  ///< index into the scenario of the claim
  StateId state;
  RoleKind role = RoleKind::party;
  InstrumentId instrument;
  Force force = Force::binding;
  InstrumentKind instrument_kind = InstrumentKind::treaty;
  bool published = false;  ///< of `dated`: published; otherwise signed
  std::string subject;     ///< of a record; the name of the pledge or of the question
  Property property = Property::office;
  std::string value;             ///< of a record
  std::optional<double> number;  ///< of a record: years
  Stage stage = Stage::announced;
  std::optional<Thousandths> quantity;  ///< at least so many
  std::optional<VagueDay> on;           ///< the day it is held for
  Spell spell;                          ///< of a record: the days on which it is so
  std::string text;                     ///< as written
  Span span;
};

/// What a source says, or somebody in it.
struct Claim {
  std::string name;
  std::string title;
  std::string source;               ///< by name
  std::string statement;            ///< where in the source
  std::string by;                   ///< who says it; empty: the source itself
  std::vector<StateId> speaks_for;  ///< the states whose word it is
  ClaimKind kind = ClaimKind::fact;
  std::string gist;
  std::string note;
  Scenario situation;  ///< date, suppositions, events; its expectations are those of `holds`
  std::vector<Hold> holds;
  std::optional<Verdict> expected;
  Span span;
};

}  // namespace casus::model
