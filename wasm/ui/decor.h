// What stands behind and beside text: rules, panels, buttons, fields, marks.
#pragma once

#include <cstdint>

#include "imgui.h"
#include "layout/section.h"
#include "ui/theme.h"

namespace ykien {

// The colour that fills a box with this decor, or 0: what a twin shows while it is not painted
// over.
std::uint32_t ground_of(Decor decor, const Palette& palette);

// `y` is the box's top in the tile.
void draw_decor(ImDrawList& list, const Theme& theme, const Box& box, int y);

}  // namespace ykien
