// The inventory of diagnostics: every code with its severity and title. Each has a page in docs/diagnostics
// with a bad and a good example, which the tests run.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace casus::diag {

enum class Severity : std::uint8_t { error, warning };

/// Number of the code; never reused once published. 1–99 text, 100–199 syntax, 200–299 names, 300–399 dates
/// and spells, 400–499 clauses, 500–599 scenarios, 600–699 files, 700–799 data sets of others, 800–899 evidence.
enum class Code : std::uint16_t {
  not_text = 1,
  unknown_character = 2,
  unterminated_text = 3,
  malformed_number = 4,

  expected = 101,
  unknown_item = 102,
  unknown_slot = 103,
  unclosed_block = 104,
  stray_close = 105,
  nested_too_deep = 106,

  duplicate_name = 201,
  unknown_name = 202,
  unknown_state = 203,
  ambiguous_code = 204,
  unknown_word = 205,
  duplicate_code = 206,
  missing_role = 207,
  unknown_provision = 208,

  not_a_date = 301,
  no_such_day = 302,
  spell_reversed = 303,
  state_did_not_exist = 304,
  overlapping_spells = 305,
  bound_before_joining = 306,

  no_citation = 401,
  no_status = 402,
  no_trigger = 403,
  no_duty = 404,
  slot_without_duty = 405,
  repeated_slot = 406,
  never_triggers = 407,
  assists_and_neutral = 408,
  deadline_without_start = 409,
  area_without_place = 410,
  proposal_in_force = 411,
  circular_reference = 412,
  no_such_binding = 413,
  phrase_too_long = 414,
  question_undecided_kind = 415,
  no_force = 416,
  no_role = 417,
  missing_slot = 418,
  proposal_as_binding = 419,

  no_scenario_date = 501,
  unknown_event_kind = 502,
  event_without_target = 503,
  event_without_actor = 504,
  expectation_failed = 505,
  attacks_itself = 506,
  too_many_questions = 507,
  no_event = 508,
  place_needed = 509,
  outside_coverage = 510,
  suppositions_contradict = 511,

  cannot_read = 601,
  too_large = 602,
  includes_itself = 603,
  empty_source = 604,
  too_many_faults = 605,

  table_unreadable = 701,
  table_columns = 702,
  table_value = 703,
  table_version = 704,
  table_duplicate = 705,
  table_state = 706,
  no_store = 707,
  no_right_to_pass_on = 708,
  pair_line = 709,
  definition_unfit = 710,

  no_pledge_store = 801,
  not_a_pledge_store = 802,
  pledge_store_damaged = 803,
  pledge_store_version = 804,
  pledge_store_held = 805,
  pledge_store_unwritable = 806,
  pledge_differs = 807,
  no_entry_to_correct = 808,
  pledge_row = 809,
  number_of_nothing = 810,
  beyond_earlier = 811,
  stage_too_early = 812,
  stage_after_end = 813,
  total_goes_down = 814,
  corrects_another = 815,
  other_measure = 816,
  unknown_currency = 817,
  rates_unfit = 818,
  figures_disagree = 819,

  entry_incomplete = 820,
  hold_unfit = 821,
  no_stance = 822,
};

struct CodeInfo {
  Code code;
  Severity severity;
  std::string_view title;
};

/// Every code, in ascending order.
std::span<const CodeInfo> inventory();

/// The entry of `code`; every code has one.
const CodeInfo& info(Code code);

/// `C0203`.
std::string label(Code code);

/// The entry named by `C0203`, `c203` or `203`; null where there is none.
const CodeInfo* find(std::string_view label);

}  // namespace casus::diag
