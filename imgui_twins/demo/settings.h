// A settings screen of Dear ImGui's ordinary widgets, written as any program writes them.
#pragma once

#include <array>

namespace imgui_twins::demo {

struct Settings {
  bool notifications = true;
  bool sounds = false;
  bool beta = false;
  int theme = 0;
  int language = 0;
  int pressed = 0;
  float volume = 0.5F;
  int text_size = 18;
  float opacity = 0.8F;
  std::array<float, 3> offset = {};
  std::array<char, 256> name = {};
  std::array<char, 4096> signature = {};
  std::array<char, 64> secret = {};
  bool advanced = false;
  bool demo_window = false;
  bool toolbar = true;
};

// The whole screen: call between NewFrame() and Render().
void draw_settings(Settings& settings);

}  // namespace imgui_twins::demo
