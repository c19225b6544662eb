// Text as readers see it: validity, normal form, graphemes.
//
// Text is UTF-8 (RFC 3629). Offsets and sizes are bytes; counts say what they count.
// utf8proc's tables (Unicode 17) are the authority; fast paths agree with them by test.
// Pure functions, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ykien/error.h"

namespace ykien {

// Returns the offset of the first byte that is not part of valid UTF-8, or text.size() if all is
// valid.
std::size_t valid_utf8_prefix_bytes(std::string_view text);

// Returns the number of extended grapheme clusters (UAX #29); 0 for "".
// Fails with kInvalidUtf8 at the first bad byte. O(bytes), no allocation.
Result<std::size_t> count_graphemes(std::string_view text);

// Returns the size in bytes of the first `graphemes` clusters of `text`, or text.size() if there
// are fewer. Fails with kInvalidUtf8 at the first bad byte of the part that was read.
Result<std::size_t> cut_graphemes(std::string_view text, std::size_t graphemes);

// Returns `text` in Normalization Form C (UAX #15). Fails with kInvalidUtf8.
Result<std::string> to_nfc(std::string_view text);

// Returns `text` in Normalization Form D (UAX #15). Fails with kInvalidUtf8.
Result<std::string> to_nfd(std::string_view text);

// Returns the number of code points. Requires: valid UTF-8.
std::size_t count_code_points(std::string_view text);

// Reads the code point that starts at `offset_bytes` and moves the offset past it.
// Requires: valid UTF-8 and offset_bytes < text.size().
char32_t next_code_point(std::string_view text, std::size_t& offset_bytes);

// Appends `code_point` to `text` as UTF-8. Requires: a Unicode scalar value.
void append_code_point(std::string& text, char32_t code_point);

}  // namespace ykien
