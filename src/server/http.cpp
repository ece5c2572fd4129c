#include "server/http.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <thread>

namespace casus::server {

namespace {

using Clock = std::chrono::steady_clock;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

/// One request from its first line to the end of its answer. The thread of the connections reads it and writes it out; a worker
/// fills in the answer.
class Call final : public Exchange, public std::enable_shared_from_this<Call> {
 public:
  Request request;
  MHD_Connection* connection = nullptr;  // of the thread of the connections, and of `wake`
  bool begun = false;
  bool streams = false;
  Clock::time_point deadline = Clock::time_point::max();

  bool abandoned() const override { return abandoned_ || Clock::now() > deadline; }

  void event(std::string_view name, std::string_view data) override {
    if (!streams) return;
    std::string text = fmt::format("event: {}\n", name);
    // A line feed within the data would end the field.
    while (true) {
      const auto end = data.find('\n');
      text += fmt::format("data: {}\n", data.substr(0, end));
      if (end == std::string_view::npos) break;
      data.remove_prefix(end + 1);
    }
    text += '\n';
    const std::lock_guard lock(mutex_);
    pending_ += text;
    resume();
  }

  void answer(Response response) {
    const std::lock_guard lock(mutex_);
    if (response_) return;  // given up before
    response_ = std::move(response);
    resume();
  }

  /// So that a stream shows that it lives, and a client that is gone is seen.
  void beat() {
    const std::lock_guard lock(mutex_);
    if (!streams || response_) return;
    pending_ += ": \n\n";
    resume();
  }

  void abandon() { abandoned_ = true; }

  /// Called on the thread of the connections: leaves the connection alone until there is something to write. False where there is.
  bool sleep() {
    const std::lock_guard lock(mutex_);
    if (response_ || !pending_.empty()) return false;
    MHD_suspend_connection(connection);
    asleep_ = true;
    return true;
  }

  /// The answer, once; what stays behind is empty and still says that there was one.
  std::optional<Response> take_response() {
    const std::lock_guard lock(mutex_);
    return std::move(response_);
  }
  std::string take_pending() {
    const std::lock_guard lock(mutex_);
    return std::exchange(pending_, {});
  }
  /// The connection is gone: nobody may touch it any more.
  void detach() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    asleep_ = false;
    connection = nullptr;
  }

  std::string unsent;  ///< of a stream, taken and not yet written
  bool ended = false;  ///< the last event of a stream has been taken

 private:
  void resume() {
    if (!asleep_ || connection == nullptr) return;
    asleep_ = false;
    MHD_resume_connection(connection);
  }

  std::mutex mutex_;
  std::optional<Response> response_;
  std::string pending_;
  bool asleep_ = false;
  std::atomic<bool> abandoned_ = false;
};

Response refusal(int status, std::string_view message, std::string_view hint) {
  Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/json"}};
  // Both are literals without quotes.
  response.body = fmt::format("{{\"error\": {{\"message\": \"{}\", \"hint\": \"{}\"}}}}\n", message, hint);
  return response;
}

class Server final : public HttpServer {
 public:
  Server(HttpOptions options, Gate gate, Handler handler)
      : options_(std::move(options)), gate_(std::move(gate)), handler_(std::move(handler)) {}

  ~Server() override { stop(0); }

