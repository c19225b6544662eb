#include "ykien/text.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "shared/unicode_data.h"

using namespace ykien;
using namespace ykien::test;

namespace {

// A copy in a heap buffer of exactly its size, so that AddressSanitizer sees a byte read too many.
class Exact {
 public:
  explicit Exact(std::string_view text)
      : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  operator std::string_view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

std::size_t graphemes(std::string_view text) { return count_graphemes(Exact(text)).value(); }
std::string nfc(std::string_view text) { return to_nfc(Exact(text)).value(); }
std::string nfd(std::string_view text) { return to_nfd(Exact(text)).value(); }

// What one call of utf8proc makes of a whole text, as a second opinion.
std::string utf8proc_nfc(const std::string& text) {
  utf8proc_uint8_t* result = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &result, options);
  REQUIRE(size >= 0);
  const std::string copy(reinterpret_cast<const char*>(result), static_cast<std::size_t>(size));
  std::free(result);
  return copy;
}

// Text in which fast and other code points meet in every way.
std::string random_text(Random& random) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "Việt ",
                                                   "đẹp",
                                                   "\n",
                                                   "\r\n",
                                                   "\r",
                                                   "\u0301",
                                                   "\u0323",
                                                   "e\u0302\u0323",
                                                   "👍\u0301",
                                                   "\t",
                                                   "\u0085",
                                                   "\u200B",
                                                   "👍🏽",
                                                   "👨‍👩‍👧‍👦",
                                                   "🇻🇳",
                                                   "🇻",
                                                   "\u200D",
                                                   "\uFE0F",
                                                   "❤",
                                                   "한국",
                                                   "\u1112\u1161\u11ab",
                                                   "\u1100",
                                                   "\uAC00\u11A8",
                                                   "क्षि",
                                                   "नमस्ते",
                                                   "\u0600",
                                                   "ก็",
                                                   "\u0001",
                                                   "\u00AD",
                                                   "©",
                                                   "報",
                                                   "\u0F71",
                                                   "\u212B",
                                                   "\u0340",
                                                   "\u2028",
                                                   "“…”",
                                                   "𝔘",
                                                   "\U000E0067",
                                                   "\U0001F3F4"};
  std::string text;
  for (std::size_t pieces = random.below(40); pieces > 0; --pieces) {
    text += kPieces[random.below(kPieces.size())];
    if (random.below(8) == 0) text += std::string(random.below(150), 'x');
  }
  return text;
}

}  // namespace

