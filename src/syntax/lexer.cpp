#include "syntax/lexer.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace casus::syntax {
namespace {

using sv = std::string_view;

constexpr std::array keyword_spellings = {
    std::string_view{},
#define KEYWORD(word) std::string_view{#word},
#include "syntax/keywords.inc"
#undef KEYWORD
    std::string_view{"class"},
};

constexpr std::size_t keyword_slots = 1024;

constexpr std::size_t hash_word(std::string_view word) {
  std::uint32_t hash = static_cast<std::uint32_t>(word.size()) * 0x9E3779B1u;
  for (char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193u;
  return (hash ^ (hash >> 15)) & (keyword_slots - 1);
}

// Open addressing over a fixed list: one or two comparisons a word.
constexpr auto keyword_table = [] {
  std::array<std::uint8_t, keyword_slots> table{};
  for (std::size_t i = 1; i < keyword_spellings.size(); ++i) {
    std::size_t slot = hash_word(keyword_spellings[i]);
    while (table[slot] != 0) slot = (slot + 1) & (keyword_slots - 1);
    table[slot] = static_cast<std::uint8_t>(i);
  }
  return table;
}();
constexpr std::size_t longest_keyword = 12;

enum class Class : std::uint8_t { other, space, letter, digit, quote, single };

constexpr auto classes = [] {
  std::array<Class, 256> table{};
  for (int c : {' ', '\t', '\n', '\r'}) table[static_cast<std::size_t>(c)] = Class::space;
  for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = Class::letter;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) table[c] = Class::letter;
  table['_'] = Class::letter;
  // Letters of other scripts may stand in a name: the tables of names decide whether there is such a name.
  for (std::size_t c = 0x80; c < 0x100; ++c) table[c] = Class::letter;
  for (std::size_t c = '0'; c <= '9'; ++c) table[c] = Class::digit;
  table['"'] = Class::quote;
  for (int c : {'{', '}', '(', ')', ',', ';', ':'}) table[static_cast<std::size_t>(c)] = Class::single;
  return table;
}();

Class class_of(char c) { return classes[static_cast<unsigned char>(c)]; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return class_of(c) == Class::letter || is_digit(c); }

TokenKind single_kind(char c) {
  switch (c) {
    case '{': return TokenKind::open;
    case '}': return TokenKind::close;
    case '(': return TokenKind::left;
    case ')': return TokenKind::right;
    case ',': return TokenKind::comma;
    case ';': return TokenKind::semicolon;
    default: return TokenKind::colon;
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, SourceId source, diag::Sink& sink)
      : text_(text), source_(source), sink_(sink) {}

  std::vector<Token> run() {
    tokens_.reserve(text_.size() / 5 + 16);
    const std::size_t bad = first_non_text(text_);
    if (bad < text_.size()) {
      sink_.add(diag::Code::not_text, span(bad, bad + 1),
                fmt::format("byte {} is 0x{:02X}, which is no UTF-8 text", bad,
                            static_cast<unsigned>(static_cast<unsigned char>(text_[bad]))),
                "a casus file is plain UTF-8 text; is this the right file?");
      text_ = text_.substr(0, bad);
    }
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    while (skip_space(), at_ < text_.size()) next();
    emit(TokenKind::end, text_.size(), text_.size());
    return std::move(tokens_);
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  void emit(TokenKind kind, std::size_t begin, std::size_t end, Keyword keyword = Keyword::none) {
    tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind, keyword});
  }

  void skip_space() {
    while (at_ < text_.size()) {
      if (class_of(text_[at_]) == Class::space) {
        ++at_;
      } else if (text_[at_] == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') {
        const std::size_t line_end = text_.find('\n', at_);
        at_ = line_end == std::string_view::npos ? text_.size() : line_end + 1;
      } else {
        return;
      }
    }
  }

  void next() {
    const char c = text_[at_];
    switch (class_of(c)) {
      case Class::letter: return word();
      case Class::digit: return number_or_date();
      case Class::quote: return text();
      case Class::single:
        emit(single_kind(c), at_, at_ + 1);
        ++at_;
        return;
      default: break;
    }
    if (c == '.' && at_ + 1 < text_.size() && text_[at_ + 1] == '.') {
      emit(TokenKind::range, at_, at_ + 2);
      at_ += 2;
    } else if (c == '-') {
      if (at_ + 1 < text_.size() && is_digit(text_[at_ + 1])) return number_or_date();
      emit(TokenKind::dash, at_, at_ + 1);
      ++at_;
    } else {
      fault();
    }
  }

  void word() {
    const std::size_t begin = at_;
    if (static_cast<unsigned char>(text_[at_]) >= 0x80)
      if (const std::size_t end = typographic_quotation()) return foreign_quotation(end);
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    const auto word = text_.substr(begin, at_ - begin);
    const bool may_be_keyword = word.size() <= longest_keyword && word[0] >= 'a' && word[0] <= 'z';
    emit(TokenKind::word, begin, at_, may_be_keyword ? keyword_of(word) : Keyword::none);
  }

