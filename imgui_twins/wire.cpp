#include "wire.h"

#include <bit>
#include <cstring>

namespace imgui_twins {
namespace {

namespace state {
constexpr std::uint32_t kBusy = 1;
constexpr std::uint32_t kTruncated = 2;
}  // namespace state

class Writer {
 public:
  void word(std::uint32_t word) { words.push_back(word); }
  void number(int number) { word(static_cast<std::uint32_t>(number)); }
  void real(double value) { word(std::bit_cast<std::uint32_t>(static_cast<float>(value))); }

  void rect(const ImRect& rect) {
    for (const float value : {rect.Min.x, rect.Min.y, rect.GetWidth(), rect.GetHeight()})
      real(value);
  }

  // Strings are (offset, bytes) in the blob.
  void string(const std::string& text) {
    word(static_cast<std::uint32_t>(blob.size()));
    word(static_cast<std::uint32_t>(text.size()));
    blob += text;
  }

  std::vector<std::uint32_t> words;
  std::string blob;
};

void write_item(Writer& to, const Item& item) {
  to.word(item.id);
  to.word(static_cast<std::uint32_t>(item.kind));
  to.word(item.flags);
  to.word(item.window);
  to.word(item.group);
  to.rect(item.rect);
  to.rect(item.seen);
  to.string(item.label);
  to.string(item.value);
  to.string(item.hint);
  to.number(item.level);
  to.number((item.row << 16) | (item.column & 0xFFFF));
  to.real(item.minimum);
  to.real(item.maximum);
  to.real(item.now);
}

// As it lies on a window's ground.
ImU32 opaque(ImGuiCol color) {
  const ImVec4& ground = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
  const ImVec4& over = ImGui::GetStyleColorVec4(color);
  const ImVec4 mixed = ImLerp(ground, over, over.w);
  return ImGui::ColorConvertFloat4ToU32({mixed.x, mixed.y, mixed.z, 1});
}

}  // namespace

std::vector<std::uint32_t> write_screen(const Twins& twins) {
  const Screen& screen = twins.screen();
  Writer to;
  to.word(kWireVersion);
  to.real(screen.size.x);
  to.real(screen.size.y);
  to.word(static_cast<std::uint32_t>(screen.items.size()));
  to.word(0);  // the blob's bytes, when they are known
  to.word(screen.nav_id);
  to.word(screen.active_id);
  to.word((twins.busy() ? state::kBusy : 0) | (screen.truncated ? state::kTruncated : 0));
  to.word(opaque(ImGuiCol_FrameBg));
  to.word(opaque(ImGuiCol_Text));
  to.real(ImGui::GetStyle().FontSizeBase * ImGui::GetStyle().FontScaleMain);
  to.real(ImGui::GetStyle().FramePadding.x);
  for (const Item& item : screen.items) write_item(to, item);
  to.words[4] = static_cast<std::uint32_t>(to.blob.size());
  const std::size_t at = to.words.size();
  to.words.resize(at + (to.blob.size() + 3) / 4);
  std::memcpy(to.words.data() + at, to.blob.data(), to.blob.size());
  return std::move(to.words);
}

}  // namespace imgui_twins
