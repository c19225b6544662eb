// Tables made from Unicode's data by shared/tools/make_tables.mjs. docs/comment-rules.md tells
// their sources.
#pragma once

#include <cstdint>
#include <span>

namespace ykien {

// The scripts that UAX #31 (table 5) recommends; the others are one. Inherited counts as Common.
enum class Script : std::uint8_t {
  kCommon,
  kOther,
  kLatin,
  kHan,
  kHiragana,
  kKatakana,
  kBopomofo,
  kHangul,
  kArabic,
  kArmenian,
  kBengali,
  kCyrillic,
  kDevanagari,
  kEthiopic,
  kGeorgian,
  kGreek,
  kGujarati,
  kGurmukhi,
  kHebrew,
  kKannada,
  kKhmer,
  kLao,
  kMalayalam,
  kMyanmar,
  kOriya,
  kSinhala,
  kTamil,
  kTelugu,
  kThaana,
  kThai,
  kTibetan,
};

// Returns, sorted, code point * 256 + Script for each code point at which another script begins.
std::span<const std::uint32_t> script_starts();

// Returns, sorted, code point * 256 + small ASCII letter for each code point that looks like that
// letter.
std::span<const std::uint32_t> latin_lookalikes();

}  // namespace ykien
