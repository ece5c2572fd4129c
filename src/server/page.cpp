#include "server/page.h"

#include <algorithm>
#include <charconv>
#include <iterator>

extern "C" {
extern const char casus_embedded_page_begin[];
extern const char casus_embedded_page_end[];
}

namespace casus::server {

namespace {

std::string_view up_to(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto part = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return part;
}

std::size_t number(std::string_view digits) {
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::string_view embedded_page() {
  return {casus_embedded_page_begin,
          static_cast<std::size_t>(casus_embedded_page_end - casus_embedded_page_begin)};
}

Page::Page(std::string_view pack) {
  const auto head_end = pack.find("\n\n");
  if (head_end == std::string_view::npos) return;
  std::string_view head = pack.substr(0, head_end), bytes = pack.substr(head_end + 2);
  while (!head.empty()) {
    std::string_view line = up_to(head, '\n');
    File file;
    file.path = up_to(line, '\t');
    file.type = up_to(line, '\t');
    const std::size_t plain = number(up_to(line, '\t')), compressed = number(line);
    file.bytes = bytes.substr(0, plain);
    file.compressed = bytes.substr(plain, compressed);
    bytes.remove_prefix(plain + compressed);
    files_.push_back(file);
  }
}

std::optional<Response> Page::answer(const Request& request) const {
  const std::string_view wanted =
      request.path == "/" ? std::string_view("/index.html") : std::string_view(request.path);
  // The whole path is compared: nothing is looked up in a file system.
  const auto file = std::ranges::find_if(files_, [&](const File& f) { return wanted.substr(1) == f.path; });
  if (file == files_.end()) return std::nullopt;
  Response response;
  const bool for_ever = file->path.starts_with("assets/");  // their names hold a hash of what is in them
  response.headers = {{"Content-Type", std::string(file->type)},
                      {"Cache-Control", for_ever ? "private, max-age=31536000, immutable" : "no-cache"},
                      {"Vary", "Accept-Encoding"}};
  const bool smaller =
      !file->compressed.empty() && request.header("accept-encoding").find("gzip") != std::string_view::npos;
  if (smaller) response.headers.emplace_back("Content-Encoding", "gzip");
  response.fixed = smaller ? file->compressed : file->bytes;
  return response;
}

}  // namespace casus::server
