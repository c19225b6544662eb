#include "layout/line_break.h"

#include <algorithm>
#include <array>

#include "ykien/text.h"

namespace ykien {

namespace {

// Names are those of UAX #14.
enum class Class : std::uint8_t {
  kAL,  // letters and all that follows no other rule
  kNU,  // digits
  kSP,  // spaces that may break
  kLF,  // forced break
  kGL,  // glue: no break on either side
  kZW,  // zero-width space
  kCM,  // marks, joiners: belong to what stands before
  kZWJ,
  kHY,  // hyphen-minus
  kBA,  // break after: hyphens, dashes
  kSY,  // solidus
  kOP,  // opening punctuation
  kCL,  // closing punctuation, !, ?, and what must not start a line
  kIS,  // infix: . , : ;
  kQU,  // quotation marks
  kID,  // ideographs, syllables, emoji
  kRI,  // regional indicators
};

struct Range {
  char32_t first;
  char32_t last;
  Class line_class;
};

constexpr auto kRanges = std::to_array<Range>({
    {0x00A0, 0x00A0, Class::kGL},   {0x00AB, 0x00AB, Class::kQU},   {0x00AD, 0x00AD, Class::kBA},
    {0x00BB, 0x00BB, Class::kQU},   {0x0300, 0x036F, Class::kCM},   {0x0660, 0x0669, Class::kNU},
    {0x1100, 0x11FF, Class::kID},   {0x1AB0, 0x1AFF, Class::kCM},   {0x1DC0, 0x1DFF, Class::kCM},
    {0x2000, 0x2006, Class::kBA},   {0x2007, 0x2007, Class::kGL},   {0x2008, 0x200A, Class::kBA},
    {0x200B, 0x200B, Class::kZW},   {0x200C, 0x200C, Class::kCM},   {0x200D, 0x200D, Class::kZWJ},
    {0x2010, 0x2010, Class::kBA},   {0x2011, 0x2011, Class::kGL},   {0x2012, 0x2014, Class::kBA},
    {0x2018, 0x2019, Class::kQU},   {0x201A, 0x201A, Class::kOP},   {0x201B, 0x201D, Class::kQU},
    {0x201E, 0x201E, Class::kOP},   {0x201F, 0x201F, Class::kQU},   {0x2024, 0x2026, Class::kCL},
    {0x202F, 0x202F, Class::kGL},   {0x2039, 0x203A, Class::kQU},   {0x203C, 0x203D, Class::kCL},
    {0x2060, 0x2060, Class::kGL},   {0x20D0, 0x20FF, Class::kCM},   {0x2600, 0x27BF, Class::kID},
    {0x2E80, 0x2FFF, Class::kID},   {0x3001, 0x3002, Class::kCL},   {0x3003, 0x3004, Class::kID},
    {0x3005, 0x3005, Class::kCL},   {0x3006, 0x3007, Class::kID},   {0x3008, 0x3008, Class::kOP},
    {0x3009, 0x3009, Class::kCL},   {0x300A, 0x300A, Class::kOP},   {0x300B, 0x300B, Class::kCL},
    {0x300C, 0x300C, Class::kOP},   {0x300D, 0x300D, Class::kCL},   {0x300E, 0x300E, Class::kOP},
    {0x300F, 0x300F, Class::kCL},   {0x3010, 0x3010, Class::kOP},   {0x3011, 0x3011, Class::kCL},
    {0x3014, 0x3014, Class::kOP},   {0x3015, 0x3015, Class::kCL},   {0x301C, 0x301C, Class::kCL},
    {0x3041, 0x3041, Class::kCL},   {0x3042, 0x3098, Class::kID},   {0x3099, 0x309A, Class::kCM},
    {0x309D, 0x309E, Class::kCL},   {0x30A2, 0x30FA, Class::kID},   {0x30FB, 0x30FE, Class::kCL},
    {0x3105, 0x4DBF, Class::kID},   {0x4E00, 0xA4CF, Class::kID},   {0xAC00, 0xD7FB, Class::kID},
    {0xF900, 0xFAFF, Class::kID},   {0xFE00, 0xFE0F, Class::kCM},   {0xFE20, 0xFE2F, Class::kCM},
    {0xFEFF, 0xFEFF, Class::kGL},   {0xFF01, 0xFF01, Class::kCL},   {0xFF08, 0xFF08, Class::kOP},
    {0xFF09, 0xFF09, Class::kCL},   {0xFF0C, 0xFF0C, Class::kCL},   {0xFF0E, 0xFF0E, Class::kCL},
    {0xFF1A, 0xFF1B, Class::kCL},   {0xFF1F, 0xFF1F, Class::kCL},   {0xFF3B, 0xFF3B, Class::kOP},
    {0xFF3D, 0xFF3D, Class::kCL},   {0xFF5B, 0xFF5B, Class::kOP},   {0xFF5D, 0xFF5D, Class::kCL},
    {0xFF02, 0xFF5E, Class::kID},   {0x1F1E6, 0x1F1FF, Class::kRI}, {0x1F3FB, 0x1F3FF, Class::kCM},
    {0x1F000, 0x1FAFF, Class::kID}, {0x20000, 0x3FFFD, Class::kID}, {0xE0020, 0xE007F, Class::kCM},
});

Class ascii_class(char32_t c) {
  if (c >= '0' && c <= '9') return Class::kNU;
  switch (c) {
    case ' ':
    case '\t':
      return Class::kSP;
    case '\n':
      return Class::kLF;
    case '-':
      return Class::kHY;
    case '/':
      return Class::kSY;
    case '(':
    case '[':
    case '{':
      return Class::kOP;
    case ')':
    case ']':
    case '}':
    case '!':
    case '?':
    case '%':
      return Class::kCL;
    case '.':
    case ',':
    case ':':
    case ';':
      return Class::kIS;
    case '"':
    case '\'':
      return Class::kQU;
    default:
      return Class::kAL;
  }
}

Class class_of(char32_t c) {
  if (c < 0x80) return ascii_class(c);
  if ((c >= 0xC0 && c < 0x300) || (c >= 0x1E00 && c < 0x2000))
    return Class::kAL;  // Latin with marks, Greek
  // The first range that holds it counts: full-width punctuation stands before its block.
  const auto found = std::find_if(kRanges.begin(), kRanges.end(),
                                  [c](const Range& r) { return c >= r.first && c <= r.last; });
  return found == kRanges.end() ? Class::kAL : found->line_class;
}

bool glues_to_next(Class c) {
  return c == Class::kGL || c == Class::kZWJ || c == Class::kOP || c == Class::kQU;
}

bool glues_to_previous(Class c) {
  return c == Class::kGL || c == Class::kCL || c == Class::kIS || c == Class::kSY ||
         c == Class::kQU || c == Class::kHY || c == Class::kBA || c == Class::kZW;
}

// What decides about the place before the next code point.
struct Before {
  Class line_class = Class::kAL;  // of the last one that is no mark
  bool joiner = false;            // the last one is U+200D
  bool spaces = false;            // spaces stand between `line_class` and here
  bool space_before = true;       // a space, or the start, stands before `line_class`
  int regional_indicators = 0;    // in a row
};

bool after_hyphen(const Before& before,
                  Class next) {  // LB20a, LB21, LB25; and "2011–2013" stays whole
  if (before.space_before || next == Class::kNU) return false;
  return before.line_class == Class::kBA || next == Class::kAL || next == Class::kID;
}

bool may_break(const Before& before, Class next) {
  if (before.line_class == Class::kLF) return true;                                  // LB4
  if (next == Class::kLF || next == Class::kSP || next == Class::kZW) return false;  // LB6, LB7
  if (before.line_class == Class::kZW) return true;                                  // LB8
  if (before.joiner || ((next == Class::kCM || next == Class::kZWJ) && !before.spaces))
    return false;  // LB8a, LB9
  if (before.spaces) {
    if (before.line_class == Class::kOP) return false;  // LB14
    return next != Class::kCL && next != Class::kIS;    // LB13, LB18
  }
  if (glues_to_next(before.line_class) || glues_to_previous(next)) return false;  // LB11-LB19
  if (before.line_class == Class::kHY || before.line_class == Class::kBA)
    return after_hyphen(before, next);
  if (before.line_class == Class::kSY) return next == Class::kAL && !before.space_before;
  if (before.line_class == Class::kRI && next == Class::kRI)
    return before.regional_indicators % 2 == 0;                    // LB30a
  if (next == Class::kOP) return before.line_class == Class::kID;  // LB30
  return before.line_class == Class::kID || next == Class::kID || before.line_class == Class::kRI ||
         next == Class::kRI;  // LB31
}

void advance(Before& before, Class next) {
  before.joiner = next == Class::kZWJ;
  if (next == Class::kCM || next == Class::kZWJ) return;
  if (next == Class::kSP) {
    before.spaces = true;
    return;
  }
  before.regional_indicators = next == Class::kRI ? before.regional_indicators + 1 : 0;
  before.space_before = before.spaces;
  before.spaces = false;
  before.line_class = next;
}

bool is_dictionary_letter(char32_t c) {
  return (c >= 0x0E01 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
         (c >= 0x1780 && c <= 0x17D3) || (c >= 0x1950 && c <= 0x19DF) ||
         (c >= 0x1A20 && c <= 0x1AAD) || (c >= 0xA9E0 && c <= 0xA9FF) ||
         (c >= 0xAA60 && c <= 0xAADF);
}

}  // namespace

bool needs_dictionary(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    if (static_cast<unsigned char>(text[offset]) < 0xE0) {
      ++offset;  // below U+0800, or a continuation
    } else if (is_dictionary_letter(next_code_point(text, offset))) {
      return true;
    }
  }
  return false;
}

bool splits_dictionary_text(std::string_view text, std::uint32_t offset_bytes) {
  std::size_t before = offset_bytes;
  while (before > 0 && (static_cast<unsigned char>(text[--before]) & 0xC0) == 0x80) {
  }
  std::size_t after = offset_bytes;
  return offset_bytes > 0 && after < text.size() &&
         is_dictionary_letter(next_code_point(text, before)) &&
         is_dictionary_letter(next_code_point(text, after));
}

std::vector<std::uint32_t> find_breaks(std::string_view text) {
  std::vector<std::uint32_t> breaks;
  Before before;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const Class next = class_of(next_code_point(text, offset));
    if (start > 0 && may_break(before, next)) breaks.push_back(static_cast<std::uint32_t>(start));
    if (start == 0) before.spaces = true;  // the start of the text counts as a space before
    advance(before, next);
  }
  if (!text.empty()) breaks.push_back(static_cast<std::uint32_t>(text.size()));
  return breaks;
}

}  // namespace ykien
