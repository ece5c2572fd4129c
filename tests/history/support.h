// Texts as sources of bytes, and the data sets of others where CASUS_DATA says where they are.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "tables/csv.h"

namespace casus::test {

/// The text, `piece` bytes at a time.
inline tables::ByteSource bytes_of(std::string text, std::size_t piece = SIZE_MAX) {
  return [text = std::move(text), at = std::size_t{0}, piece](std::span<char> into) mutable {
    const std::size_t count = std::min({piece, into.size(), text.size() - at});
    std::memcpy(into.data(), text.data() + at, count);
    at += count;
    return count;
  };
}

/// The text of a file below the folder that CASUS_DATA names; nothing where it is not set.
inline std::optional<std::string> data_file(const std::string& path) {
  const char* folder = std::getenv("CASUS_DATA");
  if (folder == nullptr) return std::nullopt;
  std::ifstream file(std::string(folder) + "/" + path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), {}};
}

}  // namespace casus::test
