#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ykien {

namespace {

constexpr std::uint32_t rgb(std::uint32_t hex) {
  return 0xFF000000u | (hex & 0xFFu) << 16 | (hex & 0xFF00u) | hex >> 16;
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

constexpr std::array<double, 5> kBodySizesCss = {16, 18, 20, 23, 27};
constexpr double kMeasureEm = 34;
constexpr double kSmallCssMin = 13;

}  // namespace

const Palette& palette_of(Appearance appearance) {
  return appearance == Appearance::kDark ? kDark : kLight;
}

Theme::Theme(const View& view, std::uint32_t text_size)
    : view_(view),
      palette_(palette_of(view.appearance)),
      body_css_(kBodySizesCss[std::min<std::size_t>(text_size, kBodySizesCss.size() - 1)]),
      width_(std::max(1, static_cast<int>(std::floor(view.width_css * view.device_pixel_ratio)))) {}

int Theme::px(double css) const {
  const int rounded = static_cast<int>(std::lround(css * view_.device_pixel_ratio));
  return css > 0 ? std::max(1, rounded) : rounded;
}

int Theme::measure() const { return std::min(width_, px(body_css_ * kMeasureEm)); }

Type Theme::type(Family family, double size_css, double leading, int weight,
                 std::uint32_t color) const {
  TextStyle style;
  style.font_set = view_.font_set;
  style.family = family;
  style.size_px = px(size_css);
  style.weight = weight;
  style.color = color;
  return {style, px(size_css * leading)};
}

Type Theme::body() const { return type(Family::kBody, body_css_, 1.62, 400, palette_.text); }

Type Theme::lead() const { return type(Family::kBody, body_css_ * 1.06, 1.55, 600, palette_.text); }

Type Theme::title() const {
  return type(Family::kBody, body_css_ * (narrow() ? 1.62 : 2.05), 1.28, 700, palette_.text);
}

Type Theme::heading(int level) const {
  constexpr std::array<double, 5> kScale = {1.3, 1.14, 1.0, 1.0, 1.0};
  const auto index = static_cast<std::size_t>(std::clamp(level, 2, 6) - 2);
  return type(Family::kBody, body_css_ * kScale[index], 1.38, 700, palette_.text);
}

Type Theme::caption() const {
  return type(Family::kInterface, std::max(kSmallCssMin, body_css_ * 0.8), 1.5, 400,
              palette_.muted);
}

Type Theme::quote() const {
  Type quote = type(Family::kBody, body_css_ * 1.04, 1.6, 400, palette_.text);
  quote.style.italic = true;
  return quote;
}

Type Theme::label() const {
  return type(Family::kInterface, std::max(15.0, body_css_ * 0.86), 1.5, 400, palette_.text);
}

Type Theme::small() const {
  return type(Family::kInterface, std::max(kSmallCssMin, body_css_ * 0.78), 1.5, 400,
              palette_.muted);
}

Type Theme::button() const { return type(Family::kInterface, 15, 1.4, 600, palette_.on_accent); }

Type Theme::field() const {
  return type(Family::kInterface, std::max(16.0, body_css_ * 0.9), 1.5, 400, palette_.text);
}

Type Theme::comment() const {
  return type(Family::kInterface, std::max(16.0, body_css_ * 0.9), 1.55, 400, palette_.text);
}

}  // namespace ykien
