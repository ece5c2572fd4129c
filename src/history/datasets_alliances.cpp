#include "history/datasets_list.h"

namespace casus::history {

namespace {

// The order of the file; ATOP's codebook gives the values. A date of zeros is open, a blank day unknown.
constexpr std::string_view atop_columns = R"(atopid integer 1000..9999
cowid,cow4id integer 0..9999 missing blank
member integer 1..9999
=cowsys
yrent integer 1815..2016
moent integer 1..12
dayent integer 1..31 missing blank
yrexit integer 0..2016
moexit integer 0..12
dayexit integer 0..31 missing blank
=ineffect bilat
phase,maxphase integer 0..9
wartime integer 0..2 missing blank
cowwar integer 0..9999 missing blank
estmode,pubsecr,secrart,proadd,futmem,speclgth integer 0..9 missing blank
length integer 0..999 missing blank
renounce,proren integer 0..9 missing blank
renewlgt integer 0..999 missing blank
term,termmode,termcaus integer 0..9 missing blank
=defense offense neutral nonagg consul active conditio
defcon,offcon,neucon,concon integer 0..9 missing blank
=defcoadv defcoloc defcocon defconum defcodem defconpr
=offcoadv offcoloc offcocon offconum offcodem
=neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt
=concoadv concoloc concocon concoreq
olimob integer 0..9 missing blank
=asymm obvary
notaiden,dipaid,terrres,seppeace,thirdcom,noothall,specthrt integer 0..9 missing blank
statthr1,statthr2 integer 0..9999 missing blank
conwtin,medarb,milcon,milaid,intcom,subord,organ1,orgpurp1,organ2,orgpurp2,base integer 0..9 missing blank
contrib,armred,acqterr,divgains,demwith,reflnun,refothio,natrefal,compag,nomicoop integer 0..9 missing blank
conres,agprois,conmen,ecaid,interv,source,new4,rev4 integer 0..9 missing blank
version text)";

constexpr std::string_view directed_columns = R"(ccode1 integer 1..999
ccode2 integer 1..999
year integer 1815..2018
=atop_defense atop_offense atop_neutral atop_nonagg atop_consul)";

// One row an alliance; what version 5 calls otherwise is at the end.
constexpr std::string_view atop_alliances_columns = R"(atopid integer 1000..9999
cowid,cow4id integer 0..9999 missing blank
begyr integer 1815..2018; begmo integer 1..12; begday integer 1..31 missing blank
endyr integer 0..2018; endmo integer 0..12; endday integer 0..31 missing blank
=ineffect bilat
maxphase integer 0..9
wartime integer 0..2
estmode,pubsecr,secrart,proadd,futmem,speclgth integer 0..9 missing blank
length integer 0..999 missing blank
renounce,proren integer 0..9 missing blank
renewlgt integer 0..999 missing blank
term integer 0..9 missing blank
=defense offense neutral nonagg consul active conditio defcon offcon neucon concon asymm
notaiden,dipaid,terrres,seppeace,thirdcom,noothall,specthrt integer 0..9 missing blank
statthr1,statthr2 integer 0..9999 missing blank
conwtin,medarb,milcon,milaid,intcom,subord,organ1,orgpurp1,organ2,orgpurp2,base integer 0..9 missing blank
contrib,armred,acqterr,divgains,demwith,reflnun,refothio,natrefal,compag,nomicoop integer 0..9 missing blank
conres,agprois,conmen,ecaid,interv integer 0..9 missing blank
mem1,mem2,mem3,mem4,mem5,mem6,mem7,mem8,mem9,mem10,mem11,mem12 integer 1..9999 missing blank
mem13,mem14,mem15,mem16,mem17,mem18,mem19,mem20,mem21,mem22,mem23,mem24 integer 1..9999 missing blank
mem25,mem26,mem27,mem28,mem29,mem30,mem31,mem32,mem33,mem34,mem35,mem36 integer 1..9999 missing blank
mem37,mem38,mem39,mem40,mem41,mem42,mem43,mem44,mem45,mem46,mem47,mem48 integer 1..9999 missing blank
mem49,mem50,mem51,mem52,mem53,mem54,mem55,mem56,mem57,mem58,mem59 integer 1..9999 missing blank
source integer 0..9)";
constexpr std::string_view atop_alliances_4_columns = "=new4 rev4\nversion text";
constexpr std::string_view atop_alliances_5_columns = "=new5 rev5\nversion text";

