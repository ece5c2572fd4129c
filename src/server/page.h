// The files of the workbench, as they were built and compressed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http.h"

namespace casus::server {

/// The files in a pack (`web/scripts/pack.mjs` writes it): lines of path, type, bytes and compressed bytes, an empty line, then the
/// bytes of each file followed by its compressed bytes. They live as long as the pack.
class Page {
 public:
  explicit Page(std::string_view pack);

  /// False where casus was built without the page.
  bool is_there() const { return !files_.empty(); }
  /// The answer to a GET; nothing where there is no such file.
  std::optional<Response> answer(const Request& request) const;

 private:
  struct File {
    std::string_view path, type, bytes, compressed;
  };
  std::vector<File> files_;
};

/// The pack that is compiled in; empty where casus was built without Node.
std::string_view embedded_page();

}  // namespace casus::server
