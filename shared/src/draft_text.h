// Makes of what a reader typed the text that may be stored (docs/comment-rules.md, "Cleaning").
//
// Cleaning twice changes nothing more. Pure functions, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ykien {

struct DraftText {
  std::string text;  // NFC, cleaned, trimmed; "" if nothing in it is visible
  std::size_t bad_places =
      0;  // forbidden code points; 1 if the bytes are not UTF-8 (and `text` is "")
  std::size_t bad_begin_bytes = 0;  // the first of them, in the raw text
  std::size_t bad_end_bytes = 0;
  std::size_t dropped = 0;  // hidden code points that were left out
};

// For comments: keeps lines, and the invisible code points that emoji and some scripts need.
// O(bytes).
DraftText clean_body(std::string_view raw);

// For names: one line, and nothing invisible is kept. O(bytes).
DraftText clean_name(std::string_view raw);

}  // namespace ykien
