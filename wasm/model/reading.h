// How a reader wants to read. Values are kept by the reader's browser under the setting's number,
// and cross the ABI.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ykien {

enum class Setting : std::uint8_t {
  kTextSize,          // step, see Theme
  kFamily,            // 0 serif, 1 sans, 2 monospace
  kWeight,            // as CSS
  kLineHeight,        // hundredths of the text's size; 0 = as designed, for each kind of text
  kWidth,             // of the column, em
  kLetterSpacing,     // hundredths of an em
  kWordSpacing,       // hundredths of an em
  kParagraphSpacing,  // hundredths of what is designed
  kAlignment,         // 0 start, 1 justified
  kTheme,             // ReadingTheme
  kBackground,        // 0xRRGGBB, when the theme is kCustom
  kText,
  kLink,
};
inline constexpr std::size_t kSettingCount = 13;

enum class ReadingTheme : std::uint8_t {
  kAuto,  // the page's, light or dark
  kLight,
  kSepia,
  kDark,
  kBlack,
  kContrast,
  kCustom,
};

class Reading {
 public:
  std::uint32_t get(Setting setting) const { return values_[static_cast<std::size_t>(setting)]; }
  // Takes the nearest value there is. Returns whether it is another one than before.
  bool set(Setting setting, std::uint32_t value);
  ReadingTheme theme() const { return static_cast<ReadingTheme>(get(Setting::kTheme)); }

  friend bool operator==(const Reading&, const Reading&) = default;

 private:
  std::array<std::uint32_t, kSettingCount> values_ = {1,   0, 400, 0,        34,       0,       0,
                                                      100, 0, 0,   0xFFFFFF, 0x1A1C1E, 0x0B5394};
};

}  // namespace ykien
