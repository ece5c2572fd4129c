// `casus import atop FILE --out FOLDER`: one source file an alliance.
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>

#include "history/atop.h"
#include "tool/history.h"
#include "tool/question.h"

namespace casus::tool {

namespace fs = std::filesystem;

namespace {

struct Closing {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

/// A file as a source of bytes; none where it cannot be read, and the fault is in the sink.
history::ByteSource bytes_of(const std::string& path, diag::Sink& sink) {
  std::error_code ignored;
  std::FILE* opened = fs::is_directory(path, ignored) ? nullptr : std::fopen(path.c_str(), "rb");
  if (opened == nullptr) {
    sink.add(
        diag::Code::cannot_read, {},
        fmt::format("{}: {}", path,
                    fs::is_directory(path, ignored) ? "this is a folder, not a file" : std::strerror(errno)),
        "check the path");
    return {};
  }
  std::shared_ptr<std::FILE> file(opened, Closing());
  return [file](std::span<char> into) { return std::fread(into.data(), 1, into.size(), file.get()); };
}

/// Writes the files into a folder beside the one wanted, and then gives it its name. False with a message where it cannot.
bool write_folder(const std::string& wanted, const std::vector<std::pair<std::string, std::string>>& files) {
  std::error_code fault;
  if (fs::exists(wanted, fault) && !fs::is_empty(wanted, fault)) {
    fmt::print(stderr, "casus: {} is there already and holds something; name another folder\n", wanted);
    return false;
  }
  const fs::path whole = fs::path(wanted).lexically_normal();
  fs::path name = whole.has_filename() ? whole : whole.parent_path();
  const fs::path beside = name.string() + ".part";
  fs::remove_all(beside, fault);
  fs::create_directories(beside, fault);
  for (const auto& [file, text] : files) {
    std::ofstream out(beside / file, std::ios::binary);
    out << text;
    out.close();
    if (!out) fault = std::make_error_code(std::errc::io_error);
    if (fault) break;
  }
  if (!fault && fs::exists(name)) fs::remove(name, fault);
  if (!fault) fs::rename(beside, name, fault);
  if (!fault) return true;
  fmt::print(stderr, "casus: {} cannot be written: {}\n", wanted, fault.message());
  std::error_code ignored;
  fs::remove_all(beside, ignored);
  return false;
}

}  // namespace

int import_data(const Options& options, const ImportWords& words) {
  Session session(options);
  session.load_corpus();
  session.build();
  if (words.files.size() > 1) {
    fmt::print(stderr, "casus: the member level of ATOP is one file\n");
    return exit_usage;
  }
  const auto bytes = bytes_of(words.files.front(), session.sink());
  if (!bytes) {
    session.report();
    return exit_input;
  }
  const auto import = history::read_atop(words.files.front(), bytes, session.model(), session.sink());
  if (session.report()) return exit_input;
  std::vector<std::pair<std::string, std::string>> files;
  for (std::size_t from = 0; from < import.rows.size();) {
    std::size_t to = from;
    while (to < import.rows.size() && import.rows[to].alliance == import.rows[from].alliance) ++to;
    files.emplace_back(history::atop_name(import.rows[from].alliance) + ".casus",
                       history::atop_source(std::span(import.rows).subspan(from, to - from)));
    from = to;
  }
  if (!write_folder(words.out, files)) return exit_input;
  print(fmt::format("{} alliances written to {}\n", files.size(), words.out));
  if (import.clipped > 0)
    print(
        fmt::format("{} rows name days on which casus knows no such state, as those before 1816; they begin "
                    "or end with it\n",
                    import.clipped));
  if (import.left_out > 0) print(fmt::format("{} rows are left out\n", import.left_out));
  return exit_done;
}

}  // namespace casus::tool
