// From text to tokens. Never fails: what is no token becomes a `fault` token and one diagnostic.
#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/token.h"

namespace casus::syntax {

/// The tokens of `text`, ended by one `TokenKind::end`. Texts above `max_source_bytes` must be refused by the
/// caller.
std::vector<Token> lex(std::string_view text, SourceId source, diag::Sink& sink);

/// The largest source that is read: 64 MiB.
inline constexpr std::size_t max_source_bytes = std::size_t{64} << 20;

}  // namespace casus::syntax
