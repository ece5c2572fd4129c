#include "tool/manifest.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "tool/page.h"
#include "tool/question.h"
#include "tool/session.h"

extern char** environ;

namespace casus::tool {

using json = nlohmann::ordered_json;

namespace {

struct Ran {
  std::string output;
  int exit = exit_fault;
};

/// Runs this very binary with the words; its standard output is kept and, where `through` is set, handed on as it comes.
/// No terminal: a table has 100 columns and no colour, whoever runs it.
Ran run_again(const std::vector<std::string>& words, bool through) {
  Ran ran;
  int pipe_ends[2];
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return ran;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  std::vector<std::string> copy = {"casus"};
  copy.insert(copy.end(), words.begin(), words.end());
  std::vector<char*> argv;
  for (auto& word : copy) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, "/proc/self/exe", &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  if (failed == 0) {
    char buffer[1 << 16];
    for (ssize_t got; (got = ::read(pipe_ends[0], buffer, sizeof buffer)) > 0;) {
      ran.output.append(buffer, static_cast<std::size_t>(got));
      if (through) std::fwrite(buffer, 1, static_cast<std::size_t>(got), stdout);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ran.exit = WIFEXITED(status) ? WEXITSTATUS(status) : exit_fault;
  }
  ::close(pipe_ends[0]);
  return ran;
}

std::optional<std::string> contents(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Hashes of the files that the words name, folders file by file; the same words give the same names.
std::map<std::string, std::string> inputs_of(const std::vector<std::string>& words) {
  std::map<std::string, std::string> inputs;
  const auto add = [&](const std::filesystem::path& path) {
    if (const auto text = contents(path)) inputs[path.generic_string()] = "sha256:" + sha256(*text);
  };
  std::error_code ignored;
  for (const auto& word : words) {
    if (std::filesystem::is_directory(word, ignored)) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(word, ignored))
        if (entry.is_regular_file(ignored) && entry.path().extension() == ".casus") add(entry.path());
    } else if (std::filesystem::is_regular_file(word, ignored)) {
      add(word);
    }
  }
  return inputs;
}

/// The digest of the corpus that the words load.
std::string corpus_of(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--no-builtin") options.no_builtin = true;
    if (words[i] == "--corpus" && i + 1 < words.size()) options.corpus.push_back(words[i + 1]);
    if (words[i].starts_with("--corpus=")) options.corpus.push_back(words[i].substr(9));
  }
  Session session(options);
  session.load_corpus();
  return session.digest();
}

json file_state_of(const std::vector<std::string>& words, const Ran& ran) {
  std::vector<std::string> readings;
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "--reading") readings.push_back(words[i + 1]);
  // A command without a day speaks of the day on which it runs.
  const bool dated = std::ranges::any_of(
      words, [](const std::string& word) { return word == "--on" || word.starts_with("--on="); });
  return {{"schema", "casus/manifest/1"},
          {"engine", version},
          {"command", words},
          {"day", dated ? json(nullptr) : json(to_iso(today()))},
          {"corpus", {{"digest", corpus_of(words)}}},
          {"inputs", inputs_of(words)},
          {"readings", readings},
          {"exit", ran.exit},
          {"output", "sha256:" + sha256(ran.output)}};
}

}  // namespace

std::optional<int> run_with_manifest(int argc, char** argv) {
  std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  std::string path;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "--manifest" && i + 1 < words.size()) {
      path = words[i + 1];
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i),
                  words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
      break;
    }
    if (words[i].starts_with("--manifest=")) {
      path = words[i].substr(11);
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  }
  if (path.empty()) return std::nullopt;
  if (std::ranges::find(words, "-") != words.end()) {
    complain("casus: a manifest needs named files; standard input cannot be read again\n");
    return exit_usage;
  }
  const Ran ran = run_again(words, true);
  std::fflush(stdout);
  if (!write_file(path, file_state_of(words, ran).dump(2) + "\n")) return exit_input;
  return ran.exit;
}

int verify(const std::string& path) {
  const auto text = contents(path);
  const json held = text ? json::parse(*text, nullptr, false) : json(json::value_t::discarded);
  const auto is_text = [](const json& value) { return value.is_string(); };
  if (!held.is_object() || held.value("schema", "") != "casus/manifest/1" || !held.contains("command") ||
      !held["command"].is_array() || !std::ranges::all_of(held["command"], is_text)) {
    complain("casus: {} is no manifest; `--manifest FILE` on a command writes one\n", path);
    return exit_input;
  }
  const auto words = held["command"].get<std::vector<std::string>>();
  const json now = file_state_of(words, run_again(words, false));
  int differences = 0;
  for (const char* part : {"engine", "day", "corpus", "inputs", "exit", "output"}) {
    const json before = held.contains(part) ? held[part] : json(nullptr);
    if (before == now[part]) continue;
    ++differences;
    print(fmt::format("{} differs: {} then, {} now\n", part, before.dump(), now[part].dump()));
  }
  if (differences == 0) print("verified: the same inputs, corpus and output\n");
  return differences == 0 ? exit_done : exit_finding;
}

}  // namespace casus::tool
