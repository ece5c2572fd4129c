#include "syntax/lexer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <ostream>

#include "syntax/print.h"
#include "syntax/support.h"

namespace casus::syntax::test {
namespace {

/// `word:article* number:5`, and the codes of what was reported in brackets.
std::string lexed(std::string_view text) {
  diag::Sink sink;
  std::string out;
  for (const Token& token : lex(text, SourceId{0}, sink)) {
    if (token.kind == TokenKind::end) continue;
    out += fmt::format("{}{}:{}{}", out.empty() ? "" : " ", name_of(token.kind),
                       text.substr(token.begin, token.end - token.begin),
                       token.keyword == Keyword::none ? "" : "*");
  }
  for (const auto& fault : sink.all())
    out += fmt::format("{}[{}]", out.empty() ? "" : " ", diag::label(fault.code));
  return out;
}

struct Case {
  std::string_view text;
  std::string_view tokens;
  friend void PrintTo(const Case& c, std::ostream* out) { *out << c.text; }
};
class Lexing : public testing::TestWithParam<Case> {};
TEST_P(Lexing, GivesTheseTokens) { EXPECT_EQ(lexed(GetParam().text), GetParam().tokens); }

INSTANTIATE_TEST_SUITE_P(
    Words, Lexing,
    testing::Values(Case{"article articles Article", "word:article* word:articles word:Article"},
                    Case{"stay_neutral _x x1", "word:stay_neutral word:_x word:x1"},
                    Case{"Côte_d’Ivoire São_Tomé", "word:Côte_d’Ivoire word:São_Tomé"},
                    Case{"Київ", "word:Київ"}, Case{"class title", "word:class* word:title*"}));

INSTANTIATE_TEST_SUITE_P(
    Dates, Lexing,
    testing::Values(Case{"1949-04-04", "date:1949-04-04"}, Case{"1949-04", "date:1949-04"},
                    Case{"1949", "number:1949"}, Case{"198X", "date:198X"},
                    Case{"2004-06-XX", "date:2004-06-XX"}, Case{"2004-XX", "date:2004-XX"},
                    Case{"1949~", "date:1949~"}, Case{"1949-04-04?", "date:1949-04-04?"},
                    Case{"1949-04%", "date:1949-04%"}, Case{"19~", "number:19 fault:~ [C0002]"},
                    Case{"1816-01-01 .. 1922-12-30", "date:1816-01-01 range:.. date:1922-12-30"},
                    Case{"1816..1922", "number:1816 range:.. number:1922"},
                    Case{"1991-12-26..", "date:1991-12-26 range:.."}));

INSTANTIATE_TEST_SUITE_P(Numbers, Lexing,
                         testing::Values(Case{"14", "number:14"}, Case{"3.3", "number:3.3"},
                                         Case{"-33.92 18.42", "number:-33.92 number:18.42"},
                                         Case{"-5", "number:-5"}, Case{"- 5", "dash:- number:5"},
                                         Case{"42(7)", "number:42 left:( number:7 right:)"},
                                         Case{"3.", "number:3 fault:. [C0002]"},
                                         Case{"1.2.3", "number:1.2.3"}, Case{"5a", "fault:5a [C0004]"},
                                         Case{"1949-04-04b", "fault:1949-04-04b [C0004]"},
                                         Case{"-1949-04", "number:-1949 number:-04"}));

INSTANTIATE_TEST_SUITE_P(Texts, Lexing,
                         testing::Values(Case{R"("a" "b")", R"(text:"a" text:"b")"},
                                         Case{R"("say \"no\"")", R"(text:"say \"no\"")"},
                                         Case{R"("back\\")", R"(text:"back\\")"},
                                         Case{R"("a // b")", R"(text:"a // b")"}, Case{"\"\"", "text:\"\""},
                                         Case{"\"open", "text:\"open [C0003]"},
                                         Case{"\"open\nnext", "text:\"open word:next [C0003]"},
                                         Case{"\"open\\", "text:\"open\\ [C0003]"},
                                         Case{"\"", "text:\" [C0003]"}));

INSTANTIATE_TEST_SUITE_P(
    Marks, Lexing,
    testing::Values(Case{"{ } ( ) , ; :", "open:{ close:} left:( right:) comma:, semicolon:; colon::"},
                    Case{"a,b;c", "word:a* comma:, word:b semicolon:; word:c"},
                    Case{"a..b", "word:a* range:.. word:b"}, Case{"...", "range:.. fault:. [C0002]"},
                    Case{"a-b", "word:a* dash:- word:b"}));

INSTANTIATE_TEST_SUITE_P(SpaceAndComments, Lexing,
                         testing::Values(Case{"", ""}, Case{" \t\r\n ", ""}, Case{"// only", ""},
                                         Case{"a // b\nc", "word:a* word:c"},
                                         Case{"a//b\r\nc\r\n", "word:a* word:c"},
                                         Case{"\xEF\xBB\xBFstate", "word:state*"},
                                         Case{"/ a", "fault:/ word:a* [C0002]"}, Case{"# a", "[C0002]"},
                                         Case{"'a'", "text:'a' [C0002]"}));

INSTANTIATE_TEST_SUITE_P(
    NotText, Lexing,
    testing::Values(Case{std::string_view("a\0b", 3), "word:a* [C0001]"}, Case{"a \xFF b", "word:a* [C0001]"},
                    Case{"a \xC0\x80", "word:a* [C0001]"},          // overlong
                    Case{"a \xED\xA0\x80", "word:a* [C0001]"},      // a surrogate
                    Case{"a \xF4\x90\x80\x80", "word:a* [C0001]"},  // beyond U+10FFFF
                    Case{"a \xE2\x82", "word:a* [C0001]"},          // cut short
                    Case{"a b c d e f \x01", "word:a* word:b word:c word:d word:e word:f [C0001]"}));

TEST(Keywords, EverySpellingIsFoundAndNothingElse) {
  for (std::size_t i = 1; i <= static_cast<std::size_t>(Keyword::k_class); ++i) {
    const auto keyword = static_cast<Keyword>(i);
    EXPECT_EQ(keyword_of(spelling(keyword)), keyword) << spelling(keyword);
    EXPECT_EQ(keyword_of(std::string(spelling(keyword)) + "_"), Keyword::none);
    EXPECT_EQ(lexed(spelling(keyword)), fmt::format("word:{}*", spelling(keyword)));
  }
  EXPECT_EQ(keyword_of(""), Keyword::none);
}

}  // namespace
}  // namespace casus::syntax::test
