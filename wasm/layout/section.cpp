#include "layout/section.h"

#include "layout/hash.h"

namespace ykien {

void seal_box(Box& box) {
  Hash hash;
  hash.add(static_cast<std::uint32_t>(box.kind));
  hash.add(box.parent);
  hash.add(box.flags);
  hash.add(static_cast<std::uint32_t>(box.decor));
  hash.add(box.w);
  hash.add(box.h);
  hash.add(box.line_height);
  hash.add(box.style);
  hash.add(box.text_x);
  hash.add(box.text_y);
  hash.add(box.source);
  hash.add(box.label);
  hash.add(box.value);
  for (const Piece& piece : box.pieces) {
    hash.add(piece.text);
    hash.add(piece.style);
    hash.add(piece.flags);
    hash.add(piece.href);
  }
  for (const Line& line : box.text.lines) {
    hash.add(static_cast<std::uint32_t>(line.runs.size()));
    hash.add(static_cast<int>(line.word_spacing * 64));
    for (const PlacedRun& run : line.runs) hash.add(static_cast<int>(run.x));
  }
  box.hash = hash.value();
}

std::uint32_t hash_range(const Section& section, int y, int height) {
  Hash hash;
  for (const Box& box : section.boxes) {
    if (!is_drawn(box) || box.y >= y + height || box.y + box.h <= y) continue;
    hash.add(box.hash);
    hash.add(box.x);
    hash.add(box.y - y);
  }
  return hash.value();
}

}  // namespace ykien
