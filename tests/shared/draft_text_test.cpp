#include "draft_text.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "code_points.h"
#include "shared/unicode_data.h"

using namespace ykien;
using namespace ykien::test;

namespace {

std::string body(std::string_view raw) { return clean_body(raw).text; }
std::string name(std::string_view raw) { return clean_name(raw).text; }

}  // namespace

TEST_CASE("kind_of: agrees with Unicode on white space, on what is ignorable and on formats",
          "[draft_text]") {
  using enum CodePointKind;
  std::vector<bool> hides(0x110000);
  for (const auto& range : property_ranges(YKIEN_UNICODE_DIR "/PropList.txt")) {
    for (char32_t c = range.first; c <= range.last && range.value == "White_Space"; ++c) {
      CAPTURE(static_cast<std::uint32_t>(c));
      hides[c] = true;
      CHECK((kind_of(c) == kBlank || kind_of(c) == kNewline));
    }
  }
  for (const auto& range : property_ranges(YKIEN_UNICODE_DIR "/DerivedCoreProperties.txt")) {
    const bool ignorable = range.value == "Default_Ignorable_Code_Point";
    for (char32_t c = range.first; c <= range.last && ignorable; ++c) hides[c] = true;
  }
  const std::set<char32_t> shown_formats = {0x600, 0x601, 0x602, 0x603, 0x604,   0x605,  0x6DD,
                                            0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD};
  const auto categories =
      property_ranges(YKIEN_UNICODE_DIR "/extracted/DerivedGeneralCategory.txt");
  for (const auto& range : categories) {
    const bool hidden = range.value == "Cc" || range.value == "Cf" || range.value == "Co";
    for (char32_t c = range.first; c <= range.last && hidden; ++c) {
      hides[c] = !shown_formats.contains(c);
    }
  }
  for (const char32_t c : {U'\0', U'\u2800', U'\uFFFC'}) hides[c] = true;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!is_scalar_value(c)) continue;
    const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    if (noncharacter) hides[c] = true;
    if ((kind_of(c) != kPlain) != hides[c]) FAIL("differs: " << static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("clean_body: text that is clean stays as it is", "[draft_text]") {
  for (const std::string_view text :
       {"", "a", "Tiếng Việt rất đẹp", "một\nhai\n\nba",
        "👨‍👩‍👧‍👦 👍🏽 🇻🇳 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "日本語", "العربية", "می‌خواهم", "क्‍ष", "שלום\u200F",
        "😮‍💨 🙂‍↔️ 🏳️‍🌈"}) {
    CHECK(body(text) == text);
  }
}

TEST_CASE("clean_body: composes, and makes one kind of newline and blank", "[draft_text]") {
  struct Case {
    std::string_view raw;
    std::string_view expected;
  };
  const Case cases[] = {
      {"e\u0302\u0301", "ế"},
      {"a\r\nb", "a\nb"},
      {"a\rb", "a\nb"},
      {"a\n\rb", "a\n\nb"},
      {"a\u2028b\u2029c\u0085d\ve\ff", "a\nb\nc\nd\ne\nf"},
      {"a\tb", "a b"},
      {"a\u00A0\u3000 \u2003b", "a b"},
      {"  a  ", "a"},
      {"\n \n a \n\n", "a"},
      {"a \n b", "a\nb"},
      {"a\n\nb", "a\n\nb"},
      {"a\n\n\nb", "a\n\nb"},
      {"a\n \n\t\n\n\nb", "a\n\nb"},
      {" ", ""},
      {"\r\n\r\n", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(body(c.raw) == c.expected);
  }
}

TEST_CASE("clean_body: drops what only hides", "[draft_text]") {
  struct Case {
    std::string_view raw;
    std::string_view expected;
  };
  const Case cases[] = {
      {"ng\u200Bu", "ngu"},
      {"\u200B", ""},
      {"\uFEFFa\u00ADb\u2060c\u034Fd", "abcd"},
      {"a\u0001\u007F\u009Fb", "ab"},
      {"a\u202Eb\u202Cc\u202A\u202B\u202D", "abc"},
      {"\u2800\u3164\uFFA0\u115F", ""},
      {"a\u200B\u0301", "á"},  // what stood apart combines
      {"\u1100\u200B\u1161", "\uAC00"},
      {"\u200E\u200F\u061C", ""},  // allowed, but nothing to see
      {"a\u200Eb", "a\u200Eb"},
      {"a\uFFF9b\uFFFAc\uFFFBd\uFFFCe", "abcde"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(body(c.raw) == c.expected);
  }
}

TEST_CASE("clean_body: keeps joiners only where emoji or a script need them", "[draft_text]") {
  struct Case {
    std::string_view raw;
    std::string_view expected;
  };
  const Case cases[] = {
      {"n\u200Dgu", "ngu"},
      {"n\u200Cgu", "ngu"},
      {"\u200D😀", "😀"},
      {"😀\u200D", "😀"},
      {"😀\u200D\u200D😀", "😀\u200D😀"},
      {"😀\u200Da", "😀a"},
      {"©\u200D®", "©®"},
      {"❤\uFE0F\u200D🔥", "❤\uFE0F\u200D🔥"},
      {"👩🏽\u200D🚀", "👩🏽\u200D🚀"},
      {"می\u200Cخواهم", "می\u200Cخواهم"},
      {"a\u200Cب", "aب"},
      {"ب\u200C", "ب"},
      {"क्\u200Dष", "क्\u200Dष"},
      {"क्\u200Cष", "क्\u200Cष"},
      {"क\u200Dष", "कष"},
      {"क्\u200C", "क्"},
      {"ന്\u200D", "ന്\u200D"},  // Malayalam chillu n at the end of a word
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    CHECK(body(c.raw) == c.expected);
  }
}

TEST_CASE("clean_body: keeps each emoji of emoji-test.txt, and each way to write it",
          "[draft_text]") {
  for (const std::string& line : unicode_lines(YKIEN_UNICODE_DIR "/emoji/emoji-test.txt")) {
    const std::string emoji = from_hex_sequence(split(line, ";")[0]);
    CAPTURE(line);
    REQUIRE(body(emoji) == emoji);
  }
}

TEST_CASE("clean_body: keeps selectors only behind what has them", "[draft_text]") {
  CHECK(body("a\uFE0Fb") == "ab");
  CHECK(body("\uFE0F") == "");
  CHECK(body("❤\uFE0F\uFE0F") == "❤\uFE0F");
  CHECK(body("❤\uFE0E") == "❤\uFE0E");
  CHECK(body("1\uFE0F\u20E3") == "1\uFE0F\u20E3");
  CHECK(body("葛\U000E0100") == "葛\U000E0100");
  CHECK(body("a\U000E0100") == "a");
  CHECK(body("❤\uFE00") == "❤");
}

TEST_CASE("clean_body: keeps tags only as one of three flags", "[draft_text]") {
  const std::string scotland =
      "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F";
  CHECK(body(scotland) == scotland);
  CHECK(body(scotland + "\U000E0061") == scotland);
  CHECK(body("\U0001F3F4\U000E0075\U000E0073\U000E0063\U000E0061\U000E007F") ==
        "\U0001F3F4");  // California
  CHECK(body("\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074") ==
        "\U0001F3F4");  // not closed
  CHECK(body("hi\U000E0068\U000E0069") == "hi");
  CHECK(body("\U000E0001a") == "a");
}

TEST_CASE("clean_body: keeps isolates that are closed in their paragraph", "[draft_text]") {
  CHECK(body("a\u2067b\u2069c") == "a\u2067b\u2069c");
  CHECK(body("a\u2067b\u2066c\u2069\u2069") == "a\u2067b\u2066c\u2069\u2069");
  CHECK(body("a\u2067b") == "ab");
  CHECK(body("a\u2069b") == "ab");
  CHECK(body("a\u2067b\nc\u2069") == "ab\nc");
  CHECK(body("\u2068a\u2067b\u2069") == "a\u2067b\u2069");
}

TEST_CASE("clean_body: tells what no text may hold, and where the first is", "[draft_text]") {
  struct Case {
    std::string_view raw;
    std::string_view text;
    std::size_t places;
    std::size_t begin;
    std::size_t end;
  };
  using namespace std::string_view_literals;
  const Case cases[] = {
      {"a\0b\0"sv, "ab", 2, 1, 2}, {"đ\uE000", "đ", 1, 2, 5},   {"a\uFFFE", "a", 1, 1, 4},
      {"a\uFDD0", "a", 1, 1, 4},   {"\U0010FFFD", "", 1, 0, 4}, {"a\U0001FFFF", "a", 1, 1, 5},
      {"ab\xFFz", "", 1, 2, 3},    {"ab\xE1\xBA", "", 1, 2, 3}, {"abc", "abc", 0, 0, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.raw);
    const DraftText clean = clean_body(c.raw);
    CHECK(clean.text == c.text);
    CHECK(clean.bad_places == c.places);
    CHECK(clean.bad_begin_bytes == c.begin);
    CHECK(clean.bad_end_bytes == c.end);
  }
}

TEST_CASE("clean_name: is one line, and tells whether something was hidden in it", "[draft_text]") {
  CHECK(name(" Nguyễn \n Văn\tA ") == "Nguyễn Văn A");
  CHECK(clean_name(" Nguyễn \r\n Văn\tA ").dropped == 0);
  for (const std::string_view hidden : {"\u200B", "\u200D", "\u200E", "\u2066", "\uFE0F", "\u0001",
                                        "\u00AD", "\u202E", "\U000E0061", "\uFEFF"}) {
    const DraftText clean = clean_name("An" + std::string(hidden) + "h");
    CHECK(clean.text == "Anh");
    CHECK(clean.dropped == 1);
  }
  CHECK(clean_name("👩\u200D🚀").dropped == 1);
  CHECK(clean_name("").dropped == 0);
}

TEST_CASE("clean_body: cleaning twice changes nothing more", "[draft_text]") {
  static const std::vector<std::string> kPieces = {
      "a",      " ",          "\n",         "\r",         "\t",         "\u0301",     "\u0338",
      "\u200B", "\u200C",     "\u200D",     "\u200E",     "\u2066",     "\u2067",     "\u2069",
      "\u202E", "\uFE0F",     "\uFE0E",     "😀",         "❤",          "↔",          "🏽",
      "🏴",     "\U000E0067", "\U000E0062", "\U000E0065", "\U000E006E", "\U000E007F", "🇻",
      "ب",      "\u064E",     "ا",          "क",          "\u094D",     "\u093F",     "\u1100",
      "\u1161", "\u11A8",     "1",          "\u20E3",     "葛",         "\U000E0100", "\u00A0",
      "ệ",      "\u0323"};
  Random random(4);
  for (int i = 0; i < 10'000; ++i) {
    std::string raw;
    for (std::size_t pieces = random.below(12); pieces > 0; --pieces)
      raw += kPieces[random.below(kPieces.size())];
    CAPTURE(raw);
    const std::string once = body(raw);
    REQUIRE(body(once) == once);
    REQUIRE(to_nfc(once) == once);
    const std::string shown_name = name(raw);
    REQUIRE(name(shown_name) == shown_name);
    REQUIRE(clean_name(shown_name).dropped == 0);
  }
}

TEST_CASE("clean_body: hostile text costs no more than its length", "[draft_text]") {
  for (const std::string_view piece :
       {"\u0301\u200C", "\u2066", "\u2069", "😀\u200D", "\u094D\u200D", " ", "\n", "🏴"}) {
    std::string text = "क";
    while (text.size() < 60'000) text += piece;
    CHECK(body(body(text)) == body(text));
  }
}
