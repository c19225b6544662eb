// Paints a tile and writes its draw list as words (docs/abi.md, "Draw lists").
#pragma once

#include <cstdint>
#include <vector>

#include "ui/painter.h"

namespace ykien {

void write_tile(Painter& painter, const Section& section, const RunTable& runs, const Theme& theme,
                const Tile& tile, std::vector<std::uint8_t>& out);

}  // namespace ykien
