#include "model/vocabulary.h"

#include <array>
#include <vector>

namespace casus::model {
namespace {

using sv = std::string_view;

constexpr std::array<sv, static_cast<std::size_t>(EventKind::count_)> event_names = {
#define EVENT(name, ...) #name,
#include "model/events.inc"
#undef EVENT
};

struct EventTraits {
  sv singular;  ///< the verb of an event line
  sv plural;
  bool needs_target;
  bool strikes;
  EventWords words;
};
constexpr bool target = true, free = false, struck = true, other = false;
constexpr std::array<EventTraits, static_cast<std::size_t>(EventKind::count_)> events = {{
#define EVENT(name, singular, plural, needs, strikes, form, ...) \
  {singular, plural, needs, strikes, {form, __VA_ARGS__}},
#include "model/events.inc"
#undef EVENT
}};

constexpr std::array<sv, static_cast<std::size_t>(Act::count_)> act_names = {
#define ACT(name, ...) #name,
#include "model/acts.inc"
#undef ACT
};

struct ActTraits {
  bool against;
  ActWords words;
};
constexpr bool toward = false, against = true;
constexpr std::array<ActTraits, static_cast<std::size_t>(Act::count_)> acts = {{
#define ACT(name, family, direction, with, without) {direction, {with, without}},
#include "model/acts.inc"
#undef ACT
}};

constexpr std::array<sv, 5> modality_names = {"must", "must_not", "may", "should", "should_not"};
constexpr std::array<sv, 7> force_names = {"binding", "political", "unilateral", "proposal",
                                           "draft",   "lapsed",    "disputed"};
constexpr std::array<sv, static_cast<std::size_t>(InstrumentKind::count_)> instrument_names = {
    "treaty",  "protocol",  "memorandum",      "declaration", "statute",           "constitution",
    "compact", "agreement", "executive_order", "communique",  "exchange_of_notes", "resolution",
    "policy"};
constexpr std::array<sv, 4> status_names = {"none", "draft", "reviewed", "disputed"};
constexpr std::array<sv, 4> confidence_names = {"none", "high", "medium", "low"};
constexpr std::array<sv, 6> discretion_names = {"none", "means", "extent", "existence", "organ", "agreement"};
constexpr std::array<sv, static_cast<std::size_t>(Means::count_)> means_names = {
    "armed_force",      "all_forces",   "all_means",       "military_aid",
    "military",         "diplomatic",   "economic",        "financial",
    "humanitarian",     "arms",         "nuclear_weapons", "conventional_weapons",
    "chemical_weapons", "naval_forces", "air_forces",      "volunteers"};
constexpr std::array<sv, static_cast<std::size_t>(DecisionRule::count_)> rule_names = {
    "none", "unanimity", "consensus", "two_thirds", "three_quarters", "majority"};
constexpr std::array<sv, 5> process_names = {"none", "constitutional", "decision", "request",
                                             "appropriation"};
constexpr std::array<sv, static_cast<std::size_t>(RoleKind::count_)> role_names = {
    "party", "guarantor", "beneficiary", "provider", "signatory", "member", "recipient"};
constexpr std::array<sv, 3> question_names = {"factual", "interpretive", "decisional"};
constexpr std::array<sv, static_cast<std::size_t>(CodeSystem::count_)> code_names = {
    "cow", "cow_abbreviation", "gw", "iso3", "iso2"};
constexpr std::array<sv, static_cast<std::size_t>(Stage::count_)> stage_names = {
    "announced", "committed", "allocated", "contracted", "shipped", "delivered", "cancelled", "replaced"};
constexpr std::array<sv, static_cast<std::size_t>(Category::count_)> category_names = {
    "unspecified", "military", "financial", "humanitarian", "political", "diplomatic"};
constexpr std::array<sv, static_cast<std::size_t>(Valuation::count_)> valuation_names = {
    "unstated", "stated", "acquisition", "replacement", "book", "market", "estimate"};
constexpr std::array<sv, static_cast<std::size_t>(SourceKind::count_)> source_names = {
    "news", "statement", "official", "law", "record", "data", "scholarship"};
constexpr std::array<sv, static_cast<std::size_t>(ClaimKind::count_)> claim_names = {
    "fact", "attributed", "demand", "opinion", "prediction"};
constexpr std::array<sv, static_cast<std::size_t>(Verdict::count_)> verdict_names = {
    "supported", "contradicted", "undecidable", "opinion"};
constexpr std::array<sv, static_cast<std::size_t>(Property::count_)> property_names = {
    "office", "author", "day", "years", "spelling", "said", "mentions"};
constexpr std::array<sv, 8> family_names = {"talk",  "support",    "sanctions", "resources",
                                            "force", "permission", "restraint", "upkeep"};

}  // namespace

// One definition for each enumeration: its name, and the list of its names.
#define CASUS_NAMES(Enum, list)                                                         \
  std::string_view name(Enum value) { return (list)[static_cast<std::size_t>(value)]; } \
  template <>                                                                           \
  std::span<const std::string_view> names_of<Enum>() {                                  \
    return list;                                                                        \
  }
CASUS_NAMES(EventKind, event_names)
CASUS_NAMES(Act, act_names)
CASUS_NAMES(Modality, modality_names)
CASUS_NAMES(Force, force_names)
CASUS_NAMES(InstrumentKind, instrument_names)
CASUS_NAMES(CodingStatus, status_names)
CASUS_NAMES(Confidence, confidence_names)
CASUS_NAMES(Discretion, discretion_names)
CASUS_NAMES(Means, means_names)
CASUS_NAMES(ProcessKind, process_names)
CASUS_NAMES(DecisionRule, rule_names)
CASUS_NAMES(RoleKind, role_names)
CASUS_NAMES(QuestionKind, question_names)
CASUS_NAMES(CodeSystem, code_names)
CASUS_NAMES(ActFamily, family_names)
CASUS_NAMES(Stage, stage_names)
CASUS_NAMES(Category, category_names)
CASUS_NAMES(Valuation, valuation_names)
CASUS_NAMES(SourceKind, source_names)
CASUS_NAMES(ClaimKind, claim_names)
CASUS_NAMES(Verdict, verdict_names)
CASUS_NAMES(Property, property_names)
#undef CASUS_NAMES

std::optional<EventKind> event_kind_of(std::string_view word) {
  if (word.empty()) return std::nullopt;
  for (std::size_t i = 0; i < events.size(); ++i)
    if (word == events[i].singular || word == events[i].plural || word == event_names[i])
      return static_cast<EventKind>(i);
  return std::nullopt;
}

std::optional<EventKind> performed_by(Act act) {
  switch (act) {
    case Act::assist:
    case Act::guarantee:
    case Act::meet_common_danger: return EventKind::assistance;
    case Act::use_force:
    case Act::use_all_forces: return EventKind::entry_into_war;
    case Act::declare_war: return EventKind::declaration_of_war;
    case Act::mobilise: return EventKind::mobilisation;
    case Act::deploy_forces: return EventKind::deployment;
    case Act::supply_arms: return EventKind::arms_sale;
    default: return std::nullopt;
  }
}

std::string_view verb(EventKind kind) { return events[static_cast<std::size_t>(kind)].singular; }

std::span<const std::string_view> event_words() {
  static const auto words = [] {
    std::vector<std::string_view> list;
    for (const auto& v : events)
      if (!v.singular.empty()) list.push_back(v.singular);
    list.insert(list.end(), event_names.begin(), event_names.end());
    return list;
  }();
  return words;
}

bool needs_target(EventKind kind) { return events[static_cast<std::size_t>(kind)].needs_target; }
bool strikes(EventKind kind) { return events[static_cast<std::size_t>(kind)].strikes; }
const EventWords& words_of(EventKind kind) { return events[static_cast<std::size_t>(kind)].words; }

bool is_against(Act act) { return acts[static_cast<std::size_t>(act)].against; }
const ActWords& words_of(Act act) { return acts[static_cast<std::size_t>(act)].words; }

}  // namespace casus::model
