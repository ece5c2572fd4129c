// Where a command reads and writes: the streams of the process, or those of a request that a server answers.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace casus::tool {

class CorpusPool;

/// What a command that a server runs reads and writes in place of the streams of the process.
struct RequestStreams {
  std::string in;                ///< what `-` reads
  std::string out;               ///< the document
  std::string err;               ///< diagnostics, in the same format
  CorpusPool* corpus = nullptr;  ///< lends the resolved corpus; may be null
  /// Told by long commands now and then how many of how many parts are done; false asks the command to stop. May be empty.
  std::function<bool(std::size_t done, std::size_t all)> progress;
};

/// While it lives, the commands of this thread read and write `streams`, see no file of the machine by a name that their words
/// give, and give back what they take. They do not nest.
class Redirected {
 public:
  explicit Redirected(RequestStreams& streams);
  ~Redirected();
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;
};

/// The streams of the request that this thread answers; null where a command runs for the process itself.
RequestStreams* request_streams();

/// Writes a text to standard output.
void print(std::string_view text);
/// Writes a text to standard error.
void complain(std::string_view text);
template <class... Parts>
void complain(fmt::format_string<Parts...> text, Parts&&... parts) {
  complain(std::string_view(fmt::format(text, std::forward<Parts>(parts)...)));
}

}  // namespace casus::tool
