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

TEST_CASE("Palette: text keeps 4.5:1 and borders of fields 3:1 (WCAG 1.4.3, 1.4.11)", "[theme]") {
  for (const Appearance appearance : {Appearance::kLight, Appearance::kDark}) {
    CAPTURE(static_cast<int>(appearance));
    const Palette& p = palette_of(appearance);
    for (const std::uint32_t ground : {p.background, p.surface}) {
      for (const std::uint32_t ink : {p.text, p.muted, p.accent, p.link, p.danger, p.success}) {
        CHECK(contrast(ink, ground) >= 4.5);
      }
      CHECK(contrast(p.field_border, ground) >= 3);
    }
    CHECK(contrast(p.text, p.field) >= 4.5);
    CHECK(contrast(p.on_accent, p.accent) >= 4.5);
  }
}

TEST_CASE("Theme: sizes are whole device pixels that grow with the step and the density",
          "[theme]") {
  for (const double density : {1.0, 1.25, 1.5, 2.0, 3.0}) {
    int last = 0;
    for (std::uint32_t step = 0; step < 5; ++step) {
      const Theme theme({720, density, Appearance::kLight, 0}, step);
      CHECK(theme.body().style.size_px > last);
      last = theme.body().style.size_px;
      CHECK(theme.body().line_height >= theme.body().style.size_px * 3 / 2);
    }
  }
  CHECK(Theme({720, 2, Appearance::kLight, 0}, 1).body().style.size_px == 36);
}

TEST_CASE("Theme: the column is never wider than the page nor the measure", "[theme]") {
  CHECK(Theme({360, 2, Appearance::kLight, 0}, 1).measure() == 720);
  CHECK(Theme({1920, 1, Appearance::kLight, 0}, 1).measure() == 34 * 18);
  CHECK(Theme({0, 1, Appearance::kLight, 0}, 1).width() == 1);
  CHECK(Theme({360, 1, Appearance::kLight, 0}, 99).body().style.size_px == 27);
}

}  // namespace
}  // namespace ykien
