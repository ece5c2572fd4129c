#include "history/layout.h"

#include <algorithm>
#include <array>

namespace casus::history {

namespace {

using enum FieldType;

constexpr Field year_field = {"year", year, "Calendar year"};
constexpr Field instrument_field = {"instrument", text, "Name of the text in casus"};
constexpr Field title_field = {"title", text, "Title of the text"};
constexpr Field atop_field = {"atopid", count,
                              "Number of the alliance in ATOP; missing where the text is not of it"};
constexpr Field member_field = {
    "member", code,
    "Code of the Correlates of War under which the member is known: the one that it bears on "
    "these days, else the next that it bears, else the last; missing where it never bears one"};
constexpr Field states_field = {"states", text,
                                "Who that is in casus, by its own codes and in order of time"};

std::array<Field, all_pledges> pledge_fields(std::string_view defense, std::string_view offense,
                                             std::string_view neutral, std::string_view nonagg,
                                             std::string_view consul, FieldType type = flag) {
  return {{{"defense", type, defense},
           {"offense", type, offense},
           {"neutral", type, neutral},
           {"nonagg", type, nonagg},
           {"consul", type, consul}}};
}

template <class... Parts>
std::vector<Field> fields_of(const Parts&... parts) {
  std::vector<Field> list;
  const auto add = [&](const auto& part) {
    if constexpr (std::is_same_v<std::decay_t<decltype(part)>, Field>) {
      list.push_back(part);
    } else {
      list.insert(list.end(), part.begin(), part.end());
    }
  };
  (add(parts), ...);
  return list;
}

Unit directed_dyad_year() {
  return {.name = "directed-dyad-year",
          .title = "Directed dyad-years",
          .what =
              "What ccode1 has pledged toward ccode2 in the year: a row for every two members of the state "
              "system in "
              "the year, in both directions.",
          .fields = fields_of(
              Field{"ccode1", code, "Who has pledged"}, Field{"ccode2", code, "Toward whom"}, year_field,
              pledge_fields("Active military help where ccode2 is attacked",
                            "Active military help for ccode2 also where it was not attacked",
                            "Neutrality where ccode2 is in conflict", "No use of force against ccode2",
                            "Consultation with ccode2 in a crisis")),
          .key = {"year", "ccode1", "ccode2"},
          .yearly = true,
          .of_one_state = false};
}

Unit dyad_year() {
  return {.name = "dyad-year",
          .title = "Dyad-years",
          .what =
              "What either of two has pledged toward the other in the year: a row for every two members of "
              "the state "
              "system in the year. A flag is 1 where it is 1 in at least one direction of the directed "
              "dyad-year.",
          .fields = fields_of(
              Field{"ccode1", code, "The lower of the two codes"},
              Field{"ccode2", code, "The higher of the two codes"}, year_field,
              pledge_fields("Either has pledged active military help where the other is attacked",
                            "Either has pledged active military help also where the other was not attacked",
                            "Either has pledged neutrality where the other is in conflict",
                            "Either has pledged not to use force against the other",
                            "Either has pledged consultation in a crisis"),
              Field{"asymmetric", flag, "The two directions differ in at least one of the five flags"}),
          .key = {"year", "ccode1", "ccode2"},
          .yearly = true,
          .of_one_state = false};
}

Unit state_year() {
  return {.name = "state-year",
          .title = "State-years",
          .what =
              "What a state has pledged toward at least one other in the year: a row for every member of the "
              "state system in "
              "the year. Flags and partners are those of its directed dyad-years; alliances are counted by "
              "the same rule.",
          .fields = fields_of(
              Field{"ccode", code, "The state"}, year_field,
              Field{"atopally", flag, "Member of at least one alliance; ATOP's name, whatever the corpus"},
              pledge_fields("Has pledged active military help where a partner is attacked",
                            "Has pledged active military help also where a partner was not attacked",
                            "Has pledged neutrality where a partner is in conflict",
                            "Has pledged not to use force against a partner",
                            "Has pledged consultation in a crisis"),
              Field{"partners", count, "Toward how many members of the state system it has pledged anything"},
              Field{"defense_partners", count, "The same for defense"},
              Field{"offense_partners", count, "The same for offense"},
              Field{"neutral_partners", count, "The same for neutral"},
              Field{"nonagg_partners", count, "The same for nonagg"},
              Field{"consul_partners", count, "The same for consul"},
              Field{"bilatno", count, "Alliances of two members that it is a member of"},
              Field{"multino", count, "Alliances of more members that it is a member of"},
              Field{"number", count, "Both together"}),
          .key = {"year", "ccode"},
          .yearly = true};
}

Unit member_spell() {
  return {.name = "member-spell",
          .title = "Member spells",
          .what =
              "A run of days on which a member holds a role while the text is in force. An end is the first "
              "day on which "
              "it does not; it is missing while it goes on. Where a source gives a day vaguely, the first "
              "and the last "
              "day that it may be stand beside each other.",
          .fields = fields_of(
              instrument_field, title_field, atop_field, member_field, states_field,
              Field{"role", text,
                    "The role: party, guarantor, beneficiary, provider, signatory, member or recipient"},
              Field{"begin_earliest", day, "First day that may be the first"},
              Field{"begin_latest", day, "Last day that may be the first"},
              Field{"end_earliest", day, "First day that may be the end"},
              Field{"end_latest", day, "Last day that may be the end"},
              Field{"yrent", year, "Year of the first day"},
              Field{"moent", month_or_day, "Month of it; missing where not known"},
              Field{"dayent", month_or_day, "Day of it; missing where not known"},
              Field{"yrexit", year, "Year of the end; 0 while it goes on, as ATOP has it"},
              Field{"moexit", month_or_day, "Month of it; 0 while it goes on, missing where not known"},
              Field{"dayexit", month_or_day, "Day of it; 0 while it goes on, missing where not known"}),
          .key = {"instrument", "states", "role", "begin_earliest"}};
}

Unit alliance() {
  return {.name = "alliance",
          .title = "Alliances by member and terms",
          .what =
              "What one member owes under one alliance in a run of days on which that does not change. An "
              "alliance is a binding "
              "text that makes at least one of the five pledges. A limit is 1 where every clause by which "
              "the member makes "
              "that pledge has it.",
          .fields = fields_of(
              instrument_field, title_field, atop_field, member_field, states_field,
              Field{"begin", day, "First day"},
              Field{"end", day, "First day on which it is otherwise; missing while it goes on"},
              Field{"bilat", flag, "The alliance never has more than two members on a day"},
              pledge_fields("Active military help where a partner is attacked",
                            "Active military help for a partner also where it was not attacked",
                            "Neutrality where a partner is in conflict", "No use of force against a partner",
                            "Consultation in a crisis"),
              Field{"defcon", flag, "The defence pledge has a limit"},
              Field{"offcon", flag, "The offence pledge has a limit"},
              Field{"neucon", flag, "The neutrality pledge has a limit"},
              Field{"concon", flag, "The consultation pledge has a limit"},
              Field{"defcoadv", flag, "Defence against certain adversaries"},
              Field{"defcoloc", flag, "Defence in a certain place"},
              Field{"defcocon", flag, "Defence in a certain conflict"},
              Field{"defconum", flag, "Defence against several adversaries"},
              Field{"defcodem", flag, "Defence where a demand is not met"},
              Field{"defconpr", flag, "Defence where it is unprovoked"},
              Field{"offcoadv", flag, "Offence against certain adversaries"},
              Field{"offcoloc", flag, "Offence in a certain place"},
              Field{"offcocon", flag, "Offence in a certain conflict"},
              Field{"offconum", flag, "Offence against several adversaries"},
              Field{"offcodem", flag, "Offence where a demand is not met"},
              Field{"neucoadv", flag, "Neutrality toward certain adversaries"},
              Field{"neucoloc", flag, "Neutrality in a certain place"},
              Field{"neucocon", flag, "Neutrality in a certain conflict"},
              Field{"neuconum", flag, "Neutrality where there are several adversaries"},
              Field{"neucodem", flag, "Neutrality where a demand is not met"},
              Field{"neuconpr", flag, "Neutrality where the partner did not provoke it"},
              Field{"neucoatt", flag, "Neutrality where the partner is attacked"},
              Field{"concoadv", flag, "Consultation on certain adversaries"},
              Field{"concoloc", flag, "Consultation on a certain place"},
              Field{"concocon", flag, "Consultation on a certain conflict"},
              Field{"concoreq", flag, "Consultation on request"},
              Field{"adversaries", text, "The adversaries that the clauses name, by casus's codes"}),
          .key = {"instrument", "states", "begin"}};
}

Unit state_day() {
  return {
      .name = "state-day",
      .title = "State-days, by run of days",
      .what =
          "Toward whom a state is pledged: a row for every run of days on which that does not change, within "
          "the years that were asked for. Partners stand by casus's codes, parted by blanks; none is the "
          "empty text.",
      .fields = fields_of(
          Field{"state", text, "The state, by casus's own code"},
          Field{"ccode", code,
                "Its code of the Correlates of War; missing while it is not in the state system"},
          Field{"begin", day, "First day of the run"},
          Field{"end", day, "First day on which it is otherwise, or that lies behind the years asked for"},
          pledge_fields("Whom it has pledged active military help where they are attacked",
                        "Whom it has pledged active military help also where they were not attacked",
                        "Toward whom it has pledged neutrality where they are in conflict",
                        "Against whom it has pledged not to use force",
                        "With whom it has pledged consultation in a crisis", text)),
      .key = {"state", "begin"}};
}

}  // namespace

bool Unit::is_key(std::string_view field) const { return std::ranges::find(key, field) != key.end(); }

std::span<const Unit> units() {
  static const std::vector<Unit> list = {state_year(),   dyad_year(), directed_dyad_year(),
                                         member_spell(), alliance(),  state_day()};
  return list;
}

const Unit* find_unit(std::string_view name) {
  const auto list = units();
  const auto at = std::ranges::find(list, name, &Unit::name);
  return at == list.end() ? nullptr : &*at;
}

}  // namespace casus::history