  std::optional<std::string> listen() {
    raise_file_limit();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(options_.port);
    if (::inet_pton(AF_INET, options_.address.c_str(), &address.sin_addr) != 1)
      return fmt::format("`{}` is no address of this machine; write it as 127.0.0.1", options_.address);
    daemon_ = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, options_.port, nullptr, nullptr,
        &Server::access, this, MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(&address),
        MHD_OPTION_CONNECTION_LIMIT, connections_, MHD_OPTION_CONNECTION_TIMEOUT, options_.idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, std::size_t{16'384}, MHD_OPTION_NOTIFY_COMPLETED,
        &Server::completed, this, MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u, MHD_OPTION_END);
    if (daemon_ == nullptr)
      return fmt::format("cannot listen on {}:{}: {}", options_.address, options_.port,
                         errno != 0 ? std::strerror(errno) : "the address cannot be used");
    port_ = MHD_get_daemon_info(daemon_, MHD_DAEMON_INFO_BIND_PORT)->port;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options_.workers); ++i)
      workers_.emplace_back([this] { work(); });
    clock_ = std::thread([this] { watch(); });
    return std::nullopt;
  }

  std::uint16_t port() const override { return port_; }

  void stop(unsigned seconds) override {
    if (daemon_ == nullptr) return;
    const auto listener = MHD_quiesce_daemon(daemon_);
    {
      std::unique_lock lock(mutex_);
      idle_.wait_for(lock, std::chrono::seconds(seconds), [this] { return calls_.empty(); });
      stopping_ = true;
      for (const auto& call : calls_) {
        call->abandon();
        call->answer(refusal(503, "the server stops", "start casus serve again"));
      }
    }
    wake_.notify_all();
    tick_.notify_all();
    for (auto& worker : workers_) worker.join();
    clock_.join();
    MHD_stop_daemon(daemon_);
    if (listener != MHD_INVALID_SOCKET) ::close(listener);
    daemon_ = nullptr;
  }

 private:
  /// A connection is an open file; a few are kept for other things.
  void raise_file_limit() {
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
      files.rlim_cur = files.rlim_max;
      ::setrlimit(RLIMIT_NOFILE, &files);
    }
    const auto most = files.rlim_cur > 200 ? files.rlim_cur - 100 : 100;
    connections_ = static_cast<unsigned>(std::min<rlim_t>(options_.max_connections, most));
  }

  // ── the thread of the connections

  static MHD_Result access(void* self, MHD_Connection* connection, const char* url, const char* method,
                           const char*, const char* upload, std::size_t* size, void** of_call) {
    auto& server = *static_cast<Server*>(self);
    try {
      return server.received(connection, url, method, upload, size, of_call);
    } catch (const std::exception&) {
      return MHD_NO;  // closes the connection; only memory can have run out
    }
  }

  MHD_Result received(MHD_Connection* connection, const char* url, const char* method, const char* upload,
                      std::size_t* size, void** of_call) {
    if (*of_call == nullptr) {
      auto call = std::make_shared<Call>();
      call->connection = connection;
      read_head(*call, url, method);
      *of_call = new std::shared_ptr<Call>(call);
      auto refused = gate_(call->request);
      if (!refused) return MHD_YES;
      // An answer before the body is read ends the connection: right where a body is on its way, wrong where there is none.
      if (has_body(call->request)) return send(*call, std::move(*refused));
      call->begun = true;
      call->streams = false;
      call->answer(std::move(*refused));
      return MHD_YES;
    }
    const auto& call = *static_cast<std::shared_ptr<Call>*>(*of_call);
    if (*size > 0) {
      if (call->request.body.size() + *size > options_.max_body)
        return MHD_NO;  // said its size falsely, or none
      call->request.body.append(upload, *size);
      *size = 0;
      return MHD_YES;
    }
    if (!call->begun) {
      call->begun = true;
      if (!enter(call)) return send(*call, refusal(503, "too many requests wait", "try again in a moment"));
      if (call->streams) return send_stream(call);
    }
    if (!call->streams) {
      if (auto response = call->take_response()) return send(*call, std::move(*response));
      // Asleep until the answer is there; where it came meanwhile the library calls again at once.
      if (!call->sleep())
        if (auto response = call->take_response()) return send(*call, std::move(*response));
    }
    return MHD_YES;
  }

  static bool has_body(const Request& request) {
    const auto length = request.header("content-length");
    return (!length.empty() && length != "0") || !request.header("transfer-encoding").empty();
  }

  static void read_head(Call& call, const char* url, const char* method) {
    Request& request = call.request;
    request.method = method;
    request.path = url;
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    MHD_get_connection_values(
        call.connection, MHD_GET_ARGUMENT_KIND,
        [](void* to, MHD_ValueKind, const char* key, const char* value) {
          static_cast<Pairs*>(to)->emplace_back(key, value == nullptr ? "" : value);
          return MHD_YES;
        },
        &request.query);
    MHD_get_connection_values(
        call.connection, MHD_HEADER_KIND,
        [](void* to, MHD_ValueKind, const char* key, const char* value) {
          static_cast<Pairs*>(to)->emplace_back(lower(key), value == nullptr ? "" : value);
          return MHD_YES;
        },
        &request.headers);
    call.streams = request.header("accept").starts_with("text/event-stream");
  }

  void add_headers(MHD_Response* response, const Headers& own) const {
    for (const auto* list : {&options_.headers, &own})
      for (const auto& [name, value] : *list) MHD_add_response_header(response, name.c_str(), value.c_str());
  }

  MHD_Result send(Call& call, Response response) {
    const bool fixed = !response.fixed.empty();
    const std::string_view bytes = fixed ? response.fixed : std::string_view(response.body);
    MHD_Response* made =
        MHD_create_response_from_buffer(bytes.size(), const_cast<char*>(bytes.data()),
                                        fixed ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_COPY);
    if (made == nullptr) return MHD_NO;
    add_headers(made, response.headers);
    const MHD_Result queued =
        MHD_queue_response(call.connection, static_cast<unsigned>(response.status), made);
    MHD_destroy_response(made);
    return queued;
  }

  MHD_Result send_stream(const std::shared_ptr<Call>& call) {
    MHD_Response* made = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, 4096, &Server::next_of_stream, new std::shared_ptr<Call>(call),
        [](void* held) { delete static_cast<std::shared_ptr<Call>*>(held); });
    if (made == nullptr) return MHD_NO;
    add_headers(made, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}});
    const MHD_Result queued = MHD_queue_response(call->connection, 200, made);
    MHD_destroy_response(made);
    return queued;
  }

  static ssize_t next_of_stream(void* of_call, std::uint64_t, char* buffer, std::size_t room) {
    Call& call = **static_cast<std::shared_ptr<Call>*>(of_call);
    if (call.unsent.empty()) call.unsent = call.take_pending();
    if (call.unsent.empty() && !call.ended) {
      if (auto response = call.take_response()) {
        call.ended = true;
        call.unsent = last_event(*response);
      }
    }
    if (call.unsent.empty()) {
      if (call.ended) return MHD_CONTENT_READER_END_OF_STREAM;
      call.sleep();
      return 0;
    }
    const std::size_t count = std::min(room, call.unsent.size());
    std::memcpy(buffer, call.unsent.data(), count);
    call.unsent.erase(0, count);
    return static_cast<ssize_t>(count);
  }

  /// The answer as the last event: its status and exit code, then its document.
  static std::string last_event(const Response& response) {
    std::string text = fmt::format("event: answer\nid: {}\n", response.status);
    std::string_view rest = response.body;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      text += fmt::format("data: {}\n", rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    return text + "\n";
  }

  static void completed(void* self, MHD_Connection*, void** of_call, MHD_RequestTerminationCode) {
    if (*of_call == nullptr) return;
    auto* held = static_cast<std::shared_ptr<Call>*>(*of_call);
    (*held)->detach();
    static_cast<Server*>(self)->leave(*held);
    delete held;
    *of_call = nullptr;
  }

  // ── the workers

  bool enter(const std::shared_ptr<Call>& call) {
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || waiting_.size() >= options_.max_waiting) return false;
      call->deadline = Clock::now() + std::chrono::seconds(options_.work_seconds);
      calls_.push_back(call);
      waiting_.push_back(call);
    }
    wake_.notify_one();
    return true;
  }

  void leave(const std::shared_ptr<Call>& call) {
    const std::lock_guard lock(mutex_);
    std::erase(calls_, call);
    if (calls_.empty()) idle_.notify_all();
  }

  void work() {
    while (true) {
      std::shared_ptr<Call> call;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
        if (stopping_) return;
        call = std::move(waiting_.front());
        waiting_.pop_front();
      }
      if (call->abandoned()) continue;
      try {
        call->answer(handler_(call->request, *call));
      } catch (const std::exception&) {
        call->answer(refusal(500, "the server failed at this request", "please report it with the request"));
      }
    }
  }

  /// Every second: streams beat, and what takes too long is given up.
  void watch() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      tick_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
      for (const auto& call : calls_) {
        if (Clock::now() > call->deadline)
          call->answer(
              refusal(504, "this takes longer than a request may", "ask for less, or use the command line"));
        call->beat();
      }
    }
  }

  HttpOptions options_;
  Gate gate_;
  Handler handler_;
  MHD_Daemon* daemon_ = nullptr;
  std::uint16_t port_ = 0;
  unsigned connections_ = 0;

  std::mutex mutex_;
  std::condition_variable wake_, idle_, tick_;
  std::deque<std::shared_ptr<Call>> waiting_;
  std::vector<std::shared_ptr<Call>> calls_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
  std::thread clock_;
};

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? std::string_view() : found->second;
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &std::pair<std::string, std::string>::first);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

std::expected<std::unique_ptr<HttpServer>, std::string> HttpServer::start(HttpOptions options, Gate gate,
                                                                          Handler handler) {
  auto server = std::make_unique<Server>(std::move(options), std::move(gate), std::move(handler));
  if (auto fault = server->listen()) return std::unexpected(std::move(*fault));
  return server;
}

}  // namespace casus::server
