// Bodies of requests: the first byte names a route, the rest is the body. Whatever it is, it becomes the words of a command line or a
// refusal, and the words run to an answer that is JSON and holds to what the status says.
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "server/api.h"

namespace {

using namespace casus::server;

struct NoExchange final : Exchange {
  bool abandoned() const override { return false; }
  void event(std::string_view, std::string_view) override {}
};

void require(bool holds) {
  if (!holds) std::abort();
}

/// Commands that answer within milliseconds; of the others the words are enough.
bool is_quick(std::string_view name) {
  return name == "ask" || name == "why" || name == "whynot" || name == "fmt" || name == "explain";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Api api{DataFiles{}};
  if (size == 0) return 0;
  const auto& routes = api.routes();
  const auto& route = routes[data[0] % routes.size()];
  Request request;
  request.method = "POST";
  request.path = "/api/" + route.name;
  request.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto words = words_of(route, request.body, {});
  if (!words) {
    require(words.error().status == 400);
    require(nlohmann::json::parse(words.error().body)["error"]["message"].is_string());
    return 0;
  }
  // No word of a request stands before the `--` but as a value of an option that the route opens.
  bool behind = false;
  for (std::size_t i = route.command.size(); i < words->words.size(); ++i) {
    const std::string_view word = words->words[i];
    behind = behind || word == "--";
    if (behind || word == "--json") continue;
    require(word.starts_with("--"));
    const auto name = word.substr(2, word.find('=') - 2);
    bool open = false;
    for (const auto& field : route.fields) open = open || field.name == name;
    require(open);
  }
  if (!is_quick(route.name)) return 0;
  NoExchange exchange;
  const auto response = api.answer(request, exchange);
  require(response.status == 200 || response.status == 400 || response.status == 422);
  require(!nlohmann::json::parse(response.body, nullptr, false).is_discarded());
  return 0;
}
