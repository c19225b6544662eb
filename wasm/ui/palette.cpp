#include "ui/palette.h"

namespace ykien {

namespace {

constexpr std::uint32_t rgb(std::uint32_t hex) {
  return 0xFF000000u | (hex & 0xFFu) << 16 | (hex & 0xFF00u) | (hex >> 16 & 0xFFu);
}

constexpr Palette kLight = {
    .background = rgb(0xFFFFFF),
    .text = rgb(0x1A1C1E),
    .muted = rgb(0x5A6067),
    .accent = rgb(0xA61C28),
    .on_accent = rgb(0xFFFFFF),
    .link = rgb(0x0B5394),
    .surface = rgb(0xF6F5F2),
    .border = rgb(0xDCDAD5),
    .field = rgb(0xFFFFFF),
    .field_border = rgb(0x85898E),
    .danger = rgb(0xB3261E),
    .success = rgb(0x1B6B3A),
};

constexpr Palette kDark = {
    .background = rgb(0x15171A),
    .text = rgb(0xE7E5E1),
    .muted = rgb(0xA6ABB1),
    .accent = rgb(0xFF8A80),
    .on_accent = rgb(0x2B0A0C),
    .link = rgb(0x8FBCF2),
    .surface = rgb(0x1E2125),
    .border = rgb(0x363A40),
    .field = rgb(0x15171A),
    .field_border = rgb(0x7F858C),
    .danger = rgb(0xFFB4AB),
    .success = rgb(0x7DD6A0),
};

constexpr Palette make_sepia() {
  Palette sepia = kLight;
  sepia.background = rgb(0xF6EEDD);
  sepia.text = rgb(0x3B2F20);
  sepia.muted = rgb(0x66573F);
  sepia.accent = rgb(0x8F2A1E);
  sepia.on_accent = rgb(0xFFF8EA);
  sepia.link = rgb(0x1F4E7A);
  sepia.surface = rgb(0xEFE4CC);
  sepia.border = rgb(0xDBCBAA);
  sepia.field = rgb(0xFBF5E8);
  sepia.field_border = rgb(0x857550);
  sepia.danger = rgb(0x9C1F18);
  sepia.success = rgb(0x195A32);
  return sepia;
}

constexpr Palette make_black() {
  Palette black = kDark;
  black.background = rgb(0x000000);
  black.text = rgb(0xD6D4D0);
  black.surface = rgb(0x101214);
  black.border = rgb(0x2C2F34);
  black.field = rgb(0x000000);
  return black;
}

// Two colours for words, and one for what can be pressed.
constexpr Palette make_contrast(std::uint32_t ground, std::uint32_t ink, std::uint32_t link,
                                std::uint32_t danger) {
  return {.background = ground,
          .text = ink,
          .muted = ink,
          .accent = link,
          .on_accent = ground,
          .link = link,
          .surface = ground,
          .border = ink,
          .field = ground,
          .field_border = ink,
          .danger = danger,
          .success = ink};
}

constexpr Palette kSepia = make_sepia();
constexpr Palette kBlack = make_black();
constexpr Palette kLightContrast =
    make_contrast(rgb(0xFFFFFF), rgb(0x000000), rgb(0x00308A), rgb(0x8A0000));
constexpr Palette kDarkContrast =
    make_contrast(rgb(0x000000), rgb(0xFFFFFF), rgb(0xFFE75C), rgb(0xFFB4AB));

// `hundredths` of `ink` on `ground`.
std::uint32_t mix(std::uint32_t ground, std::uint32_t ink, std::uint32_t hundredths) {
  std::uint32_t mixed = 0xFF000000u;
  for (int shift = 0; shift < 24; shift += 8) {
    const std::uint32_t from = ground >> shift & 0xFFu;
    const std::uint32_t to = ink >> shift & 0xFFu;
    mixed |= ((from * (100 - hundredths) + to * hundredths) / 100) << shift;
  }
  return mixed;
}

bool is_dark(std::uint32_t color) {
  return (color & 0xFFu) * 3 + (color >> 8 & 0xFFu) * 6 + (color >> 16 & 0xFFu) < 5 * 255;
}

Palette make_custom(const Reading& reading) {
  const std::uint32_t ground = rgb(reading.get(Setting::kBackground));
  const std::uint32_t ink = rgb(reading.get(Setting::kText));
  const std::uint32_t link = rgb(reading.get(Setting::kLink));
  const Palette& near = is_dark(ground) ? kDark : kLight;
  return {.background = ground,
          .text = ink,
          .muted = mix(ground, ink, 75),
          .accent = link,
          .on_accent = ground,
          .link = link,
          .surface = mix(ground, ink, 5),
          .border = mix(ground, ink, 20),
          .field = ground,
          .field_border = mix(ground, ink, 60),
          .danger = near.danger,
          .success = near.success};
}

const Palette& palette_of(Appearance appearance) {
  switch (appearance) {
    case Appearance::kLight:
      return kLight;
    case Appearance::kDark:
      return kDark;
    case Appearance::kLightContrast:
      return kLightContrast;
    case Appearance::kDarkContrast:
      return kDarkContrast;
  }
  return kLight;
}

}  // namespace

Palette make_palette(Appearance appearance, const Reading& reading) {
  const bool dark = (static_cast<std::uint8_t>(appearance) & 1) != 0;
  switch (reading.theme()) {
    case ReadingTheme::kAuto:
      return palette_of(appearance);
    case ReadingTheme::kLight:
      return kLight;
    case ReadingTheme::kSepia:
      return kSepia;
    case ReadingTheme::kDark:
      return kDark;
    case ReadingTheme::kBlack:
      return kBlack;
    case ReadingTheme::kContrast:
      return dark ? kDarkContrast : kLightContrast;
    case ReadingTheme::kCustom:
      return make_custom(reading);
  }
  return kLight;
}

}  // namespace ykien
