// A Dear ImGui program without a screen: frames on demand, and its items by name.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "imgui_twins.h"

namespace imgui_twins::test {

inline void in_window(const std::function<void()>& draw) {
  ImGui::Begin("Window");
  draw();
  ImGui::End();
}

class Program {
 public:
  explicit Program(std::function<void()> draw) : draw_(std::move(draw)), twins(start()) {}
  ~Program() { stop(); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void frame() {
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0}, ImGuiCond_FirstUseEver);
    ImGui::SetNextWindowSize({600, 500}, ImGuiCond_FirstUseEver);
    draw_();
    ImGui::Render();
  }

  // Until nothing is under way, at most a second.
  void settle() {
    for (int i = 0; i < 2; ++i) frame();
    for (int i = 0; i < 60 && twins.busy(); ++i) frame();
    frame();
  }

  const std::vector<Item>& items() const { return twins.screen().items; }

  // The item of that name; of that kind, if given. Null when there is none.
  const Item* find(std::string_view label, Kind kind = {}) const {
    const auto at = std::ranges::find_if(items(), [&](const Item& item) {
      return item.label == label && (kind == Kind{} || item.kind == kind);
    });
    return at == items().end() ? nullptr : &*at;
  }

  ImGuiID id(std::string_view label, Kind kind = {}) const {
    const Item* const item = find(label, kind);
    return item ? item->id : 0;
  }

  std::vector<std::string> labels(Kind kind) const {
    std::vector<std::string> all;
    for (const Item& item : items())
      if (item.kind == kind) all.push_back(item.label);
    return all;
  }

  void activate(std::string_view label, Kind kind = {}) {
    twins.activate(id(label, kind));
    settle();
  }

 private:
  ImGuiContext* start() {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {800, 600};
    io.DeltaTime = 1.0F / 60;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.ConfigInputTextCursorBlink = false;
    return context_;
  }

  // Dear ImGui asks that textures be given back first; the twins go before their context.
  void stop() {
    for (ImTextureData* const texture : ImGui::GetPlatformIO().Textures) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }

  struct Context {
    ~Context() { ImGui::DestroyContext(); }
  } last_;  // goes after `twins`
  ImGuiContext* context_ = nullptr;
  std::function<void()> draw_;

 public:
  Twins twins;
};

}  // namespace imgui_twins::test
