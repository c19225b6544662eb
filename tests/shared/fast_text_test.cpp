#include "fast_text.h"

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <utility>

#include "shared/unicode_data.h"

using namespace ykien;
using namespace ykien::test;

namespace {

bool is_fast(std::string_view text) { return alone_prefix_bytes(text) == text.size(); }
bool is_simple(std::string_view text) { return simple_prefix(text).bytes == text.size(); }

std::vector<utf8proc_int32_t> fast_code_points() {
  std::vector<utf8proc_int32_t> code_points;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (is_scalar_value(c) && is_fast(to_utf8(c))) {
      code_points.push_back(static_cast<utf8proc_int32_t>(c));
    }
  }
  return code_points;
}

bool breaks_between(utf8proc_int32_t a, utf8proc_int32_t b) {
  utf8proc_int32_t state = 0;
  return utf8proc_grapheme_break_stateful(a, b, &state);
}

}  // namespace

TEST_CASE("fast text: Vietnamese text is wholly fast", "[fast_text]") {
  CHECK(is_fast(""));
  CHECK(is_fast("Người Việt: “Đẹp lắm…” – 100.000 ₫\n"));
  CHECK(alone_prefix_bytes("ab\r\n") == 2);
  CHECK(alone_prefix_bytes("Việ\u0323t") == 5);
}

TEST_CASE("fast text: every Vietnamese letter is fast", "[fast_text]") {
  for (const std::string_view letters : {"aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồố"
                                         "ổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz",
                                         "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆFGHIÌÍỈĨỊJKLMNOÒÓỎÕỌÔỒỐ"
                                         "ỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVWXYỲÝỶỸỴZ"}) {
    CHECK(is_fast(letters));
  }
}

TEST_CASE("fast text: ends before the first byte of a code point that is not fast", "[fast_text]") {
  // Each place around the block size, so that each way through the machine ends in each state.
  for (std::size_t before = 0; before <= 200; ++before) {
    for (const std::string_view fast : {"a", "é", "ệ", "報", "🌞"}) {
      for (const std::string_view other :
           {"\r", "\u0301", "\u200D", "🇻", "\xC3", "\xE1\xBA", "\xFF"}) {
        std::string text(before, 'x');
        text += fast;
        CHECK(alone_prefix_bytes(text + std::string(other)) == text.size());
        if (other == "\u0301") continue;
        const Extent extent = simple_prefix(text + std::string(other));
        CHECK(extent.bytes == text.size());
        CHECK(extent.clusters == before + 1);
      }
    }
  }
}

TEST_CASE("fast text: accepts no bytes that utf8proc refuses", "[fast_text]") {
  Random random(1);
  for (int i = 0; i < 50'000; ++i) {
    std::string bytes(1 + random.below(6), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random.below(256));
    const std::string_view accepted = std::string_view(bytes).substr(0, simple_prefix(bytes).bytes);
    for (std::size_t offset = 0; offset < accepted.size();) {
      utf8proc_int32_t code_point = -1;
      const auto read =
          utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(accepted.data() + offset),
                           static_cast<utf8proc_ssize_t>(accepted.size() - offset), &code_point);
      REQUIRE(read > 0);
      offset += static_cast<std::size_t>(read);
    }
  }
}

