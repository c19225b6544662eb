// What the twins tell of a screen, and what they do to it.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "program.h"

using namespace imgui_twins;
using imgui_twins::test::in_window;
using imgui_twins::test::Program;

namespace {

const std::array<const char*, 2> kChoices = {"first", "second"};

}  // namespace

TEST_CASE("twins: a button is pressed once", "[imgui_twins]") {
  int pressed = 0;
  Program program([&] { in_window([&] { pressed += ImGui::Button("Go") ? 1 : 0; }); });
  program.settle();
  program.activate("Go");
  CHECK(pressed == 1);
  program.activate("Go");
  CHECK(pressed == 2);
}

TEST_CASE("twins: what is disabled, gone or unknown is left alone", "[imgui_twins]") {
  int pressed = 0;
  bool shown = true;
  Program program([&] {
    in_window([&] {
      ImGui::BeginDisabled();
      pressed += ImGui::Button("Never") ? 1 : 0;
      ImGui::EndDisabled();
      if (shown) pressed += ImGui::Button("Sometimes") ? 1 : 0;
    });
  });
  program.settle();
  program.activate("Never");
  const ImGuiID gone = program.id("Sometimes");
  shown = false;
  program.settle();
  program.twins.activate(gone);
  program.twins.focus(12345);
  program.twins.set_text(12345, "x");
  program.settle();
  CHECK(pressed == 0);
}

TEST_CASE("twins: a box, a radio, a selectable, a tab and a tree change when activated",
          "[imgui_twins]") {
  bool box = false;
  bool row = false;
  int radio = 0;
  Program program([&] {
    in_window([&] {
      ImGui::Checkbox("Box", &box);
      ImGui::RadioButton("One", &radio, 0);
      ImGui::RadioButton("Two", &radio, 1);
      ImGui::Selectable("Row", &row);
      if (ImGui::BeginTabBar("tabs")) {
        for (const char* name : {"Left", "Right"}) {
          if (ImGui::BeginTabItem(name)) {
            ImGui::Text("inside %s", name);
            ImGui::EndTabItem();
          }
        }
        ImGui::EndTabBar();
      }
      if (ImGui::TreeNode("Tree")) {
        ImGui::TextUnformatted("leaf");
        ImGui::TreePop();
      }
    });
  });
  program.settle();
  CHECK(program.find("Left", Kind::kTab)->flags & flag::kChecked);
  CHECK(program.find("inside Left"));
  for (const char* name : {"Box", "Two", "Row", "Right", "Tree"}) program.activate(name);
  CHECK(box);
  CHECK(radio == 1);
  CHECK(row);
  CHECK(program.find("Box")->flags & flag::kChecked);
  CHECK(program.find("Two")->flags & flag::kChecked);
  CHECK_FALSE(program.find("One")->flags & flag::kChecked);
  CHECK(program.find("Row")->flags & flag::kChecked);
  CHECK(program.find("Right", Kind::kTab)->flags & flag::kChecked);
  CHECK(program.find("inside Right"));
  CHECK(program.find("leaf"));
  program.activate("Row");
  CHECK_FALSE(program.find("Row")->flags & flag::kChecked);
}

TEST_CASE("twins: a combo opens a named list, and an option is chosen", "[imgui_twins]") {
  int chosen = 0;
  Program program([&] { in_window([&] { ImGui::Combo("Pick", &chosen, kChoices.data(), 2); }); });
  program.settle();
  CHECK(program.find("Pick", Kind::kCombo)->value == "first");
  program.activate("Pick", Kind::kCombo);
  REQUIRE(program.find("Pick", Kind::kWindow));
  CHECK(program.find("Pick", Kind::kWindow)->flags & flag::kListWindow);
  CHECK(program.find("Pick", Kind::kCombo)->flags & flag::kOpened);
  CHECK(program.labels(Kind::kOption) == std::vector<std::string>{"first", "second"});
  CHECK(program.find("first", Kind::kOption)->flags & flag::kChecked);
  program.activate("second", Kind::kOption);
  CHECK(chosen == 1);
  CHECK_FALSE(program.find("Pick", Kind::kWindow));
  CHECK(program.find("Pick", Kind::kCombo)->value == "second");
}

