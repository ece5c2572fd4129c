#include "tool/output.h"
#include "tool/streams.h"

#include <fmt/format.h>

#include <cerrno>

namespace casus::tool {

namespace fs = std::filesystem;

Output::Output(std::string wanted, bool folder) : wanted_(std::move(wanted)), folder_(folder) {
  const fs::path whole = fs::path(wanted_).lexically_normal();
  name_ = whole.has_filename() ? whole : whole.parent_path();
  beside_ = name_.string() + ".part";
}

Output::~Output() {
  if (file_ != nullptr) std::fclose(file_);
  std::error_code ignored;
  if (!done_) fs::remove_all(beside_, ignored);
}

void Output::begin(const std::string& name) {
  close();
  if (fault_) return;
  if (folder_) fs::create_directories(beside_, fault_);
  if (fault_) return;
  file_ = std::fopen((folder_ ? beside_ / name : beside_).c_str(), "wb");
  if (file_ == nullptr) fault_ = std::error_code(errno, std::generic_category());
}

void Output::write(std::string_view bytes) {
  if (fault_ || file_ == nullptr) return;
  if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size())
    fault_ = std::error_code(errno, std::generic_category());
}

void Output::close() {
  if (file_ != nullptr && std::fclose(file_) != 0 && !fault_)
    fault_ = std::error_code(errno, std::generic_category());
  file_ = nullptr;
}

bool Output::finish() {
  close();
  if (!fault_ && folder_ && fs::exists(name_)) fs::remove(name_, fault_);  // an empty folder
  if (!fault_) fs::rename(beside_, name_, fault_);
  done_ = !fault_;
  if (fault_) complain("casus: {} cannot be written: {}\n", wanted_, fault_.message());
  return done_;
}

bool is_free(const std::string& wanted) {
  std::error_code ignored;
  if (!fs::exists(wanted, ignored) || (fs::is_directory(wanted, ignored) && fs::is_empty(wanted, ignored)))
    return true;
  complain("casus: {} is there already; name another\n", wanted);
  return false;
}

}  // namespace casus::tool
