// The pledges of the corpus: no entry that cannot stand, each with a source that can be looked up or a note that says it was not.
#include <gtest/gtest.h>

#include <algorithm>

#include "diag/inventory.h"
#include "evidence/standing.h"
#include "tool/session.h"

namespace casus::evidence {
namespace {

const model::Model& corpus() {
  static auto* session = [] {
    auto* loaded = new tool::Session(tool::Options{});
    loaded->load_corpus();
    loaded->load_evidence();
    loaded->build();
    return loaded;
  }();
  return session->model();
}

TEST(CorpusPledges, AreThere) { EXPECT_GE(corpus().pledges.size(), 50u); }

TEST(CorpusPledges, HaveNoEntryThatCannotStand) {
  for (const auto& pledge : corpus().pledges)
    for (const auto& fault : faults_of(pledge))
      ADD_FAILURE() << pledge.name << ": " << diag::label(fault.code) << " " << fault.message;
}

TEST(CorpusPledges, NameASourceThatCanBeLookedUp) {
  for (const auto& pledge : corpus().pledges)
    for (const auto& entry : pledge.entries) {
      const bool found = entry.source.find("https://") != std::string::npos ||
                         entry.source.find("http://") != std::string::npos ||
                         entry.source.starts_with("Public Law ");
      EXPECT_TRUE(found || entry.source.starts_with("recalled")) << pledge.name << ": " << entry.source;
    }
}

TEST(CorpusPledges, TellOnlyStagesThatTheyCover) {
  for (const auto& pledge : corpus().pledges) {
    if (pledge.covers.empty()) continue;
    for (const auto& entry : pledge.entries)
      if (entry.kind == EntryKind::stage) {
        EXPECT_TRUE(std::ranges::find(pledge.covers, entry.stage) != pledge.covers.end())
            << pledge.name << ": " << name(entry.stage);
      }
  }
}

TEST(CorpusPledges, GiveToOthers) {
  for (const auto& pledge : corpus().pledges)
    for (const auto& donor : pledge.by)
      EXPECT_TRUE(std::ranges::find(pledge.to, donor) == pledge.to.end()) << pledge.name;
}

}  // namespace
}  // namespace casus::evidence
