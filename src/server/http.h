// HTTP, as far as a server for one machine needs it. http.cpp is the only file that knows the library (libmicrohttpd).
//
// One thread talks to the connections and never waits for an answer that takes work; others do the work.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casus::server {

struct Request {
  std::string method;
  std::string path;  ///< decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;

  /// The first header of the name (in lower case), or an empty text.
  std::string_view header(std::string_view name) const;
  std::optional<std::string_view> parameter(std::string_view name) const;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  std::string_view fixed;  ///< in place of `body`: bytes that outlive the server, not copied
};

/// The answer to one request, while it is worked on. From any thread.
class Exchange {
 public:
  virtual ~Exchange() = default;
  /// True once nobody waits for the answer any more: the client is gone, its time is up, or the server stops.
  virtual bool abandoned() const = 0;
  /// Sends an event of a stream (server-sent events); the first one sends the headers. Nothing where the request asks for no stream.
  virtual void event(std::string_view name, std::string_view data) = 0;
};

struct HttpOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;             ///< 0: any that is free
  std::size_t max_body = 1 << 20;     ///< bytes; more is refused
  unsigned max_connections = 20'000;  ///< as far as the limits of the process allow
  unsigned idle_seconds = 20;         ///< a connection on which nothing moves is closed
  unsigned work_seconds = 30;         ///< an answer that takes longer is given up
  std::size_t workers = 2;
  std::size_t max_waiting = 256;  ///< requests that wait for a worker; more are refused
  Headers headers;                ///< on every answer
};

class HttpServer {
 public:
  /// Looks at the head of a request, its body yet unread: what is returned is the answer, nothing lets the request through. On the
  /// thread of the connections, so it must be quick.
  using Gate = std::function<std::optional<Response>(const Request&)>;
  /// Makes the answer; on a thread of its own. A stream is ended by what it returns, sent as the event `answer`.
  using Handler = std::function<Response(const Request&, Exchange&)>;

  /// Listens. The error is a sentence that says what could not be done.
  static std::expected<std::unique_ptr<HttpServer>, std::string> start(HttpOptions options, Gate gate,
                                                                       Handler handler);

  virtual ~HttpServer() = default;
  virtual std::uint16_t port() const = 0;
  /// Takes no new connection, lets what is under way end for at most `seconds`, and closes the rest.
  virtual void stop(unsigned seconds) = 0;
};

}  // namespace casus::server
