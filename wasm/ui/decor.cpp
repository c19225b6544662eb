#include "ui/decor.h"

#include <algorithm>

namespace ykien {

namespace {

struct Frame {
  ImVec2 min;
  ImVec2 max;
  float height() const { return max.y - min.y; }
  float width() const { return max.x - min.x; }
};

Frame frame_of(const Box& box, int y) {
  return {{static_cast<float>(box.x), static_cast<float>(y)},
          {static_cast<float>(box.x + box.w), static_cast<float>(y + box.h)}};
}

// A border of whole pixels inside the frame: filled outside in, so that edges stay sharp.
void draw_bordered(ImDrawList& list, const Frame& frame, float radius, float thickness,
                   std::uint32_t border, std::uint32_t fill) {
  list.AddRectFilled(frame.min, frame.max, border, radius);
  list.AddRectFilled({frame.min.x + thickness, frame.min.y + thickness},
                     {frame.max.x - thickness, frame.max.y - thickness}, fill,
                     std::max(0.0F, radius - thickness));
}

// Two circles and a triangle whose sides touch them.
void draw_heart(ImDrawList& list, const Frame& frame, std::uint32_t color) {
  const float unit = frame.width() / 19;
  const ImVec2 center{(frame.min.x + frame.max.x) / 2, (frame.min.y + frame.max.y) / 2 - unit};
  const float radius = unit * 4.6F;
  const float side = radius * 0.7071F;
  list.AddCircleFilled({center.x - side, center.y - side}, radius, color);
  list.AddCircleFilled({center.x + side, center.y - side}, radius, color);
  list.PathLineTo({center.x, center.y - 2 * side});
  list.PathLineTo({center.x + 2 * side, center.y});
  list.PathLineTo({center.x, center.y + 2 * side});
  list.PathLineTo({center.x - 2 * side, center.y});
  list.PathFillConvex(color);
}

}  // namespace

std::uint32_t ground_of(Decor decor, const Palette& palette) {
  switch (decor) {
    case Decor::kSurface:
    case Decor::kImageFrame:
    case Decor::kTableHead:
    case Decor::kChip:
      return palette.surface;
    case Decor::kButton:
      return palette.accent;
    case Decor::kButtonQuiet:
      return palette.background;
    case Decor::kField:
    case Decor::kFieldInvalid:
      return palette.field;
    default:
      return 0;
  }
}

void draw_decor(ImDrawList& list, const Theme& theme, const Box& box, int y) {
  const Frame frame = frame_of(box, y);
  const Palette& palette = theme.palette();
  const std::uint32_t ground = ground_of(box.decor, palette);
  const auto hair = static_cast<float>(theme.px(1));
  const auto radius = static_cast<float>(theme.px(6));
  switch (box.decor) {
    case Decor::kNone:
      return;
    case Decor::kRule:
      return list.AddRectFilled(frame.min, frame.max, palette.border);
    case Decor::kSurface:
      return list.AddRectFilled(frame.min, frame.max, ground, radius * 1.5F);
    case Decor::kImageFrame:
      return list.AddRectFilled(frame.min, frame.max, ground);
    case Decor::kQuoteBar:
      return list.AddRectFilled(frame.min, {frame.min.x + hair * 3, frame.max.y}, palette.accent);
    case Decor::kButton:
      return list.AddRectFilled(frame.min, frame.max, ground, radius);
    case Decor::kButtonQuiet:
      return draw_bordered(list, frame, radius, hair, palette.field_border, ground);
    case Decor::kField:
      return draw_bordered(list, frame, radius, hair, palette.field_border, ground);
    case Decor::kFieldInvalid:
      return draw_bordered(list, frame, radius, hair * 2, palette.danger, ground);
    case Decor::kTableHead:
      list.AddRectFilled(frame.min, frame.max, ground);
      return list.AddRectFilled({frame.min.x, frame.max.y - hair * 2}, frame.max,
                                palette.field_border);
    case Decor::kTableLine:
      return list.AddRectFilled({frame.min.x, frame.max.y - hair}, frame.max, palette.border);
    case Decor::kChip:
      return list.AddRectFilled(frame.min, frame.max, ground, frame.height() / 2);
    case Decor::kAvatar:
      return list.AddCircleFilled(
          {(frame.min.x + frame.max.x) / 2, (frame.min.y + frame.max.y) / 2}, frame.height() / 2,
          palette.surface);
    case Decor::kHeart:
      return draw_heart(list, frame, palette.accent);
  }
}

}  // namespace ykien
