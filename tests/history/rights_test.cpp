// Silence about passing on allows nothing; what was imported is known by its name.
#include "history/rights.h"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "history/cite.h"

namespace casus::history {
namespace {

TEST(Rights, OnlyWhatIsOpenMayBePassedOn) {
  std::vector<std::string_view> open;
  for (const auto& set : data_sets()) {
    if (set.may_pass_on) open.push_back(set.name);
    EXPECT_EQ(may_pass_on(std::array{&set}), set.may_pass_on);
  }
  EXPECT_EQ(open, (std::vector<std::string_view>{"ucdp"}));
  EXPECT_TRUE(may_pass_on({}));
  EXPECT_FALSE(may_pass_on(std::array{find_data_set("ucdp"), find_data_set("wars")}));
}

TEST(Rights, AnInstrumentIsOfADataSetByItsName) {
  EXPECT_EQ(source_of("atop_3180"), find_data_set("atop"));
  for (const auto name : {"atop_", "atop", "atop_3180_location", "north_atlantic_treaty", ""})
    EXPECT_EQ(source_of(name), nullptr) << name;
  EXPECT_EQ(source_of_all("atop_"), find_data_set("atop"));
  EXPECT_EQ(source_of_all("atop_31"), find_data_set("atop"));
  for (const auto prefix : {"", "ato", "states_", "mid_atlantic"})
    EXPECT_EQ(source_of_all(prefix), nullptr) << prefix;
}

TEST(Rights, ListsEachDataSetOnce) {
  model::Model model;
  for (const auto name : {"atop_3180", "north_atlantic_treaty", "atop_1005"})
    model.instruments.emplace_back().name = name;
  EXPECT_EQ(sources_of(model), (std::vector<const DataSet*>{find_data_set("atop")}));
  EXPECT_EQ(sources_of(model, "atop_1"), (std::vector<const DataSet*>{find_data_set("atop")}));
  EXPECT_TRUE(sources_of(model, "north").empty());
}

TEST(Cited, InEveryForm) {
  const std::array sets = {find_data_set("ucdp"), find_data_set("wars_dyads")};
  EXPECT_EQ(
      cited_text(std::span(sets).first(1)),
      "ucdp: UCDP/PRIO Armed Conflict Dataset 20.1\n  covers    1946-01-01 to 2019-12-31\n  cite      " +
          std::string(sets[0]->cite) + "\n  terms     " + std::string(sets[0]->terms) +
          "\n  pass on   yes, with the citation\n");
  const auto bibtex = cited_bibtex(sets);
  EXPECT_TRUE(
      bibtex.starts_with("@misc{ucdp,\n  title        = {{UCDP/PRIO Armed Conflict Dataset 20.1}},\n"
                         "  version      = {20.1},\n"))
      << bibtex;
  EXPECT_NE(bibtex.find("@misc{wars_dyads,"), std::string::npos);
  const auto csl = cited_csl(sets);
  ASSERT_EQ(csl.size(), 2u);
  EXPECT_EQ(csl[1]["references"], sets[1]->cite);
  EXPECT_EQ(csl[1]["note"], sets[1]->terms);
  EXPECT_FALSE(csl[1].contains("version"));
}

}  // namespace
}  // namespace casus::history
