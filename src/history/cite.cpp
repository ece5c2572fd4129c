#include "history/cite.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace casus::history {

namespace {

/// Characters that mean something to TeX; none of the lists has another.
std::string tex(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string last_day(const DataSet& set) { return to_iso(Day{set.to.number - 1}); }

}  // namespace

std::string cited_text(std::span<const DataSet* const> sets) {
  std::string out;
  for (const auto* set : sets)
    out += fmt::format("{}{}: {}\n  covers    {} to {}\n  cite      {}\n  terms     {}\n  pass on   {}\n",
                       out.empty() ? "" : "\n", set->name, set->title, to_iso(set->from), last_day(*set),
                       set->cite, set->terms,
                       set->may_pass_on ? "yes, with the citation" : "not without --i-have-rights");
  return out;
}

std::string cited_bibtex(std::span<const DataSet* const> sets) {
  std::string out;
  for (const auto* set : sets) {
    out += fmt::format("@misc{{{},\n  title        = {{{{{}}}}},\n", set->name, tex(set->title));
    if (!set->versions.empty()) out += fmt::format("  version      = {{{}}},\n", set->versions.front());
    out += fmt::format(
        "  howpublished = {{Data set}},\n  note         = {{{}}},\n  annotation   = {{{}}},\n}}\n\n",
        tex(set->cite), tex(set->terms));
  }
  return out;
}

nlohmann::ordered_json cited_csl(std::span<const DataSet* const> sets) {
  auto items = nlohmann::ordered_json::array();
  for (const auto* set : sets) {
    nlohmann::ordered_json item = {{"id", set->name}, {"type", "dataset"}, {"title", set->title}};
    if (!set->versions.empty()) item["version"] = set->versions.front();
    item["references"] = set->cite;
    item["note"] = set->terms;
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace casus::history
