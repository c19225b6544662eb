// Writes a section's twins as words (docs/abi.md, "Twins").
#pragma once

#include <cstdint>
#include <vector>

#include "layout/section.h"
#include "ui/theme.h"

namespace ykien {

// Appends to `out`, as bytes. Sizes are written in CSS px: device px / `device_pixel_ratio`.
void write_twins(const Section& section, const RunTable& runs, double device_pixel_ratio,
                 const Palette& palette, std::vector<std::uint8_t>& out);

}  // namespace ykien