// utf8proc decides by two properties alone, so pairs of these stand for all pairs of code points.
TEST_CASE("fast code points: a grapheme break stands between every two", "[fast_text]") {
  std::map<std::pair<int, int>, utf8proc_int32_t> kinds;
  const auto code_points = fast_code_points();
  REQUIRE(code_points.size() > 30'000);
  for (const utf8proc_int32_t c : code_points) {
    const utf8proc_property_t* property = utf8proc_get_property(c);
    kinds.try_emplace({property->boundclass, property->indic_conjunct_break}, c);
  }
  for (const auto& [left_kind, left] : kinds) {
    for (const auto& [right_kind, right] : kinds) {
      CAPTURE(left, right);
      CHECK(breaks_between(left, right));
    }
  }
}

TEST_CASE("fast code points: a break also stands between every two Latin letters as such",
          "[fast_text]") {
  std::vector<utf8proc_int32_t> latin;
  for (const utf8proc_int32_t c : fast_code_points()) {
    if (c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF)) latin.push_back(c);
  }
  std::size_t joined = 0;
  for (const utf8proc_int32_t left : latin) {
    for (const utf8proc_int32_t right : latin) joined += breaks_between(left, right) ? 0 : 1;
  }
  CHECK(latin.size() == 0x300 - 1 + 0x100);
  CHECK(joined == 0);
}

// UAX #15, 9: text whose code points all have NFC_Quick_Check=Yes and class 0 is NFC, and so is
// what it is put behind.
TEST_CASE("fast code points: none changes under NFC or combines with what stands before",
          "[fast_text]") {
  const auto ranges = property_ranges(YKIEN_UNICODE_DIR "/DerivedNormalizationProps.txt");
  const auto lines = unicode_lines(YKIEN_UNICODE_DIR "/DerivedNormalizationProps.txt");
  REQUIRE(ranges.size() > 1'000);
  std::size_t checked = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (ranges[i].value != "NFC_QC") continue;  // listed: No or Maybe
    ++checked;
    for (char32_t c = ranges[i].first; c <= ranges[i].last; ++c) {
      CAPTURE(lines[i]);
      REQUIRE_FALSE(is_fast(to_utf8(c)));
    }
  }
  CHECK(checked > 70);
  for (const utf8proc_int32_t c : fast_code_points()) {
    REQUIRE(utf8proc_get_property(c)->combining_class == 0);
  }
}

TEST_CASE("simple_prefix: Vietnamese in NFD is wholly simple", "[fast_text]") {
  CHECK(is_simple(to_nfd("Người Việt: “Đẹp lắm…” – 100.000 ₫\n").value()));
  CHECK(simple_prefix(to_nfd("Tiếng Việt rất đẹp").value()).clusters == 18);
  CHECK(simple_prefix("").bytes == 0);
  CHECK(simple_prefix("\u0301a").bytes == 0);
}

TEST_CASE("simple_prefix: counts marks behind each code point as utf8proc does", "[fast_text]") {
  for (const utf8proc_int32_t c : fast_code_points()) {
    const std::string base = to_utf8(static_cast<char32_t>(c));
    for (const std::size_t fill : {0u, 5u, 6u, 7u, 8u}) {
      const std::string text =
          std::string(fill, 'x') + base + "\u0323\u0302" + base + "\u033Fyyyyyyy";
      if (simple_prefix(text).clusters != cluster_starts(text).size() || !is_simple(text)) {
        CAPTURE(c, fill);
        FAIL("differs");
      }
    }
  }
}

TEST_CASE("simple_prefix: each of its marks extends, and alone is none of them", "[fast_text]") {
  for (char32_t mark = 0x300; mark <= 0x33F; ++mark) {
    CAPTURE(static_cast<std::uint32_t>(mark));
    const utf8proc_property_t* property =
        utf8proc_get_property(static_cast<utf8proc_int32_t>(mark));
    CHECK(property->boundclass == UTF8PROC_BOUNDCLASS_EXTEND);
    CHECK(is_simple("a" + to_utf8(mark)));
    CHECK_FALSE(is_fast("a" + to_utf8(mark)));
  }
  CHECK_FALSE(is_simple("a\u0340"));
}

TEST_CASE("count_starts: counts code points of valid text", "[fast_text]") {
  std::string text;
  for (std::size_t count = 0; count < 200; ++count) {
    REQUIRE(count_starts(text) == count);
    text += count % 3 == 0 ? "a" : count % 3 == 1 ? "ệ" : "😀";
  }
}
