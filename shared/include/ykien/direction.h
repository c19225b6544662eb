// Which way text runs: UAX #9 as far as a paragraph's direction goes; lines are reordered by the
// browser.
//
// Text is UTF-8. Pure functions, safe from any thread.
#pragma once

#include <string_view>

namespace ykien {

// Whether `text` holds a letter, or a control, that runs from right to left (bidi class R, AL, RLE,
// RLO, RLI). Requires: valid UTF-8.
bool has_right_to_left(std::string_view text);

// Whether the first strong letter runs from right to left (rules P2 and P3, what HTML calls
// dir=auto). Requires: valid UTF-8.
bool starts_right_to_left(std::string_view text);

}  // namespace ykien
