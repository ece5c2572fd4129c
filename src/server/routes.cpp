#include "server/routes.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/guard.h"
#include "tool/command_line.h"

namespace casus::server {

using json = nlohmann::ordered_json;

namespace {

/// A command that is open to requests. Options that name files, or make one, are left out; nothing here writes.
struct Open {
  std::string_view command;
  std::vector<std::string_view> fields;
  bool takes_text = false;
  Data data = Data::none;
  bool json = true;
};

const std::vector<Open>& open_commands() {
  static const std::vector<std::string_view> terms{"on", "reading", "stance", "suppose"};
  const auto with = [](std::vector<std::string_view> own, bool evaluates = true) {
    own.insert(own.end(), terms.begin(), terms.end());
    if (evaluates) own.insert(own.end(), {"strict", "at"});
    return own;
  };
  static const std::vector<Open> commands{
      {"ask", with({"event", "honour", "refuse", "form", "all"})},
      {"why", with({"debtor", "event"})},
      {"whynot", with({"debtor", "event"})},
      {"run", {"only", "strict", "honour", "refuse", "form"}, true},
      {"check", {}, true},
      {"read", {"name"}},
      {"list", {"what", "on", "state", "kind", "force", "act", "status", "in"}},
      {"show", {"name", "on"}},
      {"source", {"name"}},
      {"world", {"on"}},
      {"search", {"words", "limit"}},
      {"cite", with({"what", "style"}), false, Data::none, false},
      {"coverage", {}},
      {"lint", {"drafting"}, true},
      {"explain", {"code"}, false, Data::none, false},
      {"fmt", {}, true, Data::none, false},
      {"schema", {"name"}, false, Data::none, false},
      {"flip", with({"event", "settle", "all"})},
      {"diff", with({"arrangement", "for", "by", "matrix", "all"})},
      {"brief", with({"event"}), false, Data::none, false},
      {"count", with({"protector", "by", "attacker"}, false)},
      {"replay", {"scenario"}},
      {"gaps", with({"kind", "act", "by", "all"}, false)},
      {"atlas", with({"kind", "act", "by", "of"}, false)},
      {"network", with({"kind", "act", "by"}, false)},
      {"timeline", {"state"}},
      {"conflicts", with({"event", "all", "events", "kinds", "state"})},
      {"backtest", {"definition", "war", "dispute", "all"}, false, Data::history},
      {"reliability", {"definition", "definitions", "deterrence"}, false, Data::history},
      {"claims/check", {"source", "all"}, true},
      {"pledge/status",
       {"on", "known-as-of", "donor", "recipient", "origin", "item", "under", "by"},
       false,
       Data::pledges},
      {"pledge/late",
       {"on", "known-as-of", "donor", "recipient", "origin", "item", "under"},
       false,
       Data::pledges},
      {"pledge/due",
       {"on", "known-as-of", "donor", "recipient", "origin", "item", "under", "within"},
       false,
       Data::pledges},
      {"pledge/list",
       {"pledge", "known-as-of", "donor", "recipient", "origin", "item"},
       false,
       Data::pledges},
  };
  return commands;
}

Field field_of(const CLI::Option& option, std::string name) {
  Field field;
  field.name = std::move(name);
  field.help = option.get_description();
  field.required = option.get_required();
  field.positional = option.get_positional();
  field.kind = option.get_items_expected_max() == 0  ? Field::Kind::flag
               : option.get_items_expected_max() > 1 ? Field::Kind::texts
                                                     : Field::Kind::text;
  return field;
}

/// The word of a field where it has one; the fault says what was expected.
std::expected<std::vector<std::string>, std::string> values_of(const json& value) {
  const auto text = [](const json& one) -> std::optional<std::string> {
    if (one.is_string()) return one.get<std::string>();
    if (one.is_number_integer()) return one.dump();
    return std::nullopt;
  };
  std::vector<std::string> values;
  if (!value.is_array()) {
    auto one = text(value);
    if (!one) return std::unexpected("a text");
    values.push_back(std::move(*one));
  } else {
    for (const auto& part : value) {
      auto one = text(part);
      if (!one) return std::unexpected("a list of texts");
      values.push_back(std::move(*one));
    }
  }
  std::erase(values, "");
  return values;
}

Response wrong_field(const Route& route, std::string_view what) {
  std::vector<std::string> known;
  for (const auto& field : route.fields) known.push_back(field.name);
  if (route.takes_text) known.emplace_back("text");
  return error_response(
      400, what,
      known.empty() ? std::string("it takes none") : fmt::format("it takes {}", fmt::join(known, ", ")));
}

}  // namespace

std::vector<Route> make_routes() {
  tool::CommandLine line;
  tool::add_commands(line);
  std::vector<Route> routes;
  for (const auto& open : open_commands()) {
    Route route;
    route.name = open.command;
    route.takes_text = open.takes_text;
    route.data = open.data;
    route.json = open.json;
    const CLI::App* app = &line.app;
    for (std::size_t begin = 0; begin <= open.command.size();) {
      const auto end = std::min(open.command.find('/', begin), open.command.size());
      route.command.emplace_back(open.command.substr(begin, end - begin));
      app = app->get_subcommand(route.command.back());
      begin = end + 1;
    }
    route.help = app->get_description();
    for (const auto name : open.fields) {
      const auto* option = app->get_option_no_throw(std::string(name));
      if (option == nullptr) option = app->get_option_no_throw(fmt::format("--{}", name));
      if (option == nullptr) throw std::logic_error(fmt::format("`{}` has no `{}`", open.command, name));
      route.fields.push_back(field_of(*option, std::string(name)));
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

std::expected<CommandWords, Response> words_of(const Route& route, std::string_view body,
                                               const DataFiles& files) {
  const json given = json::parse(body.empty() ? "{}" : body, nullptr, false);
  if (!given.is_object())
    return std::unexpected(error_response(400, "the body is no JSON object",
                                          "send the fields of the command, as {\"on\": \"2023-02-21\"}"));
  CommandWords result;
  result.words = route.command;
  if (route.json) result.words.emplace_back("--json");
  if (route.data == Data::pledges && !files.pledges.empty())
    result.words.push_back("--store=" + files.pledges);
  if (route.data == Data::history && !files.history.empty())
    result.words.push_back("--history=" + files.history);
  std::vector<std::string> behind;
  for (const auto& [name, value] : given.items()) {
    if (name == "text" && route.takes_text) {
      if (!value.is_string()) return std::unexpected(wrong_field(route, "`text` is no text"));
      continue;
    }
    if (std::ranges::find(route.fields, name, &Field::name) == route.fields.end())
      return std::unexpected(wrong_field(route, fmt::format("{} takes no field `{}`", route.name, name)));
  }
  for (const auto& field : route.fields) {
    const auto found = given.find(field.name);
    if (field.kind == Field::Kind::flag) {
      if (found == given.end()) continue;
      if (!found->is_boolean())
        return std::unexpected(wrong_field(route, fmt::format("`{}` is true or false", field.name)));
      if (found->get<bool>()) result.words.push_back("--" + field.name);
      continue;
    }
    std::vector<std::string> values;
    if (found != given.end() && !found->is_null()) {
      auto read = values_of(*found);
      if (!read)
        return std::unexpected(wrong_field(route, fmt::format("`{}` is not {}", field.name, read.error())));
      values = std::move(*read);
    }
    if (field.required && values.empty())
      return std::unexpected(
          error_response(400, fmt::format("{} needs the field `{}`", route.name, field.name), field.help));
    if (field.kind == Field::Kind::text && values.size() > 1)
      return std::unexpected(wrong_field(route, fmt::format("`{}` is one text", field.name)));
    for (auto& value : values) {
      if (field.positional)
        behind.push_back(std::move(value));
      else
        result.words.push_back(fmt::format("--{}={}", field.name, value));
    }
  }
  if (route.takes_text && given.contains("text")) {
    result.text = given["text"].get<std::string>();
    behind.emplace_back("-");
  } else if (route.takes_text && route.command.size() == 1 && route.command.front() != "check" &&
             route.command.front() != "lint") {
    return std::unexpected(error_response(400, fmt::format("{} needs the field `text`", route.name),
                                          "a source in the language of casus"));
  }
  if (!behind.empty()) {
    result.words.emplace_back("--");  // whatever a text begins with, it is no option
    std::ranges::move(behind, std::back_inserter(result.words));
  }
  return result;
}

json openapi(std::span<const Route> routes, std::string_view version) {
  json paths;
  for (const auto& route : routes) {
    json properties = json::object(), required = json::array();
    for (const auto& field : route.fields) {
      const json text{{"type", "string"}};
      json schema = field.kind == Field::Kind::flag    ? json{{"type", "boolean"}}
                    : field.kind == Field::Kind::texts ? json{{"type", "array"}, {"items", text}}
                                                       : text;
      if (!field.help.empty()) schema["description"] = field.help;
      properties[field.name] = std::move(schema);
      if (field.required) required.push_back(field.name);
    }
    if (route.takes_text)
      properties["text"] = {{"type", "string"},
                            {"description", "A source in the language of casus, in place of a file"}};
    json schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    const auto response = [](std::string_view what, std::string_view name) {
      return json{
          {"description", what},
          {"content",
           {{"application/json", {{"schema", {{"$ref", fmt::format("#/components/schemas/{}", name)}}}}}}}};
    };
    paths["/api/" + route.name]["post"] = {
        {"operationId", fmt::format("{}", fmt::join(route.command, "_"))},
        {"summary", route.help},
        {"requestBody",
         {{"required", false}, {"content", {{"application/json", {{"schema", std::move(schema)}}}}}}},
        {"responses",
         {{"200",
           response(route.json
                        ? "What the command prints with --json; the header Casus-Exit holds its exit code"
                        : "What the command prints, as text",
                    route.json ? "Document" : "Text")},
          {"400", response("The body is not one that the command takes", "Error")},
          {"401", response("The token is missing", "Error")},
          {"422", response("The input has faults", "Diagnostics")},
          {"503", response("Too many requests wait", "Error")},
          {"504", response("It takes longer than a request may", "Error")}}}};
  }
  const json text{{"type", "string"}};
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "casus"},
            {"version", version},
            {"description",
             "The commands of casus over HTTP: a body holds the options of a command without their dashes, "
             "the answer is the document that "
             "it prints. `Accept: text/event-stream` streams the progress of long ones. Statements about "
             "texts, not predictions."}}},
          {"paths", std::move(paths)},
          {"components",
           {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
            {"schemas",
             {{"Document",
               {{"type", json::array({"object", "array"})},
                {"description", "`casus schema` prints the schema of each document"}}},
              {"Text",
               {{"type", "object"},
                {"properties", {{"schema", {{"const", "casus/text/1"}}}, {"text", text}}},
                {"required", {"schema", "text"}}}},
              {"Diagnostics",
               {{"type", "object"},
                {"properties", {{"diagnostics", {{"type", "array"}, {"items", {{"type", "object"}}}}}}},
                {"required", {"diagnostics"}}}},
              {"Error",
               {{"type", "object"},
                {"properties",
                 {{"error",
                   {{"type", "object"},
                    {"properties", {{"message", text}, {"hint", text}}},
                    {"required", {"message", "hint"}}}}}},
                {"required", {"error"}}}}}}}},
          {"security", json::array({json{{"token", json::array()}}})}};
}

}  // namespace casus::server
