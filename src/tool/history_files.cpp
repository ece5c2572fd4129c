#include "tool/history_files.h"

#include <fmt/format.h>
#include <sha256.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "tool/output.h"
#include "tool/streams.h"

namespace casus::tool {

namespace fs = std::filesystem;
using diag::Code;

struct OpenFile::State {
  std::FILE* file;
  SHA256_CTX hash;

  explicit State(std::FILE* opened) : file(opened) { SHA256_Init(&hash); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { std::fclose(file); }
};

std::optional<OpenFile> OpenFile::open(const std::string& path, diag::Sink& sink) {
  std::error_code ignored;
  const bool folder = fs::is_directory(path, ignored);
  std::FILE* file = folder ? nullptr : std::fopen(path.c_str(), "rb");
  if (file == nullptr) {
    sink.add(Code::cannot_read, {},
             fmt::format("{}: {}", path, folder ? "this is a folder, not a file" : std::strerror(errno)),
             "check the path");
    return std::nullopt;
  }
  OpenFile opened;
  opened.path_ = path;
  opened.state_ = std::make_shared<State>(file);
  return opened;
}

tables::ByteSource OpenFile::bytes() const {
  return [state = state_](std::span<char> into) {
    const std::size_t count = std::fread(into.data(), 1, into.size(), state->file);
    SHA256_Update(&state->hash, reinterpret_cast<const std::uint8_t*>(into.data()), count);
    return count;
  };
}

std::string OpenFile::sha256() const {
  char text[SHA256_DIGEST_STRING_LENGTH];
  return SHA256_End(&state_->hash, text);
}

bool OpenFile::whole(diag::Sink& sink) const {
  if (std::ferror(state_->file) == 0) return true;
  sink.add(Code::cannot_read, {}, fmt::format("{}: reading it failed", path_),
           "check the disk and its permissions");
  return false;
}

bool names_store(const std::string& path) {
  const auto ending = fs::path(path).extension();
  return ending == ".sqlite" || ending == ".db";
}

std::optional<history::Store> read_store(const std::string& path, diag::Sink& sink) {
  const auto file = OpenFile::open(path, sink);
  if (!file) return std::nullopt;
  const auto bytes = file->bytes();
  std::string all, piece(1 << 16, '\0');
  for (std::size_t count = piece.size(); count == piece.size(); all.append(piece, 0, count)) {
    count = bytes(piece);
    // A store begins so; whatever else is there, without end perhaps, need not be read.
    if (all.empty() && !std::string_view(piece).substr(0, count).starts_with("SQLite format 3")) {
      all = "no database";
      break;
    }
  }
  if (!file->whole(sink)) return std::nullopt;
  auto store = history::Store::open(all);
  if (store) return std::move(*store);
  sink.add(Code::no_store, {}, fmt::format("{}: {}", path, store.error()),
           "`casus import` makes such files, and writes over nothing else; name another");
  return std::nullopt;
}

bool write_store(const std::string& path, const std::string& bytes) {
  std::error_code ignored;
  // What a link leads to is written, and the link stays; a device or a pipe never gives way to a file.
  const fs::path wanted = fs::weakly_canonical(path, ignored);
  if (fs::exists(wanted, ignored) && !fs::is_regular_file(wanted, ignored)) {
    complain("casus: {} cannot be written: it is no ordinary file\n", path);
    return false;
  }
  Output output(wanted.string(), false);
  output.begin();
  output.write(bytes);
  return output.finish();
}

}  // namespace casus::tool
