#include "names.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "shared/unicode_data.h"
#include "unicode_tables.h"

using namespace ykien;
using namespace ykien::test;

TEST_CASE("is_highly_restrictive: one script, or what CJK mixes with Latin", "[names]") {
  for (const std::string_view name :
       {"", "Nguyễn Văn A", "123", "T.N", "Анна", "山田太郎", "やまだ Taro", "김철수 Kim",
        "ㄅㄆ王 A", "محمد", "Zoë O’Hara 2", "สมชาย", "😀", "Mai 😀"}) {
    CAPTURE(name);
    CHECK(is_highly_restrictive(name));
  }
  for (const std::string_view name :
       {"Nguy\u0435n", "Α\u0042", "Anна", "やま김", "ㄅ김", "aع", "Aא", "ⲀA", "Ан\u0386"}) {
    CAPTURE(name);
    CHECK_FALSE(is_highly_restrictive(name));
  }
}

TEST_CASE("is_highly_restrictive: agrees with Scripts.txt on each code point beside a Latin letter",
          "[names]") {
  const auto ranges = property_ranges(YKIEN_UNICODE_DIR "/Scripts.txt");
  REQUIRE(ranges.size() > 2'000);
  const auto goes_with_latin = [](std::string_view script) {
    for (const std::string_view s :
         {"Common", "Inherited", "Latin", "Han", "Hiragana", "Katakana", "Bopomofo", "Hangul"}) {
      if (script == s) return true;
    }
    return false;
  };
  for (const auto& range : ranges) {
    for (char32_t c = range.first; c <= range.last; ++c) {
      if (!is_scalar_value(c)) continue;
      if (is_highly_restrictive("a" + to_utf8(c)) != goes_with_latin(range.value)) {
        CAPTURE(static_cast<std::uint32_t>(c), range.value);
        FAIL("differs");
      }
    }
  }
}

// Both sides of every pair of recommended scripts, so that no two of them share a number.
TEST_CASE("is_highly_restrictive: tells each script from each other", "[names]") {
  const std::map<std::string, std::string> letters = {
      {"Arabic", "ع"},     {"Armenian", "Ա"}, {"Bengali", "ক"},  {"Cyrillic", "Ж"},
      {"Devanagari", "क"}, {"Ethiopic", "አ"}, {"Georgian", "ა"}, {"Greek", "Ω"},
      {"Gujarati", "ક"},   {"Gurmukhi", "ਕ"}, {"Hebrew", "א"},   {"Kannada", "ಕ"},
      {"Khmer", "ក"},      {"Lao", "ກ"},      {"Latin", "x"},    {"Malayalam", "ക"},
      {"Myanmar", "က"},    {"Oriya", "କ"},    {"Sinhala", "ක"},  {"Tamil", "க"},
      {"Telugu", "క"},     {"Thaana", "ހ"},   {"Thai", "ก"},     {"Tibetan", "ཀ"},
      {"Cherokee", "Ꭰ"}};
  for (const auto& [left_script, left] : letters) {
    for (const auto& [right_script, right] : letters) {
      CAPTURE(left_script, right_script);
      CHECK(is_highly_restrictive(left + right) == (left_script == right_script));
    }
  }
}

TEST_CASE("has_sparse_marks: at most four marks, none twice in a row", "[names]") {
  CHECK(has_sparse_marks(""));
  CHECK(has_sparse_marks("Nguyễn Thị Thuỷ"));
  CHECK(has_sparse_marks("a\u0301\u0302\u0303\u0304"));
  CHECK_FALSE(has_sparse_marks("a\u0301\u0302\u0303\u0304\u0305"));
  CHECK_FALSE(has_sparse_marks("a\u0302\u0302"));
  CHECK_FALSE(has_sparse_marks("á\u0301"));
  CHECK(has_sparse_marks("áá"));
}

TEST_CASE("ReservedNames: finds lookalikes, and holds names without tones", "[names]") {
  const ReservedNames reserved({"Tòa soạn", "Admin", "", "\xFF"});
  for (const std::string_view name :
       {"Tòa soạn", "Toà soạn", "TÒA SOẠN", "Tòasoạn", "Tòa.soạn", "T0à soạn", "admin", "ADMIN",
        "Adm1n", "AdmIn", "Admln", "Аdmin", "A d m i n", "ａｄｍｉｎ"}) {
    CAPTURE(name);
    CHECK(reserved.find(name) == MatchKind::kExact);
  }
  CHECK(reserved.find("Toa Soan") == MatchKind::kLikely);
  for (const std::string_view name :
       {"", "Tòa", "Tóa soạn", "Toa soạn", "Adminh", "Nguyễn Văn A", "😀"}) {
    CAPTURE(name);
    CHECK_FALSE(reserved.find(name).has_value());
  }
}

TEST_CASE("is_email_address: has the shape of HTML's input type=email", "[names]") {
  const std::string label63(63, 'a');
  for (const std::string& address :
       {std::string("a@b"), std::string("a@b.vn"), std::string("a.b+c@d-e.com.vn"),
        std::string(".a..b.@c"), std::string("!#$%&'*+/=?^_`{|}~-@x.y"), std::string("A9@9a.B"),
        "a@" + label63, "a@" + label63 + "." + label63}) {
    CAPTURE(address);
    CHECK(is_email_address(address));
  }
  for (const std::string& address : {std::string(""),
                                     std::string("a"),
                                     std::string("@"),
                                     std::string("@b"),
                                     std::string("a@"),
                                     std::string("a@b."),
                                     std::string("a@.b"),
                                     std::string("a@b..c"),
                                     std::string("a@-b"),
                                     std::string("a@b-"),
                                     std::string("a@b@c"),
                                     std::string("a b@c"),
                                     std::string("a@b c"),
                                     std::string("ă@b"),
                                     std::string("a@bă.vn"),
                                     std::string("a@b_c"),
                                     std::string("\"a\"@b"),
                                     std::string("(a)@b"),
                                     std::string("a@[1.2.3.4]"),
                                     "a@" + label63 + "a"}) {
    CAPTURE(address);
    CHECK_FALSE(is_email_address(address));
  }
}
