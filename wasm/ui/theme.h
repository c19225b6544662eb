// Design tokens: type scale and spacing, resolved to device pixels for one view and one reader.
//
// Sizes are designed in CSS px on a 4 px grid and rounded to whole device pixels here, once.
#pragma once

#include <cstdint>

#include "layout/text_layout.h"
#include "ui/palette.h"

namespace ykien {

struct View {
  double width_css = 720;
  double device_pixel_ratio = 1;
  Appearance appearance = Appearance::kLight;
  std::uint32_t font_set = 0;
  friend bool operator==(const View&, const View&) = default;
};

// A text style with its line height.
struct Type {
  TextStyle style;
  int line_height;
};

class Theme {
 public:
  Theme(const View& view, const Reading& reading);

  const Palette& palette() const { return palette_; }
  int px(double css) const;  // at least 1 for what is not 0
  int width() const { return width_; }
  int measure() const;  // the column for reading: about 68 characters, unless the reader says
  int paragraph_gap(double css) const;
  Fill fill() const;  // of running text
  bool narrow() const { return view_.width_css < 560; }

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
  // What a reader's settings change.
  Type running(double size_css, double leading, int weight, std::uint32_t color) const;
  void space(Type& type, double size_css, double leading) const;

  View view_;
  Reading reading_;
  Palette palette_;
  double body_css_;
  int width_;
};

}  // namespace ykien
