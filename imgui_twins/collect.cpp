// What Dear ImGui tells while a frame is made: items through the test engine's hooks, words through
// its log, whose "file" is ours.
#include <cstdarg>
#include <cstring>
#include <utility>

#include "imgui_twins.h"

namespace imgui_twins {
namespace {

Twins* twins_of(ImGuiContext* context) { return static_cast<Twins*>(context->TestEngine); }

// The parts of a window's own frame that are not for reading: scrolling and sizing follow focus.
bool is_frame_part(ImGuiWindow* window, ImGuiID id) {
  for (const ImGuiAxis axis : {ImGuiAxis_X, ImGuiAxis_Y})
    if (id == ImGui::GetWindowScrollbarID(window, axis)) return true;
  for (int n = 0; n < 4; ++n) {
    if (id == ImGui::GetWindowResizeCornerID(window, n) ||
        id == ImGui::GetWindowResizeBorderID(window, static_cast<ImGuiDir>(n)))
      return true;
  }
  return false;
}

bool is_color(ImU32 color, ImGuiCol wanted) { return color == ImGui::GetColorU32(wanted); }

// Where the item drew a slider's grab; inverted when nowhere. Navigation's frame, which may have
// the same colour, lies outside.
ImRect grab_of(const Raw& raw) {
  const ImVector<ImDrawVert>& drawn = raw.in->DrawList->VtxBuffer;
  ImRect inside = raw.item.rect;
  inside.Expand(-1);
  ImRect grab(FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX);
  for (int i = raw.vertices_before; i < drawn.Size; ++i) {
    if (inside.Contains(drawn[i].pos) && (is_color(drawn[i].col, ImGuiCol_SliderGrab) ||
                                          is_color(drawn[i].col, ImGuiCol_SliderGrabActive)))
      grab.Add(drawn[i].pos);
  }
  return grab;
}

// TextLink() alone pushes the colour of its text and is as high as one line.
bool draws_link(const ImGuiContext& g, const Raw& raw) {
  return !g.ColorStack.empty() && g.ColorStack.back().Col == ImGuiCol_Text &&
         raw.total.GetHeight() <= g.FontSize + 0.5F;
}

bool is_same(const ImRect& a, const ImRect& b) {
  return a.Min.x == b.Min.x && a.Min.y == b.Min.y && a.Max.x == b.Max.x && a.Max.y == b.Max.y;
}

ImGuiWindow* container_of(ImGuiWindow* window) {
  while ((window->Flags & ImGuiWindowFlags_ChildWindow) &&
         !(window->Flags & ImGuiWindowFlags_Popup) && window->ParentWindow)
    window = window->ParentWindow;
  return window;
}

// Columns of a table end their cells with one, and lines are drawn as text when logged.
bool is_ornament(std::string_view words) {
  return words == "|" || words.find_first_not_of('-') == std::string_view::npos;
}

}  // namespace

Twins* current() {
  ImGuiContext* const context = ImGui::GetCurrentContext();
  return context ? twins_of(context) : nullptr;
}

Twins::Twins(ImGuiContext* context) : context_(*context) {
  IM_ASSERT(!context->TestEngine && "one Twins for a context");
  context->TestEngine = this;
  context->TestEngineHookItems = true;
  context->IO.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  for (const auto type : {ImGuiContextHookType_NewFramePre, ImGuiContextHookType_NewFramePost,
                          ImGuiContextHookType_EndFramePost}) {
    ImGuiContextHook one;
    one.Type = type;
    one.Callback = hook;
    one.UserData = this;
    hooks_.push_back(ImGui::AddContextHook(context, &one));
  }
}

Twins::~Twins() {
  for (const ImGuiID id : hooks_) ImGui::RemoveContextHook(&context_, id);
  context_.TestEngine = nullptr;
  context_.TestEngineHookItems = false;
  context_.LogFile = nullptr;
  context_.LogEnabled = context_.ItemUnclipByLog = false;
}

void Twins::hook(ImGuiContext*, ImGuiContextHook* hook) {
  auto* const twins = static_cast<Twins*>(hook->UserData);
  if (hook->Type == ImGuiContextHookType_NewFramePre) twins->step_acts();
  if (hook->Type == ImGuiContextHookType_NewFramePost) twins->begin_frame();
  if (hook->Type == ImGuiContextHookType_EndFramePost) twins->end_frame();
}

void Twins::begin_frame() {
  raws_.clear();
  by_id_.clear();
  texts_below_.clear();
  screen_.truncated = false;
  early_id_ = 0;
  title_of_ = nullptr;
  new_line_ = false;
  ImGuiContext& g = context_;
  if (g.LogEnabled) return;  // the program's own log goes first
  g.LogEnabled = true;
  g.ItemUnclipByLog = true;  // words out of sight too, or a reader could not get to them
  g.LogFlags = ImGuiLogFlags_OutputFile;
  g.LogFile = this;
  g.LogWindow = nullptr;
  g.LogDepthRef = g.LogDepthToExpand = 0;  // opens no tree
  g.LogLinePosY = FLT_MAX;
  g.LogLineFirstItem = true;
  g.DebugLogFlags |= ImGuiDebugLogFlags_EventClipper | ImGuiDebugLogFlags_OutputToTestEngine;
  g.DebugLogFlags &= ~ImGuiDebugLogFlags_OutputToTTY;
}

void Twins::add_window(ImGuiWindow* window) {
  // Its title is drawn next, then its title bar is told.
  title_of_ = window->Flags & ImGuiWindowFlags_NoTitleBar ? nullptr : window;
  if (container_of(window) != window || by_id_.contains(window->ID)) return;
  by_id_.emplace(window->ID, raws_.size());
  Raw& raw = raws_.emplace_back();
  raw.item.id = raw.item.window = window->ID;
  raw.item.kind = Kind::kWindow;
  raw.in = window;
  raw.status = 0;
  raw.info = window->Name;
}

// With what is known of any item: where it is.
Raw& Twins::add_raw(ImGuiID id, const ImRect& box) {
  ImGuiWindow* const window = context_.CurrentWindow;
  by_id_.emplace(id, raws_.size());
  Raw& raw = raws_.emplace_back();
  raw.item.id = id;
  raw.item.window = container_of(window)->ID;
  raw.item.rect = raw.total = box;
  raw.item.level = window->DC.TreeDepth;
  raw.in = window;
  raw.clip = window->ClipRect;
  if (window->DC.MenuBarAppending) raw.item.flags |= flag::kMenuBar;
  const ImGuiTable* const table = context_.CurrentTable;
  if (table && table->InnerWindow == window && table->IsInsideRow) {
    raw.item.flags |= flag::kTable;
    raw.item.group = table->ID;
    raw.item.row = table->CurrentRow;
    raw.item.column = table->CurrentColumn;
  }
  return raw;
}

void Twins::on_add(ImGuiID id, const ImRect& box, const ImGuiLastItemData* data) {
  ImGuiContext& g = context_;
  ImGuiWindow* const window = g.CurrentWindow;
  if (unhighlighted_) g.NavHighlightItemUnderNav = true;
  unhighlighted_ = false;
  if (id == window->ID && !data) return add_window(window);
  if (id == window->MoveId) {
    title_of_ = nullptr;
    return;
  }
  const bool outside_nav = !data || (data->ItemFlags & ImGuiItemFlags_NoNav);
  if (by_id_.contains(id) || (outside_nav && is_frame_part(window, id))) return;
  if (raws_.size() >= kItemsMax) {
    screen_.truncated = true;
    return;
  }
  Raw& raw = add_raw(id, box);
  raw.item.kind = Kind::kButton;
  raw.layer = window->DC.NavLayerCurrent;
  raw.focus_scope = g.CurrentFocusScopeId;
  raw.item_flags = data ? data->ItemFlags : g.CurrentItemFlags | ImGuiItemFlags_NoNav;
  raw.total = data ? data->Rect : box;
  raw.in_window = ImGui::WindowRectAbsToRel(window, box);
  raw.vertices_before = window->DrawList->VtxBuffer.Size;
  const bool header = g.CurrentTable && (g.CurrentTable->RowFlags & ImGuiTableRowFlags_Headers);
  if (header && (raw.item.flags & flag::kTable)) raw.item.kind = Kind::kColumn;
  if (g.CurrentTabBar && ImGui::TabBarFindTabByID(g.CurrentTabBar, id)) {
    raw.item.kind = Kind::kTab;
    raw.item.group = g.CurrentTabBar->ID;
    const ImGuiID chosen = g.CurrentTabBar->NextSelectedTabId ? g.CurrentTabBar->NextSelectedTabId
                                                              : g.CurrentTabBar->SelectedTabId;
    if (chosen == id) raw.item.flags |= flag::kChecked;
  }
  if (early_id_ == id) {
    raw.info = early_label_;
    raw.status = 0;
  }
  // A selectable that is highlighted hides whether it is selected.
  const bool in_menu = window->DC.MenuBarAppending || (window->Flags & ImGuiWindowFlags_ChildMenu);
  if (id == g.NavId && g.NavHighlightItemUnderNav && !in_menu) {
    g.NavHighlightItemUnderNav = false;
    unhighlighted_ = true;
  }
}

void Twins::on_info(ImGuiID id, const char* label, int status) {
  Raw* const raw = find(id);
  if (!raw) {
    early_id_ = id;
    early_label_ = label ? label : "";
    return;
  }
  if (raw->item.kind == Kind::kWindow || raw->item.kind == Kind::kTab) return;
  if (raw->info.empty() && label) raw->info = label;
  const bool first = raw->status < 0;
  raw->status = status;
  const ImVector<ImDrawVert>& drawn = raw->in->DrawList->VtxBuffer;
  if (!first || raw->vertices_before >= drawn.Size) return;
  // A ground is drawn first, from corner to corner; navigation's frame lies elsewhere.
  const ImDrawVert& corner = drawn[raw->vertices_before];
  const ImU32 color = corner.col;
  const bool ground = corner.pos.x == raw->total.Min.x && corner.pos.y == raw->total.Min.y;
  const bool covered =
      ground && (is_color(color, ImGuiCol_HeaderHovered) || is_color(color, ImGuiCol_HeaderActive));
  const auto before = chosen_.find(id);
  const bool chosen = covered ? before != chosen_.end() && before->second
                              : ground && is_color(color, ImGuiCol_Header);
  chosen_[id] = chosen;
  if (chosen) raw->item.flags |= flag::kChecked;
}

void Twins::on_words(std::string_view words) {
  ImGuiContext& g = context_;
  if (words == IM_NEWLINE) {
    new_line_ = true;
    return;
  }
  const int depth = g.CurrentWindow->DC.TreeDepth - g.LogDepthRef;
  auto indent = static_cast<std::size_t>(g.LogLineFirstItem ? ImMax(0, depth * 4) : 1);
  for (; indent > 0 && words.starts_with(' '); --indent) words.remove_prefix(1);
  // A table's cells are set apart by bars.
  if (title_of_ == g.CurrentWindow || (g.CurrentTable && words == "|")) return;
  const bool broken = std::exchange(new_line_, false);

  Raw* const raw = g.LastItemData.ID ? find(g.LastItemData.ID) : nullptr;
  const float y = g.LogLinePosY;
  // Menus tell of an item without a label first, then draw it and tell again.
  const bool open = raw && (raw->status < 0 || raw->info.empty() || raw->item.kind == Kind::kTab);
  const bool beside = raw && y >= raw->total.Min.y - 1 && y <= raw->total.Max.y + 1;
  if (!open || !(beside || (raw->item_flags & ImGuiItemFlags_Inputable))) {
    new_line_ = broken;
    return add_text(words);
  }
  if (raw->pieces.empty()) {
    const ImDrawList& list = *g.CurrentWindow->DrawList;
    raw->first_piece_y = y;
    raw->grab = grab_of(*raw);
    raw->link_drawn = draws_link(g, *raw);
    raw->hint_drawn =
        !list.VtxBuffer.empty() && is_color(list.VtxBuffer.back().col, ImGuiCol_TextDisabled);
  }
  // Between braces a broken line is the text's own.
  if (broken && raw->pieces.size() > 1 && raw->pieces.front() == "{") {
    raw->pieces.back().append("\n").append(words);
  } else {
    raw->pieces.emplace_back(words);
  }
}

void Twins::add_text(std::string_view words) {
  ImGuiContext& g = context_;
  ImGuiWindow* const window = g.CurrentWindow;
  const bool broken = std::exchange(new_line_, false);
  const float y = g.LogLinePosY;
  ImRect box = g.LastItemData.Rect;
  // Text of over 2,000 bytes is drawn before it is an item: then its line is all we know.
  const bool placed = g.LastItemData.ID == 0 && y >= box.Min.y - 1 && y <= box.Max.y + 1;
  if (!placed) box = ImRect(window->DC.CursorPos.x, y, window->WorkRect.Max.x, y + g.FontSize);
  Raw* const before = raws_.empty() ? nullptr : &raws_.back();
  const bool goes_on =
      before && before->item.kind == Kind::kText && before->in == window &&
      (placed ? is_same(before->total, box) : broken && before->total.Min.x == box.Min.x);
  if (goes_on && !before->pieces.empty() && !is_ornament(words)) {
    before->pieces.back().append(broken ? "\n" : " ").append(words);
    before->item.rect.Add(box);
    return;
  }
  if (goes_on && before->heading) {
    before->pieces.emplace_back(words);
    return;
  }
  if (raws_.size() >= kItemsMax || (is_ornament(words) && words != "---")) return;
  const ImGuiID seed = window->IDStack.back();
  const int order = texts_below_[seed]++;
  const ImGuiID id = ImHashData(&order, sizeof order, ImHashStr("imgui_twins text", 0, seed));
  if (by_id_.contains(id)) return;
  Raw& raw = add_raw(id, box);
  raw.heading = words == "---";
  if (!raw.heading) raw.pieces.emplace_back(words);
}

// While logging, a list clipper shows all its rows. Back to what is seen, and a page before and
// after, so that there is somewhere to go.
void Twins::on_clipper() {
  ImGuiContext& g = context_;
  if (g.ClipperTempDataStacked == 0) return;
  ImGuiListClipper& clipper = *g.ClipperTempData[g.ClipperTempDataStacked - 1].ListClipper;
  if (clipper.ItemsHeight <= 0 || clipper.DisplayEnd - clipper.DisplayStart <= 1) return;
  const ImRect seen = g.CurrentWindow->ClipRect;
  const double height = clipper.ItemsHeight;
  const double first = clipper.DisplayStart;
  const double last = clipper.DisplayEnd;
  const double page = ImMax(0.0F, seen.GetHeight()) / height + 1;
  const double from = (seen.Min.y - g.CurrentWindow->DC.CursorPos.y) / height + first - page;
  const double to = from + 3 * page;
  const int begin = static_cast<int>(ImClamp(from, first, last - 1));
  const int end = static_cast<int>(ImClamp(to + 1, begin + 1.0, last));
  if (begin > clipper.DisplayStart) clipper.SeekCursorForItem(begin);
  clipper.DisplayStart = begin;
  clipper.DisplayEnd = end;
}

Raw* Twins::find(ImGuiID id) {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &raws_[at->second];
}

const char* Twins::label_of(ImGuiID id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : raws_[at->second].info.c_str();
}

Raw* Twins::last() {
  const ImGuiID id = context_.LastItemData.ID;
  if (id) return find(id);
  return raws_.empty() || raws_.back().item.kind == Kind::kWindow ? nullptr : &raws_.back();
}

void Twins::annotate_role(Kind kind) {
  Raw* const raw = last();
  if (!raw) return;
  raw->item.kind = kind;
  raw->has_role = true;
}

void Twins::annotate_name(std::string_view name) {
  Raw* const raw = last();
  if (!raw) return;
  raw->item.label = name;
  raw->has_name = true;
}

void Twins::annotate_value(std::string_view words) {
  Raw* const raw = last();
  if (!raw) return;
  raw->item.value = words;
  raw->has_value = true;
}

void Twins::annotate_range(double minimum, double maximum, double now) {
  Raw* const raw = last();
  if (!raw) return;
  raw->item.minimum = minimum;
  raw->item.maximum = maximum;
  raw->item.now = now;
  raw->item.flags |= flag::kRange;
}

void Twins::annotate_live() {
  if (Raw* const raw = last()) raw->item.flags |= flag::kLive;
}

}  // namespace imgui_twins

