// Where a line of text may end: UAX #14 as far as news needs it.
//
// Breaks come after spaces, hyphens and dashes, at zero-width spaces, around ideographs and emoji;
// never before closing punctuation nor after opening punctuation, never inside a grapheme cluster;
// always after U+000A. Left to the browser's twin: dictionary scripts (Thai, Lao, Khmer, Burmese),
// which break here only at spaces.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ykien {

// Returns the offsets (bytes) after which a break may come, ascending; the last is text.size().
// Empty text gives none. Requires: valid UTF-8.
std::vector<std::uint32_t> find_breaks(std::string_view text);

}  // namespace ykien
