#include "layout/line_break.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace ykien {
namespace {

// The parts between breaks, joined by "|".
std::string broken(std::string_view text) {
  std::string parts;
  std::uint32_t begin = 0;
  for (const std::uint32_t end : find_breaks(text)) {
    if (begin > 0) parts += '|';
    parts += text.substr(begin, end - begin);
    begin = end;
  }
  return parts;
}

struct Case {
  const char* name;
  const char* text;
  const char* expected;
};

TEST_CASE("find_breaks: lines end where UAX #14 lets them", "[line_break]") {
  const Case cases[] = {
      {"empty", "", ""},
      {"one word", "Bác", "Bác"},
      {"after spaces", "học và làm", "học |và |làm"},
      {"several spaces belong to the word before", "a   b", "a   |b"},
      {"a leading space stands alone", " a", " |a"},
      {"never before closing punctuation", "a , b ! c", "a , |b ! |c"},
      {"never after opening punctuation", "(a) “b” [ c", "(a) |“b” |[ c"},
      {"quotation marks stay with their word", "chuyên đề “Suốt đời”,", "chuyên |đề |“Suốt |đời”,"},
      {"after a hyphen between letters", "Phát thanh-Truyền hình", "Phát |thanh-|Truyền |hình"},
      {"not after a hyphen before a digit", "từ 5-2013", "từ |5-2013"},
      {"not after a leading hyphen", "lạnh -5 độ", "lạnh |-5 |độ"},
      {"a hyphen between spaces", "xanh - sạch", "xanh |- |sạch"},
      {"numbers stay whole", "13.130/13.778 và 95,3%", "13.130/13.778 |và |95,3%"},
      {"a solidus between words may break after", "và/hoặc", "và/|hoặc"},
      {"an ellipsis stays with its word", "đất nước... Hết…", "đất |nước... |Hết…"},
      {"a no-break space holds", "30\u00A0km xa", "30\u00A0km |xa"},
      {"a zero-width space breaks", "a\u200Bb", "a\u200B|b"},
      {"a soft hyphen breaks after", "cộng\u00ADhòa", "cộng\u00AD|hòa"},
      {"a range of numbers stays whole", "năm 2011–2013", "năm |2011–2013"},
      {"an em dash breaks after", "một\u2014hai", "một\u2014|hai"},
      {"between ideographs", "越南語", "越|南|語"},
      {"not before an ideographic full stop", "越南。語", "越|南。|語"},
      {"not after an ideographic bracket", "「越」南", "「越」|南"},
      {"kana, but not before a small one's mark", "ベトー語", "ベ|トー|語"},
      {"around emoji", "đẹp👍quá", "đẹp|👍|quá"},
      {"a family is one", "👨‍👩‍👧‍👦a", "👨‍👩‍👧‍👦|a"},
      {"skin tones stay", "👍🏽👍🏽", "👍🏽|👍🏽"},
      {"flags are pairs", "🇻🇳🇻🇳", "🇻🇳|🇻🇳"},
      {"combining marks stay", "越\u0301南", "越\u0301|南"},
      {"decomposed letters are no places", "Vie\u0323\u0302t", "Vie\u0323\u0302t"},
      {"a line feed must break", "a\nb", "a\n|b"},
      {"Thai breaks at spaces only", "ภาษาไทย ดี", "ภาษาไทย |ดี"},
  };
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) { CHECK(broken(c.text) == c.expected); }
  }
}

TEST_CASE("find_breaks: offsets ascend and end at the text's end", "[line_break]") {
  const std::string text = "Đảng ủy khối cơ quan – «tuyên truyền» 越南🇻🇳 (a/b) x-y\n\n…";
  std::uint32_t last = 0;
  for (const std::uint32_t offset : find_breaks(text)) {
    CHECK(offset > last);
    last = offset;
  }
  CHECK(last == text.size());
}

}  // namespace
}  // namespace ykien
