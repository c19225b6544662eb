// Each of Dear ImGui's widgets, and what the twins make of it.
#include <array>
#include <catch2/catch_test_macros.hpp>

#include "program.h"

using namespace imgui_twins;
using imgui_twins::test::in_window;
using imgui_twins::test::Program;

namespace {

struct Widget {
  const char* name;
  std::function<void()> draw;
  const char* label;
  Kind kind;
  std::uint32_t flags;  // that must be set
  const char* value = "";
  const char* hint = "";
};

bool on = true, off = false;
float half = 0.5F;
int seven = 7;
std::array<char, 64> text = {"xin chào"};
std::array<char, 64> empty = {};
std::array<char, 64> secret = {"mật"};
std::array<char, 256> lines = {"một {\n}\n\nbốn"};
const std::array<const char*, 2> kChoices = {"first", "second"};

const std::vector<Widget> kWidgets = {
    {"a button", [] { ImGui::Button("Save##1"); }, "Save", Kind::kButton, 0},
    {"a small button", [] { ImGui::SmallButton("(x)"); }, "(x)", Kind::kButton, 0},
    {"an invisible one", [] { ImGui::InvisibleButton("##map", {40, 40}); }, "map", Kind::kButton,
     0},
    {"an arrow", [] { ImGui::ArrowButton("##up", ImGuiDir_Up); }, "up", Kind::kButton, 0},
    {"a disabled one",
     [] {
       ImGui::BeginDisabled();
       ImGui::Button("Not now");
       ImGui::EndDisabled();
     },
     "Not now", Kind::kButton, flag::kDisabled},
    {"a checked box", [] { ImGui::Checkbox("On", &on); }, "On", Kind::kCheckbox, flag::kChecked},
    {"a box", [] { ImGui::Checkbox("Off", &off); }, "Off", Kind::kCheckbox, 0},
    {"a mixed box",
     [] {
       int bits = 1;
       ImGui::CheckboxFlags("Both", &bits, 3);
     },
     "Both", Kind::kCheckbox, flag::kMixed},
    {"a chosen radio", [] { ImGui::RadioButton("Here", true); }, "Here", Kind::kRadio,
     flag::kChecked},
    {"a radio", [] { ImGui::RadioButton("There", false); }, "There", Kind::kRadio, 0},
    {"a slider", [] { ImGui::SliderFloat("Volume", &half, 0, 1, "%.2f dB"); }, "Volume",
     Kind::kSlider, 0, "0.50 dB"},
    {"an upright slider", [] { ImGui::VSliderFloat("Bass", {20, 100}, &half, 0, 1); }, "Bass",
     Kind::kSlider, 0, "0.500"},
    {"a drag", [] { ImGui::DragInt("Years", &seven); }, "Years", Kind::kSpin, 0, "7"},
    {"a field", [] { ImGui::InputText("Greeting", text.data(), text.size()); }, "Greeting",
     Kind::kField, 0, "xin chào"},
    {"a field with a hint",
     [] { ImGui::InputTextWithHint("Name", "your name", empty.data(), empty.size()); }, "Name",
     Kind::kField, 0, "", "your name"},
    {"an empty field", [] { ImGui::InputText("Nothing", empty.data(), empty.size()); }, "Nothing",
     Kind::kField, 0},
    {"a password",
     [] { ImGui::InputText("Secret", secret.data(), secret.size(), ImGuiInputTextFlags_Password); },
     "Secret", Kind::kField, flag::kPassword},
    {"a text area",
     [] { ImGui::InputTextMultiline("Poem", lines.data(), lines.size(), {200, 80}); }, "Poem",
     Kind::kField, flag::kMultiline, "một {\n}\n\nbốn"},
    {"a number field", [] { ImGui::InputInt("Count", &seven); }, "Count", Kind::kField, 0, "7"},
    {"a combo", [] { ImGui::Combo("Pick", &seven, "a\0b\0c\0d\0e\0f\0g\0h\0"); }, "Pick",
     Kind::kCombo, flag::kOpenable, "h"},
    {"a selectable", [] { ImGui::Selectable("Row"); }, "Row", Kind::kToggle, 0},
    {"a selected one", [] { ImGui::Selectable("Chosen row", true); }, "Chosen row", Kind::kToggle,
     flag::kChecked},
    {"a list box",
     [] {
       int chosen = 1;
       ImGui::ListBox("List", &chosen, kChoices.data(), 2);
     },
     "second", Kind::kOption, flag::kChecked},
    {"a link", [] { ImGui::TextLink("Terms"); }, "Terms", Kind::kLink, 0},
    {"a closed tree", [] { ImGui::TreeNode("Branch"); }, "Branch", Kind::kTree, flag::kOpenable},
    {"an open header", [] { ImGui::CollapsingHeader("More", ImGuiTreeNodeFlags_DefaultOpen); },
     "More", Kind::kTree, flag::kOpenable | flag::kOpened},
    {"words", [] { ImGui::Text("%d of %d", 1, 2); }, "1 of 2", Kind::kText, 0},
    {"words over lines", [] { ImGui::TextUnformatted("một\nhai"); }, "một\nhai", Kind::kText, 0},
    {"wrapped words",
     [] {
       ImGui::PushTextWrapPos(60);
       ImGui::TextUnformatted("one two three four");
       ImGui::PopTextWrapPos();
     },
     "one two three four", Kind::kText, 0},
    {"words with a bullet", [] { ImGui::BulletText("point"); }, "point", Kind::kText, 0},
    {"a heading", [] { ImGui::SeparatorText("Part two"); }, "Part two", Kind::kHeading, 0},
    {"a plot",
     [] {
       const std::array<float, 3> values = {1, 2, 3};
       ImGui::PlotLines("Rain", values.data(), 3);
     },
     "Rain", Kind::kImage, 0},
    {"a role of one's own",
     [] {
       ImGui::ProgressBar(0.4F);
       current()->annotate_role(Kind::kProgress);
       current()->annotate_name("Upload");
       current()->annotate_range(0, 100, 40);
     },
     "Upload", Kind::kProgress, flag::kRange},
};

}  // namespace

TEST_CASE("twins: each widget has its role, name, value and state", "[imgui_twins]") {
  for (const Widget& widget : kWidgets) {
    DYNAMIC_SECTION(widget.name) {
      Program program([&] { in_window(widget.draw); });
      program.settle();
      for (const Item& item : program.items()) {
        UNSCOPED_INFO(static_cast<int>(item.kind)
                      << " '" << item.label << "' '" << item.value << "'");
      }
      const Item* const item = program.find(widget.label, widget.kind);
      REQUIRE(item);
      CHECK((item->flags & widget.flags) == widget.flags);
      const std::uint32_t states = flag::kChecked | flag::kMixed | flag::kOpened | flag::kDisabled;
      CHECK((item->flags & states & ~widget.flags) == 0);
      CHECK(item->value == widget.value);
      CHECK(item->hint == widget.hint);
      CHECK(item->rect.GetWidth() > 0);
      CHECK(item->window == program.id("Window", Kind::kWindow));
    }
  }
}
