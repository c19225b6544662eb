// The end of a frame: what each item is, and what it is called.
//
// The hooks tell no roles. Dear ImGui's log does: it writes a check box as "[x]", a radio button
// as "(x)", a value as "{…}", a button as "[…]", a tab as "/…\", a tree node after ">" and a header
// between "###".
#include <algorithm>
#include <unordered_set>

#include "imgui_twins.h"

namespace imgui_twins {
namespace {

constexpr std::string_view kClose = "Close";
constexpr std::string_view kCollapse = "Collapse";
constexpr std::string_view kExpand = "Expand";

std::string_view shown(std::string_view label) { return label.substr(0, label.find("##")); }

// Of a label that shows nothing: "##volume" or "###volume".
std::string_view hidden_part(std::string_view label) {
  const std::size_t begin = label.find_first_not_of('#');
  return begin == std::string_view::npos ? "" : label.substr(begin);
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string all;
  for (const std::string& piece : pieces) {
    if (!all.empty()) all += ' ';
    all += piece;
  }
  return all;
}

bool has_status(const Raw& raw, int bit) { return raw.status >= 0 && (raw.status & bit); }

// "{" value "}" and, where it is drawn, the label.
void split_value(Raw& raw) {
  std::vector<std::string>& pieces = raw.pieces;
  if (pieces.size() > 2 && pieces.back() != "}") {
    if (raw.status < 0 || raw.info.empty()) raw.info = pieces.back();
    pieces.pop_back();
  }
  if (pieces.back() == "}") pieces.pop_back();
  pieces.erase(pieces.begin());
  raw.item.value = joined(pieces);
}

// Where the grab stands between the ends of its groove: Dear ImGui leaves 2 units at either side.
double fraction_of(const Raw& raw) {
  const ImRect& frame = raw.item.rect;
  const ImRect& grab = raw.grab;
  const bool upright = frame.GetHeight() > frame.GetWidth();
  const float groove =
      upright ? frame.GetHeight() - grab.GetHeight() - 4 : frame.GetWidth() - grab.GetWidth() - 4;
  const float gone = upright ? frame.Max.y - 2 - grab.Max.y : grab.Min.x - 2 - frame.Min.x;
  return groove > 0 ? ImClamp(gone / groove, 0.0F, 1.0F) : 0;
}

void finish_slider(Raw& raw) {
  raw.item.kind = Kind::kSlider;
  if (!(raw.item.flags & flag::kRange)) raw.item.now = fraction_of(raw);
}

void finish_field(Raw& raw, const ImGuiContext& g) {
  Item& item = raw.item;
  item.kind = Kind::kField;
  if (item.rect.GetHeight() > 2 * g.FontSize + 2 * g.Style.FramePadding.y)
    item.flags |= flag::kMultiline;
  if (raw.hint_drawn) std::swap(item.hint, item.value);
  const ImGuiInputTextState& state = g.InputTextState;
  const bool read_only = state.ID == item.id && (state.Flags & ImGuiInputTextFlags_ReadOnly);
  if (read_only || (raw.item_flags & ImGuiItemFlags_ReadOnly)) item.flags |= flag::kReadOnly;
}

void finish_braces(Raw& raw, const ImGuiContext& g) {
  const bool lower = raw.first_piece_y > raw.item.rect.Min.y + 0.5F;
  const bool tall = raw.item.rect.GetHeight() > 2 * g.FontSize + 2 * g.Style.FramePadding.y;
  const bool told = raw.status >= 0;
  split_value(raw);
  if (!told) {
    raw.item.kind = Kind::kCombo;
    raw.item.flags |= flag::kOpenable;
    const ImGuiID popup = ImHashStr("##ComboPopup", 0, raw.item.id);
    for (const ImGuiPopupData& open : g.OpenPopupStack)
      if (open.PopupId == popup) raw.item.flags |= flag::kOpened;
  } else if (lower || tall) {
    finish_field(raw, g);
  } else if (!raw.grab.IsInverted()) {
    finish_slider(raw);
  } else {
    raw.item.kind = Kind::kSpin;
  }
}

void finish_check(Raw& raw) {
  const std::string_view mark = raw.pieces.front();
  raw.item.kind = mark[0] == '[' ? Kind::kCheckbox : Kind::kRadio;
  if (mark[1] == 'x') raw.item.flags |= flag::kChecked;
  if (mark[1] == '~') raw.item.flags |= flag::kMixed;
  if (mark[1] != 'x') raw.item.flags &= ~flag::kChecked;
}

void finish_menu_item(Raw& raw) {
  raw.item.kind = Kind::kMenuItem;
  raw.item.flags &= ~flag::kChecked;
  if (has_status(raw, ImGuiItemStatusFlags_Checked)) raw.item.flags |= flag::kChecked;
  if (raw.pieces.size() > 2 && raw.pieces.back() == ")")
    raw.item.hint = raw.pieces[raw.pieces.size() - 2];
}

void finish_selectable(Raw& raw) {
  if (raw.link_drawn) {
    raw.item.kind = Kind::kLink;
    return;
  }
  const std::string_view name = raw.in->Name;
  const bool in_list =
      name.starts_with("##Combo_") || (raw.in->ChildFlags & ImGuiChildFlags_FrameStyle);
  raw.item.kind = in_list ? Kind::kOption : Kind::kToggle;
  if (in_list) raw.item.group = raw.in->ID;
}

// What a piece of the log opens with, for an item that is no tab and no table's header.
void finish_by_words(Raw& raw, const ImGuiContext& g) {
  const std::string_view mark = raw.pieces.empty() ? std::string_view() : raw.pieces.front();
  const bool openable = has_status(raw, ImGuiItemStatusFlags_Openable);
  const bool checkable = has_status(raw, ImGuiItemStatusFlags_Checkable);
  const bool box = mark == "[x]" || mark == "[ ]" || mark == "[~]";
  const bool dot = (mark == "(x)" || mark == "( )") && shown(raw.info) != mark;
  if ((checkable && box) || (!checkable && dot)) {
    finish_check(raw);
  } else if (openable || mark == "###" || mark == ">") {
    const bool tree = mark == "###" || mark == ">";
    raw.item.kind = tree ? Kind::kTree : Kind::kMenu;
    raw.item.flags &= ~flag::kChecked;
    if (openable) raw.item.flags |= flag::kOpenable;
    if (has_status(raw, ImGuiItemStatusFlags_Opened)) raw.item.flags |= flag::kOpened;
  } else if (checkable) {
    finish_menu_item(raw);
  } else if (mark == "{") {
    finish_braces(raw, g);
  } else if (has_status(raw, ImGuiItemStatusFlags_Inputable)) {
    raw.item.flags |= flag::kPassword;  // its text is not logged
    finish_field(raw, g);
  } else if (raw.status < 0 && !raw.grab.IsInverted()) {
    raw.item.value = mark;
    raw.info = raw.pieces.size() > 1 ? raw.pieces.back() : "";
    finish_slider(raw);
  } else if (!raw.pieces.empty() && mark != "[" && raw.status >= 0) {
    finish_selectable(raw);
  } else if (!raw.pieces.empty() && raw.status < 0) {
    raw.info = joined(raw.pieces);
    if (raw.item_flags & ImGuiItemFlags_NoNav) raw.item.kind = Kind::kImage;
  } else {
    raw.item.flags &= ~flag::kChecked;
  }
}

bool is_control(const Item& item) {
  return item.kind != Kind::kWindow && item.kind != Kind::kText && item.kind != Kind::kHeading;
}

bool same_row(const Raw& a, const Raw& b) {
  const float middle = a.item.rect.GetCenter().y;
  return a.in == b.in && middle >= b.item.rect.Min.y - 4 && middle <= b.item.rect.Max.y + 4;
}

std::uint32_t window_flags(const ImGuiWindow* window) {
  std::uint32_t flags = 0;
  if (window->Flags & ImGuiWindowFlags_Popup) flags |= flag::kPopup;
  if (window->Flags & ImGuiWindowFlags_Modal) flags |= flag::kModal;
  if (window->Flags & ImGuiWindowFlags_ChildMenu) flags |= flag::kMenuWindow;
  if (window->Flags & ImGuiWindowFlags_Tooltip) flags |= flag::kTooltip;
  const std::string_view name = window->Name;
  if (name.starts_with("##Combo_")) flags |= flag::kListWindow;
  if (name.starts_with("##Menu_")) flags |= flag::kMenuWindow;
  if (window->Collapsed) flags |= flag::kOutOfSight;
  return flags;
}

}  // namespace

bool Twins::hidden(const Raw& raw) const { return !raw.in->Active || raw.in->Hidden; }

void Twins::finish(Raw& raw) {
  Item& item = raw.item;
  if (item.kind == Kind::kWindow) {
    item.rect = item.seen = raw.in->Rect();
    item.flags |= window_flags(raw.in);
    for (item.level = 0; context_.Windows[item.level] != raw.in;) ++item.level;
  } else if (item.kind == Kind::kText) {
    if (raw.heading) item.kind = Kind::kHeading;
    raw.info = joined(raw.pieces);
  } else if (item.kind == Kind::kColumn && raw.status < 0 && !raw.pieces.empty()) {
    raw.info = joined(raw.pieces);
  } else if (item.kind != Kind::kTab && !raw.has_role) {
    if (item.kind == Kind::kColumn) item.kind = Kind::kButton;
    const std::string value = item.value;
    finish_by_words(raw, context_);
    if (raw.has_value) item.value = value;
  }
  const bool words = item.kind == Kind::kText || item.kind == Kind::kHeading;
  if (!raw.has_name) item.label = words ? std::string_view(raw.info) : shown(raw.info);
  if (raw.item_flags & ImGuiItemFlags_Disabled) item.flags |= flag::kDisabled;
  if (ImGui::FindBlockingModal(raw.in)) item.flags |= flag::kBlocked;
  if (item.kind == Kind::kWindow) return;
  item.seen = item.rect;
  item.seen.ClipWith(raw.clip);
  if (item.seen.GetWidth() <= 0 || item.seen.GetHeight() <= 0) {
    item.seen = ImRect(item.rect.Min, item.rect.Min);
    item.flags |= flag::kOutOfSight;
  }
}

// Dear ImGui's habit is a label at the right; the next best is words at the left, then the part of
// the label that is not shown.
void Twins::name_the_nameless() {
  const auto series = [this](std::size_t text, int step) {
    std::vector<Raw*> nameless;
    for (std::size_t i = text + static_cast<std::size_t>(step); i < raws_.size();
         i += static_cast<std::size_t>(step)) {
      Raw& raw = raws_[i];
      if (!is_control(raw.item) || !same_row(raw, raws_[text])) break;
      if (raw.item.label.empty()) nameless.push_back(&raw);
    }
    if (step < 0) std::ranges::reverse(nameless);
    for (std::size_t i = 0; i < nameless.size(); ++i) {
      nameless[i]->item.label = raws_[text].item.label;
      if (nameless.size() > 1) nameless[i]->item.label += ' ' + std::to_string(i + 1);
    }
  };
  for (const int step : {-1, 1}) {
    for (std::size_t i = 0; i < raws_.size(); ++i)
      if (raws_[i].item.kind == Kind::kText) series(i, step);
  }
  for (Raw& raw : raws_)
    if (raw.item.label.empty() && is_control(raw.item)) raw.item.label = hidden_part(raw.info);
}

namespace {

// Buttons in a window's title bar, on a tab or a header have ids and no words.
std::string frame_button_name(const std::vector<Raw>& raws, std::size_t at) {
  const Raw& raw = raws[at];
  const std::string_view window = shown(raw.in->Name);
  const auto named = [](std::string_view verb, std::string_view what) {
    return std::string(verb) + (what.empty() ? "" : " ") + std::string(what);
  };
  if (raw.item.id == ImHashStr("#CLOSE", 0, raw.in->ID)) return named(kClose, window);
  if (raw.item.id == ImHashStr("#COLLAPSE", 0, raw.in->ID))
    return named(raw.in->Collapsed ? kExpand : kCollapse, window);
  for (std::size_t i = at > 8 ? at - 8 : 0; i < at; ++i) {
    if (raw.item.id == ImHashStr("#CLOSE", 0, raws[i].item.id))
      return named(kClose, raws[i].item.label);
  }
  return "";
}

// A tab's content is submitted right behind it, between two tabs; a reader wants the tabs together.
void gather_tabs(std::vector<Raw>& raws) {
  std::unordered_map<ImGuiID, std::size_t> behind;  // by tab bar, the end of its tabs
  for (std::size_t i = 0; i < raws.size(); ++i) {
    if (raws[i].item.kind != Kind::kTab) continue;
    const auto begin = raws.begin();
    const auto [bar, first] = behind.emplace(raws[i].item.group, i + 1);
    if (first) continue;
    const std::size_t to = bar->second;
    std::rotate(begin + static_cast<std::ptrdiff_t>(to), begin + static_cast<std::ptrdiff_t>(i),
                begin + static_cast<std::ptrdiff_t>(i + 1));
    for (auto& [id, end] : behind)
      if (end >= to && end <= i) ++end;
  }
}

// A popup is named after what opened it.
std::string popup_name(const std::vector<Raw>& raws, const ImGuiContext& g,
                       const ImGuiWindow* window) {
  for (const ImGuiPopupData& popup : g.OpenPopupStack) {
    if (popup.Window != window) continue;
    for (const Raw& raw : raws) {
      if (raw.item.id == popup.PopupId ||
          ImHashStr("##ComboPopup", 0, raw.item.id) == popup.PopupId)
        return raw.item.label;
    }
  }
  return "";
}

// Without words, a role or a place in keyboard navigation: nothing that a person would miss.
bool is_nothing(const Raw& raw, const std::unordered_set<ImGuiID>& children) {
  if (raw.item.kind == Kind::kText || raw.item.kind == Kind::kHeading)
    return raw.item.label.empty();
  if (raw.item.kind == Kind::kWindow || raw.has_role || raw.status >= 0 || !raw.pieces.empty())
    return raw.item.kind != Kind::kWindow && raw.total.GetWidth() <= 0;
  return (raw.item_flags & ImGuiItemFlags_NoNav) || children.contains(raw.item.id);
}

}  // namespace

void Twins::end_frame() {
  ImGuiContext& g = context_;
  g.LogEnabled = g.ItemUnclipByLog = false;
  g.LogFile = nullptr;
  g.LogBuffer.clear();
  g.DebugLogBuf.clear();
  g.DebugLogIndex.clear();
  if (unhighlighted_) g.NavHighlightItemUnderNav = true;
  unhighlighted_ = false;

  std::unordered_set<ImGuiID> children;
  for (const ImGuiWindow* window : g.Windows)
    if (window->ChildId) children.insert(window->ChildId);
  for (Raw& raw : raws_) finish(raw);
  for (std::size_t i = 0; i < raws_.size(); ++i) {
    if (is_control(raws_[i].item) && raws_[i].item.label.empty() && raws_[i].status < 0)
      raws_[i].item.label = frame_button_name(raws_, i);
  }
  std::erase_if(raws_, [&](const Raw& raw) { return hidden(raw) || is_nothing(raw, children); });
  name_the_nameless();
  gather_tabs(raws_);
  for (Raw& raw : raws_) {
    if (raw.item.kind == Kind::kWindow && raw.item.label.empty())
      raw.item.label = popup_name(raws_, g, raw.in);
  }

  by_id_.clear();
  screen_.items.clear();
  screen_.size = g.IO.DisplaySize;
  screen_.nav_id = g.NavWindow ? g.NavId : 0;
  screen_.active_id = g.ActiveId;
  for (std::size_t i = 0; i < raws_.size(); ++i) {
    by_id_.emplace(raws_[i].item.id, i);
    screen_.items.push_back(raws_[i].item);
  }
  std::erase_if(chosen_, [this](const auto& one) { return !by_id_.contains(one.first); });
}

}  // namespace imgui_twins
