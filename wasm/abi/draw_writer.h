// Writes Dear ImGui's draw lists as words (docs/abi.md, "Draw lists").
#pragma once

#include <cstdint>
#include <vector>

#include "ui/painter.h"

namespace ykien {

void write_draw_lists(const ImDrawData& data, Painter& painter, const Tile& tile, std::vector<std::uint8_t>& out);

}  // namespace ykien
