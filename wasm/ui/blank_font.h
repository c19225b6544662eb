// A font without glyphs: Dear ImGui wants one to start, and all our text is runs, which the browser rasterises.
#pragma once

struct ImFontAtlas;

namespace ykien {

void add_blank_font(ImFontAtlas& atlas);

}  // namespace ykien
