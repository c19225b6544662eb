// The code points that always stand alone, most of any newspaper's text: between two of them there
// is always a grapheme break, none combines with what stands before it, and none changes under
// normalisation. fast_text_test.cpp proves this against utf8proc and Unicode's data.
//
// A table-driven machine runs over them at one shift per byte, checking the UTF-8 on its way.
#pragma once

#include <cstddef>
#include <string_view>

namespace ykien {

struct Extent {
  std::size_t bytes = 0;
  std::size_t code_points = 0;
};

// Returns how far `text` consists of whole fast code points. Any bytes will do.
Extent fast_prefix(std::string_view text);

// Returns the number of bytes that are not UTF-8 continuation bytes.
std::size_t count_starts(std::string_view text);

inline bool is_continuation(char byte) { return static_cast<signed char>(byte) < -64; }

}  // namespace ykien
