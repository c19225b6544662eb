#include "measures.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/unicode_data.h"

using namespace ykien;
using namespace ykien::test;

namespace {

std::vector<std::string> links(std::string_view text) {
  std::vector<std::string> found;
  for (const Range& range : find_links(text)) {
    found.emplace_back(text.substr(range.begin_bytes, range.end_bytes - range.begin_bytes));
  }
  return found;
}

}  // namespace

TEST_CASE("measure: counts graphemes, code points, bytes and lines", "[measures]") {
  CHECK(measure("").counts == Counts{});
  CHECK(measure("a").counts == Counts{1, 1, 1, 1, 0});
  CHECK(measure("ế\n👍🏽").counts == Counts{3, 4, 12, 2, 0});
  CHECK(measure("a\n\nb").counts == Counts{4, 4, 4, 3, 0});
  CHECK(measure("🇻🇳🇻🇳").counts == Counts{2, 4, 16, 1, 0});
}

TEST_CASE("measure: counts clusters as count_graphemes does", "[measures]") {
  static const std::vector<std::string> kPieces = {"a",      "ệ",      "\u0301", "\r",     "\n",
                                                   "🇻",      "👍",     "🏽",     "\u200D", "क",
                                                   "\u094D", "\uAC00", "\u11A8", "\u0600"};
  Random random(5);
  for (int i = 0; i < 5'000; ++i) {
    std::string text;
    for (std::size_t pieces = random.below(12); pieces > 0; --pieces)
      text += kPieces[random.below(kPieces.size())];
    CAPTURE(text);
    REQUIRE(measure(text).counts.graphemes == count_graphemes(text));
  }
}

TEST_CASE("measure: finds the longest cluster", "[measures]") {
  const Peak family = measure("a 👨‍👩‍👧‍👦 b").cluster;
  CHECK(family.value == 7);
  CHECK(family.place == Range{2, 27});
  CHECK(measure("ab").cluster.value == 1);
}

TEST_CASE("measure: finds the most repeated cluster", "[measures]") {
  const Peak repeat = measure("a!!!bb").repeat;
  CHECK(repeat.value == 3);
  CHECK(repeat.place == Range{1, 4});
  CHECK(measure("😀😀").repeat.value == 2);
  CHECK(measure("ababab").repeat.value == 1);
  CHECK(measure("aAa").repeat.value == 1);
}

TEST_CASE("most_marks: counts marks after decomposition", "[measures]") {
  CHECK(most_marks("").value == 0);
  CHECK(most_marks("abc").value == 0);
  CHECK(most_marks("Tiếng Việt").value == 2);
  CHECK(most_marks("ế\u0301").value == 3);
  CHECK(most_marks("a\u20DD").value == 1);  // enclosing
  const Peak peak = most_marks("xa\u0301\u0301\u0301y");
  CHECK(peak.value == 3);
  CHECK(peak.place == Range{1, 8});
}

TEST_CASE("most_marks: no Vietnamese letter has more than two", "[measures]") {
  CHECK(most_marks("ẰẲẴẮẶẦẨẪẤẬỀỂỄẾỆỒỔỖỐỘỜỞỠỚỢỪỬỮỨỰằẳẵắặầẩẫấậềểễếệồổỗốộờởỡớợừửữứự").value == 2);
}

TEST_CASE("find_links: finds addresses with a scheme, www and well-known names", "[measures]") {
  struct Case {
    std::string_view text;
    std::vector<std::string> expected;
  };
  const Case cases[] = {
      {"", {}},
      {"http://a.vn", {"http://a.vn"}},
      {"HTTPS://A.VN/x?y=1#z", {"HTTPS://A.VN/x?y=1#z"}},
      {"xem http://a.vn.", {"http://a.vn"}},
      {"(http://a.vn/x)", {"http://a.vn/x"}},
      {"“http://a.vn/x”…", {"http://a.vn/x"}},
      {"http://a.vn http://b.vn", {"http://a.vn", "http://b.vn"}},
      {"http://a.vn,http://b.vn", {"http://a.vn", "http://b.vn"}},
      {"http://a.vn\nhttps://b.vn", {"http://a.vn", "https://b.vn"}},
      {"chữhttp://a.vn", {"http://a.vn"}},
      {"http://тест.рф/đường", {"http://тест.рф/đường"}},
      {"www.a.zz", {"www.a.zz"}},
      {"WWW.a.zz/b", {"WWW.a.zz/b"}},
      {"a.com", {"a.com"}},
      {"a.b-c.com.vn", {"a.b-c.com.vn"}},
      {"(a.com)", {"a.com"}},
      {"a.com/x,", {"a.com/x"}},
      {"a.com:80", {"a.com:80"}},
      {"a.COM, b.net; c.vn!", {"a.COM", "b.net", "c.vn"}},
      {"tênmiền.vn", {"tênmiền.vn"}},
      {"t.me/ten", {"t.me/ten"}},
      {"bit.ly/3x", {"bit.ly/3x"}},
      {"a.com,http://b.vn", {"a.com", "http://b.vn"}},
      {"http://", {}},
      {"https://.", {}},
      {"www.", {}},
      {"ten@a.com", {}},
      {"nguyen.van.a@gmail.com", {}},
      {"v.v", {}},
      {"v.v... và", {}},
      {"TP.HCM/Hà Nội", {}},
      {"1.000.000 đồng", {}},
      {"đi rồi.co ai", {}},
      {"t.me", {}},
      {"a.common", {}},
      {".com", {}},
      {"..com", {}},
      {"ngày 11/03/2014", {}},
      {"và/hoặc", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(links(c.text) == c.expected);
    CHECK(measure(c.text).counts.links == c.expected.size());
  }
}

TEST_CASE("find_links: hostile text costs no more than its length", "[measures]") {
  for (const std::string_view piece :
       {"a.com.", "http://", "https://a.", "www.", ".", "-", "@", "com/"}) {
    std::string text;
    while (text.size() < 60'000) text += piece;
    CHECK(find_links(text).size() <= text.size());
  }
}
