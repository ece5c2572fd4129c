#include "history/datasets_list.h"

namespace casus::history {

namespace {

// -8 does not apply, -9 is not known. `TransFrom` may name two wars.
constexpr std::string_view wars_columns = R"(WarNum integer 1..999
WarName text
WarType integer 1..1
ccode integer 1..999
StateName text
Side integer 1..2
StartMonth1 integer 1..12; StartDay1 integer 1..31; StartYear1 integer 1816..2007
EndMonth1 integer 1..12; EndDay1 integer 1..31; EndYear1 integer 1816..2007
StartMonth2 integer 1..12 missing -8; StartDay2 integer 1..31 missing -8; StartYear2 integer 1816..2007 missing -8
EndMonth2 integer 1..12 missing -8; EndDay2 integer 1..31 missing -8; EndYear2 integer 1816..2007 missing -8
TransFrom text missing -8
WhereFought integer 1..19
Initiator integer 1..2
Outcome integer 1..8
TransTo integer 1..9999 missing -8
BatDeath integer 0..99999999 missing -9
Version text)";

// Two rows have the month 24 and three the year 19118. What was meant is not guessed: they are missing.
constexpr std::string_view wars_dyads_columns = R"(warnum integer 1..999
disno integer 1..9999
dyindex real 0..9999
statea,stateb integer 1..999
warstrtmnth integer 1..12 missing 24; warstrtday integer 1..31; warstrtyr integer 1816..2010
warendmnth integer 1..12; warenday integer 1..31; warendyr integer 1816..2010 missing 19118
year integer 1816..2010
warolea,waroleb,wardyadrolea,wardyadroleb integer 1..4
outcomea integer 1..4 missing blank
batdtha,batdthb integer 0..99999999 missing blank
changes_1,changes_2 integer 1..99 missing blank
batdths integer 0..99999999 missing blank
durindx integer 1..99)";

// One row for each year of a war between an initiator and its target, with everybody else on either side.
constexpr std::string_view wars_initiators_columns = R"(version text
larger_war_name text
larger_war_id,init_war_id integer 1..999
init_war_name text
annual_outcome integer 0..3
year integer 1816..2007
init_name text; init_ccode integer 1..999
target_name text; target_ccode integer 1..999
month_entry integer 1..12; day_entry integer 1..31; month_exit integer 1..12; day_exit integer 1..31
month_entry02 integer 1..12 missing NA; day_entry02 integer 1..31 missing NA
month_exit02 integer 1..12 missing NA; day_exit02 integer 1..31 missing NA
joiner flag
adv2name text missing NA; adv2ccode integer 1..999 missing NA
adv3name text missing NA; adv3ccode integer 1..999 missing NA
adv4name text missing NA; adv4ccode integer 1..999 missing NA
adv5name text missing NA; adv5ccode integer 1..999 missing NA
adv6name text missing NA; adv6ccode integer 1..999 missing NA
adv7name text missing NA; adv7ccode integer 1..999 missing NA
adv8name text missing NA; adv8ccode integer 1..999 missing NA
adv9name text missing NA; adv9ccode integer 1..999 missing NA
adv10name text missing NA; adv10ccode integer 1..999 missing NA
adv11name text missing NA; adv11ccode integer 1..999 missing NA
adv12name text missing NA; adv12ccode integer 1..999 missing NA
adv13name text missing NA; adv13ccode integer 1..999 missing NA
adv14name text missing NA; adv14ccode integer 1..999 missing NA
ally1name text missing NA; ally1ccode integer 1..999 missing NA
ally2name text missing NA; ally2ccode integer 1..999 missing NA
ally3name text missing NA; ally3ccode integer 1..999 missing NA
ally4name text missing NA; ally4ccode integer 1..999 missing NA
ally5name text missing NA; ally5ccode integer 1..999 missing NA
ally6name text missing NA; ally6ccode integer 1..999 missing NA
ally7name text missing NA; ally7ccode integer 1..999 missing NA
ally8name text missing NA; ally8ccode integer 1..999 missing NA
ally9name text missing NA; ally9ccode integer 1..999 missing NA
ally10name text missing NA; ally10ccode integer 1..999 missing NA
ally11name text missing NA; ally11ccode integer 1..999 missing NA
ally12name text missing NA; ally12ccode integer 1..999 missing NA
ally13name text missing NA; ally13ccode integer 1..999 missing NA
ally14name text missing NA; ally14ccode integer 1..999 missing NA
ally15name text missing NA; ally15ccode integer 1..999 missing NA
ally16name text missing NA; ally16ccode integer 1..999 missing NA)";

