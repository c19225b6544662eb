#include "ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ykien {

namespace {

constexpr std::array<double, 7> kBodySizesCss = {16, 18, 20, 23, 27, 32, 40};
constexpr double kSmallCssMin = 13;
constexpr double kBodyLeading = 1.62;
constexpr int kBodyWeight = 400;

}  // namespace

Theme::Theme(const View& view, const Reading& reading)
    : view_(view),
      reading_(reading),
      palette_(make_palette(view.appearance, reading)),
      body_css_(kBodySizesCss[reading.get(Setting::kTextSize)]),
      width_(std::max(1, static_cast<int>(std::floor(view.width_css * view.device_pixel_ratio)))) {}

int Theme::px(double css) const {
  const int rounded = static_cast<int>(std::lround(css * view_.device_pixel_ratio));
  return css > 0 ? std::max(1, rounded) : rounded;
}

int Theme::measure() const {
  return std::min(width_, px(body_css_ * reading_.get(Setting::kWidth)));
}

int Theme::paragraph_gap(double css) const {
  return px(css * reading_.get(Setting::kParagraphSpacing) / 100);
}

Fill Theme::fill() const {
  return reading_.get(Setting::kAlignment) == 1 ? Fill::kJustified : Fill::kRagged;
}

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

void Theme::space(Type& type, double size_css, double leading) const {
  const auto em = [&](Setting setting) {
    return static_cast<float>(type.style.size_px * static_cast<int>(reading_.get(setting))) / 100;
  };
  type.style.letter_spacing_px = em(Setting::kLetterSpacing);
  type.style.word_spacing_px = em(Setting::kWordSpacing);
  const double asked = reading_.get(Setting::kLineHeight) / 100.0;
  if (asked > 0) type.line_height = px(size_css * std::max(1.0, asked + leading - kBodyLeading));
}

Type Theme::running(double size_css, double leading, int weight, std::uint32_t color) const {
  const auto family = static_cast<Family>(reading_.get(Setting::kFamily));
  const int added = static_cast<int>(reading_.get(Setting::kWeight)) - kBodyWeight;
  Type type = this->type(family, size_css, leading, std::clamp(weight + added, 100, 900), color);
  space(type, size_css, leading);
  return type;
}

Type Theme::body() const { return running(body_css_, kBodyLeading, kBodyWeight, palette_.text); }

Type Theme::lead() const { return running(body_css_ * 1.06, 1.55, 600, palette_.text); }

Type Theme::title() const {
  return running(body_css_ * (narrow() ? 1.62 : 2.05), 1.28, 700, palette_.text);
}

Type Theme::heading(int level) const {
  constexpr std::array<double, 5> kScale = {1.3, 1.14, 1.0, 1.0, 1.0};
  const auto index = static_cast<std::size_t>(std::clamp(level, 2, 6) - 2);
  return running(body_css_ * kScale[index], 1.38, 700, palette_.text);
}

Type Theme::caption() const {
  const double size = std::max(kSmallCssMin, body_css_ * 0.8);
  Type caption = type(Family::kInterface, size, 1.5, kBodyWeight, palette_.muted);
  space(caption, size, 1.5);
  return caption;
}

Type Theme::quote() const {
  Type quote = running(body_css_ * 1.04, 1.6, kBodyWeight, palette_.text);
  quote.style.italic = true;
  return quote;
}

Type Theme::label() const {
  return type(Family::kInterface, std::max(15.0, body_css_ * 0.86), 1.5, kBodyWeight,
              palette_.text);
}

Type Theme::small() const {
  return type(Family::kInterface, std::max(kSmallCssMin, body_css_ * 0.78), 1.5, kBodyWeight,
              palette_.muted);
}

Type Theme::button() const { return type(Family::kInterface, 15, 1.4, 600, palette_.on_accent); }

Type Theme::field() const {
  return type(Family::kInterface, std::max(16.0, body_css_ * 0.9), 1.5, kBodyWeight, palette_.text);
}

Type Theme::comment() const {
  const double size = std::max(16.0, body_css_ * 0.9);
  Type comment = type(Family::kInterface, size, 1.55, kBodyWeight, palette_.text);
  space(comment, size, 1.55);
  return comment;
}

}  // namespace ykien
