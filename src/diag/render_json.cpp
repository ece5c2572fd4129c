#include "diag/render_json.h"

#include <nlohmann/json.hpp>

namespace casus::diag {
namespace {

using json = nlohmann::ordered_json;

// Bytes that are no UTF-8 are replaced: a document must be readable whatever was read.
std::string dump(const json& document) {
  return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

json region(const Span& span, std::string_view text, bool sarif) {
  const Position from = position_of(text, span.begin);
  const Position to = position_of(text, span.end);
  if (sarif)
    return {{"startLine", from.line},
            {"startColumn", from.column},
            {"endLine", to.line},
            {"endColumn", to.column}};
  return {{"line", from.line}, {"column", from.column}, {"end_line", to.line}, {"end_column", to.column}};
}

}  // namespace

std::string render_json(std::span<const Diagnostic> diagnostics, std::span<const SourceText> sources) {
  json list = json::array();
  for (const auto& d : diagnostics) {
    json one{{"code", label(d.code)},
             {"severity", d.severity() == Severity::error ? "error" : "warning"},
             {"title", info(d.code).title},
             {"message", d.message}};
    if (d.span.source && d.span.source.index() < sources.size()) {
      const auto& source = sources[d.span.source.index()];
      one["file"] = source.path;
      one.update(region(d.span, source.text, false));
    }
    if (!d.heading.empty()) one["heading"] = d.heading;
    if (!d.hint.empty()) one["hint"] = d.hint;
    json related = json::array();
    for (const auto& r : d.related) {
      json entry{{"text", r.text}};
      if (r.span.source && r.span.source.index() < sources.size()) {
        const auto& source = sources[r.span.source.index()];
        entry["file"] = source.path;
        entry.update(region(r.span, source.text, false));
      }
      related.push_back(std::move(entry));
    }
    if (!related.empty()) one["related"] = std::move(related);
    list.push_back(std::move(one));
  }
  return dump({{"schema", "casus/diagnostics/1"}, {"diagnostics", std::move(list)}});
}

std::string render_sarif(std::span<const Diagnostic> diagnostics, std::span<const SourceText> sources) {
  json rules = json::array();
  for (const auto& entry : inventory())
    rules.push_back({{"id", label(entry.code)}, {"shortDescription", {{"text", entry.title}}}});
  json results = json::array();
  for (const auto& d : diagnostics) {
    std::string text = d.message;
    if (!d.hint.empty()) text += "; " + d.hint;
    json one{{"ruleId", label(d.code)},
             {"level", d.severity() == Severity::error ? "error" : "warning"},
             {"message", {{"text", std::move(text)}}}};
    if (d.span.source && d.span.source.index() < sources.size()) {
      const auto& source = sources[d.span.source.index()];
      one["locations"] = json::array({{{"physicalLocation",
                                        {{"artifactLocation", {{"uri", source.path}}},
                                         {"region", region(d.span, source.text, true)}}}}});
    }
    results.push_back(std::move(one));
  }
  return dump(
      {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
       {"version", "2.1.0"},
       {"runs", json::array({{{"tool", {{"driver", {{"name", "casus"}, {"rules", std::move(rules)}}}}},
                              {"results", std::move(results)}}})}});
}

}  // namespace casus::diag
