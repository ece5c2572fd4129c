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
                  .cite = "Correlates of War Project, State System Membership List, v2016 (2017)",
                  .terms = cow_terms});
}

}  // namespace casus::history
