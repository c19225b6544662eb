// Finds web addresses in the text of a comment (docs/comment-rules.md, "Links").
#pragma once

#include <string_view>
#include <vector>

#include "range.h"

namespace ykien {

// Returns, from left to right and without the punctuation behind them: what begins with http://,
// https:// or www., and bare names under a well-known top-level domain. Names in e-mail addresses
// are none. O(bytes). Pure, safe from any thread. Requires: valid UTF-8.
std::vector<Range> find_links(std::string_view text);

}  // namespace ykien
