// Counts of a cleaned text, and where it is at its worst.
//
// Pure functions, safe from any thread. Requires everywhere: valid UTF-8.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "links.h"
#include "range.h"
#include "ykien/comment_rules.h"

namespace ykien {

// The highest value of its kind and the first place that has it.
struct Peak {
  std::size_t value = 0;
  Range place;
};

struct Measures {
  Counts counts;
  Peak marks;    // nonspacing and enclosing marks on one base, after NFD
  Peak cluster;  // code points in one grapheme cluster
  Peak repeat;   // the same cluster in a row
  std::vector<Range> links;
};

// O(bytes).
Measures measure(std::string_view text);

// Returns the highest number of nonspacing or enclosing marks in a row, after NFD, and where that
// is. O(bytes).
Peak most_marks(std::string_view text);

}  // namespace ykien
