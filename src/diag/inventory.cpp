#include "diag/inventory.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace casus::diag {
namespace {

using enum Severity;

constexpr std::array table = {
    CodeInfo{Code::not_text, error, "the file is not text"},
    CodeInfo{Code::unknown_character, error, "a character that means nothing here"},
    CodeInfo{Code::unterminated_text, error, "a quotation that is not closed"},
    CodeInfo{Code::malformed_number, error, "neither a number nor a name"},
    CodeInfo{Code::expected, error, "something else was expected"},
    CodeInfo{Code::unknown_item, error, "nothing of this name at the top of a file"},
    CodeInfo{Code::unknown_slot, error, "a line that does not belong here"},
    CodeInfo{Code::unclosed_block, error, "a block that is not closed"},
    CodeInfo{Code::stray_close, error, "a bracket that closes nothing"},
    CodeInfo{Code::nested_too_deep, error, "nested too deep"},
    CodeInfo{Code::duplicate_name, error, "the same name twice"},
    CodeInfo{Code::unknown_name, error, "no such name"},
    CodeInfo{Code::unknown_state, error, "no such state"},
    CodeInfo{Code::ambiguous_code, error, "a code that several states bear"},
    CodeInfo{Code::unknown_word, error, "a word outside the vocabulary"},
    CodeInfo{Code::duplicate_code, error, "one code for two states on one day"},
    CodeInfo{Code::missing_role, error, "a role that the instrument lacks"},
    CodeInfo{Code::unknown_provision, error, "no such provision"},
    CodeInfo{Code::not_a_date, error, "not a date"},
    CodeInfo{Code::no_such_day, error, "a day that the calendar lacks"},
    CodeInfo{Code::spell_reversed, error, "a spell that ends before it begins"},
    CodeInfo{Code::state_did_not_exist, error, "a state that did not exist on the day"},
    CodeInfo{Code::overlapping_spells, error, "spells that overlap"},
    CodeInfo{Code::bound_before_joining, error, "bound before it could be"},
    CodeInfo{Code::no_citation, error, "nothing is cited"},
    CodeInfo{Code::no_status, error, "no coding status"},
    CodeInfo{Code::no_trigger, error, "a provision that says neither when nor standing"},
    CodeInfo{Code::no_duty, warning, "a provision without a duty"},
    CodeInfo{Code::slot_without_duty, error, "a line about a duty without the duty"},
    CodeInfo{Code::repeated_slot, error, "the same line twice"},
    CodeInfo{Code::never_triggers, warning, "a clause that can never come into play"},
    CodeInfo{Code::assists_and_neutral, error, "to assist and to stay neutral in one clause"},
    CodeInfo{Code::deadline_without_start, error, "a deadline that starts nowhere"},
    CodeInfo{Code::area_without_place, warning, "an area with no place in it"},
    CodeInfo{Code::proposal_in_force, error, "a proposal or draft that is said to be in force"},
    CodeInfo{Code::circular_reference, error, "provisions that wait for each other"},
    CodeInfo{Code::no_such_binding, error, "nobody of that description"},
    CodeInfo{Code::phrase_too_long, warning, "a quotation longer than a few decisive words"},
    CodeInfo{Code::question_undecided_kind, error, "the wrong kind of question"},
    CodeInfo{Code::no_force, error, "an instrument without its force"},
    CodeInfo{Code::no_role, error, "an instrument that binds nobody by name"},
    CodeInfo{Code::missing_slot, error, "a line is missing"},
    CodeInfo{Code::proposal_as_binding, error, "a proposal cited as if it were binding"},
    CodeInfo{Code::no_scenario_date, error, "a scenario without a date"},
    CodeInfo{Code::unknown_event_kind, error, "an event of no known kind"},
    CodeInfo{Code::event_without_target, error, "an event that strikes nobody"},
    CodeInfo{Code::event_without_actor, error, "an event without an actor"},
    CodeInfo{Code::expectation_failed, error, "an expectation that is not met"},
    CodeInfo{Code::attacks_itself, error, "actor and target are one"},
    CodeInfo{Code::too_many_questions, warning, "more open questions than can be listed"},
    CodeInfo{Code::no_event, error, "nothing happens"},
    CodeInfo{Code::place_needed, error, "one event, one place"},
    CodeInfo{Code::outside_coverage, error, "a date that the corpus does not cover"},
    CodeInfo{Code::suppositions_contradict, error, "suppositions that contradict each other"},
    CodeInfo{Code::cannot_read, error, "the file cannot be read"},
    CodeInfo{Code::too_large, error, "larger than casus reads"},
    CodeInfo{Code::includes_itself, error, "a file that includes itself"},
    CodeInfo{Code::empty_source, error, "an empty file"},
    CodeInfo{Code::too_many_faults, error, "too many faults to list"},
    CodeInfo{Code::table_unreadable, error, "no table of comma-separated values"},
    CodeInfo{Code::table_columns, error, "not the columns of the data set"},
    CodeInfo{Code::table_value, error, "a value that the data set does not have"},
    CodeInfo{Code::table_version, error, "another version of the data set"},
    CodeInfo{Code::table_duplicate, error, "a second row of the same key"},
    CodeInfo{Code::table_state, warning, "a state that casus does not know on that day"},
    CodeInfo{Code::no_store, error, "no file of imported data sets"},
    CodeInfo{Code::no_right_to_pass_on, error, "rows that may not be passed on"},
    CodeInfo{Code::pair_line, error, "no pair of an instrument and an alliance"},
    CodeInfo{Code::definition_unfit, error, "a definition that cannot be used"},
    CodeInfo{Code::no_pledge_store, error, "no store of pledges"},
    CodeInfo{Code::not_a_pledge_store, error, "a file that is no store of pledges"},
    CodeInfo{Code::pledge_store_damaged, error, "a store of pledges that is damaged"},
    CodeInfo{Code::pledge_store_version, error, "a store of pledges in another format"},
    CodeInfo{Code::pledge_store_held, error, "a store of pledges that somebody else holds"},
    CodeInfo{Code::pledge_store_unwritable, error, "a store of pledges that cannot be written"},
    CodeInfo{Code::pledge_differs, error, "another pledge of the same name"},
    CodeInfo{Code::no_entry_to_correct, error, "no entry that could be corrected"},
    CodeInfo{Code::pledge_row, error, "a row that is no entry of a pledge"},
    CodeInfo{Code::number_of_nothing, error, "a number that is none"},
    CodeInfo{Code::beyond_earlier, error, "more than what came before it"},
    CodeInfo{Code::stage_too_early, error, "a later stage before the first"},
    CodeInfo{Code::stage_after_end, error, "a stage of a pledge that has ended"},
    CodeInfo{Code::total_goes_down, error, "a total that goes down"},
    CodeInfo{Code::corrects_another, error, "a correction of what is not the pledge's"},
    CodeInfo{Code::other_measure, error, "a number in another measure"},
    CodeInfo{Code::unknown_currency, error, "no currency"},
    CodeInfo{Code::rates_unfit, error, "rates that cannot be used"},
    CodeInfo{Code::figures_disagree, error, "figures of one row that do not agree"},
    CodeInfo{Code::entry_incomplete, error, "a stage without a day or a source"},
    CodeInfo{Code::hold_unfit, error, "a claim that holds something it cannot"},
    CodeInfo{Code::no_stance, error, "a state whose stance is not known"},
};
static_assert(std::ranges::is_sorted(table, {}, &CodeInfo::code));

}  // namespace

std::span<const CodeInfo> inventory() { return table; }

const CodeInfo& info(Code code) { return *std::ranges::lower_bound(table, code, {}, &CodeInfo::code); }

std::string label(Code code) { return fmt::format("C{:04}", static_cast<unsigned>(code)); }

const CodeInfo* find(std::string_view text) {
  if (text.starts_with('C') || text.starts_with('c')) text.remove_prefix(1);
  unsigned number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || end != text.data() + text.size()) return nullptr;
  const auto found = std::ranges::find(table, static_cast<Code>(number), &CodeInfo::code);
  return found == table.end() ? nullptr : &*found;
}

}  // namespace casus::diag
