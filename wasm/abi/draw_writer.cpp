#include "abi/draw_writer.h"

#include "host/wire.h"

namespace ykien {

namespace {

std::uint32_t pointer_word(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

void add_command(const ImDrawCmd& command, Words32& words) {
  words.push_back(static_cast<std::uint32_t>(command.GetTexID()));
  const ImVec4 clip = command.ClipRect;
  for (const float word : {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y}) {
    words.push_back(static_cast<std::uint32_t>(static_cast<std::int32_t>(word)));
  }
  words.push_back(command.IdxOffset);
  words.push_back(command.ElemCount);
}

}  // namespace

void write_tile(Painter& painter, const Section& section, const RunTable& runs, const Theme& theme,
                const Tile& tile, std::vector<std::uint8_t>& out) {
  const ImDrawList& list = painter.paint(section, runs, theme, tile);
  Words32 words = {2, static_cast<std::uint32_t>(tile.width),
                   static_cast<std::uint32_t>(tile.height)};
  words.push_back(pointer_word(list.VtxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.VtxBuffer.Size));
  words.push_back(pointer_word(list.IdxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.IdxBuffer.Size));
  words.push_back(static_cast<std::uint32_t>(list.CmdBuffer.Size));
  for (const ImDrawCmd& command : list.CmdBuffer) add_command(command, words);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(words.data());
  out.insert(out.end(), bytes, bytes + words.size() * sizeof(std::uint32_t));
}

}  // namespace ykien
