#include "server/cmd_serve.h"

#include <fmt/format.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <thread>

#include "server/api.h"
#include "server/guard.h"
#include "server/http.h"
#include "server/page.h"
#include "tool/command_line.h"
#include "tool/streams.h"

extern char** environ;

namespace casus::server {

namespace {

struct ServeWords {
  unsigned port = 7917;
  bool open = false;
  std::string listen, password_file;
  std::vector<std::string> hosts;
  DataFiles files;
  unsigned workers = 0;
};

/// Shows the address in the browser of the desktop, where there is one.
void open_browser(const std::string& address) {
  std::string program = "xdg-open", word = address;
  char* words[] = {program.data(), word.data(), nullptr};
  pid_t child = 0;
  if (::posix_spawnp(&child, program.c_str(), nullptr, nullptr, words, environ) != 0)
    tool::complain("casus: no browser could be opened; the address above does it by hand\n");
  else
    std::thread([child] { ::waitpid(child, nullptr, 0); }).detach();
}

/// Waits for SIGINT or SIGTERM, which are blocked in every thread.
void wait_for_end(const sigset_t& ends) {
  int signal = 0;
  while (::sigwait(&ends, &signal) != 0) {
  }
}

int serve(const ServeWords& words) {
  GuardOptions guarded;
  const bool beyond = !words.listen.empty();
  if (beyond && words.password_file.empty()) {
    tool::complain(
        "casus: `--listen` lets other machines ask this server: it needs `--password-file FILE`\n");
    return tool::exit_usage;
  }
  if (beyond) {
    auto password = read_password(words.password_file);
    if (!password) {
      tool::complain("casus: {}\n", password.error());
      return tool::exit_input;
    }
    guarded.password = std::move(*password);
    guarded.hosts = words.hosts;
  } else {
    guarded.token = random_token();
    if (guarded.token.empty()) {
      tool::complain("casus: the system gives no random bytes\n");
      return tool::exit_fault;
    }
  }
  // The settings of `main` are for one answer and out: a server gives back what it took, and keeps to few arenas.
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  mallopt(M_ARENA_MAX, 4);

  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  Api api(words.files);
  const Page page(embedded_page());
  HttpOptions options;
  options.address = beyond ? words.listen : "127.0.0.1";
  options.port = static_cast<std::uint16_t>(words.port);
  options.workers = words.workers > 0 ? words.workers : std::max(1u, std::thread::hardware_concurrency());
  options.headers = security_headers();
  guarded.max_body = options.max_body;

  // The guard knows its port only once the server listens; nothing is let through before.
  std::atomic<const Guard*> guard = nullptr;
  const auto gate = [&](const Request& request) -> std::optional<Response> {
    const Guard* const at_the_door = guard.load();
    if (at_the_door == nullptr) return error_response(503, "the server is starting", "try again in a moment");
    if (auto refused = at_the_door->check(request)) return refused;
    if (request.path.starts_with("/api/")) return std::nullopt;
    if (auto file = page.answer(request)) return file;
    if (request.path == "/")
      return error_response(501, "this casus was built without the page",
                            "install Node and build again; the API is there");
    return error_response(404, "there is no such page", "the workbench is at /");
  };
  auto server = HttpServer::start(std::move(options), gate, [&](const Request& request, Exchange& exchange) {
    return api.answer(request, exchange);
  });
  if (!server) {
    tool::complain("casus: {}\n", server.error());
    return tool::exit_input;
  }
  guarded.port = (*server)->port();
  const Guard own(std::move(guarded));
  guard = &own;

  const std::string address =
      beyond ? fmt::format("http://{}:{}/", words.listen, (*server)->port())
             : fmt::format("http://127.0.0.1:{}/?token={}", (*server)->port(), own.token());
  tool::print(fmt::format("{}\n", address));
  std::fflush(stdout);
  if (beyond)
    tool::complain(
        "casus: other machines can ask this server, with the password. It and the answers cross the network "
        "unencrypted: put a proxy "
        "with TLS in front of it.\n");
  if (!page.is_there()) tool::complain("casus: built without the page; the API is there\n");
  tool::complain("casus: Ctrl-C stops the server\n");
  if (words.open) open_browser(address);
  wait_for_end(ends);
  (*server)->stop(5);
  return tool::exit_done;
}

}  // namespace

void add_serve(tool::CommandLine& line) {
  const auto words = std::make_shared<ServeWords>();
  auto* command = line.add_plain("serve", "The workbench in a browser, on this machine",
                                 [words] { return serve(*words); });
  command->add_option("--port", words->port, "The port (default 7917; 0: any that is free)")
      ->check(CLI::Range(0, 65535));
  command->add_flag("--open", words->open, "Open it in the browser");
  command->add_option("--store", words->files.pledges,
                      "A store of pledges (default: $CASUS_PLEDGES, or pledges.sqlite if it is there)");
  command->add_option("--history", words->files.history, "A file of `casus import`");
  auto* listen = command->add_option(
      "--listen", words->listen,
      "An address of this machine that others can reach, as 192.168.1.5; needs --password-file");
  command
      ->add_option("--password-file", words->password_file,
                   "A file with the password, that nobody else can read")
      ->needs(listen);
  command->add_option("--host", words->hosts, "A name under which others reach it")
      ->needs(listen)
      ->allow_extra_args(false);
  command
      ->add_option("--workers", words->workers,
                   "How many requests are answered at once (default: one a core)")
      ->check(CLI::Range(1, 64));
}

}  // namespace casus::server
