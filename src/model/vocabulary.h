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
  armed_attack,
  invasion,
  bombardment,
  blockade,
  seizure,
  occupation,
  annexation,
  border_clash,
  incursion,
  cyber_operation,
  sabotage,
  terrorist_attack,
  nuclear_use,
  threat,
  ultimatum,
  mobilisation,
  declaration_of_war,
  entry_into_war,
  assistance,
  intervention_on_request,
  deployment,
  arms_sale,
  coup,
  insurgency,
  request,
  decision,
  count_
};

/// What a duty asks for, in families: talk · support · resources · force · permission · restraint · upkeep.
enum class Act : std::uint8_t {
  consult,
  notify,
  decide,
  report_to_security_council,
  support_diplomatically,
  seek_security_council_action,
  certify,
  sanction,
  keep_sanctions,
  fund,
  supply_arms,
  supply_technology,
  share_intelligence,
  train,
  exercise,
  build_capacity,
  preserve_military_edge,
  assist,
  use_force,
  use_all_forces,
  allow_transit,
  host_forces,
  threaten_force,
  use_nuclear_weapons,
  coerce_economically,
  respect_borders,
  assist_attacker,
  stay_neutral,
  conclude_separate_peace,
  conclude_conflicting_engagement,
  join_alliance,
  join_hostile_alliance,
  request_funds,
  settle_peacefully,
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
  count_
};

enum class CodingStatus : std::uint8_t { none, draft, reviewed, disputed };
enum class Confidence : std::uint8_t { none, high, medium, low };

/// What is left to the debtor. `none`: nothing, the duty says what is owed.
enum class Discretion : std::uint8_t { none, means, extent, existence };

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
std::string_view name(RoleKind value);
std::string_view name(QuestionKind value);
std::string_view name(CodeSystem value);

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
/// True where an event of the kind must name a target.
bool needs_target(EventKind kind);
/// True where the target is struck or threatened; not where it is helped, supplied or asked.
bool strikes(EventKind kind);

ActFamily family(Act act);
/// True where the act is done against its object (force, sanctions), so that the object of a duty to do it is
/// a target.
bool is_against(Act act);
std::string_view name(ActFamily value);

}  // namespace casus::model
