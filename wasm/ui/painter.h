// Draws a tile of a section with Dear ImGui.
//
// One Dear ImGui context and one atlas serve all widgets of a page. A tile is one frame. Device pixels. One thread.
#pragma once

#include <span>

#include "imgui.h"
#include "layout/section.h"
#include "ui/run_atlas.h"
#include "ui/theme.h"

namespace ykien {

struct Tile {
  int y = 0;       // of its top, in the section
  int width = 0;
  int height = 0;
};

class Painter {
 public:
  explicit Painter(Rasteriser& rasteriser);
  ~Painter();
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  // Returns the frame's draw lists; they hold until the next paint(). Texture ids: 1 is Dear ImGui's own, others are pages
  // of the Rasteriser.
  const ImDrawData& paint(const Section& section, const RunTable& runs, const Theme& theme, const Tile& tile);

  // Dear ImGui's textures that must be made or updated, as of the last paint().
  std::span<ImTextureData* const> textures() const;
  void mark_uploaded(ImTextureData& texture);

  // The page's textures are gone: all will be asked for again.
  void lose_textures();
  // The run table was cleared: places by run id mean nothing any more.
  void forget_runs() { atlas_.clear(); }

 private:
  ImGuiContext* context_;
  RunAtlas atlas_;
};

}  // namespace ykien
