#include "program.h"

#include <bit>
#include <cstdlib>
#include <utility>

#include "imgui_twins.h"
#include "settings.h"

namespace {

using imgui_twins::Twins;

struct Program {
  Program() : context(ImGui::CreateContext()), twins(context) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigInputTextCursorBlink = false;
    ImGui::GetStyle().FontSizeBase = 16;
  }

  ImGuiContext* context;
  Twins twins;
  imgui_twins::demo::Settings settings;
  std::vector<std::uint32_t> words;
  ImGuiID last_picture = 0;
};

Program& program() {
  static auto* const instance = new Program;
  return *instance;
}

template <class T>
std::uint32_t address(const T* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

// 0 means none to Dear ImGui.
std::uint32_t handle_of(const ImTextureData& texture) {
  return static_cast<std::uint32_t>(texture.UniqueID) + 1;
}

ImGuiID hash_of(const ImDrawData& data) {
  ImGuiID hash = 0;
  for (const ImDrawList* const list : data.CmdLists)
    hash = ImHashData(list->VtxBuffer.Data,
                      static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()), hash);
  return hash;
}

void add_list(std::vector<std::uint32_t>& words, const ImDrawList& list) {
  words.push_back(address(list.VtxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.VtxBuffer.Size));
  words.push_back(address(list.IdxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.IdxBuffer.Size));
  words.push_back(static_cast<std::uint32_t>(list.CmdBuffer.Size));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    const ImVec4& clip = command.ClipRect;
    words.push_back(static_cast<std::uint32_t>(command.GetTexID()));
    for (const float edge : {clip.x, clip.y, clip.z, clip.w})
      words.push_back(std::bit_cast<std::uint32_t>(edge));
    words.push_back(command.IdxOffset);
    words.push_back(command.UserCallback ? 0 : command.ElemCount);
  }
}

}  // namespace

extern "C" {

void* imgui_demo_alloc(std::uint32_t bytes) { return std::malloc(bytes); }
void imgui_demo_free(void* memory) { std::free(memory); }
void imgui_demo_start() { program(); }

std::uint32_t imgui_demo_frame(double width, double height, double pixel_ratio, double seconds) {
  ImGuiIO& io = ImGui::GetIO();
  const auto ratio = static_cast<float>(pixel_ratio);
  io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
  io.DisplayFramebufferScale = {ratio, ratio};
  io.DeltaTime = static_cast<float>(seconds);
  ImGui::NewFrame();
  imgui_twins::demo::draw_settings(program().settings);
  ImGui::Render();
  const ImGuiID picture = hash_of(*ImGui::GetDrawData());
  return std::exchange(program().last_picture, picture) == picture ? 0 : 1;
}

const std::uint32_t* imgui_demo_textures() {
  std::vector<std::uint32_t>& words = program().words;
  words.clear();
  for (ImTextureData* const texture : *ImGui::GetDrawData()->Textures) {
    if (texture->Status == ImTextureStatus_OK || texture->Status == ImTextureStatus_Destroyed)
      continue;
    words.push_back(handle_of(*texture));
    const bool wanted = texture->Status != ImTextureStatus_WantDestroy;
    words.push_back(wanted ? address(texture->Pixels) : 0);
    words.push_back(static_cast<std::uint32_t>(texture->Width));
    words.push_back(static_cast<std::uint32_t>(texture->Height));
  }
  return words.data();
}

const std::uint32_t* imgui_demo_picture() {
  std::vector<std::uint32_t>& words = program().words;
  words.clear();
  for (const ImDrawList* const list : ImGui::GetDrawData()->CmdLists) add_list(words, *list);
  return words.data();
}

std::uint32_t imgui_demo_words() { return static_cast<std::uint32_t>(program().words.size()); }

void imgui_demo_texture_done(std::uint32_t handle, std::uint32_t alive) {
  for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
    if (handle_of(*texture) != handle) continue;
    texture->SetTexID(alive ? handle : ImTextureID_Invalid);
    texture->SetStatus(alive ? ImTextureStatus_OK : ImTextureStatus_Destroyed);
  }
}

void imgui_demo_mouse(double x, double y) {
  ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}

void imgui_demo_mouse_button(std::uint32_t button, std::uint32_t down) {
  ImGui::GetIO().AddMouseButtonEvent(static_cast<int>(button), down != 0);
}

void imgui_demo_wheel(double x, double y) {
  ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(x), static_cast<float>(y));
}

}  // extern "C"