// -9 is missing.
constexpr std::string_view mid_columns = R"(dispnum integer 1..9999
stday integer 1..31 missing -9; stmon integer 1..12; styear integer 1816..2014
endday integer 1..31 missing -9; endmon integer 1..12; endyear integer 1816..2014
outcome integer 1..9 missing -9
settle integer 1..4 missing -9
fatality integer 0..6 missing -9
fatalpre integer 0..999 missing -9
maxdur,mindur integer 0..99999
hiact integer 0..21
hostlev integer 1..5
recip flag
numa,numb integer 1..99
ongo2014 flag
version text)";

constexpr std::string_view mid_participants_columns = R"(dispnum integer 1..9999
stabb text
ccode integer 1..999
stday integer 1..31 missing -9; stmon integer 1..12; styear integer 1816..2014
endday integer 1..31 missing -9; endmon integer 1..12; endyear integer 1816..2014
=sidea revstate
revtype1,revtype2 integer 0..4 missing -9
fatality integer 0..6 missing -9
fatalpre integer 0..999 missing -9
hiact integer 0..21
hostlev integer 1..5
orig flag
version text)";

// The days 66, 77 and 88 are codes for a part of a month. Of the crisis 474 the file has no more than the name.
constexpr std::string_view icb_columns = R"(icb1 text
crisno integer 1..482
crisname text
break integer 1..9 missing blank
trigent integer 1..999 missing blank
yrtrig integer 1918..2017 missing blank; motrig integer 1..12 missing blank; datrig integer 1..31 also 66 77 88 missing blank
yrterm integer 1918..2017 missing blank; moterm integer 1..12 missing blank; daterm integer 1..31 also 66 77 88 missing blank
brexit integer 1..9999 missing blank
gravcr,crismg,cenviosy,sevviosy,viol,timvio integer 0..9 missing blank
iwcmb,noactr integer 0..99 missing blank
gpinv,gpinvtp,gpefcttp,gpefactp,gppacetp,powinv,usinv,usefct,usefac,uspace,usactor integer 0..9 missing blank
suinv,suefct,suefac,supace,suactor,soglact integer 0..9 missing blank
globorg,globactm,globefct,globefor,globefac,globpace,soract integer 0..99 missing blank
regorg,regactmb,roefct,robody,roefac,ropace integer 0..99 missing blank
subout,forout,exsat,outesr,cractr,geostr,hetero,issues,chacts,chall,powch,rugach integer 0..9 missing blank
geog integer 0..99 missing blank
geogrel,period,syslevsy,protrac integer 0..9 missing blank
pcid integer 0..99 missing blank
powdissy integer 0..999 missing blank
ethnic,ethconf integer 0..9 missing blank
stressad integer 0..99 missing blank
sourdt,mediate,mednum,medwho,medtime integer 0..9 missing blank
yrmedst integer 1918..2017 missing blank; momedst integer 1..12 missing blank -99
damedst integer 1..31 also 66 77 88 missing blank -99
yrmedend integer 1918..2017 missing blank 99; momedend integer 1..12 missing blank
damedend integer 1..31 also 66 77 88 missing blank -99
yrmedfin integer 1918..2017 missing blank; momedfin integer 1..12 missing blank
damedfin integer 1..31 also 66 77 88 missing blank
medgoal,medfacl,medform,medmanip,medstyle,medstefc,medefct,medpace integer 0..9 missing blank)";

// Where a side or a place is several, a text lists their codes.
constexpr std::string_view ucdp_columns = R"(conflict_id integer 1..99999
location,side_a,side_a_id,side_a_2nd,side_b,side_b_id,side_b_2nd text
incompatibility integer 1..3
territory_name text
year integer 1946..2019
intensity_level integer 1..2
cumulative_intensity flag
type_of_conflict integer 1..4
start_date day; start_prec integer 1..7
start_date2 day; start_prec2 integer 1..7
ep_end flag; ep_end_date day missing blank; ep_end_prec integer 1..7 missing blank
gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,gwno_loc,region,version text)";

constexpr std::string_view mid_cite =
    "Palmer, McManus, D’Orazio, Kenwick, Karstens, Bloch, Dietrich, Kahn, Ritter and Soules, “The MID5 "
    "Dataset, "
    "2011–2014: Procedures, Coding Rules, and Description”, Conflict Management and Peace Science 39 (2022), "
    "470–482";

}  // namespace

