// Tells what a Dear ImGui program shows, item by item, so that a page can make a DOM control of
// each; and takes back what people do with those controls. Manual: docs/imgui-twins.md.
//
// Knows Dear ImGui 1.92 (public and internal) and nothing else. Text is UTF-8; places are in Dear
// ImGui's own units, from the top left of the display. One thread, the context's own.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"

namespace imgui_twins {

inline constexpr std::size_t kItemsMax = 20'000;  // of one frame; then `Screen::truncated`

// Numbers are the wire's.
enum class Kind : std::uint32_t {
  kWindow = 1,
  kText = 2,
  kHeading = 3,
  kButton = 4,
  kCheckbox = 5,
  kRadio = 6,
  kLink = 7,
  kSlider = 8,
  kSpin = 9,  // a number to drag, or to type after Enter
  kField = 10,
  kCombo = 11,
  kOption = 12,  // in a combo's popup or a list box
  kToggle = 13,  // a selectable anywhere else
  kTab = 14,
  kTree = 15,  // tree node or collapsing header
  kMenu = 16,
  kMenuItem = 17,
  kColumn = 18,  // a table's header
  kImage = 19,   // a picture with words, such as a plot
  kProgress = 20,
};

namespace flag {
inline constexpr std::uint32_t kDisabled = 1;
inline constexpr std::uint32_t kChecked = 2;  // or selected
inline constexpr std::uint32_t kMixed = 4;
inline constexpr std::uint32_t kOpenable = 8;
inline constexpr std::uint32_t kOpened = 16;
inline constexpr std::uint32_t kOutOfSight = 32;  // scrolled away, or clipped whole
inline constexpr std::uint32_t kModal = 64;
inline constexpr std::uint32_t kPopup = 128;
inline constexpr std::uint32_t kMenuWindow = 256;
inline constexpr std::uint32_t kListWindow = 512;  // a combo's popup
inline constexpr std::uint32_t kTooltip = 1024;
inline constexpr std::uint32_t kBlocked = 2048;  // under a modal window
inline constexpr std::uint32_t kPassword = 4096;
inline constexpr std::uint32_t kMultiline = 8192;
inline constexpr std::uint32_t kReadOnly = 16384;
inline constexpr std::uint32_t kLive = 32768;     // changes are to be announced
inline constexpr std::uint32_t kMenuBar = 65536;  // lies in its window's menu bar
inline constexpr std::uint32_t kRange = 131072;   // minimum, maximum and now are the program's
inline constexpr std::uint32_t kTable = 262144;   // in a table: group, row and column are its own
}  // namespace flag

// One thing on the screen. A window comes before what it holds; the rest comes as the program
// submitted it, which is reading order.
struct Item {
  ImGuiID id = 0;  // stable from frame to frame; no other item of the frame has it
  Kind kind = Kind::kText;
  std::uint32_t flags = 0;
  ImGuiID window = 0;  // the window (or popup) it lies in; a window's own id
  ImGuiID group = 0;   // its tab bar, list box or table; 0 for none
  ImRect rect;         // what reacts: a slider's frame, without the label beside it
  ImRect seen;         // the part within its window's clipping; empty when out of sight
  std::string label;   // accessible name
  std::string value;   // a field's text; a slider's or combo's value in words
  std::string hint;    // a field's placeholder, a menu item's shortcut
  int level = 0;       // depth in a tree; a window's place from back to front
  int row = 0, column = 0;
  double minimum = 0, maximum = 1, now = 0;  // a slider's; 0 to 1 unless annotated
};

struct Screen {
  ImVec2 size;
  ImGuiID nav_id = 0;     // where Dear ImGui's keyboard navigation stands
  ImGuiID active_id = 0;  // what is being held or edited
  bool truncated = false;
  std::vector<Item> items;
};

// What a frame reports of an item before it ends.
struct Raw {
  Item item;
  ImGuiWindow* in = nullptr;
  ImGuiNavLayer layer = ImGuiNavLayer_Main;
  ImGuiID focus_scope = 0;
  ImGuiItemFlags item_flags = 0;
  ImRect total, clip, in_window;  // in_window: relative, as navigation wants it
  int status = -1;                // of ItemInfo; -1: never told
  std::string info;               // its label
  std::vector<std::string> pieces;
  float first_piece_y = 0;
  int vertices_before = 0;
  ImRect grab{FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX};  // a slider's, as drawn; else inverted
  bool hint_drawn = false, link_drawn = false, heading = false;
  bool has_role = false, has_name = false, has_value = false;
};

// Lives as long as the context, at most; one for a context. Items are complete after
// ImGui::EndFrame() or Render().
class Twins {
 public:
  explicit Twins(ImGuiContext* context);
  ~Twins();
  Twins(const Twins&) = delete;
  Twins& operator=(const Twins&) = delete;

