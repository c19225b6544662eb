// Colours: 0xAABBGGRR, as Dear ImGui has them.
#pragma once

#include <cstdint>

#include "model/reading.h"

namespace ykien {

// What the page asks for. Values cross the ABI: bit 0 dark, bit 1 more contrast.
enum class Appearance : std::uint8_t {
  kLight = 0,
  kDark = 1,
  kLightContrast = 2,
  kDarkContrast = 3
};

// Text on background keeps a contrast of at least 4.5:1, field borders 3:1 (WCAG 1.4.3, 1.4.11),
// 7:1 and 4.5:1 where more contrast is asked for; tested. A reader's own colours are the reader's.
struct Palette {
  std::uint32_t background;
  std::uint32_t text;
  std::uint32_t muted;
  std::uint32_t accent;
  std::uint32_t on_accent;
  std::uint32_t link;
  std::uint32_t surface;
  std::uint32_t border;
  std::uint32_t field;
  std::uint32_t field_border;
  std::uint32_t danger;
  std::uint32_t success;
};

// The reader's theme, where one was chosen; else the page's appearance.
Palette make_palette(Appearance appearance, const Reading& reading);

}  // namespace ykien