TEST_CASE("twins: Escape closes a popup", "[imgui_twins]") {
  int chosen = 0;
  Program program([&] { in_window([&] { ImGui::Combo("Pick", &chosen, kChoices.data(), 2); }); });
  program.settle();
  program.activate("Pick", Kind::kCombo);
  REQUIRE(program.find("Pick", Kind::kWindow));
  program.twins.press(ImGuiKey_Escape);
  program.settle();
  CHECK_FALSE(program.find("Pick", Kind::kWindow));
  CHECK(program.twins.screen().nav_id == program.id("Pick", Kind::kCombo));
}

TEST_CASE("twins: menus open, and their items act", "[imgui_twins]") {
  int reset = 0;
  bool bar = true;
  Program program([&] {
    ImGui::Begin("Window", nullptr, ImGuiWindowFlags_MenuBar);
    if (ImGui::BeginMenuBar()) {
      if (ImGui::BeginMenu("File")) {
        reset += ImGui::MenuItem("Reset", "Ctrl+R") ? 1 : 0;
        ImGui::MenuItem("Bar", nullptr, &bar);
        ImGui::MenuItem("Never", nullptr, false, false);
        ImGui::EndMenu();
      }
      ImGui::EndMenuBar();
    }
    ImGui::End();
  });
  program.settle();
  const Item* const menu = program.find("File", Kind::kMenu);
  REQUIRE(menu);
  CHECK((menu->flags & (flag::kMenuBar | flag::kOpenable)) == (flag::kMenuBar | flag::kOpenable));
  program.activate("File");
  CHECK(program.find("File", Kind::kWindow)->flags & flag::kMenuWindow);
  CHECK(program.find("Reset", Kind::kMenuItem)->hint == "Ctrl+R");
  CHECK(program.find("Bar", Kind::kMenuItem)->flags & flag::kChecked);
  CHECK(program.find("Never", Kind::kMenuItem)->flags & flag::kDisabled);
  program.activate("Reset");
  CHECK(reset == 1);
  CHECK_FALSE(program.find("Reset"));
}

TEST_CASE("twins: sliders move by keys and to a place", "[imgui_twins]") {
  float volume = 0.5F;
  int size = 18;
  int years = 7;
  Program program([&] {
    in_window([&] {
      ImGui::SliderFloat("Volume", &volume, 0, 1);
      ImGui::SliderInt("Size", &size, 10, 30);
      ImGui::DragInt("Years", &years);
    });
  });
  program.settle();
  CHECK(std::abs(program.find("Volume")->now - 0.5) < 0.01);
  CHECK(std::abs(program.find("Size")->now - 0.4) < 0.02);
  program.twins.adjust(program.id("Volume"), 1);
  program.twins.adjust(program.id("Size"), -1);
  program.twins.adjust(program.id("Years"), 1);
  program.settle();
  CHECK(std::abs(volume - 0.51F) < 0.001F);
  CHECK(size == 17);
  CHECK(years == 8);
  program.twins.adjust(program.id("Volume"), 10);
  program.settle();
  CHECK(std::abs(volume - 0.61F) < 0.001F);
  program.twins.set_fraction(program.id("Volume"), 0.25);
  program.twins.set_fraction(program.id("Size"), 1);
  program.settle();
  CHECK(std::abs(volume - 0.25F) < 0.002F);
  CHECK(size == 30);
  CHECK(program.twins.screen().active_id == 0);
}

