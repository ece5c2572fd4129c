#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/suggest.h"
#include "tool/commands.h"
#include "tool/embedded.h"
#include "tool/streams.h"

namespace casus::tool {
namespace {

std::string_view page_of(diag::Code code) {
  const std::string path = diag::label(code) + ".md";
  const auto pages = embedded::pages();
  const auto found = std::ranges::find(pages, path, &embedded::File::path);
  return found == pages.end() ? std::string_view{} : found->text;
}

/// The page for a terminal: headings without their marks, examples indented. Where it is piped it stays as it
/// is.
std::string rendered(std::string_view page, bool colour) {
  const std::string_view bold = colour ? "\x1b[1m" : "";
  const std::string_view off = colour ? "\x1b[0m" : "";
  std::string out;
  bool example = false;
  while (!page.empty()) {
    const auto line = page.substr(0, page.find('\n'));
    page.remove_prefix(std::min(page.size(), line.size() + 1));
    if (line.starts_with("```")) {
      example = !example;
    } else if (example) {
      out += line.empty() ? "\n" : fmt::format("  {}\n", line);
    } else if (const auto mark = line.find_first_not_of('#');
               line.starts_with('#') && mark != std::string_view::npos) {
      out += fmt::format("{}{}{}\n", bold, line.substr(line[mark] == ' ' ? mark + 1 : mark), off);
    } else {
      out += line;
      out += '\n';
    }
  }
  return out;
}

int unknown_code(const std::string& code) {
  std::vector<std::string> labels;
  for (const auto& entry : diag::inventory()) labels.push_back(diag::label(entry.code));
  const std::vector<std::string_view> known(labels.begin(), labels.end());
  const auto near = nearest(code, known);
  complain("casus: there is no diagnostic `{}`\n", code);
  complain("  help: {}\n", near.empty()
                               ? "`casus explain` lists them all"
                               : fmt::format("did you mean {}? `casus explain` lists them all", near));
  return exit_usage;
}

}  // namespace

int explain(const Options&, const std::string& code) {
  if (code.empty()) {
    for (const auto& entry : diag::inventory())
      print(fmt::format("{}  {:<7}  {}\n", diag::label(entry.code),
                        entry.severity == diag::Severity::error ? "error" : "warning", entry.title));
    return exit_done;
  }
  const auto* entry = diag::find(code);
  if (entry == nullptr) return unknown_code(code);
  const auto page = page_of(entry->code);
  if (page.empty()) {
    complain("casus: {} has no page\n", diag::label(entry->code));
    return exit_fault;
  }
  print(rendered(page, colour_on(1)));
  return exit_done;
}

}  // namespace casus::tool
