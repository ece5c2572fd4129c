// Realistic slips and how they are told. `CASUS_RECORD=1` writes the expectations anew; read the difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "support.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> slips() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(CASUS_BAD_FOLDER))
    if (entry.path().extension() == ".casus") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

class Slip : public testing::TestWithParam<std::string> {};

TEST_P(Slip, IsToldAsExpected) {
  const fs::path source = fs::path(CASUS_BAD_FOLDER) / (GetParam() + ".casus");
  const fs::path expected = fs::path(CASUS_BAD_FOLDER) / (GetParam() + ".expected");
  const std::string text = test::read(source);
  const auto checked = test::check_text(GetParam() + ".casus", text);
  if (std::getenv("CASUS_RECORD") != nullptr) {
    std::ofstream(expected, std::ios::binary) << checked.shown;
    return;
  }
  EXPECT_EQ(checked.shown, test::read(expected));
}

/// The first line of a slip says how many mistakes it holds: `// 2 mistakes`. So many messages there must be.
TEST_P(Slip, OneMistakeOneMessage) {
  const std::string text = test::read(fs::path(CASUS_BAD_FOLDER) / (GetParam() + ".casus"));
  ASSERT_TRUE(text.starts_with("// ")) << "the first line says `// N mistakes`";
  const auto checked = test::check_text(GetParam() + ".casus", text);
  EXPECT_EQ(checked.diagnostics.size(), static_cast<std::size_t>(std::atoi(text.c_str() + 3)))
      << checked.shown;
}

INSTANTIATE_TEST_SUITE_P(Every, Slip, testing::ValuesIn(slips()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace casus
