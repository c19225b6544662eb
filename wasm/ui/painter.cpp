#include "ui/painter.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/decor.h"

namespace ykien {

namespace {

bool touches(const Box& box, const Tile& tile) {
  return is_drawn(box) && box.y < tile.y + tile.height && box.y + box.h > tile.y;
}

// The lines of a box that a tile shows.
struct LineRange {
  std::size_t begin;
  std::size_t end;
};

LineRange lines_on(const Box& box, const Tile& tile) {
  if (box.line_height <= 0) return {0, 0};
  const int top = tile.y - box.y - box.text_y;
  const auto count = static_cast<int>(box.text.lines.size());
  // A line's ink may reach into its neighbours: one line more at each end.
  const int begin = std::clamp(top / box.line_height - 1, 0, count);
  const int end = std::clamp((top + tile.height) / box.line_height + 2, 0, count);
  return {static_cast<std::size_t>(begin), static_cast<std::size_t>(std::max(begin, end))};
}

// A run with its pen on a part of a pixel, as browsers place their own.
struct PixelRun {
  InkRun ink;
  int x;
};

// Words share pictures at quarters. A line that starts at the right has one of its own.
PixelRun snap(const PlacedRun& placed, const RunTable& table) {
  const bool whole_line = table.style(table.run(placed.run).style).right_to_left;
  constexpr std::uint32_t kQuarter = InkRun::kSteps / InkRun::kQuarters;
  const auto steps = static_cast<std::uint32_t>(std::lround(placed.x * InkRun::kSteps));
  const std::uint32_t at = whole_line ? steps : (steps + kQuarter / 2) / kQuarter * kQuarter;
  return {{placed.run, at % InkRun::kSteps}, static_cast<int>(at / InkRun::kSteps)};
}

std::vector<InkRun> runs_on(const Section& section, const RunTable& table, const Tile& tile) {
  std::vector<InkRun> runs;
  for (const Box& box : section.boxes) {
    if (!touches(box, tile)) continue;
    const LineRange range = lines_on(box, tile);
    for (std::size_t i = range.begin; i < range.end; ++i) {
      for (const PlacedRun& run : box.text.lines[i].runs) runs.push_back(snap(run, table).ink);
    }
  }
  return runs;
}

class BoxPainter {
 public:
  BoxPainter(ImDrawList& list, RunTable const& runs, const RunAtlas& atlas, const Theme& theme,
             const Tile& tile)
      : list_(list), runs_(runs), atlas_(atlas), theme_(theme), tile_(tile) {}

  void draw(const Box& box) {
    draw_decor(list_, theme_, box, box.y - tile_.y);
    const LineRange range = lines_on(box, tile_);
    for (std::size_t i = range.begin; i < range.end; ++i) draw_line(box, i);
  }

 private:
  void draw_line(const Box& box, std::size_t index) {
    const Line& line = box.text.lines[index];
    const int top = box.y - tile_.y + box.text_y + static_cast<int>(index) * box.line_height;
    const auto baseline = static_cast<int>(std::lround(static_cast<float>(top) + box.baseline));
    const int left = box.x + (box.text.right_to_left ? 0 : box.text_x);
    for (const PlacedRun& run : line.runs) draw_run(run, left, baseline);
    for (const LinePiece& piece : line.pieces) {
      if ((piece.flags & (piece::kLink | piece::kQuiet)) == piece::kLink)
        draw_underline(box.pieces[piece.piece], piece, left, baseline);
    }
  }

  void draw_run(const PlacedRun& placed, int left, int baseline) {
    const PixelRun run = snap(placed, runs_);
    const AtlasRun& place = atlas_.find(run.ink);
    if (place.page == 0) return;
    const auto x = static_cast<float>(left + run.x + place.left);
    const auto y = static_cast<float>(baseline + place.top);
    const PixelRect& r = place.rect;
    constexpr float kU = 1.0F / RunAtlas::kPageWidth;
    constexpr float kV = 1.0F / RunAtlas::kPageHeight;
    list_.AddImage(ImTextureRef(place.page), {x, y},
                   {x + static_cast<float>(r.w), y + static_cast<float>(r.h)},
                   {static_cast<float>(r.x) * kU, static_cast<float>(r.y) * kV},
                   {static_cast<float>(r.x + r.w) * kU, static_cast<float>(r.y + r.h) * kV});
  }

  void draw_underline(const Piece& piece, const LinePiece& span, int left, int baseline) {
    const TextStyle& style = runs_.style(piece.style);
    const int thickness = std::max(1, style.size_px / 16);
    const int y = baseline + std::max(2, style.size_px / 8);
    list_.AddRectFilled(
        {static_cast<float>(left + static_cast<int>(std::lround(span.x))), static_cast<float>(y)},
        {static_cast<float>(left + static_cast<int>(std::lround(span.x_end))),
         static_cast<float>(y + thickness)},
        style.color);
  }

  ImDrawList& list_;
  const RunTable& runs_;
  const RunAtlas& atlas_;
  const Theme& theme_;
  const Tile& tile_;
};

}  // namespace

Painter::Painter(Rasteriser& rasteriser) : list_(&shared_), atlas_(rasteriser) {
  shared_.TexUvWhitePixel = {0.5F, 0.5F};
  shared_.CurveTessellationTol = 1.25F;
  shared_.InitialFlags = ImDrawListFlags_AntiAliasedFill;
  shared_.SetCircleTessellationMaxError(0.2F);
}

const ImDrawList& Painter::paint(const Section& section, const RunTable& runs, const Theme& theme,
                                 const Tile& tile) {
  atlas_.require(runs, runs_on(section, runs, tile));

  list_._ResetForNewFrame();
  list_.PushTexture(ImTextureRef(kWhiteTexture));
  list_.PushClipRect({0, 0}, {static_cast<float>(tile.width), static_cast<float>(tile.height)});
  BoxPainter painter(list_, runs, atlas_, theme, tile);
  for (const Box& box : section.boxes) {
    if (touches(box, tile)) painter.draw(box);
  }
  list_.PopClipRect();
  list_.PopTexture();
  return list_;
}

}  // namespace ykien
