// Where to break a justified paragraph, all lines weighed together: Knuth and Plass, "Breaking
// paragraphs into lines" (1981), without hyphenation.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace ykien {

// A word and the space after it; px.
struct FitWord {
  float ink = 0;
  float space = 0;  // 0 where a line may end without one, as between ideographs
};

// Returns the indexes of the words that start lines, ascending, the first of which is 0; nothing
// for no words. A word wider than `width_px` has a line of its own. O(words × words per line).
std::vector<std::size_t> fit_lines(std::span<const FitWord> words, float width_px);

}  // namespace ykien
