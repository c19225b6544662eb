// A screen as records of fixed size and a blob of strings, for a page to read: docs/imgui-twins.md,
// "The records".
#pragma once

#include <cstdint>
#include <vector>

#include "imgui_twins.h"

namespace imgui_twins {

inline constexpr std::uint32_t kWireVersion = 1;
inline constexpr std::size_t kHeaderWords = 12;
inline constexpr std::size_t kItemWords = 24;

std::vector<std::uint32_t> write_screen(const Twins& twins);

}  // namespace imgui_twins
