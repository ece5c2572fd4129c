// Tokens of the language. White space and comments are not tokens: they are what stands between two tokens.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casus::syntax {

enum class TokenKind : std::uint8_t {
  word,       ///< a name or a keyword: letters, digits and `_`, not starting with a digit
  number,     ///< `14`, `3.3`, `-33.92`
  date,       ///< an EDTF date that is not a bare year: `1949-04-04`, `1949-04~`, `198X`
  text,       ///< a quoted string on one line
  open,       ///< `{`
  close,      ///< `}`
  left,       ///< `(`
  right,      ///< `)`
  comma,      ///< `,`
  semicolon,  ///< `;`
  colon,      ///< `:`
  range,      ///< `..`
  dash,       ///< `-` alone
  fault,      ///< a run of bytes that are no token; already reported
  end,        ///< after the last token
};

/// The words that the grammar knows, each with an underscore in front so that none clashes with C++.
enum class Keyword : std::uint8_t {
  none,
#define KEYWORD(word) k_##word,
#include "syntax/keywords.inc"
#undef KEYWORD
  k_class,
};

struct Token {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  TokenKind kind = TokenKind::end;
  Keyword keyword = Keyword::none;
};

/// The keyword that `word` is, or `Keyword::none`.
Keyword keyword_of(std::string_view word);

/// `article` for `Keyword::k_article`.
std::string_view spelling(Keyword keyword);

}  // namespace casus::syntax