  // A run of digits with the marks of a date or a number; what it is follows from its shape.
  void number_or_date() {
    const std::size_t begin = at_;
    if (text_[at_] == '-') ++at_;
    const std::size_t first = at_;
    bool date = false;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool more = at_ + 1 < text_.size();
      if (is_digit(c)) {
        ++at_;
      } else if (c == '.' && more && is_digit(text_[at_ + 1]) && !date) {
        ++at_;
      } else if (c == '-' && first == begin && more && (is_digit(text_[at_ + 1]) || text_[at_ + 1] == 'X')) {
        date = true;
        ++at_;
      } else if (c == 'X' && first == begin) {
        date = true;
        ++at_;
      } else if ((c == '~' || c == '?' || c == '%') && first == begin && (date || at_ - begin == 4)) {
        date = true;
        ++at_;
        break;
      } else {
        break;
      }
    }
    if (at_ < text_.size() && is_word(text_[at_])) {
      while (at_ < text_.size() && is_word(text_[at_])) ++at_;
      sink_.add(diag::Code::malformed_number, span(begin, at_),
                fmt::format("`{}` is neither a number, a date nor a name", shortened(begin)),
                shortened(begin).find("\u2013") != std::string::npos ||
                        shortened(begin).find("\u2014") != std::string::npos
                    ? "a date has plain hyphens, as 1949-04-04; a spell is written `1949-04-04 .. 1969-04-04`"
                    : "put a space between the number and the word; a name does not start with a digit");
      emit(TokenKind::fault, begin, at_);
      return;
    }
    emit(date ? TokenKind::date : TokenKind::number, begin, at_);
  }

  void text() {
    const std::size_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
      ++at_;
    }
    if (at_ < text_.size() && text_[at_] == '"') {
      ++at_;
    } else {
      sink_.add(diag::Code::unterminated_text, span(begin, begin + 1),
                "this quotation is not closed on its line",
                "close it with `\"`; a long text may go on in a second quotation right after the first");
    }
    emit(TokenKind::text, begin, at_);
  }

  void fault() {
    const std::size_t begin = at_;
    if (text_[at_] == '#') {  // the comment of other languages: one mistake, to the end of the line
      at_ = line_end();
      sink_.add(diag::Code::unknown_character, span(begin, begin + 1), "`#` means nothing here",
                "a comment starts with `//`");
      return;
    }
    if (text_[at_] == '\'') {
      if (const std::size_t close = rest_of_line().find('\'', 1); close != sv::npos)
        return foreign_quotation(at_ + close + 1);
    }
    while (at_ < text_.size() && class_of(text_[at_]) == Class::other && text_[at_] != '-' &&
           text_[at_] != '#')
      ++at_;
    if (at_ == begin) ++at_;
    if (text_[begin] == '/' && begin > 0 && is_digit(text_[begin - 1]))  // the rest of 10/01/1995
      while (at_ < text_.size() && (is_digit(text_[at_]) || text_[at_] == '/')) ++at_;
    std::string hint;
    const bool after_digit = begin > 0 && is_digit(text_[begin - 1]);
    if (text_[begin] == '/')
      hint = after_digit ? "a date is written year-month-day, as 1949-04-04" : "a comment starts with `//`";
    if (text_[begin] == '\'') hint = "texts stand in double quotes";
    if (text_[begin] == '=') hint = "take it out; a line is a word and its values";
    sink_.add(diag::Code::unknown_character, span(begin, at_),
              fmt::format("`{}` means nothing here", shortened(begin)), hint);
    emit(TokenKind::fault, begin, at_);
  }

  std::size_t line_end() const {
    const std::size_t end = text_.find('\n', at_);
    return end == std::string_view::npos ? text_.size() : end;
  }

  /// What follows on this line, as far as a quotation may reach: a whole file may be one line.
  std::string_view rest_of_line() const {
    const auto rest = text_.substr(at_, 1000);
    return rest.substr(0, rest.find('\n'));
  }

  // A text in other marks than ours is reported and taken as the text that it was meant to be.
  void foreign_quotation(std::size_t end) {
    const std::size_t begin = at_;
    at_ = end;
    sink_.add(diag::Code::unknown_character, span(begin, end),
              "this text stands in marks that are not double quotes",
              "put it between plain double quotes, as in \"North Atlantic Treaty\"");
    emit(TokenKind::text, begin, end);
  }

  /// The end of a quotation in typographic marks that starts here, or 0.
  std::size_t typographic_quotation() const {
    constexpr std::array openers = {sv("\u201C"), sv("\u201D"), sv("\u201E"),
                                    sv("\u2018"), sv("\u2019"), sv("\u00AB")};
    constexpr std::array closers = {sv("\u201D"), sv("\u201C"), sv("\u2019"),
                                    sv("\u2018"), sv("\u00BB"), sv("\"")};
    for (auto opener : openers) {
      if (!text_.substr(at_, 3).starts_with(opener)) continue;
      const auto rest = rest_of_line();
      for (auto closer : closers)
        if (const auto close = rest.find(closer, opener.size()); close != sv::npos)
          return at_ + close + closer.size();
    }
    return 0;
  }

  std::string shortened(std::size_t begin) const {
    return casus::shortened(text_.substr(begin, at_ - begin), 40);
  }

  std::string_view text_;
  SourceId source_;
  diag::Sink& sink_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Keyword keyword_of(std::string_view word) {
  std::size_t slot = hash_word(word);
  while (keyword_table[slot] != 0) {
    if (keyword_spellings[keyword_table[slot]] == word) return static_cast<Keyword>(keyword_table[slot]);
    slot = (slot + 1) & (keyword_slots - 1);
  }
  return Keyword::none;
}

std::string_view spelling(Keyword keyword) { return keyword_spellings[static_cast<std::size_t>(keyword)]; }

std::vector<Token> lex(std::string_view text, SourceId source, diag::Sink& sink) {
  return Lexer(text, source, sink).run();
}

}  // namespace casus::syntax
