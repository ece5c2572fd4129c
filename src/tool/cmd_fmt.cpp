// `casus fmt`: sources in their canonical form.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "syntax/format.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"
#include "tool/commands.h"
#include "tool/streams.h"

namespace casus::tool {

namespace fs = std::filesystem;
using diag::Code;

namespace {

struct Reading {
  std::string text;
  std::string why_not;  ///< empty where it was read
};

Reading read_whole(std::FILE* file) {
  Reading result;
  char buffer[1 << 16];
  std::size_t got = 0;
  while ((got = std::fread(buffer, 1, sizeof buffer, file)) > 0) {
    result.text.append(buffer, got);
    if (result.text.size() > syntax::max_source_bytes) return {{}, "larger than 64 MiB"};
  }
  if (std::ferror(file) != 0) result.why_not = "reading it failed";
  return result;
}

Reading read_path(const std::string& path) {
  if (const auto* request = request_streams())
    return path == "-" ? Reading{request->in, {}} : Reading{{}, "a request reads no files"};
  if (path == "-") return read_whole(stdin);
  std::FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return {{}, std::strerror(errno)};
  Reading result = read_whole(file);
  std::fclose(file);
  return result;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Puts `text` in the place of the file in one step: at every moment the path names either the old text or
/// the new one. Returns why it failed, or nothing.
std::string replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  const std::string target = fs::canonical(path, error).string();  // a link stays a link
  if (error) return error.message();
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) return std::strerror(errno);
  // A folder in which files can be made is not leave to change a file that is write-protected.
  if (::access(target.c_str(), W_OK) != 0) return std::strerror(errno);
  std::string temporary = target + ".XXXXXX";
  const int file = ::mkstemp(temporary.data());
  if (file < 0) return std::strerror(errno);
  bool ok = write_all(file, text) && ::fchmod(file, status.st_mode & 07777) == 0 && ::fsync(file) == 0;
  int why = errno;
  if (::close(file) != 0 && ok) {
    ok = false;
    why = errno;
  }
  if (ok && std::rename(temporary.c_str(), target.c_str()) != 0) {
    ok = false;
    why = errno;
  }
  if (!ok) ::unlink(temporary.c_str());
  return ok ? std::string() : std::strerror(why);
}

/// The files meant: a folder stands for every `.casus` file below it.
std::vector<std::string> spread(const std::vector<std::string>& given, diag::Sink& sink) {
  std::vector<std::string> files;
  for (const auto& path : given) {
    std::error_code error;
    if (path == "-" || !fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    const std::size_t before = files.size();
    for (fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error))
      if (it->path().extension() == ".casus") files.push_back(it->path().string());
    if (error)
      sink.add(Code::cannot_read, {}, fmt::format("{}: {}", path, error.message()), "check its permissions");
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

class FormatRun {
 public:
  FormatRun(const Options& options, bool check) : session_(options), check_(check) {}

  int run(const std::vector<std::string>& given) {
    for (const auto& file : spread(given, session_.sink())) format_one(file);
    if (session_.report()) return broken_ ? exit_fault : exit_input;
    return check_ && differs_ ? exit_finding : exit_done;
  }

 private:
  void refuse(const std::string& path, std::string_view why, std::string_view hint) {
    session_.sink().add(Code::cannot_read, {}, fmt::format("{}: {}", path, why), std::string(hint));
  }

  void format_one(const std::string& path) {
    const std::string shown = path == "-" ? "<stdin>" : path;
    Reading reading = read_path(path);
    if (!reading.why_not.empty()) return refuse(shown, reading.why_not, "check the path and its permissions");
    const syntax::Tree& tree = session_.tree(session_.add(shown, std::move(reading.text), 0));
    const auto formatted = syntax::format(tree);
    if (!formatted) return;  // the faults are in the sink
    if (!keeps_tokens(tree, *formatted)) {
      broken_ = true;
      return refuse(shown, "formatting would have changed its meaning; the file is left alone",
                    "please report this file");
    }
    const bool same = *formatted == tree.text();
    differs_ |= !same;
    if (check_) {
      if (!same) print(shown + "\n");
    } else if (path == "-") {
      print(*formatted);
    } else if (!same) {
      const std::string why_not = replace_file(path, *formatted);
      if (!why_not.empty()) refuse(shown, why_not, "the file is as it was");
    }
  }

  /// Reads the result back before anything is overwritten.
  static bool keeps_tokens(const syntax::Tree& tree, const std::string& formatted) {
    diag::Sink faults;
    return syntax::same_tokens(tree, syntax::parse(formatted, tree.source(), faults)) && faults.all().empty();
  }

  Session session_;
  bool check_;
  bool differs_ = false;
  bool broken_ = false;
};

}  // namespace

int format_files(const Options& options, const std::vector<std::string>& files, bool check) {
  if (files.empty()) {
    complain("casus fmt: no file named; `-` is standard input\n");
    return exit_usage;
  }
  return FormatRun(options, check).run(files);
}

}  // namespace casus::tool
