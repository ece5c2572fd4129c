// Search, citation and coverage over the corpus that is built in.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalogue/cite.h"
#include "catalogue/coverage.h"
#include "catalogue/search.h"
#include "tool/catalogue.h"

namespace casus::catalogue {
namespace {

class Corpus : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    int exit = 0;
    session_ = tool::load_checked(tool::Options{}, exit).release();
    ASSERT_NE(session_, nullptr);
  }
  static void TearDownTestSuite() {
    delete session_;
    session_ = nullptr;
  }
  static const Model& model() { return session_->model(); }
  static std::string first(const std::string& words) {
    const auto found = search(model(), words, 5);
    if (found.hits.empty()) return {};
    const auto provision = found.hits[0].provision;
    return model()[model()[provision].instrument].name + " " + model()[provision].label;
  }
  static inline tool::Session* session_ = nullptr;
};

TEST_F(Corpus, SearchFindsAPhrase) {
  EXPECT_EQ(first("\"such action as it deems necessary\""), "north_atlantic_treaty article 5");
}
TEST_F(Corpus, SearchFoldsWordForms) {
  const auto one = search(model(), "guarantee", 1000), many = search(model(), "guarantees", 1000);
  EXPECT_FALSE(one.hits.empty());
  EXPECT_EQ(one.hits.size(), many.hits.size());
}
TEST_F(Corpus, SearchTakesAnyCharacterAsText) {
  for (const std::string words :
       {"a\"b", "(", "NEAR(", "*", "title:x", "-x", "42(7)", "", "AND", "'; DROP"}) {
    const auto found = search(model(), words, 5);
    EXPECT_TRUE(found.fault.empty() || found.hits.empty()) << words;
  }
}
TEST_F(Corpus, CoverageCountsEveryProvisionOnce) {
  const auto c = coverage(model(), [](InstrumentId id) { return tool::path_of(*session_, id); });
  EXPECT_EQ(c.all.instruments, model().instruments.size());
  EXPECT_EQ(c.all.provisions, model().provisions.size());
  EXPECT_EQ(c.all.reviewed + c.all.draft + c.all.disputed, c.all.provisions);
  EXPECT_EQ(c.high + c.medium + c.low + c.no_confidence, c.all.provisions);
  std::size_t in_folders = 0;
  for (const auto& share : c.folders) in_folders += share.provisions;
  EXPECT_EQ(in_folders, c.all.provisions);
}
// What `casus coverage` promises of the corpus that is shipped: a source, a status and an article for every provision.
TEST_F(Corpus, EveryProvisionHasArticleSourceAndStatus) {
  for (std::size_t i = 0; i < model().provisions.size(); ++i) {
    const auto id = make_id<ProvisionId>(i);
    const std::string where = model()[model()[id].instrument].name + " " + model()[id].label;
    EXPECT_FALSE(model()[id].label.empty()) << where;
    EXPECT_FALSE(model()[id].gist.empty()) << where;
    EXPECT_FALSE(cite_of(model(), id).empty()) << where;
    EXPECT_NE(status_of(model(), id), CodingStatus::none) << where;
    EXPECT_NE(confidence_of(model(), id), Confidence::none) << where;
    EXPECT_TRUE(model()[model()[id].instrument].coded_on) << where;
  }
}
TEST_F(Corpus, CitationsNameTextDayAndArticles) {
  const auto id = InstrumentId{model().instrument_names.find("north_atlantic_treaty")->second};
  std::vector<ProvisionId> used;
  for (auto provision : model()[id].provisions)
    if (model()[provision].label == "article 5" || model()[provision].label == "article 4")
      used.push_back(provision);
  std::ranges::reverse(used);
  const auto sources = cited(model(), used);
  ASSERT_EQ(sources.size(), 1U);
  const auto csl = csl_json(model(), sources);
  EXPECT_EQ(csl[0]["type"], "treaty");
  EXPECT_EQ(csl[0]["issued"]["date-parts"].dump(), "[[1949,4,4]]");
  EXPECT_EQ(csl[0]["section"], "article 4, article 5");
  const auto bib = bibtex(model(), sources);
  EXPECT_NE(bib.find("@misc{north_atlantic_treaty,"), std::string::npos);
  EXPECT_NE(bib.find("date         = {1949-04-04}"), std::string::npos);
}

}  // namespace
}  // namespace casus::catalogue
