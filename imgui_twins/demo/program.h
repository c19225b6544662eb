// The demo as a page runs it: frames on demand, pictures as Dear ImGui's own draw lists.
#pragma once

#include <cstdint>

extern "C" {

void* imgui_demo_alloc(std::uint32_t bytes);
void imgui_demo_free(void* memory);
void imgui_demo_start();
// 1 when the picture differs from the one before.
std::uint32_t imgui_demo_frame(double width, double height, double pixel_ratio, double seconds);
// Words of the last frame, until the next: first textures, then, when those are done, the picture.
// docs/imgui-twins.md.
const std::uint32_t* imgui_demo_textures();
const std::uint32_t* imgui_demo_picture();
std::uint32_t imgui_demo_words();  // how many the last call left
void imgui_demo_texture_done(std::uint32_t texture, std::uint32_t alive);
void imgui_demo_mouse(double x, double y);
void imgui_demo_mouse_button(std::uint32_t button, std::uint32_t down);
void imgui_demo_wheel(double x, double y);
}