void add_conflicts(std::vector<DataSet>& list) {
  list.push_back({.name = "wars",
                  .group = "wars",
                  .title = "Correlates of War, Inter-State War Data 4.0",
                  .columns = columns_of(wars_columns),
                  .versions = {"4"},
                  .key = {"WarNum", "ccode", "Side"},
                  .days = {{"StartYear1", "StartMonth1", "StartDay1"},
                           {"EndYear1", "EndMonth1", "EndDay1"},
                           {"StartYear2", "StartMonth2", "StartDay2"},
                           {"EndYear2", "EndMonth2", "EndDay2"}},
                  .from = day_at(1816, 1, 1),
                  .to = after(2007),
                  .cite = "Sarkees and Wayman, Resort to War: 1816–2007, Washington, CQ Press 2010",
                  .terms = cow_terms});
  list.push_back(
      {.name = "wars_dyads",
       .group = "wars",
       .title = "directed dyadic inter-state wars of Maoz and others 2019",
       .columns = columns_of(wars_dyads_columns),
       .key = {"warnum", "statea", "stateb", "year"},
       .days = {{"warstrtyr", "warstrtmnth", "warstrtday"}, {"warendyr", "warendmnth", "warenday"}},
       .from = day_at(1816, 1, 1),
       .to = after(2010),
       .cite =
           "Maoz, Johnson, Kaplan, Ogunkoya and Shreve, “The Dyadic Militarized Interstate Disputes (MIDs) "
           "Dataset Version 3.0: Logic, Characteristics, and Comparisons to Alternative Datasets”, Journal "
           "of Conflict Resolution 63 (2019), 811–835",
       // The Correlates of War Project gives the file, on its own terms.
       .terms = cow_terms});
  list.push_back(
      {.name = "wars_initiators",
       .group = "wars",
       .title = "interstate wars of Reiter, Stam and Horowitz 2016",
       .columns = columns_of(wars_initiators_columns),
       .versions = {"1"},
       .key = {"init_war_id", "init_ccode", "target_ccode", "year"},
       .days = {{"year", "month_entry", "day_entry"},
                {"year", "month_exit", "day_exit"},
                {"year", "month_entry02", "day_entry02"},
                {"year", "month_exit02", "day_exit02"}},
       .from = day_at(1816, 1, 1),
       .to = after(2007),
       .cite =
           "Reiter, Stam and Horowitz, “A Revised Look at Interstate Wars, 1816–2007”, Journal of Conflict "
           "Resolution 60 (2016), 956–976",
       .terms = silent_terms});
  list.push_back({.name = "mid",
                  .group = "mid",
                  .title = "Correlates of War, Militarized Interstate Disputes 5.0, disputes",
                  .columns = columns_of(mid_columns),
                  .versions = {"5"},
                  .key = {"dispnum"},
                  .days = {{"styear", "stmon", "stday"}, {"endyear", "endmon", "endday"}},
                  .from = day_at(1816, 1, 1),
                  .to = after(2014),
                  .cite = mid_cite,
                  .terms = cow_terms});
  list.push_back({.name = "mid_participants",
                  .group = "mid",
                  .title = "Correlates of War, Militarized Interstate Disputes 5.0, participants",
                  .columns = columns_of(mid_participants_columns),
                  .versions = {"5"},
                  // A state can enter a dispute twice.
                  .key = {"dispnum", "ccode", "styear", "stmon", "stday"},
                  .days = {{"styear", "stmon", "stday"}, {"endyear", "endmon", "endday"}},
                  .from = day_at(1816, 1, 1),
                  .to = after(2014),
                  .cite = mid_cite,
                  .terms = cow_terms});
  list.push_back(
      {.name = "icb",
       .group = "icb",
       .title = "International Crisis Behavior 13, crises",
       .columns = columns_of(icb_columns),
       .key = {"crisno"},
       // The days of mediation are not held against the calendar: two of them end on 31 June.
       .days = {{"yrtrig", "motrig", "datrig"}, {"yrterm", "moterm", "daterm"}},
       .from = day_at(1918, 1, 1),
       .to = after(2016),
       .cite =
           "Brecher and Wilkenfeld, A Study of Crisis, Ann Arbor, University of Michigan Press 2000; "
           "Brecher, "
           "Wilkenfeld, Beardsley, James and Quinn, International Crisis Behavior Data Codebook, Version 13",
       // sites.duke.edu/icbdata asks for the citations and says nothing on passing the data on.
       .terms = silent_terms});
  list.push_back(
      {.name = "ucdp",
       .group = "ucdp",
       .title = "UCDP/PRIO Armed Conflict Dataset 20.1",
       .columns = columns_of(ucdp_columns),
       .versions = {"20.1"},
       .key = {"conflict_id", "year"},
       .from = day_at(1946, 1, 1),
       .to = after(2019),
       .cite = "Gleditsch, Wallensteen, Eriksson, Sollenberg and Strand, “Armed Conflict 1946–2001: A New "
               "Dataset”, Journal of Peace Research 39 (2002), 615–637; Pettersson and Öberg, “Organized "
               "Violence, "
               "1989–2019”, Journal of Peace Research 57 (2020), 597–613",
       // ucdp.uu.se/downloads: the data are free under CC BY 4.0.
       .terms = "Creative Commons Attribution 4.0: rows may be passed on with the citation.",
       .may_pass_on = true});
}

}  // namespace casus::history
