#include "history/datasets.h"

#include <algorithm>
#include <charconv>

namespace casus::history {

namespace {

/// Columns, one a line: `NAME KIND [LEAST..MOST] [missing VALUE…]`; `blank` among the values is no text at all. `=NAME…` are
/// several columns of the kind `flag`.
std::vector<Column> columns_of(std::string_view lines) {
  std::vector<Column> list;
  const auto take_word = [](std::string_view& rest) {
    const auto from = std::min(rest.find_first_not_of(' '), rest.size());
    const auto to = std::min(rest.find(' ', from), rest.size());
    const auto word = rest.substr(from, to - from);
    rest.remove_prefix(to);
    return word;
  };
  while (!lines.empty()) {
    const auto end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.starts_with('=')) {
      line.remove_prefix(1);
      for (auto word = take_word(line); !word.empty(); word = take_word(line))
        list.push_back({word, ColumnKind::flag, 0, 1, {}});
      continue;
    }
    const auto name = take_word(line);
    if (name.empty()) continue;
    Column column{name};
    const auto kind = take_word(line);
    column.kind = kind == "integer" ? ColumnKind::integer
                  : kind == "real"  ? ColumnKind::real
                  : kind == "flag"  ? ColumnKind::flag
                                    : ColumnKind::text;
    if (column.kind == ColumnKind::flag) column.least = 0, column.most = 1;
    bool missing = false;
    for (auto word = take_word(line); !word.empty(); word = take_word(line)) {
      if (word == "missing") {
        missing = true;
      } else if (missing) {
        column.missing.push_back(word == "blank" ? std::string_view() : word);
      } else {
        const auto dots = word.find("..");
        std::from_chars(word.data(), word.data() + dots, column.least);
        std::from_chars(word.data() + dots + 2, word.data() + word.size(), column.most);
      }
    }
    list.push_back(std::move(column));
  }
  return list;
}

Day day(int year, int month, int number) { return day_of(year, month, number).value_or(Day{}); }

// The order of the file; ATOP's codebook gives the values. A date of zeros is open, a blank day unknown.
constexpr std::string_view atop_columns = R"(atopid integer 1000..9999
cowid integer 0..9999 missing blank
cow4id integer 0..9999 missing blank
member integer 1..9999
=cowsys
yrent integer 1815..2016
moent integer 1..12
dayent integer 1..31 missing blank
yrexit integer 0..2016
moexit integer 0..12
dayexit integer 0..31 missing blank
=ineffect bilat
phase integer 0..9
maxphase integer 0..9
wartime integer 0..2 missing blank
cowwar integer 0..9999 missing blank
estmode integer 0..9 missing blank
pubsecr integer 0..9 missing blank
secrart integer 0..9 missing blank
proadd integer 0..9 missing blank
futmem integer 0..9 missing blank
speclgth integer 0..9 missing blank
length integer 0..999 missing blank
renounce integer 0..9 missing blank
proren integer 0..9 missing blank
renewlgt integer 0..999 missing blank
term integer 0..9 missing blank
termmode integer 0..9 missing blank
termcaus integer 0..9 missing blank
=defense offense neutral nonagg consul active conditio
defcon integer 0..9 missing blank
offcon integer 0..9 missing blank
neucon integer 0..9 missing blank
concon integer 0..9 missing blank
=defcoadv defcoloc defcocon defconum defcodem defconpr
=offcoadv offcoloc offcocon offconum offcodem
=neucoadv neucoloc neucocon neuconum neucodem neuconpr neucoatt
=concoadv concoloc concocon concoreq
olimob integer 0..9 missing blank
=asymm obvary
notaiden integer 0..9 missing blank
dipaid integer 0..9 missing blank
terrres integer 0..9 missing blank
seppeace integer 0..9 missing blank
thirdcom integer 0..9 missing blank
noothall integer 0..9 missing blank
specthrt integer 0..9 missing blank
statthr1 integer 0..9999 missing blank
statthr2 integer 0..9999 missing blank
conwtin integer 0..9 missing blank
medarb integer 0..9 missing blank
milcon integer 0..9 missing blank
milaid integer 0..9 missing blank
intcom integer 0..9 missing blank
subord integer 0..9 missing blank
organ1 integer 0..9 missing blank
orgpurp1 integer 0..9 missing blank
organ2 integer 0..9 missing blank
orgpurp2 integer 0..9 missing blank
base integer 0..9 missing blank
contrib integer 0..9 missing blank
armred integer 0..9 missing blank
acqterr integer 0..9 missing blank
divgains integer 0..9 missing blank
demwith integer 0..9 missing blank
reflnun integer 0..9 missing blank
refothio integer 0..9 missing blank
natrefal integer 0..9 missing blank
compag integer 0..9 missing blank
nomicoop integer 0..9 missing blank
conres integer 0..9 missing blank
agprois integer 0..9 missing blank
conmen integer 0..9 missing blank
ecaid integer 0..9 missing blank
interv integer 0..9 missing blank
source integer 0..9 missing blank
new4 integer 0..9 missing blank
rev4 integer 0..9 missing blank
version text)";

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

constexpr std::string_view directed_columns = R"(ccode1 integer 1..999
ccode2 integer 1..999
year integer 1815..2018
=atop_defense atop_offense atop_neutral atop_nonagg atop_consul)";

constexpr std::string_view atop_cite =
    "Leeds, Ritter, Mitchell and Long, “Alliance Treaty Obligations and Provisions, 1815–1944”, "
    "International "
    "Interactions 28 (2002), 237–260";
constexpr std::string_view to_be_cited =
    "its makers ask to be cited; what else they ask stands where they give the file";

std::vector<DataSet> make() {
  std::vector<DataSet> list;
  list.push_back({"atop",
                  "Alliance Treaty Obligations and Provisions 4.01, member level",
                  columns_of(atop_columns),
                  {"4.01"},
                  {"atopid", "member", "phase", "yrent", "moent", "dayent"},
                  day(1815, 1, 1),
                  day(2017, 1, 1),
                  atop_cite,
                  to_be_cited});
  list.push_back({"atop_directed",
                  "Alliance Treaty Obligations and Provisions 5.1, directed dyad-years",
                  columns_of(directed_columns),
                  {},
                  {"ccode1", "ccode2", "year"},
                  day(1815, 1, 1),
                  day(2019, 1, 1),
                  atop_cite,
                  to_be_cited});
  list.push_back({"states",
                  "Correlates of War, State System Membership 2016",
                  columns_of(states_columns),
                  {"2016"},
                  {"ccode", "styear", "stmonth", "stday"},
                  day(1816, 1, 1),
                  day(2017, 1, 1),
                  "Correlates of War Project, State System Membership List, v2016 (2017)",
                  to_be_cited});
  return list;
}

}  // namespace

std::optional<std::size_t> DataSet::column(std::string_view wanted) const {
  const auto at = std::ranges::find(columns, wanted, &Column::name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

std::span<const DataSet> data_sets() {
  static const std::vector<DataSet> list = make();
  return list;
}

const DataSet* find_data_set(std::string_view name) {
  const auto list = data_sets();
  const auto at = std::ranges::find(list, name, &DataSet::name);
  return at == list.end() ? nullptr : &*at;
}

}  // namespace casus::history
