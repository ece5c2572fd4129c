// A diagnostic is a code, a place and words; a sink collects them. How and where they are shown is a
// renderer's business.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/span.h"
#include "diag/inventory.h"

namespace casus::diag {

/// A second place that explains the first.
struct Related {
  Span span;
  std::string text;
};

struct Diagnostic {
  Code code;
  Span span;                     ///< source `none()` where no text is at fault
  std::string message;           ///< one plain sentence: what was written, what is wrong with it
  std::string hint;              ///< what to do; may be empty
  std::vector<Related> related;  ///< at most a few
  std::string heading;           ///< the article it stands in, filled in when it is shown

  Severity severity() const { return info(code).severity; }
};

/// Collects diagnostics. Of one source at most `limit_per_source` are kept; the rest is counted.
class Sink {
 public:
  static constexpr std::size_t limit_per_source = 100;

  /// Keeps the diagnostic, unless one of the same code stands at the same place already.
  void add(Diagnostic diagnostic);
  void add(Code code, Span span, std::string message, std::string hint = {});

  const std::vector<Diagnostic>& all() const { return all_; }
  std::vector<Diagnostic>& all() { return all_; }
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return all_.size() - errors_; }
  /// How many errors stand within these bytes. Who would complain of a missing line asks first: it may stand
  /// there, refused.
  std::size_t errors_in(Span span) const;

  /// Takes back what follows from a mistake that was told better elsewhere.
  void forget(const std::function<bool(const Diagnostic&)>& follows);

  /// Sorts by source, place and code, so that two runs print the same.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  std::vector<std::size_t> per_source_;
  std::size_t errors_ = 0;
};

}  // namespace casus::diag
