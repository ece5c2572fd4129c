#include "server/guard.h"

#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

namespace casus::server {

namespace {

/// Takes as long whatever the first difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size() && !b.empty(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i % b.size()]);
  return difference == 0;
}

/// The value of a cookie in the header of RFC 6265, section 4.2.
std::string_view cookie(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto end = header.find(';');
    std::string_view pair = header.substr(0, end);
    header = end == std::string_view::npos ? std::string_view() : header.substr(end + 1);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

/// RFC 4648, section 4; nothing where it is no such text.
std::optional<std::string> from_base64(std::string_view text) {
  std::string result;
  unsigned bits = 0, count = 0;
  while (text.ends_with('=')) text.remove_suffix(1);
  for (const char c : text) {
    unsigned value = 0;
    if (c >= 'A' && c <= 'Z')
      value = static_cast<unsigned>(c - 'A');
    else if (c >= 'a' && c <= 'z')
      value = static_cast<unsigned>(c - 'a') + 26;
    else if (c >= '0' && c <= '9')
      value = static_cast<unsigned>(c - '0') + 52;
    else if (c == '+' || c == '/')
      value = c == '+' ? 62 : 63;
    else
      return std::nullopt;
    bits = bits << 6 | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      result += static_cast<char>(bits >> count & 0xff);
    }
  }
  return result;
}

std::string cookie_name(std::uint16_t port) { return fmt::format("casus_{}", port); }

/// Addresses of numbers cannot be pointed elsewhere by whoever holds a name.
bool is_address_of_numbers(std::string_view host) {
  if (host.starts_with('[')) return true;
  return !host.empty() &&
         std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

Response page_of_refusal(int status, std::string_view text) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}};
  response.body = fmt::format(
      "<!doctype html><html lang=\"en\"><meta "
      "charset=\"utf-8\"><title>casus</title><h1>casus</h1><p>{}</p></html>\n",
      text);
  return response;
}

}  // namespace

Response error_response(int status, std::string_view message, std::string_view hint) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
  response.body = nlohmann::ordered_json{{"error", {{"message", message}, {"hint", hint}}}}.dump(
                      -1, ' ', false, nlohmann::json::error_handler_t::replace) +
                  "\n";
  return response;
}

std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  // Sixteen bytes are never cut short (getrandom(2)).
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) return {};
  std::string token;
  for (const auto byte : bytes) token += fmt::format("{:02x}", byte);
  return token;
}

std::expected<std::string, std::string> read_password(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    return std::unexpected(fmt::format("{}: {}", path, std::strerror(errno)));
  if ((status.st_mode & 077) != 0)
    return std::unexpected(fmt::format("{}: others can read it; `chmod 600 {}` first", path, path));
  std::ifstream file(path);
  std::string password;
  if (!std::getline(file, password) || password.size() < 12)
    return std::unexpected(
        fmt::format("{}: its first line must be a password of at least 12 characters", path));
  return password;
}

Headers security_headers() {
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src "
       "'self'; "
       "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
  };
}

bool Guard::is_own_host(std::string_view host) const {
  const auto colon = host.rfind(':');
  const bool has_port = colon != std::string_view::npos && !host.substr(colon).contains(']');
  unsigned port = 80;
  if (has_port) {
    const auto digits = host.substr(colon + 1);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (fault != std::errc() || end != digits.data() + digits.size()) return false;
  }
  const auto name = has_port ? host.substr(0, colon) : host;
  if (port == options_.port && (name == "127.0.0.1" || name == "localhost")) return true;
  // Beyond this machine a proxy may stand in between, so that the port is another.
  return !options_.password.empty() &&
         (is_address_of_numbers(name) || std::ranges::find(options_.hosts, name) != options_.hosts.end());
}

bool Guard::is_known(const Request& request) const {
  const auto authorization = request.header("authorization");
  if (!options_.password.empty()) {
    if (!authorization.starts_with("Basic ")) return false;
    const auto pair = from_base64(authorization.substr(6));
    const auto colon = pair ? pair->find(':') : std::string::npos;
    return colon != std::string::npos &&
           equal_in_constant_time(std::string_view(*pair).substr(colon + 1), options_.password);
  }
  if (authorization.starts_with("Bearer "))
    return equal_in_constant_time(authorization.substr(7), options_.token);
  return equal_in_constant_time(cookie(request.header("cookie"), cookie_name(options_.port)), options_.token);
}

std::optional<Response> Guard::check(const Request& request) const {
  const auto host = request.header("host");
  if (!is_own_host(host))
    return error_response(421, "this server is not known by that name",
                          "use the address that casus serve printed");
  const auto origin = request.header("origin");
  if (!origin.empty() && origin != fmt::format("http://{}", host) &&
      !(!options_.password.empty() && origin == fmt::format("https://{}", host)))
    return error_response(403, "a page of another origin may not ask this server",
                          "open the page of this server");
  if (request.method != "GET" && request.method != "POST" && request.method != "HEAD") {
    auto refused = error_response(405, "there is no such method here",
                                  "the page is read with GET, the API is asked with POST");
    refused.headers.emplace_back("Allow", "GET, HEAD, POST");
    return refused;
  }
  const bool api = request.path.starts_with("/api/");
  if (!is_known(request)) {
    if (!options_.password.empty()) {
      auto refused = page_of_refusal(401, "This server asks for a password; the name does not matter.");
      refused.headers.emplace_back("WWW-Authenticate", "Basic realm=\"casus\", charset=\"UTF-8\"");
      return refused;
    }
    const auto token = request.parameter("token");
    if (request.path == "/" && token && equal_in_constant_time(*token, options_.token)) {
      Response entered;
      entered.status = 303;
      entered.headers = {{"Location", "/"},
                         {"Cache-Control", "no-store"},
                         {"Set-Cookie", fmt::format("{}={}; HttpOnly; SameSite=Strict; Path=/",
                                                    cookie_name(options_.port), options_.token)}};
      return entered;
    }
    if (api)
      return error_response(401, "the token is missing or is not that of this server",
                            "open the address that `casus serve` printed; a script sends the header "
                            "`Authorization: Bearer TOKEN` "
                            "with the token of that address");
    return page_of_refusal(
        401, "Open the address that <code>casus serve</code> printed: it carries the token of this server.");
  }
  if (request.path == "/" && request.parameter("token")) {
    Response again;
    again.status = 303;
    again.headers = {{"Location", "/"}, {"Cache-Control", "no-store"}};
    return again;
  }
  if (request.method == "POST") {
    if (!api) return error_response(405, "the page is not written to", "the API stands under /api/");
    if (!request.header("content-type").starts_with("application/json"))
      return error_response(415, "the body is not said to be JSON",
                            "send the header `Content-Type: application/json`");
    std::size_t length = 0;
    const auto said = request.header("content-length");
    std::from_chars(said.data(), said.data() + said.size(), length);
    if (length > options_.max_body)
      return error_response(413, fmt::format("the body is larger than {} bytes", options_.max_body),
                            "send less, or use the command line");
  }
  return std::nullopt;
}

}  // namespace casus::server
