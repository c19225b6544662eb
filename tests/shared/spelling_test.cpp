#include "ykien/spelling.h"

#include <catch2/catch_test_macros.hpp>

using namespace ykien;

namespace {

std::string spelled(std::string_view text) {
  std::string all;
  for (const SpelledWord& word : spelled_words(text)) all += word.spelling + "|";
  return all;
}

}  // namespace

TEST_CASE("spelled_words: the same word is spelled the same, and another tone is another word",
          "[spelling]") {
  CHECK(spelled("").empty());
  CHECK(spelled(" ,.!\n").empty());
  CHECK(spelled("Bán bạn BAN") == "ban'|ban.|ban|");
  CHECK(spelled("hoà hòa ho\u0300a") == "hoa`|hoa`|hoa`|");
  CHECK(spelled("ĐƯỢC, ｄược") == "DUQc.|dUQc.|");
  CHECK(spelled("zalo: 0123.456") == "zalo|0123|456|");
  CHECK(spelled("日本") == "日本|");
}

TEST_CASE("spelled_words: a word knows where it stands", "[spelling]") {
  constexpr std::string_view text = "…Kiếm tiền!";
  const auto words = spelled_words(text);
  REQUIRE(words.size() == 2);
  const auto written = [&](const SpelledWord& word) {
    return text.substr(word.begin_bytes, word.end_bytes - word.begin_bytes);
  };
  CHECK(written(words[0]) == "Kiếm");
  CHECK(written(words[1]) == "tiền");
}
