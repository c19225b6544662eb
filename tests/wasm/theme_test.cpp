#include "ui/theme.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

namespace ykien {
namespace {

// Relative luminance and contrast as WCAG 2.2 defines them.
double channel(std::uint32_t byte) {
  const double c = byte / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(std::uint32_t abgr) {
  return 0.2126 * channel(abgr & 0xFF) + 0.7152 * channel(abgr >> 8 & 0xFF) +
         0.0722 * channel(abgr >> 16 & 0xFF);
}

double contrast(std::uint32_t a, std::uint32_t b) {
  const double first = luminance(a);
  const double second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Reading with(Setting setting, std::uint32_t value) {
  Reading reading;
  reading.set(setting, value);
  return reading;
}

void check_contrast(const Palette& p, double words, double fields) {
  for (const std::uint32_t ground : {p.background, p.surface}) {
    for (const std::uint32_t ink : {p.text, p.muted, p.accent, p.link, p.danger, p.success}) {
      CHECK(contrast(ink, ground) >= words);
    }
    CHECK(contrast(p.field_border, ground) >= fields);
  }
  CHECK(contrast(p.text, p.field) >= words);
  CHECK(contrast(p.on_accent, p.accent) >= words);
}

TEST_CASE("Palette: text keeps 4.5:1 and borders of fields 3:1 (WCAG 1.4.3, 1.4.11)", "[theme]") {
  for (std::uint32_t theme = 0; theme < static_cast<std::uint32_t>(ReadingTheme::kCustom);
       ++theme) {
    for (const Appearance appearance : {Appearance::kLight, Appearance::kDark}) {
      CAPTURE(theme, static_cast<int>(appearance));
      check_contrast(make_palette(appearance, with(Setting::kTheme, theme)), 4.5, 3);
    }
  }
}

TEST_CASE("Palette: who asks for more contrast gets 7:1 (WCAG 1.4.6)", "[theme]") {
  check_contrast(make_palette(Appearance::kLightContrast, {}), 7, 4.5);
  check_contrast(make_palette(Appearance::kDarkContrast, {}), 7, 4.5);
}

TEST_CASE("Palette: a reader's own colours are used as they are", "[theme]") {
  Reading reading = with(Setting::kTheme, static_cast<std::uint32_t>(ReadingTheme::kCustom));
  reading.set(Setting::kBackground, 0x102030);
  reading.set(Setting::kText, 0xEEDDCC);
  reading.set(Setting::kLink, 0x99CCFF);
  const Palette p = make_palette(Appearance::kLight, reading);
  CHECK(p.background == 0xFF302010);
  CHECK(p.text == 0xFFCCDDEE);
  CHECK(p.link == 0xFFFFCC99);
  CHECK(contrast(p.muted, p.background) >= 4.5);
}

TEST_CASE("Reading: values out of range become the nearest", "[theme]") {
  const struct {
    Setting setting;
    std::uint32_t asked;
    std::uint32_t taken;
  } cases[] = {
      {Setting::kTextSize, 99, 6},    {Setting::kFamily, 3, 2},
      {Setting::kWeight, 0, 300},     {Setting::kLineHeight, 0, 0},
      {Setting::kLineHeight, 5, 100}, {Setting::kWidth, 500, 70},
      {Setting::kTheme, 7, 6},        {Setting::kText, 0xFFFFFFFF, 0xFFFFFF},
  };
  for (const auto& c : cases) {
    CAPTURE(static_cast<int>(c.setting), c.asked);
    CHECK(with(c.setting, c.asked).get(c.setting) == c.taken);
  }
}

TEST_CASE("Theme: settings reach running text, and not what one presses", "[theme]") {
  const View view{720, 2, Appearance::kLight, 0};
  const Theme plain(view, {});
  Reading reading;
  reading.set(Setting::kFamily, 1);
  reading.set(Setting::kWeight, 500);
  reading.set(Setting::kLineHeight, 200);
  reading.set(Setting::kLetterSpacing, 10);
  reading.set(Setting::kWordSpacing, 20);
  const Theme theme(view, reading);
  const Type body = theme.body();
  CHECK(body.style.family == Family::kInterface);
  CHECK(body.style.weight == 500);
  CHECK(theme.title().style.weight == 800);
  CHECK(body.line_height == 72);
  CHECK(body.style.letter_spacing_px == 3.6F);
  CHECK(body.style.word_spacing_px == 7.2F);
  CHECK(theme.button().style == plain.button().style);
  CHECK(theme.field().style == plain.field().style);
}

TEST_CASE("Theme: sizes are whole device pixels that grow with the step and the density",
          "[theme]") {
  for (const double density : {1.0, 1.25, 1.5, 2.0, 3.0}) {
    int last = 0;
    for (std::uint32_t step = 0; step < 7; ++step) {
      const Theme theme({720, density, Appearance::kLight, 0}, with(Setting::kTextSize, step));
      CHECK(theme.body().style.size_px > last);
      last = theme.body().style.size_px;
      CHECK(theme.body().line_height >= theme.body().style.size_px * 3 / 2);
    }
  }
  CHECK(Theme({720, 2, Appearance::kLight, 0}, {}).body().style.size_px == 36);
}

TEST_CASE("Theme: the column is never wider than the page nor the measure", "[theme]") {
  CHECK(Theme({360, 2, Appearance::kLight, 0}, {}).measure() == 720);
  CHECK(Theme({1920, 1, Appearance::kLight, 0}, {}).measure() == 34 * 18);
  CHECK(Theme({0, 1, Appearance::kLight, 0}, {}).width() == 1);
  CHECK(Theme({1920, 1, Appearance::kLight, 0}, with(Setting::kWidth, 50)).measure() == 50 * 18);
}

}  // namespace
}  // namespace ykien
