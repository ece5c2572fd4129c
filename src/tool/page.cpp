#include "tool/page.h"

#include <fmt/format.h>
#include <md4c-html.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "picture/svg.h"
#include "tool/streams.h"

namespace casus::tool {

namespace {

/// A cell must not end its column.
std::string cell(std::string text) {
  for (std::size_t i = 0; (i = text.find('|', i)) != std::string::npos; i += 2) text.insert(i, "\\");
  return text;
}

constexpr std::string_view style =
    "body{font:16px/1.5 Georgia,serif;color:#222;max-width:62rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem;margin-top:1.8rem}"
    "table{border-collapse:collapse;width:100%;font-size:.9rem}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #ccc}"
    "th{border-bottom:2px solid #888}a{color:#1a5276;overflow-wrap:anywhere}"
    "@media print{body{margin:0;font-size:11pt}}";

}  // namespace

void Page::heading(int level, std::string_view text) {
  if (!text_.empty()) text_ += "\n";
  text_ += fmt::format("{} {}\n", std::string(static_cast<std::size_t>(level), '#'), text);
  in_list_ = false;
}

void Page::paragraph(std::string_view text) {
  text_ += fmt::format("\n{}\n", text);
  in_list_ = false;
}

void Page::bullet(std::string_view text) {
  if (!in_list_) text_ += "\n";
  in_list_ = true;
  text_ += fmt::format("- {}\n", text);
}

void Page::table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) {
  text_ += "\n|";
  for (const auto& text : head) text_ += fmt::format(" {} |", cell(text));
  text_ += "\n|";
  for (std::size_t i = 0; i < head.size(); ++i) text_ += "---|";
  text_ += "\n";
  for (const auto& row : rows) {
    text_ += "|";
    for (const auto& text : row) text_ += fmt::format(" {} |", cell(text));
    text_ += "\n";
  }
  in_list_ = false;
}

std::string Page::html(std::string_view title) const {
  std::string body;
  md_html(
      text_.data(), static_cast<MD_SIZE>(text_.size()),
      [](const MD_CHAR* text, MD_SIZE size, void* out) {
        static_cast<std::string*>(out)->append(text, size);
      },
      &body, MD_FLAG_TABLES | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOHTML, 0);
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      picture::escape(title), style, body);
}

bool write_file(const std::string& path, const std::string& text) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    complain("casus: cannot write {}: it is a folder; give the name of a file\n", path);
    return false;
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.flush();
  if (!file) {
    complain("casus: cannot write {}: {}\n", path, std::strerror(errno));
    return false;
  }
  return true;
}

}  // namespace casus::tool
