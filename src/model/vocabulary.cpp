#include "model/vocabulary.h"

#include <array>
#include <vector>

namespace casus::model {
namespace {

using sv = std::string_view;

constexpr std::array<sv, static_cast<std::size_t>(EventKind::count_)> event_names = {
    "armed_attack", "invasion",           "bombardment",    "blockade",   "seizure",
    "occupation",   "annexation",         "border_clash",   "incursion",  "cyber_operation",
    "sabotage",     "terrorist_attack",   "nuclear_use",    "threat",     "ultimatum",
    "mobilisation", "declaration_of_war", "entry_into_war", "assistance", "intervention_on_request",
    "deployment",   "arms_sale",          "coup",           "insurgency", "request",
    "decision"};

// The verb of an event line, third person singular and plural.
struct Verb {
  sv singular;
  sv plural;
};
constexpr std::array<Verb, static_cast<std::size_t>(EventKind::count_)> verbs = {{
    {"attacks", "attack"},
    {"invades", "invade"},
    {"bombards", "bombard"},
    {"blockades", "blockade"},
    {"seizes", "seize"},
    {"occupies", "occupy"},
    {"annexes", "annex"},
    {"clashes_with", "clash_with"},
    {"intrudes_on", "intrude_on"},
    {"", ""},
    {"sabotages", "sabotage"},
    {"", ""},
    {"nukes", "nuke"},
    {"threatens", "threaten"},
    {"", ""},
    {"mobilises", "mobilise"},
    {"declares_war", "declare_war"},
    {"enters_war", "enter_war"},
    {"assists", "assist"},
    {"intervenes", "intervene"},
    {"deploys", "deploy"},
    {"sells_arms", "sell_arms"},
    {"", ""},
    {"", ""},
    {"requests", "request"},
    {"decides", "decide"},
}};

constexpr std::array<sv, static_cast<std::size_t>(Act::count_)> act_names = {
    "consult",
    "notify",
    "decide",
    "report_to_security_council",
    "support_diplomatically",
    "seek_security_council_action",
    "certify",
    "sanction",
    "keep_sanctions",
    "fund",
    "supply_arms",
    "supply_technology",
    "share_intelligence",
    "train",
    "exercise",
    "build_capacity",
    "preserve_military_edge",
    "assist",
    "use_force",
    "use_all_forces",
    "allow_transit",
    "host_forces",
    "threaten_force",
    "use_nuclear_weapons",
    "coerce_economically",
    "respect_borders",
    "assist_attacker",
    "stay_neutral",
    "conclude_separate_peace",
    "conclude_conflicting_engagement",
    "join_alliance",
    "join_hostile_alliance",
    "request_funds",
    "settle_peacefully"};

constexpr std::array<sv, 5> modality_names = {"must", "must_not", "may", "should", "should_not"};
constexpr std::array<sv, 7> force_names = {"binding", "political", "unilateral", "proposal",
                                           "draft",   "lapsed",    "disputed"};
constexpr std::array<sv, static_cast<std::size_t>(InstrumentKind::count_)> instrument_names = {
    "treaty",       "protocol", "memorandum", "declaration",     "statute",
    "constitution", "compact",  "agreement",  "executive_order", "communique"};
constexpr std::array<sv, 4> status_names = {"none", "draft", "reviewed", "disputed"};
constexpr std::array<sv, 4> confidence_names = {"none", "high", "medium", "low"};
constexpr std::array<sv, 4> discretion_names = {"none", "means", "extent", "existence"};
constexpr std::array<sv, static_cast<std::size_t>(Means::count_)> means_names = {
    "armed_force",     "all_forces", "all_means",       "military_aid",
    "military",        "diplomatic", "economic",        "financial",
    "humanitarian",    "arms",       "nuclear_weapons", "conventional_weapons",
    "chemical_weapons"};
constexpr std::array<sv, 5> process_names = {"none", "constitutional", "decision", "request",
                                             "appropriation"};
constexpr std::array<sv, static_cast<std::size_t>(RoleKind::count_)> role_names = {
    "party", "guarantor", "beneficiary", "provider", "signatory", "member", "recipient"};
constexpr std::array<sv, 3> question_names = {"factual", "interpretive", "decisional"};
constexpr std::array<sv, static_cast<std::size_t>(CodeSystem::count_)> code_names = {
    "cow", "cow_abbreviation", "gw", "iso3", "iso2"};
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
CASUS_NAMES(RoleKind, role_names)
CASUS_NAMES(QuestionKind, question_names)
CASUS_NAMES(CodeSystem, code_names)
CASUS_NAMES(ActFamily, family_names)
#undef CASUS_NAMES

std::optional<EventKind> event_kind_of(std::string_view word) {
  if (word.empty()) return std::nullopt;
  for (std::size_t i = 0; i < verbs.size(); ++i)
    if (word == verbs[i].singular || word == verbs[i].plural || word == event_names[i])
      return static_cast<EventKind>(i);
  return std::nullopt;
}

std::string_view verb(EventKind kind) { return verbs[static_cast<std::size_t>(kind)].singular; }

std::span<const std::string_view> event_words() {
  static const auto words = [] {
    std::vector<std::string_view> list;
    for (const auto& v : verbs)
      if (!v.singular.empty()) list.push_back(v.singular);
    list.insert(list.end(), event_names.begin(), event_names.end());
    return list;
  }();
  return words;
}

bool needs_target(EventKind kind) {
  switch (kind) {
    case EventKind::mobilisation:
    case EventKind::request:
    case EventKind::decision: return false;
    default: return true;
  }
}

bool strikes(EventKind kind) {
  switch (kind) {
    case EventKind::assistance:
    case EventKind::intervention_on_request:
    case EventKind::deployment:
    case EventKind::arms_sale:
    case EventKind::request:
    case EventKind::decision: return false;
    default: return true;
  }
}

ActFamily family(Act act) {
  switch (act) {
    case Act::consult:
    case Act::notify:
    case Act::decide:
    case Act::report_to_security_council: return ActFamily::talk;
    case Act::support_diplomatically:
    case Act::seek_security_council_action:
    case Act::certify: return ActFamily::support;
    case Act::sanction:
    case Act::keep_sanctions: return ActFamily::sanctions;
    case Act::fund:
    case Act::supply_arms:
    case Act::supply_technology:
    case Act::share_intelligence:
    case Act::train:
    case Act::exercise:
    case Act::preserve_military_edge: return ActFamily::resources;
    case Act::assist:
    case Act::use_force:
    case Act::use_all_forces: return ActFamily::force;
    case Act::allow_transit:
    case Act::host_forces: return ActFamily::permission;
    case Act::build_capacity:
    case Act::settle_peacefully: return ActFamily::upkeep;
    default: return ActFamily::restraint;
  }
}

bool is_against(Act act) {
  switch (act) {
    case Act::sanction:
    case Act::use_force:
    case Act::use_all_forces:
    case Act::threaten_force:
    case Act::use_nuclear_weapons:
    case Act::coerce_economically: return true;
    default: return false;
  }
}

}  // namespace casus::model
