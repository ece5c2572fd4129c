// Who may ask: the token of the printed address or a password, and only a page of this server.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http.h"

namespace casus::server {

struct GuardOptions {
  std::uint16_t port = 0;
  std::string token;  ///< of the printed address; not used where there is a password
  std::string
      password;  ///< for a server that listens beyond this machine; empty: only this machine is served
  std::vector<std::string>
      hosts;  ///< names under which it is reached beyond this machine, besides addresses of numbers
  std::size_t max_body = 1 << 20;  ///< bytes
};

class Guard {
 public:
  explicit Guard(GuardOptions options) : options_(std::move(options)) {}

  /// The refusal, or the redirection that turns the token of the address into a cookie; nothing where the request may go on.
  std::optional<Response> check(const Request& request) const;
  const std::string& token() const { return options_.token; }

 private:
  bool is_own_host(std::string_view host) const;
  bool is_known(const Request& request) const;

  GuardOptions options_;
};

/// 128 random bits in hexadecimal.
std::string random_token();

/// The password in a file: its first line. The error says what to do; a file that others can read is refused.
std::expected<std::string, std::string> read_password(const std::string& path);

/// On every answer: only files of this server run, nobody frames the page, nothing is kept by caches in between.
Headers security_headers();

/// `{"error": {"message": …, "hint": …}}`
Response error_response(int status, std::string_view message, std::string_view hint);

}  // namespace casus::server
