// The API: a request becomes a command line, and what the command prints is the answer.
#pragma once

#include <string>
#include <vector>

#include "server/http.h"
#include "server/routes.h"
#include "tool/corpus_pool.h"

namespace casus::server {

/// Answers requests under /api/. Safe to use from many threads.
class Api {
 public:
  explicit Api(DataFiles files);

  const std::vector<Route>& routes() const { return routes_; }
  /// Which engine and corpus answer, and which data of the user's are there: `casus/about/1`.
  const std::string& about() const { return about_; }
  const std::string& description() const { return description_; }

  /// Runs the command that the path names.
  Response answer(const Request& request, Exchange& exchange);

 private:
  DataFiles files_;
  std::vector<Route> routes_;
  std::string about_, description_;
  tool::CorpusPool corpus_;
};

}  // namespace casus::server
