// The C side of the twins, for a page: what web/imgui-twins calls. They act on the current
// context's Twins. Manual: docs/imgui-twins.md.
#pragma once

#include <cstdint>

extern "C" {

std::uint32_t imgui_twins_version();
const std::uint32_t* imgui_twins_screen();  // records, until the next call
std::uint32_t imgui_twins_screen_words();   // of what imgui_twins_screen() left
std::uint32_t imgui_twins_busy();           // 1: run another frame
void imgui_twins_activate(std::uint32_t id);
void imgui_twins_adjust(std::uint32_t id, std::int32_t steps);
void imgui_twins_edit(std::uint32_t id);
void imgui_twins_focus(std::uint32_t id);
void imgui_twins_press(std::uint32_t key);  // 0 Escape, 1 Enter, 2 to 5 arrows: left right up down
void imgui_twins_release(std::uint32_t id);
void imgui_twins_set_fraction(std::uint32_t id, double fraction);
void imgui_twins_set_text(std::uint32_t id, const char* text, std::uint32_t bytes);
}
