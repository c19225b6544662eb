#include "abi/draw_writer.h"

#include "host/wire.h"

namespace ykien {

namespace {

std::uint32_t pointer_word(const void* pointer) {
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(pointer));
}

std::uint32_t add_textures(Painter& painter, Words32& words) {
  std::uint32_t count = 0;
  for (ImTextureData* texture : painter.textures()) {
    if (texture->Status == ImTextureStatus_OK || texture->Status == ImTextureStatus_Destroyed) continue;
    const bool gone = texture->Status == ImTextureStatus_WantDestroy;
    const bool whole = texture->Status == ImTextureStatus_WantCreate;
    painter.mark_uploaded(*texture);
    if (gone) continue;
    const ImTextureRect part = texture->UpdateRect;
    for (const int word : {1, texture->Width, texture->Height}) words.push_back(static_cast<std::uint32_t>(word));
    words.push_back(pointer_word(texture->GetPixels()));
    for (const int word : {whole ? 0 : part.x, whole ? 0 : part.y, whole ? texture->Width : part.w,
                           whole ? texture->Height : part.h}) {
      words.push_back(static_cast<std::uint32_t>(word));
    }
    ++count;
  }
  return count;
}

void add_list(const ImDrawList& list, Words32& words) {
  words.push_back(pointer_word(list.VtxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.VtxBuffer.Size));
  words.push_back(pointer_word(list.IdxBuffer.Data));
  words.push_back(static_cast<std::uint32_t>(list.IdxBuffer.Size));
  words.push_back(static_cast<std::uint32_t>(list.CmdBuffer.Size));
  for (const ImDrawCmd& command : list.CmdBuffer) {
    words.push_back(static_cast<std::uint32_t>(command.GetTexID()));
    const ImVec4 clip = command.ClipRect;
    for (const float word : {clip.x, clip.y, clip.z - clip.x, clip.w - clip.y}) {
      words.push_back(static_cast<std::uint32_t>(static_cast<std::int32_t>(word)));
    }
    words.push_back(command.IdxOffset);
    words.push_back(command.ElemCount);
    words.push_back(command.VtxOffset);
  }
}

}  // namespace

void write_draw_lists(const ImDrawData& data, Painter& painter, const Tile& tile, std::vector<std::uint8_t>& out) {
  Words32 textures;
  const std::uint32_t texture_count = add_textures(painter, textures);
  Words32 words = {1, static_cast<std::uint32_t>(tile.width), static_cast<std::uint32_t>(tile.height), texture_count,
                   static_cast<std::uint32_t>(data.CmdLists.Size)};
  words.insert(words.end(), textures.begin(), textures.end());
  for (const ImDrawList* list : data.CmdLists) add_list(*list, words);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(words.data());
  out.insert(out.end(), bytes, bytes + words.size() * sizeof(std::uint32_t));
}

}  // namespace ykien
