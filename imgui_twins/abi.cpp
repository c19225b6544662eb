#include "abi.h"

#include <array>

#include "imgui_twins.h"
#include "wire.h"

namespace {

imgui_twins::Twins& twins() { return *imgui_twins::current(); }

std::vector<std::uint32_t>& records() {
  static auto* const words = new std::vector<std::uint32_t>;
  return *words;
}

constexpr std::array kKeys = {ImGuiKey_Escape,     ImGuiKey_Enter,   ImGuiKey_LeftArrow,
                              ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow};

}  // namespace

extern "C" {

std::uint32_t imgui_twins_version() { return imgui_twins::kWireVersion; }

const std::uint32_t* imgui_twins_screen() {
  records() = imgui_twins::write_screen(twins());
  return records().data();
}

std::uint32_t imgui_twins_screen_words() { return static_cast<std::uint32_t>(records().size()); }
std::uint32_t imgui_twins_busy() { return twins().busy() ? 1 : 0; }
void imgui_twins_activate(std::uint32_t id) { twins().activate(id); }
void imgui_twins_adjust(std::uint32_t id, std::int32_t steps) { twins().adjust(id, steps); }
void imgui_twins_edit(std::uint32_t id) { twins().edit(id); }
void imgui_twins_focus(std::uint32_t id) { twins().focus(id); }
void imgui_twins_press(std::uint32_t key) {
  if (key < kKeys.size()) twins().press(kKeys[key]);
}
void imgui_twins_release(std::uint32_t id) { twins().release(id); }
void imgui_twins_set_fraction(std::uint32_t id, double fraction) {
  twins().set_fraction(id, fraction);
}
void imgui_twins_set_text(std::uint32_t id, const char* text, std::uint32_t bytes) {
  twins().set_text(id, {text, bytes});
}

}  // extern "C"
