#include "server/api.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/guard.h"
#include "tool/cli.h"
#include "tool/question.h"
#include "tool/streams.h"

namespace casus::server {

using json = nlohmann::ordered_json;

namespace {

Response document(int status, std::string body) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = std::move(body);
  return response;
}

bool is_document(std::string_view text) { return text.starts_with('{') || text.starts_with('['); }

/// A line of the command line's own, without its `casus: `.
std::string_view without_name(std::string_view text) {
  if (text.starts_with("casus: ")) text.remove_prefix(7);
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

Response response_of(const Route& route, int exit, std::string out, std::string err) {
  if (exit == tool::exit_fault)
    return error_response(500, without_name(err), "please report it with the request");
  if (out.empty() || exit == tool::exit_usage) {
    if (is_document(err)) return document(422, std::move(err));
    if (exit == tool::exit_done && err.empty()) return document(200, "{}\n");
    return error_response(exit == tool::exit_usage ? 400 : 422, without_name(err), "");
  }
  if (!route.json || !is_document(out))
    out = json{{"schema", "casus/text/1"}, {"text", std::move(out)}}.dump(-1, ' ', false,
                                                                          json::error_handler_t::replace) +
          "\n";
  auto response = document(200, std::move(out));
  response.headers.emplace_back("Casus-Exit", fmt::format("{}", exit));
  return response;
}

}  // namespace

Api::Api(DataFiles files) : files_(std::move(files)), routes_(make_routes()) {
  description_ = openapi(routes_, tool::version).dump(2) + "\n";
  // The first to be lent is made now, so that the first question waits for nothing.
  const auto lent = corpus_.lend({});
  const auto source = tool::provenance(*lent.session);
  about_ = json{{"schema", "casus/about/1"},
                {"engine", source.engine},
                {"corpus",
                 {{"digest", source.digest}, {"instruments", source.instruments}, {"coded", source.coded}}},
                {"today", to_iso(tool::today())},
                {"pledges", !files_.pledges.empty()},
                {"history", !files_.history.empty()}}
               .dump(2) +
           "\n";
}

Response Api::answer(const Request& request, Exchange& exchange) {
  const std::string_view name = std::string_view(request.path).substr(5);
  if (name == "about") return document(200, about_);
  if (name == "openapi.json") return document(200, description_);
  const auto route = std::ranges::find(routes_, name, &Route::name);
  if (route == routes_.end())
    return error_response(404, fmt::format("there is no /api/{}", name),
                          "/api/openapi.json lists what there is");
  if (request.method != "POST")
    return error_response(405, fmt::format("/api/{} is asked with POST", name),
                          "send a JSON object, {} at the least");
  auto words = words_of(*route, request.body, files_);
  if (!words) return std::move(words.error());
  tool::RequestStreams streams;
  streams.in = std::move(words->text);
  streams.corpus = &corpus_;
  std::size_t told = 0;
  streams.progress = [&](std::size_t done, std::size_t all) {
    const std::size_t hundredth = all == 0 ? 0 : done * 100 / all;
    if (std::exchange(told, hundredth) != hundredth)
      exchange.event("progress", fmt::format("{{\"done\": {}, \"all\": {}}}", done, all));
    return !exchange.abandoned();
  };
  int exit = 0;
  {
    const tool::Redirected redirected(streams);
    exit = tool::run(std::move(words->words));
  }
  return response_of(*route, exit, std::move(streams.out), std::move(streams.err));
}

}  // namespace casus::server
