#include "diag/sink.h"

#include <algorithm>
#include <tuple>

namespace casus::diag {

void Sink::add(Diagnostic diagnostic) {
  if (diagnostic.span.source) {
    const std::size_t source = diagnostic.span.source.index();
    if (per_source_.size() <= source) per_source_.resize(source + 1);
    const std::size_t seen = per_source_[source]++;
    if (seen > limit_per_source) return;
    if (seen == limit_per_source) {
      diagnostic = {Code::too_many_faults,
                    diagnostic.span,
                    "this source has more than 100 faults; the rest is not listed",
                    "mend the first ones and check again",
                    {},
                    {}};
    }
    // One mistake, one message: the same complaint about the same bytes is said once.
    for (auto it = all_.rbegin(); it != all_.rend() && it->span.source == diagnostic.span.source; ++it)
      if (it->span == diagnostic.span && it->code == diagnostic.code) return;
  }
  if (diagnostic.severity() == Severity::error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Sink::add(Code code, Span span, std::string message, std::string hint) {
  add(Diagnostic{code, span, std::move(message), std::move(hint), {}, {}});
}

std::size_t Sink::errors_in(Span span) const {
  return static_cast<std::size_t>(std::ranges::count_if(all_, [&](const Diagnostic& d) {
    return d.span.source == span.source && d.span.begin >= span.begin && d.span.begin <= span.end &&
           d.severity() == Severity::error;
  }));
}

void Sink::forget(const std::function<bool(const Diagnostic&)>& follows) {
  std::erase_if(all_, [&](const Diagnostic& d) {
    if (!follows(d)) return false;
    if (d.severity() == Severity::error) --errors_;
    if (d.span.source) --per_source_[d.span.source.index()];
    return true;
  });
}

void Sink::sort() {
  std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tuple(a.span.source, a.span.begin, a.span.end, a.code) <
           std::tuple(b.span.source, b.span.begin, b.span.end, b.code);
  });
}

}  // namespace casus::diag
