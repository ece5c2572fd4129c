// A one-page document: written as Markdown, and the same as one self-contained HTML file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casus::tool {

class Page {
 public:
  void heading(int level, std::string_view text);
  void paragraph(std::string_view text);
  void bullet(std::string_view text);
  void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows);

  /// CommonMark with tables.
  const std::string& markdown() const { return text_; }
  /// One file without scripts and without requests: style inside, links kept.
  std::string html(std::string_view title) const;

 private:
  std::string text_;
  bool in_list_ = false;
};

/// Writes a text to a file; on failure prints why to standard error and returns false.
bool write_file(const std::string& path, const std::string& text);

}  // namespace casus::tool
