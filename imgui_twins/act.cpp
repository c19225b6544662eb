// What people did with the twins, as steps of Dear ImGui's own keyboard navigation. A step is taken
// before a frame; the frame answers to it.
#include "imgui_twins.h"

namespace imgui_twins {
namespace {

constexpr int kPage = 10;  // steps

// Flags whose rules Dear ImGui applies to characters as they are typed, and only then.
constexpr ImGuiInputTextFlags kFilters =
    ImGuiInputTextFlags_CharsDecimal | ImGuiInputTextFlags_CharsHexadecimal |
    ImGuiInputTextFlags_CharsScientific | ImGuiInputTextFlags_CharsUppercase |
    ImGuiInputTextFlags_CharsNoBlank | ImGuiInputTextFlags_CallbackCharFilter;

// Dear ImGui does not mind a window that hangs over the display's bottom; a person does.
void scroll_to(ImGuiWindow* window, const ImRect& rect, float bottom) {
  const ImVec2 moved = ImGui::ScrollToRectEx(
      window, rect, ImGuiScrollFlags_KeepVisibleEdgeX | ImGuiScrollFlags_KeepVisibleEdgeY);
  const float over = rect.Max.y - moved.y - bottom;
  if (over > 0) ImGui::SetScrollY(window, window->Scroll.y + moved.y + over);
}

bool is_upright(const Item& item) { return item.rect.GetHeight() > item.rect.GetWidth(); }

}  // namespace

bool Twins::busy() const {
  if (!acts_.empty() || context_.NavNextActivateId) return true;
  const bool held = context_.ActiveId && context_.ActiveIdSource == ImGuiInputSource_Keyboard &&
                    context_.InputTextState.ID != context_.ActiveId;
  if (held || context_.NavInitRequest || context_.NavMoveSubmitted) return true;
  for (const ImGuiWindow* window : context_.Windows)
    if (window->Active && window->HiddenFramesCannotSkipItems > 0) return true;
  return false;
}

Raw* Twins::usable(ImGuiID id) {
  Raw* const raw = find(id);
  const bool dead = !raw || (raw->item.flags & (flag::kDisabled | flag::kBlocked)) ||
                    raw->item.kind == Kind::kWindow || raw->item.kind == Kind::kText;
  return dead ? nullptr : raw;
}

void Twins::focus(ImGuiID id) {
  const Raw* const raw = usable(id);
  ImGuiContext& g = context_;
  if (!raw || (raw->item_flags & ImGuiItemFlags_NoNav)) return;
  if (g.ActiveId && g.ActiveId != id) ImGui::ClearActiveID();
  if (g.NavId != id || g.NavWindow != raw->in) {
    ImGui::FocusWindow(raw->in);
    ImGui::SetNavID(id, raw->layer, raw->focus_scope, raw->in_window);
  }
  g.NavCursorVisible = g.NavHighlightItemUnderNav = true;
  if (raw->layer == ImGuiNavLayer_Main) scroll_to(raw->in, raw->item.rect, g.IO.DisplaySize.y);
}

void Twins::start(ImGuiID id, ImGuiActivateFlags flags) {
  focus(id);
  context_.NavInputSource = ImGuiInputSource_Keyboard;
  ImGui::ActivateItemByID(id);
  context_.NavNextActivateFlags = flags;
}

void Twins::activate(ImGuiID id) { queue(Deed::kActivate, id); }
void Twins::edit(ImGuiID id) { queue(Deed::kEdit, id); }
void Twins::adjust(ImGuiID id, int steps) { queue(Deed::kAdjust, id, steps); }
void Twins::set_fraction(ImGuiID id, double fraction) { queue(Deed::kFraction, id, fraction); }
void Twins::press(ImGuiKey key) { queue(Deed::kKey, static_cast<ImGuiID>(key)); }

void Twins::set_text(ImGuiID id, std::string_view text) {
  // Only the newest text of a field counts.
  std::erase_if(acts_, [id](const Act& act) { return act.deed == Deed::kText && act.id == id; });
  queue(Deed::kText, id, 0, text);
}

void Twins::release(ImGuiID id) {
  if (context_.ActiveId == id) ImGui::ClearActiveID();
}

void Twins::queue(Deed deed, ImGuiID id, double amount, std::string_view text) {
  acts_.push_back({deed, id, amount, std::string(text)});
}

void Twins::step_acts() {
  while (!acts_.empty()) {
    Act& act = acts_.front();
    const bool alive = act.deed == Deed::kKey || usable(act.id);
    if (alive && step(act)) return;
    acts_.pop_front();
  }
}

// True when a frame is to follow before the next step.
bool Twins::step(Act& act) {
  const int phase = act.phase++;
  switch (act.deed) {
    case Deed::kActivate:
    case Deed::kEdit:
      if (phase == 0) {
        start(act.id,
              act.deed == Deed::kEdit ? ImGuiActivateFlags_PreferInput : ImGuiActivateFlags_None);
      }
      return phase == 0;
    case Deed::kKey:
      return step_key(act);
    case Deed::kText:
      return step_text(act);
    case Deed::kAdjust:
    case Deed::kFraction:
      return step_adjust(act);
  }
  return false;
}

bool Twins::step_key(Act& act) {
  const int phase = act.phase - 1;
  if (phase == 0) context_.NavCursorVisible = true;
  if (phase < 2) context_.IO.AddKeyEvent(static_cast<ImGuiKey>(act.id), phase == 0);
  return phase < 2;
}

bool Twins::step_text(Act& act) {
  ImGuiContext& g = context_;
  ImGuiInputTextState& state = g.InputTextState;
  if (g.ActiveId != act.id || state.ID != act.id) {
    if (act.phase > 1) return false;  // it would not be edited
    start(act.id, ImGuiActivateFlags_PreferInput);
    return true;
  }
  if (act.phase > 2) return false;
  act.phase = 3;
  if (state.Flags & ImGuiInputTextFlags_ReadOnly) return false;
  state.TextSrc = state.TextA.Data;
  state.SelectAll();
  if (act.text.empty()) {
    queue(Deed::kKey, ImGuiKey_Delete);
  } else {
    const char* at = act.text.data();
    const char* const end = at + act.text.size();
    while (at < end) {
      unsigned int code = 0;
      at += ImTextCharFromUtf8(&code, at, end);
      if (code == 0) break;
      if (state.Flags & kFilters) {
        g.IO.InputQueueCharacters.push_back(static_cast<ImWchar>(code));
      } else {
        state.OnCharPressed(code);
      }
    }
  }
  state.TextSrc = nullptr;
  return true;
}

bool Twins::step_adjust(Act& act) {
  ImGuiContext& g = context_;
  const Raw& raw = *find(act.id);
  const int phase = act.phase - 1;
  if (phase == 0) {
    start(act.id, ImGuiActivateFlags_None);
    return true;
  }
  if (g.ActiveId != act.id) return false;
  const bool page = act.amount >= kPage || act.amount <= -kPage;
  const ImGuiKey more = is_upright(raw.item) ? ImGuiKey_UpArrow : ImGuiKey_RightArrow;
  const ImGuiKey less = is_upright(raw.item) ? ImGuiKey_DownArrow : ImGuiKey_LeftArrow;
  const bool key = act.deed == Deed::kAdjust;
  if (phase == 1 && !key) {
    g.SliderCurrentAccum =
        static_cast<float>(act.amount - (raw.item.now - raw.item.minimum) /
                                            ImMax(raw.item.maximum - raw.item.minimum, 1e-30));
    g.SliderCurrentAccumDirty = true;
  }
  if (key && phase <= 2) {
    if (page) g.IO.AddKeyEvent(ImGuiMod_Shift, phase == 1);
    g.IO.AddKeyEvent(act.amount > 0 ? more : less, phase == 1);
  }
  if (phase == 1 || (key && phase == 2)) return true;
  ImGui::ClearActiveID();
  return true;
}

}  // namespace imgui_twins
