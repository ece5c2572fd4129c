#include "history/datapackage.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "history/table_writer.h"

namespace casus::history {

namespace {

using nlohmann::ordered_json;

ordered_json field_json(const Unit& unit, const Field& field) {
  ordered_json json = {{"name", field.name}};
  ordered_json constraints = ordered_json::object();
  switch (field.type) {
    case FieldType::text: json["type"] = "string"; break;
    case FieldType::day:
      json["type"] = "date";
      json["format"] = "default";
      break;
    case FieldType::flag:
      json["type"] = "integer";
      constraints = {{"minimum", 0}, {"maximum", 1}};
      break;
    case FieldType::code:
      json["type"] = "integer";
      constraints = {{"minimum", 1}, {"maximum", 999}};
      break;
    case FieldType::year: json["type"] = "integer"; break;
    case FieldType::count:
      json["type"] = "integer";
      constraints = {{"minimum", 0}};
      break;
    case FieldType::month_or_day:
      json["type"] = "integer";
      constraints = {{"minimum", 0}, {"maximum", 31}};
      break;
  }
  json["description"] = field.what;
  if (unit.is_key(field.name)) constraints["required"] = true;
  if (!constraints.empty()) json["constraints"] = constraints;
  return json;
}

std::string first_of(const YearRange& years) { return fmt::format("{:04}-01-01", years.first); }
std::string last_of(const YearRange& years) { return fmt::format("{:04}-12-31", years.last); }

}  // namespace

std::string_view name(YearRule rule) {
  switch (rule) {
    case YearRule::any_day: return "any";
    case YearRule::first_of_january: return "january";
    case YearRule::all_year: return "all";
  }
  return {};
}

std::string_view words(YearRule rule) {
  switch (rule) {
    case YearRule::any_day: return "what stands on any day of a year counts for it";
    case YearRule::first_of_january: return "what stands on the first of January counts for the year";
    case YearRule::all_year: return "what stands on every day of a year counts for it";
  }
  return {};
}

std::string data_package(const Export& asked, const ExportNotes& notes, std::string_view path) {
  const Unit& unit = *asked.unit;
  ordered_json fields = ordered_json::array();
  for (const auto& field : unit.fields) fields.push_back(field_json(unit, field));
  ordered_json schema = {
      {"fields", std::move(fields)}, {"missingValues", {missing_value}}, {"primaryKey", unit.key}};
  ordered_json resource = {{"profile", "tabular-data-resource"},
                           {"name", unit.name},
                           {"path", path},
                           {"title", unit.title},
                           {"description", unit.what},
                           {"format", "csv"},
                           {"mediatype", "text/csv"},
                           {"encoding", "utf-8"},
                           {"schema", std::move(schema)}};
  ordered_json sources = ordered_json::array();
  for (const auto& source : notes.sources) {
    ordered_json json = {{"title", source.title}};
    if (!source.path.empty()) json["path"] = source.path;
    sources.push_back(std::move(json));
  }
  ordered_json package = {{"profile", "tabular-data-package"},
                          {"name", fmt::format("casus-{}", unit.name)},
                          {"title", unit.title},
                          {"description", unit.what}};
  package["temporal"] = {{"start", first_of(asked.covered)}, {"end", last_of(asked.covered)}};
  if (notes.own)
    package["licenses"] = {{{"name", "Apache-2.0"},
                            {"title", "Apache License 2.0"},
                            {"path", "https://www.apache.org/licenses/LICENSE-2.0"}}};
  package["terms"] = notes.terms;
  if (!sources.empty()) package["sources"] = std::move(sources);
  ordered_json casus = ordered_json::object();
  for (const auto& [key, value] : about(asked, notes)) casus[key] = value;
  package["casus"] = std::move(casus);
  package["resources"] = ordered_json::array({std::move(resource)});
  return package.dump(2) + "\n";
}

std::vector<std::pair<std::string, std::string>> about(const Export& asked, const ExportNotes& notes) {
  std::vector<std::pair<std::string, std::string>> list = {
      {"unit", std::string(asked.unit->name)}, {"version", notes.version}, {"corpus", notes.digest}};
  if (!asked.only.empty()) list.emplace_back("only", asked.only);
  list.emplace_back("covered", fmt::format("{}-{}", asked.covered.first, asked.covered.last));
  if (asked.years) list.emplace_back("years", fmt::format("{}-{}", asked.years->first, asked.years->last));
  if (asked.unit->yearly)
    list.emplace_back("rule", fmt::format("{}: {}", name(asked.rule), words(asked.rule)));
  if (asked.pledged_only) list.emplace_back("rows", "only those with a pledge");
  list.emplace_back("terms", notes.terms);
  return list;
}

}  // namespace casus::history
