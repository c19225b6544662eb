// What may stand in text that readers see, and what only hides in it (docs/comment-rules.md,
// "Characters").
#pragma once

#include <cstdint>

namespace ykien {

enum class CodePointKind : std::uint8_t {
  kPlain,         // everything else
  kBlank,         // white space within a line
  kNewline,       // what ends a line
  kForbidden,     // NUL, noncharacters, private use
  kHidden,        // controls, bidi embeddings and overrides, what is invisible everywhere
  kDirection,     // LRM, RLM, ALM
  kIsolateStart,  // LRI, RLI, FSI
  kIsolateEnd,    // PDI
  kJoiner,        // ZWNJ, ZWJ
  kSelector,      // variation selectors 15 to 256
  kTag,           // the letters of subdivision flags
};

// Requires: a Unicode scalar value.
CodePointKind kind_of(char32_t code_point);

}  // namespace ykien
