#include "clean_text.h"

#include <catch2/catch_test_macros.hpp>

#include "ykien/comment.h"
#include "ykien/text.h"

using namespace ykien;
using namespace std::string_literals;

namespace {

Span plain(std::string text) { return {std::move(text), false, false, ""}; }
Span bold(std::string text) { return {std::move(text), true, false, ""}; }

}  // namespace

TEST_CASE("clean_line: white space as HTML has it, everything else as it is", "[clean]") {
  CHECK(clean_line("").empty());
  CHECK(clean_line(" \t\n\f\r ").empty());
  CHECK(clean_line(" a \n\t b ") == "a b");
  CHECK(clean_line("a\u00A0\u2003\u3000b") == "a\u00A0\u2003\u3000b");
  CHECK(clean_line("a \u200B b") == "a \u200B b");
}

TEST_CASE("clean_line: each dropped code point, and its neighbours", "[clean]") {
  const std::u32string dropped =
      U"\u0001\u0008\u000B\u000E\u001F\u007F\u0080\u0085\u009F\u202A\u202E\u2066\u2069\uFFF9\uFFFB"
      U"\uFEFF\uFDD0\uFDEF\uFFFE\uFFFF\U0001FFFE\U0010FFFF";
  const std::u32string kept =
      U"!~\u00A0\u00AD\u200B\u200C\u200D\u200E\u200F\u2029\u202F\u2060\u2065\u206A\uFE0F\uFDCF"
      U"\uFDF0\uFFF8\uFFFC\uFFFD\U00010000\U0001FFFD\U000E0062\U0010FFFD";
  for (const char32_t c : dropped) {
    std::string text = "a";
    append_code_point(text, c);
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(clean_line(text + "b") == "ab");
    CHECK(clean_lines(text + "b") == "ab");
  }
  CHECK(clean_line("a\0b"s) == "ab");
  for (const char32_t c : kept) {
    std::string text = "a";
    append_code_point(text, c);
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(clean_line(text + "b") == text + "b");
    CHECK(clean_lines(text + "b") == text + "b");
  }
}

TEST_CASE("clean_lines: line endings become one, blanks stay", "[clean]") {
  CHECK(clean_lines(" a \n\n b\t") == " a \n\n b\t");
  CHECK(clean_lines("a\r\nb\rc\r\r\nd\n\re\r") == "a\nb\nc\n\nd\n\ne\n");
  CHECK(clean_lines("e\u0302\u0323") == "ệ");
}

TEST_CASE("clean_spans: white space collapses across spans", "[clean]") {
  CHECK(clean_spans({}).empty());
  CHECK(clean_spans({plain(" a "), bold(" b "), plain(" c ")}) ==
        Spans{plain("a "), bold("b "), plain("c")});
  CHECK(clean_spans({plain("a"), bold(" "), plain("b")}) ==
        Spans{plain("a"), bold(" "), plain("b")});
  CHECK(clean_spans({plain("a "), bold(" "), plain(" b")}) == Spans{plain("a b")});
  CHECK(clean_spans({plain("a"), bold("  "), plain(" ")}) == Spans{plain("a")});
  CHECK(clean_spans({bold(" "), plain("\n")}).empty());
}

TEST_CASE("clean_spans: equal looks become one before normalising", "[clean]") {
  CHECK(clean_spans({plain("e"), plain("\u0302"), plain("\u0301")}) == Spans{plain("ế")});
  CHECK(clean_spans({plain("e"), bold("\u0007"), plain("\u0302")}) == Spans{plain("ê")});
  CHECK(clean_spans({plain("e"), bold("\u0302")}) == Spans{plain("e"), bold("\u0302")});
  const Span link = {"x", false, false, "/a"};
  const Span other = {"y", false, false, "/b"};
  CHECK(clean_spans({link, other, other}) == Spans{link, {"yy", false, false, "/b"}});
}

TEST_CASE("clean_url: what browsers would load as http, https or relative stays", "[clean]") {
  for (const std::string_view url :
       {"http://a.example", "HTTPS://A.EXAMPLE/%C3%AA", "//a.example/x", "/x", "x", "./x", "../x",
        "?q=a:b", "#a:b", "a/b:c", "1x:y", ".a:b", "é:x", "/bài viết?a=1&b=2", "\u00A0javascript:x",
        "%6Aavascript:x"}) {
    CAPTURE(url);
    CHECK(clean_url(url, UrlUse::kLink) == url);
  }
  CHECK(clean_url(" \t\n\x01http://a.example \x1F", UrlUse::kLink) == "http://a.example");
  CHECK(clean_url("ht\ntp:\t//a\r.example", UrlUse::kLink) == "http://a.example");
}

TEST_CASE("clean_url: every other scheme is dropped, however it is spelt", "[clean]") {
  for (const std::string_view url : {"javascript:alert(1)",
                                     "JaVaScRiPt:x",
                                     "  javascript:x",
                                     "java\tscript:x",
                                     "java\nscript\r:x",
                                     "\x01\x02javascript:x",
                                     "\x1Fjava\nscript:x",
                                     "javascript\t:x",
                                     "vbscript:x",
                                     "data:text/html,x",
                                     "data:image/png;base64,AA",
                                     "mailto:a@b.example",
                                     "tel:1",
                                     "file:///x",
                                     "blob:https://a.example/1",
                                     "about:blank",
                                     "ftp://a.example",
                                     "ws://a.example",
                                     "intent:x",
                                     "a+b-c.1:x",
                                     "httpx:y",
                                     "http\x01://a",
                                     "https://a\x7F",
                                     "view-source:https://a.example",
                                     "x:"}) {
    CAPTURE(url);
    CHECK(clean_url(url, UrlUse::kLink).empty());
  }
  CHECK(clean_url("https://a\0b"s, UrlUse::kLink).empty());
  CHECK(clean_url("\0javascript:x"s, UrlUse::kLink).empty());
}

TEST_CASE("clean_url: images may be raster data", "[clean]") {
  for (const std::string_view url :
       {"data:image/png;base64,AA", "data:image/jpeg,x", "data:image/gif;x,y",
        "data:image/avif;base64,", "DATA:IMAGE/WEBP;base64,A"}) {
    CAPTURE(url);
    CHECK(clean_url(url, UrlUse::kImage) == url);
    CHECK(clean_url(url, UrlUse::kLink).empty());
  }
  for (const std::string_view url :
       {"data:image/svg+xml,<svg>", "data:image/png", "data:image/pngx,A", "data:image/,A",
        "data:text/html,x", "data:,x", "javascript:x"}) {
    CAPTURE(url);
    CHECK(clean_url(url, UrlUse::kImage).empty());
  }
}

TEST_CASE("is_id and is_language_tag: shapes", "[clean]") {
  CHECK(is_id("a"));
  CHECK(is_id("AZaz09._~-"));
  CHECK(is_id(std::string(128, 'x')));
  CHECK_FALSE(is_id(std::string(129, 'x')));
  for (const std::string_view id : {"", " ", "a b", "a/b", "é", "a\n", "a:b", "@"})
    CHECK_FALSE(is_id(id));
  for (const std::string_view tag :
       {"vi", "vi-VN", "zh-Hant-TW", "de-CH-1996", "abcdefgh", "en-x-a"}) {
    CHECK(is_language_tag(tag));
  }
  for (const std::string_view tag : {"", "v", "1a", "v1", "vi-", "-vi", "vi--VN", "vi_VN",
                                     "abcdefghi", "vi-123456789", "việt"}) {
    CAPTURE(tag);
    CHECK_FALSE(is_language_tag(tag));
  }
}
