// Krippendorff's alpha against the worked examples of its author.
#include "catalogue/agree.h"

#include <gtest/gtest.h>

namespace casus::catalogue {
namespace {

std::vector<std::pair<std::string, std::string>> units(std::string_view a, std::string_view b) {
  std::vector<std::pair<std::string, std::string>> list;
  for (std::size_t i = 0; i < a.size(); ++i) list.emplace_back(std::string(1, a[i]), std::string(1, b[i]));
  return list;
}

// Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A and B.
TEST(Alpha, BinaryExample) {
  EXPECT_NEAR(*krippendorff_alpha(units("0100000010", "1110010000")), 0.095, 0.0005);
}
TEST(Alpha, NominalExample) {
  EXPECT_NEAR(*krippendorff_alpha(units("aabbdcccedda", "babbbccceddd")), 0.692, 0.0005);
}
TEST(Alpha, FullAgreementIsOne) { EXPECT_DOUBLE_EQ(*krippendorff_alpha(units("abab", "abab")), 1); }
TEST(Alpha, OneValueSaysNothing) {
  EXPECT_FALSE(krippendorff_alpha(units("aaaa", "aaaa")));
  EXPECT_FALSE(krippendorff_alpha(units("", "")));
}

}  // namespace
}  // namespace casus::catalogue
