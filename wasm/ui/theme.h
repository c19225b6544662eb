// Design tokens: colours, type scale and spacing, resolved to device pixels for one view.
//
// Sizes are designed in CSS px on a 4 px grid and rounded to whole device pixels here, once.
#pragma once

#include <cstdint>

#include "layout/text_measurer.h"

namespace ykien {

enum class Appearance : std::uint8_t { kLight = 0, kDark = 1 };

struct View {
  double width_css = 720;
  double device_pixel_ratio = 1;
  Appearance appearance = Appearance::kLight;
  std::uint32_t font_set = 0;
  friend bool operator==(const View&, const View&) = default;
};

// 0xAABBGGRR. Text on background keeps a contrast of at least 4.5:1, field borders 3:1
// (WCAG 1.4.3, 1.4.11); tested.
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
const Palette& palette_of(Appearance appearance);

// A text style with its line height.
struct Type {
  TextStyle style;
  int line_height;
};

class Theme {
 public:
  Theme(const View& view, std::uint32_t text_size);

  const Palette& palette() const { return palette_; }
  int px(double css) const;  // at least 1 for what is not 0
  int width() const { return width_; }
  int measure() const;  // the column for reading: about 68 characters
  bool narrow() const { return view_.width_css < 560; }
  bool low_density() const { return view_.device_pixel_ratio < 2; }

  Type body() const;
  Type lead() const;
  Type title() const;
  Type heading(int level) const;
  Type caption() const;
  Type quote() const;
  Type label() const;  // interface text
  Type small() const;  // interface text beside things
  Type button() const;
  Type field() const;  // what readers type: never below 16 CSS px, where phones zoom in
  Type comment() const;

 private:
  Type type(Family family, double size_css, double leading, int weight, std::uint32_t color) const;

  View view_;
  const Palette& palette_;
  double body_css_;
  int width_;
};

}  // namespace ykien