TEST_CASE("twins: a field takes the whole text, in any script", "[imgui_twins]") {
  std::array<char, 64> name = {};
  std::array<char, 128> poem = {};
  std::array<char, 8> digits = {};
  Program program([&] {
    in_window([&] {
      ImGui::InputText("Name", name.data(), name.size());
      ImGui::InputTextMultiline("Poem", poem.data(), poem.size(), {200, 80});
      ImGui::InputText("Digits", digits.data(), digits.size(), ImGuiInputTextFlags_CharsDecimal);
    });
  });
  program.settle();
  for (const char* words : {"Nguyễn Thị Hồng", "Ng", "👩‍🚀 e\xCC\x81", ""}) {
    CAPTURE(words);
    program.twins.set_text(program.id("Name"), words);
    program.settle();
    CHECK(std::string_view(name.data()) == words);
    CHECK(program.find("Name")->value == words);
  }
  program.twins.set_text(program.id("Poem"), "một\nhai\n");
  program.twins.set_text(program.id("Digits"), "1a2b3");
  program.settle();
  CHECK(std::string_view(poem.data()) == "một\nhai\n");
  CHECK(std::string_view(digits.data()) == "123");
  program.twins.set_text(program.id("Digits"), "123456789");
  program.settle();
  CHECK(std::string_view(digits.data()) == "1234567");
  program.twins.release(program.id("Digits"));
  program.settle();
  CHECK(program.twins.screen().active_id == 0);
}

TEST_CASE("twins: a slider's number can be typed", "[imgui_twins]") {
  float volume = 0.5F;
  Program program([&] { in_window([&] { ImGui::SliderFloat("Volume", &volume, 0, 1); }); });
  program.settle();
  program.twins.edit(program.id("Volume"));
  program.settle();
  REQUIRE(program.find("Volume", Kind::kField));
  program.twins.set_text(program.id("Volume"), "0.75");
  program.twins.press(ImGuiKey_Enter);
  program.settle();
  CHECK(volume == 0.75F);
  CHECK(program.find("Volume", Kind::kSlider));
}

TEST_CASE("twins: focus scrolls into sight, and items out of sight are told", "[imgui_twins]") {
  Program program([] {
    in_window([] {
      for (int i = 0; i < 100; ++i) ImGui::Button(("Button " + std::to_string(i)).c_str());
    });
  });
  program.settle();
  REQUIRE(program.find("Button 90"));
  CHECK(program.find("Button 90")->flags & flag::kOutOfSight);
  CHECK_FALSE(program.find("Button 3")->flags & flag::kOutOfSight);
  program.twins.focus(program.id("Button 90"));
  program.settle();
  CHECK_FALSE(program.find("Button 90")->flags & flag::kOutOfSight);
  CHECK(program.find("Button 3")->flags & flag::kOutOfSight);
  CHECK(program.twins.screen().nav_id == program.id("Button 90"));
}

TEST_CASE("twins: focus scrolls above the display's bottom", "[imgui_twins]") {
  Program program([] {
    ImGui::SetNextWindowPos({0, 300});
    ImGui::SetNextWindowSize({600, 500});
    in_window([] {
      for (int i = 0; i < 100; ++i) ImGui::Button(("Button " + std::to_string(i)).c_str());
    });
  });
  program.settle();
  program.twins.focus(program.id("Button 18"));
  program.settle();
  CHECK_FALSE(program.find("Button 18")->flags & flag::kOutOfSight);
  CHECK(program.find("Button 18")->seen.GetHeight() == program.find("Button 18")->rect.GetHeight());
}

TEST_CASE("twins: order is the program's; ids are stable and unique", "[imgui_twins]") {
  int count = 0;
  Program program([&] {
    in_window([&] {
      ImGui::Text("count %d", ++count);
      ImGui::Button("A");
      ImGui::SameLine();
      ImGui::TextUnformatted("between");
      ImGui::Button("B");
      ImGui::TextUnformatted("between");
    });
  });
  program.settle();
  std::vector<std::string> labels;
  std::vector<ImGuiID> ids;
  for (const Item& item : program.items()) ids.push_back(item.id);
  for (const Item& item : program.items()) labels.push_back(item.label.substr(0, 5));
  CHECK(labels == std::vector<std::string>{"Windo", "Colla", "count", "A", "betwe", "B", "betwe"});
  program.frame();
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(program.items()[i].id == ids[i]);
  std::ranges::sort(ids);
  CHECK(std::ranges::adjacent_find(ids) == ids.end());
}

