// The code points that always stand alone, most of any newspaper's text: between two of them there
// is always a grapheme break, none combines with what stands before it, and none changes under
// normalisation. fast_text_test.cpp proves this against utf8proc and Unicode's data.
//
// A table-driven machine runs over them at one shift per byte, checking the UTF-8 on its way. A
// second one takes combining marks behind them, too, for text in NFD.
#pragma once

#include <cstddef>
#include <string_view>

namespace ykien {

// Returns how many bytes of `text` are whole code points of that kind. Any bytes will do.
std::size_t alone_prefix_bytes(std::string_view text);

struct Extent {
  std::size_t bytes = 0;
  std::size_t clusters = 0;
};

// Returns how far `text` consists of such code points and of the marks U+0300 to U+033F, and the
// grapheme clusters in it. Nothing is taken if a mark comes first: it may belong to what was
// before. Any bytes will do.
Extent simple_prefix(std::string_view text);

// Whether a mark of simple_prefix() begins at `offset_bytes`.
inline bool is_simple_mark(std::string_view text, std::size_t offset_bytes) {
  return static_cast<unsigned char>(text[offset_bytes]) == 0xCC;
}

// Returns the number of bytes that are not UTF-8 continuation bytes.
std::size_t count_starts(std::string_view text);

inline bool is_continuation(char byte) { return static_cast<signed char>(byte) < -64; }

}  // namespace ykien
