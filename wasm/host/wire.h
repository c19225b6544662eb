// Words as they cross the ABI (docs/abi.md).
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "layout/text_measurer.h"

namespace ykien {

using Words32 = std::vector<std::uint32_t>;

inline constexpr std::size_t kStyleWords = 8;

inline std::uint32_t float_word(double value) {
  return std::bit_cast<std::uint32_t>(static_cast<float>(value));
}

inline void add_float(Words32& words, double value) { words.push_back(float_word(value)); }

inline void add_style(Words32& words, const TextStyle& style) {
  words.push_back(style.font_set);
  words.push_back(static_cast<std::uint32_t>(style.family));
  add_float(words, style.size_px);
  words.push_back(static_cast<std::uint32_t>(style.weight));
  words.push_back((style.italic ? 1u : 0u) | (style.right_to_left ? 2u : 0u));
  words.push_back(style.color);
  add_float(words, style.letter_spacing_px);
  add_float(words, style.word_spacing_px);
}

}  // namespace ykien