TEST_CASE("twins: tabs lie together, before what the chosen one shows", "[imgui_twins]") {
  Program program([] {
    in_window([] {
      for (const char* bar : {"bar 1", "bar 2"}) {
        if (!ImGui::BeginTabBar(bar)) continue;
        for (const char* name : {"A", "B", "C"}) {
          if (ImGui::BeginTabItem(name)) {
            ImGui::Text("%s of %s", name, bar);
            ImGui::EndTabItem();
          }
        }
        ImGui::EndTabBar();
      }
    });
  });
  program.settle();
  std::vector<std::string> labels;
  for (const Item& item : program.items()) labels.push_back(item.label);
  labels.erase(labels.begin(), labels.begin() + 2);  // the window, and its own button
  CHECK(labels ==
        std::vector<std::string>{"A", "B", "C", "A of bar 1", "A", "B", "C", "A of bar 2"});
}

TEST_CASE("twins: closed and collapsed windows hide what they hold", "[imgui_twins]") {
  bool open = true;
  bool collapsed = false;
  Program program([&] {
    if (open) {
      ImGui::SetNextWindowCollapsed(collapsed);
      if (ImGui::Begin("Tools", &open)) ImGui::Button("Hammer");
      ImGui::End();
    }
    in_window([] { ImGui::Button("Stay"); });
  });
  program.settle();
  CHECK(program.find("Hammer"));
  CHECK(program.find("Collapse Tools"));
  collapsed = true;
  program.settle();
  CHECK_FALSE(program.find("Hammer"));
  CHECK(program.find("Expand Tools"));
  collapsed = false;
  program.settle();
  program.activate("Close Tools");
  CHECK_FALSE(open);
  CHECK_FALSE(program.find("Tools"));
  CHECK(program.find("Stay"));
}

TEST_CASE("twins: a modal window blocks the rest", "[imgui_twins]") {
  int below = 0;
  Program program([&] {
    in_window([&] {
      below += ImGui::Button("Below") ? 1 : 0;
      if (ImGui::Button("Ask")) ImGui::OpenPopup("Sure?");
      if (ImGui::BeginPopupModal("Sure?")) {
        if (ImGui::Button("Yes")) ImGui::CloseCurrentPopup();
        ImGui::EndPopup();
      }
    });
  });
  program.settle();
  program.activate("Ask");
  REQUIRE(program.find("Sure?", Kind::kWindow));
  CHECK(program.find("Sure?", Kind::kWindow)->flags & flag::kModal);
  CHECK(program.find("Window", Kind::kWindow)->flags & flag::kBlocked);
  CHECK(program.find("Below")->flags & flag::kBlocked);
  program.activate("Below");
  CHECK(below == 0);
  CHECK_FALSE(program.find("Yes")->flags & flag::kBlocked);
  program.activate("Yes");
  CHECK_FALSE(program.find("Sure?", Kind::kWindow));
}

TEST_CASE("twins: what has no label is named by the words beside it", "[imgui_twins]") {
  std::array<float, 3> place = {};
  std::array<char, 8> text_ = {};
  Program program([&] {
    in_window([&] {
      ImGui::SliderFloat3("Place", place.data(), 0, 1);
      ImGui::TextUnformatted("Address");
      ImGui::SameLine();
      ImGui::InputText("##address", text_.data(), text_.size());
    });
  });
  program.settle();
  CHECK(program.labels(Kind::kSlider) == std::vector<std::string>{"Place 1", "Place 2", "Place 3"});
  CHECK(program.find("Address", Kind::kField));
}

