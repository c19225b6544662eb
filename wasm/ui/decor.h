// What stands behind and beside text: rules, panels, buttons, fields, marks.
#pragma once

#include "imgui.h"
#include "layout/section.h"
#include "ui/theme.h"

namespace ykien {

// `y` is the box's top in the tile.
void draw_decor(ImDrawList& list, const Theme& theme, const Box& box, int y);

}  // namespace ykien
