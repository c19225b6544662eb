#include "word_matcher.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/unicode_data.h"

using namespace ykien;
using namespace ykien::test;

namespace {

enum class Found { kNothing, kLikely, kExact };

Found find_one(const std::string& entry, std::string_view text) {
  const auto matches = WordMatcher({entry}).find(WordText(text));
  if (matches.empty()) return Found::kNothing;
  return matches.front().kind == MatchKind::kExact ? Found::kExact : Found::kLikely;
}

struct Case {
  std::string_view entry;
  std::string_view text;
  Found expected;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.entry, c.text);
    CHECK(find_one(std::string(c.entry), c.text) == c.expected);
    CHECK(find_one(std::string(c.entry), to_nfd(c.text).value()) == c.expected);
    CHECK(find_one(to_nfd(c.entry).value(), c.text) == c.expected);
  }
}

}  // namespace

TEST_CASE("WordMatcher: finds a listed word as it is, in any case and normal form", "[words]") {
  check({
      {"ngu", "ngu", Found::kExact},
      {"ngu", "NGU", Found::kExact},
      {"ngu", "Đồ ngu!", Found::kExact},
      {"ngu", "(ngu)", Found::kExact},
      {"ngu", "ngu-si", Found::kExact},
      {"NGU", "ngu", Found::kExact},
      {"lồn", "LỒN", Found::kExact},
      {"địt", "ĐỊT", Found::kExact},
      {"địt", "Ðịt", Found::kExact},  // U+00D0, often typed for U+0110
      {"địt", "Ɖịt", Found::kExact},  // U+0189
      {"địt", "ðịt", Found::kExact},
  });
}

TEST_CASE("WordMatcher: leaves other words alone", "[words]") {
  check({
      {"ngu", "Nguyễn", Found::kNothing}, {"ngu", "người", Found::kNothing},
      {"ngu", "nguồn", Found::kNothing},  {"ngu", "ngủ", Found::kNothing},
      {"ngu", "ngũ", Found::kNothing},    {"ngu", "ngụ", Found::kNothing},
      {"ngu", "cá ngừ", Found::kNothing}, {"ngu", "ngu123", Found::kNothing},
      {"ngu", "", Found::kNothing},       {"ngu", "! …", Found::kNothing},
      {"lồn", "lớn", Found::kNothing},    {"lồn", "lộn", Found::kNothing},
      {"lồn", "lôn", Found::kNothing},  // marks, but not those of the word
      {"lồn", "ion", Found::kNothing},  // i for l, but nothing else in disguise
      {"địt", "dịt", Found::kNothing},    {"địt", "đít", Found::kNothing},
      {"dò", "đo", Found::kNothing},  // its đ is typed, so it is no toneless dò
      {"bong", "boong", Found::kNothing}, {"zo", "2000", Found::kNothing},
  });
}

TEST_CASE("WordMatcher: a tone counts, where it is written does not", "[words]") {
  check({
      {"hòa", "hoà", Found::kExact},
      {"hoà", "hòa", Found::kExact},
      {"thúy", "thuý", Found::kExact},
      {"hòe", "hoè", Found::kExact},
      {"quý", "qúy", Found::kExact},
      {"hòa", "hóa", Found::kNothing},
      {"hoa", "hòa", Found::kNothing},
  });
}

TEST_CASE("WordMatcher: a word typed without tones is likely, never certain", "[words]") {
  check({
      {"lồn", "lon", Found::kLikely},
      {"địt", "dit", Found::kLikely},
      {"địt", "đit", Found::kLikely},
      {"địt mẹ", "dit me", Found::kLikely},
      {"địt mẹ", "địt me", Found::kLikely},
      {"địt mẹ", "Địt Mẹ", Found::kExact},
      {"địt mẹ", "địt, mẹ", Found::kExact},
      {"địt mẹ", "địt má", Found::kNothing},
      {"địt mẹ", "mẹ địt", Found::kNothing},
      {"địt mẹ", "địt", Found::kNothing},
  });
}

