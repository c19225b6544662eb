#include "code_points.h"

#include <algorithm>
#include <iterator>

namespace ykien {
namespace {

struct KindRange {
  char32_t first;
  char32_t last;
  CodePointKind kind;
};

using enum CodePointKind;

// Default_Ignorable_Code_Point, White_Space and the categories Cc, Cf and Co of Unicode 17, less
// the Cf that show (Arabic number signs and the like), and two that no property tells: U+2800,
// U+FFFC.
constexpr KindRange kRanges[] = {
    {0x0000, 0x0000, kForbidden},  {0x0001, 0x0008, kHidden},   {0x0009, 0x0009, kBlank},
    {0x000A, 0x000D, kNewline},    {0x000E, 0x001F, kHidden},   {0x0020, 0x0020, kBlank},
    {0x007F, 0x0084, kHidden},     {0x0085, 0x0085, kNewline},  {0x0086, 0x009F, kHidden},
    {0x00A0, 0x00A0, kBlank},      {0x00AD, 0x00AD, kHidden},   {0x034F, 0x034F, kHidden},
    {0x061C, 0x061C, kDirection},  {0x115F, 0x1160, kHidden},   {0x1680, 0x1680, kBlank},
    {0x17B4, 0x17B5, kHidden},     {0x180B, 0x180F, kHidden},   {0x2000, 0x200A, kBlank},
    {0x200B, 0x200B, kHidden},     {0x200C, 0x200D, kJoiner},   {0x200E, 0x200F, kDirection},
    {0x2028, 0x2029, kNewline},    {0x202A, 0x202E, kHidden},   {0x202F, 0x202F, kBlank},
    {0x205F, 0x205F, kBlank},      {0x2060, 0x2065, kHidden},   {0x2066, 0x2068, kIsolateStart},
    {0x2069, 0x2069, kIsolateEnd}, {0x206A, 0x206F, kHidden},   {0x2800, 0x2800, kHidden},
    {0x3000, 0x3000, kBlank},      {0x3164, 0x3164, kHidden},   {0xE000, 0xF8FF, kForbidden},
    {0xFDD0, 0xFDEF, kForbidden},  {0xFE00, 0xFE0D, kHidden},   {0xFE0E, 0xFE0F, kSelector},
    {0xFEFF, 0xFEFF, kHidden},     {0xFFA0, 0xFFA0, kHidden},   {0xFFF0, 0xFFFC, kHidden},
    {0x13430, 0x1343F, kHidden},   {0x1BCA0, 0x1BCA3, kHidden}, {0x1D173, 0x1D17A, kHidden},
    {0xE0000, 0xE001F, kHidden},   {0xE0020, 0xE007F, kTag},    {0xE0080, 0xE00FF, kHidden},
    {0xE0100, 0xE01EF, kSelector}, {0xE01F0, 0xE0FFF, kHidden}, {0xF0000, 0x10FFFF, kForbidden},
};

}  // namespace

CodePointKind kind_of(char32_t code_point) {
  const bool letter = (code_point > 0x20 && code_point < 0x7F) ||
                      (code_point > 0xAD && code_point < 0x34F) ||
                      (code_point >= 0x1E00 && code_point < 0x2000);
  if (letter) return kPlain;
  if ((code_point & 0xFFFE) == 0xFFFE) return kForbidden;  // the last two of each plane
  const KindRange* range = std::ranges::lower_bound(kRanges, code_point, {}, &KindRange::last);
  return range != std::end(kRanges) && range->first <= code_point ? range->kind : kPlain;
}

}  // namespace ykien
