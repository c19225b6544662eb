// Draws a tile of a section with Dear ImGui's draw lists.
//
// One list and one atlas serve all widgets of a page. Device pixels. One thread.
#pragma once

#include "imgui.h"
#include "imgui_internal.h"
#include "layout/section.h"
#include "ui/run_atlas.h"
#include "ui/theme.h"

namespace ykien {

struct Tile {
  int y = 0;  // of its top, in the section
  int width = 0;
  int height = 0;
};

class Painter {
 public:
  // The texture of shapes: one white pixel. Others are pages of the Rasteriser.
  static constexpr ImTextureID kWhiteTexture = 1;

  explicit Painter(Rasteriser& rasteriser);

  // Returns the tile's draw list; it holds until the next paint().
  const ImDrawList& paint(const Section& section, const RunTable& runs, const Theme& theme,
                          const Tile& tile);

  // The page's textures are gone, or the run table was cleared: pages are asked for again.
  void forget_runs() { atlas_.clear(); }

 private:
  ImDrawListSharedData shared_;
  ImDrawList list_;
  RunAtlas atlas_;
};

}  // namespace ykien
