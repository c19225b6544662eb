// Where a line of text may end: UAX #14 as far as news needs it.
//
// Breaks come after spaces, hyphens and dashes, at zero-width spaces, around ideographs and emoji;
// never before closing punctuation nor after opening punctuation, never inside a grapheme cluster;
// always after U+000A. Scripts that part words by no spaces (class SA: Thai, Lao, Khmer, Burmese)
// break here only at spaces: the rest takes a dictionary.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ykien {

// Returns the offsets (bytes) after which a break may come, ascending; the last is text.size().
// Empty text gives none. Requires: valid UTF-8.
std::vector<std::uint32_t> find_breaks(std::string_view text);

// Whether `text` holds letters of class SA. Requires: valid UTF-8.
bool needs_dictionary(std::string_view text);

// Whether such letters stand on both sides of `offset_bytes`. Requires: valid UTF-8; the offset is
// inside the text, between code points.
bool splits_dictionary_text(std::string_view text, std::uint32_t offset_bytes);

}  // namespace ykien
