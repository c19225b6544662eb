#include "ykien/direction.h"

#include <utf8proc.h>

#include <algorithm>

#include "ykien/text.h"

namespace ykien {

namespace {

utf8proc_bidi_class_t bidi_class(char32_t code_point) {
  return static_cast<utf8proc_bidi_class_t>(
      utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point))->bidi_class);
}

// U+0590, the first that runs from right to left, begins with this byte; most text stays below.
bool may_have_right_to_left(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) >= 0xD6; });
}

bool is_strong_right(utf8proc_bidi_class_t c) {
  return c == UTF8PROC_BIDI_CLASS_R || c == UTF8PROC_BIDI_CLASS_AL;
}

}  // namespace

bool has_right_to_left(std::string_view text) {
  if (!may_have_right_to_left(text)) return false;
  for (std::size_t offset = 0; offset < text.size();) {
    const utf8proc_bidi_class_t c = bidi_class(next_code_point(text, offset));
    if (is_strong_right(c) || c == UTF8PROC_BIDI_CLASS_RLE || c == UTF8PROC_BIDI_CLASS_RLO ||
        c == UTF8PROC_BIDI_CLASS_RLI)
      return true;
  }
  return false;
}

bool starts_right_to_left(std::string_view text) {
  if (!may_have_right_to_left(text)) return false;
  int isolates = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const utf8proc_bidi_class_t c = bidi_class(next_code_point(text, offset));
    if (c == UTF8PROC_BIDI_CLASS_PDI) isolates = std::max(0, isolates - 1);
    if (c == UTF8PROC_BIDI_CLASS_LRI || c == UTF8PROC_BIDI_CLASS_RLI ||
        c == UTF8PROC_BIDI_CLASS_FSI)
      ++isolates;
    if (isolates > 0) continue;
    if (is_strong_right(c)) return true;
    if (c == UTF8PROC_BIDI_CLASS_L) return false;
  }
  return false;
}

}  // namespace ykien