// -77, -88 and -99 are kinds of missing. Of renewal the numbers from -66 to -44 are codes and not years.
constexpr std::string_view dcad_columns = R"(ccode1 integer 1..999; cowName1 text
ccode2 integer 1..999; cowName2 text
signDay integer 1..31 missing blank; signMonth integer 1..12 missing blank; signYear integer 1980..2010
EIFDay integer 1..31 missing blank; EIFMonth integer 1..12 missing blank; EIFYear integer 1980..2019 missing blank
type,category1,category2,category3 text
span integer 0..99 missing blank -77 -88 -99
renewType integer -66..-44 missing blank -77 -88 -99
renewYears integer 0..99 also -44 -55 -66 missing blank -77 -88 -99
terminated flag missing -77 -88 -99
durationActual integer 0..99 missing blank
endYearEstimate integer 1980..2010
asymmetry integer 0..2
categoryConf text
UNTS integer 1..9999999 missing blank
fullText,sourceType,source text
factivaConf integer 1..5 missing blank
factivaSign,factivaEIF flag missing blank -99
DCAid text)";

constexpr std::string_view leeds_anac_columns = R"(war integer 1..999
atopid integer 1000..9999
ccode1 integer 1..999
=honor3
milinst,formal integer 0..2
=chcap2d dinstch2 origtar1 honor2 chalcapd chcp2d20 regch2 wartime active bilat)";

constexpr std::string_view atop_cite =
    "Leeds, Ritter, Mitchell and Long, “Alliance Treaty Obligations and Provisions, 1815–1944”, "
    "International "
    "Interactions 28 (2002), 237–260";
// atop.rice.edu/data asks for the citation and says nothing on passing the data on.
constexpr std::string_view atop_terms = silent_terms;

}  // namespace

void add_alliances(std::vector<DataSet>& list) {
  const auto alliances = [](std::string_view last) {
    auto columns = columns_of(atop_alliances_columns);
    const auto more = columns_of(last);
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
  };
  list.push_back({.name = "atop_alliances",
                  .group = "atop",
                  .title = "Alliance Treaty Obligations and Provisions 4.01, alliance level",
                  .columns = alliances(atop_alliances_4_columns),
                  .versions = {"4.01"},
                  .key = {"atopid"},
                  .days = {{"begyr", "begmo", "begday"}, {"endyr", "endmo", "endday"}},
                  .from = day_at(1815, 1, 1),
                  .to = after(2016),
                  .cite = atop_cite,
                  .terms = atop_terms});
  list.push_back({.name = "atop_alliances_5",
                  .group = "atop",
                  .title = "Alliance Treaty Obligations and Provisions 5.0, alliance level",
                  .columns = alliances(atop_alliances_5_columns),
                  .versions = {"5"},
                  .key = {"atopid"},
                  .days = {{"begyr", "begmo", "begday"}, {"endyr", "endmo", "endday"}},
                  .from = day_at(1815, 1, 1),
                  .to = after(2018),
                  .cite = atop_cite,
                  .terms = atop_terms});
  list.push_back(
      {.name = "dcad",
       .group = "dcad",
       .title = "Defense Cooperation Agreement Dataset 1.0",
       .columns = columns_of(dcad_columns),
       .key = {"DCAid"},
       .days = {{"signYear", "signMonth", "signDay"}, {"EIFYear", "EIFMonth", "EIFDay"}},
       .from = day_at(1980, 1, 1),
       .to = after(2010),
       .cite = "Kinne, “The Defense Cooperation Agreement Dataset (DCAD)”, Journal of Conflict Resolution 64 "
               "(2020), 729–755",
       .terms = silent_terms});
  list.push_back({.name = "atop",
                  .group = "atop",
                  .title = "Alliance Treaty Obligations and Provisions 4.01, member level",
                  .columns = columns_of(atop_columns),
                  .versions = {"4.01"},
                  .key = {"atopid", "member", "phase", "yrent", "moent", "dayent"},
                  .days = {{"yrent", "moent", "dayent"}, {"yrexit", "moexit", "dayexit"}},
                  .from = day_at(1815, 1, 1),
                  .to = after(2016),
                  .cite = atop_cite,
                  .terms = atop_terms});
  list.push_back({.name = "atop_directed",
                  .group = "atop",
                  .title = "Alliance Treaty Obligations and Provisions 5.1, directed dyad-years",
                  .columns = columns_of(directed_columns),
                  .key = {"ccode1", "ccode2", "year"},
                  .from = day_at(1815, 1, 1),
                  .to = after(2018),
                  .cite = atop_cite,
                  .terms = atop_terms});
  list.push_back(
      {.name = "leeds_anac",
       .group = "leeds_anac",
       .title = "alliances in wars of Leeds and Anac 2005",
       .columns = columns_of(leeds_anac_columns),
       .key = {"war", "atopid", "ccode1"},
       // The first war is number 10, of 1848; the last, 211, that of 1991.
       .from = day_at(1816, 1, 1),
       .to = after(1991),
       .cite = "Leeds and Anac, “Alliance Institutionalization and Alliance Performance”, International "
               "Interactions 31 (2005), 183–202",
       .terms = silent_terms});
}

}  // namespace casus::history
