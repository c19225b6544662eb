// Writes a tile's draw list as words (docs/abi.md, "Draw lists").
#pragma once

#include <cstdint>
#include <vector>

#include "ui/painter.h"

namespace ykien {

void write_draw_list(const ImDrawList& list, const Tile& tile, std::vector<std::uint8_t>& out);

}  // namespace ykien
