// Files that appear whole or not at all.
#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace casus::tool {

/// A file or a folder of files under another name beside it, which takes its own name once everything is written.
class Output {
 public:
  /// `wanted` is what appears in the end; a folder where `folder` is set. Nothing is made before the first file is begun.
  Output(std::string wanted, bool folder);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Begins a file: its name in the folder, or nothing where the output is one file. Writes go to the file begun last.
  void begin(const std::string& name = {});
  void write(std::string_view bytes);

  /// Gives everything its name. False with a message on standard error where something could not be written.
  bool finish();

 private:
  void close();

  std::string wanted_;
  std::filesystem::path name_;
  std::filesystem::path beside_;
  bool folder_;
  bool done_ = false;
  std::FILE* file_ = nullptr;
  std::error_code fault_;
};

/// True where nothing is there that would be lost: no file of that name, no folder that holds something. Else says so.
bool is_free(const std::string& wanted);

}  // namespace casus::tool
