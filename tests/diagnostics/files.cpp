// What no text can raise: files that are missing, unreadable, too large, empty or not text.
#include <gtest/gtest.h>
#include <unistd.h>

#include "support.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  Files() {
    std::string pattern = (fs::temp_directory_path() / "casus-files-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Files() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::string write(const std::string& name, const std::string& text) {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  /// The file raises exactly this code.
  void expect(const std::string& path, const std::string& code) {
    const auto checked = test::check_file(path);
    EXPECT_EQ(checked.codes(), std::vector{code}) << checked.shown;
    for (const auto& d : checked.diagnostics) EXPECT_FALSE(d.hint.empty()) << checked.shown;
  }
  fs::path folder_;
};

TEST_F(Files, Missing) { expect((folder_ / "nothing.casus").string(), "C0601"); }

TEST_F(Files, FolderWithoutSources) { expect(folder_.string(), "C0601"); }

TEST_F(Files, FolderIsIncluded) {
  fs::create_directory(folder_ / "inner");
  expect(write("a.casus", "include \"inner\"\n"), "C0601");
}

TEST_F(Files, NoPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const auto path = write("secret.casus", "region X \"X\" { }\n");
  fs::permissions(path, fs::perms::none);
  expect(path, "C0601");
}

TEST_F(Files, Binary) {
  expect(write("image.casus", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16)), "C0001");
}

TEST_F(Files, OldEncoding) {
  expect(write("old.casus", "// Trait\xe9 de Bruxelles\nregion X \"X\" { }\n"), "C0001");
}

TEST_F(Files, Empty) {
  expect(write("empty.casus", ""), "C0604");
  expect(write("blank.casus", " \n\t\r\n"), "C0604");
}

TEST_F(Files, IncludesItself) {
  expect(write("self.casus", "include \"self.casus\"\n"), "C0603");
  write("b.casus", "include \"a.casus\"\n");
  expect(write("a.casus", "include \"b.casus\"\n"), "C0603");
}

TEST_F(Files, TooLarge) {
  const auto path = write("large.casus", " ");
  fs::resize_file(path, (std::uintmax_t{64} << 20) + 1);
  expect(path, "C0602");
}

TEST_F(Files, MoreThanAHundredFaults) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "}\n";
  const auto checked = test::check_file(write("faults.casus", text));
  ASSERT_EQ(checked.diagnostics.size(), diag::Sink::limit_per_source + 1);
  EXPECT_EQ(checked.codes().back(), "C0605");
}

}  // namespace
}  // namespace casus