TEST_CASE("twins: a table tells rows and columns", "[imgui_twins]") {
  Program program([] {
    in_window([] {
      if (!ImGui::BeginTable("t", 2)) return;
      ImGui::TableSetupColumn("Name");
      ImGui::TableSetupColumn("Act");
      ImGui::TableHeadersRow();
      for (const char* name : {"one", "two"}) {
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        ImGui::TextUnformatted(name);
        ImGui::TableNextColumn();
        ImGui::PushID(name);
        ImGui::Button("Drop");
        ImGui::PopID();
      }
      ImGui::EndTable();
    });
  });
  program.settle();
  CHECK(program.labels(Kind::kColumn) == std::vector<std::string>{"Name", "Act"});
  const Item* const two = program.find("two");
  REQUIRE(two);
  CHECK((two->flags & flag::kTable) != 0);
  CHECK(two->row == 2);
  CHECK(two->column == 0);
  CHECK(two->group == program.find("Name")->group);
}

TEST_CASE("twins: long text keeps its lines, also when scrolled", "[imgui_twins]") {
  std::string poem;
  for (int i = 0; i < 400; ++i) poem += "line " + std::to_string(i) + "\n";
  Program program([&] {
    in_window([&] {
      ImGui::Button("Above");
      ImGui::TextUnformatted(poem.c_str());
      ImGui::Button("End");
    });
  });
  program.settle();
  program.twins.focus(program.id("End"));
  program.settle();
  const std::vector<std::string> texts = program.labels(Kind::kText);
  REQUIRE(texts.size() == 1);
  CHECK(texts[0].starts_with("line 0\nline 1\n"));
  CHECK(texts[0].ends_with("line 399"));
  CHECK(program.find("Above", Kind::kButton));
}

TEST_CASE("twins: a list clipper still clips", "[imgui_twins]") {
  int drawn = 0;
  Program program([&] {
    in_window([&] {
      drawn = 0;
      ImGuiListClipper clipper;
      clipper.Begin(1'000'000);
      while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i, ++drawn)
          ImGui::Text("row %d", i);
      }
      ImGui::Button("Below");
    });
  });
  program.settle();
  CHECK(drawn < 300);
  CHECK(program.find("row 0"));
  CHECK(program.find("row 30"));
  const float bottom = program.find("Below")->rect.Min.y;
  CHECK(bottom > 10'000'000);
  program.twins.focus(program.id("Below"));
  program.settle();
  CHECK(drawn < 300);
  CHECK(program.find("row 999999"));
}

TEST_CASE("twins: ten thousand items, and a limit", "[imgui_twins]") {
  int count = 10'000;
  Program program([&] {
    in_window([&] {
      for (int i = 0; i < count; ++i) {
        ImGui::PushID(i);
        ImGui::Button("Same");
        ImGui::PopID();
      }
    });
  });
  program.settle();
  CHECK(program.labels(Kind::kButton).size() == 10'001);  // and the window's own
  CHECK_FALSE(program.twins.screen().truncated);
  count = 30'000;
  program.settle();
  CHECK(program.twins.screen().truncated);
  CHECK(program.items().size() == kItemsMax);
}

TEST_CASE("twins: Dear ImGui's demo window, all of it open", "[imgui_twins]") {
  Program program([] {
    ImGui::GetCurrentContext()->LogDepthToExpand = 9;  // opens every tree
    ImGui::ShowDemoWindow();
  });
  program.settle();
  for (const std::string& header : program.labels(Kind::kTree)) {
    program.twins.activate(program.id(header, Kind::kTree));
    for (int i = 0; i < 3; ++i) program.frame();
  }
  program.settle();
  CHECK(program.items().size() > 1'000);
  std::vector<std::string> nameless;
  for (const Item& item : program.items()) {
    if (item.label.empty() && item.kind != Kind::kWindow)
      nameless.push_back(std::to_string(static_cast<int>(item.kind)));
  }
  CHECK(nameless.size() * 100 < program.items().size());  // colours without words
  for (const char* name : {"Help", "Widgets", "Layout & Scrolling", "Tables & Columns"})
    CHECK(program.find(name, Kind::kTree));
}