// --- what Dear ImGui calls

using imgui_twins::Twins;

void ImGuiTestEngineHook_ItemAdd(ImGuiContext* ctx, ImGuiID id, const ImRect& bb,
                                 const ImGuiLastItemData* item_data) {
  if (Twins* const twins = imgui_twins::twins_of(ctx)) twins->on_add(id, bb, item_data);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* ctx, ImGuiID id, const char* label,
                                  ImGuiItemStatusFlags flags) {
  if (Twins* const twins = imgui_twins::twins_of(ctx)) twins->on_info(id, label, flags);
}

void ImGuiTestEngineHook_Log(ImGuiContext* ctx, const char* fmt, ...) {
  char text[128];
  va_list arguments;
  va_start(arguments, fmt);
  ImFormatStringV(text, sizeof text, fmt, arguments);
  va_end(arguments);
  Twins* const twins = imgui_twins::twins_of(ctx);
  if (twins && std::strstr(text, "Clipper: Step(): display")) twins->on_clipper();
}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* ctx, ImGuiID id) {
  const Twins* const twins = imgui_twins::twins_of(ctx);
  return twins ? twins->label_of(id) : nullptr;
}

ImFileHandle ImFileOpen(const char*, const char*) { return nullptr; }
bool ImFileClose(ImFileHandle) { return false; }
unsigned long long ImFileGetSize(ImFileHandle) { return 0; }
unsigned long long ImFileRead(void*, unsigned long long, unsigned long long, ImFileHandle) {
  return 0;
}

unsigned long long ImFileWrite(const void* data, unsigned long long size, unsigned long long count,
                               ImFileHandle file) {
  const auto bytes = static_cast<std::size_t>(size * count);
  if (file) static_cast<Twins*>(file)->on_words({static_cast<const char*>(data), bytes});
  return count;
}
