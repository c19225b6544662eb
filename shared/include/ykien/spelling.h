// The words of a text as they are compared: however they are typed, with their tones.
//
// Pure functions, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ykien {

struct SpelledWord {
  // "ban'" of "bán", "BÁN" and "ｂán"; "ban." of "bạn": docs/comment-rules.md, "Words".
  std::string spelling;
  std::size_t begin_bytes;  // where it stands in the text
  std::size_t end_bytes;
};

// In their order; none for "". Requires: valid UTF-8, in any normal form. O(bytes).
std::vector<SpelledWord> spelled_words(std::string_view text);

}  // namespace ykien
