// The closed vocabulary: kinds of event, acts, modalities and the rest. One list each; the names are the same
// in the language, in JSON and in the documentation.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace casus::model {

/// What happens. The lexicon of the corpus says which legal concepts a kind amounts to.
enum class EventKind : std::uint8_t {
#define EVENT(name, singular, plural, target, struck, words, ...) name,
#include "model/events.inc"
#undef EVENT
  count_
};

/// What a duty asks for, in families: talk · support · resources · force · permission · restraint · upkeep.
enum class Act : std::uint8_t {
#define ACT(name, family, direction, with, without) name,
#include "model/acts.inc"
#undef ACT
  count_
};

enum class ActFamily : std::uint8_t {
  talk,
  support,
  sanctions,
  resources,
  force,
  permission,
  restraint,
  upkeep
};

enum class Modality : std::uint8_t { must, must_not, may, should, should_not };

/// `disputed`: whether the text binds is itself in dispute.
enum class Force : std::uint8_t { binding, political, unilateral, proposal, draft, lapsed, disputed };

enum class InstrumentKind : std::uint8_t {
  treaty,
  protocol,
  memorandum,
  declaration,
  statute,
  constitution,
  compact,
  agreement,
  executive_order,
  communique,
  exchange_of_notes,
  resolution,
  policy,
  count_
};

enum class CodingStatus : std::uint8_t { none, draft, reviewed, disputed };
enum class Confidence : std::uint8_t { none, high, medium, low };

/// What is left open, and to whom. `none`: nothing, the duty says what is owed; `means`, `extent`, `existence` are
/// left to the debtor; `organ` and `agreement` leave the form to an organ or to all who owe the duty together.
enum class Discretion : std::uint8_t { none, means, extent, existence, organ, agreement };

enum class Means : std::uint8_t {
  armed_force,
  all_forces,
  all_means,
  military_aid,
  military,
  diplomatic,
  economic,
  financial,
  humanitarian,
  arms,
  nuclear_weapons,
  conventional_weapons,
  chemical_weapons,
  naval_forces,
  air_forces,
  volunteers,
  count_
};

/// How an organ decides. `consensus`: nobody is against; `unanimity`: everybody is for it.
enum class DecisionRule : std::uint8_t {
  none,
  unanimity,
  consensus,
  two_thirds,
  three_quarters,
  majority,
  count_
};

enum class ProcessKind : std::uint8_t { none, constitutional, decision, request, appropriation };

enum class RoleKind : std::uint8_t {
  party,
  guarantor,
  beneficiary,
  provider,
  signatory,
  member,
  recipient,
  count_
};

enum class QuestionKind : std::uint8_t { factual, interpretive, decisional };

/// How far a pledge has come, in order; the last two end it.
enum class Stage : std::uint8_t {
  announced,
  committed,
  allocated,
  contracted,
  shipped,
  delivered,
  cancelled,
  replaced,
  count_
};

/// What kind of help a pledge is.
enum class Category : std::uint8_t {
  unspecified,
  military,
  financial,
  humanitarian,
  political,
  diplomatic,
  count_
};

/// How a value was found: as the donor states it, at what it cost, at what replacing it costs, as the books have it, at market
/// prices, or estimated by others.
enum class Valuation : std::uint8_t {
  unstated,
  stated,
  acquisition,
  replacement,
  book,
  market,
  estimate,
  count_
};

/// What kind of document a source is. A `record` is what others are held against: registers, gazettes, reference works.
enum class SourceKind : std::uint8_t { news, statement, official, law, record, data, scholarship, count_ };

/// What a claim is: only a fact, or what somebody is said to have said, can be true or not.
enum class ClaimKind : std::uint8_t { fact, attributed, demand, opinion, prediction, count_ };

/// What checking a claim ends with.
enum class Verdict : std::uint8_t { supported, contradicted, undecidable, opinion, count_ };

/// What a record says of its subject.
enum class Property : std::uint8_t {
  office,    ///< the office somebody holds
  author,    ///< who made it, with others perhaps
  day,       ///< when it happened
  years,     ///< how long ago it is: an anniversary
  spelling,  ///< how a name is written
  said,      ///< what somebody said
  mentions,  ///< what a text speaks of
  count_
};

/// Systems of state codes besides casus's own.
enum class CodeSystem : std::uint8_t { cow, cow_abbreviation, gw, iso3, iso2, count_ };

/// The name as the language writes it.
std::string_view name(EventKind value);
std::string_view name(Act value);
std::string_view name(Modality value);
std::string_view name(Force value);
std::string_view name(InstrumentKind value);
std::string_view name(CodingStatus value);
std::string_view name(Confidence value);
std::string_view name(Discretion value);
std::string_view name(Means value);
std::string_view name(ProcessKind value);
std::string_view name(DecisionRule value);
std::string_view name(RoleKind value);
std::string_view name(QuestionKind value);
std::string_view name(CodeSystem value);
std::string_view name(Stage value);
std::string_view name(Category value);
std::string_view name(Valuation value);
std::string_view name(SourceKind value);
std::string_view name(ClaimKind value);
std::string_view name(Verdict value);
std::string_view name(Property value);

/// All names of an enumeration, in its order: for look-ups and for "did you mean".
template <class Enum>
std::span<const std::string_view> names_of();

/// The value that `word` names, or nothing.
template <class Enum>
std::optional<Enum> parse(std::string_view word) {
  const auto names = names_of<Enum>();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == word) return static_cast<Enum>(i);
  return std::nullopt;
}

/// The kind that a verb stands for: `invades`, `invade` → invasion. Also the kind's own name.
std::optional<EventKind> event_kind_of(std::string_view word);
/// `invades`; empty for a kind that is written only as a noun (`cyber_operation against EST`).
std::string_view verb(EventKind kind);
/// All verbs and kinds, for "did you mean".
std::span<const std::string_view> event_words();
/// The kind of event by which a state does the act; nothing where the vocabulary has no such event (talk, support,
/// permission, restraint, upkeep). Help is assistance here; whether a text asks for war is for the engine to read.
std::optional<EventKind> performed_by(Act act);
/// True where an event of the kind must name a target.
bool needs_target(EventKind kind);
/// True where the target is struck or threatened; not where it is helped, supplied or asked.
bool strikes(EventKind kind);

/// How an act and an event are put into words; the placeholders are those of `acts.inc` and `events.inc`.
struct ActWords {
  std::string_view with_object;
  std::string_view without_object;
};
const ActWords& words_of(Act act);
struct EventWords {
  std::string_view form;
  std::string_view singular;
  std::string_view plural;
};
const EventWords& words_of(EventKind kind);

/// Inline: every row of an evaluation is asked.
constexpr ActFamily family(Act act) {
  constexpr ActFamily families[] = {
#define ACT(name, family, direction, with, without) ActFamily::family,
#include "model/acts.inc"
#undef ACT
  };
  return families[static_cast<std::size_t>(act)];
}
/// True where the act is done against its object (force, sanctions), so that the object of a duty to do it is
/// a target.
bool is_against(Act act);
std::string_view name(ActFamily value);

}  // namespace casus::model
