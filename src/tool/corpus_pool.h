// The built-in corpus, resolved once for many requests.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/program.h"
#include "tool/session.h"

namespace casus::tool {

/// Lends a resolved corpus to one request at a time, because a line adds words to the model that it is resolved against; what it
/// added is forgotten when the last holder lets go. As many are made as are held at once. Safe to use from many threads; it must
/// outlive what it lends.
class CorpusPool {
 public:
  struct Lent {
    std::shared_ptr<Session> session;
    std::shared_ptr<const engine::Program> program;
  };

  /// True where the built-in corpus alone is what these options ask about.
  static bool serves(const Options& options) {
    return options.corpus.empty() && !options.no_builtin && options.stances.empty();
  }

  Lent lend(const Options& options);

 private:
  struct Corpus {
    Session session;
    std::unique_ptr<engine::Program> program;
  };

  std::mutex mutex_;
  std::vector<std::unique_ptr<Corpus>> free_;
};

}  // namespace casus::tool