TEST_CASE("WordMatcher: a disguised word is likely", "[words]") {
  check({
      {"ngu", "n.g.u", Found::kLikely},
      {"ngu", "n g u", Found::kLikely},
      {"ngu", "n😀g😀u", Found::kLikely},
      {"ngu", "ng.u", Found::kLikely},
      {"ngu", "nguuu", Found::kLikely},
      {"ngu", "nnnngu", Found::kLikely},
      {"ngu", "ｎｇｕ", Found::kLikely},
      {"ngu", "𝐧𝐠𝐮", Found::kLikely},
      {"ngu", "ⓝⓖⓤ", Found::kLikely},
      {"ngu", "🅽🅶🆄", Found::kLikely},
      {"ngu", "ɴɢᴜ", Found::kLikely},
      {"ngu", "n̶g̶u̶", Found::kLikely},
      {"ngu", "ñgu", Found::kLikely},
      {"ngu", "ng\u03C5", Found::kLikely},       // Greek upsilon
      {"cac", "\u0441a\u0441", Found::kLikely},  // Cyrillic es
      {"cặc", "\u0441ặc", Found::kLikely},
      {"lồn", "l0n", Found::kLikely},
      {"lồn", "1on", Found::kLikely},
      {"lồn", "l.ồ.n", Found::kLikely},
      {"lồn", "lồồồn", Found::kLikely},
      {"địt", "d!t", Found::kLikely},
      {"đụ má", "đ.ụ m.á", Found::kLikely},
      {"địt mẹ", "địtmẹ", Found::kLikely},
      {"địt mẹ", "ditme", Found::kLikely},
      {"ngu", "n.g.ủ", Found::kNothing},  // disguised, but another word
      {"ngu", "N.g.u.y.ễ.n", Found::kNothing},
      {"ngu", "n\ng\nu", Found::kNothing},
  });
}

TEST_CASE("WordMatcher: what does not show is no part of a word", "[words]") {
  for (const std::string_view hidden :
       {"\u200B", "\u200C", "\u200D", "\u200E", "\u2066", "\uFE0F", "\u00AD"}) {
    CHECK(find_one("ngu", "ng" + std::string(hidden) + "u") == Found::kExact);
  }
}

TEST_CASE("WordMatcher: tells the place of each match, in order", "[words]") {
  const WordMatcher matcher({"ngu", "lồn", "ngu như bò"});
  CHECK(matcher.find(WordText("ngu như bò n.g.u, lồn")) ==
        std::vector<WordMatch>{{{0, 3}, MatchKind::kExact},
                               {{0, 12}, MatchKind::kExact},
                               {{13, 18}, MatchKind::kLikely},
                               {{20, 25}, MatchKind::kExact}});
}

TEST_CASE("WordMatcher: an entry that is no word matches nothing", "[words]") {
  const WordMatcher matcher({"", " ", "!", "🖕", "\xFF", "a\xFF"});
  CHECK(matcher.find(WordText("a ! 🖕 b")).empty());
  CHECK(WordMatcher({}).find(WordText("ngu")).empty());
}

TEST_CASE("WordMatcher: each word of a long list finds itself and nothing else", "[words]") {
  std::vector<std::string> entries;
  const std::string_view vowels[] = {"a", "à", "á", "ả", "ã", "ạ", "ầ", "ấ", "ẫ", "ậ", "o", "ò"};
  for (const std::string_view initial : {"b", "ch", "đ", "d", "ng", "qu", "tr"}) {
    for (const std::string_view vowel : vowels) {
      for (const std::string_view end : {"", "n", "ng", "m"}) {
        entries.push_back(std::string(initial).append(vowel).append(end));
      }
    }
  }
  const WordMatcher matcher(entries);
  for (const std::string& entry : entries) {
    CAPTURE(entry);
    const auto matches = matcher.find(WordText(entry));
    REQUIRE(matches.size() == 1);
    CHECK(matches[0] == WordMatch{{0, entry.size()}, MatchKind::kExact});
    CHECK(matcher.find(WordText("x" + entry)).empty());
  }
}

TEST_CASE("WordMatcher: hostile text costs no more than its length", "[words]") {
  const WordMatcher matcher({"ngu", "a a a a a a b", "địt"});
  std::string text;
  for (int i = 0; i < 8'000; ++i) text += i % 7 == 0 ? "n.g.u " : "a ";
  CHECK_FALSE(matcher.find(WordText(text)).empty());
  CHECK(matcher.find(WordText(std::string(60'000, 'a'))).empty());
  std::string marks = "a";
  for (int i = 0; i < 30'000; ++i) marks += "\u0301";
  CHECK(matcher.find(WordText(marks)).empty());
}

TEST_CASE("latin_lookalike: knows no letter of Vietnamese, and none that is Latin already",
          "[words]") {
  for (char32_t c = 0; c < 0x80; ++c) CHECK(latin_lookalike(c) == 0);
  const std::string_view letters = "đĐðÐɖƉăâêôơưĂÂÊÔƠƯ";
  for (std::size_t offset = 0; offset < letters.size();) {
    CHECK(latin_lookalike(next_code_point(letters, offset)) == 0);
  }
  CHECK(latin_lookalike(U'\u0430') == 'a');
  CHECK(latin_lookalike(U'\u0410') == 'a');
  CHECK(latin_lookalike(U'\u03BF') == 'o');
  CHECK(latin_lookalike(0x10FFFF) == 0);
}
