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
       .title = "Leeds and Anac 2005, alliances in wars",
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