  const Screen& screen() const { return screen_; }

  // More frames are needed though nobody touches anything: something is under way.
  bool busy() const;

  // What people did, between frames. An id that the last frame did not show, is disabled or lies
  // under a modal window is left alone. Each takes some frames: see busy().
  void focus(ImGuiID id);
  void activate(ImGuiID id);                         // as a click
  void edit(ImGuiID id);                             // a slider's number as text
  void adjust(ImGuiID id, int steps);                // arrow keys; ±10: a page
  void set_fraction(ImGuiID id, double fraction);    // of a slider, 0 to 1
  void set_text(ImGuiID id, std::string_view text);  // replaces a field's whole text
  void release(ImGuiID id);                          // its field was left
  void press(ImGuiKey key);                          // down, and up in the next frame

  // For the previous item of the frame, where the hooks cannot know.
  void annotate_role(Kind kind);
  void annotate_name(std::string_view name);
  void annotate_value(std::string_view words);
  void annotate_range(double minimum, double maximum, double now);
  void annotate_live();

  // The hooks' side.
  void on_add(ImGuiID id, const ImRect& box, const ImGuiLastItemData* data);
  void on_info(ImGuiID id, const char* label, int status);
  void on_words(std::string_view words);
  void on_clipper();
  const char* label_of(ImGuiID id) const;

 private:
  enum class Deed { kActivate, kEdit, kAdjust, kFraction, kText, kKey };
  struct Act {
    Deed deed;
    ImGuiID id = 0;
    double amount = 0;
    std::string text;
    int phase = 0;
  };

  static void hook(ImGuiContext* context, ImGuiContextHook* hook);
  void begin_frame();
  void end_frame();
  void add_window(ImGuiWindow* window);
  void add_text(std::string_view words);
  Raw& add_raw(ImGuiID id, const ImRect& box);
  Raw* last();
  Raw* find(ImGuiID id);
  Raw* usable(ImGuiID id);
  bool hidden(const Raw& raw) const;
  void finish(Raw& raw);
  void name_the_nameless();
  void queue(Deed deed, ImGuiID id, double amount = 0, std::string_view text = {});
  void step_acts();
  bool step(Act& act);
  bool step_key(Act& act);
  bool step_text(Act& act);
  bool step_adjust(Act& act);
  void start(ImGuiID id, ImGuiActivateFlags flags);

  ImGuiContext& context_;
  std::vector<ImGuiID> hooks_;
  Screen screen_;
  std::vector<Raw> raws_;
  std::unordered_map<ImGuiID, std::size_t> by_id_;
  std::unordered_map<ImGuiID, int> texts_below_;  // how many, by the id stack's top
  std::unordered_map<ImGuiID, bool> chosen_;      // selectables, as last seen
  std::deque<Act> acts_;
  std::string early_label_;  // of an item that is told before it is added: tabs
  ImGuiID early_id_ = 0;
  ImGuiWindow* title_of_ = nullptr;  // a window that draws its title bar
  bool new_line_ = false;
  bool unhighlighted_ = false;
};

// The context's own; null without one.
Twins* current();

}  // namespace imgui_twins
