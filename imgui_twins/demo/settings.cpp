#include "settings.h"

#include "imgui_twins.h"

namespace imgui_twins::demo {
namespace {

constexpr std::array kLanguages = {"Vietnamese", "English", "French", "Japanese"};
constexpr std::array kThemes = {"System", "Light", "Dark"};

void draw_menu(Settings& settings) {
  if (!ImGui::BeginMenuBar()) return;
  if (ImGui::BeginMenu("File")) {
    if (ImGui::MenuItem("Reset", "Ctrl+R")) settings = {};
    ImGui::MenuItem("Export", nullptr, false, false);
    if (ImGui::BeginMenu("Recent")) {
      ImGui::MenuItem("Yesterday");
      ImGui::MenuItem("Last week");
      ImGui::EndMenu();
    }
    ImGui::EndMenu();
  }
  if (ImGui::BeginMenu("View")) {
    ImGui::MenuItem("Toolbar", nullptr, &settings.toolbar);
    ImGui::MenuItem("Dear ImGui's own demo", nullptr, &settings.demo_window);
    ImGui::EndMenu();
  }
  ImGui::EndMenuBar();
}

void draw_general(Settings& settings) {
  ImGui::SeparatorText("Notices");
  ImGui::Checkbox("Notifications", &settings.notifications);
  ImGui::BeginDisabled(!settings.notifications);
  ImGui::Checkbox("Sounds", &settings.sounds);
  ImGui::SliderFloat("Volume", &settings.volume, 0, 1, "%.2f");
  ImGui::EndDisabled();
  ImGui::SeparatorText("Look");
  for (int i = 0; i < static_cast<int>(kThemes.size()); ++i) {
    if (i > 0) ImGui::SameLine();
    ImGui::RadioButton(kThemes[static_cast<std::size_t>(i)], &settings.theme, i);
  }
  ImGui::SliderInt("Text size", &settings.text_size, 12, 32, "%d px");
  if (Twins* const twins = current()) twins->annotate_range(12, 32, settings.text_size);
  ImGui::DragFloat("Opacity", &settings.opacity, 0.01F, 0, 1);
  ImGui::SliderFloat3("Offset", settings.offset.data(), -1, 1);
  ImGui::Combo("Language", &settings.language, kLanguages.data(),
               static_cast<int>(kLanguages.size()));
}

void draw_profile(Settings& settings) {
  ImGui::InputTextWithHint("Name", "as others see it", settings.name.data(), settings.name.size());
  ImGui::InputTextMultiline("Signature", settings.signature.data(), settings.signature.size(),
                            {0, 70});
  ImGui::InputText("Password", settings.secret.data(), settings.secret.size(),
                   ImGuiInputTextFlags_Password);
  ImGui::TextLink("Terms of use");
}

void draw_table() {
  if (!ImGui::BeginTable("Devices", 3, ImGuiTableFlags_Borders | ImGuiTableFlags_RowBg)) return;
  for (const char* title : {"Device", "Place", "Last seen"}) ImGui::TableSetupColumn(title);
  ImGui::TableHeadersRow();
  constexpr std::array<std::array<const char*, 3>, 2> kRows = {
      {{"Phone", "Hanoi", "today"}, {"Laptop", "Da Lat", "last week"}}};
  for (const auto& row : kRows) {
    ImGui::TableNextRow();
    for (const char* words : row) {
      ImGui::TableNextColumn();
      ImGui::TextUnformatted(words);
    }
  }
  ImGui::EndTable();
}

void draw_advanced(Settings& settings) {
  if (ImGui::CollapsingHeader("Experiments")) {
    ImGui::Checkbox("Try what is new", &settings.beta);
    if (ImGui::TreeNode("Servers")) {
      ImGui::BulletText("north");
      ImGui::BulletText("south");
      ImGui::TreePop();
    }
  }
  draw_table();
  if (ImGui::Button("Delete everything...")) ImGui::OpenPopup("Delete everything?");
  if (ImGui::BeginPopupModal("Delete everything?", nullptr, ImGuiWindowFlags_AlwaysAutoResize)) {
    ImGui::TextUnformatted("This cannot be undone.");
    if (ImGui::Button("Delete")) {
      settings = {};
      ImGui::CloseCurrentPopup();
    }
    ImGui::SameLine();
    if (ImGui::Button("Keep")) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
}

void draw_tabs(Settings& settings) {
  if (!ImGui::BeginTabBar("sections")) return;
  if (ImGui::BeginTabItem("General")) {
    draw_general(settings);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Profile")) {
    draw_profile(settings);
    ImGui::EndTabItem();
  }
  if (ImGui::BeginTabItem("Advanced")) {
    draw_advanced(settings);
    ImGui::EndTabItem();
  }
  ImGui::EndTabBar();
}

}  // namespace

void draw_settings(Settings& settings) {
  ImGui::SetNextWindowPos({10, 10}, ImGuiCond_FirstUseEver);
  ImGui::SetNextWindowSize({480, 460}, ImGuiCond_FirstUseEver);
  if (ImGui::Begin("Settings", nullptr, ImGuiWindowFlags_MenuBar)) {
    draw_menu(settings);
    if (ImGui::Button("Save")) ++settings.pressed;
    ImGui::SameLine();
    ImGui::Text("Saved %d times", settings.pressed);
    if (Twins* const twins = current()) twins->annotate_live();
    draw_tabs(settings);
  }
  ImGui::End();
  if (settings.demo_window) ImGui::ShowDemoWindow(&settings.demo_window);
}

}  // namespace imgui_twins::demo
