#include "history/datasets_list.h"

namespace casus::history {

namespace {

constexpr std::string_view states_columns = R"(stateabb text
ccode integer 1..999
statenme text
styear integer 1816..2016
stmonth integer 1..12
stday integer 1..31
endyear integer 1816..2016
endmonth integer 1..12
endday integer 1..31
version text)";

constexpr std::string_view majors_columns = R"(stateabb text
ccode integer 1..999
styear integer 1816..2011; stmonth integer 1..12; stday integer 1..31
endyear integer 1816..2011; endmonth integer 1..12; endday integer 1..31
version text)";

constexpr std::string_view gw_states_columns = R"(gwcode integer 1..999
stateabb,statename text
startdate,enddate day)";

constexpr std::string_view country_codes_columns = "StateAbb text; CCode integer 1..999; StateNme text";

constexpr std::string_view contiguity_columns = R"(dyad integer 1..999999
statelno integer 1..999; statelab text
statehno integer 1..999; statehab text
conttype integer 1..5
begin,end month 181601..201612
notes,version text)";

// Version 5.0 writes -9 where there is no value, the file of 7.0 leaves it blank.
constexpr std::string_view nmc_5_columns = R"(stateabb text
ccode integer 1..999
year integer 1816..2012
milex,milper,irst,pec integer 0..9999999999 missing -9
tpop real 0..9999999999
upop real 0..9999999999 missing -9
cinc real 0..1
version text)";

constexpr std::string_view nmc_7_columns = R"(ccode integer 1..999
year integer 1816..2022
milex real 0..9999999999 missing blank
milper,irst,pec integer 0..9999999999 missing blank
tpop real 0..9999999999
upop real 0..9999999999 missing blank
cinc real 0..1)";

constexpr std::string_view states_cite =
    "Correlates of War Project, State System Membership List, v2016 (2017)";
constexpr std::string_view nmc_cite =
    "Singer, Bremer and Stuckey, “Capability Distribution, Uncertainty, and Major Power War, 1820–1965”, in "
    "Russett (ed.), "
    "Peace, War, and Numbers, Beverly Hills, Sage 1972, 19–48";

}  // namespace

void add_states(std::vector<DataSet>& list) {
  list.push_back({.name = "states",
                  .group = "states",
                  .title = "Correlates of War, State System Membership 2016",
                  .columns = columns_of(states_columns),
                  .versions = {"2016"},
                  .key = {"ccode", "styear", "stmonth", "stday"},
                  .days = {{"styear", "stmonth", "stday"}, {"endyear", "endmonth", "endday"}},
                  .from = day_at(1816, 1, 1),
                  .to = after(2016),
                  .cite = states_cite,
                  .terms = cow_terms});
  list.push_back({.name = "majors",
                  .group = "states",
                  .title = "Correlates of War, Major Powers 2011",
                  .columns = columns_of(majors_columns),
                  .versions = {"2011"},
                  .key = {"ccode", "styear", "stmonth", "stday"},
                  .days = {{"styear", "stmonth", "stday"}, {"endyear", "endmonth", "endday"}},
                  .from = day_at(1816, 1, 1),
                  .to = after(2011),
                  .cite = "Correlates of War Project, State System Membership List, v2011 (2011)",
                  .terms = cow_terms});
  list.push_back(
      {.name = "gw_states",
       .group = "states",
       .title = "independent states of Gleditsch and Ward, to 2017",
       .columns = columns_of(gw_states_columns),
       .key = {"gwcode", "startdate"},
       .from = day_at(1816, 1, 1),
       .to = after(2017),
       .cite = "Gleditsch and Ward, “A Revised List of Independent States since the Congress of Vienna”, "
               "International Interactions 25 (1999), 393–413",
       .terms = silent_terms});
  list.push_back({.name = "country_codes",
                  .group = "states",
                  .title = "Correlates of War, country codes",
                  .columns = columns_of(country_codes_columns),
                  // A state that left the system and came back stands there twice, in the same words.
                  .from = day_at(1816, 1, 1),
                  .to = after(2016),
                  .cite = states_cite,
                  .terms = cow_terms});
  list.push_back({.name = "contiguity",
                  .group = "contiguity",
                  .title = "Correlates of War, Direct Contiguity 3.2",
                  .columns = columns_of(contiguity_columns),
                  .versions = {"3.2"},
                  .key = {"dyad", "begin"},
                  .from = day_at(1816, 1, 1),
                  .to = after(2016),
                  .cite = "Stinnett, Tir, Schafer, Diehl and Gochman, “The Correlates of War Project Direct "
                          "Contiguity Data, "
                          "Version 3”, Conflict Management and Peace Science 19 (2002), 58–66",
                  .terms = cow_terms});
  list.push_back({.name = "nmc_5",
                  .group = "nmc",
                  .title = "Correlates of War, National Material Capabilities 5.0",
                  .columns = columns_of(nmc_5_columns),
                  .versions = {"2011"},
                  .key = {"ccode", "year"},
                  .from = day_at(1816, 1, 1),
                  .to = after(2012),
                  .cite = nmc_cite,
                  .terms = cow_terms});
  list.push_back({.name = "nmc_7",
                  .group = "nmc",
                  .title = "Correlates of War, National Material Capabilities 7.0",
                  .columns = columns_of(nmc_7_columns),
                  .key = {"ccode", "year"},
                  .from = day_at(1816, 1, 1),
                  .to = after(2022),
                  .cite = nmc_cite,
                  .terms = cow_terms});
}

}  // namespace casus::history