TEST_CASE("count_graphemes: counts what a reader sees", "[text]") {
  struct Case {
    std::string_view text;
    std::size_t expected;
  };
  const Case cases[] = {
      {"", 0},     {"a", 1},     {"Tiếng Việt rất đẹp", 18},
      {"🇻🇳", 1},   {"🇻🇳🇻🇳🇻", 3}, {"👨‍👩‍👧‍👦", 1},
      {"👍🏽", 1}, {"é", 1},     {"e\u0301", 1},
      {"\r\n", 1}, {"\n\r", 2},  {"\u0301", 1},
      {"क्षि", 1},  {"각각", 2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(graphemes(c.text) == c.expected);
  }
  CHECK(graphemes(nfd("Tiếng Việt rất đẹp")) == 18);
}

TEST_CASE("count_graphemes: GraphemeBreakTest.txt, each boundary of each row", "[text]") {
  const auto lines = unicode_lines(YKIEN_UNICODE_DIR "/auxiliary/GraphemeBreakTest.txt");
  REQUIRE(lines.size() > 500);
  for (const std::string& line : lines) {
    CAPTURE(line);
    std::string text;
    std::vector<std::size_t> boundaries;
    for (const std::string& part : split(line, " ")) {
      if (part == "÷") {
        boundaries.push_back(text.size());
      } else if (part != "×") {
        text += to_utf8(from_hex(part));
      }
    }
    REQUIRE(graphemes(text) == boundaries.size() - 1);
    for (std::size_t i = 0; i < boundaries.size(); ++i) {
      REQUIRE(cut_graphemes(Exact(text), i) == boundaries[i]);
    }
  }
}

TEST_CASE("count_graphemes: each row of emoji-test.txt is one", "[text]") {
  const auto lines = unicode_lines(YKIEN_UNICODE_DIR "/emoji/emoji-test.txt");
  REQUIRE(lines.size() > 5'000);
  for (const std::string& line : lines) {
    const std::vector<std::string> fields = split(line, ";");
    const std::string emoji = from_hex_sequence(fields[0]);
    CAPTURE(line);
    REQUIRE(graphemes(emoji) == 1);
    if (fields[1] != "component") REQUIRE(graphemes(emoji + emoji) == 2);
    REQUIRE(nfc(emoji) == emoji);
  }
}

TEST_CASE("count_graphemes, cut_graphemes: agree with a plain loop over utf8proc", "[text]") {
  Random random(2);
  for (int i = 0; i < 4'000; ++i) {
    const std::string text = random_text(random);
    const std::vector<std::size_t> starts = cluster_starts(text);
    CAPTURE(text);
    REQUIRE(graphemes(text) == starts.size());
    const std::size_t cut = random.below(starts.size() + 2);
    REQUIRE(cut_graphemes(Exact(text), cut) == (cut < starts.size() ? starts[cut] : text.size()));
  }
}

TEST_CASE("cut_graphemes: cuts before what would be one too many", "[text]") {
  CHECK(cut_graphemes("", 0) == 0u);
  CHECK(cut_graphemes("", 5) == 0u);
  CHECK(cut_graphemes("abc", 0) == 0u);
  CHECK(cut_graphemes("abc", 2) == 2u);
  CHECK(cut_graphemes("abc", 3) == 3u);
  CHECK(cut_graphemes("abc", 4) == 3u);
  CHECK(cut_graphemes("ae\u0301b", 2) == 4u);
  CHECK(cut_graphemes("🇻🇳🇻🇳", 1) == 8u);
  CHECK(cut_graphemes("a", static_cast<std::size_t>(-1)) == 1u);
}

TEST_CASE("cut_graphemes: does not read what it need not", "[text]") {
  CHECK(cut_graphemes("abcdefghijklmnop\xFF", 2) == 2u);
  CHECK(cut_graphemes("a\xFF", 1).error().offset_bytes == 1);
}

TEST_CASE("count_graphemes: agrees on each truncated prefix, or names the cut character",
          "[text]") {
  const std::string text =
      "Đẹp 👨‍👩‍👧‍👦 e\u0301 \r\n한\u11A8 “xin chào” 報 🇻🇳";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const Exact prefix(std::string_view(text).substr(0, size));
    const std::size_t valid = valid_utf8_prefix_bytes(prefix);
    const Result<std::size_t> count = count_graphemes(prefix);
    CAPTURE(size);
    if (valid == size) {
      CHECK(count == cluster_starts(prefix).size());
    } else {
      REQUIRE_FALSE(count.has_value());
      CHECK(count.error().code == ErrorCode::kInvalidUtf8);
      CHECK(count.error().offset_bytes == valid);
      CHECK(size - valid < 4);
      CHECK(to_nfc(prefix).error().offset_bytes == valid);
      CHECK(to_nfd(prefix).error().offset_bytes == valid);
    }
  }
}

TEST_CASE("valid_utf8_prefix_bytes: finds the first bad byte", "[text]") {
  struct Case {
    std::string_view bad;
    std::string_view why;
  };
  const Case cases[] = {
      {"\x80", "lone continuation byte"},
      {"\xC0\xAF", "two bytes for one"},
      {"\xC1\xBF", "two bytes for one"},
      {"\xE0\x80\xAF", "three bytes for one"},
      {"\xE0\x9F\xBF", "three bytes for two"},
      {"\xED\xA0\x80", "high surrogate"},
      {"\xED\xBF\xBF", "low surrogate"},
      {"\xF0\x80\x80\xAF", "four bytes for one"},
      {"\xF0\x8F\xBF\xBF", "four bytes for three"},
      {"\xF4\x90\x80\x80", "beyond U+10FFFF"},
      {"\xF5\x80\x80\x80", "no such lead byte"},
      {"\xFE", "no such byte"},
      {"\xE1\xBA", "cut short"},
      {"\xF0\x9F\x98", "cut short"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.why);
    for (const std::string_view before : {"", "a", "ế", "😀", "\u0301", "\r\n"}) {
      for (const std::size_t fill : {0u, 1u, 62u, 63u, 64u, 65u, 130u}) {
        const std::string text = std::string(fill, 'x') + std::string(before);
        CHECK(valid_utf8_prefix_bytes(Exact(text + std::string(c.bad))) == text.size());
        CHECK(valid_utf8_prefix_bytes(Exact(text + std::string(c.bad) + "z")) == text.size());
      }
    }
  }
  CHECK(valid_utf8_prefix_bytes("") == 0);
  CHECK(valid_utf8_prefix_bytes(std::string_view("\0", 1)) == 1);
  CHECK(valid_utf8_prefix_bytes("\U0010FFFF\uFFFE") == 7);
}

TEST_CASE("to_nfc, to_nfd: each column of each row of NormalizationTest.txt", "[text]") {
  const auto lines = unicode_lines(YKIEN_NORMALIZATION_TEST);
  REQUIRE(lines.size() > 19'000);
  bool first_part = false;
  std::vector<bool> listed(0x110000);
  for (const std::string& line : lines) {
    if (line.starts_with("@")) {
      first_part = line.starts_with("@Part1");
      continue;
    }
    CAPTURE(line);
    std::vector<std::string> columns = split(line, ";");
    if (first_part) listed[from_hex(columns[0])] = true;
    for (std::size_t i = 0; i < 5; ++i) columns[i] = from_hex_sequence(columns[i]);
    for (std::size_t i = 0; i < 5; ++i) {
      if (nfc(columns[i]) != columns[i < 3 ? 1 : 3]) FAIL("NFC of column " << i);
      if (nfd(columns[i]) != columns[i < 3 ? 2 : 4]) FAIL("NFD of column " << i);
    }
  }
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!is_scalar_value(c) || listed[c]) continue;
    const std::string text = to_utf8(c);
    if (to_nfc(text) != text || to_nfd(text) != text)
      FAIL("changes: " << static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("to_nfc: agrees with utf8proc run over the whole text", "[text]") {
  Random random(3);
  for (int i = 0; i < 4'000; ++i) {
    const std::string text = random_text(random);
    CAPTURE(text);
    REQUIRE(nfc(text) == utf8proc_nfc(text));
    REQUIRE(nfc(nfd(text)) == utf8proc_nfc(text));
  }
}

TEST_CASE("to_nfc: joins every way of typing a Vietnamese letter", "[text]") {
  CHECK(nfc("a\u0302\u0323") == "ậ");
  CHECK(nfc("a\u0323\u0302") == "ậ");
  CHECK(nfc("ê\u0301") == "ế");  // Windows-1258
  CHECK(nfc("a\u0340o\u0341") == "àó");
  CHECK(nfc("đ") == "đ");
  CHECK(nfc("") == "");
}

TEST_CASE("to_nfc: a million unordered marks take no longer than their number", "[text]") {
  std::string marks = "a";
  for (int i = 0; i < 500'000; ++i) marks += i % 2 == 0 ? "\u0315" : "\u0316";
  const std::string sorted = nfc(marks);
  REQUIRE(sorted.size() == marks.size());
  CHECK(sorted.substr(0, 5) == "a\u0316\u0316");
  CHECK(sorted.ends_with("\u0315\u0315"));
}

TEST_CASE("count_code_points, next_code_point, append_code_point: agree on each code point",
          "[text]") {
  std::string text;
  std::size_t count = 0;
  for (char32_t c = 0; c <= 0x10FFFF; c += 97) {
    if (!is_scalar_value(c)) continue;
    append_code_point(text, c);
    ++count;
  }
  CHECK(count_code_points(text) == count);
  CHECK(count_code_points("") == 0);
  std::size_t offset = 0;
  for (char32_t c = 0; c <= 0x10FFFF; c += 97) {
    if (is_scalar_value(c)) REQUIRE(next_code_point(text, offset) == c);
  }
  CHECK(offset == text.size());
}
